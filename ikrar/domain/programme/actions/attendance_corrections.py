"""Correcting attendance, deciding about scans, and closing a session with the root over its rows."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.core.attendance import Decision, Judged, Way
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.programme.actions.activities_sessions import lock_session
from ikrar.domain.programme.actions.attendance import new_row, standing_in
from ikrar.domain.programme.actions.attendance_scans import settle_attendance
from ikrar.domain.programme.attendance_policies import may_close_attendance, may_correct_attendance
from ikrar.domain.programme.models import ActivitySession, Attendance, AttendanceClosing, Scan, ScanDecision
from ikrar.domain.programme.queries.attendance_judging import root_of
from ikrar.domain.roster.models import Employee
from ikrar.domain.roster.queries import Staff


@action(Fact.ATTENDANCE_CORRECTED)
def add_attendance(
    session: ActivitySession,
    employee: Employee,
    *,
    reason: str,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Attendance | Unchanged[None]:
    """Add somebody whom no scan and no list named. Raises Refused, and Problem without a reason or when recorded."""
    if already(key):
        return Unchanged(None)
    lock_session(session)
    may_correct_attendance(by, session).require()
    _needs(reason, "reason")
    if standing_in(session).filter(employee=employee).exists():
        raise Problem("attendance.there_already", "typed")
    row = new_row(session, employee, Way.LIST, by=by, at=at, reason=reason.strip())
    row.save(force_insert=True)
    record(Fact.ATTENDANCE_CORRECTED, session, by=by, at=at, key=key, change="added", row=row.pk)
    return row


@action(Fact.ATTENDANCE_CORRECTED)
def void_attendance(
    row: Attendance, *, reason: str, by: Staff, at: datetime, key: str | None = None
) -> Attendance | Unchanged[Attendance]:
    """Take a row out of the count; it stays with the reason. Raises Refused, and Problem without a reason."""
    if already(key):
        return Unchanged(row)
    lock_session(row.session)
    row.refresh_from_db(fields=["is_void"])  # nobody else changes it while the session is locked
    if row.is_void:
        return Unchanged(row)
    may_correct_attendance(by, row.session).require()
    _needs(reason, "reason")
    row.is_void, row.void_reason, row.void_by = True, reason.strip(), by.actor_ref
    row.save(update_fields=["is_void", "void_reason", "void_by"])
    record(Fact.ATTENDANCE_CORRECTED, row.session, by=by, at=at, key=key, change="voided", row=row.pk)
    return row


@action(Fact.ATTENDANCE_CORRECTED)
def decide_scan(
    scan: Scan,
    *,
    judged: Judged,
    decision: Decision,
    reason: str,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> ScanDecision | Unchanged[None]:
    """What an officer says of a scan that needed a look; the rows follow at once. Raises Refused and Problem.

    A card that nobody issued cannot be counted: it names no one, so the person is added by name.
    """
    if already(key):
        return Unchanged(None)
    lock_session(scan.session)
    may_correct_attendance(by, scan.session).require()
    _needs(reason, "reason")
    if decision is Decision.COUNT and scan.employee_id is None:
        raise Problem("attendance.nobody_on_this_card", "decision")
    said = ScanDecision(
        scan=scan, decision=decision, reason=reason.strip(), decided_at=at, decided_by=by.actor_ref
    )
    said.save(force_insert=True)
    record(
        Fact.ATTENDANCE_CORRECTED, scan.session, by=by, at=at, key=key, change=decision, judged=judged,
        scan=str(scan.scan_id),
    )  # fmt: skip
    settle_attendance(scan.session, by=by, at=at, after_closing=True)
    return said


def _needs(text: str, field: str) -> None:
    if not text.strip():
        raise Problem("attendance.reason_needed", field)


@dataclass(frozen=True, slots=True)
class Confirmer:
    """Somebody who confirms the list of those present, by name and office."""

    name: str
    office: str


@action(Fact.ATTENDANCE_CLOSED)
def close_attendance(
    session: ActivitySession,
    *,
    leader: Confirmer,
    committee: Confirmer,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> AttendanceClosing | Unchanged[AttendanceClosing]:
    """Settle what came in, and put the root over all rows into the ledger, confirmed by two different people.

    May be done again after a correction: each closing stands beside the one before. Raises Refused and Problem.
    """
    lock_session(session)  # whatever is written about it after this stands outside the root, and is refused
    last = AttendanceClosing.objects.filter(session=session).order_by("-round").first()
    if already(key) and last is not None:
        return Unchanged(last)
    may_close_attendance(by, session, at).require()
    _check_confirmers(leader, committee)
    result_of(settle_attendance(session, by=by, at=at))
    root, rows = root_of(session)
    if last is not None and bytes(last.root) == root:
        raise Problem("attendance.nothing_changed")
    closing = AttendanceClosing(
        session=session, round=(last.round if last else 0) + 1, root=root, rows=rows, leader_name=leader.name.strip(),
        leader_office=leader.office.strip(), committee_name=committee.name.strip(),
        committee_office=committee.office.strip(), closed_at=at, closed_by=by.actor_ref,
    )  # fmt: skip
    closing.save(force_insert=True)
    session.closed_at, session.closed_by = at, by.actor_ref
    session.save(update_fields=["closed_at", "closed_by"])
    record(
        Fact.ATTENDANCE_CLOSED, session, by=by, at=at, key=key, round=closing.round, rows=rows, root=root.hex(),
        confirmed_by=2,
    )  # fmt: skip
    return closing


def _check_confirmers(leader: Confirmer, committee: Confirmer) -> None:
    for one, field in ((leader, "leader_name"), (committee, "committee_name")):
        if not one.name.strip():
            raise Problem("attendance.field_needed", field)
    if " ".join(leader.name.casefold().split()) == " ".join(committee.name.casefold().split()):
        raise Problem("attendance.same_person_confirms", "committee_name")
