"""The shape of every statement that a block runs: verb and tables, the same on SQLite and PostgreSQL."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

TABLES = re.compile(r'(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)"?', re.IGNORECASE)
QUIET = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


@contextmanager
def recorded() -> Iterator[list[str]]:
    """Collects shapes such as `SELECT programme_asked roster_unit`, in order, on all databases."""
    shapes: list[str] = []

    def note(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        text = str(sql).strip()
        verb = text.split(None, 1)[0].upper()
        if verb not in QUIET:
            shapes.append(" ".join([verb, *dict.fromkeys(TABLES.findall(text))]))
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(note), connections["keys"].execute_wrapper(note):
        yield shapes
