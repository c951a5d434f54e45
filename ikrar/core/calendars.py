"""How does one stage of an election stand on a day, and may a row of a calendar be taken as it was typed?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.core.elections import Calendar, Target, Window
from ikrar.core.verdicts import Problem

YEARS = range(2000, 2101)
LONGEST = {"name": 160, "basis": 300, "source": 300, "reason": 300}


class Certainty(StrEnum):
    """Are the days fixed, does the day lie somewhere within them, or has nobody decided?"""

    DATED = "dated"
    WINDOW = "window"
    NOT_DECIDED = "not_decided"


class Confidence(StrEnum):
    """How well a row is known, as an officer may state it."""

    TEXT = "text"
    SECONDARY = "secondary"
    MEMORY = "memory"
    UNSETTLED = "unsettled"


class When(StrEnum):
    """Where a stage lies, seen from a day."""

    NOW = "now"
    COMING = "coming"
    PAST = "past"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Line:
    """One stage of one election. An open end is None; `version` 0 is the row that ships with the program."""

    election: str
    stage: str
    name: str
    first: date | None
    last: date | None
    certainty: Certainty
    basis: str
    source: str
    confidence: str
    version: int = 0

    @property
    def said(self) -> tuple[object, ...]:
        """What it states; two lines that state the same need no correction."""
        return (self.name, self.first, self.last, self.certainty, self.basis, self.source, self.confidence)


WINDOW_OF: dict[str, tuple[str, frozenset[Target]]] = {  # stage -> the window that assessments read, for whom
    "CAND_SET": ("determination", frozenset()),
    "CAND_SET_LEG": ("determination", frozenset({Target.LEGISLATIVE, Target.PARTY})),
    "CAND_SET_PRES": ("determination", frozenset({Target.PRESIDENTIAL})),
    "CAMPAIGN": ("campaign", frozenset()),
    "QUIET": ("quiet", frozenset()),
    "VOTE": ("polling", frozenset()),
    "MUTATION_BAN": ("replacement_ban", frozenset()),
}


def corrected(calendar: Calendar, lines: Iterable[Line]) -> Calendar:
    """The calendar with the windows of these corrected stages in place of its own.

    A stage without both days, or of an election the calendar does not know, changes nothing. A stage for every
    contestant takes the place of the windows of single ones, and the other way round only of the same ones.
    """
    windows = list(calendar.windows)
    for line in lines:
        kind, targets = WINDOW_OF.get(line.stage, ("", frozenset[Target]()))
        if not kind or line.first is None or line.last is None or calendar.election(line.election) is None:
            continue
        windows = [
            w for w in windows
            if (w.election, w.kind) != (line.election, kind) or (targets and w.targets != targets)
        ]  # fmt: skip
        within = line.certainty != Certainty.DATED
        windows.append(
            Window(
                line.election,
                targets,
                kind,
                line.first,
                line.last,
                within,
                line.basis,
                line.source,
                line.confidence,
            )
        )
    return Calendar(calendar.elections, tuple(windows))


def when(line: Line, today: date, closes_on: date = date.max) -> When:
    """Where the stage lies on `today`. A window that has begun is still undecided until it is over.

    A stage without a last day ends with its election, on `closes_on`.
    """
    first, last = line.first, line.last
    if (first is None and last is None) or line.certainty == Certainty.NOT_DECIDED:
        return When.UNDECIDED
    if (last is not None and last < today) or closes_on < today:
        return When.PAST
    if first is not None and first > today:
        return When.COMING
    return When.NOW if line.certainty == Certainty.DATED else When.UNDECIDED


def coming(lines: Iterable[Line], today: date) -> list[Line]:
    """What lies ahead or is not decided, the nearest first, what has no day last."""
    ahead = [one for one in lines if when(one, today) in {When.COMING, When.UNDECIDED}]
    return sorted(ahead, key=lambda one: (one.first or one.last or date.max, one.stage))


def check(line: Line) -> None:
    """Raises Problem naming the field that cannot be right."""
    for name in ("name", "basis", "source"):
        if not getattr(line, name).strip() or len(getattr(line, name)) > LONGEST[name]:
            raise Problem("calendar.text_needed", name, most=LONGEST[name])
    if line.certainty == Certainty.NOT_DECIDED:
        if line.first or line.last:
            raise Problem("calendar.not_decided_has_days", "first")
        return
    if line.first is None or line.last is None:
        raise Problem("calendar.day_needed", "first" if line.first is None else "last")
    if line.last < line.first:
        raise Problem("calendar.ends_before_start", "last")
    if line.first.year not in YEARS or line.last.year not in YEARS:
        raise Problem("calendar.impossible_year", "first")
