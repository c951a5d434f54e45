"""What the worker does when a device brought scans: bring the rows of that session in line with them."""

from datetime import datetime

from ikrar.domain.ledger.actions import Worker
from ikrar.domain.ledger.models import Entry
from ikrar.domain.programme.actions import settle_attendance
from ikrar.domain.programme.models import Scanner

BY = Worker("attendance")


def settle_scans(entry: Entry, at: datetime) -> None:
    """A batch arrived: settle its session. Safe to repeat; the scans stand whatever happens here."""
    scanner = (
        Scanner.objects.filter(ref=entry.subject.partition(":")[2])
        .select_related("session__activity__agency", "session__activity__apel")
        .first()
    )
    if scanner is not None:
        settle_attendance(scanner.session, by=BY, at=at)
