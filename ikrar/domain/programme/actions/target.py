"""The moving target: who joins, moves, leaves or comes back during a drive; the row stays, so everybody signs once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max

from ikrar.core import leaves
from ikrar.core.programme import LONGEST_NUMBER, Left, Why
from ikrar.core.programme_target import Change, InTarget, OnRoster, change_for, reason_of
from ikrar.core.verdicts import Problem, when
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.subjects import keys_of, make_keys
from ikrar.domain.programme.models import Asked, Drive, DriveBody, FormerHome
from ikrar.domain.programme.policies import may_change_target
from ikrar.domain.programme.queries import bodies_of, statuses_of
from ikrar.domain.programme.queries.target import rows_of, same_people
from ikrar.domain.roster.models import Agency, Employee
from ikrar.domain.roster.queries import Staff, day_at

CHANGED_AT_ONCE = 100  # rows of one action: each is written on its own, and nobody should wait long


@dataclass(frozen=True, slots=True)
class Step:
    """One change to make: what, for which employee, on which row (none when somebody joins).

    `mark` is the nullifier of somebody who joins.
    """

    change: Change
    employee: Employee
    row: Asked | None
    mark: bytes = b""


_ORDER = (Change.LEAVE, Change.MOVE, Change.RETURN, Change.JOIN)  # so that numbers become free first


def plan_steps(drive: Drive, employees: Sequence[Employee]) -> list[Step]:
    """What the roster says that the target does not say yet, for at most 1,000 employees, in a safe order."""
    statuses, people = frozenset(statuses_of(drive)), list(employees)
    homes = set(bodies_of(drive).values_list("agency_id", flat=True))
    rows = rows_of(drive, [e.pk for e in people])
    twins = same_people(drive, [e for e in people if e.pk not in rows])
    steps = [_step(one, rows.get(one.pk), twins.get(one.nip), homes, statuses) for one in people]
    steps = _with_successors([s for s in steps if s.change is not Change.NONE], homes)
    return sorted(steps, key=lambda s: _ORDER.index(s.change))


def _step(
    one: Employee, row: Asked | None, twin: Asked | None, homes: set[int], statuses: frozenset[str]
) -> Step:
    if row is None and twin is not None:  # the same person under an older record of another body
        gone = twin.employee.left_on is not None
        moves = gone and one.left_on is None and one.agency_id in homes
        return Step(Change.MOVE if moves else Change.NONE, one, twin)
    if one.agency_id not in homes:
        leaves_now = row is not None and row.left_on is None
        return Step(Change.LEAVE if leaves_now else Change.NONE, one, row)
    now = OnRoster(one.agency_id, one.unit_id, one.status, one.legal_position, one.left_on, one.left_reason)
    return Step(change_for(now, _known(row), statuses), one, row)


def _known(row: Asked | None) -> InTarget | None:
    if row is None:
        return None
    return InTarget(row.agency_id, row.unit_id, row.left_on is not None, row.left_by.startswith("person:"))


def _with_successors(steps: list[Step], homes: set[int]) -> list[Step]:
    """Whoever leaves one body and works at another of the drive already moves there instead."""
    nips = [s.employee.nip for s in steps if s.change is Change.LEAVE and s.employee.nip]
    found = {e.nip: e for e in Employee.objects.filter(nip__in=nips, agency__in=homes, left_on=None)}
    return [
        Step(Change.MOVE, found[s.employee.nip], s.row) if s.change is Change.LEAVE and s.employee.nip in found else s
        for s in steps
    ]  # fmt: skip


def follow_roster(drive: Drive, employees: Sequence[Employee], *, by: Actor, at: datetime) -> int:
    """Bring the target in line with the roster for at most 1,000 employees; how many changed. Safe to repeat."""
    steps = _with_marks(drive, plan_steps(drive, employees))
    for start in range(0, len(steps), CHANGED_AT_ONCE):
        change_target(drive, steps=steps[start : start + CHANGED_AT_ONCE], by=by, at=at)
    return len(steps)


def _with_marks(drive: Drive, steps: list[Step]) -> list[Step]:
    """The subject keys of those who join are committed first; then their nullifiers can be made."""
    refs = [s.employee.ref for s in steps if s.row is None]
    make_keys(refs)
    keys, campaign = keys_of(refs), bytes(drive.campaign)
    return [
        replace(s, mark=leaves.nullifier(keys[s.employee.ref], campaign)) if s.row is None else s for s in steps
    ]


@action(Fact.TARGET_CHANGED)
def change_target(drive: Drive, *, steps: Sequence[Step], by: Actor, at: datetime) -> int:
    """Make these changes, in this order; one entry with their counts."""
    bodies: set[int] = set()
    for step in steps:
        bodies |= _make(drive, step, by, at)
    DriveBody.objects.filter(drive=drive, agency__in=bodies).update(changes=F("changes") + 1)
    counts: dict[str, Any] = dict(Counter(str(s.change) for s in steps))
    record(Fact.TARGET_CHANGED, drive, by=by, at=at, **counts)
    return len(steps)


def _make(drive: Drive, step: Step, by: Actor, at: datetime) -> set[int]:
    one, row = step.employee, step.row
    if row is None:
        return _join(drive, one, step.mark, at)
    if step.change is Change.LEAVE:
        day = one.left_on or day_at(one.agency, at)
        return _leave(row, reason=reason_of(one.left_reason), on=day, basis=one.left_basis, by=by)
    return _move(row, one, day_at(one.agency, at))


def _join(drive: Drive, one: Employee, mark: bytes, at: datetime) -> set[int]:
    Asked(
        drive=drive, employee=one, agency_id=one.agency_id, unit_id=one.unit_id, nullifier=mark,
        number=_free_number(drive, one.agency_id, one.number), joined_on=day_at(one.agency, at),
        in_first_target=False,
    ).save(force_insert=True)  # fmt: skip
    return {one.agency_id}


def _move(row: Asked, one: Employee, day: date) -> set[int]:
    """Bring the row home to where the employee is now; a body left behind keeps counting the person as ever asked."""
    before = row.agency_id
    if before != one.agency_id:
        FormerHome.objects.get_or_create(asked=row, agency_id=before, defaults={"moved_on": day})
        row.number = _free_number(row.drive, one.agency_id, one.number)
    row.employee, row.agency_id, row.unit_id = one, one.agency_id, one.unit_id
    row.left_on, row.left_reason, row.left_basis, row.left_by = None, "", "", ""
    row.save()
    return {before, one.agency_id}


def _leave(row: Asked, *, reason: Left, on: date, basis: str, by: Actor) -> set[int]:
    row.left_on, row.left_reason, row.left_basis = on, reason, basis[:120]
    row.left_by = by.actor_ref
    row.save(update_fields=["left_on", "left_reason", "left_basis", "left_by"])
    return {row.agency_id}


def _free_number(drive: Drive, agency: int, wanted: int) -> int:
    """The person's own number, or the next free one when somebody of this drive has it already."""
    rows = Asked.objects.filter(drive=drive, agency_id=agency)
    if not rows.filter(number=wanted).exists():
        return wanted
    number = (rows.aggregate(n=Max("number"))["n"] or 0) + 1
    if number > LONGEST_NUMBER:
        raise Problem("target.no_number_left", "number")
    return int(number)


@action(Fact.TARGET_CHANGED)
def remove_asked(
    row: Asked, *, reason: Left, on: date, basis: str, by: Staff, at: datetime, key: str | None = None
) -> Asked | Unchanged[Asked]:
    """Take somebody out of the target with the day and the basis; the row and a pledge stay. Raises Refused, Problem."""
    if already(key):
        return Unchanged(row)
    may_change_target(by, row.drive, row.agency).require()
    when(row.left_on is None, Why.HAS_LEFT).require()
    if not basis.strip():
        raise Problem("target.basis_needed", "basis")
    if on > day_at(row.agency, at):
        raise Problem("target.day_in_future", "on")
    _leave(row, reason=reason, on=on, basis=basis.strip(), by=by)
    _note_change(row.drive, row.agency)
    record(Fact.TARGET_CHANGED, row, by=by, at=at, key=key, drive=row.drive.ref, leave=1, reason=reason)
    return row


@action(Fact.TARGET_CHANGED)
def add_asked(
    drive: Drive, employee: Employee, *, by: Staff, at: datetime, key: str | None = None
) -> Asked | Unchanged[Asked]:
    """Ask somebody whom the rule left out (for example on unpaid leave) or who left by mistake.

    The caller has made the subject key (`make_keys`). Raises Refused, Problem.
    """
    row = rows_of(drive, [employee.pk]).get(employee.pk)
    if already(key) and row is not None:
        return Unchanged(row)
    may_change_target(by, drive, employee.agency).require()
    if row is not None and row.left_on is None:
        raise Problem("target.asked_already", "number")
    if row is None:
        mark = leaves.nullifier(keys_of([employee.ref])[employee.ref], bytes(drive.campaign))
        _join(drive, employee, mark, at)
    else:
        _move(row, employee, day_at(employee.agency, at))
    _note_change(drive, employee.agency)
    asked = rows_of(drive, [employee.pk])[employee.pk]
    record(Fact.TARGET_CHANGED, asked, by=by, at=at, key=key, drive=drive.ref, join=1)
    return asked


def _note_change(drive: Drive, agency: Agency) -> None:
    DriveBody.objects.filter(drive=drive, agency=agency).update(changes=F("changes") + 1)
