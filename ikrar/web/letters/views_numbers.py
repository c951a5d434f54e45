"""Numbers: give one to a letter, look into the register, keep one for later, release it, take the book along."""

from collections.abc import Sequence
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.letters import actions, policies, queries
from ikrar.domain.letters.models import Letter, RegisterNumber
from ikrar.domain.letters.models import Numbering as NumberingRow
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import day_at
from ikrar.web.letters.books import book_file, number_row
from ikrar.web.letters.files import XLSX, attachment
from ikrar.web.letters.forms_books import Releasing, Reserving
from ikrar.web.letters.forms_handling import Numbering
from ikrar.web.letters.views import ON_A_PAGE, body_for, query_of
from ikrar.web.shell.access import Request, open_to, open_to_accounts
from ikrar.web.shell.answers import answer, say_and_go

VIEW, REGISTER = Permission.LETTER_VIEW, Permission.LETTER_REGISTER


@open_to_accounts
def give(request: Request, ref: str) -> HttpResponse:
    """Give a letter its number."""
    letter = queries.letter_for(request.staff, ref)
    today = day_at(letter.agency, request.now)
    registers = [(n.ref, f"{n.name}: {n.pattern}") for n in queries.usable_for(letter.agency, letter.kind)]
    kept = [(n.ref, f"{n.text} ({n.note})") for n in queries.reserved_for(letter.agency, letter.kind)]
    form = Numbering(request.POST or None, registers=registers, kept=kept, initial={"dated_on": today})
    if form.is_valid():
        try:
            _give(request, letter, form)
            return say_and_go(request, _("Surat sudah bernomor."), "letters:letter", ref)
        except Problem as problem:
            form.refuse(problem)
    verdict = policies.may_number(request.staff, letter)
    return answer(
        request, "letters/number.html", letter=letter, form=form, verdict=verdict, registers=registers,
        may_register=policies.may_register(request.staff, letter.agency),
    )  # fmt: skip


def _give(request: Request, letter: Letter, form: Numbering) -> None:
    data, by, at = form.cleaned_data, request.staff, request.now
    day = data["dated_on"]
    if data["how"] == "register":
        chosen = _chosen(queries.usable_for(letter.agency, letter.kind), data["numbering"], "numbering")
        actions.give_number(
            letter, numbering=chosen, dated_on=day, classification=data["classification"], by=by, at=at,
            key=form.key,
        )  # fmt: skip
    elif data["how"] == "reserved":
        kept = _chosen(queries.reserved_for(letter.agency, letter.kind), data["reserved"], "reserved")
        actions.use_reserved(letter, number=kept, dated_on=day, by=by, at=at, key=form.key)
    else:
        number = actions.Elsewhere(data["text"], data["source"])
        actions.note_elsewhere(letter, number=number, dated_on=day, by=by, at=at, key=form.key)


Row = TypeVar("Row", NumberingRow, RegisterNumber)


def _chosen(rows: Sequence[Row], ref: str, field: str) -> Row:
    """The row that was chosen. Raises Problem when none was, or when it was taken or closed meanwhile."""
    found = next((row for row in rows if row.ref == ref), None)
    if found is None:
        raise Problem(f"number.{field}_not_chosen", field)
    return found


@open_to(VIEW)
def book(request: Request, agency: str) -> HttpResponse:
    """The register of a body in a year: every number that was taken, and what became of it."""
    home = body_for(request.staff, agency)
    year, typed = _year(request, home), request.GET.get("cari", "").strip()[:80]
    chosen = request.GET.get("buku", "")[:12]
    rows = queries.numbers_of(home, year=year, search=typed, numbering=chosen)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("hal"))
    return answer(
        request, "letters/book.html", home=home, page=page, rows=[number_row(n) for n in page], year=year,
        years=queries.years_of(home), typed=typed, registers=queries.numberings_of(home),
        chosen=chosen, query=query_of(tahun=str(year), cari=typed, buku=chosen), may_register=policies.may_register(request.staff, home),
    )  # fmt: skip


def _year(request: Request, home: Agency) -> int:
    typed = request.GET.get("tahun", "")
    return int(typed) if typed.isdecimal() and len(typed) == 4 else day_at(home, request.now).year


@open_to(VIEW)
def download(request: Request, agency: str) -> HttpResponse:
    """The register of a year as a workbook; every number is stored as text."""
    home = body_for(request.staff, agency)
    year = _year(request, home)
    content = book_file(home, year, request.staff.person.name, request.now)
    return attachment(content, XLSX, f"buku-nomor-{home.ref}-{year}.xlsx")


@open_to(REGISTER)
def reserve(request: Request, agency: str) -> HttpResponse:
    """Keep the next number of a register for later."""
    home = body_for(request.staff, agency, REGISTER)
    open_ones = [n for n in queries.numberings_of(home) if not n.is_closed]
    registers = [(n.ref, f"{n.name}: {n.pattern}") for n in open_ones]
    today = day_at(home, request.now)
    form = Reserving(request.POST or None, registers=registers, initial={"dated_on": today})
    if form.is_valid():
        data = form.cleaned_data
        try:
            register = _chosen(open_ones, data["numbering"], "numbering")
            actions.reserve_number(
                register, subject=data["subject"], reason=data["reason"], dated_on=data["dated_on"],
                classification=data["classification"], by=request.staff, at=request.now, key=form.key,
            )  # fmt: skip
            return say_and_go(request, _("Nomor dipesan."), "letters:book", agency)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "letters/reserve.html", home=home, form=form, registers=registers)


@open_to(REGISTER)
def release(request: Request, ref: str) -> HttpResponse:
    """Give up a reserved number, with the reason."""
    number, form = queries.number_for(request.staff, ref, REGISTER), Releasing(request.POST or None)
    if form.is_valid():
        try:
            note = form.cleaned_data["note"]
            actions.release_number(number, note=note, by=request.staff, at=request.now, key=form.key)
            return say_and_go(
                request,
                _("Nomor dilepas. Alasannya tercatat di buku nomor."),
                "letters:book",
                number.agency.ref,
            )
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "letters/release.html", number=number, form=form)
