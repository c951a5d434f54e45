"""How do the calendar tables become a calendar? Reads library/*.csv; needs no database."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ikrar.core.elections import Calendar, Election, Family, Reach, State, Target, Window

LIBRARY = Path(__file__).parent / "library"


@dataclass(frozen=True, slots=True)
class StageRow:
    """One published stage as the tables tell it, with what it rests on. Open ends are None."""

    election: str
    stage: str
    name_id: str
    name_en: str
    first: date | None
    last: date | None
    basis: str
    source: str
    confidence: str


@lru_cache(maxsize=4)
def read_calendar(folder: Path = LIBRARY) -> Calendar:
    """The calendar of a folder of tables. Raises ValueError naming file, row and column."""
    elections = tuple(
        Election(
            row["election"],
            Family(row["family"]),
            frozenset(map(Target, _list(row["targets"]))),
            Reach(row["reach"]),
            _list(row["regions"]),
            State(row["state"]),
            _day(row["opens_on"]),
            date.fromisoformat(row["closes_on"]),
            row["confidence"],
        )
        for row in _rows(folder, "elections.csv")
    )
    windows = tuple(
        Window(
            row["election"],
            frozenset(Target(t) for t in _list(row["target"]) if t != "any"),
            row["window"],
            date.fromisoformat(row["start"]),
            date.fromisoformat(row["end"]),
            row["extent"] == "within",
            row["basis"],
            row["source"],
            row["confidence"],
        )
        for row in _rows(folder, "windows.csv")
    )
    return Calendar(elections, windows)


@lru_cache(maxsize=4)
def read_names(folder: Path = LIBRARY) -> Mapping[str, tuple[str, str]]:
    """Election code -> its name in Indonesian and English."""
    return {row["election"]: (row["name_id"], row["name_en"]) for row in _rows(folder, "elections.csv")}


def read_stages(folder: Path = LIBRARY) -> list[StageRow]:
    """Every published stage, in the order of the table."""
    return [
        StageRow(
            row["election"],
            row["stage"],
            row["name_id"],
            row["name_en"],
            _day(row["start"]),
            _day(row["end"]),
            row["basis"],
            row["source"],
            row["confidence"],
        )
        for row in _rows(folder, "stages.csv")
    ]


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with (folder / name).open(newline="", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if None in row or None in row.values():
                raise ValueError(f"{name} row {number}: another number of columns than the heading")
            yield row


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
