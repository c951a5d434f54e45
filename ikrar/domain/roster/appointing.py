"""Giving roles on behalf of a person of the staff: who may, once however often the form is sent."""

from datetime import date, datetime

from ikrar.domain.ledger.actions import Unchanged, action, already
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.actions import add_person, open_account
from ikrar.domain.people.grants import Role
from ikrar.domain.people.models import Person
from ikrar.domain.people.queries import person_by_ref
from ikrar.domain.roster.actions import give_seat
from ikrar.domain.roster.models import Agency, Seat, Unit
from ikrar.domain.roster.queries import Staff
from ikrar.domain.roster.seat_policies import may_give_seat


@action(Fact.PERSON_ADDED)
def appoint_person(
    *,
    name: str,
    username: str,
    position: str,
    email: str,
    role: Role,
    agency: Agency | None,
    unit: Unit | None,
    since: date,
    term: str,
    basis: str,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Person | Unchanged[Person]:
    """Add somebody with a login and a first role. Raises Refused, and Problem when the user name is taken."""
    if (done := already(key)) is not None:
        return Unchanged(person_by_ref(done.subject.partition(":")[2]))
    may_give_seat(by, role, agency, unit).require()
    person = add_person(name=name, position=position, email=email, by=by, at=at, key=key)
    open_account(person, username=username, by=by, at=at)
    give_seat(person, role=role, agency=agency, unit=unit, since=since, term=term, basis=basis, by=by, at=at)
    return person


@action(Fact.SEAT_GIVEN)
def give_role(
    person: Person,
    *,
    role: Role,
    agency: Agency | None,
    unit: Unit | None,
    since: date,
    term: str,
    basis: str,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Seat | Unchanged[Person]:
    """Give a known person one more role. Raises Refused, and Problem for a unit of another body."""
    if already(key) is not None:
        return Unchanged(person)
    may_give_seat(by, role, agency, unit).require()
    return give_seat(
        person, role=role, agency=agency, unit=unit, since=since, term=term, basis=basis, by=by, at=at, key=key
    )
