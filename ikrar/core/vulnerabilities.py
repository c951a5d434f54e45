"""What makes an election in this body or area vulnerable, how heavy is it, and which numbers may be shown?

Likelihood and impact are each rated 1 to 5 by the body itself; the levels are this program's reading, not a norm.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ikrar.core.verdicts import Verdict, when

LOWEST, HIGHEST = 1, 5
FEW = 5  # a count below it is not shown by area: few entries point at somebody


class Category(StrEnum):
    """What may go wrong. Pressure from superiors is none of these: it goes to the sealed channel only."""

    POLARISATION = "polarisation"
    HOAX = "hoax"
    MONEY = "money_politics"
    CONFLICT = "conflict"
    SERVICE = "service"  # public service is disturbed or unequal
    SECURITY = "security"  # safety of people, offices, polling places
    OTHER = "other"


class Stage(StrEnum):
    """How far an entry is."""

    OPEN = "open"
    HANDLED = "handled"  # a measure is running
    CLOSED = "closed"


class Level(StrEnum):
    """How heavy an entry is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Why(StrEnum):
    """Reasons of this noun."""

    NOT_REVIEWED = "vulnerability.not_reviewed"
    CLOSED = "vulnerability.is_closed"


def level(likelihood: int, impact: int) -> Level:
    """The level of a rating. Raises ValueError outside 1 to 5."""
    if not (LOWEST <= likelihood <= HIGHEST and LOWEST <= impact <= HIGHEST):
        raise ValueError("a rating lies between 1 and 5")
    weight = likelihood * impact
    return (
        Level.LOW
        if weight < 5
        else Level.MEDIUM
        if weight < 10
        else Level.HIGH
        if weight < 15
        else Level.VERY_HIGH
    )


def can_change(stage: str) -> Verdict:
    """An entry that was closed stays as it is; a new one is opened instead."""
    return when(stage != Stage.CLOSED, Why.CLOSED)


def heat(ratings: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """How many entries stand in each of the 25 cells (likelihood, impact)."""
    cells = {
        (likely, heavy): 0 for likely in range(LOWEST, HIGHEST + 1) for heavy in range(LOWEST, HIGHEST + 1)
    }
    for rating in ratings:
        cells[rating] += 1
    return cells


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of counts as it may be shown; None stands for a number that is withheld."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int | None]
    row_totals: Mapping[str, int | None]
    column_totals: Mapping[str, int | None]
    total: int | None

    @property
    def hides(self) -> bool:
        """Whether any number is withheld."""
        return None in self.cells.values()


def withhold(counts: Mapping[tuple[str, str], int], rows: Iterable[str], columns: Iterable[str]) -> Shown:
    """The table with every count of one to four withheld, and with every sum from which it could be computed.

    A row or column with a withheld cell shows no total; the grand total goes too where it would give a cell away.
    """
    across, down = tuple(rows), tuple(columns)
    full = {(row, column): counts.get((row, column), 0) for row in across for column in down}
    hidden = {place for place, count in full.items() if 0 < count < FEW}
    cells = {place: None if place in hidden else count for place, count in full.items()}

    def total(places: list[tuple[str, str]]) -> int | None:
        return None if hidden & set(places) else sum(full[place] for place in places)

    withheld = [full[place] for place in hidden]
    gives_away = len(withheld) == 1 or sum(withheld) in {len(withheld), (FEW - 1) * len(withheld)}
    return Shown(
        across,
        down,
        cells,
        {row: total([(row, column) for column in down]) for row in across},
        {column: total([(row, column) for row in across]) for column in down},
        None if withheld and gives_away else sum(full.values()),
    )
