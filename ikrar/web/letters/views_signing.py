"""Signing: with a key, or on paper and scanned back; the second look; the signed file."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.letters import Kind
from ikrar.core.letters_stages import Way
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.files import read_file
from ikrar.domain.letters import actions, policies, queries
from ikrar.domain.letters.models import Letter
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import day_at
from ikrar.web.letters import keys, shown
from ikrar.web.letters.files import attachment, inline
from ikrar.web.letters.forms_handling import Scan, Signing, kept
from ikrar.web.letters.typeset import pdf_of
from ikrar.web.letters.views import letter_page
from ikrar.web.shell.access import Request, open_to, open_to_accounts
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.forms import Confirm

DRAFT, REGISTER = Permission.LETTER_DRAFT, Permission.LETTER_REGISTER


@open_to_accounts
def sign(request: Request, ref: str) -> HttpResponse:
    """Read the letter and sign it with a key. The secret is used once and kept nowhere."""
    letter = queries.letter_for(request.staff, ref)
    ways, seen = keys.ways(), bytes(letter.digest or b"").hex()
    form = Signing(request.POST or None, request.FILES or None, ways=ways, initial={"seen": seen})
    verdict = policies.may_sign(request.staff, letter, day_at(letter.agency, request.now))
    if form.is_valid():
        try:
            _sign(request, letter, form)
            return say_and_go(request, _("Surat ditandatangani."), "letters:letter", ref)
        except Problem as problem:
            form.refuse(problem)
    content = queries.content_of(letter)
    return answer(
        request, "letters/sign.html", letter=letter, form=form, verdict=verdict, ways=ways, content=content,
        parts=shown.parts_of(Kind(letter.kind), content), row=shown.row_of(letter),
    )  # fmt: skip


def _sign(request: Request, letter: Letter, form: Signing) -> None:
    """Typeset, sign outside of any transaction, and keep what came back. Raises Problem, Refused."""
    data, by, at = form.cleaned_data, request.staff, request.now
    if letter.signed_at is not None:  # pressed twice: the action knows its key, and no secret is used again
        again = actions.SignedFile(b"", Way(data["way"]))
        actions.sign_letter(letter, signed=again, seen=data["seen"], by=by, at=at, key=form.key)
        return
    policies.may_sign(by, letter, day_at(letter.agency, at)).require()
    if not letter.number:
        raise Problem("letter.number_needed")
    if data["seen"] != bytes(letter.digest or b"").hex():
        raise Problem("letter.form_out_of_date")
    pdf = pdf_of(letter, at=request.now, is_concept=False, note=keys.note_of(data["way"]))
    signer = queries.content_of(letter).signer
    signed = keys.sign(pdf, data, signer=signer, reason=letter.subject, at=at, place=letter.agency.place)
    actions.sign_letter(letter, signed=signed, seen=data["seen"], by=by, at=at, key=form.key)


@open_to_accounts
def printed(request: Request, ref: str) -> HttpResponse:
    """The letter for the pen: not marked as a concept, once everybody has initialled."""
    letter = queries.letter_for(request.staff, ref)
    policies.may_print(request.staff, letter).require()
    content = pdf_of(letter, at=request.now, is_concept=False)
    return inline(content, "application/pdf", f"surat-{letter.ref}.pdf")


@open_to(DRAFT, REGISTER)
def scan(request: Request, ref: str) -> HttpResponse:
    """Bring back the paper that was signed by hand."""
    letter = queries.letter_for(request.staff, ref)
    form = Scan(
        request.POST or None, request.FILES or None, initial={"seen": bytes(letter.digest or b"").hex()}
    )
    if form.is_valid():
        try:
            data = form.cleaned_data
            actions.keep_scan(
                letter, scan=kept(data["scan"], "scan"), seen=data["seen"], by=request.staff, at=request.now,
                key=form.key,
            )  # fmt: skip
            return say_and_go(
                request, _("Pindaian disimpan. Surat kini bertanda tangan."), "letters:letter", ref
            )
        except Problem as problem:
            form.refuse(problem)
    verdict = policies.may_scan(request.staff, letter, day_at(letter.agency, request.now))
    return answer(request, "letters/scan.html", letter=letter, form=form, verdict=verdict)


@open_to(DRAFT, REGISTER)
def check(request: Request, ref: str) -> HttpResponse:
    """The second look at a scan."""
    letter, form = queries.letter_for(request.staff, ref), Confirm(request.POST or None)
    if not form.is_valid():
        return go("letters:letter", ref)
    try:
        actions.check_scan(letter, by=request.staff, at=request.now, key=form.key)
    except Problem as problem:
        return letter_page(request, letter, problem)
    return say_and_go(request, _("Pemeriksaan kedua dicatat."), "letters:letter", ref)


@open_to_accounts
def signed_file(request: Request, ref: str) -> HttpResponse:
    """The signed file, byte for byte: re-saving it would break its signature."""
    letter = queries.letter_for(request.staff, ref)
    if not letter.signed_sha256:
        raise Hidden
    content, kind = read_file(letter.signed_name, bytes(letter.signed_sha256))
    return attachment(content, kind, f"surat-{letter.ref}.{letter.signed_name.rpartition('.')[2]}")
