"""Recording who was there by list, by paper, in the guest book, and heads counted per row."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import QuerySet

from ikrar.core.attendance import AbsentWhy, Way
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.programme.actions.activities_sessions import lock_session
from ikrar.domain.programme.actions.attendance_scans import SALT_BYTES
from ikrar.domain.programme.attendance_policies import (
    may_note_guests,
    may_record,
)
from ikrar.domain.programme.models import (
    ActivitySession,
    Attendance,
    NamedAbsent,
    RowCount,
)
from ikrar.domain.roster.models import Agency, Employee, Unit
from ikrar.domain.roster.queries import Staff

MOST_HEADS = 999_999


@action(Fact.ATTENDANCE_RECORDED)
def record_list(
    session: ActivitySession,
    unit: Unit,
    *,
    present: Collection[Employee],
    absent: Mapping[Employee, AbsentWhy],
    way: Way = Way.LIST,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> int | Unchanged[int]:
    """What the leader of a unit's list says: each name confirmed or absent with the reason. How many are new.

    Who was recorded before stays as recorded; who was named absent and is confirmed now counts as present.
    Raises Refused, and Problem when somebody serves elsewhere or is named twice.
    """
    if already(key):
        return Unchanged(0)
    lock_session(session)
    may_record(by, session, unit.agency, unit).require()
    for one in (*present, *absent):
        if one.agency_id != unit.agency_id or not unit.first <= one.unit.first <= unit.last:
            raise Problem("attendance.not_of_this_unit", "hadir")
    if set(present) & set(absent):
        raise Problem("attendance.both_present_and_absent", "hadir")
    there = set(standing_in(session).values_list("employee", flat=True))
    new = [new_row(session, e, way, by=by, at=at) for e in present if e.pk not in there]
    Attendance.objects.bulk_create(new, batch_size=500)
    NamedAbsent.objects.bulk_create(
        [
            NamedAbsent(session=session, employee=e, reason=why, noted_at=at, noted_by=by.actor_ref)
            for e, why in absent.items()
            if e.pk not in there
        ],
        update_conflicts=True,
        unique_fields=["session", "employee"],
        update_fields=["reason", "noted_at", "noted_by"],
    )
    record(
        Fact.ATTENDANCE_RECORDED, session, by=by, at=at, key=key, way=way, unit=unit.ref, new=len(new),
        present=len(present), absent=len(absent),
    )  # fmt: skip
    return len(new)


def standing_in(session: ActivitySession) -> QuerySet[Attendance]:
    """The rows of employees that count."""
    return Attendance.objects.filter(session=session, is_void=False).exclude(employee=None).order_by()


def new_row(
    session: ActivitySession, employee: Employee, way: Way, *, by: Staff, at: datetime, reason: str = ""
) -> Attendance:
    """A row that somebody's word makes, not yet written."""
    moment = min(max(at, session.starts_at), session.ends_at)  # a list typed in later speaks of the session
    return Attendance(
        session=session, employee=employee, agency_id=employee.agency_id, way=way, at=moment, recorded_at=at,
        recorded_by=by.actor_ref, reason=reason, salt=secrets.token_bytes(SALT_BYTES),
    )  # fmt: skip


@action(Fact.ATTENDANCE_RECORDED)
def note_guest(
    session: ActivitySession, *, name: str, institution: str, by: Staff, at: datetime, key: str | None = None
) -> Attendance | Unchanged[None]:
    """A guest by name and institution. Raises Refused, and Problem when a field is empty or the guest stands there."""
    if already(key):
        return Unchanged(None)
    lock_session(session)
    may_note_guests(by, session).require()
    called, of = " ".join(name.split()), " ".join(institution.split())
    for value, field in ((called, "guest_name"), (of, "guest_institution")):
        if not value:
            raise Problem("attendance.field_needed", field)
    same = Attendance.objects.filter(session=session, is_void=False, guest_name__iexact=called)
    if same.filter(guest_institution__iexact=of).exists():
        raise Problem("attendance.guest_there", "guest_name")
    guest = Attendance(
        session=session, guest_name=called, guest_institution=of, way=Way.GUEST, at=min(max(at, session.starts_at), session.ends_at),
        recorded_at=at, recorded_by=by.actor_ref, salt=secrets.token_bytes(SALT_BYTES),
    )  # fmt: skip
    guest.save(force_insert=True)
    record(Fact.ATTENDANCE_RECORDED, session, by=by, at=at, key=key, way=Way.GUEST, new=1)
    return guest


@action(Fact.ATTENDANCE_RECORDED)
def count_row(
    session: ActivitySession,
    agency: Agency,
    *,
    unit: Unit | None,
    row: str,
    heads: int,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> RowCount | Unchanged[None]:
    """Heads counted in one row: it names nobody. Counting the same row again replaces the count; both rows stay.

    Raises Refused, and Problem for a number that cannot be.
    """
    if already(key):
        return Unchanged(None)
    lock_session(session)
    may_record(by, session, agency, unit).require()
    if not 0 <= heads <= MOST_HEADS:
        raise Problem("attendance.heads_impossible", "heads")
    called = " ".join(row.split())[:60]
    RowCount.objects.filter(session=session, agency=agency, unit=unit, row__iexact=called).update(
        is_replaced=True
    )
    counted = RowCount(
        session=session,
        agency=agency,
        unit=unit,
        row=called,
        heads=heads,
        counted_at=at,
        counted_by=by.actor_ref,
    )
    counted.save(force_insert=True)
    record(
        Fact.ATTENDANCE_RECORDED, session, by=by, at=at, key=key, way="heads", agency=agency.ref,
        unit=unit.ref if unit else "", heads=heads,
    )  # fmt: skip
    return counted
