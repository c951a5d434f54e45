"""What is a rule: norm, class, level and the facts it asks for; a rulebook is such rows with their validity days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar


class Class(StrEnum):
    """The track a finding belongs to, lightest first."""

    OTHER = "other"
    ETHICS = "ethics"
    DISCIPLINE = "discipline"
    CRIMINAL = "criminal"


class Level(StrEnum):
    """How heavy, lightest first; `unsettled` means that no source read fixes it."""

    UNSETTLED = "unsettled"
    MORAL = "moral"
    LIGHT = "light"
    MEDIUM = "medium"
    SEVERE = "severe"
    DISMISSAL = "dismissal"
    CRIMINAL = "criminal"


class Confidence(StrEnum):
    """How sure: the wording was read, told by others, remembered only, or open."""

    TEXT = "text"
    SECONDARY = "secondary"
    MEMORY = "memory"
    UNSETTLED = "unsettled"


LEVELS_OF: Mapping[Class, frozenset[Level]] = {
    Class.OTHER: frozenset({Level.UNSETTLED}),
    Class.ETHICS: frozenset({Level.MORAL, Level.UNSETTLED}),
    Class.DISCIPLINE: frozenset({Level.LIGHT, Level.MEDIUM, Level.SEVERE, Level.DISMISSAL, Level.UNSETTLED}),
    Class.CRIMINAL: frozenset({Level.CRIMINAL}),
}
# Facts that a record has a field for; every other fact is an open question.
RECORD_FACTS = frozenset({
    "actor_status", "actor_rank", "act_date", "target", "target_stage", "phase", "family", "channel", "relation",
    "unpaid_leave", "participation", "superior_knew",
})  # fmt: skip
WEIGHT: Mapping[str, int] = {code: n for n, code in enumerate([*Class, *Level])}


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day of validity, both inclusive; None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, start: date | None, end: date | None) -> bool | None:
        """Whether a rule was in force in `start`..`end`; None when only on some of these days.

        Without a day the question is about the rule in force now: one without an end.
        """
        if start is None or end is None:
            return self.last is None
        if (self.first and end < self.first) or (self.last and start > self.last):
            return False
        if (self.first and start < self.first) or (self.last and end > self.last):
            return None
        return True

    def meets(self, other: "Days") -> bool:
        """Whether both are in force on some day."""
        return (self.last is None or other.first is None or other.first <= self.last) and (
            other.last is None or self.first is None or self.first <= other.last
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact must (or, with `but_not`, must not) have one of these values."""

    fact: str
    values: frozenset[str]
    but_not: bool = False

    def meets(self, other: "Condition") -> bool:
        """Whether one set of facts can satisfy both."""
        if self.but_not and other.but_not:
            return True
        if self.but_not or other.but_not:
            kept, banned = (other, self) if self.but_not else (self, other)
            return not kept.values <= banned.values
        return bool(self.values & other.values)


@dataclass(frozen=True, slots=True)
class Norm:
    """An article as cited."""

    code: str
    cite: str
    days: Days
    sources: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Rule:
    """When these acts meet these conditions, this norm speaks with this class and level."""

    code: str
    norm_codes: tuple[str, ...]
    norm: str
    class_: Class
    level: Level
    range: str
    range_en: str
    acts: frozenset[str]
    conditions: tuple[Condition, ...]
    days: Days
    sources: tuple[str, ...]
    source: str  # the same, told with addresses
    confidence: Confidence
    title: str
    title_en: str
    note: str


@dataclass(frozen=True, slots=True)
class Permit:
    """What a source allows; `lifts` names the rules it takes away, `beside` guidance that still speaks otherwise."""

    code: str
    title: str
    title_en: str
    acts: frozenset[str]
    conditions: tuple[Condition, ...]
    lifts: frozenset[str]
    beside: tuple[str, ...]
    norm: str
    days: Days
    sources: tuple[str, ...]
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Silence:
    """A stated "not regulated": which acts, when, and why no rule read here speaks."""

    code: str
    acts: frozenset[str]
    conditions: tuple[Condition, ...]
    days: Days
    reason: str
    reason_en: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """A stage-free act code. `channel`: what the act itself tells, empty when it does not."""

    code: str
    name: str
    name_en: str
    channel: str
    aggravates: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A fact as a question in plain words, with the answers it knows (none: free)."""

    fact: str
    text: str
    text_en: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Track:
    """Who decides about this kind of actor and where to forward."""

    actor: str
    decides: tuple[str, ...]
    forward: tuple[str, ...]
    days: Days
    path: str
    sources: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Rulebook:
    """One version of all tables; `version` is the digest of their bytes."""

    version: str
    acts: Mapping[str, Act]
    norms: Mapping[str, Norm]
    rules: tuple[Rule, ...]
    permits: tuple[Permit, ...]
    silences: tuple[Silence, ...]
    questions: Mapping[str, Question]
    ranks: tuple[tuple[str, str], ...]  # word in an actor's rank -> kind, longest word first
    tracks: tuple[Track, ...]
    rules_of: Mapping[str, tuple[Rule, ...]] = field(init=False)
    permits_of: Mapping[str, tuple[Permit, ...]] = field(init=False)
    silences_of: Mapping[str, tuple[Silence, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules_of", _by_act(self.acts, self.rules))
        object.__setattr__(self, "permits_of", _by_act(self.acts, self.permits))
        object.__setattr__(self, "silences_of", _by_act(self.acts, self.silences))

    def rule(self, code: str) -> Rule | None:
        """The rule of this code, if there is one."""
        return next((r for r in self.rules if r.code == code), None)


Row = TypeVar("Row", Rule, Permit, Silence)


def _by_act(acts: Iterable[str], rows: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    return {act: tuple(row for row in rows if act in row.acts) for act in acts}
