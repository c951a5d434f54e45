"""The jobs of the log: give places, sign, and clear away what nobody needs."""

import logging
from datetime import datetime

from ikrar.domain.ledger import sequencer
from ikrar.domain.ledger.models import Bookmark
from ikrar.domain.ledger.second_place import MovedOn
from ikrar.domain.ledger.sequencer import Stopped

log = logging.getLogger(__name__)
READER = "sequencer"  # the bookmark that says why the log stands still, for the system operator


def sequence(at: datetime) -> int:
    """One round of the sequencer; when it refuses, the reason is stored and logged once, not twice a second.

    It needs no lease: when several workers run it, rows are locked, files are the same, and one signature wins.
    """
    try:
        size = sequencer.run(at)
    except MovedOn:
        return 0
    except Stopped as stopped:
        _tell(stopped.reason, at)
        return 0
    _tell("", at)
    return size


def clear(at: datetime) -> int:
    """Partial tiles whose full tile has been there for an hour."""
    return sequencer.clear(at)


def _tell(reason: str, at: datetime) -> None:
    known = Bookmark.objects.filter(reader=READER).values_list("failed", flat=True).first() or ""
    if known == reason:
        return
    Bookmark.objects.update_or_create(
        reader=READER, defaults={"failed": reason, "failed_at": at if reason else None}
    )
    if reason:
        log.error("the log stands still: %s", reason)
