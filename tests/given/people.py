"""Staff as tests need them."""

from ikrar.domain.ledger.actions import Unknown, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.models import Person


def give_mail(person: Person, email: str) -> None:
    """Give this person a mail address."""
    _give_mail(person, email=email, by=Unknown())


@action(Fact.PERSON_CHANGED)
def _give_mail(person: Person, *, email: str, by: Unknown) -> None:
    from tests.conftest import NOW

    person.email = email
    person.save()
    record(Fact.PERSON_CHANGED, person, by=by, at=NOW)
