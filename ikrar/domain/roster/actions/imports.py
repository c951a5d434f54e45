"""Saving what was checked, a thousand rows at a time, and taking it back within a day."""

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from ikrar.core import canonical
from ikrar.core.roster.defects import NOT_TAKEN
from ikrar.core.roster.rows import READY
from ikrar.core.roster.stages import ROWS_PER_SLICE, Stage
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster import bulk, writing
from ikrar.domain.roster.actions.bodies import number_units
from ikrar.domain.roster.models import Employee, RosterImport, StagedRow, Unit
from ikrar.domain.roster.policies import may_save_import
from ikrar.domain.roster.queries import Staff
from ikrar.domain.roster.writing import Ready

_NEW_UNIT = re.compile(r'"unit_ref": "(\+[0-9a-f]+)"')


def ask_to_save(imported: RosterImport, *, by: Staff, at: datetime) -> None:
    """Let the worker save what is ready. Staging is housekeeping: the entries come with the rows. Raises Refused."""
    may_save_import(by, imported).require()
    # as it was seen: another tab may have been faster
    RosterImport.objects.filter(pk=imported.pk, state=imported.state).update(
        state=Stage.SAVING, asked_at=at, asked_by=by.actor_ref, last_line=0
    )
    imported.refresh_from_db()


@action(Fact.UNITS_IMPORTED)
def save_units(imported: RosterImport, *, by: Actor, at: datetime) -> int | Unchanged[int]:
    """Make the units that ready rows name and the body has not; how many."""
    made = dict(imported.new_units)
    wanted = _wanted_units(imported, made)
    if not wanted:
        return Unchanged(0)
    refs = {u.ref: u for u in Unit.objects.filter(agency=imported.agency)}
    taken = {u.code for u in refs.values() if u.code}
    new: list[Unit] = []
    for key in wanted:
        code, name, parent = made[key][:3]
        above = refs[made[parent][3] if parent.startswith("+") else parent]
        unit = Unit(
            agency=imported.agency, ref=fresh_ref(), code="" if code in taken else code, name=name, parent=above
        )
        unit.save(force_insert=True)
        taken.add(code)
        refs[unit.ref], made[key] = unit, [code, name, parent, unit.ref]
        new.append(unit)
    number_units(imported.agency)
    imported.new_units = made
    imported.save(update_fields=["new_units"])
    codes = [[u.code, u.ref] for u in new]
    record(
        Fact.UNITS_IMPORTED, imported, by=by, at=at, agency=imported.agency.ref, units=len(new),
        digest=hashlib.sha256(canonical.dumps(codes)).hexdigest(),
    )  # fmt: skip
    return len(new)


def _wanted_units(imported: RosterImport, made: dict[str, list[str]]) -> list[str]:
    """Keys of units not made yet that ready rows need, each after the one above it."""
    if all(len(unit) > 3 for unit in made.values()):
        return []
    rows = StagedRow.objects.filter(
        imported=imported, standing__in=READY, is_saved=False, values__contains='"unit_ref": "+'
    )
    asked = {
        m[1]
        for v in rows.values_list("values", flat=True).iterator(5_000)
        if (m := _NEW_UNIT.search(v)) is not None
    }
    order: list[str] = []
    for key in asked:
        path: list[str] = []
        while key.startswith("+") and key in made and len(made[key]) < 4 and key not in order:
            path.append(key)
            key = made[key][2]
        order.extend(reversed(path))
    return order


def ready_rows(imported: RosterImport) -> QuerySet[StagedRow]:
    """Rows that can be saved and have not been, from where the running save stands."""
    return StagedRow.objects.filter(
        imported=imported, line__gt=imported.last_line, is_saved=False, standing__in=READY
    )


@action(Fact.ROSTER_IMPORTED)
def save_slice(imported: RosterImport, *, by: Actor, at: datetime, key: str) -> int | Unchanged[int]:
    """Save the next thousand ready rows; how many there were (0: the import is done).

    The key of a slice is used once, so a save that was cut off goes on where it stood. Raises Problem when the body
    would have more than 99.999 participant numbers.
    """
    rows = ready_rows(imported).order_by("line").values_list(*Ready._fields)
    chunk = [Ready(*row) for row in rows[:ROWS_PER_SLICE]]
    if already(key) or not chunk:
        return Unchanged(0)
    values = [_said(r) for r in chunk]
    units = _unit_ids(imported, values)
    people = _known(imported, chunk, values)
    counts = writing.write(imported, chunk, values, units=units, people=people, by=by, at=at)
    ready_rows(imported).filter(line__lte=chunk[-1].line).update(is_saved=True, standing="saved")
    _count_saved(imported, chunk, counts)
    record(
        Fact.ROSTER_IMPORTED, imported, by=by, at=at, key=key, agency=imported.agency.ref, slice=imported.slices,
        rows=len(chunk), file=imported.digest, digest=_digest(chunk), counts=counts,
    )  # fmt: skip
    return len(chunk)


def nobody_came(imported: RosterImport) -> bool:
    """Whether the body has given no participant number since the check but those of this import: nobody new to look for."""
    return bool(imported.header.get("last_number", -1) == writing.last_number(imported.agency))


def _said(row: Ready) -> dict[str, str]:
    """What a row says, without the cells that cannot be read."""
    said: dict[str, str] = json.loads(row.values)
    if row.codes:
        unread = {NOT_TAKEN.get(code) for code in row.codes.split(",")}
        said = {f: v for f, v in said.items() if f not in unread}
    return said


def _digest(chunk: Sequence[Ready]) -> str:
    digest = hashlib.sha256()
    for row in chunk:
        digest.update(f"{row.line}\t{row.values}\n".encode())
    return digest.hexdigest()


def _count_saved(imported: RosterImport, chunk: Sequence[Ready], counts: dict[str, int]) -> None:
    standings = dict(imported.standings)
    for row in chunk:
        standings[row.standing] -= 1
    standings["saved"] = standings.get("saved", 0) + len(chunk)
    standings["moved"] = standings.get("moved", 0) - counts["moved"]
    for name, number in counts.items():
        standings[f"saved_{name}"] = standings.get(f"saved_{name}", 0) + number
    imported.standings, imported.last_line = {k: v for k, v in standings.items() if v}, chunk[-1].line
    imported.header = {**imported.header, "last_number": writing.last_number(imported.agency)}
    imported.rows_saved, imported.slices = imported.rows_saved + len(chunk), imported.slices + 1
    imported.save(update_fields=["standings", "last_line", "rows_saved", "slices", "header"])


def _unit_ids(imported: RosterImport, values: Sequence[dict[str, str]]) -> dict[str, int]:
    """Row ids of the units named, by reference or by key of a new unit; a closed unit that is named opens again."""
    made = {key: unit[3] for key, unit in imported.new_units.items() if len(unit) > 3}
    names = {v["unit_ref"] for v in values}
    refs = {made.get(n, n) for n in names}
    rows = list(Unit.objects.filter(agency=imported.agency, ref__in=refs).only("pk", "ref", "closed_on"))
    closed = [u.pk for u in rows if u.closed_on is not None]
    if closed:
        Unit.objects.filter(pk__in=closed).update(closed_on=None)
    ids = {u.ref: u.pk for u in rows}
    return {name: ids[made.get(name, name)] for name in names}


def _known(
    imported: RosterImport, chunk: Sequence[Ready], values: Sequence[dict[str, str]]
) -> list[Employee | None]:
    """The employee of each row, also one who came since the check: by reference, number or local id."""
    if nobody_came(imported) and not any(r.match for r in chunk):
        return [None] * len(chunk)
    here = Employee.objects.filter(agency=imported.agency).select_related("unit")
    by_ref = {e.ref: e for e in bulk.one_of(here, "ref", [r.match for r in chunk if r.match])}
    strangers = [v for r, v in zip(chunk, values, strict=True) if not r.match]
    numbers = [v["nip"] for v in strangers if v.get("nip")]
    local = [v["local_id"] for v in strangers if v.get("local_id") and not v.get("nip")]
    by_nip = {e.nip: e for e in bulk.one_of(here.exclude(nip=""), "nip", numbers)} if numbers else {}
    by_local = {e.local_id: e for e in bulk.one_of(here, "local_id", local)} if local else {}
    return [
        by_ref.get(r.match) or by_nip.get(v.get("nip") or "-") or by_local.get(v.get("local_id") or "-")
        for r, v in zip(chunk, values, strict=True)
    ]  # fmt: skip
