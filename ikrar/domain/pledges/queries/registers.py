"""What the daily register of a body says: its day's place in the log, and which days still have none."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Min, QuerySet

from ikrar.core import merkle
from ikrar.core.verdicts import Hidden
from ikrar.domain.ledger.models import Entry
from ikrar.domain.pledges.models import Pledge, Register
from ikrar.domain.programme.models import Drive
from ikrar.domain.roster.models import Agency

SLICE = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One pledge of the day as the public log holds it: number in the log and hash of its leaf."""

    index: int
    leaf_hash: bytes


@dataclass(frozen=True, slots=True)
class DayOfLog:
    """The pledges of one body on one day. `waiting` have no number yet."""

    lines: list[Line]
    waiting: int


def day_of_log(drive: Drive, agency: Agency, day: date) -> DayOfLog:
    """The entries of the pledges that were received on this day in the zone of the body, by their number."""
    refs = list(_pledges_of(drive, agency, day).values_list("entry", flat=True))
    lines: list[Line] = []
    for start in range(0, len(refs), SLICE):
        rows = Entry.objects.filter(ref__in=refs[start : start + SLICE], index__isnull=False)
        lines += [
            Line(i, merkle.leaf_hash(bytes(leaf)))
            for i, leaf in rows.values_list("index", "leaf")
            if i is not None
        ]
    return DayOfLog(sorted(lines, key=lambda line: line.index), len(refs) - len(lines))


def days_to_seal(drive: Drive, agency: Agency, *, today: date) -> list[date]:
    """The days with pledges that have no sealed register yet, the first one first."""
    first = Pledge.objects.filter(drive=drive, agency=agency).aggregate(at=Min("signed_at"))["at"]
    if first is None:
        return []
    start = first.astimezone(ZoneInfo(agency.zone)).date()
    sealed = set(Register.objects.filter(drive=drive, agency=agency).values_list("day", flat=True))
    span = [start + timedelta(days=n) for n in range((today - start).days + 1)]
    return [d for d in span if d not in sealed and _pledges_of(drive, agency, d).exists()]


def register_for(drive: Drive, agency: Agency, ref: str) -> Register:
    """A sealed register of this body. Raises Hidden."""
    found = Register.objects.filter(drive=drive, agency=agency, ref=ref).first()
    if found is None:
        raise Hidden
    return found


def _pledges_of(drive: Drive, agency: Agency, day: date) -> QuerySet[Pledge]:
    zone = ZoneInfo(agency.zone)
    start = datetime.combine(day, time(), zone)
    return Pledge.objects.filter(
        drive=drive, agency=agency, signed_at__gte=start, signed_at__lt=start + timedelta(days=1)
    ).order_by("pk")
