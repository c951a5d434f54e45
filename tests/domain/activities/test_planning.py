"""Is an activity planned, changed, held and cancelled by the right people, each once, and is a wrong plan refused?"""

from datetime import timedelta
from typing import Any

import pytest

from ikrar.core.activities import Kind, Part, Span
from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, result_of
from ikrar.domain.ledger.models import Entry
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Outcome, PartHeld, Question, Talk
from ikrar.domain.programme.models import Activity, ActivitySession
from ikrar.domain.programme.queries import activities as queries
from tests.given.activities import a_gate
from tests.given.activity_records import a_span, an_activity, an_activity_plan
from tests.given.cast import Cast
from tests.given.programme import a_planned_apel, some_employees

pytestmark = pytest.mark.django_db


def test_planning_twice_with_one_key_makes_one(cast: Cast) -> None:
    sari = cast.staff(cast.sari)
    spans = [a_span(cast.at), a_span(cast.at, days=2, name="Regu B")]
    first, again = (
        actions.plan_activity(cast.agency, plan=an_activity_plan(), spans=spans, by=sari, at=cast.at, key="k")
        for _ in range(2)
    )
    assert isinstance(again, Unchanged) and again.result == first
    assert Activity.objects.count() == 1 and ActivitySession.objects.count() == 2
    assert Entry.objects.get(fact="activity.planned").subject == f"activity:{result_of(first).ref}"
    assert queries.includes_of(result_of(first)) == [Kind.OATH, Kind.SIGNING]


@pytest.mark.parametrize("name", ["budi", "hadi", "rina", "joko", "anton"])
def test_only_the_officer_of_the_body_plans(cast: Cast, name: str) -> None:
    with pytest.raises(Refused):
        actions.plan_activity(
            cast.agency, plan=an_activity_plan(), spans=[a_span(cast.at)], by=cast.staff(getattr(cast, name)),
            at=cast.at,
        )  # fmt: skip
    assert not Activity.objects.exists()


def test_a_past_activity_is_recorded_only_when_it_is_meant_and_says_so(cast: Cast) -> None:
    sari, span = cast.staff(cast.sari), a_span(cast.at, days=-3)
    with pytest.raises(Problem) as problem:
        actions.plan_activity(cast.agency, plan=an_activity_plan(), spans=[span], by=sari, at=cast.at)
    assert (problem.value.reason, problem.value.field) == ("activity.past_unconfirmed", "past_is_meant")
    assert an_activity(cast, days=-3).was_past
    assert not an_activity(cast, days=1).was_past


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"name": " "}, "activity.no_name", "name"),
        ({"place": ""}, "activity.no_place", "place"),
        ({"link": "http://contoh.example"}, "activity.link_not_safe", "link"),
        ({"link": "javascript:alert(1)"}, "activity.link_not_safe", "link"),
    ],
)
def test_a_plan_that_lacks_something_is_refused_at_its_field(
    cast: Cast, changes: dict[str, Any], reason: str, field: str
) -> None:
    with pytest.raises(Problem) as problem:
        an_activity(cast, **changes)
    assert (problem.value.reason, problem.value.field) == (reason, field)


def test_it_counts_as_held_only_after_it_began_and_was_declared(cast: Cast) -> None:
    activity, sari = an_activity(cast, days=1), cast.staff(cast.sari)
    with pytest.raises(Refused):
        actions.hold_activity(activity, by=sari, at=cast.at)
    later = cast.at + timedelta(days=1, hours=1)
    day = later.date()
    assert queries.held_activities(cast.agency, None, day, day) == []
    actions.hold_activity(activity, by=sari, at=later)
    (held,) = queries.held_activities(cast.agency, Kind.OATH, day, day)
    assert (held.ref, held.on, held.present, held.is_host) == (activity.ref, day, 0, True)
    assert queries.held_activities(cast.agency, Kind.MONITORING, day, day) == []
    assert queries.held_activities(cast.agency, None, day + timedelta(1), day + timedelta(9)) == []
    assert queries.held_activities(cast.other, None, day, day) == []
    with pytest.raises(Refused):
        actions.cancel_activity(activity, because="batal", by=sari, at=later)


def test_a_cancelled_one_stays_as_it_is(cast: Cast) -> None:
    activity, sari = an_activity(cast), cast.staff(cast.sari)
    with pytest.raises(Problem):
        actions.cancel_activity(activity, because=" ", by=sari, at=cast.at)
    actions.cancel_activity(activity, because="Aula dipakai", by=sari, at=cast.at)
    with pytest.raises(Refused):
        actions.change_activity(activity, plan=an_activity_plan(), by=sari, at=cast.at)
    with pytest.raises(Refused):
        actions.note_outcome(activity, outcome=Outcome("arahan"), by=sari, at=cast.at)


def test_shifts_are_added_changed_and_removed_until_somebody_attended(cast: Cast) -> None:
    activity, sari = an_activity(cast), cast.staff(cast.sari)
    night = a_span(cast.at, days=1.5, name="Regu malam")
    (made,) = result_of(actions.add_sessions(activity, spans=[night], by=sari, at=cast.at))
    with pytest.raises(Problem) as twice:
        actions.add_sessions(activity, spans=[night], by=sari, at=cast.at)
    assert twice.value.reason == "activity.session_stands"
    moved = Span(night.starts_at + timedelta(hours=1), night.ends_at + timedelta(hours=1), "Regu malam B")
    actions.change_session(made, span=moved, by=sari, at=cast.at)
    a_gate(cast, made)
    with pytest.raises(Problem) as used:
        actions.change_session(made, span=night, by=sari, at=cast.at)
    assert used.value.reason == "activity.session_is_used"
    renamed = Span(moved.starts_at, moved.ends_at, "Regu C")
    assert result_of(actions.change_session(made, span=renamed, by=sari, at=cast.at)).name == "Regu C"
    with pytest.raises(Problem):
        actions.remove_session(made, by=sari, at=cast.at)
    (first, _) = queries.sessions_of(activity)
    actions.remove_session(first, by=sari, at=cast.at)
    assert [s.name for s in queries.sessions_of(activity)] == ["Regu C"]


def test_the_last_session_stays(cast: Cast) -> None:
    activity = an_activity(cast)
    (only,) = queries.sessions_of(activity)
    with pytest.raises(Problem) as problem:
        actions.remove_session(only, by=cast.staff(cast.sari), at=cast.at)
    assert problem.value.reason == "activity.last_session"


def test_an_elected_head_opens_and_is_no_employee(cast: Cast) -> None:
    activity, sari = an_activity(cast), cast.staff(cast.sari)
    (employee,) = some_employees(cast.health, 1, cast.at, name="Nama Pegawai", position="Kepala Bidang")
    deputy = PartHeld(Part.OPENER, "Dewi Contoh", "Wakil Bupati", is_elected=True)
    actions.add_part(activity, held=deputy, by=sari, at=cast.at)
    assert queries.people_in_parts(activity)[0].is_elected
    wrong = PartHeld(Part.OPENER, "", is_elected=True, employee=employee)
    with pytest.raises(Problem) as problem:
        actions.add_part(activity, held=wrong, by=sari, at=cast.at)
    assert problem.value.reason == "activity.elected_is_no_employee"
    actions.add_part(activity, held=PartHeld(Part.MODERATOR, "", employee=employee), by=sari, at=cast.at)
    names = [(r.role, r.name, r.office) for r in queries.people_in_parts(activity)]
    assert names == [
        ("opener", "Dewi Contoh", "Wakil Bupati"),
        ("moderator", "Nama Pegawai", "Kepala Bidang"),
    ]
    actions.remove_part(queries.people_in_parts(activity)[0], by=sari, at=cast.at)
    assert len(queries.people_in_parts(activity)) == 1


def test_an_answer_outlives_its_speaker_without_the_name(cast: Cast) -> None:
    activity, sari = an_activity(cast), cast.staff(cast.sari)
    talk = Talk("Rudi Contoh", "Bawaslu Contoh", "Pengawasan netralitas")
    speaker = result_of(actions.set_speaker(activity, talk=talk, by=sari, at=cast.at, key="s"))
    assert actions.set_speaker(activity, talk=talk, by=sari, at=cast.at, key="s") == Unchanged(speaker)
    asked = Question("Bolehkah memberi tanda suka?", "Tidak.", "Peserta dari sekolah", speaker)
    actions.note_question(activity, asked=asked, by=sari, at=cast.at)
    actions.remove_speaker(speaker, by=sari, at=cast.at)
    (row,) = queries.questions_of(activity)
    assert row.answered_by is None and row.answer == "Tidak."
    actions.remove_question(row, by=sari, at=cast.at)
    assert queries.questions_of(activity) == []


def test_an_apel_becomes_its_activity_once_with_session_and_parts(cast: Cast) -> None:
    apel = a_planned_apel(cast)
    sari = cast.staff(cast.sari)
    activity = result_of(actions.document_apel(apel, by=sari, at=cast.at))
    again = actions.document_apel(apel, by=sari, at=cast.at)
    assert again == Unchanged(activity) and Activity.objects.count() == 1
    (session,) = queries.sessions_of(activity)
    assert (session.starts_at, session.ends_at) == (apel.starts_at, apel.ends_at)
    parts = [(r.role, r.name, r.is_elected) for r in queries.people_in_parts(activity)]
    assert parts == [
        ("guide", "Hadi Contoh", False), ("leader", "Tono Contoh", False), ("oath_reader", "Wati Contoh", False),
        ("witness", "Dewi Contoh", True),
    ]  # fmt: skip
    assert not activity.was_past and activity.kind == Kind.APEL
    with pytest.raises(Refused):
        actions.document_apel(apel, by=cast.staff(cast.anton), at=cast.at)


def test_no_name_stands_in_the_ledger(cast: Cast) -> None:
    activity, sari = an_activity(cast), cast.staff(cast.sari)
    actions.add_part(activity, held=PartHeld(Part.LEADER, "Rahasia Contoh"), by=sari, at=cast.at)
    actions.set_speaker(activity, talk=Talk("Rahasia Contoh", "Lembaga"), by=sari, at=cast.at)
    assert not any("Rahasia" in entry.details for entry in Entry.objects.all())
