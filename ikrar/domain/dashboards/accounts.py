"""What does a body report upward about an instruction? One account, from which screen, letter, sheet, form and message are made."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ikrar.core.instructions import ItemKind, Stage, State
from ikrar.domain.dashboards.fulfilment import Row, rows_of
from ikrar.domain.programme.models import Instruction, InstructionItem
from ikrar.domain.programme.queries import instructions as queries
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import day_at

OPEN = (State.NOT_YET, State.RUNNING)
WITH_NUMBERS = frozenset({ItemKind.SIGNED, ItemKind.TEST, ItemKind.OUTREACH})


@dataclass(frozen=True, slots=True)
class Line:
    """One item over several bodies or units: how many stand where, and the sum of its numbers."""

    item: InstructionItem
    states: Counter[State]
    number: int
    of: int

    @property
    def all(self) -> int:
        """How many are asked."""
        return self.states.total()

    @property
    def done(self) -> int:
        """How many are done: in time, late, or with nothing to report."""
        return self.states[State.FULFILLED] + self.states[State.LATE] + self.states[State.NOTHING]

    @property
    def open(self) -> int:
        """How many are under way or not yet due."""
        return self.states[State.NOT_YET] + self.states[State.RUNNING]


@dataclass(frozen=True, slots=True)
class Part:
    """One instruction with some of those it reaches: the own work, or what was passed on."""

    instruction: Instruction
    is_own: bool
    items: tuple[InstructionItem, ...]
    rows: tuple[Row, ...]

    @property
    def lines(self) -> list[Line]:
        """Each item over all rows."""
        return [_line(item, n, self.rows) for n, item in enumerate(self.items)]

    @property
    def complete(self) -> int:
        """How many have done everything."""
        return sum(row.done == len(row.cells) for row in self.rows)


def _line(item: InstructionItem, place: int, rows: Sequence[Row]) -> Line:
    judged = [row.cells[place].judged for row in rows]
    states = Counter(one.state for one in judged)
    return Line(item, states, sum(one.number for one in judged), sum(one.of for one in judged))


@dataclass(frozen=True, slots=True)
class Account:
    """What a body reports about an instruction at one moment."""

    instruction: Instruction
    agency: Agency
    at: datetime
    parts: tuple[Part, ...]

    @property
    def day(self) -> date:
        """The day on the clock of the body."""
        return day_at(self.agency, self.at)

    @property
    def rows(self) -> int:
        """How many bodies and units it speaks of."""
        return sum(len(part.rows) for part in self.parts)


def account_of(instruction: Instruction, agency: Agency, *, at: datetime) -> Account:
    """The account of a body: of all it instructed when it is the issuer, else of its own work and what it passed on."""
    if instruction.agency_id == agency.pk:
        wanted = [(instruction, False, queries.targets_of(instruction))]
    else:
        below = [one for one in queries.passed_on_by(agency, instruction) if one.stage != Stage.DRAFT]
        wanted = [(instruction, True, queries.targets_at(instruction, agency))]
        wanted += [(one, False, queries.targets_of(one)) for one in below]
    items = list(queries.items_of_all([one for one, _, _ in wanted]))
    rows = rows_of([t for _, _, targets in wanted for t in targets], items, at=at)
    return Account(instruction, agency, at, tuple(_parts(wanted, items, rows)))


def _parts(
    wanted: Iterable[tuple[Instruction, bool, Sequence[object]]],
    items: Sequence[InstructionItem],
    rows: Sequence[Row],
) -> Iterable[Part]:
    for instruction, is_own, _ in wanted:
        mine = tuple(item for item in items if item.instruction_id == instruction.pk)
        here = tuple(row for row in rows if row.target.instruction_id == instruction.pk)
        yield Part(instruction, is_own, mine, here)


class Scope(StrEnum):
    """Of whom a value of a form speaks."""

    OWN = "own"
    BELOW = "below"


class What(StrEnum):
    """What a value of a form says about the items of one kind."""

    STATE = "state"  # of the body itself
    DAY = "day"
    NUMBER = "number"
    OF = "of"
    SHARE = "share"
    ALL = "all"  # how many are asked
    DONE = "done"
    LATE = "late"  # done after its day
    NOTHING = "nothing"
    NO_ANSWER = "no_answer"
    OPEN = "open"


class Plain(StrEnum):
    """What a value of a form says about the account as a whole."""

    BODY = "body"
    ABOVE = "above"
    NAME = "name"
    LETTER = "letter"
    LETTER_DAY = "letter_day"
    DAY = "day"
    MONTH = "month"
    TARGETS = "targets"
    COMPLETE = "complete"
    RESPONSIBLE = "responsible"


_OWN, _NUMBERS = (What.STATE, What.DAY), (What.NUMBER, What.OF, What.SHARE)
_BELOW = (What.ALL, What.DONE, What.LATE, What.NOTHING, What.NO_ANSWER, What.OPEN)


def value_codes() -> list[str]:
    """Every value that a place of a form can be given, in the order in which they are offered."""
    codes: list[str] = list(Plain)
    for scope, whats in ((Scope.OWN, _OWN), (Scope.BELOW, _BELOW)):
        for kind in ItemKind:
            codes += [f"{scope}.{kind}.{what}" for what in whats]
            codes += [f"{scope}.{kind}.{what}" for what in _NUMBERS if kind in WITH_NUMBERS]
    return codes


def items_in(account: Account, scope: Scope, kind: ItemKind) -> list[Line]:
    """The lines of one kind in one scope: an instruction may ask the same kind twice, and form values then add up."""
    parts = (part for part in account.parts if part.is_own is (scope is Scope.OWN))
    return [line for part in parts for line in part.lines if line.item.kind == kind]


def cells_of_own(account: Account, kind: ItemKind) -> list[tuple[State, date | None]]:
    """State and day of the own items of a kind."""
    own = (row for part in account.parts if part.is_own for row in part.rows)
    return [(c.state, c.judged.on) for row in own for c in row.cells if c.item.kind == kind]
