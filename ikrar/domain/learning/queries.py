"""Reading tests: which are open, who is who, how far a body has come; never a score, never an answer of others."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ikrar.core.learning import Keyed, Standing, read_bank
from ikrar.core.programme import LONGEST_NUMBER
from ikrar.core.verdicts import Hidden
from ikrar.domain.learning.models import Attempt, Bank, Test
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import Asked, DriveBody
from ikrar.domain.programme.queries.codes import digits_in
from ikrar.domain.programme.queries.target import asked_now
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff, agencies_seen_by, units_reached_by, units_seen_by


@dataclass(frozen=True, slots=True)
class Reach:
    """How far people have come: asked now, attempted at least once, passed. `unit` is None for the whole."""

    unit: Unit | None
    asked: int
    attended: int
    passed: int

    @property
    def not_yet(self) -> int:
        """Asked now and without an attempt."""
        return self.asked - self.attended


@dataclass(frozen=True, slots=True)
class Person:
    """One person as officers may see them: name, number, unit, and not yet, attended or passed."""

    number: int
    name: str
    unit: str
    standing: Standing


def newest_bank() -> Bank | None:
    """The bank that new tests use; None before the first was loaded."""
    return Bank.objects.order_by("-version").first()


def tests_seen_by(staff: Staff) -> QuerySet[Test]:
    """The tests of the person's bodies, and those of a drive that such a body takes part in; newest first."""
    bodies = agencies_seen_by(staff, Permission.TEST_REACH)
    drives = DriveBody.objects.filter(agency__in=bodies).values("drive")
    seen = Test.objects.filter(Q(agency__in=bodies) | Q(drive__in=drives))
    return seen.select_related("agency", "drive", "bank").order_by("-opens_at", "-pk")


def test_for(staff: Staff, ref: str) -> Test:
    """The door to a test for staff. Raises Hidden."""
    found = tests_seen_by(staff).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def test_by_ref(ref: str) -> Test:
    """The test behind a short address, for those who take it. Raises Hidden."""
    found = Test.objects.select_related("agency", "drive", "bank").filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def keyed_of(test: Test) -> list[Keyed]:
    """The questions of a test with their right answers, in the order in which they are asked."""
    bank = read_bank(test.bank.body)
    return [bank[code] for code in json.loads(test.questions)]


def asked_by_number(test: Test, typed: str) -> list[Asked]:
    """Whom a participant number or a NIP can mean among the people of the drive; the code tells them apart."""
    digits = digits_in(typed)[:18]
    if not digits:
        return []
    people = Asked.objects.filter(drive=test.drive, left_on=None).select_related(
        "employee", "unit", "agency", "drive"
    )
    is_number = len(digits) <= len(str(LONGEST_NUMBER))
    found = people.filter(number=int(digits)) if is_number else people.filter(employee__nip=digits)
    return list(found.order_by("pk")[:50])


def asked_by_key(test: Test, pk: int) -> Asked:
    """The person of a ticket. Raises Hidden when it is nobody of this drive."""
    found = Asked.objects.filter(pk=pk, drive=test.drive)
    one = found.select_related("employee", "unit", "agency", "drive").first()
    if one is None:
        raise Hidden
    return one


def last_attempt(test: Test, asked: Asked) -> Attempt | None:
    """The pass of this person, or else the newest attempt."""
    return Attempt.objects.filter(test=test, asked=asked).order_by("-has_passed", "-at", "-pk").first()


def attempt_by_ref(ref: str) -> Attempt:
    """The attempt with this code, for its certificate: only a pass has one. Raises Hidden."""
    found = Attempt.objects.filter(ref=ref, has_passed=True)
    one = found.select_related("test__agency", "test__bank", "test__drive", "asked__employee", "asked__agency")
    passed = one.first()
    if passed is None:
        raise Hidden
    return passed


def people_of(asked: Asked) -> int:
    """How many were asked in the body at first: how coarse a public time must be."""
    found = DriveBody.objects.filter(drive=asked.drive_id, agency=asked.agency_id)
    return found.values_list("first_target", flat=True).first() or 0


def reach_of_units(test: Test, agency: Agency, units: Iterable[Unit]) -> list[Reach]:
    """The reach of each of these units with all below it, in their order; one statement for any number."""
    rows = _with_standing(test, asked_now(test.drive, agency))
    groups = (
        rows.order_by()
        .values("unit__first")
        .annotate(
            n=Count("pk"), attended=Count("pk", filter=Q(tried=True)), passed=Count("pk", filter=Q(done=True))
        )
    )
    counts = [(g["unit__first"], g["n"], g["attended"], g["passed"]) for g in groups]
    return [_reach(unit, counts) for unit in units]


def _reach(unit: Unit, counts: list[tuple[int, int, int, int]]) -> Reach:
    below = [c for c in counts if unit.first <= c[0] <= unit.last]
    return Reach(unit, *(sum(c[at] for c in below) for at in (1, 2, 3)))


def reach_of_bodies(tests: Iterable[Test]) -> dict[tuple[int, int], Reach]:
    """The reach of each body in each of these tests, by (test, agency); one statement for any number."""
    by_drive: dict[int, list[Test]] = {}
    for test in tests:
        by_drive.setdefault(test.drive_id, []).append(test)
    found = {}
    everybody = Asked.objects.filter(drive__in=by_drive, left_on=None)
    asked = everybody.order_by().values_list("drive", "agency").annotate(n=Count("pk"))
    tried = Attempt.objects.filter(test__in=[t.pk for group in by_drive.values() for t in group])
    rows = (
        tried.filter(asked__left_on=None)
        .order_by()
        .values_list("test", "asked__agency")
        .annotate(
            people=Count("asked", distinct=True),
            passed=Count("asked", distinct=True, filter=Q(has_passed=True)),
        )
    )
    done = {(test, agency): (people, passed) for test, agency, people, passed in rows}
    for drive, agency, n in asked:
        for test in by_drive[drive]:
            found[test.pk, agency] = Reach(None, n, *done.get((test.pk, agency), (0, 0)))
    return found


def bodies_reached(staff: Staff) -> set[int]:
    """The keys of the bodies in which the person reaches a unit; one statement."""
    units = units_reached_by(staff, Permission.TEST_REACH).order_by()
    return set(units.values_list("agency", flat=True).distinct())


def people_in(test: Test, staff: Staff, unit: Unit, *, standing: Standing | None = None) -> QuerySet[Asked]:
    """The people of a unit and below by name, for staff who reach it; without a score. Raises Hidden.

    `person_of` makes of each what officers may see.
    """
    if not units_seen_by(staff, unit.agency, Permission.TEST_REACH).filter(pk=unit.pk).exists():
        raise Hidden
    here = asked_now(test.drive, unit.agency).filter(unit__first__gte=unit.first, unit__first__lte=unit.last)
    rows = _with_standing(test, here).select_related("employee", "unit").order_by("employee__name", "pk")
    if standing is None:
        return rows
    wanted = {"done": standing is Standing.PASSED, "tried": standing is not Standing.NOT_YET}
    return rows.filter(**wanted)


def person_of(asked: Asked) -> Person:
    """One of `people_in` as officers may see them."""
    return Person(asked.number, asked.employee.full_name, asked.unit.name, _standing(asked))


def _standing(asked: Asked) -> Standing:
    if asked.done:  # type: ignore[attr-defined]
        return Standing.PASSED
    return Standing.ATTENDED if asked.tried else Standing.NOT_YET  # type: ignore[attr-defined]


def _with_standing(test: Test, rows: QuerySet[Asked]) -> QuerySet[Asked]:
    mine = Attempt.objects.filter(test=test, asked=OuterRef("pk"))
    return rows.annotate(tried=Exists(mine), done=Exists(mine.filter(has_passed=True)))


def open_tests(at: datetime) -> QuerySet[Test]:
    """The tests that can be taken now."""
    return Test.objects.filter(closed_at=None, opens_at__lte=at, until__gt=at).select_related("agency", "drive")


def without_pass(test: Test) -> QuerySet[Asked]:
    """The people asked now who have not passed and have a mail address: whom a reminder can reach."""
    passed = Attempt.objects.filter(test=test, has_passed=True).values("asked")
    rows = Asked.objects.filter(drive=test.drive, left_on=None).exclude(pk__in=passed)
    return rows.exclude(employee__email="").order_by("pk")
