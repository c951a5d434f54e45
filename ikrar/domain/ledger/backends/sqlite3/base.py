"""SQLite behind the guard of the ledger."""

from typing import Any

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.operations import DatabaseOperations as Operations

from ikrar.domain.ledger import gate
from ikrar.domain.ledger.backends.guarded import GuardedCursor, GuardedDebugCursor


class DatabaseOperations(Operations):
    """Emptying every table (tests only) sets the append-only triggers aside and puts them back."""

    def execute_sql_flush(self, sql_list: Any) -> None:
        with gate.opened("flush"), self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            super().execute_sql_flush(sql_list)
            for _, sql in triggers:
                cursor.execute(sql)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite connection; every statement passes the guard."""

    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.execute_wrappers.append(gate.wrapper)

    def make_cursor(self, cursor: Any) -> GuardedCursor:
        return GuardedCursor(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> GuardedDebugCursor:
        return GuardedDebugCursor(cursor, self)
