"""Who was there, who was named absent, what was corrected: lists of people, each only as far as one reaches."""

from django.db.models import Exists, OuterRef, QuerySet

from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import (
    ActivitySession,
    Attendance,
    AttendanceClosing,
    NamedAbsent,
    RowCount,
)
from ikrar.domain.programme.queries.attendance import bodies_expected
from ikrar.domain.roster.models import Employee
from ikrar.domain.roster.queries import Staff

RECORD = Permission.ATTENDANCE_RECORD
FOUND_AT_MOST = 20


def present_in(session: ActivitySession) -> QuerySet[Attendance]:
    """The rows that count, by unit and name; guests last."""
    rows = Attendance.objects.filter(session=session, is_void=False)
    return rows.select_related("employee", "employee__unit", "agency").order_by(
        "agency__first", "employee__unit__first", "employee__name", "pk"
    )


def present_seen_by(staff: Staff, session: ActivitySession) -> list[Attendance]:
    """The rows that count of the units this person reaches; guests for those who reach the whole host."""
    sees_guests = staff.permits_at(RECORD, session.activity.agency)
    return [
        row
        for row in present_in(session)
        if (
            sees_guests
            if row.employee is None or row.agency is None
            else staff.permits_at(RECORD, row.agency, row.employee.unit)
        )
    ]


def guests_of(session: ActivitySession) -> QuerySet[Attendance]:
    """The guests noted, the latest first."""
    return Attendance.objects.filter(session=session, employee=None, is_void=False).order_by("-pk")


def said_of(session: ActivitySession) -> dict[int, str]:
    """What was said of people so far: "hadir", or the code of why they are absent."""
    absent = NamedAbsent.objects.filter(session=session).order_by().values_list("employee", "reason")
    there = Attendance.objects.filter(session=session, is_void=False).exclude(employee=None)
    present = {pk: "hadir" for pk in there.order_by().values_list("employee", flat=True) if pk is not None}
    return {**dict(absent), **present}


def attendance_of(session: ActivitySession, pk: int) -> Attendance:
    """One row of a session. Raises Hidden."""
    found = (
        Attendance.objects.filter(session=session, pk=pk).select_related("employee__unit", "session").first()
    )
    if found is None:
        raise Hidden
    return found


def corrections_of(session: ActivitySession) -> QuerySet[Attendance]:
    """The rows that a correction added or voided."""
    rows = Attendance.objects.filter(session=session).exclude(is_void=False, reason="")
    return rows.select_related("employee", "employee__unit").order_by("pk")


def absents_in(session: ActivitySession) -> QuerySet[NamedAbsent]:
    """Those named absent who were not recorded as present after all."""
    there = Attendance.objects.filter(session=session, employee=OuterRef("employee"), is_void=False)
    rows = NamedAbsent.objects.filter(~Exists(there), session=session)
    return rows.select_related("employee", "employee__unit").order_by("employee__name", "pk")


def absents_seen_by(staff: Staff, session: ActivitySession) -> list[NamedAbsent]:
    """Those named absent in the units this person reaches."""
    rows = absents_in(session).select_related("employee__agency", "employee__unit")
    return [row for row in rows if staff.permits_at(RECORD, row.employee.agency, row.employee.unit)]


def row_counts_in(session: ActivitySession) -> QuerySet[RowCount]:
    """The head counts that stand, by body, unit and row."""
    rows = RowCount.objects.filter(session=session, is_replaced=False)
    return rows.select_related("agency", "unit").order_by("agency__first", "unit__first", "row", "pk")


def closings_of(session: ActivitySession) -> QuerySet[AttendanceClosing]:
    """How often and by whom the attendance was closed, the latest first."""
    return AttendanceClosing.objects.filter(session=session).order_by("-round")


def employees_named(staff: Staff, session: ActivitySession, typed: str) -> list[Employee]:
    """People of the bodies expected whom this person reaches, by name, NIP or participant number; at most 20."""
    words = typed.split()
    digits = typed.replace(" ", "")
    rows = Employee.objects.filter(agency__in=bodies_expected(session).order_by().values("pk"), left_on=None)
    rows = rows.select_related("unit", "agency").order_by("name", "pk")
    if digits.isdecimal():
        rows = rows.filter(number=int(digits)) if len(digits) <= 5 else rows.filter(nip__startswith=digits[:18])
    elif len("".join(words)) < 3:
        return []
    else:
        for word in words:
            rows = rows.filter(name__icontains=word)
    return [e for e in rows[: 5 * FOUND_AT_MOST] if staff.permits_at(RECORD, e.agency, e.unit)][:FOUND_AT_MOST]


def employee_to_add(staff: Staff, session: ActivitySession, ref: str) -> Employee:
    """The door to somebody whom a correction may add. Raises Hidden."""
    rows = Employee.objects.filter(ref=ref, agency__in=bodies_expected(session).order_by().values("pk"))
    found = rows.select_related("unit", "agency").first()
    if found is None or not staff.permits_at(RECORD, found.agency, found.unit):
        raise Hidden
    return found
