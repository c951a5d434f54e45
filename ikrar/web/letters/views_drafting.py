"""Writing letters: for which body, of which kind, the form, and its changes."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.letters import Kind
from ikrar.core.letters_stages import SignerBlock
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.letters import actions, policies, queries
from ikrar.domain.letters.models import Letter
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import day_at
from ikrar.web.letters.forms import LetterForm, block_as_typed, content_as_typed, people_as_typed
from ikrar.web.letters.views import body_for
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.fields import said

DRAFT = Permission.LETTER_DRAFT


@open_to(DRAFT)
def choose(request: Request) -> HttpResponse:
    """For which body is the new letter? With one body there is nothing to ask."""
    mine = list(queries.bodies_of(request.staff, DRAFT)[:500])
    if len(mine) == 1:
        return go("letters:new_of", mine[0].ref)
    return answer(request, "letters/choose.html", mine=mine)


@open_to(DRAFT)
def choose_kind(request: Request, agency: str) -> HttpResponse:
    """Which kind of letter?"""
    home = body_for(request.staff, agency, DRAFT)
    return answer(request, "letters/kinds.html", home=home, kinds=said("letter.kind", Kind))


@open_to(DRAFT)
def draft(request: Request, agency: str, kind: str) -> HttpResponse:
    """Write a new letter."""
    home, chosen = body_for(request.staff, agency, DRAFT), _kind(kind)
    head = queries.letterhead_of(home)
    start = {"nature": "biasa", "paper": head.paper if head else "a4"}
    former = _former(request, home, chosen)
    typed = {**start, **_usual_signer(request, home, chosen), **(as_typed(former) if former else {})}
    form = letter_form(request, home, chosen, typed | {"seen": None}, former)
    if form.is_valid():
        try:
            made = actions.draft_letter(home, draft=form.draft, by=request.staff, at=request.now, key=form.key)
            return say_and_go(
                request, _("Konsep disimpan. Periksa, lalu ajukan."), "letters:letter", result_of(made).ref
            )
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "letters/draft.html", form=form, home=home, kind=chosen)


def _former(request: Request, home: Agency, kind: Kind) -> Letter | None:
    """The letter of the same kind that the new one starts from, where one was asked for. Raises Hidden."""
    ref = request.GET.get("dari", "")
    if not ref:
        return None
    letter = queries.letter_for(request.staff, ref)
    if letter.agency_id != home.pk or letter.kind != kind:
        raise Hidden
    return letter


def _usual_signer(request: Request, home: Agency, kind: Kind) -> dict[str, Any]:
    """Who signs, where only one person can."""
    on = day_at(home, request.now)
    able = list(queries.signers_at(home, kind, on)[:2])
    if len(able) != 1:
        return block_as_typed(SignerBlock(), None)
    return block_as_typed(queries.default_block(home, able[0], kind, on), able[0])


@open_to(DRAFT)
def change(request: Request, ref: str) -> HttpResponse:
    """Change a draft."""
    letter = queries.letter_for(request.staff, ref)
    policies.may_change(request.staff, letter).require()
    form = letter_form(request, letter.agency, Kind(letter.kind), as_typed(letter), letter)
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            actions.change_letter(
                letter, draft=form.draft, seen=seen, by=request.staff, at=request.now, key=form.key
            )
            return say_and_go(request, _("Perubahan disimpan."), "letters:letter", ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(
        request, "letters/draft.html", form=form, home=letter.agency, kind=Kind(letter.kind), letter=letter
    )


def as_typed(letter: Letter) -> dict[str, Any]:
    """A letter as its form shows it."""
    content = queries.content_of(letter)
    return {
        "seen": letter.version, "subject": letter.subject, "nature": letter.nature, "paper": letter.paper,
        **content_as_typed(Kind(letter.kind), content), **block_as_typed(content.signer, letter.signer),
        **people_as_typed([i.person for i in queries.initials_of(letter)]),
    }  # fmt: skip


def letter_form(
    request: Request, home: Agency, kind: Kind, initial: dict[str, Any], letter: Letter | None = None
) -> LetterForm:
    """The form of a kind of letter with the people who can initial and sign it."""
    on = day_at(home, request.now)
    annexes = _annexes_in(request) if request.POST else 0
    if letter is not None:
        annexes = max(annexes, len(queries.content_of(letter).body.annexes))
    initials = len(queries.initials_of(letter)) if letter is not None else 0
    return LetterForm(
        request.POST or None, initial=initial, agency=home, kind=kind, on=on, annexes=annexes, initials=initials,
        signers=queries.signers_at(home, kind, on), candidates=queries.candidates_at(home, on),
    )  # fmt: skip


def _annexes_in(request: Request) -> int:
    """How many annexes were on the page that was sent, so that none is dropped when it comes back."""
    return sum(name.startswith("annex_") and name.endswith("_title") for name in request.POST) - 1


def _kind(code: str) -> Kind:
    if code not in set(Kind):
        raise Hidden
    return Kind(code)
