"""Personal codes: cards and lists for a unit, and the help desk that gives a new one."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.domain.ledger.actions import Unchanged
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions, policies, queries
from ikrar.web.programme.forms_codes import Issue, Search
from ikrar.web.programme.letters import code_file
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer
from ikrar.web.shell.forms import Confirm

ISSUE = Permission.CODE_ISSUE


@open_to(ISSUE)
def index(request: Request, ref: str, agency: str) -> HttpResponse:
    """The units of a body: how many people, how many have a code."""
    drive = queries.drive_for(request.staff, ref)
    home = queries.agency_in_drive(request.staff, drive, agency, ISSUE)
    everybody = queries.root_of(home) if request.staff.permits_at(ISSUE, home) else None
    return answer(
        request, "programme/codes.html", drive=drive, home=home, units=queries.units_to_serve(request.staff, drive, home),
        everybody=everybody, counts=queries.codes_of(drive, home), verdict=policies.may_issue_codes(request.staff, drive, home),
    )  # fmt: skip


@open_to(ISSUE)
def issue(request: Request, ref: str, agency: str, unit: str) -> HttpResponse:
    """Make the codes of a unit: the answer is the file, and it is the only time they are seen."""
    drive = queries.drive_for(request.staff, ref)
    home = queries.agency_in_drive(request.staff, drive, agency, ISSUE)
    place = queries.unit_to_serve(request.staff, home, unit)
    people = queries.asked_in(drive, place).count()
    form = Issue(request.POST or None, people=people)
    if form.is_valid():
        cards = actions.issue_all_codes(
            drive,
            [place],
            only_new=not form.cleaned_data["void"],
            by=request.staff,
            at=request.now,
            key=form.key,
        )
        if cards:
            return code_file(request, drive, place, cards, form.cleaned_data["format"])
        form.add_error(None, _("Tidak ada kode baru. Kode yang sudah dibuat tidak dapat dilihat lagi."))
    return answer(request, "programme/issue.html", drive=drive, home=home, unit=place, form=form, people=people)


@open_to(ISSUE)
def desk(request: Request, ref: str, agency: str) -> HttpResponse:
    """The help desk: find a person by name, NIP or number. Sent by POST so that no name stands in an address."""
    drive = queries.drive_for(request.staff, ref)
    home = queries.agency_in_drive(request.staff, drive, agency, ISSUE)
    form = Search(request.POST or None)
    found = None
    if form.is_valid():
        found = queries.search(request.staff, drive, home, form.cleaned_data["typed"])
    return answer(request, "programme/desk.html", drive=drive, home=home, form=form, found=found)


@open_to(ISSUE)
def person(request: Request, ref: str, agency: str, number: int) -> HttpResponse:
    """One person at the help desk: a new code, shown once."""
    drive = queries.drive_for(request.staff, ref)
    home = queries.agency_in_drive(request.staff, drive, agency, ISSUE)
    row = queries.asked_for(request.staff, drive, home, number)
    form, card = Confirm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        made = actions.reissue_code(row, by=request.staff, at=request.now, key=form.key)
        if isinstance(made, Unchanged):
            form.add_error(None, _("Kode itu sudah ditampilkan sekali. Buat kode baru bila belum tercatat."))
        else:
            card = made
    verdict = policies.may_issue_codes(request.staff, drive, home, row.unit)
    shown = form if card is None else Confirm()
    return answer(
        request,
        "programme/person.html",
        form=shown,
        drive=drive,
        home=home,
        row=row,
        card=card,
        verdict=verdict,
    )
