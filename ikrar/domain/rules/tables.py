"""How do the law tables become a rulebook? Reads library/*.csv; needs no database.

A person without Python corrects the tables; a wrong row is named with its file, number and column.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

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
    "sources acts norms sanctions rules permits silences questions ranks tracks".split()  # in this order
)
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
    acts = {
        r["act"]: Act(r["act"], r["name_id"], r["name_en"], r["channel"], r["aggravates"] == "yes")
        for r in _rows(folder, "acts")
    }
    norms = {r["norm"]: _norm(r) for r in _rows(folder, "norms")}
    sanctions = {r["sanction"]: r for r in _rows(folder, "sanctions")}
    return Rulebook(
        version_of(folder),
        acts,
        norms,
        tuple(_rule(r, norms, sanctions) for r in _rows(folder, "rules")),
        tuple(_permit(r) for r in _rows(folder, "permits")),
        tuple(_silence(r) for r in _rows(folder, "silences")),
        {
            r["fact"]: Question(r["fact"], r["question_id"], r["question_en"], frozenset(_list(r["values"])))
            for r in _rows(folder, "questions")
        },
        tuple(
            sorted(
                ((r["word"].casefold(), r["kind"]) for r in _rows(folder, "ranks")), key=lambda r: -len(r[0])
            )
        ),
        tuple(
            Track(
                r["actor"],
                _list(r["decides"]),
                _list(r["forward"]),
                _days(r),
                r["path"],
                _list(r["sources"]),
            )
            for r in _rows(folder, "tracks")
        ),
    )


def read_sources(folder: Path = LIBRARY) -> dict[str, Source]:
    """Source code -> what and where."""
    return {r["source"]: Source(r["source"], r["what"], r["address"]) for r in _rows(folder, "sources")}


def version_of(folder: Path = LIBRARY) -> str:
    """Twelve hex digits of the digest over all tables in their order."""
    digest = sha256()
    for name in TABLES:
        digest.update((folder / f"{name}.csv").read_bytes())
    return digest.hexdigest()[:12]


def _norm(row: dict[str, str]) -> Norm:
    return Norm(
        row["norm"], row["cite"], _days(row), _list(row["sources"]), Confidence(row["confidence"])
    )


def _rule(row: dict[str, str], norms: dict[str, Norm], sanctions: dict[str, dict[str, str]]) -> Rule:
    codes = _list(row["norms"])
    sanction = sanctions[row["sanction"]]
    return Rule(
        row["rule"],
        codes,
        "; ".join(norms[code].cite for code in codes),
        Class(row["class"]),
        Level(row["level"]),
        sanction["range_id"],
        sanction["range_en"],
        frozenset(_list(row["acts"])),
        _conditions(row),
        _days(row),
        _list(row["sources"]),
        Confidence(row["confidence"]),
        row["title_id"],
        row["title_en"],
        row["note"],
    )


def _permit(row: dict[str, str]) -> Permit:
    return Permit(
        row["permit"],
        row["title_id"],
        row["title_en"],
        frozenset(_list(row["acts"])),
        _conditions(row),
        frozenset(_list(row["lifts"])),
        _list(row["beside"]),
        row["norm"],
        _days(row),
        _list(row["sources"]),
        Confidence(row["confidence"]),
    )


def _silence(row: dict[str, str]) -> Silence:
    return Silence(
        row["silence"],
        frozenset(_list(row["acts"])),
        _conditions(row),
        _days(row),
        row["reason_id"],
        row["reason_en"],
        _list(row["sources"]),
    )


def _conditions(row: dict[str, str]) -> tuple[Condition, ...]:
    """One condition per column that does not say `any`, then those under `needs` (fact=value;fact=value)."""
    found = []
    for column, fact in FACTS.items():
        text = row.get(column, "").strip()
        if text in {"", "any"}:
            continue
        found.append(Condition(fact, frozenset(_list(text.removeprefix("!"))), text.startswith("!")))
    for part in _list(row["needs"]):
        fact, _, value = part.partition("=")
        found.append(Condition(fact.strip(), frozenset({value.strip()})))
    return tuple(found)


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of a table; a wrong value raised while a row is used is told with file and row number."""
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8-sig") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if None in row or None in row.values():
                raise BadTable(f"{name}.csv, row {number}: another number of columns than the heading")
            try:
                yield row
            except GeneratorExit:
                raise
    return


def _days(row: dict[str, str]) -> Days:
    return Days(_day(row["valid_from"]), _day(row["valid_to"]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
