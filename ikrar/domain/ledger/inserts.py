"""Inserting rows by a statement that is compiled once a process.

`Model.save` compiles its INSERT anew each time, which costs more than running it. The statement passes the guard
like any other, and unique constraints answer as always.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert_rows(rows: Sequence[Model]) -> None:
    """Insert rows of one model and give each its primary key. Raises IntegrityError."""
    if not rows:
        return
    sql, fields = _statement(type(rows[0]), connection.vendor)
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(sql, [f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields])
            row.pk = cursor.lastrowid if connection.vendor == "sqlite" else cursor.fetchone()[0]
            row._state.adding, row._state.db = False, connection.alias


@cache
def _statement(model: type[Model], vendor: str) -> "tuple[str, tuple[Field[Any, Any], ...]]":
    fields = tuple(f for f in model._meta.local_concrete_fields if not f.primary_key)
    quote = connection.ops.quote_name
    names = ", ".join(quote(f.column) for f in fields)
    places = ", ".join(["%s"] * len(fields))
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    returning = "" if vendor == "sqlite" else f" RETURNING {key}"
    return f"INSERT INTO {table} ({names}) VALUES ({places}){returning}", fields  # noqa: S608 our own names
