"""PostgreSQL behind the guard of the ledger."""

from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations as Operations

from ikrar.domain.ledger import gate
from ikrar.domain.ledger.backends.guarded import GuardedCursor, GuardedDebugCursor


class DatabaseOperations(Operations):
    """Emptying every table (tests only) is schema work."""

    def execute_sql_flush(self, sql_list: Any) -> None:
        with gate.opened("flush"):
            super().execute_sql_flush(sql_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL connection; every statement passes the guard."""

    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.execute_wrappers.append(gate.wrapper)

    def init_connection_state(self) -> None:
        """The subject keys live in a schema of their own, made on the first connection."""
        super().init_connection_state()
        if self.alias == "keys":
            with self.connection.cursor() as cursor:
                cursor.execute("CREATE SCHEMA IF NOT EXISTS ikrar_keys")

    def make_cursor(self, cursor: Any) -> GuardedCursor:
        return GuardedCursor(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> GuardedDebugCursor:
        return GuardedDebugCursor(cursor, self)
