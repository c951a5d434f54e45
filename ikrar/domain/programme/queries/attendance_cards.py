"""Who holds an attendance card: by unit, and one person."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from django.db.models import QuerySet

from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import (
    AttendanceCard,
)
from ikrar.domain.roster.models import Agency, Employee, Unit
from ikrar.domain.roster.queries import Staff, units_seen_by

RECORD = Permission.ATTENDANCE_RECORD
FOUND_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class UnitOfCards:
    """A unit with how many people serve in it and below, and how many of them hold a valid card."""

    unit: Unit
    people: int
    cards: int


def people_in(unit: Unit) -> QuerySet[Employee]:
    """Who serves in a unit and below it, by unit and name."""
    rows = Employee.objects.filter(
        agency=unit.agency_id, left_on=None, unit__first__gte=unit.first, unit__first__lte=unit.last
    )
    return rows.select_related("unit", "agency").order_by("unit__first", "name", "pk")


def units_with_cards(staff: Staff, agency: Agency) -> list[UnitOfCards]:
    """The open units of a body that this person reaches, with people and valid cards; three queries."""
    units = list(units_seen_by(staff, agency, RECORD).filter(closed_on=None))
    serving = Employee.objects.filter(agency=agency, left_on=None).order_by()
    held = set(AttendanceCard.objects.filter(agency=agency, revoked_at=None).values_list("employee", flat=True))
    rows = list(serving.values_list("unit__first", "pk"))
    everybody = sorted(place for place, _ in rows)
    with_card = sorted(place for place, pk in rows if pk in held)
    return [
        UnitOfCards(u, _between(everybody, u.first, u.last), _between(with_card, u.first, u.last))
        for u in units
    ]


def _between(places: list[int], first: int, last: int) -> int:
    return bisect_right(places, last) - bisect_left(places, first)


def cards_in(unit: Unit) -> UnitOfCards:
    """A unit with its people and valid cards; three queries however large it is."""
    people = people_in(unit)
    held = AttendanceCard.objects.filter(employee__in=people.order_by().values("pk"), revoked_at=None)
    return UnitOfCards(unit, people.count(), held.count())


def valid_card_of(employee: Employee) -> AttendanceCard | None:
    """The valid card of somebody at their body."""
    rows = AttendanceCard.objects.filter(employee=employee, agency=employee.agency_id, revoked_at=None)
    return rows.select_related("agency", "employee").first()
