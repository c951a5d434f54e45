"""When a person was erased, what of the tests must go too?"""

from datetime import datetime

from ikrar.domain.learning.models import Attempt
from ikrar.domain.ledger.actions import Actor, Unchanged, Worker, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry


def follow_erasure(entry: Entry, at: datetime) -> bool:
    """Clear answers and records of whoever this entry erased; False when there were none. Safe to repeat."""
    noun, _, ref = entry.subject.partition(":")
    if noun != "employee":
        return False
    return not isinstance(clear_attempts(ref, by=Worker("clear-attempts"), at=at), Unchanged)


@action(Fact.PERSON_ERASED)
def clear_attempts(employee: str, *, by: Actor, at: datetime) -> int | Unchanged[int]:
    """Clear what the attempts of an employee (by reference) say of the person; how many there were."""
    mine = Attempt.objects.filter(asked__employee__ref=employee).exclude(answers="", record="")
    cleared = mine.update(answers="", record="")
    if not cleared:
        return Unchanged(0)
    record(Fact.PERSON_ERASED, f"attempts:{employee}", by=by, at=at, attempts=cleared)
    return cleared
