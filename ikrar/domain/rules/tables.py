"""How do the law tables become a rulebook? Reads library/*.csv; needs no database.

A person without Python corrects the tables; a wrong row is named with its file, number and column.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from ikrar.core.rulebook import (
    Act,
    Class,
    Condition,
    Confidence,
    Days,
    Level,
    Norm,
    Permit,
    Question,
    Rule,
    Rulebook,
    Silence,
    Track,
)

LIBRARY = Path(__file__).parent / "library"
TABLES = (
    "sources",
    "acts",
    "norms",
    "sanctions",
    "rules",
    "permits",
    "silences",
    "questions",
    "ranks",
    "tracks",
)
Row = dict[str, str]
Built = TypeVar("Built")
# column of a table -> the fact it asks for
FACTS = {
    "actor": "actor_status",
    "stage": "target_stage",
    "phase": "phase",
    "channel": "channel",
    "family": "family",
    "target": "target",
    "relation": "relation",
    "unpaid_leave": "unpaid_leave",
    "participation": "participation",
    "rank": "actor_rank",
    "superior_knew": "superior_knew",
}


class BadTable(ValueError):
    """A table cannot be read; says which file, row and column."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read: what it is and its address."""

    code: str
    what: str
    address: str


@lru_cache(maxsize=4)
def read_rulebook(folder: Path = LIBRARY) -> Rulebook:
    """The rulebook of a folder of tables. Raises BadTable or OSError."""
    sources = read_sources(folder)
    norms = {norm.code: norm for norm in read_table(folder, "norms", _norm)}
    sanctions = {row["sanction"]: row for row in read_table(folder, "sanctions", dict)}
    return Rulebook(
        version_of(folder),
        {act.code: act for act in read_table(folder, "acts", _act)},
        norms,
        tuple(read_table(folder, "rules", lambda row: _rule(row, norms, sanctions, sources))),
        tuple(read_table(folder, "permits", lambda row: _permit(row, sources))),
        tuple(read_table(folder, "silences", _silence)),
        {question.fact: question for question in read_table(folder, "questions", _question)},
        tuple(sorted(read_table(folder, "ranks", _rank), key=lambda rank: -len(rank[0]))),
        tuple(read_table(folder, "tracks", _track)),
    )


@lru_cache(maxsize=4)
def read_sources(folder: Path = LIBRARY) -> dict[str, Source]:
    """Source code -> what and where."""
    rows = read_table(folder, "sources", lambda row: Source(row["source"], row["what"], row["address"]))
    return {source.code: source for source in rows}


def version_of(folder: Path = LIBRARY) -> str:
    """Twelve hex digits of the digest over all tables in their order."""
    digest = sha256()
    for name in TABLES:
        digest.update((folder / f"{name}.csv").read_bytes())
    return digest.hexdigest()[:12]


def _act(row: Row) -> Act:
    return Act(row["act"], row["name_id"], row["name_en"], row["channel"], row["aggravates"] == "yes")


def _norm(row: Row) -> Norm:
    confidence = Confidence(row["confidence"])
    return Norm(row["norm"], row["cite"], _days(row), listed(row["sources"]), confidence)


def _rule(row: Row, norms: dict[str, Norm], sanctions: dict[str, Row], sources: dict[str, Source]) -> Rule:
    codes = listed(row["norms"])
    return Rule(
        row["rule"],
        codes,
        "; ".join(norms[code].cite for code in codes),
        Class(row["class"]),
        Level(row["level"]),
        sanctions[row["sanction"]]["range_id"],
        sanctions[row["sanction"]]["range_en"],
        frozenset(listed(row["acts"])),
        _conditions(row),
        _days(row),
        listed(row["sources"]),
        _told(row["sources"], sources),
        Confidence(row["confidence"]),
        row["title_id"],
        row["title_en"],
        row["note"],
    )


def _permit(row: Row, sources: dict[str, Source]) -> Permit:
    return Permit(
        row["permit"],
        row["title_id"],
        row["title_en"],
        frozenset(listed(row["acts"])),
        _conditions(row),
        frozenset(listed(row["lifts"])),
        listed(row["beside"]),
        row["norm"],
        _days(row),
        listed(row["sources"]),
        _told(row["sources"], sources),
        Confidence(row["confidence"]),
    )


def _silence(row: Row) -> Silence:
    return Silence(
        row["silence"],
        frozenset(listed(row["acts"])),
        _conditions(row),
        _days(row),
        row["reason_id"],
        row["reason_en"],
        listed(row["sources"]),
    )


def _question(row: Row) -> Question:
    return Question(row["fact"], row["question_id"], row["question_en"], frozenset(listed(row["values"])))


def _rank(row: Row) -> tuple[str, str]:
    return row["word"].casefold(), row["kind"]


def _track(row: Row) -> Track:
    decides, forward, told = listed(row["decides"]), listed(row["forward"]), listed(row["sources"])
    return Track(row["actor"], decides, forward, _days(row), row["path"], told)


def _told(codes: str, sources: dict[str, Source]) -> str:
    """The sources of a row for a reader: what it is, then its address."""
    return "; ".join(f"{sources[code].what} {sources[code].address}".strip() for code in listed(codes))


def _conditions(row: Row) -> tuple[Condition, ...]:
    """One condition per column that does not say `any`, then those under `needs` (fact=value;fact=value)."""
    found = []
    for column, fact in FACTS.items():
        text = row.get(column, "").strip()
        if text in {"", "any"}:
            continue
        found.append(Condition(fact, frozenset(listed(text.removeprefix("!"))), text.startswith("!")))
    for part in listed(row["needs"]):
        fact, _, value = part.partition("=")
        found.append(Condition(fact.strip(), frozenset({value.strip()})))
    return tuple(found)


def read_table(folder: Path, name: str, build: Callable[[Row], Built]) -> list[Built]:
    """Every row of a table, built; what is wrong with a row is told with file and row number."""
    found = []
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8-sig") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if None in row or None in row.values():
                raise BadTable(f"{name}.csv, row {number}: another number of columns than the heading")
            try:
                found.append(build(row))
            except KeyError as missing:
                raise BadTable(f"{name}.csv, row {number}: nothing is called {missing}") from missing
            except ValueError as wrong:
                raise BadTable(f"{name}.csv, row {number}: {wrong}") from wrong
    return found


def _days(row: Row) -> Days:
    return Days(_day(row["valid_from"]), _day(row["valid_to"]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def listed(text: str) -> tuple[str, ...]:
    """The parts of a cell between semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())
