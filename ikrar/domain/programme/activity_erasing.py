"""When a person was erased, what of the activities and of the apels must go too?"""

from datetime import datetime

from ikrar.domain.ledger.actions import Actor, Unchanged, Worker, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.programme.models import ActivityRole, ApelRole, Invitee


def follow_erasure(entry: Entry, at: datetime) -> bool:
    """Clear the name that whoever this entry erased left in activities; False when there was none. Safe to repeat."""
    noun, _, ref = entry.subject.partition(":")
    if noun != "employee":
        return False
    return not isinstance(clear_parts(ref, by=Worker("clear-parts"), at=at), Unchanged)


@action(Fact.PERSON_ERASED)
def clear_parts(employee: str, *, by: Actor, at: datetime) -> int | Unchanged[int]:
    """Clear name and office in the parts of an employee (by reference), and the invitations; how many rows."""
    cleared = sum(
        model.objects.filter(employee__ref=employee).exclude(name="").update(name="", office="")
        for model in (ActivityRole, ApelRole)
    )
    invited, _ = Invitee.objects.filter(employee__ref=employee).delete()
    if not cleared + invited:
        return Unchanged(0)
    record(Fact.PERSON_ERASED, f"activity_parts:{employee}", by=by, at=at, rows=cleared + invited)
    return cleared + invited
