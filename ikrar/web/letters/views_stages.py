"""Moving a letter: submit, initial, return, cancel, name another signer."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.letters import Kind
from ikrar.core.verdicts import Problem
from ikrar.domain.letters import actions, policies, queries
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import day_at
from ikrar.web.letters import shown
from ikrar.web.letters.forms import block_as_typed
from ikrar.web.letters.forms_handling import Initialling, OtherSigner, Reason
from ikrar.web.letters.views import letter_page
from ikrar.web.shell.access import Request, open_to, open_to_accounts
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.forms import Confirm

DRAFT, REGISTER = Permission.LETTER_DRAFT, Permission.LETTER_REGISTER


@open_to(DRAFT)
def submit(request: Request, ref: str) -> HttpResponse:
    """Freeze the text and send it on."""
    letter, form = queries.letter_for(request.staff, ref), Confirm(request.POST or None)
    if not form.is_valid():
        return go("letters:letter", ref)
    try:
        seen = int(request.POST.get("versi", "") or letter.version)
        actions.submit_letter(letter, seen=seen, by=request.staff, at=request.now, key=form.key)
    except (Problem, ValueError) as problem:
        found = problem if isinstance(problem, Problem) else Problem("letter.form_out_of_date")
        return letter_page(request, letter, found)
    return say_and_go(request, _("Surat diajukan. Isinya sekarang tidak dapat diubah."), "letters:letter", ref)


@open_to_accounts
def initial(request: Request, ref: str) -> HttpResponse:
    """Read the letter and put one's initials to it."""
    letter = queries.letter_for(request.staff, ref)
    form = Initialling(request.POST or None, initial={"seen": bytes(letter.digest or b"").hex()})
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.initial_letter(letter, seen=seen, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Paraf Anda dicatat."), "letters:letter", ref)
        except Problem as problem:
            form.refuse(problem)
    verdict, content = policies.may_initial(request.staff, letter), queries.content_of(letter)
    return answer(
        request, "letters/initial.html", letter=letter, form=form, verdict=verdict, content=content,
        parts=shown.parts_of(Kind(letter.kind), content), row=shown.row_of(letter),
    )  # fmt: skip


@open_to_accounts
def send_back(request: Request, ref: str) -> HttpResponse:
    """Return a letter to its drafter, with the reason."""
    letter, form = queries.letter_for(request.staff, ref), Reason(request.POST or None)
    if form.is_valid():
        try:
            note = form.cleaned_data["note"]
            actions.return_letter(letter, note=note, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Surat dikembalikan menjadi konsep."), "letters:letter", ref)
        except Problem as problem:
            form.refuse(problem)
    verdict = policies.may_return(request.staff, letter)
    return answer(request, "letters/return.html", letter=letter, form=form, verdict=verdict)


@open_to(DRAFT, REGISTER)
def cancel(request: Request, ref: str) -> HttpResponse:
    """Cancel a letter; its number stays in the register as void."""
    letter, form = queries.letter_for(request.staff, ref), Reason(request.POST or None)
    if form.is_valid():
        try:
            note = form.cleaned_data["note"]
            actions.cancel_letter(letter, note=note, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Surat dibatalkan."), "letters:letter", ref)
        except Problem as problem:
            form.refuse(problem)
    verdict = policies.may_cancel(request.staff, letter)
    return answer(request, "letters/cancel.html", letter=letter, form=form, verdict=verdict)


@open_to(DRAFT)
def signer(request: Request, ref: str) -> HttpResponse:
    """Name another signer: what was initialled is then initialled anew."""
    letter = queries.letter_for(request.staff, ref)
    on, kind = day_at(letter.agency, request.now), Kind(letter.kind)
    signers = queries.signers_at(letter.agency, kind, on)
    now = block_as_typed(queries.content_of(letter).signer, letter.signer)
    form = OtherSigner(
        request.POST or None, initial=now, agency=letter.agency, kind=kind, signers=signers, on=on
    )
    if form.is_valid():
        try:
            actions.name_signer(
                letter, signer=form.signer_chosen, block=form.block, by=request.staff, at=request.now, key=form.key
            )  # fmt: skip
            return say_and_go(
                request, _("Penanda tangan diganti. Periksa konsep, lalu ajukan lagi."), "letters:letter", ref
            )
        except Problem as problem:
            form.refuse(problem)
    verdict = policies.may_name_signer(request.staff, letter)
    return answer(request, "letters/signer.html", letter=letter, form=form, verdict=verdict)
