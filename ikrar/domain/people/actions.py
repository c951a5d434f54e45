"""Adding and changing people, and giving them a login."""

from datetime import datetime

from ikrar.domain.ledger.actions import Actor, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.models import Account, Person, normal_username
from ikrar.domain.people.queries import fresh_ref


@action(Fact.PERSON_ADDED)
def add_person(
    *,
    name: str,
    nip: str | None = None,
    position: str = "",
    email: str = "",
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> Person:
    """Add somebody who will hold a role."""
    person = Person(ref=fresh_ref(), name=name, nip=nip or None, position=position, email=email)
    person.save(force_insert=True)
    record(Fact.PERSON_ADDED, person, by=by, at=at, key=key)
    return person


@action(Fact.PERSON_CHANGED)
def change_person(person: Person, *, name: str, position: str, email: str, by: Actor, at: datetime) -> Person:
    """Correct the name, position or address of a person."""
    changed = [
        f for f, v in (("name", name), ("position", position), ("email", email)) if getattr(person, f) != v
    ]
    person.name, person.position, person.email = name, position, email
    person.save()
    record(Fact.PERSON_CHANGED, person, by=by, at=at, fields=changed)
    return person


def open_account(person: Person, *, username: str, encoded: str) -> Account:
    """Give a person a login. `encoded` is a password already hashed: hashing takes too long for a transaction."""
    account = Account(person=person, username=normal_username(username), email=person.email, password=encoded)
    account.save(force_insert=True)
    return account
