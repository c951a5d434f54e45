"""The items of an instruction: one more, otherwise, or no more."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.instructions import ItemKind, Stage
from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import instruction_policies as policies
from ikrar.domain.programme.models import Instruction
from ikrar.domain.programme.queries import instructions as queries
from ikrar.web.instructions.forms import NoteForm
from ikrar.web.instructions.forms_items import ItemForm, initial_of
from ikrar.web.instructions.shown import due_words, item_words, proof_words
from ikrar.web.instructions.views_stages import step
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import say_and_go
from ikrar.words import say

MANAGE = Permission.INSTRUCTION_MANAGE


def _to_change(request: Request, ref: str) -> Instruction:
    found = queries.instruction_for(request.staff, ref)
    policies.may_change_instruction(request.staff, found).require()
    return found


def _options(found: Instruction, *, has_parent: bool) -> dict[str, Any]:
    return {
        "drives": queries.drives_to_choose(found.agency), "is_issued": found.stage == Stage.ISSUED,
        "has_parent": has_parent,
    }  # fmt: skip


@open_to(MANAGE)
def add(request: Request, ref: str, kind: str) -> HttpResponse:
    """Ask one thing more."""
    found = _to_change(request, ref)
    if kind not in set(ItemKind):
        raise Hidden
    form = ItemForm(request.POST or None, kind=ItemKind(kind), **_options(found, has_parent=False))

    def act() -> HttpResponse:
        actions.add_item(
            found, item=form.item(), note=form.note_text, by=request.staff, at=request.now, key=form.key
        )
        return say_and_go(request, _("Butir ditambahkan."), "instructions:instruction", ref)

    heading = say(f"instruction.item.{kind}")
    return step(
        request, form, act, heading, found, submit=_("Simpan butir"), notes=(say(f"instruction.proof.{kind}"),)
    )


@open_to(MANAGE)
def change(request: Request, ref: str, item: int) -> HttpResponse:
    """Ask it otherwise, or by another day."""
    found = _to_change(request, ref)
    row = queries.item_for(found, item)
    form = ItemForm(
        request.POST or None, kind=ItemKind(row.kind), initial=initial_of(row),
        **_options(found, has_parent=row.parent is not None),
    )  # fmt: skip

    def act() -> HttpResponse:
        actions.change_item(
            row, item=form.item(), note=form.note_text, by=request.staff, at=request.now, key=form.key
        )
        return say_and_go(request, _("Butir diubah."), "instructions:instruction", ref)

    notes = [proof_words(row)]
    if row.parent is not None:
        notes.append(_("Tenggat instruksi dari atas: %(day)s.") % {"day": due_words(row.parent)})
    return step(request, form, act, item_words(row), found, submit=_("Simpan butir"), notes=notes, drop=row)


@open_to(MANAGE)
def drop(request: Request, ref: str, item: int) -> HttpResponse:
    """Ask it no more."""
    found = _to_change(request, ref)
    row = queries.item_for(found, item)
    form = NoteForm(request.POST or None, is_issued=found.stage == Stage.ISSUED)

    def act() -> HttpResponse:
        actions.drop_item(row, note=form.note_text, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Butir dicabut."), "instructions:instruction", ref)

    return step(request, form, act, _("Cabut butir"), found, notes=(item_words(row),))
