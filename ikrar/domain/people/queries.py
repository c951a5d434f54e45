"""Who is this: people by reference and by account, and the fresh references they get."""

import secrets

from django.db.models import QuerySet

from ikrar.core.refs import make_ref
from ikrar.core.verdicts import Hidden
from ikrar.domain.people.models import Account, CodeReset, Person


def fresh_ref(length: int = 8) -> str:
    """A new random public reference; 40 bits at the default length, the unique index catches a repeat."""
    return make_ref(secrets.token_bytes(length), length)


def person_by_ref(ref: str) -> Person:
    """The person with this reference. Raises Hidden."""
    try:
        return Person.objects.get(ref=ref)
    except Person.DoesNotExist:
        raise Hidden from None


def people() -> QuerySet[Person]:
    """Everybody with a role or an account, by name."""
    return Person.objects.select_related("account").order_by("name", "ref")


def is_empty() -> bool:
    """Whether nobody can log in yet: the installation shows its first-account page."""
    return not Account.objects.exists()


def waiting_reset(person: Person) -> CodeReset | None:
    """The request to take off the second factor that waits for a second officer."""
    return CodeReset.objects.filter(person=person, confirmed_at=None).order_by("pk").first()


def account_of(person: Person) -> Account | None:
    """The login of a person, if any."""
    return Account.objects.filter(person=person).first()
