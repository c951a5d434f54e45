"""Paper sheets: print, type in, check against the scan."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.ledger.files import Kept
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges import actions, policies, queries, scans
from ikrar.papers.typesetting import Paper
from ikrar.web.pledges.forms_staff import CheckSheet, EnterSheet, PrintSheet
from ikrar.web.pledges.papers import sheet_pdf
from ikrar.web.pledges.places import place_for, unit_of
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go

ENTER, CHECK = Permission.SHEET_ENTER, Permission.SHEET_CHECK


@open_to(ENTER, CHECK)
def sheets(request: Request, ref: str, agency: str) -> HttpResponse:
    """The sheets of the units one reaches, and a form that prints a new one for those who have not signed."""
    permission = ENTER if request.staff.permits(ENTER) else CHECK
    place = place_for(request, ref, agency, permission)
    form = PrintSheet(request.POST or None, units=place.units)
    if permission is ENTER and form.is_valid():
        unit = unit_of(place, form.cleaned_data["unit"])
        try:
            sheet = result_of(
                actions.issue_sheet(
                    place.drive, unit, people=queries.unsigned_in(place.drive, unit), by=request.staff, at=request.now,
                    key=form.key,
                )
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            return go("pledges:sheet", ref, agency, sheet.ref)
    rows = queries.sheets_of(place.drive, place.agency).filter(unit__in=place.units)
    return answer(
        request, "pledges/sheets.html", place=place, form=form, rows=rows, may_print=permission is ENTER
    )


@open_to(ENTER, CHECK)
def sheet(request: Request, ref: str, agency: str, sheet: str) -> HttpResponse:
    """One sheet: what may be done with it now."""
    place = place_for(request, ref, agency, ENTER if request.staff.permits(ENTER) else CHECK)
    found = queries.sheet_for(place.drive, place.units, sheet)
    can_enter = request.staff.permits_at(ENTER, place.agency, found.unit) and policies.may_enter_sheet(found)
    can_check = request.staff.permits_at(CHECK, place.agency, found.unit) and policies.may_check_sheet(
        request.staff, found
    )
    return answer(
        request, "pledges/sheet.html", place=place, sheet=found, lines=queries.lines_of(found), can_enter=can_enter,
        can_check=can_check,
    )  # fmt: skip


@open_to(ENTER)
def enter(request: Request, ref: str, agency: str, sheet: str) -> HttpResponse:
    """Type in the rows of a signed sheet: a hundred on one page, one box each."""
    place = place_for(request, ref, agency, ENTER)
    found = queries.sheet_for(place.drive, place.units, sheet)
    lines = queries.lines_of(found)
    form = EnterSheet(request.POST or None, request.FILES or None, rows=[line.row for line in lines])
    if form.is_valid():
        try:
            actions.enter_sheet(
                found, signed=form.cleaned_data["baris"], signed_on=form.cleaned_data["tanggal"], scan=_scan(form),
                by=request.staff, at=request.now, key=form.key,
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Baris sudah disimpan. Petugas lain sekarang dapat memeriksanya."),
                              "pledges:sheet", ref, agency, sheet)  # fmt: skip
    ticked = set(form["baris"].value() or []) if form.is_bound else {str(x.row) for x in lines if x.entered}
    return answer(request, "pledges/sheet_enter.html", place=place, sheet=found, lines=lines, form=form,
                  ticked={int(t) for t in ticked})  # fmt: skip


def _scan(form: EnterSheet) -> Kept | None:
    file = form.cleaned_data["pindai"]
    if file is None:
        return None
    if file.size > scans.LARGEST:
        raise Problem("upload.too_large", "pindai", megabytes=scans.LARGEST // 2**20)
    return scans.keep_scan(file.read())


@open_to(CHECK)
def check(request: Request, ref: str, agency: str, sheet: str) -> HttpResponse:
    """The second officer reads the scan without seeing what the first one typed."""
    place = place_for(request, ref, agency, CHECK)
    found = queries.sheet_for(place.drive, place.units, sheet)
    policies.may_check_sheet(request.staff, found).require()
    lines = queries.lines_of(found)
    form = CheckSheet(request.POST or None, rows=[line.row for line in lines], entered_at=found.entered_at)
    if form.is_valid():
        try:
            done = actions.check_sheet(
                found, seen=form.cleaned_data["baris"], by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            said = _("%(n)s ikrar kertas tercatat.") % {"n": len(done.pledges)}
            return say_and_go(request, said, "pledges:sheet", ref, agency, sheet)
    return answer(request, "pledges/sheet_check.html", place=place, sheet=found, lines=lines, form=form,
                  is_picture=not found.scan_name.endswith(".pdf"))  # fmt: skip


@open_to(ENTER, CHECK)
def scan(request: Request, ref: str, agency: str, sheet: str) -> HttpResponse:
    """The scan of a sheet, as it was uploaded."""
    place = place_for(request, ref, agency, ENTER if request.staff.permits(ENTER) else CHECK)
    found = queries.sheet_for(place.drive, place.units, sheet)
    data, kind = scans.read_scan(found.scan_name, bytes(found.scan_sha256 or b""))
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{found.ref}.{found.scan_name.rpartition(".")[2]}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@open_to(ENTER)
def printed(request: Request, ref: str, agency: str, sheet: str) -> HttpResponse:
    """The sheet as PDF, to be signed wet."""
    place = place_for(request, ref, agency, ENTER)
    found = queries.sheet_for(place.drive, place.units, sheet)
    paper: Paper = "f4" if request.GET.get("kertas") == "f4" else "a4"
    response = HttpResponse(
        sheet_pdf(found, request.staff.person.name, request.now, paper), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="lembar-{found.ref}.pdf"'
    return response
