"""The way of an instruction: drafted, changed, issued, passed on, ended, and drafted as a letter."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.instructions import Stage
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.letters.actions import draft_letter
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import instruction_policies as policies
from ikrar.domain.programme.models import Instruction
from ikrar.domain.programme.queries import instructions as queries
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, agency_for, day_at
from ikrar.domain.roster.seat_queries import holders_of
from ikrar.web.instructions import forms
from ikrar.web.instructions.letters import in_indonesian, order_draft
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import Confirm

MANAGE, DRAFT = Permission.INSTRUCTION_MANAGE, Permission.LETTER_DRAFT


def step(
    request: Request,
    form: Any,
    act: Callable[[], HttpResponse],
    heading: str,
    found: Instruction | None,
    **more: Any,
) -> HttpResponse:
    """A page with one form: valid input acts, and a problem is shown at its field."""
    if form.is_valid():
        try:
            return act()
        except Problem as problem:
            form.refuse(problem)
    context = {"submit": heading, "notes": (), **more}
    return answer(request, "instructions/form.html", form=form, heading=heading, instruction=found, **context)


def _letters(staff: Staff, agency: Agency, found: Instruction | None = None) -> dict[str, Any]:
    """The letters to choose from; the one that was chosen before stays among them."""
    letters, incoming = queries.letters_to_choose(staff, agency), queries.incoming_to_choose(staff, agency)
    if found is not None and found.letter is not None and found.letter not in letters:
        letters.append(found.letter)
    if found is not None and found.incoming is not None and found.incoming not in incoming:
        incoming.append(found.incoming)
    return {"letters": letters, "incoming": incoming}


def _tree(agency: Agency) -> dict[str, Any]:
    return {"bodies": list(queries.bodies_below(agency)), "units": queries.units_to_instruct(agency)}


@open_to(MANAGE)
def draft(request: Request, agency: str) -> HttpResponse:
    """A new instruction of a body."""
    body = agency_for(request.staff, agency, MANAGE)
    policies.may_draft_instruction(request.staff, body).require()
    today = day_at(body, request.now)
    initial = {"from_body": body.name, "from_office": body.responsible_title, "counts_from": today}
    form = forms.DraftForm(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        **_letters(request.staff, body),
        **_tree(body),
    )

    def act() -> HttpResponse:
        made = result_of(
            actions.draft_instruction(
                body,
                order=form.order(),
                whom=forms.chosen(form),
                by=request.staff,
                at=request.now,
                key=form.key,
            )
        )
        return say_and_go(
            request, _("Instruksi disusun. Tambahkan butirnya."), "instructions:instruction", made.ref
        )

    return step(request, form, act, _("Susun instruksi"), None, body=body)


@open_to(MANAGE)
def change(request: Request, ref: str) -> HttpResponse:
    """Change whose order it is, its basis or its letter."""
    found = queries.instruction_for(request.staff, ref)
    policies.may_change_instruction(request.staff, found).require()
    names = ("name", "from_office", "from_body", "basis", "letter_number", "letter_on", "counts_from")
    initial = {name: getattr(found, name) for name in names}
    known = found.letter or found.incoming
    initial["letter"] = known.subject_ref if known is not None else ""
    form = forms.OrderForm(
        request.POST or None, request.FILES or None, initial=initial, is_issued=found.stage == Stage.ISSUED,
        **_letters(request.staff, found.agency, found),
    )  # fmt: skip

    def act() -> HttpResponse:
        actions.change_instruction(
            found, order=form.order(), note=form.note_text, by=request.staff, at=request.now, key=form.key
        )
        return say_and_go(request, _("Perubahan disimpan."), "instructions:instruction", ref)

    return step(request, form, act, _("Ubah instruksi"), found)


@open_to(MANAGE)
def targets(request: Request, ref: str) -> HttpResponse:
    """Change whom it reaches."""
    found = queries.instruction_for(request.staff, ref)
    policies.may_change_instruction(request.staff, found).require()
    here = queries.targets_of(found)
    initial = {
        "reach": found.reach,
        "bodies": [t.agency.ref for t in here if t.unit is None], "units": [t.unit.ref for t in here if t.unit],
    }  # fmt: skip
    form = forms.WhomForm(
        request.POST or None, initial=initial, is_issued=found.stage == Stage.ISSUED, **_tree(found.agency)
    )

    def act() -> HttpResponse:
        actions.change_targets(
            found, whom=form.whom(), note=form.note_text, by=request.staff, at=request.now, key=form.key
        )
        return say_and_go(request, _("Tujuan disimpan."), "instructions:instruction", ref)

    return step(request, form, act, _("Ubah tujuan"), found)


@open_to(MANAGE)
def issue(request: Request, ref: str) -> HttpResponse:
    """Issue it: from now it binds those it reaches."""
    found = queries.instruction_for(request.staff, ref)
    policies.may_issue_instruction(request.staff, found).require()
    form = Confirm(request.POST or None)

    def act() -> HttpResponse:
        actions.issue_instruction(found, by=request.staff, at=request.now, key=form.key)
        return say_and_go(
            request, _("Instruksi dikeluarkan. Penerima diberi tahu."), "instructions:instruction", ref
        )

    notes = (
        _("Sesudah dikeluarkan, setiap perubahan disertai catatan yang dibaca penerima."),
        _("Petugas setiap instansi penerima diberi tahu."),
    )
    return step(request, form, act, _("Keluarkan instruksi"), found, notes=notes)


@open_to(DRAFT)
def letter(request: Request, ref: str) -> HttpResponse:
    """Draft the instruction as a letter from its items; it is edited, initialled and signed there."""
    found = queries.instruction_for(request.staff, ref)
    form = Confirm(request.POST or None)

    def act() -> HttpResponse:
        signers = holders_of(Permission.LETTER_SIGN, found.agency, on=localdate(request.now))
        said = in_indonesian(
            lambda: order_draft(
                found, queries.items_of(found), queries.targets_of(found), signers[0] if signers else None
            )
        )
        made = result_of(draft_letter(found.agency, draft=said, by=request.staff, at=request.now, key=form.key))
        return say_and_go(request, _("Konsep surat dibuat. Periksa dan lengkapi."), "letters:letter", made.ref)

    return step(request, form, act, _("Buat konsep surat instruksi"), found)


@open_to(MANAGE)
def withdraw(request: Request, ref: str) -> HttpResponse:
    """It binds nobody any more."""
    return _end(request, ref, actions.withdraw_instruction, _("Cabut instruksi"), _("Instruksi dicabut."))


@open_to(MANAGE)
def close(request: Request, ref: str) -> HttpResponse:
    """It has served its purpose."""
    return _end(request, ref, actions.close_instruction, _("Tutup instruksi"), _("Instruksi ditutup."))


def _end(request: Request, ref: str, end: Callable[..., object], heading: str, done: str) -> HttpResponse:
    found = queries.instruction_for(request.staff, ref)
    policies.may_end_instruction(request.staff, found).require()
    form = forms.EndForm(request.POST or None)

    def act() -> HttpResponse:
        end(found, because=form.cleaned_data["because"], by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, done, "instructions:instruction", ref)

    return step(request, form, act, heading, found)


@open_to(MANAGE)
def pass_on(request: Request, ref: str, agency: str) -> HttpResponse:
    """Pass it on to those below as a draft of one's own."""
    found = queries.instruction_for(request.staff, ref)
    body = agency_for(request.staff, agency, MANAGE)
    policies.may_pass_on(request.staff, found, body).require()
    form = forms.PassOnForm(request.POST or None, **_tree(body))

    def act() -> HttpResponse:
        made = result_of(
            actions.pass_on(
                found, agency=body, whom=forms.chosen(form), days_earlier=form.cleaned_data["days_earlier"],
                by=request.staff, at=request.now, key=form.key,
            )
        )  # fmt: skip
        return say_and_go(
            request,
            _("Terusan disusun. Periksa butirnya, lalu keluarkan."),
            "instructions:instruction",
            made.ref,
        )

    notes = (_("Butir disalin ke konsep Anda sendiri. Anda dapat menambah butir dan mengubah tenggat."),)
    return step(request, form, act, _("Teruskan instruksi"), found, notes=notes)
