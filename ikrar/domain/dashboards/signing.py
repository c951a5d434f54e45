"""Attendance beside pledges: who was there and has not signed, who signed at that apel and was not recorded as there?"""

from collections.abc import Iterator
from dataclasses import dataclass

from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.programme.models import ActivitySession, ApelBody, Asked
from ikrar.domain.programme.queries import present_employees
from ikrar.domain.programme.queries.attendance import attendance_session_for
from ikrar.domain.roster.queries import Staff

LIST = Permission.PLEDGE_LIST


@dataclass(frozen=True, slots=True)
class Named:
    """One person of a list: participant number, name, unit."""

    number: int
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class ActivitySigning:
    """The comparison as far as one person may see it. `not_asked` were there and are in no target of this apel."""

    present: int
    signed: int
    present_not_signed: list[Named]
    signed_absent: list[Named]
    not_asked: int


def session_to_compare(staff: Staff, ref: str) -> ActivitySession:
    """The door to the comparison of a session. Raises Hidden when its activity has no apel."""
    session = attendance_session_for(staff, ref, LIST)
    if session.activity.apel is None:
        raise Hidden
    return session


def activity_signing(staff: Staff, session: ActivitySession) -> ActivitySigning:
    """Compare those recorded as present with the pledges; lists hold only units where this person may list people.

    Whoever refused stands among those who have not signed, and nothing tells them apart. A withdrawn pledge is none.
    """
    there = present_employees(session)
    asked = _asked_within_reach(staff, session)
    rows = {a.pk: a for a in asked}
    signed = {pk: apel for pk, apel in _pledges(session) if pk in rows}
    apel = session.activity.apel_id
    here = [pk for pk, where in signed.items() if where == apel]
    return ActivitySigning(
        present=sum(1 for a in asked if a.employee_id in there),
        signed=len(signed),
        present_not_signed=[_named(a) for a in asked if a.employee_id in there and a.pk not in signed],
        signed_absent=[_named(rows[pk]) for pk in sorted(here) if rows[pk].employee_id not in there],
        not_asked=len(there) - _present_and_asked(session, there),
    )


def _asked_within_reach(staff: Staff, session: ActivitySession) -> list[Asked]:
    bodies = ApelBody.objects.filter(apel=session.activity.apel).values_list("drive", "agency")
    found: list[Asked] = []
    for drive, agency in bodies.order_by("agency__first", "pk"):
        rows = Asked.objects.filter(drive=drive, agency=agency, left_on=None)
        rows = rows.select_related("employee", "unit", "agency").order_by("unit__first", "employee__name", "pk")
        found += [a for a in rows if staff.permits_at(LIST, a.agency, a.unit)]
    return found


def _pledges(session: ActivitySession) -> Iterator[tuple[int, int | None]]:
    bodies = ApelBody.objects.filter(apel=session.activity.apel).values_list("drive", "agency")
    for drive, agency in bodies:
        rows = Pledge.objects.filter(drive=drive, agency=agency, withdrawal=None).order_by("round")
        yield from rows.values_list("asked", "apel")


def _present_and_asked(session: ActivitySession, there: frozenset[int]) -> int:
    bodies = ApelBody.objects.filter(apel=session.activity.apel).values_list("drive", "agency")
    asked: set[int] = set()
    for drive, agency in bodies:
        rows = Asked.objects.filter(drive=drive, agency=agency, left_on=None).order_by()
        asked.update(rows.values_list("employee", flat=True))
    return len(asked & there)


def _named(asked: Asked) -> Named:
    return Named(asked.number, asked.employee.full_name, asked.unit.name)
