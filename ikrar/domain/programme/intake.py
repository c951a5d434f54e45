"""How do many scans reach their table at once? One statement for all; what is there already is left alone."""

import json
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from ikrar.domain.programme.models import AttendanceCard, Scan, ScanBatch

# What differs from row to row, with the type that PostgreSQL reads; device, session and batch are the same for all.
VARYING = (
    ("scan_id", "uuid"), ("mark", "text"), ("employee_id", "bigint"), ("device_at", "timestamptz"),
    ("offset_ms", "bigint"), ("at", "timestamptz"), ("kind", "text"), ("undoes", "uuid"), ("is_typed", "boolean"),
)  # fmt: skip
ASKED_AT_ONCE = 900  # places in one statement
SAME = ("scanner_id", "session_id", "batch_id")


def insert_scans(batch: ScanBatch, rows: Iterable[tuple[Any, ...]]) -> int:
    """Insert the rows that are new by their scan number; how many were. Inside an action only.

    A row holds the values of VARYING: numbers as hex, the mark as bytes, moments aware. On SQLite one prepared
    statement is run for all, on PostgreSQL one statement reads all rows from one text.
    """
    same = (batch.scanner_id, batch.scanner.session_id, batch.pk)
    table = connection.ops.quote_name(Scan._meta.db_table)
    names = ", ".join((*(name for name, _ in VARYING), *SAME))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            read = ", ".join("decode(r.mark, 'hex')" if name == "mark" else f"r.{name}" for name, _ in VARYING)
            typed = ", ".join(f"{name} {kind}" for name, kind in VARYING)
            keys = [name for name, _ in VARYING]
            said = [dict(zip(keys, _as_text(row), strict=True)) for row in rows]
            sql = f"INSERT INTO {table} ({names}) SELECT {read}, %s, %s, %s FROM json_to_recordset(%s::json) AS r({typed})"  # noqa: S608
            cursor.execute(f"{sql} ON CONFLICT DO NOTHING", [*same, json.dumps(said)])
        else:
            marks = ", ".join(["%s"] * (len(VARYING) + len(SAME)))
            sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608
            cursor.executemany(sql, [(*_as_sqlite(row), *same) for row in rows])
        return max(int(cursor.rowcount), 0)


def _as_text(row: tuple[Any, ...]) -> tuple[Any, ...]:
    number, mark, who, device_at, offset, at, kind, undoes, typed = row
    return number, mark.hex(), who, device_at.isoformat(), offset, at.isoformat(), kind, undoes, typed


def _as_sqlite(row: tuple[Any, ...]) -> tuple[Any, ...]:
    number, mark, who, device_at, offset, at, kind, undoes, typed = row
    return number, mark, who, written(device_at), offset, written(at), kind, undoes, typed


def written(at: datetime) -> str:
    """A moment as Django writes it into SQLite, where comparisons compare texts."""
    return str(at.astimezone(UTC).replace(tzinfo=None))


def people_of(marks: Collection[bytes]) -> dict[bytes, int]:
    """Whose cards these are, by mark: the key of the employee. Unknown marks are left out."""
    table = connection.ops.quote_name(AttendanceCard._meta.db_table)
    wanted = list(marks)
    found: dict[bytes, int] = {}
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), ASKED_AT_ONCE):
            part = wanted[start : start + ASKED_AT_ONCE]
            places = ", ".join(["%s"] * len(part))
            cursor.execute(f"SELECT mark, employee_id FROM {table} WHERE mark IN ({places})", part)  # noqa: S608
            found.update((bytes(mark), int(who)) for mark, who in cursor.fetchall())
    return found
