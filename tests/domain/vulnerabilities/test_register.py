"""Does the register open with a review, keep every change, and stay with those who keep it?"""

from datetime import timedelta

import pytest

from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.core.vulnerabilities import Stage
from ikrar.domain.ledger.actions import Unchanged
from ikrar.domain.ledger.models import Entry
from ikrar.domain.people.models import Notice
from ikrar.domain.programme import actions, vulnerability_notices
from ikrar.domain.programme.models import ElectionReview, Vulnerability
from ikrar.domain.programme.queries import vulnerabilities as queries
from tests.given.cast import Cast
from tests.given.vulnerabilities import LESSON, an_entry, rated

pytestmark = pytest.mark.django_db


def test_without_a_review_nothing_is_added(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"vulnerability\.not_reviewed"):
        actions.add_vulnerability(cast.agency, rated=rated(cast), by=cast.staff(cast.sari), at=cast.at)
    assert not Vulnerability.objects.exists()


def test_a_review_sent_twice_stands_once(cast: Cast) -> None:
    sari = cast.staff(cast.sari)
    one = actions.review_last_election(cast.agency, lesson=LESSON, by=sari, at=cast.at, key="k")
    two = actions.review_last_election(cast.agency, lesson=LESSON, by=sari, at=cast.at, key="k")
    assert isinstance(two, Unchanged) and two.result == one
    assert ElectionReview.objects.count() == 1


def test_a_change_keeps_what_was_said_before(cast: Cast) -> None:
    entry, sari = an_entry(cast), cast.staff(cast.sari)
    later = cast.at + timedelta(days=3)
    changed = rated(
        cast, likelihood=2, measure="Klarifikasi di laman resmi", owner=cast.sari, stage=Stage.HANDLED
    )
    actions.change_vulnerability(entry, rated=changed, by=sari, at=later)
    (change,) = queries.changes_of(entry)
    assert dict(change.before) == {"likelihood": "4", "measure": "", "owner": "", "stage": "open"}
    entry.refresh_from_db()
    assert (entry.likelihood, entry.stage, entry.changed_at) == (2, "handled", later)


def test_the_ledger_holds_no_word_of_it(cast: Cast) -> None:
    entry = an_entry(cast, signs="Rahasia satgas", measure="Temui tokoh warga")
    actions.close_vulnerability(entry, because="Sudah reda", by=cast.staff(cast.sari), at=cast.at)
    details = " ".join(Entry.objects.values_list("details", flat=True))
    for word in ("Rahasia", "tokoh", "reda", "Kecamatan Utara", "bohong"):
        assert word not in details


def test_a_change_that_changes_nothing_is_told(cast: Cast) -> None:
    entry = an_entry(cast)
    with pytest.raises(Problem, match="nothing_changed"):
        actions.change_vulnerability(entry, rated=rated(cast), by=cast.staff(cast.sari), at=cast.at)


def test_a_closed_entry_is_not_changed_again(cast: Cast) -> None:
    entry, sari = an_entry(cast), cast.staff(cast.sari)
    actions.close_vulnerability(entry, because="Sudah reda", by=sari, at=cast.at)
    with pytest.raises(Refused, match="is_closed"):
        actions.change_vulnerability(entry, rated=rated(cast, impact=1), by=sari, at=cast.at)
    assert queries.entries_of(cast.agency) == []
    assert queries.entries_of(cast.agency, with_closed=True) == [entry]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"area": ""}, "area"),
        ({"likelihood": 6}, "likelihood"),
        ({"impact": 0}, "impact"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, change: dict[str, object], field: str) -> None:
    with pytest.raises(Problem) as refused:
        an_entry(cast, **change)
    assert refused.value.field == field


def test_a_review_day_in_the_past_and_a_foreign_unit_are_refused(cast: Cast) -> None:
    entry, sari = an_entry(cast), cast.staff(cast.sari)
    yesterday = (cast.at - timedelta(days=1)).date()
    foreign = cast.other.units.first()
    for change in ({"review_on": yesterday}, {"unit": foreign}):
        if change.get("unit", 1) is None:
            continue
        with pytest.raises(Problem):
            actions.change_vulnerability(entry, rated=rated(cast, **change), by=sari, at=cast.at)


@pytest.mark.parametrize("name", ["anton", "budi"])
def test_others_neither_see_nor_keep_it(cast: Cast, name: str) -> None:
    entry, staff = an_entry(cast), cast.staff(getattr(cast, name))
    with pytest.raises(Hidden):
        queries.entry_for(staff, entry.ref)
    with pytest.raises(Hidden):
        queries.register_for(staff, cast.agency.ref)
    with pytest.raises(Refused):
        actions.close_vulnerability(entry, because="x", by=staff, at=cast.at)


def test_the_head_sees_it_and_changes_nothing(cast: Cast) -> None:
    entry, hadi = an_entry(cast), cast.staff(cast.hadi)
    assert queries.entry_for(hadi, entry.ref) == entry
    with pytest.raises(Refused):
        actions.change_vulnerability(entry, rated=rated(cast, impact=1), by=hadi, at=cast.at)


def test_the_owner_is_reminded_once_for_each_day_of_review(cast: Cast) -> None:
    entry = an_entry(cast, owner=cast.sari)
    due = cast.at + timedelta(days=15)
    assert vulnerability_notices.remind_of_reviews(cast.at) == 0
    for _ in range(3):
        vulnerability_notices.remind_of_reviews(due)
    assert [n.person for n in Notice.objects.all()] == [cast.sari]
    again = rated(cast, owner=cast.sari, review_on=(due + timedelta(days=7)).date())
    actions.change_vulnerability(entry, rated=again, by=cast.staff(cast.sari), at=due)
    vulnerability_notices.remind_of_reviews(due + timedelta(days=8))
    assert Notice.objects.count() == 2
