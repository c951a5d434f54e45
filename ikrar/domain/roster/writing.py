"""How do checked rows become people: columns written, the old values kept, in as few statements as possible?"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from ikrar.core import canonical
from ikrar.core.refs import make_ref
from ikrar.core.roster.known import COMPARED
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor
from ikrar.domain.roster import bulk
from ikrar.domain.roster.models import Agency, Employee, EmployeeHistory, RosterImport
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


class Ready(NamedTuple):
    """A staged row that is about to be saved, light: only what the save looks at."""

    pk: int
    line: int
    standing: str
    match: str
    values: str
    codes: str
    changed: str


def write(
    imported: RosterImport, chunk: Sequence[Ready], values: Sequence[dict[str, str]], *, units: dict[str, int],
    people: Sequence[Employee | None], by: Actor, at: datetime,
) -> dict[str, int]:  # fmt: skip
    """Insert who is new, change who is known, and keep the old values; how many of each. Raises Problem."""
    first = number = last_number(imported.agency)
    chance, today = secrets.token_bytes(10 * len(chunk)), at.date().isoformat()
    new: list[tuple[Any, ...]] = []
    changed: list[tuple[Any, ...]] = []
    past: list[tuple[int, str]] = []
    moved = 0
    for at_row, (row, said, person) in enumerate(zip(chunk, values, people, strict=True)):
        unit = units[said["unit_ref"]]
        if person is None:
            number += 1
            ref = make_ref(chance[10 * at_row :], 10)
            new.append(
                (
                    imported.agency_id,
                    unit,
                    ref,
                    number,
                    *_new_values(said, is_plain=not row.codes),
                    today,
                    None,
                    "",
                    "",
                )
            )
        elif (before := _changes(person, said, unit, row)) is not None:
            moved += UNIT in before
            past.append((person.pk, canonical.dumps(before).decode()))
            changed.append(_changed_row(person, said, unit, row))
    if number > LAST_NUMBER:
        raise Problem("import.body_is_full", most=LAST_NUMBER)
    if new:
        bulk.insert(Employee, NEW_COLUMNS, new)
        made = Employee.objects.filter(agency=imported.agency, number__gt=first).values_list("pk", flat=True)
        past.extend((pk, "null") for pk in made)
    bulk.update(Employee, CHANGED_COLUMNS, changed)
    write_history(past, cause=imported.subject_ref, by=by, at=at)
    return {
        "new": len(new),
        "changed": len(changed),
        "moved": moved,
        "same": len(chunk) - len(new) - len(changed),
    }


def write_history(past: Sequence[tuple[int, str]], *, cause: str, by: Actor, at: datetime) -> None:
    """Keep what was said before a change: employee id and canonical JSON of the old values."""
    actor, moment = by.actor_ref, bulk.moment(at)
    rows = [(pk, moment, actor, cause, before) for pk, before in past]
    bulk.insert(EmployeeHistory, ("employee_id", "changed_at", "changed_by", "cause", "before"), rows)


def last_number(agency: Agency) -> int:
    """The highest participant number of a body, 0 when it has nobody."""
    numbers = Employee.objects.filter(agency=agency).order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def _new_values(said: dict[str, str], *, is_plain: bool) -> list[Any]:
    get = said.get
    own: list[Any] = [get(f, "") for f in OWN]
    if is_plain:  # the check has seen that every text fits
        own[_BIRTH] = own[_BIRTH] or None
    else:
        own = _fitting(own)
    own[_LEGAL] = own[_LEGAL] or "active"
    return ["" if get("nip") else get("local_id", "")[:40], *own]


_BIRTH, _LEGAL = OWN.index("birth_date"), OWN.index("legal_position")
_WIDTHS = tuple(getattr(Employee._meta.get_field(name), "max_length", None) or 10 for name in OWN)


def _fitting(own: list[str]) -> list[Any]:
    """Texts as long as their columns hold; a birth date that is none becomes nothing."""
    fitted: list[Any] = [v[:w] for v, w in zip(own, _WIDTHS, strict=True)]
    day = fitted[_BIRTH]
    if len(day) != 10 or day[4] != "-":
        fitted[_BIRTH] = None
    return fitted


def _after(said: dict[str, str], row: Ready) -> dict[str, Any]:
    """What the columns say after the change: only what the check listed as changed."""
    listed = set(row.changed.split(",")) if row.match else {f for f in OWN if said.get(f)}
    own = _fitting([said.get(f, "") for f in OWN])
    return {f: v for f, v in zip(OWN, own, strict=True) if f in listed}


def _changes(person: Employee, said: dict[str, str], unit: int, row: Ready) -> dict[str, Any] | None:
    """The old values of what changes, None when nothing does."""
    after = _after(said, row)
    before = {f: old for f, new in after.items() if (old := text_of(getattr(person, f))) != (new or "")}
    if person.unit_id != unit:
        before[UNIT] = person.unit.ref
    if person.left_on is not None:
        before |= {f: text_of(getattr(person, f)) for f in BACK}
    return before or None


def _changed_row(person: Employee, said: dict[str, str], unit: int, row: Ready) -> tuple[Any, ...]:
    after = _after(said, row)
    own = [after[f] if f in after else getattr(person, f) for f in OWN]
    own[_BIRTH] = text_of(own[_BIRTH]) or None
    return (unit, *own, None, "", "", person.pk)
