"""Reading the roster: bodies, units, seats, and the doors to them."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from ikrar.core.verdicts import Hidden, Verdict, Why, when
from ikrar.domain.people.grants import GRANTS, Permission, Role
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency, Seat, Unit


@dataclass(frozen=True, slots=True)
class Held:
    """One seat, flat: the role and the intervals it covers. No agency means the whole installation."""

    role: Role
    agency: Agency | None
    unit: Unit | None

    def covers(self, agency: Agency, unit: Unit | None = None) -> bool:
        """Whether this seat reaches the body, or the unit of it."""
        if self.agency is None:
            return True
        if self.unit is None:
            return self.agency.first <= agency.first <= self.agency.last
        return (
            unit is not None and self.agency.pk == agency.pk and self.unit.first <= unit.first <= self.unit.last
        )


def seats_of(person: Person, *, on: date) -> tuple[Held, ...]:
    """The seats that a person holds on a day; one query."""
    rows = (
        Seat.objects.filter(person=person, since__lte=on)
        .filter(Q(until__isnull=True) | Q(until__gte=on))
        .select_related("agency", "unit")
        .order_by("pk")
    )
    return tuple(Held(Role(s.role), s.agency, s.unit) for s in rows)


@dataclass(frozen=True, slots=True)
class Staff:
    """A person with the seats of the day: what pages and policies ask. It is an actor like the person."""

    person: Person
    seats: tuple[Held, ...]
    on: date

    @property
    def actor_ref(self) -> str:
        return self.person.actor_ref

    def permits(self, permission: Permission) -> bool:
        """Whether the person may do this anywhere."""
        return any(permission in GRANTS[s.role] for s in self.seats)

    def permits_at(self, permission: Permission, agency: Agency, unit: Unit | None = None) -> bool:
        """Whether the person may do this at the body (or at this unit of it)."""
        return any(permission in GRANTS[s.role] and s.covers(agency, unit) for s in self.seats)


def staff_of(person: Person, *, on: date) -> Staff:
    """The person with the seats of that day."""
    return Staff(person, seats_of(person, on=on), on)


def may(staff: Staff, permission: Permission, agency: Agency, unit: Unit | None = None) -> Verdict:
    """May this person do this at this body or unit?"""
    return when(staff.permits(permission), Why.NOT_PERMITTED) & when(
        staff.permits_at(permission, agency, unit), Why.NOT_YOUR_UNIT
    )


def agencies_seen_by(staff: Staff, permission: Permission) -> QuerySet[Agency]:
    """The bodies where the person holds the permission (at the body or at a unit of it), in tree order."""
    reach = Q(pk__in=[])
    for seat in staff.seats:
        if permission not in GRANTS[seat.role]:
            continue
        if seat.agency is None:
            return Agency.objects.order_by("first", "pk")
        reach |= (
            Q(pk=seat.agency.pk) if seat.unit else Q(first__gte=seat.agency.first, first__lte=seat.agency.last)
        )
    return Agency.objects.filter(reach).order_by("first", "pk")


def agency_for(staff: Staff, ref: str, permission: Permission) -> Agency:
    """The door to a body. Raises Hidden when the person holds the permission nowhere in it."""
    found = agencies_seen_by(staff, permission).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def units_seen_by(staff: Staff, agency: Agency, permission: Permission) -> QuerySet[Unit]:
    """The units of a body that the person reaches with this permission, in tree order."""
    units = Unit.objects.filter(agency=agency).order_by("first", "pk")
    if any(permission in GRANTS[s.role] and s.unit is None and s.covers(agency) for s in staff.seats):
        return units
    reach = Q(pk__in=[])
    for seat in staff.seats:
        if permission in GRANTS[seat.role] and seat.unit is not None and seat.unit.agency_id == agency.pk:
            reach |= Q(first__gte=seat.unit.first, first__lte=seat.unit.last)
    return units.filter(reach)


def units_reached_by(staff: Staff, permission: Permission) -> QuerySet[Unit]:
    """The units of every body that the person reaches with this permission, in tree order."""
    units = Unit.objects.order_by("agency__first", "agency_id", "first", "pk")
    reach = Q(pk__in=[])
    for seat in staff.seats:
        if permission not in GRANTS[seat.role]:
            continue
        if seat.agency is None:
            return units
        if seat.unit is None:
            reach |= Q(agency__first__gte=seat.agency.first, agency__first__lte=seat.agency.last)
        else:
            reach |= Q(agency=seat.agency, first__gte=seat.unit.first, first__lte=seat.unit.last)
    return units.filter(reach)


def units_of_agencies(agencies: QuerySet[Agency]) -> QuerySet[Unit]:
    """All open units of these bodies, in tree order."""
    return Unit.objects.filter(agency__in=agencies, closed_on=None).order_by("agency__first", "first", "pk")


def unit_for(staff: Staff, agency_ref: str, unit_ref: str, permission: Permission) -> Unit:
    """The door to a unit of a body; without a reference, the highest unit that the person reaches. Raises Hidden."""
    units = units_seen_by(staff, agency_for(staff, agency_ref, permission), permission).select_related("agency")
    found = units.filter(ref=unit_ref).first() if unit_ref else units.first()
    if found is None:
        raise Hidden
    return found


def day_at(agency: Agency, at: datetime) -> date:
    """The calendar day of a moment on the clock of the body: hours ahead of the day in UTC."""
    return at.astimezone(ZoneInfo(agency.zone)).date()
