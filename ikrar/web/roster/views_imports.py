"""A file on its way in: upload, match columns, check, save, take back; the screens of S2."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.roster.fields import Field
from ikrar.core.roster.stages import RUNNING, Stage
from ikrar.core.verdicts import Problem
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster import actions, import_queries, policies, repairs, running, staging
from ikrar.domain.roster.models import RosterImport
from ikrar.domain.roster.queries import agency_for, units_seen_by
from ikrar.web.roster import sheets, shown
from ikrar.web.roster.forms import Columns, RowFields, Upload
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.forms import Confirm

IMPORT = Permission.ROSTER_IMPORT
AT_ONCE = 400_000  # bytes: a file up to this size is checked before the answer, larger ones by the worker
ROWS_AT_ONCE = 2_000


@open_to(IMPORT)
def upload(request: Request, agency: str) -> HttpResponse:
    """Step one: the file. Nothing is saved before the check."""
    found = agency_for(request.staff, agency, IMPORT)
    form = Upload(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["berkas"]
        try:
            imported = staging.start_import(found, file, file.name, by=request.staff, at=request.now)
        except Problem as problem:
            form.refuse(problem)
        else:
            if file.size <= AT_ONCE:
                running.work_on(imported, at=request.now)
            return go("roster:import", imported.ref)
    return answer(
        request, "roster/upload.html", form=form, agency=found, imports=import_queries.imports_of(found)[:10]
    )


@open_to(IMPORT)
def detail(request: Request, ref: str) -> HttpResponse:
    """Where the import stands: columns to match, work going on, rows to repair, or what was saved."""
    imported = import_queries.import_for(request.staff, ref)
    if imported.state == Stage.COLUMNS:
        return go("roster:columns", ref)
    if imported.state in RUNNING:
        return answer(request, "roster/running.html", refresh=2, imported=imported, agency=imported.agency)
    if imported.state in {Stage.FAILED, Stage.UNDONE}:
        return answer(
            request,
            "roster/ended.html",
            imported=imported,
            agency=imported.agency,
            excepted=import_queries.excepted_people(imported)[:200],
        )
    return _check_page(request, imported)


def _check_page(request: Request, imported: RosterImport) -> HttpResponse:
    code = request.GET.get("jenis", "")
    code = code if code in imported.kinds else ""
    page = Paginator(import_queries.rows_in_need(imported, code), 50).get_page(request.GET.get("hal"))
    units = import_queries.units_by_ref(imported)
    rows = [(row, shown.shown_defects(row.found, units)) for row in map(import_queries.shown, page)]
    return answer(
        request, "roster/check.html", imported=imported, agency=imported.agency, counts=shown.counts(imported), slips=shown.slips(imported),
        notes=shown.notes(imported), rows=rows, page=page, code=code, tally=import_queries.tally(imported), form=Confirm(),
        saved=shown.saved_counts(imported), missing=len(imported.missing), new_units=len(imported.new_units),
        may_save=policies.may_save_import(request.staff, imported), may_undo=policies.may_undo_import(request.staff, imported, request.now),
        until=import_queries.undo_until(imported), query=f"jenis={code}&" if code else "",
    )  # fmt: skip


@open_to(IMPORT)
def columns(request: Request, ref: str) -> HttpResponse:
    """Step two, where needed: which column holds what."""
    imported = import_queries.import_for(request.staff, ref)
    header = import_queries.columns_of(imported)
    form = Columns(request.POST or None, header=header)
    if form.is_valid():
        try:
            staging.match_columns(imported, form.chosen)
        except Problem as problem:
            form.refuse(problem)
        else:
            return go("roster:import", ref)
    return answer(
        request,
        "roster/columns.html",
        form=form,
        imported=imported,
        agency=imported.agency,
        notes=shown.notes(imported),
    )


@open_to(IMPORT)
def row(request: Request, ref: str, line: int) -> HttpResponse:
    """One row, to be typed right or left out."""
    imported = import_queries.import_for(request.staff, ref)
    found = import_queries.row_for(imported, line)
    names = [
        f
        for f in dict.fromkeys(f for _, f in import_queries.columns_of(imported).plan)
        if f not in {Field.KEY, Field.BIRTH}
    ]
    units = shown.unit_choices(units_seen_by(request.staff, imported.agency, IMPORT))
    form = RowFields(
        request.POST or None, names=[*names, "unit_ref"], values=repairs.values_of(found), units=units
    )
    if form.is_valid():
        if "keluarkan" in request.POST:
            repairs.leave_out(imported, found, at=request.now)
        else:
            typed = {n: v for n, v in form.cleaned_data.items() if n in form.changed_data and n != "kunci"}
            repairs.repair_by_hand(imported, found, typed, at=request.now)
        return say_and_go(request, _("Baris %(line)d diperiksa lagi.") % {"line": line}, "roster:import", ref)
    defects = shown.shown_defects(import_queries.shown(found).found, import_queries.units_by_ref(imported))
    return answer(request, "roster/row.html", form=form, imported=imported, line=line, defects=defects)


@open_to(IMPORT)
def repair(request: Request, ref: str, line: int, code: str) -> HttpResponse:
    """One press: the proposed repair of one row."""
    imported = import_queries.import_for(request.staff, ref)
    if request.method == "POST":
        repairs.repair_row(imported, import_queries.row_for(imported, line), code, at=request.now)
        return say_and_go(request, _("Baris %(line)d diperbaiki.") % {"line": line}, "roster:import", ref)
    return go("roster:import", ref)


@open_to(IMPORT)
def repair_kind(request: Request, ref: str, code: str) -> HttpResponse:
    """One press: the proposed repair of every row with the same slip."""
    imported = import_queries.import_for(request.staff, ref)
    if request.method == "POST" and code in imported.kinds:
        done = repairs.repair_kind(imported, code, at=request.now)
        return say_and_go(request, _("%(rows)d baris diperbaiki.") % {"rows": done}, "roster:import", ref)
    return go("roster:import", ref)


@open_to(IMPORT)
def save(request: Request, ref: str) -> HttpResponse:
    """Step four: save what is ready; pressing twice saves once."""
    imported = import_queries.import_for(request.staff, ref)
    if request.method == "POST" and policies.may_save_import(request.staff, imported):
        actions.ask_to_save(imported, by=request.staff, at=request.now)
        if import_queries.tally(imported).ready <= ROWS_AT_ONCE:
            running.work_on(imported, at=request.now)
    return go("roster:import", ref)


@open_to(IMPORT)
def undo(request: Request, ref: str) -> HttpResponse:
    """Take a saved import back, within a day; the page names who stays."""
    imported = import_queries.import_for(request.staff, ref)
    if request.method == "POST" and imported.state not in RUNNING:
        actions.ask_to_undo(imported, by=request.staff, at=request.now)
        return go("roster:import", ref)
    verdict = policies.may_undo_import(request.staff, imported, request.now)
    return answer(
        request,
        "roster/undo.html",
        imported=imported,
        form=Confirm(),
        verdict=verdict,
        until=import_queries.undo_until(imported),
        agency=imported.agency,
    )


@open_to(IMPORT)
def missing(request: Request, ref: str) -> HttpResponse:
    """People whom the file does not name. Nobody is deleted: each is looked at."""
    imported = import_queries.import_for(request.staff, ref)
    page = Paginator(import_queries.missing_people(imported), 50).get_page(request.GET.get("hal"))
    return answer(request, "roster/missing.html", imported=imported, page=page, query="")


@open_to(IMPORT)
def bad_rows(request: Request, ref: str) -> HttpResponse:
    """Rows in need of repair as a workbook that can be corrected and uploaded."""
    imported = import_queries.import_for(request.staff, ref)
    content = sheets.bad_rows_file(imported, who=request.staff.person.name, at=request.now)
    return sheets.as_file(content, f"perlu-diperbaiki-{imported.ref}.xlsx")
