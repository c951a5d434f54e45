"""What does a calendar file say? A CSV of an officer becomes lines, or problems that name row and column."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ikrar.core.calendars import LONGEST, Certainty, Confidence, Line, check
from ikrar.core.verdicts import Problem

COLUMNS = ("election", "stage", "name", "start", "end", "certainty", "basis", "source", "confidence")
LARGEST = 1_000_000
FIELD_OF = {"first": "start", "last": "end"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row (the heading is row 1): the column and a code."""

    row: int
    column: str
    reason: str

    @property
    def problem(self) -> Problem:
        """The same with the values that its words need."""
        return Problem(self.reason, self.column, most=LONGEST.get(self.column, ""))


Standing = Mapping[tuple[str, str], Line]


def read_file(content: bytes, standing: Standing) -> tuple[list[Line], list[Fault]]:
    """Lines and faults of a UTF-8 CSV; `standing` says what stands now. Raises Problem for no table."""
    if len(content) > LARGEST:
        raise Problem("calendar.file_too_large", "file", most=LARGEST // 1_000_000)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        raise Problem("calendar.file_unreadable", "file") from bad
    separator = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    try:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as bad:
        raise Problem("calendar.file_unreadable", "file") from bad
    missing = [name for name in COLUMNS if not rows or name not in rows[0]]
    if missing:
        raise Problem("calendar.column_missing", "file", column=missing[0])
    lines, faults, seen = [], [], set()
    for number, row in enumerate(rows, 2):
        found = _line(row, number, standing)
        if isinstance(found, Line) and (found.election, found.stage) in seen:
            found = Fault(number, "stage", "calendar.row_twice")
        if isinstance(found, Fault):
            faults.append(found)
        else:
            seen.add((found.election, found.stage))
            lines.append(found)
    return lines, faults


def _line(row: dict[str, str], number: int, standing: Standing) -> Line | Fault:
    cells = {name: (row[name] or "").strip() for name in COLUMNS}
    if (cells["election"], cells["stage"]) not in standing:
        return Fault(number, "stage", "calendar.unknown_stage")
    days: dict[str, date | None] = {}
    for name in ("start", "end"):
        try:
            days[name] = date.fromisoformat(cells[name]) if cells[name] else None
        except ValueError:
            return Fault(number, name, "calendar.not_a_day")
    if cells["certainty"] not in set(Certainty):
        return Fault(number, "certainty", "calendar.unknown_certainty")
    line = Line(
        cells["election"], cells["stage"], cells["name"], days["start"], days["end"], Certainty(cells["certainty"]),
        cells["basis"], cells["source"], cells["confidence"],
    )  # fmt: skip
    if line.said == standing[line.election, line.stage].said:
        return line  # what stands already may hold marks that only the shipped table uses
    if line.confidence not in set(Confidence):
        return Fault(number, "confidence", "calendar.unknown_confidence")
    try:
        check(line)
    except Problem as problem:
        return Fault(number, FIELD_OF.get(problem.field, problem.field), problem.reason)
    return line
