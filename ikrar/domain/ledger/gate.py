"""The gate in front of every record table: is an action running? Asked by the ORM and by every statement."""

import functools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps

_open: ContextVar[str] = ContextVar("guard_open", default="")
WRITES = re.compile(
    r"\s*(?:/\*.*?\*/\s*)?(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?"
    r"|COPY)\s+(?:\"?[\w]+\"?\.)?\"?([\w]+)\"?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
READS_OUT = re.compile(r"\bTO\s+(STDOUT|'|PROGRAM)", re.IGNORECASE)
WITH_WRITE = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(?:\"?\w+\"?\.)?\"?(\w+)\"?", re.IGNORECASE
)


class Unguarded(Exception):
    """A record was about to change outside an action."""


@contextmanager
def opened(why: str) -> Iterator[None]:
    """Let records change in this block. For @action, the sequencer and schema work only."""
    token = _open.set(why)
    try:
        yield
    finally:
        _open.reset(token)


def is_open() -> bool:
    """Whether records may change now."""
    return bool(_open.get())


def check(table: str) -> None:
    """Raise Unguarded when `table` holds records and no action is running."""
    if not _open.get() and table in record_tables():
        raise Unguarded(f"{table} changes inside an action only")


def check_sql(sql: object) -> None:
    """Raise Unguarded when the statement would change a record table outside an action."""
    if _open.get():
        return
    text = sql if isinstance(sql, str) else str(sql)
    head = text.lstrip()[:4].upper()
    if head.startswith("WITH"):
        for table in WITH_WRITE.findall(text):
            check(table)
    elif head not in {"SELE", "PRAG", "BEGI", "SAVE", "RELE", "COMM", "ROLL"}:
        match = WRITES.match(text)
        if match and not (head == "COPY" and READS_OUT.search(match["rest"])):
            check(match[1])


def record_tables() -> frozenset[str]:
    """The names of all tables that hold records, many-to-many tables included."""
    return _all_record_tables() if apps.ready else frozenset()


@functools.cache
def _all_record_tables() -> frozenset[str]:
    found = (m for m in apps.get_models(include_auto_created=True) if _is_record(m))
    return frozenset(m._meta.db_table for m in found)


def _is_record(model: Any) -> bool:
    creator = model._meta.auto_created
    return bool(getattr(creator if isinstance(creator, type) else model, "is_record", False))


def wrapper(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django's execute wrapper: every statement passes `check_sql` first."""
    check_sql(sql)
    return execute(sql, params, many, context)
