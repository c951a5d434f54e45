"""What makes an election in this body or area vulnerable, how heavy is it, and which numbers may be shown?

Likelihood and impact are each rated 1 to 5 by the body itself; the levels are this program's reading, not a norm.
"""

from collections.abc import Iterable
from enum import StrEnum

from ikrar.core.verdicts import Verdict, when

LOWEST, HIGHEST = 1, 5


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
