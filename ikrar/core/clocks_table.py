"""What does one row of the clock table say? Texts in it are the table's own, written by people, not by code."""

from dataclasses import dataclass
from enum import StrEnum

from ikrar.core.verdicts import Problem


class Unit(StrEnum):
    """What a length is counted in."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"


class ExtensionFrom(StrEnum):
    """Whether an extension is added to the due day, or the sources leave its start open."""

    DUE = "due"
    UNSETTLED = "unsettled"


class Confidence(StrEnum):
    """How well the row is known."""

    TEXT = "text"
    SECONDARY = "secondary"
    MEMORY = "memory"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class Length:
    """A number of days, working days or hours; 0 means at once."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 0:
            raise Problem("clock.negative_length", "length", length=self.count)


@dataclass(frozen=True, slots=True)
class Extension:
    """A length added under a condition (code `when`)."""

    length: Length
    runs_from: ExtensionFrom
    when: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One row of the clock table. `length` None: no source states it, so the body must set it.

    `other_unit` is the second reading where sources disagree. Texts (`title`, `explain`, ...) are the table's own.
    """

    code: str
    title: str
    starts: str
    starts_told: str
    length: Length | None
    other_unit: Unit | None
    extension: Extension | None
    may_pause: bool
    stops_when: str
    lapse: str
    lapse_told: str
    owner: str
    owner_told: str
    article: str
    source: str
    address: str
    confidence: Confidence
    note: str
    explain: str
    explain_extended: str
    explain_unset: str
