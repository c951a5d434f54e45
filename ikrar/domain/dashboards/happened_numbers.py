"""How many signed and how many passed in many bodies at once, and when? The counts are those of the coverage pages."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncHour

from ikrar.domain.learning.models import Attempt, Test
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.pledges.queries.counts import Counts, Place, counts_of_places
from ikrar.domain.programme.models import Asked, Drive, DriveBody

Wish = tuple[
    int, int | None, date
]  # a body, the drive that was named (or none), and the day from which things count


@dataclass(frozen=True, slots=True)
class Hour:
    """How many did it within one hour, in one unit; no zone of the country moves its clock by less."""

    at: datetime
    unit: int
    level: str
    number: int


@dataclass(frozen=True, slots=True)
class Signed:
    """Drives by body, the newest first; counts by unit and signatures by hour, by drive and body."""

    drives: dict[int, list[Drive]]
    counts: dict[Place, dict[int, Counts]]
    hours: dict[Place, list[Hour]]

    def drive_for(self, body: int, named: int | None, since: date) -> Drive | None:
        """The drive that was named, or the newest one in which the body could sign since that day."""
        return _drive_for(self.drives.get(body, []), named, since)


def signed_in(wishes: Sequence[Wish], *, on: date) -> Signed:
    """What is needed to judge these; six statements."""
    drives = _drives_of({body for body, _, _ in wishes})
    chosen = ((_drive_for(drives.get(body, []), named, since), body) for body, named, since in wishes)
    places = {(drive.pk, body) for drive, body in chosen if drive is not None}
    rows = Pledge.objects.filter(
        drive__in={d for d, _ in places}, asked__agency__in={b for _, b in places}, asked__left_on=None, withdrawal=None
    )  # fmt: skip
    grouped = _by_hour(rows, "signed_at", "drive_id", "level")
    return Signed(drives, counts_of_places(places, on=on), grouped)


def _by_hour(rows: QuerySet[Any], moment: str, whose: str, level: str) -> dict[Place, list[Hour]]:
    groups = (
        rows.annotate(hour=TruncHour(moment, tzinfo=UTC))
        .order_by()
        .values_list(whose, "asked__agency_id", "asked__unit_id", level, "hour")
        .annotate(n=Count("asked_id", distinct=True))
    )
    found = defaultdict(list)
    for one, agency, unit, how, hour, n in groups:
        found[one, agency].append(Hour(hour, unit, str(how), n))
    return found


def _drives_of(bodies: set[int]) -> dict[int, list[Drive]]:
    rows = DriveBody.objects.filter(agency__in=bodies, drive__stage__in=("open", "closed"))
    found = defaultdict(list)
    for row in rows.select_related("drive").order_by("-drive__opened_at", "-pk"):
        found[row.agency_id].append(row.drive)
    return found


def _drive_for(drives: Sequence[Drive], named: int | None, since: date) -> Drive | None:
    if named is not None:
        return next((d for d in drives if d.pk == named), None)
    return next((d for d in drives if d.late_until.date() >= since), None)


@dataclass(frozen=True, slots=True)
class Passed:
    """Tests by body, the newest first; people asked by drive and body, passes by test and body."""

    tests: dict[int, list[Test]]
    asked: dict[Place, dict[int, int]]
    hours: dict[Place, list[Hour]]

    def test_for(self, body: int, named: int | None, since: date) -> Test | None:
        """The newest test in the drive that was named, or in any that the body could take since that day."""
        fits = (t for t in self.tests.get(body, []) if named in {None, t.drive_id} and t.until.date() >= since)
        return next(fits, None)


def passed_in(wishes: Sequence[Wish]) -> Passed:
    """What is needed to judge these; four statements."""
    bodies = {body for body, _, _ in wishes}
    takes_part = defaultdict(set)
    for drive, agency in DriveBody.objects.filter(agency__in=bodies).values_list("drive", "agency"):
        takes_part[drive].add(agency)
    tests: dict[int, list[Test]] = defaultdict(list)
    rows = Test.objects.filter(drive__in=takes_part).select_related("drive").order_by("-opens_at", "-pk")
    for test in rows:
        for body in takes_part[test.drive_id]:
            tests[body].append(test)
    asked: dict[Place, dict[int, int]] = defaultdict(dict)
    people = Asked.objects.filter(
        drive__in={t.drive_id for t in rows}, agency__in=bodies, left_on=None
    ).order_by()
    for drive, agency, unit, n in people.values_list("drive", "agency", "unit").annotate(n=Count("pk")):
        asked[drive, agency][unit] = n
    passes = Attempt.objects.filter(test__in=[t.pk for t in rows], has_passed=True)
    here = passes.filter(asked__left_on=None, asked__agency__in=bodies)
    return Passed(tests, asked, _by_hour(here, "at", "test_id", "way"))
