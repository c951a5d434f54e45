"""Reading seats: who holds what where, and who stands for election meanwhile."""

from datetime import date

from django.db.models import Q, QuerySet

from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import GRANTS, Permission
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency, Candidacy, Seat
from ikrar.domain.roster.queries import Staff, agencies_seen_by


def seats_seen_by(staff: Staff, *, on: date) -> QuerySet[Seat]:
    """The seats held on a day in bodies whose people this person manages, by name."""
    seats = Seat.objects.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))
    if not staff.permits(Permission.SYSTEM_OPERATE):
        seats = seats.filter(agency__in=agencies_seen_by(staff, Permission.PERSON_MANAGE))
    return seats.select_related("person", "person__account", "agency", "unit").order_by("person__name", "pk")


def person_for(staff: Staff, ref: str, *, on: date) -> Person:
    """The door to a person. Raises Hidden when no seat of theirs lies in a body that this person manages."""
    seat = seats_seen_by(staff, on=on).filter(person__ref=ref).first()
    if seat is None:
        raise Hidden
    return seat.person


def seat_for(staff: Staff, pk: int, *, on: date) -> Seat:
    """The door to one seat. Raises Hidden."""
    seat = seats_seen_by(staff, on=on).filter(pk=pk).first()
    if seat is None:
        raise Hidden
    return seat


def holders_of(permission: Permission, agency: Agency, *, on: date) -> list[Person]:
    """The people whose seat over this whole body gives them the permission on a day: those to be told of a thing."""
    roles = [role for role, permissions in GRANTS.items() if permission in permissions]
    over = Q(agency__first__lte=agency.first, agency__last__gte=agency.first)
    seats = Seat.objects.filter(over, role__in=roles, unit=None, since__lte=on)
    held = seats.filter(Q(until__isnull=True) | Q(until__gte=on))
    return list(Person.objects.filter(seats__in=held).distinct().order_by("pk"))


def seated_at(agency: Agency, *, on: date) -> list[Person]:
    """Everybody who holds any seat over this body, in it, or at a unit of it, on a day; by name."""
    over = Q(agency__first__lte=agency.first, agency__last__gte=agency.first)
    seats = Seat.objects.filter(over, since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))
    return list(Person.objects.filter(seats__in=seats).distinct().order_by("name", "pk"))


def candidacies(person: Person, on: date) -> QuerySet[Candidacy]:
    """What says that a person stands for election on a day, or is close family of somebody who does."""
    rows = Candidacy.objects.filter(person=person, since__lte=on)
    return rows.filter(Q(until=None) | Q(until__gte=on))


def is_candidate(person: Person, on: date) -> bool:
    """Whether the person stands for election on a day, or is close family of somebody who does."""
    return candidacies(person, on).exists()


def zone_of(person: Person, *, on: date) -> str:
    """The time zone of the body where the person holds a seat on a day; that of the capital where there is none."""
    seats = Seat.objects.filter(person=person, agency__isnull=False, since__lte=on).order_by("-since", "-pk")
    return seats.values_list("agency__zone", flat=True).first() or "Asia/Jakarta"
