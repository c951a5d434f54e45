"""The numbers of the pages as files: the same queries, so the same numbers."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar import words
from ikrar.core.pledges import Absent, Level
from ikrar.domain.dashboards.queries import Branch
from ikrar.domain.pledges.queries.counts import Counts, Coverage
from ikrar.domain.pledges.queries.lists import Listed
from ikrar.domain.programme.models import Drive
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff
from ikrar.papers.register import UnitRow
from ikrar.papers.sheet_files import Cell, Column, Kind, Notes, Sheet, workbook
from ikrar.papers.summary import Summary, summary
from ikrar.papers.typesetting import Paper
from ikrar.web.dashboards.sentences import day_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attached(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep."""
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def coverage_file(drive: Drive, body: Agency, whole: Coverage, *, by: Staff, at: datetime) -> HttpResponse:
    """Every unit with its own people (not those below it), so that the columns add up."""
    number = Kind.NUMBER
    columns = (
        Column(_("Unit"), width=44), Column(_("Tingkatan"), number, 10), Column(_("Sasaran"), number, 10),
        *(Column(f"{_('Tanda tangan')}: {words.say(f'pledge.short_level.{level}')}", number, 14) for level in Level),
        *(Column(f"{_('Berhalangan')}: {words.say(f'absence.{reason}')}", number, 14) for reason in Absent),
        Column(_("Belum"), number, 10),
    )  # fmt: skip
    rows: list[list[Cell]] = [[row.unit.name, row.unit.depth, *_numbers(row.own)] for row in whole.rows]
    sheet = Sheet(_("Cakupan"), columns, rows)
    notes = Notes(source=drive.name, at=at, zone=body.zone, filter=body.name, who=by.person.name)
    return attached(workbook([sheet], notes), XLSX, f"cakupan-{body.ref}-{day_in(body.zone, at)}.xlsx")


def _numbers(counts: Counts) -> list[int]:
    signed = [counts.signed.get(level, 0) for level in Level]
    absent = [counts.absent.get(reason, 0) for reason in Absent]
    return [counts.asked, *signed, *absent, counts.not_yet]


def missing_file(
    drive: Drive, unit: Unit, people: Sequence[Listed], *, by: Staff, at: datetime
) -> HttpResponse:
    """Those who have not signed, by name."""
    columns = (Column(_("Nomor peserta"), width=14), Column(_("Nama"), width=40), Column(_("Unit"), width=40))
    sheet = Sheet(_("Belum"), columns, ([str(p.number), p.name, p.unit] for p in people))
    notes = Notes(source=drive.name, at=at, zone=unit.agency.zone, filter=unit.name, who=by.person.name)
    return attached(workbook([sheet], notes), XLSX, f"belum-{unit.ref}-{day_in(unit.agency.zone, at)}.xlsx")


def summary_file(
    drive: Drive, body: Agency, branch: Branch, paper: Paper, *, by: Staff, at: datetime
) -> HttpResponse:
    """The leader's one page."""
    own = UnitRow(branch.unit.name, *_row(branch.here.own))
    units = [UnitRow(row.unit.name, *_row(row.below)) for row in branch.rows]
    total = branch.here.below
    page = Summary(
        agency=body.name, drive=drive.name, units=(*units, own) if own.asked else tuple(units),
        levels=tuple((str(level), words.say(f"pledge.short_level.{level}")) for level in Level),
        absent=tuple((words.say(f"absence.{reason}"), n) for reason, n in total.absent.items()),
        read=branch.whole.read or 0, waiting=(), deadline=drive.deadline_at, at=at, zone=body.zone,
        printed_by=by.person.name,
    )  # fmt: skip
    return attached(
        summary(page, paper=paper), "application/pdf", f"ringkasan-{body.ref}-{day_in(body.zone, at)}.pdf"
    )


def _row(counts: Counts) -> tuple[int, tuple[int, ...], int, int]:
    by_level = tuple(counts.signed.get(level, 0) for level in Level)
    return counts.asked, by_level, counts.absent_in_all, counts.not_yet
