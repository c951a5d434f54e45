"""Who are the people of a body or unit itself that hold a permission there? For telling them, not those above them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from ikrar.domain.people.grants import GRANTS, Permission
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency, Seat, Unit


def officers_of(permission: Permission, agencies: Iterable[Agency], *, on: date) -> dict[int, list[Person]]:
    """The people whose seat in the body itself gives them the permission on a day, by body; one statement.

    Somebody with a seat further up the tree holds the permission too and is not among them.
    """
    seats = _seats(permission, on).filter(agency__in={a.pk for a in agencies}, unit=None)
    found: dict[int, list[Person]] = defaultdict(list)
    for seat in seats:
        if seat.agency_id is not None and seat.person not in found[seat.agency_id]:
            found[seat.agency_id].append(seat.person)
    return found


def operators_of(permission: Permission, units: Iterable[Unit], *, on: date) -> dict[int, list[Person]]:
    """The people whose seat at a unit, or at one above it in the same body, gives them the permission; by unit."""
    here = list(units)
    seats = list(_seats(permission, on).filter(agency__in={u.agency_id for u in here}, unit__isnull=False))
    return {unit.pk: list(dict.fromkeys(s.person for s in seats if _covers(s, unit))) for unit in here}


def _covers(seat: Seat, unit: Unit) -> bool:
    over = seat.unit
    return over is not None and over.agency_id == unit.agency_id and over.first <= unit.first <= over.last


def _seats(permission: Permission, on: date) -> QuerySet[Seat]:
    roles = [role for role, permissions in GRANTS.items() if permission in permissions]
    seats = Seat.objects.filter(role__in=roles, since__lte=on).filter(Q(until=None) | Q(until__gte=on))
    return seats.select_related("person", "unit").order_by("person", "pk")
