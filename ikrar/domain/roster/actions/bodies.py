"""Changing the roster: bodies, units and seats."""

from datetime import date, datetime

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.grants import Role
from ikrar.domain.people.models import Person
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster import bulk
from ikrar.domain.roster.models import Agency, Seat, Unit
from ikrar.domain.roster.tree import intervals


@action(Fact.AGENCY_ADDED)
def add_agency(
    *,
    ref: str,
    code: str,
    name: str,
    kind: str,
    parent: Agency | None = None,
    by: Actor,
    at: datetime,
    key: str | None = None,
    **details: str,
) -> Agency:
    """Add a body to the tree, with a root unit of its own name. `details` are other columns of Agency."""
    if Agency.objects.filter(ref=ref).exists():
        raise Problem("agency.ref_taken", "ref", ref=ref)
    agency = Agency(ref=ref, code=code, name=name, kind=kind, parent=parent, **details)
    agency.save(force_insert=True)
    Unit(agency=agency, ref=fresh_ref(), name=name, first=1, last=1).save(force_insert=True)
    _number_agencies()
    agency.refresh_from_db()
    record(Fact.AGENCY_ADDED, agency, by=by, at=at, key=key, kind=kind, parent=parent.ref if parent else "")
    return agency


def _number_agencies() -> None:
    rows = list(Agency.objects.order_by("pk"))
    places = intervals((a.pk, a.parent_id, f"{a.name} {a.ref}") for a in rows)
    changed = [a for a in rows if (a.first, a.last) != places[a.pk][:2]]
    for agency in changed:
        agency.first, agency.last, _ = places[agency.pk]
    Agency.objects.bulk_update(changed, ["first", "last"], batch_size=500)


@action(Fact.UNIT_ADDED)
def add_unit(
    agency: Agency,
    *,
    name: str,
    parent: Unit,
    code: str = "",
    kind: str = "",
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Unit:
    """Add a unit below another one of the same body."""
    unit = Unit(agency=agency, ref=fresh_ref(), name=name, parent=parent, code=code, kind=kind)
    unit.save(force_insert=True)
    number_units(agency)
    unit.refresh_from_db()
    record(Fact.UNIT_ADDED, unit, by=by, at=at, key=key, agency=agency.ref, parent=parent.ref)
    return unit


def number_units(agency: Agency) -> None:
    """Give every unit of the body its interval anew; call inside an action after the tree changed."""
    rows = list(Unit.objects.filter(agency=agency).order_by("pk"))
    places = intervals((u.pk, u.parent_id, f"{u.name} {u.ref}") for u in rows)
    changed = [u for u in rows if (u.first, u.last, u.depth) != places[u.pk]]
    bulk.update(Unit, ("first", "last", "depth"), [(*places[u.pk], u.pk) for u in changed])


@action(Fact.SEAT_GIVEN)
def give_seat(
    person: Person,
    *,
    role: Role,
    agency: Agency | None = None,
    unit: Unit | None = None,
    since: date,
    term: str = "definitive",
    basis: str = "",
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Seat:
    """Give a person a role at a body, at a unit, or (no body) over the whole installation."""
    if unit is not None and (agency is None or unit.agency_id != agency.pk):
        raise Problem("seat.unit_of_another_body", "unit")
    seat = Seat(person=person, role=role, agency=agency, unit=unit, since=since, term=term, basis=basis)
    seat.save(force_insert=True)
    record(
        Fact.SEAT_GIVEN, seat, by=by, at=at, key=key, person=person.ref, role=role, term=term,
        agency=agency.ref if agency else "", unit=unit.ref if unit else "",
    )  # fmt: skip
    return seat


@action(Fact.SEAT_ENDED)
def end_seat(seat: Seat, *, on: date, by: Actor, at: datetime) -> Seat:
    """End a seat on a day (the last day on which it is held)."""
    seat.until = on
    seat.save(update_fields=["until"])
    record(Fact.SEAT_ENDED, seat, by=by, at=at, on=on.isoformat())
    return seat
