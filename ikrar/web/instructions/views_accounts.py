"""The account upward: numbers, letter, workbook, the receiver's own form, and a message; all from one account."""

import json
from hashlib import sha256

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core import letters_content
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.dashboards.accounts import Account, account_of
from ikrar.domain.ledger.actions import Unchanged, result_of
from ikrar.domain.ledger.files import read_file
from ikrar.domain.letters.actions import draft_letter
from ikrar.domain.letters.queries import content_of, letters_about
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import instruction_policies as policies
from ikrar.domain.programme.models import ReceiverForm
from ikrar.domain.programme.queries import instructions as queries
from ikrar.domain.roster.queries import agency_for
from ikrar.domain.roster.seat_queries import holders_of
from ikrar.papers.forms import CannotFill, fill
from ikrar.web.instructions import shown
from ikrar.web.instructions.letters import account_draft, in_indonesian
from ikrar.web.instructions.messages import account_message
from ikrar.web.instructions.sheets import account_file
from ikrar.web.instructions.values import values_of
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.fields import fresh_keys
from ikrar.web.shell.forms import Confirm

MANAGE = Permission.INSTRUCTION_MANAGE
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _account(request: Request, ref: str, agency: str) -> Account:
    """The door: whoever manages the body that reports."""
    found = queries.instruction_for(request.staff, ref)
    body = agency_for(request.staff, agency, MANAGE)
    policies.may_account(request.staff, found, body).require()
    return account_of(found, body, at=request.now)


@open_to(MANAGE)
def account(request: Request, ref: str, agency: str) -> HttpResponse:
    """The account as it stands now, and the ways in which it leaves."""
    return _page(request, _account(request, ref, agency))


def _page(request: Request, found: Account, problem: Problem | None = None) -> HttpResponse:
    forms = queries.forms_of(found.agency)
    parts = [(part, shown.part_words(part), shown.part_lines(part)) for part in found.parts]
    return answer(
        request, "instructions/account.html", 422 if problem else 200, account=found, instruction=found.instruction,
        body=found.agency, parts=parts, problem=problem, message=account_message(found),
        forms=[(form, form.mapping != "{}", fresh_keys("fill")) for form in forms], keys=fresh_keys("letter", "sheet"),
        may_draft=request.staff.permits_at(Permission.LETTER_DRAFT, found.agency),
        letters=[x for x in letters_about(found.instruction.subject_ref, request.staff) if x.agency_id == found.agency.pk],
    )  # fmt: skip


def _key(request: Request, digest: str = "") -> str | None:
    """The one-time key of the button, for this content: the same button pressed when the numbers have moved is a new act."""
    form = Confirm(request.POST)
    key = form.key if form.is_valid() else None
    return sha256(f"{key}.{digest}".encode()).hexdigest()[:43] if key and digest else key


def _is_post(request: Request) -> None:
    """Only a button makes an account: looking changes nothing. Raises Hidden."""
    if request.method != "POST":
        raise Hidden


@open_to(Permission.LETTER_DRAFT)
def letter(request: Request, ref: str, agency: str) -> HttpResponse:
    """Draft the account as a letter with its annex."""
    _is_post(request)
    found = _account(request, ref, agency)
    signers = holders_of(Permission.LETTER_SIGN, found.agency, on=localdate(request.now))
    said = in_indonesian(lambda: account_draft(found, signers[0] if signers else None))
    try:
        made = draft_letter(found.agency, draft=said, by=request.staff, at=request.now, key=_key(request))
        if not isinstance(made, Unchanged):
            digest = sha256(letters_content.pack(content_of(made)).encode()).hexdigest()
            _note(request, found, "letter", digest)
    except Problem as problem:
        return _page(request, found, problem)
    return say_and_go(
        request, _("Konsep laporan dibuat. Periksa, lalu ajukan."), "letters:letter", result_of(made).ref
    )


@open_to(MANAGE)
def sheet(request: Request, ref: str, agency: str) -> HttpResponse:
    """The annex as a workbook."""
    _is_post(request)
    found = _account(request, ref, agency)
    data = account_file(found, who=request.staff.person.name)
    _note(request, found, "workbook", sha256(data).hexdigest())
    return _file(data, "xlsx", f"lampiran-{found.instruction.ref}-{found.agency.ref}-{found.day:%Y%m%d}")


@open_to(MANAGE)
def fill_form(request: Request, ref: str, agency: str, form: str) -> HttpResponse:
    """The receiver's own form, filled with the numbers of now."""
    _is_post(request)
    found = _account(request, ref, agency)
    chosen = queries.receiver_form_for(request.staff, form)
    try:
        data = _filled(found, chosen)
    except Problem as problem:
        return _page(request, found, problem)
    _note(request, found, "form", sha256(data).hexdigest())
    return _file(data, chosen.ending, f"{chosen.ref}-{found.agency.ref}-{found.day:%Y%m%d}")


def _filled(found: Account, chosen: ReceiverForm) -> bytes:
    """The form with its places filled. Raises Problem."""
    mapping: dict[str, str] = json.loads(chosen.mapping)
    if not mapping:
        raise Problem("receiver_form.nothing_chosen")
    data, _kind = read_file(chosen.document, bytes(chosen.document_sha256))
    values = in_indonesian(lambda: values_of(found))
    try:
        return fill(data, {place: values[code] for place, code in mapping.items()})
    except CannotFill as fault:
        raise Problem(fault.reason) from fault


def _note(request: Request, found: Account, way: str, digest: str) -> None:
    actions.note_account(
        found.instruction, agency=found.agency, way=way, sha256=digest, by=request.staff, at=request.now,
        key=_key(request, digest),
    )  # fmt: skip


def _file(data: bytes, ending: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return HttpResponse(data, content_type=KINDS[ending], headers=headers)
