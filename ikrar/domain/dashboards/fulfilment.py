"""How far are bodies and units with an instruction, who is late and why, and what is due for a person's own body?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ikrar.core.instructions import (
    BY_DOCUMENT,
    Every,
    Evidence,
    ItemKind,
    Judged,
    Said,
    State,
    judge,
    judge_monthly,
)
from ikrar.core.instructions_dues import monthly_dues
from ikrar.domain.dashboards.happened import Ask, evidence_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import Instruction, InstructionItem, InstructionTarget, ItemAnswer
from ikrar.domain.programme.queries import instructions as queries
from ikrar.domain.roster.officers import officers_of
from ikrar.domain.roster.queries import Staff


@dataclass(frozen=True, slots=True)
class Cell:
    """One item of one target: its state, what proves it, and the answer where a document is asked."""

    item: InstructionItem
    judged: Judged
    about: str = ""
    answer: ItemAnswer | None = None

    @property
    def state(self) -> State:
        """How far it is."""
        return self.judged.state


@dataclass(frozen=True, slots=True)
class Row:
    """One body or unit with its items."""

    target: InstructionTarget
    cells: tuple[Cell, ...]

    @property
    def done(self) -> int:
        """How many items are done."""
        return sum(cell.judged.is_done for cell in self.cells)

    @property
    def late(self) -> list[Cell]:
        """The items whose day has passed and that are not done."""
        return [cell for cell in self.cells if cell.judged.is_late and not cell.judged.is_done]


def fulfilment_of(
    instruction: Instruction, *, at: datetime, targets: Sequence[InstructionTarget] | None = None
) -> list[Row]:
    """Every target (or these of them) with the state of every item, in tree order."""
    here = targets if targets is not None else queries.targets_of(instruction)
    return rows_of(here, queries.items_of(instruction), at=at)


def rows_of(
    targets: Sequence[InstructionTarget], items: Iterable[InstructionItem], *, at: datetime
) -> list[Row]:
    """The state of the items of each target's own instruction; a fixed number of statements for any number."""
    by_instruction = defaultdict(list)
    for item in items:
        by_instruction[item.instruction_id].append(item)
    asks = [Ask(item, target) for target in targets for item in by_instruction[target.instruction_id]]
    answers = _answers({ask.item.pk: ask.item for ask in asks}.values())
    cells: dict[int, list[Cell]] = defaultdict(list)
    for ask, evidence in zip(asks, evidence_of(asks, on=at.date()), strict=True):
        cells[ask.target.pk].append(_cell(ask, evidence, answers.get((ask.item.pk, ask.target.pk), {}), at))
    return [Row(target, tuple(cells[target.pk])) for target in targets]


Answers = dict[date | None, ItemAnswer]  # by period; None for what is asked once


def _answers(items: Iterable[InstructionItem]) -> dict[tuple[int, int], Answers]:
    """The newest answer to each item and period by each target; one statement."""
    wanted = [item for item in items if ItemKind(item.kind) in BY_DOCUMENT]
    found: dict[tuple[int, int], Answers] = defaultdict(dict)
    for row in queries.answers_to(wanted) if wanted else ():
        found[row.item_id, row.target_id][row.period_on] = row
    return found


def _cell(ask: Ask, evidence: Evidence, answers: Answers, at: datetime) -> Cell:
    item, today = ask.item, ask.day(at)
    due = item.due_on
    if due is None:  # a draft whose days count from its issue
        return Cell(item, Judged(State.NOT_YET, date.max))
    said = {period: Said(ask.day(a.answered_at), a.is_nothing) for period, a in answers.items()}
    if item.every == Every.MONTHLY:
        dues = monthly_dues(due, item.until_on, today)
        of_periods = {period: one for period, one in said.items() if period is not None}
        judged = judge_monthly(dues, of_periods, today)
        return Cell(item, judged, answer=answers.get(judged.due))
    judged = judge(due, evidence, said.get(None), today)
    return Cell(item, judged, evidence.about, answers.get(None))


class Because(StrEnum):
    """Why somebody is late, as far as the program can know; never a judgement of anybody."""

    NO_OFFICER = "instruction.late.no_officer"
    NOT_RECEIVED = "instruction.late.not_received"
    NOT_BEGUN = "instruction.late.not_begun"
    UNDER_WAY = "instruction.late.under_way"


@dataclass(frozen=True, slots=True)
class Late:
    """Somebody who is late, with the reason and what is missing."""

    target: InstructionTarget
    because: Because
    cells: tuple[Cell, ...]


def late_in(rows: Iterable[Row], *, on: date) -> list[Late]:
    """Who is late, in the order of the alphabet: this is no ranking."""
    late = [row for row in rows if row.late]
    officers = officers_of(Permission.INSTRUCTION_ANSWER, [row.target.agency for row in late], on=on)
    found = [Late(row.target, _because(row, officers), tuple(row.late)) for row in late]
    return sorted(found, key=lambda one: (one.target.shown.casefold(), one.target.pk))


def _because(row: Row, officers: dict[int, list]) -> Because:  # type: ignore[type-arg]
    if not officers.get(row.target.agency_id):
        return Because.NO_OFFICER
    if row.target.received_at is None:
        return Because.NOT_RECEIVED
    is_begun = any(cell.state is State.RUNNING for cell in row.late)
    return Because.UNDER_WAY if is_begun else Because.NOT_BEGUN


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that a body or unit of this person still owes, or that somebody below owes it.

    `title` is a code with words; `url` and `args` say where to go; `number` counts those who are late below.
    """

    title: str
    url: str
    args: tuple[str | int, ...]
    name: str
    due: date
    state: State
    is_late: bool
    number: int = 0


def tasks_for(staff: Staff, *, at: datetime, most: int = 12) -> list[Due]:
    """What is due for the person's own bodies and units, and who is late below them; the earliest first."""
    mine = [
        t
        for t in queries.own_targets_in_force(staff)
        if staff.permits_at(Permission.INSTRUCTION_ANSWER, t.agency, t.unit)
    ]
    own = [_due(row, cell) for row in _rows_for(mine, at) for cell in row.cells if not cell.judged.is_done]
    found = own + _late_below(staff, at)
    return sorted(found, key=lambda one: (one.due, one.name, one.args))[:most]


def _rows_for(targets: Sequence[InstructionTarget], at: datetime) -> list[Row]:
    items = queries.items_of_all({t.instruction for t in targets})
    return rows_of(targets, items, at=at)


def _due(row: Row, cell: Cell) -> Due:
    judged, ref = cell.judged, row.target.instruction.ref
    return Due(
        f"instruction.item.{cell.item.kind}", "instructions:work", (ref, row.target.pk), row.target.instruction.name,
        judged.due, judged.state, judged.is_late,
    )  # fmt: skip


def _late_below(staff: Staff, at: datetime) -> list[Due]:
    """One line for each instruction that the person's own body issued and with which somebody is late."""
    issued = [
        one
        for one in queries.issued_at_home(staff)
        if staff.permits_at(Permission.INSTRUCTION_MANAGE, one.agency)
    ]
    targets = queries.targets_of_all(issued)
    found = []
    late: dict[int, list[Row]] = defaultdict(list)
    for row in _rows_for(targets, at):
        if row.late:
            late[row.target.instruction_id].append(row)
    for one in issued:
        if rows := late[one.pk]:
            day = min(cell.judged.due for row in rows for cell in row.late)
            found.append(
                Due(
                    "instruction.late_below",
                    "instructions:late",
                    (one.ref,),
                    one.name,
                    day,
                    State.RUNNING,
                    True,
                    len(rows),
                )
            )
    return found
