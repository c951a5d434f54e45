"""Saving what was checked, a thousand rows at a time, and taking it back within a day."""

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from ikrar.core import canonical
from ikrar.core.roster.defects import NOT_TAKEN
from ikrar.core.roster.known import COMPARED
from ikrar.core.roster.rows import READY
from ikrar.core.roster.stages import ROWS_PER_SLICE, Stage
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster import bulk
from ikrar.domain.roster.actions.bodies import number_units
from ikrar.domain.roster.models import Employee, EmployeeHistory, RosterImport, StagedRow, Unit
from ikrar.domain.roster.policies import may_save_import, may_undo_import
from ikrar.domain.roster.queries import Staff
from ikrar.domain.roster.snapshots import UNIT, text_of

LAST_NUMBER = 99_999
OWN = tuple(f for f in COMPARED if f != UNIT)
NEW_COLUMNS = ("agency_id", "unit_id", "ref", "number", "local_id", *OWN, "joined_on", "left_on", "left_reason", "left_basis")
CHANGED_COLUMNS = ("unit_id", *OWN, "left_on", "left_reason", "left_basis")
BACK = ("left_on", "left_reason", "left_basis")


def ask_to_save(imported: RosterImport, *, by: Staff, at: datetime) -> None:
    """Let the worker save what is ready. Staging is housekeeping: the entries come with the rows. Raises Refused."""
    may_save_import(by, imported).require()
    RosterImport.objects.filter(pk=imported.pk).update(state=Stage.SAVING, asked_at=at, asked_by=by.actor_ref, last_line=0)
    imported.refresh_from_db()


def ask_to_undo(imported: RosterImport, *, by: Staff, at: datetime) -> None:
    """Let the worker take the import back. Raises Refused when more than a day has passed."""
    may_undo_import(by, imported, at).require()
    RosterImport.objects.filter(pk=imported.pk).update(state=Stage.UNDOING, asked_at=at, asked_by=by.actor_ref, undone_to=0)
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
        unit = Unit(agency=imported.agency, ref=fresh_ref(), code="" if code in taken else code, name=name, parent=above)
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
    rows = StagedRow.objects.filter(imported=imported, standing__in=READY, is_saved=False, values__contains='"unit_ref": "+')
    asked = {json.loads(values)["unit_ref"] for values in rows.values_list("values", flat=True).iterator(5_000)}
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
    return StagedRow.objects.filter(imported=imported, line__gt=imported.last_line, is_saved=False, standing__in=READY)


@action(Fact.ROSTER_IMPORTED)
def save_slice(imported: RosterImport, *, by: Actor, at: datetime, key: str) -> int | Unchanged[int]:
    """Save the next thousand ready rows; how many there were (0: the import is done).

    The key of a slice is used once, so a save that was cut off goes on where it stood. Raises Problem when the body
    would have more than 99.999 participant numbers.
    """
    chunk = list(ready_rows(imported).order_by("line")[:ROWS_PER_SLICE])
    if already(key) or not chunk:
        return Unchanged(0)
    values = [_said(r) for r in chunk]
    units = _unit_ids(imported, values)
    people = _known(imported, chunk, values)
    counts = _write(imported, chunk, values, units=units, people=people, by=by, at=at)
    StagedRow.objects.filter(pk__in=[r.pk for r in chunk]).update(is_saved=True, standing="saved")
    _count_saved(imported, chunk, counts)
    record(
        Fact.ROSTER_IMPORTED, imported, by=by, at=at, key=key, agency=imported.agency.ref, slice=imported.slices,
        rows=len(chunk), file=imported.digest, digest=_digest(chunk), counts=counts,
    )  # fmt: skip
    return len(chunk)


def _said(row: StagedRow) -> dict[str, str]:
    """What a row says, without the cells that cannot be read."""
    said: dict[str, str] = json.loads(row.values)
    if row.codes:
        unread = {NOT_TAKEN.get(code) for code in row.codes.split(",")}
        said = {f: v for f, v in said.items() if f not in unread}
    return said


def _digest(chunk: Sequence[StagedRow]) -> str:
    digest = hashlib.sha256()
    for row in chunk:
        digest.update(f"{row.line}\t{row.values}\n".encode())
    return digest.hexdigest()


def _count_saved(imported: RosterImport, chunk: Sequence[StagedRow], counts: dict[str, int]) -> None:
    standings = dict(imported.standings)
    for row in chunk:
        standings[row.standing] -= 1
    standings["saved"] = standings.get("saved", 0) + len(chunk)
    standings["moved"] = standings.get("moved", 0) - counts["moved"]
    for name, number in counts.items():
        standings[f"saved_{name}"] = standings.get(f"saved_{name}", 0) + number
    imported.standings, imported.last_line = {k: v for k, v in standings.items() if v}, chunk[-1].line
    imported.rows_saved, imported.slices = imported.rows_saved + len(chunk), imported.slices + 1
    imported.save(update_fields=["standings", "last_line", "rows_saved", "slices"])


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


def _known(imported: RosterImport, chunk: Sequence[StagedRow], values: Sequence[dict[str, str]]) -> list[Employee | None]:
    """The employee of each row, also one who came since the check: by reference, number or local id."""
    here = Employee.objects.filter(agency=imported.agency).select_related("unit")
    by_ref = {e.ref: e for e in here.filter(ref__in=[r.match for r in chunk if r.match])}
    strangers = [v for r, v in zip(chunk, values, strict=True) if not r.match]
    numbers = [v["nip"] for v in strangers if v.get("nip")]
    local = [v["local_id"] for v in strangers if v.get("local_id") and not v.get("nip")]
    by_nip = {e.nip: e for e in here.filter(nip__in=numbers)} if numbers else {}
    by_local = {e.local_id: e for e in here.filter(local_id__in=local)} if local else {}
    return [
        by_ref.get(r.match) or by_nip.get(v.get("nip") or "-") or by_local.get(v.get("local_id") or "-")
        for r, v in zip(chunk, values, strict=True)
    ]  # fmt: skip


def _write(
    imported: RosterImport, chunk: Sequence[StagedRow], values: Sequence[dict[str, str]], *, units: dict[str, int],
    people: Sequence[Employee | None], by: Actor, at: datetime,
) -> dict[str, int]:  # fmt: skip
    number = _last_number(imported)
    new: list[tuple[Any, ...]] = []
    changed: list[tuple[Any, ...]] = []
    past: list[tuple[int, str]] = []
    moved = 0
    for row, said, person in zip(chunk, values, people, strict=True):
        unit = units[said["unit_ref"]]
        if person is None:
            number += 1
            new.append(_new_row(imported, said, unit, number, at))
        elif (before := _changes(person, said, unit, row)) is not None:
            moved += UNIT in before
            past.append((person.pk, canonical.dumps(before).decode()))
            changed.append(_changed_row(person, said, unit, row))
    if number > LAST_NUMBER:
        raise Problem("import.body_is_full", most=LAST_NUMBER)
    bulk.insert(Employee, NEW_COLUMNS, new)
    bulk.update(Employee, CHANGED_COLUMNS, changed)
    made = Employee.objects.filter(ref__in=[r[2] for r in new]).values_list("pk", flat=True) if new else []
    past.extend((pk, "null") for pk in made)
    write_history(past, cause=imported.subject_ref, by=by, at=at)
    return {"new": len(new), "changed": len(changed), "moved": moved, "same": len(chunk) - len(new) - len(changed)}


def write_history(past: Sequence[tuple[int, str]], *, cause: str, by: Actor, at: datetime) -> None:
    """Keep what was said before a change: employee id and canonical JSON of the old values."""
    rows = ((pk, at, by.actor_ref, cause, before) for pk, before in past)
    bulk.insert(EmployeeHistory, ("employee_id", "changed_at", "changed_by", "cause", "before"), rows)


def _last_number(imported: RosterImport) -> int:
    last = Employee.objects.filter(agency=imported.agency).order_by("-number").values_list("number", flat=True).first()
    return last or 0


def _new_row(imported: RosterImport, said: dict[str, str], unit: int, number: int, at: datetime) -> tuple[Any, ...]:
    get = said.get
    own = [get(f) or ("active" if f == "legal_position" else None if f == "birth_date" else "") for f in OWN]
    local = "" if get("nip") else get("local_id", "")
    return (imported.agency_id, unit, fresh_ref(10), number, local, *_fitting(own), at.date(), None, "", "")


def _fitting(own: list[Any]) -> list[Any]:
    """Texts that were accepted although no table knows them are kept as far as the column holds them."""
    return [v[: WIDTHS[f]] if v and f in WIDTHS else v if f != "birth_date" or _is_day(v) else None for f, v in zip(OWN, own, strict=True)]


WIDTHS: dict[str, int] = {
    name: width for name in OWN if (width := getattr(Employee._meta.get_field(name), "max_length", None)) is not None
}


def _is_day(text: str | None) -> bool:
    return bool(text) and len(text or "") == 10 and (text or "")[4] == "-"


def _after(person: Employee, said: dict[str, str], row: StagedRow) -> dict[str, str]:
    """What the columns say after the change: only what the check listed as changed."""
    listed = row.changed.split(",") if row.match else [f for f in OWN if said.get(f)]
    own = dict(zip(OWN, _fitting([said.get(f, "") for f in OWN]), strict=True))
    return {f: own[f] or ("" if f != "birth_date" else None) for f in listed if f in own}  # type: ignore[misc]


def _changes(person: Employee, said: dict[str, str], unit: int, row: StagedRow) -> dict[str, Any] | None:
    """The old values of what changes, None when nothing does."""
    after = _after(person, said, row)
    before: dict[str, Any] = {
        f: text_of(getattr(person, f)) for f, new in after.items() if text_of(getattr(person, f)) != (new or "")
    }
    if person.unit_id != unit:
        before[UNIT] = person.unit.ref
    if person.left_on is not None:
        before |= {f: text_of(getattr(person, f)) for f in BACK}
    return before or None


def _changed_row(person: Employee, said: dict[str, str], unit: int, row: StagedRow) -> tuple[Any, ...]:
    after = _after(person, said, row)
    own = [after[f] if f in after else getattr(person, f) for f in OWN]
    return (unit, *own, None, "", "", person.pk)


@action(Fact.ROSTER_IMPORT_UNDONE)
def undo_slice(
    imported: RosterImport, *, used: Collection[int] = (), by: Actor, at: datetime, key: str
) -> int | Unchanged[int]:
    """Restore the next thousand people as they were before this import, the latest change first; how many were seen.

    `used` are ids of people who were used since (a pledge, for example): they, and people changed since by another
    act, stay as they are and are listed by reference. History and ledger keep both acts. Returns 0 when done.
    """
    past = EmployeeHistory.objects.filter(cause=imported.subject_ref).select_related("employee", "employee__unit")
    if imported.undone_to:
        past = past.filter(pk__lt=imported.undone_to)
    chunk = list(past.order_by("-pk")[:ROWS_PER_SLICE])
    if already(key) or not chunk:
        return Unchanged(0)
    touched = set(used) | _changed_since(imported, chunk)
    kept = [h for h in chunk if h.employee_id in touched]
    restored = _restore(imported, [h for h in chunk if h.employee_id not in touched], by=by, at=at)
    imported.undone_to = chunk[-1].pk
    imported.excepted = [*imported.excepted, *(h.employee.ref for h in kept)]
    imported.save(update_fields=["undone_to", "excepted"])
    if not past.filter(pk__lt=imported.undone_to).exists():
        _close_empty_units(imported, at)
    record(
        Fact.ROSTER_IMPORT_UNDONE, imported, by=by, at=at, key=key, agency=imported.agency.ref, restored=restored, kept=len(kept)
    )
    return len(chunk)


def _changed_since(imported: RosterImport, chunk: Sequence[EmployeeHistory]) -> set[int]:
    mine = {imported.subject_ref, undo_cause(imported)}
    later = EmployeeHistory.objects.filter(employee__in=[h.employee_id for h in chunk], pk__gt=chunk[-1].pk).exclude(cause__in=mine)
    when_mine = {h.employee_id: h.pk for h in chunk}
    return {e for e, pk in later.values_list("employee_id", "pk") if pk > when_mine[e]}


def undo_cause(imported: RosterImport) -> str:
    """How history names the undo of this import."""
    return f"undo:{imported.ref}"


def _restore(imported: RosterImport, chunk: Sequence[EmployeeHistory], *, by: Actor, at: datetime) -> int:
    units = dict(Unit.objects.filter(agency=imported.agency).values_list("ref", "pk"))
    rows, past = [], []
    for history in chunk:
        person, before = history.employee, json.loads(history.before)
        if before is None:
            before = {"left_on": at.date(), "left_reason": "corrected", "left_basis": imported.subject_ref}
        now = {f: person.unit.ref if f == UNIT else text_of(getattr(person, f)) for f in before}
        past.append((person.pk, canonical.dumps(now).decode()))
        unit = units[before[UNIT]] if UNIT in before else person.unit_id
        own = [(before[f] or (None if f in {"birth_date", "left_on"} else "")) if f in before else getattr(person, f) for f in (*OWN, *BACK)]
        rows.append((unit, *own, person.pk))
    bulk.update(Employee, CHANGED_COLUMNS, rows)
    write_history(past, cause=undo_cause(imported), by=by, at=at)
    return len(rows)


def _close_empty_units(imported: RosterImport, at: datetime) -> None:
    """Units that only this import had made, and where nobody serves any more, are closed."""
    refs = [made[3] for made in imported.new_units.values() if len(made) > 3]
    here = Employee.objects.filter(agency=imported.agency, left_on=None).values("unit_id")
    Unit.objects.filter(agency=imported.agency, ref__in=refs, closed_on=None).exclude(pk__in=here).update(closed_on=at.date())

