"""Which days are off in Indonesia? The `holidays` package with both categories, and local days laid over it."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from holidays import country_holidays

from ikrar.core.days import YEARS, DayOff, Kind, WorkWeek, as_known

ESTIMATE = "(perkiraan)"
CATEGORIES = {Kind.PUBLIC: "public", Kind.JOINT_LEAVE: "government"}
FIRST_YEAR, LAST_YEAR = 2015, 2040


class BadOverlay(ValueError):
    """A row of local days off cannot be read; `row` counts the heading as 1, `field` names the column."""

    def __init__(self, row: int, field: str) -> None:
        super().__init__(f"row {row}: {field}")
        self.row, self.field = row, field


@dataclass(frozen=True, slots=True)
class Table:
    """The national days off, and the last day of the last year whose joint leave has been decreed."""

    days_off: tuple[DayOff, ...]
    decreed_through: date


@lru_cache(maxsize=1)
def national() -> Table:
    """The table of the installed package. Years without joint leave count as not yet decreed."""
    found = [
        DayOff(day, name, kind, is_estimate=ESTIMATE in name)
        for kind, category in CATEGORIES.items()
        for day, name in country_holidays(
            "ID", years=range(FIRST_YEAR, LAST_YEAR + 1), categories=(category,), language="id"
        ).items()
    ]
    last = max(one.day.year for one in found if one.kind == Kind.JOINT_LEAVE)
    return Table(tuple(sorted(found, key=lambda one: (one.day, one.kind))), date(last, 12, 31))


def work_week(
    local: Iterable[DayOff] = (), *, known_on: date | None = None, has_six_days: bool = False
) -> WorkWeek:
    """The working days of an office: national days off, and those of its region as known on a day."""
    table = national()
    return as_known((*table.days_off, *local), table.decreed_through, on=known_on, has_six_days=has_six_days)


def read_overlay(path: Path) -> tuple[DayOff, ...]:
    """Local days off from a CSV: day,name and optionally known_from,withdrawn_on. Raises BadOverlay or OSError."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return tuple(_local(row, number) for number, row in enumerate(csv.DictReader(file), 2))


def _local(row: dict[str, str], number: int) -> DayOff:
    if not (row.get("name") or "").strip():
        raise BadOverlay(number, "name")
    day = _day(row, "day", number)
    if day is None:
        raise BadOverlay(number, "day")
    known, gone = _day(row, "known_from", number), _day(row, "withdrawn_on", number)
    return DayOff(day, row["name"].strip(), Kind.LOCAL, known, gone)


def _day(row: dict[str, str], field: str, number: int) -> date | None:
    text = (row.get(field) or "").strip()
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise BadOverlay(number, field) from None
    if day is not None and day.year not in YEARS:
        raise BadOverlay(number, field)
    return day
