"""How does an assessment look on a page and on paper? Codes and table rows as lines to read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.utils.formats import date_format
from django.utils.translation import get_language

from ikrar.core.assess import Assessment, Finding
from ikrar.core.assess.facts import CHOICES
from ikrar.core.assess.may import may
from ikrar.core.rulebook import Class, Permit
from ikrar.domain.elections.tables import read_names
from ikrar.domain.rules.tables import Source, read_rulebook, read_sources
from ikrar.domain.rules.topics import Right, Topic, read_rights
from ikrar.words import say

MOST_ROWS, MOST_SOURCES = 6, 3
_ORIGIN = re.compile(r"calendar (\w+) (\w+)(?: (\d[\d.-]+))?(?: not known)?(?: \(([\w-]+)\))?")


@dataclass(frozen=True, slots=True)
class Row:
    """One rule or permit: what it says, class and level, norm, range, source and how sure."""

    title: str
    weight: str
    norm: str
    range: str
    note: str
    sources: tuple[Source, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything an answer shows."""

    may: str
    words: str
    lead: str
    against: list[Row]
    possible: list[Row]
    crime: list[Row]
    allowing: list[Row]
    silent: list[str]
    instead: str
    rights: list[tuple[str, str]]  # what remains, and where it was read
    stage: str
    stage_from: str
    phase: str
    version: str


def shown(answer: Assessment, topic: Topic, status: str) -> Shown:
    """The answer for one situation."""
    verdict = may(answer)
    both = (*answer.findings, *answer.possible)
    return Shown(
        verdict,
        say(f"rules.may.{verdict}"),
        say(f"rules.lead.{verdict}"),
        rows(f for f in answer.findings if f.rule.class_ != Class.CRIMINAL),
        rows(f for f in answer.possible if f.rule.class_ != Class.CRIMINAL),
        rows(f for f in both if f.rule.class_ == Class.CRIMINAL),
        [_permit(p) for p in answer.permitted],
        [_in_language(s.reason, s.reason_en) for s in answer.silences],
        say("rules.instead.act" if topic.is_act else f"rules.instead.{topic.slug}"),
        [_right(right) for right in read_rights() if status in right.actors],
        say(f"rules.value.{answer.stage.value}"),
        origin_in_words(answer.stage.origin),
        say(f"rules.value.{answer.phase.value}"),
        answer.version,
    )


def rows(findings: Iterable[Finding]) -> list[Row]:
    """The first rows of these findings."""
    return [_row(f) for f in islice(findings, MOST_ROWS)]


def title_of(topic: Topic) -> str:
    """What the situation is called."""
    if not topic.is_act:
        return say(f"rules.topic.{topic.slug}")
    act = read_rulebook().acts[topic.slug]
    return _in_language(act.name, act.name_en)


def value_words(fact: str, value: str) -> str:
    """One value of a fact in words."""
    own = {"actor_status": "rules.status", "target": "rules.target"}
    return say(f"{own.get(fact, 'rules.value')}.{value}")


def facts_in_words(facts: Mapping[str, object]) -> list[tuple[str, str]]:
    """The facts of a stored record, label and value; what was typed stays as typed."""
    return [
        (say(f"rules.fact.{name}"), _fact(name, value)) for name, value in sorted(facts.items()) if value != {}
    ]


def act_names(codes: Iterable[object]) -> str:
    """Act codes in words."""
    return "; ".join(title_of(Topic(str(code), (str(code),), {}, is_act=True)) for code in codes)


def _fact(name: str, value: object) -> str:
    if name == "acts" and isinstance(value, list):
        return act_names(value)
    return value_words(name, str(value)) if name in CHOICES else str(value)


def competent(answer: Assessment) -> tuple[str, str]:
    """Who decides about this kind of actor, and to whom the file is forwarded."""
    if answer.track is None:
        return "", ""
    decides = "; ".join(say(f"rules.decides.{code}") for code in answer.track.decides)
    return decides, ", ".join(say(f"rules.forward.{code}") for code in answer.track.forward)


def origin_in_words(origin: str) -> str:
    """Where a stage or phase comes from, each part in words."""
    return "; ".join(dict.fromkeys(_origin(part) for part in origin.split("; ")))


def _origin(part: str) -> str:
    if part in {"given", "no date"}:
        return say("rules.origin.given" if part == "given" else "rules.origin.none")
    found = _ORIGIN.search(part)
    if found is None:
        return say("rules.origin.no_election")
    election, what, days, sure = found.groups()
    names = read_names().get(election, (election, election))
    span = "–".join(date_format(date.fromisoformat(day), "j F Y") for day in (days or "").split("..") if day)
    told = say(f"rules.origin.{what}", election=_in_language(*names), days=span)
    return f"{told} ({say(f'rules.confidence.{sure}')})" if sure else told


def _right(right: Right) -> tuple[str, str]:
    return _in_language(right.text, right.text_en), "; ".join(source.what for source in right.sources)


def _row(finding: Finding) -> Row:
    rule = finding.rule
    weight = f"{say(f'rules.class.{rule.class_}')}, {say(f'rules.level.{rule.level}')}"
    return Row(
        _in_language(rule.title, rule.title_en),
        weight,
        rule.norm,
        _in_language(rule.range, rule.range_en),
        rule.note,
        _sources(rule.sources),
        say(f"text.confidence.{rule.confidence}"),
    )


def _permit(permit: Permit) -> Row:
    title = _in_language(permit.title, permit.title_en)
    sure = say(f"text.confidence.{permit.confidence}")
    return Row(title, say("rules.may.allowed"), permit.norm, "", "", _sources(permit.sources), sure)


def _sources(codes: tuple[str, ...]) -> tuple[Source, ...]:
    known = read_sources()
    return tuple(known[code] for code in codes[:MOST_SOURCES])


def _in_language(text: str, text_en: str) -> str:
    return text_en if get_language() == "en" else text
