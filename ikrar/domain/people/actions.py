"""Adding and changing people, and giving them a login."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from ikrar.core.verdicts import Problem, Why, when
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.models import Account, CodeReset, Person, normal_username
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


@action(Fact.ACCOUNT_OPENED)
def open_account(person: Person, *, username: str, encoded: str = "", by: Actor, at: datetime) -> Account:
    """Give a person a login.

    `encoded` is a password already hashed, because hashing takes too long for a transaction; without one the
    account waits for its owner to choose a password. Raises Problem when the user name is taken.
    """
    name = normal_username(username)
    if Account.objects.filter(username=name).exists():
        raise Problem("account.username_taken", "username", username=name)
    account = Account(person=person, username=name, email=person.email, password=encoded or make_password(None))
    account.save(force_insert=True)
    record(Fact.ACCOUNT_OPENED, person, by=by, at=at)
    return account


@action(Fact.ACCOUNT_CLOSED)
def close_account(person: Person, *, by: Actor, at: datetime) -> None:
    """Close the login of a person; nothing that was done disappears."""
    Account.objects.filter(person=person).update(is_active=False)
    record(Fact.ACCOUNT_CLOSED, person, by=by, at=at)


@action(Fact.LETTER_RENEWED)
def renew_letter(
    account: Account, *, by: Actor, at: datetime, key: str | None = None
) -> Account | Unchanged[Account]:
    """Void the password of an account, so that its owner chooses a new one by a new letter.

    The second factor stays: whoever holds the letter alone does not get in.
    """
    if already(key) is not None:
        return Unchanged(account)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    record(Fact.LETTER_RENEWED, account.person, by=by, at=at, key=key)
    return account


@action(Fact.CODE_RESET_ASKED)
def ask_code_reset(
    person: Person, *, reason: str, by: Actor, at: datetime, key: str | None = None
) -> CodeReset | Unchanged[CodeReset]:
    """Ask that the second factor be taken off: a lost phone, for example. Changes nothing until another confirms."""
    waiting = CodeReset.objects.filter(person=person, confirmed_at=None).order_by("pk").first()
    if waiting is not None:
        return Unchanged(waiting)
    reset = CodeReset(person=person, reason=reason, requested_at=at, requested_by=by.actor_ref)
    reset.save(force_insert=True)
    record(Fact.CODE_RESET_ASKED, person, by=by, at=at, key=key)
    return reset


@action(Fact.CODE_RESET)
def confirm_code_reset(reset: CodeReset, *, by: Actor, at: datetime) -> CodeReset | Unchanged[CodeReset]:
    """Take the second factor off; the account sets up a new one at its next login.

    Raises Refused when the same officer asked for it.
    """
    when(reset.requested_by != by.actor_ref, Why.SAME_PERSON_TWICE).require()
    if reset.confirmed_at is not None:
        return Unchanged(reset)
    reset.confirmed_at, reset.confirmed_by = at, by.actor_ref
    reset.save(update_fields=["confirmed_at", "confirmed_by"])
    Authenticator.objects.filter(user__person=reset.person).delete()
    record(Fact.CODE_RESET, reset.person, by=by, at=at)
    return reset


def choose_password(account: Account, password: str) -> None:
    """Set the password of an account. Accounts are housekeeping: nothing of the programme changes."""
    account.set_password(password)
    account.save(update_fields=["password"])
