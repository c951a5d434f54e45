"""How many read, signed at which level, were absent with a reason, and not yet: never one number."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from ikrar.core.pledges import Absent, Level
from ikrar.domain.pledges.models import Pledge, Refusal
from ikrar.domain.programme.models import Absence, Apel, ApelBody, Asked, Drive, DriveBody
from ikrar.domain.roster.models import Agency, Unit

Place = tuple[int, int]  # drive and agency, by their keys
Key = TypeVar("Key")
NOBODY: dict[str, int] = {}
LEVELS = tuple(level.value for level in Level)
ABSENCES = tuple(reason.value for reason in Absent)


@dataclass(frozen=True, slots=True)
class Counts:
    """People asked, by where they stand. Whoever signed is not absent; the rest is not yet."""

    asked: int = 0
    signed: Mapping[str, int] = field(default_factory=dict)  # by core.pledges.Level
    absent: Mapping[str, int] = field(default_factory=dict)  # by core.pledges.Absent

    @property
    def signed_in_all(self) -> int:
        return sum(self.signed.values())

    @property
    def absent_in_all(self) -> int:
        return sum(self.absent.values())

    @property
    def not_yet(self) -> int:
        """Asked, neither signed nor excused: those who refused are among them, and nothing tells them apart."""
        return self.asked - self.signed_in_all - self.absent_in_all


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: what is counted in it, and in it and everything below."""

    unit: Unit
    own: Counts
    below: Counts


@dataclass(frozen=True, slots=True)
class Target:
    """How the number of people asked came about: first target, joined since, left since (by reason), now."""

    first: int | None
    joined: int
    left: Mapping[str, int]
    now: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """One body in one drive. `read` is heads counted while the oath was read, None when nobody counted."""

    rows: list[Row]
    total: Counts
    target: Target
    read: int | None


def coverage(drive: Drive, agency: Agency, *, on: date) -> Coverage:
    """Every unit of a body in tree order with its counts; nine statements, whatever the number of units."""
    units = list(Unit.objects.filter(agency=agency).order_by("first", "pk"))
    own = counts_by_unit(drive, agency, on=on)
    below = _summed_upwards(units, own)
    rows = [Row(u, own.get(u.pk, Counts()), below.get(u.pk, Counts())) for u in units]
    return Coverage(rows, _sum(own.values()), target_of(drive, agency), read_of(drive, agency))


def counts_by_unit(drive: Drive, agency: Agency, *, on: date) -> dict[int, Counts]:
    """The counts of each unit by its id, without those below it; four statements."""
    return counts_of_places({(drive.pk, agency.pk)}, on=on).get((drive.pk, agency.pk), {})


def counts_of_places(places: Collection[Place], *, on: date) -> dict[Place, dict[int, Counts]]:
    """The counts of each unit in each of these bodies (drive, agency); four statements for any number of bodies.

    Withdrawals are few: taking them off costs less than asking every pledge whether it has one.
    """
    drives, agencies = {drive for drive, _ in places}, {agency for _, agency in places}
    asked = Asked.objects.filter(drive__in=drives, agency__in=agencies, left_on__isnull=True)
    totals = asked.order_by().values_list("drive_id", "agency_id", "unit_id").annotate(n=Count("pk"))
    pledges = Pledge.objects.filter(drive__in=drives, asked__agency__in=agencies, asked__left_on__isnull=True)
    signed = _grouped(_by_unit_and(pledges, "level"))
    for unit, level, n in _by_unit_and(pledges.filter(withdrawal__isnull=False), "level"):
        signed[unit][level] -= n
    standing = Pledge.objects.filter(asked=OuterRef("asked"), withdrawal__isnull=True)
    away = current_absences(on).filter(
        asked__drive__in=drives, asked__agency__in=agencies, asked__left_on__isnull=True
    )
    absent = _grouped(_by_unit_and(away.exclude(Exists(standing)), "reason"))
    found: dict[Place, dict[int, Counts]] = {}
    for drive, agency, unit, n in totals:
        if (drive, agency) in places:
            here = (drive, unit)
            found.setdefault((drive, agency), {})[unit] = _counts(
                n, signed.get(here, NOBODY), absent.get(here, NOBODY)
            )
    return found


def _by_unit_and(rows: QuerySet[Any], kind: str) -> list[tuple[tuple[int, int], str, int]]:
    groups = (
        rows.order_by().values_list("asked__drive_id", "asked__unit_id", kind).annotate(n=Count("asked_id"))
    )
    return [((drive, unit), code, n) for drive, unit, code, n in groups]


def _counts(asked: int, signed: Mapping[str, int], absent: Mapping[str, int]) -> Counts:
    return Counts(asked, in_order(signed, LEVELS), in_order(absent, ABSENCES))


def counts_of_body(drive: Drive, agency: Agency, *, on: date) -> Counts:
    """The counts of a whole body; four statements."""
    return _sum(counts_by_unit(drive, agency, on=on).values())


def target_of(drive: Drive, agency: Agency) -> Target:
    """How many were asked first, joined, left, and are asked now; three statements."""
    first = DriveBody.objects.filter(drive=drive, agency=agency).values_list("first_target", flat=True).first()
    asked = Asked.objects.filter(drive=drive, agency=agency)
    groups = (
        asked.order_by()
        .values_list("in_first_target")
        .annotate(n=Count("pk"), here=Count("pk", filter=Q(left_on__isnull=True)))
    )
    counted = {from_the_start: (n, here) for from_the_start, n, here in groups}
    gone = asked.filter(left_on__isnull=False).order_by("left_reason").values_list("left_reason")
    left = dict(gone.annotate(n=Count("pk")))
    return Target(first, counted.get(False, (0, 0))[0], left, sum(here for _, here in counted.values()))


def read_of(drive: Drive, agency: Agency) -> int | None:
    """Heads of this body counted while the oath was read, over all sessions; None when nobody counted."""
    bodies = ApelBody.objects.filter(Q(apel__drive=drive) | Q(drive=drive), agency=agency)
    found: int | None = bodies.aggregate(n=Sum("read_count"))["n"]
    return found


def refused_of(drive: Drive, agency: Agency) -> int:
    """How many refuse now; for those entitled to see refusals only."""
    return Refusal.objects.filter(
        asked__drive=drive, asked__agency=agency, asked__left_on__isnull=True, withdrawn_at__isnull=True
    ).count()


@dataclass(frozen=True, slots=True)
class ApelCounts:
    """One body at one apel: how many of it are asked, signed so far anywhere, and signed here by level."""

    agency: Agency
    asked: int
    signed: int
    signed_here: Mapping[str, int]
    read: int | None


def counts_of_apel(apel: Apel) -> list[ApelCounts]:
    """The live numbers of an apel, one row a body in tree order; four statements."""
    bodies = list(
        ApelBody.objects.filter(apel=apel).select_related("agency").order_by("agency__first", "agency_id")
    )
    drives = {body.agency_id: body.drive_id or apel.drive_id for body in bodies}
    here = Q(pk__in=[])
    for agency_id, drive_id in drives.items():
        here |= Q(drive_id=drive_id, agency_id=agency_id)
    asked = Asked.objects.filter(here, left_on__isnull=True)
    totals = dict(asked.order_by().values_list("agency_id").annotate(n=Count("pk")))
    signed = dict(
        asked.filter(pledges__isnull=False, pledges__withdrawal__isnull=True)
        .order_by().values_list("agency_id").annotate(n=Count("pk", distinct=True))
    )  # fmt: skip
    levels: dict[int, dict[str, int]] = _grouped(
        Pledge.objects.filter(apel=apel, withdrawal__isnull=True)
        .order_by().values_list("agency_id", "level").annotate(n=Count("pk"))
    )  # fmt: skip
    return [
        ApelCounts(b.agency, totals.get(b.agency_id, 0), signed.get(b.agency_id, 0), levels.get(b.agency_id, NOBODY),
                   b.read_count)
        for b in bodies
    ]  # fmt: skip


def current_absences(on: date) -> QuerySet[Absence]:
    """Absences that hold on a day: not ended, and not past their last day."""
    return Absence.objects.filter(ended_at__isnull=True).filter(Q(until__isnull=True) | Q(until__gte=on))


def _grouped(rows: Iterable[tuple[Key, str, int]]) -> dict[Key, dict[str, int]]:
    found: dict[Key, dict[str, int]] = {}
    for place, kind, n in rows:
        found.setdefault(place, {})[kind] = n
    return found


def _sum(parts: Iterable[Counts]) -> Counts:
    asked, signed, absent = 0, Counter[str](), Counter[str]()
    for part in parts:
        asked += part.asked
        _add(signed, part.signed)
        _add(absent, part.absent)
    return _counts(asked, signed, absent)


def in_order(found: Mapping[str, int], codes: Iterable[str]) -> Mapping[str, int]:
    """The counts in the order of their codes, without the empty ones."""
    return {code: found[code] for code in codes if found.get(code)} if found else NOBODY


def _add(total: dict[str, int], more: Mapping[str, int]) -> None:
    for code, n in more.items():
        total[code] = total.get(code, 0) + n


def _summed_upwards(units: list[Unit], own: Mapping[int, Counts]) -> dict[int, Counts]:
    """Each unit with everything below it: one walk from the leaves up (children stand after their parent)."""
    empty = Counts()
    asked = {unit.pk: own.get(unit.pk, empty).asked for unit in units}
    signed = {unit.pk: dict(own.get(unit.pk, empty).signed) for unit in units}
    absent = {unit.pk: dict(own.get(unit.pk, empty).absent) for unit in units}
    for unit in reversed(units):
        above = unit.parent_id
        if above in asked:
            asked[above] += asked[unit.pk]
            _add(signed[above], signed[unit.pk])
            _add(absent[above], absent[unit.pk])
    return {pk: _counts(n, signed[pk], absent[pk]) for pk, n in asked.items()}
