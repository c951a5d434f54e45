"""How the people of a body come onto the roster in the demo."""

from datetime import datetime
from pathlib import Path

from ikrar.demo.bodies import Body
from ikrar.demo.people import places, workers
from ikrar.domain.ledger.actions import Actor, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.subjects import make_keys
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster.actions import number_units
from ikrar.domain.roster.models import Agency, Employee, Unit

SLICE = 1_000


@action(Fact.UNITS_IMPORTED)
def settle_units(agency: Agency, *, body: Body, scale: float, by: Actor, at: datetime) -> dict[str, Unit]:
    """Make the unit tree of a body."""
    root = Unit.objects.get(agency=agency, parent=None)
    units: dict[str, Unit] = {}
    for place in places(body, scale):
        if not place.parent:
            units[place.code] = root
            continue
        unit = Unit(agency=agency, ref=fresh_ref(), code=place.code, name=place.name, parent=units[place.parent])
        unit.save(force_insert=True)
        units[place.code] = unit
    number_units(agency)
    record(Fact.UNITS_IMPORTED, agency, by=by, at=at, units=len(units))
    return units


@action(Fact.ROSTER_IMPORTED)
def settle_people(agency: Agency, *, people: list[Employee], by: Actor, at: datetime) -> int:
    """Put at most a thousand people onto the roster."""
    Employee.objects.bulk_create(people, batch_size=400)
    record(Fact.ROSTER_IMPORTED, agency, by=by, at=at, people=len(people), agency=agency.ref)
    return len(people)


def settle(agency: Agency, body: Body, folder: Path, *, scale: float, by: Actor, at: datetime) -> int:
    """Everybody of a body; how many there are."""
    units = settle_units(agency, body=body, scale=scale, by=by, at=at)
    people = [
        Employee(
            agency=agency, unit=units[w.unit_code], ref=fresh_ref(), number=n, nip=w.nip, name=w.name, title_front=w.front,
            title_back=w.back, birth_date=w.birth, sex=w.sex, status=w.status, grade=w.grade, echelon=w.echelon,
            position=w.position, phone=w.phone,
        )
        for n, w in enumerate(workers(body, scale), 1)
    ]  # fmt: skip
    make_keys(p.ref for p in people)
    for start in range(0, len(people), SLICE):
        settle_people(agency, people=people[start : start + SLICE], by=by, at=at)
    return len(people)
