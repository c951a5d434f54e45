"""Whom does a letter wait for now, and who is told? Reactions to the ledger, safe to repeat."""

from datetime import datetime

from ikrar.core.letters_stages import Stage
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.ledger.queries import history_of
from ikrar.domain.letters.models import Disposition, Letter
from ikrar.domain.letters.queries import next_to_initial
from ikrar.domain.people.models import Person
from ikrar.domain.people.notices import tell

MOVED = (
    Fact.LETTER_SUBMITTED,
    Fact.LETTER_INITIALLED,
    Fact.LETTER_RETURNED,
    Fact.LETTER_SIGNED,
    Fact.LETTER_SCANNED,
)
DISPOSED = (Fact.LETTER_DISPOSED,)


def tell_of_letter(entry: Entry, at: datetime) -> bool:
    """Tell the one whose hand is awaited, or the drafter of what became of the letter; whether anybody was told.

    It looks at the letter as it stands now: an old entry of a letter that has moved on tells nobody.
    """
    letter = Letter.objects.select_related("signer").filter(ref=entry.subject.partition(":")[2]).first()
    if letter is None:
        return False
    person, kind = _awaited(letter) if letter.stage == Stage.SUBMITTED else _drafter(letter, entry)
    if person is None or person.actor_ref == entry.actor:
        return False
    tell([person], kind, f"{letter.subject_ref}:{_round(letter)}", at=at)
    return True


def _round(letter: Letter) -> int:
    """How often the letter was submitted: each time is a new occasion to be told of."""
    return history_of(letter.subject_ref).filter(fact=Fact.LETTER_SUBMITTED).count()


def _awaited(letter: Letter) -> tuple[Person | None, str]:
    upcoming = next_to_initial(letter)
    return (upcoming.person, "letter.to_initial") if upcoming else (letter.signer, "letter.to_sign")


def _drafter(letter: Letter, entry: Entry) -> tuple[Person | None, str]:
    is_back = entry.fact == Fact.LETTER_RETURNED and letter.stage == Stage.DRAFT
    is_signed = entry.fact in {Fact.LETTER_SIGNED, Fact.LETTER_SCANNED}
    if not is_back and not is_signed:
        return None, ""
    person = Person.objects.filter(ref=letter.drafted_by.removeprefix("person:")).first()
    return person, "letter.returned" if is_back else "letter.signed"


def tell_of_disposition(entry: Entry, at: datetime) -> bool:
    """Tell the one to whom an incoming letter was disposed; whether anybody was told."""
    rows = Disposition.objects.filter(ref=entry.subject.partition(":")[2], done_at=None)
    row = rows.select_related("person", "incoming").first()
    if row is None or row.person is None or row.person.actor_ref == entry.actor:
        return False
    tell([row.person], "letter.disposed", row.incoming.subject_ref, at=at)
    return True
