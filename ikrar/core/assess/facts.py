"""Which facts came in, and is the record one that can be assessed? A bad record is told by field and reason code."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ikrar.core.elections import Calendar, Phase, Stage, Target
from ikrar.core.rulebook import Rulebook

UNKNOWN = "unknown"
YES_NO = ("yes", "no", UNKNOWN)
CHOICES: Mapping[str, tuple[str, ...]] = {
    "actor_status": ("pns", "pppk", "non_asn", "village", UNKNOWN),
    "target": tuple(Target),
    "target_stage": (*Stage, UNKNOWN),
    "phase": (*Phase, UNKNOWN),
    "channel": ("online", "offline", "both"),
    "relation": ("none", "spouse", "family", "self"),
    "unpaid_leave": YES_NO,
    "participation": ("passive", "active", UNKNOWN),
    "superior_knew": YES_NO,
}
TEXTS = ("actor_rank", "region", "election")
FIELDS = frozenset({"id", "acts", "act_date", "answers", *CHOICES, *TEXTS})
MOST_ACTS, LONGEST, YEARS = 35, 500, range(1945, 2200)
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class BadFacts(ValueError):
    """A record that cannot be taken: `field` names the fact, `reason` is a code, `value` what stood there."""

    def __init__(self, name: str, reason: str, value: object = "") -> None:
        super().__init__(f"{name}: {reason}")
        self.field, self.reason, self.value = name, reason, str(value)[:60]


@dataclass(frozen=True, slots=True)
class Facts:
    """One record. An empty string or None means not told; `first`..`last` are the days the act may have happened."""

    id: str | int | None
    acts: tuple[str, ...]
    actor_status: str = UNKNOWN
    actor_rank: str = ""
    first: date | None = None
    last: date | None = None
    region: str = ""
    election: str = ""
    target: Target = Target.UNKNOWN
    target_stage: str = UNKNOWN
    phase: str = UNKNOWN
    channel: str = ""
    relation: str = ""
    unpaid_leave: str = UNKNOWN
    participation: str = UNKNOWN
    superior_knew: str = UNKNOWN
    answers: Mapping[str, str] = field(default_factory=dict)


def read_facts(record: object, book: Rulebook, calendar: Calendar) -> Facts:
    """Facts from a JSON object as DESIGN 9 lists them, plus `answers` for the open questions. Raises BadFacts."""
    if not isinstance(record, dict):
        raise BadFacts("record", "not_an_object")
    if unknown := sorted(str(name) for name in record.keys() - FIELDS):
        raise BadFacts(unknown[0], "unknown_field")
    told = {name: value for name, value in record.items() if value is not None}
    if not isinstance(told.get("id", ""), str | int):
        raise BadFacts("id", "not_a_text")
    first, last = _days(told.get("act_date"))
    facts = Facts(
        told.get("id"),
        _acts(told.get("acts"), book),
        first=first,
        last=last,
        target=Target(_choice(told, "target") or UNKNOWN),
        channel=_choice(told, "channel"),
        relation=_choice(told, "relation"),
        answers=_answers(told.get("answers", {}), book),
        **{name: _choice(told, name) or UNKNOWN for name in _UNKNOWN_BY_DEFAULT},
        **{name: _text(told, name) for name in TEXTS},
    )
    _refuse_contradictions(facts, calendar)
    return facts


_UNKNOWN_BY_DEFAULT = (
    "actor_status",
    "target_stage",
    "phase",
    "unpaid_leave",
    "participation",
    "superior_knew",
)


def _acts(value: object, book: Rulebook) -> tuple[str, ...]:
    if value is None or value == []:
        raise BadFacts("acts", "missing")
    if not isinstance(value, list) or len(value) > MOST_ACTS:
        raise BadFacts("acts", "not_a_list", value)
    for act in value:
        if not isinstance(act, str) or act not in book.acts:
            raise BadFacts("acts", "unknown_code", act)
    return tuple(dict.fromkeys(value))


def _choice(told: Mapping[str, object], name: str) -> str:
    value = told.get(name, "")
    if value == "":
        return ""
    if not isinstance(value, str) or value not in CHOICES[name]:
        raise BadFacts(name, "unknown_code", value)
    return value


def _text(told: Mapping[str, object], name: str) -> str:
    value = told.get(name, "")
    if not isinstance(value, str):
        raise BadFacts(name, "not_a_text", value)
    if len(value) > LONGEST:
        raise BadFacts(name, "too_long")
    return value


def _days(value: object) -> tuple[date | None, date | None]:
    """A day, month or year as the range of days it can mean."""
    if value is None or value == "":
        return None, None
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if not found or int(found[1]) not in YEARS:
        raise BadFacts("act_date", "not_a_date", value)
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        first = date(year, month if found[2] else 1, day if found[3] else 1)
    except ValueError:
        raise BadFacts("act_date", "no_such_day", value) from None
    if found[3]:
        return first, first
    return first, date(year, month, monthrange(year, month)[1]) if found[2] else date(year, 12, 31)


def _answers(value: object, book: Rulebook) -> dict[str, str]:
    if not isinstance(value, dict):
        raise BadFacts("answers", "not_an_object", value)
    for fact, answer in value.items():
        question = book.questions.get(fact)
        if question is None or fact in FIELDS:
            raise BadFacts("answers", "unknown_code", fact)
        if answer not in {*question.values, UNKNOWN}:
            raise BadFacts(f"answers.{fact}", "unknown_code", answer)
    return {fact: answer for fact, answer in value.items() if answer != UNKNOWN}


def _refuse_contradictions(facts: Facts, calendar: Calendar) -> None:
    """Facts that cannot be true together; what merely disagrees with the calendar is told in the answer instead."""
    if facts.relation == "self" and "family-candidate-support" in facts.acts:
        raise BadFacts("relation", "contradicts_acts", facts.relation)
    if facts.unpaid_leave == "yes" and facts.actor_status in {"non_asn", "village"}:
        raise BadFacts("unpaid_leave", "contradicts_actor_status", facts.actor_status)
    if not facts.election:
        return
    election = calendar.election(facts.election)
    if election is None:
        raise BadFacts("election", "unknown_code", facts.election)
    if facts.target != Target.UNKNOWN and facts.target not in election.targets:
        raise BadFacts("target", "contradicts_election", facts.target)
    if facts.first and facts.first > election.closes_on:
        raise BadFacts("act_date", "after_election", facts.first)
