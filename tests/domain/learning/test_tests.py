"""Is a pass kept once, a score told to nobody, and the reach the same as counting heads?"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ikrar.core import canonical, leaves
from ikrar.core.learning import Standing
from ikrar.core.proof_files import dump_proof, load_proof
from ikrar.core.proofs import check_proof
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.learning import actions, erasing, notices, proving, queries
from ikrar.domain.learning.models import Attempt, Bank
from ikrar.domain.ledger import sequencer, signer
from ikrar.domain.ledger.actions import Unknown, result_of
from ikrar.domain.ledger.models import Entry
from ikrar.domain.people.models import Notice, Outbox
from tests.given.cast import Cast
from tests.given.learning import a_test, right_answers
from tests.given.notices import reach_by
from tests.given.pledges import Morning, a_morning

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_log(settings: LazySettings, tmp_path: Path) -> None:
    settings.IKRAR_LOG = tmp_path / "log"
    settings.IKRAR_SECOND = tmp_path / "second"
    settings.IKRAR_DEMO = True


@pytest.fixture
def morning(cast: Cast) -> Morning:
    return a_morning(cast)


def test_the_bank_is_loaded_once_and_its_keys_are_frozen(cast: Cast) -> None:
    one = actions.load_bank(by=Unknown(), at=cast.at)
    two = actions.load_bank(by=Unknown(), at=cast.at + timedelta(days=1))
    assert one == two
    assert Bank.objects.count() == 1
    assert bytes(one.sha256) == leaves.text_hash(one.body)


def test_ayu_fails_once_passes_then_and_stays_passed(cast: Cast, morning: Morning) -> None:
    test, ayu = a_test(cast, morning), morning.ayu
    first = actions.take_test(test, ayu, given=right_answers(test, wrong=2), by=ayu, at=cast.at)
    assert not first.result.passed
    second = actions.take_test(test, ayu, given=right_answers(test, wrong=1), by=ayu, at=cast.at)
    third = actions.take_test(test, ayu, given=right_answers(test, wrong=4), by=ayu, at=cast.at)
    assert (second.result.passed, third.attempt) == (True, second.attempt)
    assert Attempt.objects.filter(has_passed=True).count() == 1
    assert Entry.objects.filter(fact="test.passed").count() == 1


def test_the_ledger_learns_of_an_attempt_and_nothing_of_how_it_went(cast: Cast, morning: Morning) -> None:
    test, ayu = a_test(cast, morning), morning.ayu
    actions.take_test(test, ayu, given=right_answers(test, wrong=2), by=ayu, at=cast.at)
    entry = Entry.objects.get(fact="test.attempted")
    assert set(canonical.loads(entry.details.encode())) == {"test", "way"}  # type: ignore[arg-type]


@pytest.mark.parametrize("answers", [{"foreign": "no"}, {"state-car": "perhaps"}])
def test_answers_of_another_test_are_refused_and_nothing_is_kept(
    cast: Cast, morning: Morning, answers: dict[str, str]
) -> None:
    test = a_test(cast, morning)
    with pytest.raises(Problem, match=r"learning\.foreign_answers"):
        actions.take_test(test, morning.ayu, given=answers, by=morning.ayu, at=cast.at)
    assert not Attempt.objects.exists()


def test_a_closed_test_takes_nothing_in(cast: Cast, morning: Morning) -> None:
    test = result_of(actions.close_test(a_test(cast, morning), by=cast.staff(cast.sari), at=cast.at))
    with pytest.raises(Refused, match=r"learning\.closed"):
        actions.take_test(test, morning.ayu, given=right_answers(test), by=morning.ayu, at=cast.at)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"questions": ("state-car",)}, "questions"),
        ({"questions": ("a", "b", "c")}, "questions"),
        ({"pass_share": 20}, "pass_share"),
        ({"hours": 99}, "hours"),
        ({"until": None}, "until"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(
    cast: Cast, morning: Morning, change: dict[str, object], field: str
) -> None:
    if change.get("until", 0) is None:
        change = {"until": morning.at - timedelta(days=1)}
    with pytest.raises(Problem) as refused:
        a_test(cast, morning, **change)
    assert refused.value.field == field


def test_only_the_officer_of_the_drive_opens_a_test(cast: Cast, morning: Morning) -> None:
    test = a_test(cast, morning)
    plan = actions.Plan(
        "Uji", ("like-candidate", "state-car", "attributes"), 70, 0, cast.at, cast.at + timedelta(1)
    )
    for person in (cast.budi, cast.hadi, cast.rina, cast.anton):
        with pytest.raises(Refused):
            actions.open_test(morning.drive, plan=plan, by=cast.staff(person), at=cast.at)
        with pytest.raises(Refused):
            actions.close_test(test, by=cast.staff(person), at=cast.at)


def test_the_reach_of_every_unit_is_what_counting_heads_gives(cast: Cast, morning: Morning) -> None:
    test = a_test(cast, morning)
    actions.take_test(test, morning.ayu, given=right_answers(test), by=morning.ayu, at=cast.at)
    actions.take_test(test, morning.nyoman, given=right_answers(test, wrong=4), by=morning.nyoman, at=cast.at)
    actions.take_test(test, morning.nyoman, given=right_answers(test, wrong=3), by=morning.nyoman, at=cast.at)
    units = list(cast.agency.units.order_by("first"))
    people = {"ayu": morning.ayu, "made": morning.made, "nyoman": morning.nyoman, "wayan": morning.wayan}
    with CaptureQueriesContext(connection) as seen:
        rows = queries.reach_of_units(test, cast.agency, units)
    assert len(seen) == 1
    for row in rows:
        assert row.unit is not None
        here = [n for n, a in people.items() if row.unit.first <= a.unit.first <= row.unit.last]
        assert row.asked == len(here)
        assert row.attended == len({"ayu", "nyoman"} & set(here))
        assert row.passed == len({"ayu"} & set(here))
    whole = queries.reach_of_bodies([test])[test.pk, cast.agency.pk]
    assert (whole.asked, whole.attended, whole.passed, whole.not_yet) == (4, 2, 1, 2)


def test_officers_see_standings_in_their_units_only(cast: Cast, morning: Morning) -> None:
    test = a_test(cast, morning)
    actions.take_test(test, morning.ayu, given=right_answers(test), by=morning.ayu, at=cast.at)
    actions.take_test(test, morning.made, given=right_answers(test, wrong=4), by=morning.made, at=cast.at)
    root = cast.agency.units.get(parent=None)
    rows = queries.people_in(test, cast.staff(cast.sari), root)
    seen = {p.name: p.standing for p in map(queries.person_of, rows)}
    assert seen["Ayu Lestari"] is Standing.PASSED
    assert seen["Made Artana"] is Standing.ATTENDED
    assert seen["Wayan Putra"] is Standing.NOT_YET
    with pytest.raises(Hidden):
        queries.people_in(test, cast.staff(cast.anton), root)
    with pytest.raises(Hidden):
        queries.test_for(cast.staff(cast.anton), test.ref)


def test_a_pass_is_proven_by_the_log_and_one_changed_name_is_refused(cast: Cast, morning: Morning) -> None:
    test = a_test(cast, morning)
    done = actions.take_test(test, morning.ayu, given=right_answers(test), by=morning.ayu, at=cast.at)
    sequencer.run(cast.at)
    proof = proving.proof_of_pass(queries.attempt_by_ref(done.attempt.ref))
    assert proof is not None
    check = {"verify_ed25519": signer.verify_ed25519, "verify_mldsa": signer.verify_mldsa}
    assert check_proof(load_proof(dump_proof(proof)), **check).is_accepted
    subject = dict(proof.record["subject"])  # type: ignore[arg-type,call-overload]
    proof.record["subject"] = {**subject, "name": "Orang Lain"}
    assert not check_proof(proof, **check).is_accepted


def test_an_erased_person_leaves_no_answer_and_no_record(cast: Cast, morning: Morning) -> None:
    test = a_test(cast, morning)
    done = actions.take_test(test, morning.ayu, given=right_answers(test), by=morning.ayu, at=cast.at)
    ref = morning.ayu.employee.ref
    assert erasing.clear_attempts(ref, by=Unknown(), at=cast.at) == 1
    entry = Entry(subject=f"employee:{ref}")
    assert not erasing.follow_erasure(entry, cast.at)
    row = Attempt.objects.get(pk=done.attempt.pk)
    assert (row.answers, row.record) == ("", "")
    with pytest.raises(Hidden):
        proving.proof_of_pass(queries.attempt_by_ref(row.ref))


def test_reminders_go_to_those_without_a_pass_once_a_round(cast: Cast, morning: Morning) -> None:
    test = a_test(cast, morning)
    for name, asked in (("ayu", morning.ayu), ("made", morning.made)):
        reach_by(asked, f"{name}@contoh.example", cast.at)
    actions.take_test(test, morning.ayu, given=right_answers(test), by=morning.ayu, at=cast.at)
    assert notices.remind_people(cast.at) == 0
    week = cast.at + timedelta(days=7)
    notices.remind_people(week)
    notices.remind_people(week + timedelta(hours=1))
    rows = Outbox.objects.filter(kind=notices.KIND)
    assert [row.about for row in rows] == [f"test:{test.ref}:{morning.made.pk}:1"]
    told = notices.reminder_of(rows[0].about)
    assert told is not None and told.test == "Uji Contoh"
    actions.take_test(test, morning.made, given=right_answers(test), by=morning.made, at=week)
    assert notices.reminder_of(rows[0].about) is None
    assert notices.round_of(test, test.until - timedelta(hours=3)) == -1


def test_officers_are_warned_on_the_last_day_while_people_are_missing(cast: Cast, morning: Morning) -> None:
    test = a_test(cast, morning)
    assert notices.warn_officers(cast.at) == 0
    last_day = test.until - timedelta(hours=5)
    notices.warn_officers(last_day)
    notices.warn_officers(last_day)
    told = Notice.objects.filter(kind="test.closing_soon")
    assert [(n.about, n.person) for n in told] == [(test.subject_ref, cast.sari)]


def test_every_round_of_the_job_goes_on_where_the_last_one_stopped(
    cast: Cast, morning: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    test, week = a_test(cast, morning), cast.at + timedelta(days=7)
    for n, asked in enumerate((morning.ayu, morning.made, morning.nyoman, morning.wayan)):
        reach_by(asked, f"{n}@contoh.example", cast.at)
    monkeypatch.setattr(notices, "AT_ONCE", 2)
    assert [notices.remind_people(week + timedelta(hours=n)) for n in range(4)] == [2, 2, 0, 0]
    assert Outbox.objects.filter(kind=notices.KIND, about__startswith=f"test:{test.ref}:").count() == 4
    assert notices.remind_people(test.until - timedelta(hours=5)) == 2  # the last day is another round


def test_people_are_picked_by_standing_in_the_database(cast: Cast, morning: Morning) -> None:
    test, staff, root = a_test(cast, morning), cast.staff(cast.sari), cast.agency.units.get(parent=None)
    actions.take_test(test, morning.ayu, given=right_answers(test), by=morning.ayu, at=cast.at)
    actions.take_test(test, morning.made, given=right_answers(test, wrong=4), by=morning.made, at=cast.at)
    found = {said: [a.pk for a in queries.people_in(test, staff, root, standing=said)] for said in Standing}
    assert found[Standing.PASSED] == [morning.ayu.pk] and found[Standing.ATTENDED] == [morning.made.pk]
    assert found[Standing.NOT_YET] == [morning.nyoman.pk, morning.wayan.pk]
