"""Where does an import stand, and what may follow?"""

from datetime import datetime, timedelta
from enum import StrEnum

from ikrar.core.verdicts import Verdict, when

UNDO_FOR = timedelta(hours=24)
ROWS_PER_SLICE = 1_000  # DESIGN 2: resumable actions of at most so many rows


class Stage(StrEnum):
    """Where an import stands."""

    COLUMNS = "columns"  # waits for a person to match columns
    READING = "reading"
    CHECKED = "checked"
    SAVING = "saving"
    SAVED = "saved"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


RUNNING = frozenset({Stage.READING, Stage.SAVING, Stage.UNDOING})
OPEN = frozenset(
    {Stage.CHECKED, Stage.SAVED}
)  # rows may be repaired and saved; a second save takes what was mended


class Why(StrEnum):
    """Why something cannot be done with an import now."""

    NOT_CHECKED = "import.not_checked"
    NOTHING_READY = "import.nothing_ready"
    NOT_SAVED = "import.not_saved"
    TOO_LATE = "import.undo_too_late"


def can_repair(stage: str) -> Verdict:
    """Whether rows may be repaired or left out."""
    return when(stage in OPEN, Why.NOT_CHECKED)


def can_save(stage: str, ready: int) -> Verdict:
    """Whether what is ready may be saved."""
    return when(stage in OPEN, Why.NOT_CHECKED) & when(ready > 0, Why.NOTHING_READY)


def can_undo(stage: str, saved_at: datetime | None, at: datetime) -> Verdict:
    """Whether a saved import may be undone: within a day."""
    saved = when(stage == Stage.SAVED and saved_at is not None, Why.NOT_SAVED)
    return saved & when(saved_at is not None and at <= saved_at + UNDO_FOR, Why.TOO_LATE)
