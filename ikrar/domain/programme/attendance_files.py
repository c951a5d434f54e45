"""What does a list of those present say, handed in as .csv or .xlsx: who by NIP or participant number, and when?"""

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import python_calamine as calamine

from ikrar.core.attendance import LIST_AT_MOST
from ikrar.core.verdicts import Problem
from ikrar.domain.programme.actions.attendance_scans import Brought
from ikrar.domain.programme.models import ActivitySession
from ikrar.domain.programme.queries.attendance import bodies_expected
from ikrar.domain.roster.files import open_table
from ikrar.domain.roster.models import Employee

LIST_IDS = uuid.UUID("6b1f1e0a-5a52-4d0e-9d3a-0c5f4f1f7a21")  # namespace of the scan numbers of lists
NUMBER_HEADS = ("nip", "nomor", "no peserta", "id")
TIME_HEADS = ("jam", "waktu", "pukul", "time", "tanggal")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[.:]([0-5]\d)(?:[.:]([0-5]\d))?\b")
_DAY = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b|\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")


@dataclass(frozen=True, slots=True)
class ReadList:
    """The rows that name somebody, and the lines that do not, each with the reason as a code."""

    rows: list[Brought]
    unread: list[tuple[int, str]]


def read_list(session: ActivitySession, path: Path, name: str) -> ReadList:
    """Read a file. The same person at the same minute is the same row, whichever file says so.

    Raises Problem when the file is no table, too large, or has no column with numbers.
    """
    people, rows, unread = _people_of(session), [], []
    number_at, time_at = -1, -1
    for line, cells in _lines(path, name):
        if number_at < 0:
            number_at, time_at = _columns(cells)
            if number_at >= 0:
                continue
            number_at, time_at = _without_heads(cells)
            if number_at < 0:
                continue
        typed = re.sub(r"[\s'.-]", "", cells[number_at]) if number_at < len(cells) else ""
        if not typed:
            continue
        who = people.get(typed.lstrip("0") if len(typed) <= 5 else typed)
        moment = _moment(cells[time_at] if 0 <= time_at < len(cells) else "", session)
        if who is None or moment is None:
            unread.append((line, "attendance.line_nobody" if who is None else "attendance.line_no_time"))
            continue
        key = f"{session.ref} {who} {moment.isoformat(timespec='minutes')}"
        rows.append(Brought(uuid.uuid5(LIST_IDS, key), moment, employee=who))
        if len(rows) > LIST_AT_MOST:
            raise Problem("attendance.too_many_scans", "berkas", most=LIST_AT_MOST)
    if number_at < 0:
        raise Problem("attendance.no_number_column", "berkas")
    return ReadList(rows, unread)


def _people_of(session: ActivitySession) -> Mapping[str, int]:
    """Everybody expected by NIP, and those of the host by participant number as well."""
    bodies = bodies_expected(session).order_by().values("pk")
    host = session.activity.agency_id
    found: dict[str, int] = {}
    rows = Employee.objects.filter(agency__in=bodies, left_on=None).order_by()
    for pk, agency, nip, number in rows.values_list("pk", "agency", "nip", "number").iterator(5_000):
        if nip:
            found[nip] = pk
        if agency == host:
            found[str(number)] = pk
    return found


def _lines(path: Path, name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of the table; of a workbook with the hours that the roster, which knows only days, leaves out."""
    table = open_table(path, name)
    if not table.sheet:
        yield from table.rows()
        return
    page = calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(table.sheet)
    for (line, cells), raw in zip(table.rows(), page.iter_rows(), strict=False):
        yield line, [_with_hour(text, cell) for text, cell in zip(cells, raw, strict=False)]


def _with_hour(text: str, cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    return cell.strftime("%H:%M:%S") if isinstance(cell, time) else text


def _columns(cells: Sequence[str]) -> tuple[int, int]:
    heads = [c.strip().casefold() for c in cells]
    number = next((n for want in NUMBER_HEADS for n, h in enumerate(heads) if h.startswith(want)), -1)
    moment = next((n for want in TIME_HEADS for n, h in enumerate(heads) if h.startswith(want)), -1)
    return number, moment


def _without_heads(cells: Sequence[str]) -> tuple[int, int]:
    """A table that begins with its rows: the first cell that is a number, and the next that is a time."""
    number = next((n for n, c in enumerate(cells) if re.sub(r"[\s'.-]", "", c).isdecimal()), -1)
    moment = next((n for n, c in enumerate(cells) if n > number and _CLOCK.search(c)), -1)
    return number, moment


def _moment(text: str, session: ActivitySession) -> datetime | None:
    """A time on the clock of the host, on the day of the session unless a day stands there; empty: its beginning."""
    if not text.strip():
        return session.starts_at
    zone = ZoneInfo(session.activity.agency.zone)
    day = session.starts_at.astimezone(zone).date()
    rest = text
    if (said := _DAY.search(text)) is not None:
        year, month, number = (said[1], said[2], said[3]) if said[1] else (said[6], said[5], said[4])
        rest = text.replace(said[0], " ")
        try:
            day = day.replace(int(year), int(month), int(number))
        except ValueError:
            return None
    clock = _CLOCK.search(rest)
    if clock is None:
        return None
    return datetime.combine(day, time(int(clock[1]), int(clock[2]), int(clock[3] or 0)), tzinfo=zone)
