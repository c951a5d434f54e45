"""Do the counts agree with a slow reading, keep their kinds apart, and cost the same for one unit and for many?"""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ikrar.core.pledges import Absent, Standing, Void
from ikrar.domain.ledger.actions import Unknown, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.pledges import actions, queries
from ikrar.domain.pledges.models import Pledge, Withdrawal
from ikrar.domain.pledges.queries.lists import MANY
from ikrar.domain.programme.models import Absence, Asked
from ikrar.domain.roster.models import Unit
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, a_pledge, an_asked

pytestmark = pytest.mark.django_db


@action(Fact.TARGET_CHANGED)
def _change(asked: Asked, *, by: Unknown, at: datetime, **fields: object) -> None:
    Asked.objects.filter(pk=asked.pk).update(**fields)
    record(Fact.TARGET_CHANGED, asked, by=by, at=at)


@action(Fact.TARGET_CHANGED)
def _more(morning: Morning, cast: Cast, number: int, *, by: Unknown, at: datetime) -> list[Asked]:
    record(Fact.TARGET_CHANGED, morning.drive, by=by, at=at)
    return [an_asked(morning.drive, cast.agency, cast.school, f"Orang {n}", 200 + n, at) for n in range(number)]


def a_mixed_morning(cast: Cast) -> Morning:
    """Ayu signed; Made is on leave; Nyoman signed although on leave and then left; Wayan's pledge was voided."""
    morning = a_morning(cast)
    budi = cast.staff(cast.budi)
    a_pledge(morning.ayu, cast.at)
    both = [morning.made, morning.nyoman]
    actions.record_absences(both, reason=Absent.LEAVE, until=None, by=budi, at=cast.at)
    a_pledge(morning.nyoman, cast.at)
    void = a_pledge(morning.wayan, cast.at)
    actions.withdraw_pledge(void, reason=Void.WRONG_ENTRY, by=budi, at=cast.at)
    return morning


def slowly(morning: Morning, unit: Unit) -> tuple[int, int, int, int]:
    """Asked, signed, absent, not yet of one unit and below, person by person."""
    asked = [
        a
        for a in Asked.objects.filter(drive=morning.drive, left_on=None)
        if unit.first <= a.unit.first <= unit.last
    ]
    void = set(Withdrawal.objects.values_list("pledge_id", flat=True))
    signed = {p.asked_id for p in Pledge.objects.all() if p.pk not in void}
    away = set(Absence.objects.filter(ended_at=None).values_list("asked_id", flat=True)) - signed
    here = [a.pk for a in asked]
    counts = [len(here), sum(a in signed for a in here), sum(a in away for a in here)]
    return counts[0], counts[1], counts[2], counts[0] - counts[1] - counts[2]


def test_every_unit_counts_what_a_slow_reading_counts(cast: Cast) -> None:
    morning = a_mixed_morning(cast)
    _change(morning.nyoman, by=Unknown(), at=cast.at, left_on=cast.at.date(), left_reason="retired")
    found = queries.coverage(morning.drive, cast.agency, on=cast.at.date())
    assert len(found.rows) == Unit.objects.filter(agency=cast.agency).count()
    for row in found.rows:
        below = row.below
        assert (below.asked, below.signed_in_all, below.absent_in_all, below.not_yet) == slowly(
            morning, row.unit
        )
    assert (found.total.signed, found.total.absent, found.total.not_yet) == ({"1": 1}, {"leave": 1}, 1)
    assert (found.target.first, found.target.left, found.target.now) == (60, {"retired": 1}, 3)


def test_who_signed_counts_as_signed_even_when_on_leave(cast: Cast) -> None:
    morning = a_mixed_morning(cast)
    listed = {
        p.name: p
        for p in queries.people_listed(morning.drive, queries.units_below(cast.education), on=cast.at.date())
    }
    assert list(listed) == ["Ayu Lestari", "Made Artana", "Nyoman Sari"]
    assert (listed["Nyoman Sari"].standing, listed["Nyoman Sari"].reason) == (Standing.SIGNED, "")
    assert (listed["Made Artana"].standing, listed["Made Artana"].reason) == (Standing.ABSENT, "leave")


def test_a_moved_person_counts_where_they_are_now(cast: Cast) -> None:
    morning = a_mixed_morning(cast)
    _change(morning.ayu, by=Unknown(), at=cast.at, unit=cast.health)
    rows = {r.unit.pk: r.own for r in queries.coverage(morning.drive, cast.agency, on=cast.at.date()).rows}
    assert (rows[cast.health.pk].signed, rows[cast.education.pk].signed) == ({"1": 1}, {})


def test_a_refusal_looks_like_not_yet_in_every_count_and_list(cast: Cast) -> None:
    morning = a_morning(cast)
    before = queries.coverage(morning.drive, cast.agency, on=cast.at.date())
    who = queries.signer(morning.ayu.pk)
    actions.refuse_pledge(who, reason="Alasan pribadi", by=who, at=cast.at)
    assert queries.coverage(morning.drive, cast.agency, on=cast.at.date()) == before
    missing = queries.not_yet(morning.drive, [cast.education], on=cast.at.date())
    assert [p.name for p in missing] == ["Ayu Lestari", "Made Artana"]
    assert queries.refused_of(morning.drive, cast.agency) == 1


def test_the_number_of_statements_does_not_grow_with_units_and_people(cast: Cast) -> None:
    morning = a_morning(cast)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            queries.coverage(morning.drive, cast.agency, on=cast.at.date())
        return len(seen)

    before = cost()
    for asked in _more(morning, cast, 20, by=Unknown(), at=cast.at):
        a_pledge(asked, cast.at)
    assert cost() == before <= 9


def test_an_apel_counts_what_was_signed_there(cast: Cast) -> None:
    morning = a_morning(cast)
    a_pledge(morning.ayu, cast.at, apel_id=morning.apel.pk)
    a_pledge(morning.made, cast.at)
    counts = queries.counts_of_apel(morning.apel)
    assert [(c.agency, c.asked, c.signed, dict(c.signed_here)) for c in counts] == [
        (cast.agency, 4, 2, {"1": 1})
    ]


def test_many_pledges_from_one_device_are_listed_for_a_look(cast: Cast) -> None:
    morning = a_morning(cast)
    for asked in _more(morning, cast, MANY, by=Unknown(), at=cast.at):
        a_pledge(asked, cast.at, device="aa" * 8)
    a_pledge(morning.ayu, cast.at, device="bb" * 8)
    a_pledge(morning.made, cast.at + timedelta(minutes=1))
    found = queries.shared_devices(morning.drive, cast.agency)
    assert [(d.device, len(d.pledges)) for d in found] == [("aa" * 8, MANY)]
