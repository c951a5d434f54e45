"""The jobs of the roster: go on with imports, and forget files and rows that nobody needs any more."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q

from ikrar.domain.programme.models import Asked
from ikrar.domain.roster import running
from ikrar.domain.roster.cleaning import forget_before

KEPT = timedelta(days=30)


def used(ids: Collection[int]) -> Collection[int]:
    """Employees among these who signed or refused: an undo leaves them as they are."""
    acted = Q(pledges__isnull=False) | Q(refusal__isnull=False)
    return set(Asked.objects.filter(acted, employee_id__in=ids).values_list("employee_id", flat=True))


def go_on(at: datetime) -> int:
    """Bring every running import to its end; several workers share them by claims."""
    waiting = running.running_imports()
    for imported in waiting:
        running.work_on(imported, at=at, used=used)
    return len(waiting)


def forget(at: datetime) -> int:
    """Delete staged rows and files of imports older than a month."""
    return forget_before(at - KEPT)
