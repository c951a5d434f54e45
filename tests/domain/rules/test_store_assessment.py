"""An assessment is kept once, with its rulebook version, by who may, and comes out differently only when it does."""

import pytest

from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.rules import actions, policies, queries
from ikrar.domain.rules.models import Assessment
from ikrar.domain.rules.tables import read_rulebook
from tests.given.cast import Cast
from tests.given.rules import facts, store

pytestmark = pytest.mark.django_db


def test_an_assessment_keeps_facts_answer_and_version_with_one_entry(cast: Cast) -> None:
    stored = store(cast, key="once")
    again = store(cast, key="once")
    assert stored.pk == again.pk
    assert stored.version == read_rulebook().version
    assert stored.said["findings"] == ["disc-social-reaction"]
    assert Entry.objects.filter(fact=Fact.ASSESSMENT_STORED).count() == 1


def test_the_ledger_holds_no_fact_of_the_incident(cast: Cast) -> None:
    store(cast, region="Kabupaten Contoh Rahasia", actor_rank="camat rahasia")
    entry = Entry.objects.get(fact=Fact.ASSESSMENT_STORED)
    assert "rahasia" not in str(vars(entry)).lower()


@pytest.mark.parametrize("name", ["budi", "hadi", "joko", "anton"])
def test_only_who_assesses_may_store(cast: Cast, name: str) -> None:
    staff = cast.staff(getattr(cast, name))
    assert not policies.may_assess(staff, cast.agency)
    with pytest.raises(Refused):
        actions.store_assessment(cast.agency, facts(), by=staff, at=cast.at)
    assert not Assessment.objects.exists()


def test_bad_facts_name_their_field_and_leave_nothing(cast: Cast) -> None:
    with pytest.raises(Problem) as caught:
        store(cast, act_date="2024-02-30")
    assert (caught.value.field, caught.value.reason) == ("act_date", "rules.bad.no_such_day")
    assert not Assessment.objects.exists()


def test_the_door_hides_other_bodies(cast: Cast) -> None:
    stored = store(cast)
    assert queries.assessment_for(cast.staff(cast.rina), stored.ref) == stored
    with pytest.raises(Hidden):
        queries.assessment_for(cast.staff(cast.anton), stored.ref)


def test_only_what_comes_out_differently_is_called_changed(cast: Cast) -> None:
    same = store(cast)
    level = store(cast, said_then=("yes", "discipline", "medium", ["disc-social-reaction"]))
    rule = store(cast, said_then=("yes", "discipline", "severe", ["another-row"]))
    found = queries.changed_today([same, level, rule])
    assert [one.stored for one in found] == [level, rule]
    assert found[0].now == queries.Line("yes", "discipline", "severe")
    assert (found[1].came, found[1].went) == (("disc-social-reaction",), ("another-row",))
