"""Which situations does "Boleh tidak?" know, and which rights always stand beside the answer? Needs no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ikrar.core.assess import Assessment, Facts, assess, read_facts
from ikrar.core.elections import Calendar
from ikrar.domain.elections.tables import read_calendar
from ikrar.domain.rules.tables import LIBRARY, Source, listed, read_rulebook, read_sources, read_table


@dataclass(frozen=True, slots=True)
class Topic:
    """One situation: its slug, the acts it stands for, and the facts that come with it."""

    slug: str
    acts: tuple[str, ...]
    facts: Mapping[str, str]
    is_act: bool = False  # an act code asked for directly, without a situation of its own


@dataclass(frozen=True, slots=True)
class Right:
    """What remains allowed to whom, with its source."""

    actors: tuple[str, ...]
    text: str
    text_en: str
    sources: tuple[Source, ...]
    confidence: str


@lru_cache(maxsize=2)
def read_topics(folder: Path = LIBRARY) -> dict[str, Topic]:
    """Slug -> situation, in the order of the table."""
    rows = read_table(
        folder,
        "topics",
        lambda row: Topic(
            row["topic"], listed(row["acts"]), dict(part.split("=", 1) for part in listed(row["facts"]))
        ),
    )
    return {topic.slug: topic for topic in rows}


@lru_cache(maxsize=2)
def read_rights(folder: Path = LIBRARY) -> tuple[Right, ...]:
    """The rights that remain."""
    known = read_sources(folder)
    return tuple(
        read_table(
            folder,
            "rights",
            lambda row: Right(
                listed(row["actor"]),
                row["text_id"],
                row["text_en"],
                tuple(known[code] for code in listed(row["sources"])),
                row["confidence"],
            ),
        )
    )


def topic_of(slug: str) -> Topic | None:
    """The situation of this slug, or an act code as a situation of its own; None when neither."""
    found = read_topics().get(slug)
    if found is None and slug in read_rulebook().acts:
        return Topic(slug, (slug,), {}, is_act=True)
    return found


def assess_record(record: object, calendar: Calendar | None = None) -> tuple[Facts, Assessment]:
    """Facts and assessment of a JSON object under the tables of this installation. Raises BadFacts.

    `calendar` is that of a body with its corrections; without one, the calendar that ships.
    """
    book, calendar = read_rulebook(), calendar or read_calendar()
    facts = read_facts(record, book, calendar)
    return facts, assess(facts, book, calendar)
