"""What does an instruction ask, and how far is somebody with it? Judged from what happened, never from a tick.

Duties after the joint decree as bodies read it (regulations.md 1.2, secondary): pledge and pact, outreach,
supervision, report upward.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.core.verdicts import Verdict, when

MOST_ITEMS = 20
MOST_DAYS_EARLIER = 60


class Stage(StrEnum):
    """How far an instruction is. What was issued is changed with a note; it is never a draft again."""

    DRAFT = "draft"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Reach(StrEnum):
    """Down which part of the tree it goes."""

    SUBTREE = "subtree"  # every body below
    CHILDREN = "children"  # the bodies directly below
    CHOSEN = "chosen"
    UNITS = "units"  # chosen units of the own body


class ItemKind(StrEnum):
    """What is asked."""

    TASKFORCE = "taskforce"
    APEL = "apel"
    SIGNED = "signed"  # a share of those asked
    OUTREACH = "outreach"
    TEST = "test"  # a share passed
    CONTACT = "contact"
    REPORT = "report"
    OTHER = "other"


WITH_SHARE = frozenset({ItemKind.SIGNED, ItemKind.TEST})  # cannot be without one; outreach may have one
BY_DOCUMENT = frozenset({ItemKind.REPORT, ItemKind.OTHER})  # what cannot be computed
# A unit has no decree, apel or contact of its own: these belong to its body.
FOR_UNITS = frozenset({ItemKind.SIGNED, ItemKind.OUTREACH, ItemKind.TEST, ItemKind.REPORT, ItemKind.OTHER})


class Every(StrEnum):
    """How often a report is asked."""

    ONCE = "once"
    MONTHLY = "monthly"


class State(StrEnum):
    """How far somebody is with one item. Nothing to report is an answer; no answer is none."""

    NOT_YET = "not_yet"
    RUNNING = "running"
    FULFILLED = "fulfilled"
    LATE = "late"  # fulfilled after its day
    NOTHING = "nothing"  # answered: nothing to report
    NO_ANSWER = "no_answer"  # its day has passed and nothing was begun


DONE = frozenset({State.FULFILLED, State.LATE, State.NOTHING})


class Why(StrEnum):
    """Why something may not be done with an instruction now."""

    NOT_DRAFT = "instruction.not_draft"
    NOT_ISSUED = "instruction.not_issued"
    HAS_ENDED = "instruction.has_ended"
    NOT_FOR_YOU = "instruction.not_for_you"
    OF_THE_BODY = "instruction.only_its_own_people"


def can_issue(stage: str) -> Verdict:
    """Whether it may be issued."""
    return when(stage == Stage.DRAFT, Why.NOT_DRAFT)


def can_change(stage: str) -> Verdict:
    """Whether it may be changed: as a draft freely, afterwards with a note, never after its end."""
    return when(stage in {Stage.DRAFT, Stage.ISSUED}, Why.HAS_ENDED)


def is_in_force(stage: str) -> Verdict:
    """Whether it binds anybody now."""
    return when(stage == Stage.ISSUED, Why.NOT_ISSUED)


@dataclass(frozen=True, slots=True)
class Basis:
    """One line of the legal basis, and where it can be read."""

    words: str
    source: str


def read_basis(text: str) -> tuple[Basis, ...]:
    """The lines of a basis, each as `words | source`; a line without its source has an empty one."""
    found = []
    for line in text.splitlines():
        words, _, source = (part.strip() for part in line.partition("|"))
        if words or source:
            found.append(Basis(words, source))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What happened: the day on which it was reached (None while it was not), and how far it is in numbers.

    `about` is the ledger subject that proves it, or that is under way.
    """

    on: date | None = None
    number: int = 0
    of: int = 0
    about: str = ""

    @property
    def is_begun(self) -> bool:
        """Whether something is under way."""
        return bool(self.number or self.about)


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered where nothing can be computed: on which day, and whether there is nothing to report."""

    on: date
    is_nothing: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """The state of one item: since which day, for which due day, and whether that day was missed."""

    state: State
    due: date
    on: date | None = None
    is_late: bool = False
    number: int = 0
    of: int = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing more is asked."""
        return self.state in DONE


def judge(due: date, evidence: Evidence, said: Said | None, today: date) -> Judged:
    """The state of what is asked once. An answer counts before what was computed."""
    if said is not None:
        late = said.on > due
        done = State.NOTHING if said.is_nothing else State.LATE if late else State.FULFILLED
        return Judged(done, due, said.on, late)
    if evidence.on is not None:
        late = evidence.on > due
        state = State.LATE if late else State.FULFILLED
        return Judged(state, due, evidence.on, late, evidence.number, evidence.of)
    is_late = today > due
    open_state = State.RUNNING if evidence.is_begun else State.NO_ANSWER if is_late else State.NOT_YET
    return Judged(open_state, due, None, is_late, evidence.number, evidence.of)


def judge_monthly(dues: Sequence[date], said: Mapping[date, Said], today: date) -> Judged:
    """The state of what is asked each month, over the periods that have begun (the last may still run).

    The oldest missed period speaks for all; when none was missed, the last one does.
    """
    answered = sum(due in said for due in dues)
    missed = [due for due in dues if due < today and due not in said]
    if missed:
        return Judged(State.NO_ANSWER, missed[0], None, True, answered, len(dues))
    last = dues[-1]
    if last in said:
        done = judge(last, Evidence(), said[last], today)
        return Judged(done.state, last, done.on, done.is_late, answered, len(dues))
    state = State.RUNNING if answered else State.NOT_YET
    return Judged(state, last, None, False, answered, len(dues))


def has_reached(number: int, of: int, share: int) -> bool:
    """Whether at least `share` per cent of `of` are there; of nobody, nothing is reached."""
    return of > 0 and number * 100 >= share * of


def reached_on(per_day: Iterable[tuple[date, int]], of: int, share: int) -> date | None:
    """The day on which the share was reached first; who came later does not move it. None when it was not."""
    together = 0
    for day, number in sorted(per_day):
        together += number
        if has_reached(together, of, share):
            return day
    return None
