"""How do many rows reach a table at once? COPY on PostgreSQL, one prepared statement elsewhere; both pass the guard."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as values in the order of `columns` (attribute names; foreign keys by `…_id`).

    Inside an action only when the model is a Record. Values are texts, numbers, booleans, dates, moments or None.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(c) for c in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", [_adapted(r) for r in rows])  # noqa: S608


def update(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write `columns` of rows by primary key, which stands last in each row."""
    table = connection.ops.quote_name(model._meta.db_table)
    sets = ", ".join(f"{connection.ops.quote_name(c)} = %s" for c in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", [_adapted(r) for r in rows])  # noqa: S608


def _adapted(row: Sequence[Any]) -> list[Any]:
    if connection.vendor == "postgresql":
        return list(row)
    return [
        connection.ops.adapt_datetimefield_value(c) if isinstance(c, datetime) else c.isoformat() if isinstance(c, date) else c
        for c in row
    ]  # fmt: skip
