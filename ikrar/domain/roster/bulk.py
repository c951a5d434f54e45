"""How do many rows reach a table at once? COPY on PostgreSQL, one prepared statement elsewhere; both pass the guard."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import QuerySet

M = TypeVar("M", bound=models.Model)


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given as values in the order of `columns` (attribute names; foreign keys by `…_id`).

    Inside an action only when the model is a Record. Values are texts, numbers, booleans, None; days as YYYY-MM-DD,
    moments as `moment()` gives them.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(c) for c in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))  # noqa: S608


def update(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write `columns` of rows by primary key, which stands last in each row. Values as for `insert`."""
    if not rows:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    sets = ", ".join(f"{connection.ops.quote_name(c)} = %s" for c in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", rows)  # noqa: S608


def one_of(rows: QuerySet[M], column: str, values: Collection[str]) -> QuerySet[M]:
    """The rows whose text `column` is one of many values; one parameter however many there are, no work per value."""
    name = f"{connection.ops.quote_name(rows.model._meta.db_table)}.{connection.ops.quote_name(column)}"
    if connection.vendor == "postgresql":
        return rows.extra(where=[f"{name} = ANY(%s)"], params=[list(values)])  # noqa: S610 names are our own
    listed = f"{name} IN (SELECT value FROM json_each(%s))"  # noqa: S608 names are our own
    return rows.extra(where=[listed], params=[json.dumps(list(values))])  # noqa: S610


_FOR_LONG_WORK = {"wal_autocheckpoint": 16_000, "cache_size": -64_000}  # pages; kilobytes


@contextmanager
def long_work() -> Iterator[None]:
    """Let SQLite carry its log over to the file every 64 MB instead of every 4 MB while many slices are written.

    Every commit is still on disk before it is acknowledged; only the copying is done less often.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = [int(cursor.execute(f"PRAGMA {name}").fetchone()[0]) for name in _FOR_LONG_WORK]
        for name, value in _FOR_LONG_WORK.items():
            cursor.execute(f"PRAGMA {name} = {value}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for name, value in zip(_FOR_LONG_WORK, usual, strict=True):
                cursor.execute(f"PRAGMA {name} = {value}")


def moment(at: datetime) -> Any:
    """A moment as the database in use takes it."""
    return at if connection.vendor == "postgresql" else connection.ops.adapt_datetimefield_value(at)
