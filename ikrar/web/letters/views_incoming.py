"""What comes in: the agenda, one letter, its disposition sheet, the answers."""

import json

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.ledger.files import read_file
from ikrar.domain.letters import actions, policies, queries
from ikrar.domain.letters.models import Disposition, Incoming
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import day_at
from ikrar.web.letters.books import agenda_file
from ikrar.web.letters.files import XLSX, attachment, inline
from ikrar.web.letters.forms_books import AddingScan, Answering, Disposing, Receiving
from ikrar.web.letters.forms_handling import kept
from ikrar.web.letters.views import ON_A_PAGE, body_for, query_of
from ikrar.web.shell.access import Request, open_to, open_to_accounts
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.words import say

VIEW, REGISTER, SIGN = Permission.LETTER_VIEW, Permission.LETTER_REGISTER, Permission.LETTER_SIGN


@open_to(VIEW)
def agenda(request: Request, agency: str) -> HttpResponse:
    """The agenda of a body."""
    home, typed = body_for(request.staff, agency), request.GET.get("cari", "").strip()[:80]
    rows = queries.incoming_at(request.staff, home, search=typed)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("hal"))
    return answer(
        request, "letters/agenda.html", home=home, page=page, typed=typed, query=query_of(cari=typed),
        may_register=policies.may_register(request.staff, home),
    )  # fmt: skip


@open_to(VIEW)
def download(request: Request, agency: str) -> HttpResponse:
    """The agenda of this year as a workbook."""
    home = body_for(request.staff, agency)
    year = day_at(home, request.now).year
    rows = queries.incoming_at(request.staff, home, year=year).order_by("agenda")
    content = agenda_file(home, rows, year, request.staff.person.name, request.now)
    return attachment(content, XLSX, f"agenda-{home.ref}-{year}.xlsx")


@open_to(REGISTER)
def receive(request: Request, agency: str) -> HttpResponse:
    """Register a letter that came in."""
    home = body_for(request.staff, agency, REGISTER)
    today = day_at(home, request.now)
    start = {"received_on": today, "nature": "biasa"}
    form = Receiving(request.POST or None, request.FILES or None, initial=start)
    if form.is_valid():
        try:
            made = result_of(
                actions.receive_letter(
                    home, arrived=form.arrived, by=request.staff, at=request.now, key=form.key
                )
            )
            sentence = _("Surat dicatat dengan nomor agenda %(agenda)s.") % {"agenda": made.agenda}
            return say_and_go(request, sentence, "letters:incoming", made.ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "letters/receive.html", home=home, form=form)


@open_to_accounts
def incoming(request: Request, ref: str) -> HttpResponse:
    """A letter that came in, and what was ordered about it."""
    found = queries.incoming_for(request.staff, ref)
    return answer(
        request, "letters/incoming.html", letter=found, orders=_orders(request, found),
        nature=say(f"letter.nature.{found.nature}"), may_dispose=policies.may_dispose(request.staff, found),
        may_scan=policies.may_add_scan(request.staff, found),
    )  # fmt: skip


def _orders(request: Request, letter: Incoming) -> list[tuple[Disposition, str, bool]]:
    """Each order, its words, and whether this person may answer it."""
    return [
        (row, orders_in_words(row), bool(policies.may_answer(request.staff, row)))
        for row in queries.dispositions_of(letter)
    ]


def orders_in_words(row: Disposition) -> str:
    """What was ordered, as one line."""
    return ", ".join(say(f"letter.order.{code}") for code in json.loads(row.orders))


@open_to_accounts
def scan(request: Request, ref: str) -> HttpResponse:
    """The scan of a letter that came in."""
    found = queries.incoming_for(request.staff, ref)
    if not found.scan_sha256:
        raise Hidden
    content, kind = read_file(found.scan_name, bytes(found.scan_sha256))
    return inline(content, kind, f"surat-masuk-{found.ref}.{found.scan_name.rpartition('.')[2]}")


@open_to(REGISTER)
def add_scan(request: Request, ref: str) -> HttpResponse:
    """Add the scan of a letter that was registered from paper."""
    letter = queries.incoming_for(request.staff, ref)
    form = AddingScan(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            found = kept(form.cleaned_data["scan"], "scan")
            actions.add_incoming_scan(letter, scan=found, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Pindaian disimpan."), "letters:incoming", ref)
        except Problem as problem:
            form.refuse(problem)
    verdict = policies.may_add_scan(request.staff, letter)
    return answer(request, "letters/add_scan.html", letter=letter, form=form, verdict=verdict)


@open_to_accounts
def slip(request: Request, ref: str) -> HttpResponse:
    """The disposition sheet, for printing."""
    found = queries.incoming_for(request.staff, ref)
    return answer(
        request, "letters/slip.html", letter=found, orders=_orders(request, found),
        nature=say(f"letter.nature.{found.nature}"), head=queries.letterhead_of(found.agency),
    )  # fmt: skip


@open_to(REGISTER, SIGN)
def dispose(request: Request, ref: str) -> HttpResponse:
    """Order something about a letter."""
    letter = queries.incoming_for(request.staff, ref)
    people = queries.candidates_at(letter.agency, day_at(letter.agency, request.now))
    form = Disposing(request.POST or None, people=people)
    if form.is_valid():
        try:
            actions.dispose_letter(letter, ordered=form.ordered, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Disposisi disimpan."), "letters:incoming", ref)
        except Problem as problem:
            form.refuse(problem)
    verdict = policies.may_dispose(request.staff, letter)
    return answer(request, "letters/dispose.html", letter=letter, form=form, verdict=verdict)


@open_to_accounts
def answer_order(request: Request, ref: str) -> HttpResponse:
    """Say what became of an order."""
    row, form = queries.disposition_for(request.staff, ref), Answering(request.POST or None)
    if form.is_valid():
        try:
            words = form.cleaned_data["answer"]
            actions.answer_disposition(row, answer=words, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Jawaban disimpan."), "letters:incoming", row.incoming.ref)
        except Problem as problem:
            form.refuse(problem)
    verdict = policies.may_answer(request.staff, row)
    return answer(
        request, "letters/answer.html", row=row, words=orders_in_words(row), form=form, verdict=verdict
    )
