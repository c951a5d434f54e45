"""The cursor that lets no statement, and no COPY, past the guard."""

from typing import Any

from django.db.backends.utils import CursorDebugWrapper, CursorWrapper

from ikrar.domain.ledger import gate


class GuardedCursor(CursorWrapper):
    """Django's cursor; psycopg's `copy` would otherwise bypass the execute wrappers."""

    def copy(self, statement: Any, *args: Any, **options: Any) -> Any:
        """Open a COPY after asking the guard."""
        gate.check_sql(statement)
        return self.cursor.copy(statement, *args, **options)

    def executescript(self, script: str) -> Any:
        """Refused: a script hides its statements from the guard."""
        raise gate.Unguarded("scripts are closed; run one statement at a time")


class GuardedDebugCursor(GuardedCursor, CursorDebugWrapper):
    """The same with Django's query log."""
