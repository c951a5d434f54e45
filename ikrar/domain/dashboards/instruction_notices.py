"""Who is told that an instruction arrived, was changed, is due soon or late? The officers of the body itself."""

from collections.abc import Iterable
from datetime import date, datetime

from ikrar.core.instructions import Stage
from ikrar.core.verdicts import Hidden
from ikrar.domain.dashboards.fulfilment import Row, rows_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.people.grants import Permission
from ikrar.domain.people.models import Person
from ikrar.domain.people.notices import tell
from ikrar.domain.programme.models import Instruction, InstructionTarget
from ikrar.domain.programme.queries import instructions as queries
from ikrar.domain.roster.officers import officers_of, operators_of
from ikrar.domain.roster.queries import day_at

ARRIVED = (Fact.INSTRUCTION_ISSUED,)
CHANGED = (Fact.INSTRUCTION_CHANGED, Fact.INSTRUCTION_WITHDRAWN, Fact.INSTRUCTION_CLOSED)
SOON = (7, 1)  # days before
ANSWER = Permission.INSTRUCTION_ANSWER


def tell_of_arrival(entry: Entry, at: datetime) -> int:
    """Tell the officers of everybody whom the instruction reaches; how many people."""
    return _tell_all(entry, "instruction.received", entry.subject, at)


def tell_of_change(entry: Entry, at: datetime) -> int:
    """Tell them that it was changed or ended, once for each day of changes; nobody while it is a draft."""
    return _tell_all(entry, "instruction.changed", f"{entry.subject}:{entry.at:%Y%m%d}", at)


def _tell_all(entry: Entry, kind: str, about: str, at: datetime) -> int:
    try:
        found = queries.instruction_by_ref(entry.subject.partition(":")[2])
    except Hidden:
        return 0
    if found.stage == Stage.DRAFT or _was_draft(found, entry):
        return 0
    people = people_at(queries.targets_of(found), on=at.date())
    everybody = {person for some in people.values() for person in some}
    tell(everybody, kind, about, at=at)
    return len(everybody)


def _was_draft(found: Instruction, entry: Entry) -> bool:
    """Whether the change was made before the instruction was issued: then nobody needs to hear of it."""
    return entry.fact != Fact.INSTRUCTION_ISSUED and found.issued_at is not None and entry.at < found.issued_at


def people_at(targets: Iterable[InstructionTarget], *, on: date) -> dict[int, list[Person]]:
    """Whom to tell, by target: the operators of a unit where it has one, else the officers of the body."""
    here = list(targets)
    officers = officers_of(ANSWER, [t.agency for t in here], on=on)
    operators = operators_of(ANSWER, [t.unit for t in here if t.unit is not None], on=on)
    return {
        t.pk: (operators.get(t.unit_id) if t.unit_id else None) or officers.get(t.agency_id, []) for t in here
    }


def remind(at: datetime) -> int:
    """Tell of what is due in a week, tomorrow, or late: once for each due day; how many times somebody was told."""
    in_force = queries.in_force()
    targets = queries.targets_of_all(in_force)
    rows = rows_of(targets, queries.items_of_all(in_force), at=at)
    people = people_at(targets, on=at.date())
    return sum(_remind_one(row, people.get(row.target.pk, []), at) for row in rows)


def _remind_one(row: Row, people: list[Person], at: datetime) -> int:
    today, subject, told = day_at(row.target.agency, at), row.target.instruction.subject_ref, 0
    for cell in row.cells:
        judged = cell.judged
        if judged.is_done or not people:
            continue
        left, about = (judged.due - today).days, f"{subject}:{judged.due:%Y%m%d}"
        near = min((days for days in SOON if 0 <= left <= days), default=None)
        if judged.is_late:
            tell(people, "instruction.late", about, at=at)
        elif near is not None:
            tell(people, "instruction.due_soon", f"{about}.{near}", at=at)
        told += bool(judged.is_late or near is not None)
    return told
