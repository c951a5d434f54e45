"""Erasing one person: private rows and history are cleared, then the subject key goes; every other proof stays."""

import secrets
from datetime import datetime

from django.db import transaction

from ikrar.core import canonical, leaves
from ikrar.core.pledges_erasing import Ground
from ikrar.domain.ledger.actions import Actor, Unchanged, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.ledger.subjects import erase_key
from ikrar.domain.pledges import policies
from ikrar.domain.pledges.models import Dispute, Pledge, Refusal
from ikrar.domain.programme.models import Absence
from ikrar.domain.roster.models import Employee, EmployeeHistory
from ikrar.domain.roster.queries import Staff

NOTHING = "{}"


def erase_person(
    employee: Employee, *, ground: Ground, by: Staff, at: datetime
) -> Employee | Unchanged[Employee]:
    """Erase everything that says who this was. What stays: that somebody was asked, and the public leaves.

    The rows are cleared first, in one transaction with the entry; the key goes after it was committed, and the
    worker deletes it when this process died between the two. Raises Refused.
    """
    policies.may_erase(by, employee).require()
    outcome = clear_person(employee, ground=ground, by=by, at=at)
    transaction.on_commit(lambda: erase_key(employee.ref))
    return outcome


@action(Fact.PERSON_ERASED)
def clear_person(
    employee: Employee, *, ground: Ground, by: Actor, at: datetime
) -> Employee | Unchanged[Employee]:
    """Clear the private rows of a person. Done once; the public leaf names nobody, only that somebody was erased."""
    if is_cleared(employee):
        return Unchanged(employee)
    _clear_roster(employee)
    pledges = Pledge.objects.filter(asked__employee=employee)
    pledges.update(record=NOTHING, evidence=NOTHING, device="", tapped_at=None)
    Refusal.objects.filter(asked__employee=employee).update(reason="")
    Dispute.objects.filter(asked__employee=employee).update(message="", note="")
    Absence.objects.filter(asked__employee=employee, ended_at=None).update(ended_at=at, ended_by=by.actor_ref)
    salt = secrets.token_bytes(32)
    leaf = leaves.Leaf(
        leaves.Kind.ERASURE,
        leaves.coarse_time(at, 0),
        leaves.commitment(salt, canonical.dumps({"ground": ground.value})),
    )
    record(Fact.PERSON_ERASED, employee, by=by, at=at, leaf=leaf.pack(), salt=salt, ground=ground.value)
    return employee


def _clear_roster(employee: Employee) -> None:
    for name in ("siasn_id", "nip", "local_id", "name", "title_front", "title_back", "sex", "grade", "echelon", "position",
                 "position_kind", "phone", "email", "left_basis"):  # fmt: skip
        setattr(employee, name, "")
    employee.birth_date = None
    employee.save()
    EmployeeHistory.objects.filter(employee=employee).update(before="null")


def is_cleared(employee: Employee) -> bool:
    """Whether nothing is left that says who this was."""
    return not (employee.name or employee.nip or employee.siasn_id)


def finish_erasure(entry: Entry, at: datetime) -> bool:
    """After an erasure was sequenced: its key must be gone, whatever happened to the process that began it."""
    return erase_key(entry.subject.partition(":")[2])


def replay_erasures(refs: list[str], *, by: Actor, at: datetime) -> int:
    """Clear again the people who were erased before a backup was restored; how many needed it."""
    found = [e for e in Employee.objects.filter(ref__in=refs) if not is_cleared(e)]
    for employee in found:
        clear_person(employee, ground=Ground.REPLAYED, by=by, at=at)
        erase_key(employee.ref)
    return len(found)
