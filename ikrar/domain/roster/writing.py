"""How do checked rows become people: columns written, the old values kept, in as few statements as possible?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ikrar.core import canonical
from ikrar.core.roster.known import COMPARED
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster import bulk
from ikrar.domain.roster.models import Employee, EmployeeHistory, RosterImport, StagedRow
from ikrar.domain.roster.snapshots import UNIT, text_of

LAST_NUMBER = 99_999
OWN = tuple(f for f in COMPARED if f != UNIT)
NEW_COLUMNS = (
    "agency_id",
    "unit_id",
    "ref",
    "number",
    "local_id",
    *OWN,
    "joined_on",
    "left_on",
    "left_reason",
    "left_basis",
)
CHANGED_COLUMNS = ("unit_id", *OWN, "left_on", "left_reason", "left_basis")
BACK = ("left_on", "left_reason", "left_basis")


def write(
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
    return {
        "new": len(new),
        "changed": len(changed),
        "moved": moved,
        "same": len(chunk) - len(new) - len(changed),
    }


def write_history(past: Sequence[tuple[int, str]], *, cause: str, by: Actor, at: datetime) -> None:
    """Keep what was said before a change: employee id and canonical JSON of the old values."""
    rows = ((pk, at, by.actor_ref, cause, before) for pk, before in past)
    bulk.insert(EmployeeHistory, ("employee_id", "changed_at", "changed_by", "cause", "before"), rows)


def _last_number(imported: RosterImport) -> int:
    last = (
        Employee.objects.filter(agency=imported.agency)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return last or 0


def _new_row(
    imported: RosterImport, said: dict[str, str], unit: int, number: int, at: datetime
) -> tuple[Any, ...]:
    get = said.get
    own = [get(f) or ("active" if f == "legal_position" else None if f == "birth_date" else "") for f in OWN]
    local = "" if get("nip") else get("local_id", "")
    return (imported.agency_id, unit, fresh_ref(10), number, local, *_fitting(own), at.date(), None, "", "")


def _fitting(own: list[Any]) -> list[Any]:
    """Texts that were accepted although no table knows them are kept as far as the column holds them."""
    return [
        v[: WIDTHS[f]] if v and f in WIDTHS else v if f != "birth_date" or _is_day(v) else None
        for f, v in zip(OWN, own, strict=True)
    ]


WIDTHS: dict[str, int] = {
    name: width
    for name in OWN
    if (width := getattr(Employee._meta.get_field(name), "max_length", None)) is not None
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
