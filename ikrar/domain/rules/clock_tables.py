"""How does the clock table become clocks, and how is a due day told? Reads library/clocks.csv; needs no database."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import TypeVar

from ikrar.core.clocks import Aim, Clock, Due, ExtendedFrom, Unit

LIBRARY = Path(__file__).parent / "library"
CONFIDENCES = {"text", "secondary", "memory", "unsettled"}
SLOTS = {"due", "other", "length", "unit", "from", "extension", "extension_unit"}
Built = TypeVar("Built")
Row = dict[str, str]


class BadClockTable(ValueError):
    """The table cannot be read; says which row and column."""


@dataclass(frozen=True, slots=True)
class ClockWords:
    """How one clock is told, in the words of the table; sentences hold slots in braces."""

    title: str
    starts: str
    lapse: str
    owner: str
    note: str
    explain: str
    extended: str
    unset: str
    address: str


@lru_cache(maxsize=4)
def read_clocks(folder: Path = LIBRARY) -> dict[str, Clock]:
    """Clock code -> clock, in the order of the table. Raises BadClockTable or OSError."""
    found: dict[str, Clock] = {}
    for clock in _built(folder, _clock):
        if clock.code in found:
            raise BadClockTable(f"clocks.csv: {clock.code} stands there twice")
        found[clock.code] = clock
    return found


@lru_cache(maxsize=4)
def read_clock_words(folder: Path = LIBRARY) -> dict[str, ClockWords]:
    """Clock code -> its words. Raises BadClockTable or OSError."""
    return dict(_built(folder, _words))


def explain(
    found: Due, words: ClockWords, tell: Callable[[date | datetime], str], units: Mapping[Unit, str]
) -> str:
    """The one sentence of a due day, with its article. `tell` and `units` give days and units in words."""
    if found.due is None or found.other is None:
        return words.unset
    clock = found.clock
    unit = found.readings[0].unit
    return (words.extended if found.facts.extension and words.extended else words.explain).format(
        **{"from": tell(found.facts.started)},
        due=tell(found.due),
        other=tell(found.other),
        length=found.length,
        unit=units[unit],
        extension=found.facts.extension,
        extension_unit=units[clock.extension_unit or unit],
    )


def _clock(row: Row) -> Clock:
    if row["confidence"] not in CONFIDENCES:
        raise ValueError(f"confidence {row['confidence']!r}")
    length = _count(row["length"])
    units = tuple(Unit(row[name]) for name in ("unit", "other_unit") if row[name])
    if (length is None) != (not units):
        raise ValueError("a length needs its unit, and a unit its length")
    return Clock(
        row["clock"],
        Aim(row["aim"]),
        row["starts"],
        length,
        units,
        _count(row["extension"]) or 0,
        Unit(row["extension_unit"]) if row["extension_unit"] else None,
        ExtendedFrom(row["extension_from"] or "due"),
        {"by_body": True, "none": False}[row["pause"]],
        row["stops_when"],
        row["lapse"],
        row["owner"],
        row["article"],
        row["source"],
        row["confidence"],
        _day(row["valid_from"]),
        _day(row["valid_to"]),
    )


def _words(row: Row) -> tuple[str, ClockWords]:
    for column in ("explain_id", "extended_id"):
        slots = {name for _, name, _, _ in Formatter().parse(row[column]) if name is not None}
        if not slots <= SLOTS or (row[column] and "due" not in slots):
            raise ValueError(f"{column} has slots {sorted(slots)}")
    columns = (
        "title_id",
        "starts_id",
        "lapse_id",
        "owner_id",
        "note",
        "explain_id",
        "extended_id",
        "unset_id",
        "address",
    )
    return row["clock"], ClockWords(*(row[column] for column in columns))


def _count(text: str) -> int | None:
    if text and not text.isdecimal():
        raise ValueError(f"count {text!r}")
    return int(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _built(folder: Path, build: Callable[[Row], Built]) -> Iterator[Built]:
    with (folder / "clocks.csv").open(newline="", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            try:
                if None in row or None in row.values():
                    raise ValueError("another number of columns than the heading")
                yield build(row)
            except (ValueError, KeyError) as bad:
                raise BadClockTable(f"clocks.csv row {number}: {bad}") from bad
