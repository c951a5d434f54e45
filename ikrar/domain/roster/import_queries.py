"""Reading imports: where each stands, what its rows still need, and whom a file does not name."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ikrar.core.roster.checking import Tally, tally_of
from ikrar.core.roster.defects import DEFECTS, Defect, Found, Severity
from ikrar.core.roster.headers import Header
from ikrar.core.roster.stages import UNDO_FOR
from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency, Employee, RosterImport, StagedRow, Unit
from ikrar.domain.roster.queries import Staff, agencies_seen_by
from ikrar.domain.roster.repairs import found_of, values_of
from ikrar.domain.roster.staging import header_of

IMPORT = Permission.ROSTER_IMPORT


def import_for(staff: Staff, ref: str) -> RosterImport:
    """The door to an import. Raises Hidden when its body lies outside what this person may import into."""
    found = RosterImport.objects.select_related("agency").filter(ref=ref).first()
    if found is None or not agencies_seen_by(staff, IMPORT).filter(pk=found.agency_id).exists():
        raise Hidden
    return found


def imports_of(agency: Agency) -> QuerySet[RosterImport]:
    """The imports of a body, the latest first."""
    return RosterImport.objects.filter(agency=agency).order_by("-pk")


def row_for(imported: RosterImport, line: int) -> StagedRow:
    """The door to one row of an import. Raises Hidden."""
    found = StagedRow.objects.filter(imported=imported, line=line).first()
    if found is None:
        raise Hidden
    return found


def tally(imported: RosterImport) -> Tally:
    """The four counts of an import as it stands: kept with every touch, never counted again."""
    return tally_of(imported.standings, imported.standings.get("moved", 0))


def undo_until(imported: RosterImport) -> datetime | None:
    """Until when the import can be taken back."""
    return imported.saved_at + UNDO_FOR if imported.saved_at else None


@dataclass(frozen=True, slots=True)
class Slip:
    """A kind of defect in an import: how many rows have it and whether it keeps them out."""

    code: str
    rows: int
    blocks: bool


def slips_of(imported: RosterImport) -> list[Slip]:
    """The kinds of defects that are there, those that keep rows out first."""
    found = [
        Slip(code, rows, DEFECTS[Defect(code)].severity is Severity.BLOCKS)
        for code, rows in imported.kinds.items()
        if rows > 0
    ]
    return sorted(found, key=lambda s: (not s.blocks, -s.rows, s.code))


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with what it still needs."""

    line: int
    nip: str
    name: str
    standing: str
    found: tuple[Found, ...]


def rows_in_need(imported: RosterImport, code: str = "") -> QuerySet[StagedRow]:
    """Rows with defects that were not saved yet: of one kind, or (without) all that are kept out."""
    rows = StagedRow.objects.filter(imported=imported, is_saved=False).exclude(codes="")
    rows = rows.filter(codes__contains=f",{code},") if code else rows.filter(standing="blocked")
    return rows.order_by("line")


def shown(row: StagedRow) -> Shown:
    """A staged row as a page shows it."""
    values = values_of(row)
    return Shown(row.line, values.get("nip", ""), values.get("name", ""), row.standing, tuple(found_of(row)))


def bad_rows(imported: RosterImport) -> Iterator[tuple[int, dict[str, str], list[Found]]]:
    """Every row that is kept out, for a file: its line, what it says, and why."""
    for row in rows_in_need(imported).iterator(2_000):
        yield row.line, json.loads(row.values), found_of(row)


def missing_people(imported: RosterImport) -> QuerySet[Employee]:
    """People of the body whom the file does not name, still serving now, by name."""
    rows = Employee.objects.filter(agency=imported.agency, ref__in=imported.missing[:5_000], left_on=None)
    return rows.select_related("unit").order_by("name", "pk")


def excepted_people(imported: RosterImport) -> QuerySet[Employee]:
    """People whom an undo left as they are."""
    return (
        Employee.objects.filter(ref__in=imported.excepted[:5_000]).select_related("unit").order_by("name", "pk")
    )


def units_by_ref(imported: RosterImport) -> dict[str, str]:
    """Names of units by the references and keys that proposals use."""
    names = dict(Unit.objects.filter(agency=imported.agency).values_list("ref", "name"))
    return {**names, **{key: made[1] for key, made in imported.new_units.items()}}


def columns_of(imported: RosterImport) -> Header:
    """The columns of the file as they are matched."""
    return header_of(imported)
