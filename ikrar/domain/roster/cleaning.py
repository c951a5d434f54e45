"""When are files and staged rows forgotten? They hold personal data and are needed only on the way in."""

from datetime import datetime

from ikrar.domain.roster.models import RosterImport, StagedRow
from ikrar.domain.roster.staging import forget_file


def forget_before(day: datetime) -> int:
    """Delete the file and the rows of every import begun before `day`; the import keeps its counts. How many."""
    old = list(RosterImport.objects.filter(started_at__lt=day, rows__isnull=False).distinct()[:20])
    for imported in old:
        forget_file(imported)
        StagedRow.objects.filter(imported=imported).delete()
    return len(old)
