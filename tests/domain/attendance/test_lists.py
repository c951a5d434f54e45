"""Lists, guests, heads, counts, corrections and the root of a closed session: who may, and what counts?"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ikrar.core.attendance import AbsentWhy, Way
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, Unknown, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.ledger.queries import details_of
from ikrar.domain.people.grants import Role
from ikrar.domain.programme import actions, queries
from ikrar.domain.programme.actions import Confirmer
from ikrar.domain.programme.models import ActivitySession, Attendance, RowCount
from ikrar.domain.programme.queries.attendance import (
    attendance_session_for,
    bodies_expected,
    expected_at,
    expected_count,
    unit_to_list,
    units_to_list,
)
from ikrar.domain.programme.queries.attendance_judging import late_scans, still_holds
from ikrar.domain.programme.queries.attendance_names import corrections_of, employees_named
from ikrar.domain.roster.actions import give_seat
from ikrar.domain.roster.models import Unit
from tests.given.activities import a_brought, a_gate, a_session_to_attend, code_for, invite
from tests.given.cast import Cast
from tests.given.programme import some_employees

pytestmark = pytest.mark.django_db
LEADER, COMMITTEE = Confirmer("Hadi Contoh", "Sekretaris Daerah"), Confirmer("Rina Contoh", "Ketua Satgas")


@pytest.fixture
def session(cast: Cast) -> ActivitySession:
    return a_session_to_attend(cast)


def test_a_unit_operator_records_their_own_units_and_no_other(cast: Cast, session: ActivitySession) -> None:
    pupils, nurses = some_employees(cast.school, 2, cast.at), some_employees(cast.health, 1, cast.at)
    budi = cast.staff(cast.budi)
    new = actions.record_list(
        session, cast.education, present=pupils[:1], absent={pupils[1]: AbsentWhy.DUTY}, by=budi, at=cast.at
    )
    assert new == 1
    with pytest.raises(Refused):
        actions.record_list(session, cast.health, present=nurses, absent={}, by=budi, at=cast.at)
    with pytest.raises(Problem, match="not_of_this_unit"):
        actions.record_list(session, cast.education, present=nurses, absent={}, by=budi, at=cast.at)
    with pytest.raises(Problem, match="both_present_and_absent"):
        actions.record_list(
            session, cast.school, present=pupils, absent={pupils[0]: AbsentWhy.LEAVE}, by=budi, at=cast.at
        )


def test_counts_keep_asn_others_guests_and_heads_apart(cast: Cast, session: ActivitySession) -> None:
    sari = cast.staff(cast.sari)
    asn, others = (
        some_employees(cast.school, 3, cast.at),
        some_employees(cast.health, 2, cast.at, status="NON_ASN"),
    )
    actions.record_list(
        session, cast.education, present=asn[:2], absent={asn[2]: AbsentWhy.UNKNOWN}, by=sari, at=cast.at
    )
    actions.record_list(session, cast.health, present=others, absent={}, way=Way.PAPER, by=sari, at=cast.at)
    guest: dict[str, Any] = {"institution": "Bawaslu Contoh", "by": sari, "at": cast.at}
    actions.note_guest(session, name="Tamu Satu", **guest)
    actions.note_guest(session, name="Tamu Dua", **guest)
    row: dict[str, Any] = {"unit": cast.health, "row": "Barisan 3", "by": sari, "at": cast.at}
    actions.count_row(session, cast.agency, heads=40, **row)
    actions.count_row(session, cast.agency, heads=41, **row)
    counts = queries.attendance_counts(session)
    assert (counts.asn, counts.non_asn, counts.guests, counts.named) == (2, 2, 2, 6)
    assert (counts.heads, counts.absent, counts.offices, counts.expected) == (41, 1, 3, 5)
    assert {(c.unit and c.unit.name): (c.named, c.absent, c.heads) for c in counts.by_unit} == {
        "Dinas Kesehatan": (2, 0, 41), "SD Negeri 1 Contoh": (2, 1, None),
    }  # fmt: skip
    assert RowCount.objects.count() == 2


def test_whoever_was_named_absent_and_comes_later_is_present(cast: Cast, session: ActivitySession) -> None:
    sari, (who,) = cast.staff(cast.sari), some_employees(cast.health, 1, cast.at)
    actions.record_list(session, cast.health, present=[], absent={who: AbsentWhy.DUTY}, by=sari, at=cast.at)
    assert queries.attendance_counts(session).absent == 1
    actions.record_list(session, cast.health, present=[who], absent={}, by=sari, at=cast.at)
    counts = queries.attendance_counts(session)
    assert (counts.asn, counts.absent) == (1, 0)


def test_a_list_sent_twice_changes_nothing(cast: Cast, session: ActivitySession) -> None:
    sari, people = cast.staff(cast.sari), some_employees(cast.health, 2, cast.at)
    call: dict[str, Any] = {"present": people, "absent": {}, "by": sari, "at": cast.at, "key": "k" * 30}
    actions.record_list(session, cast.health, **call)
    before = Entry.objects.count()
    assert isinstance(actions.record_list(session, cast.health, **call), Unchanged)
    assert (Entry.objects.count(), Attendance.objects.count()) == (before, 2)


@pytest.mark.parametrize(("name", "institution"), [(" ", "Bawaslu"), ("Tamu", ""), ("tamu  contoh", "BAWASLU")])
def test_a_guest_needs_name_and_institution_and_stands_once(
    cast: Cast, session: ActivitySession, name: str, institution: str
) -> None:
    sari = cast.staff(cast.sari)
    actions.note_guest(session, name="Tamu Contoh", institution="Bawaslu", by=sari, at=cast.at)
    with pytest.raises(Problem):
        actions.note_guest(session, name=name, institution=institution, by=sari, at=cast.at)


def test_another_body_sees_no_session_and_the_task_force_does(cast: Cast, session: ActivitySession) -> None:
    assert attendance_session_for(cast.staff(cast.rina), session.ref) == session
    for stranger in (cast.anton, cast.joko, cast.hadi, cast.oki):
        with pytest.raises(Hidden):
            attendance_session_for(cast.staff(stranger), session.ref)


def test_who_is_expected(cast: Cast, session: ActivitySession) -> None:
    people = some_employees(cast.health, 2, cast.at)
    some_employees(Unit.objects.get(agency=cast.other), 1, cast.at)
    assert expected_at(session) == frozenset(p.pk for p in people)
    invite(session, people[:1], by=cast.staff(cast.sari), at=cast.at)
    assert expected_at(session) == frozenset({people[0].pk})
    assert expected_at(a_session_to_attend(cast, is_open=True)) is None
    assert list(bodies_expected(session)) == [cast.agency]


def test_a_search_finds_only_people_within_reach(cast: Cast, session: ActivitySession) -> None:
    some_employees(cast.health, 1, cast.at, name="Ayu Kesehatan")
    some_employees(cast.school, 1, cast.at, name="Ayu Sekolah")
    assert [e.name for e in employees_named(cast.staff(cast.budi), session, "ayu")] == ["Ayu Sekolah"]
    assert len(employees_named(cast.staff(cast.sari), session, "ayu")) == 2
    assert employees_named(cast.staff(cast.sari), session, "ay") == []


def test_corrections_keep_the_row_and_its_reason(cast: Cast, session: ActivitySession) -> None:
    sari, (ayu, made) = cast.staff(cast.sari), some_employees(cast.health, 2, cast.at)
    row = actions.add_attendance(session, ayu, reason="Lupa kartu", by=sari, at=cast.at)
    assert isinstance(row, Attendance)
    with pytest.raises(Problem, match="there_already"):
        actions.add_attendance(session, ayu, reason="Lupa kartu", by=sari, at=cast.at)
    with pytest.raises(Problem, match="reason_needed"):
        actions.add_attendance(session, made, reason=" ", by=sari, at=cast.at)
    with pytest.raises(Refused):
        actions.void_attendance(row, reason="Keliru", by=cast.staff(cast.budi), at=cast.at)
    actions.void_attendance(row, reason="Keliru orang", by=sari, at=cast.at)
    assert queries.attendance_counts(session).asn == 0
    assert [(c.reason, c.void_reason) for c in corrections_of(session)] == [("Lupa kartu", "Keliru orang")]
    actions.add_attendance(session, ayu, reason="Ternyata benar", by=sari, at=cast.at)
    assert queries.attendance_counts(session).asn == 1


def test_closing_needs_two_people_and_its_root_stands_until_something_changes(
    cast: Cast, session: ActivitySession
) -> None:
    sari, people = cast.staff(cast.sari), some_employees(cast.health, 3, cast.at)
    actions.record_list(session, cast.health, present=people[:2], absent={}, by=sari, at=cast.at)
    call: dict[str, Any] = {"by": sari, "at": cast.at}
    with pytest.raises(Problem, match="same_person_confirms"):
        actions.close_attendance(session, leader=LEADER, committee=Confirmer("hadi  contoh", ""), **call)
    with pytest.raises(Problem, match="field_needed"):
        actions.close_attendance(session, leader=LEADER, committee=Confirmer(" ", ""), **call)
    closing = result_of(actions.close_attendance(session, leader=LEADER, committee=COMMITTEE, **call))
    said = details_of(Entry.objects.get(fact=Fact.ATTENDANCE_CLOSED))
    assert (said["root"], said["rows"], said["round"]) == (bytes(closing.root).hex(), 2, 1)
    assert "Hadi" not in str(said)
    assert still_holds(closing)
    with pytest.raises(Problem, match="nothing_changed"):
        actions.close_attendance(session, leader=LEADER, committee=COMMITTEE, **call)
    with pytest.raises(Refused):
        actions.record_list(session, cast.health, present=people[2:], absent={}, by=sari, at=cast.at)
    actions.add_attendance(session, people[2], reason="Terlewat", by=sari, at=cast.at)
    assert not still_holds(closing)
    second = result_of(actions.close_attendance(session, leader=LEADER, committee=COMMITTEE, **call))
    assert (second.round, second.rows) == (2, 3)
    assert still_holds(second)


def test_scans_after_closing_are_kept_and_change_nothing(cast: Cast, session: ActivitySession) -> None:
    sari, people = cast.staff(cast.sari), some_employees(cast.health, 2, cast.at)
    actions.issue_cards(cast.health, by=sari, at=cast.at)
    gate = a_gate(cast, session)
    actions.take_in_scans(gate, [a_brought(code_for(people[0]), cast.at)], by=gate, at=cast.at)
    closing = result_of(
        actions.close_attendance(session, leader=LEADER, committee=COMMITTEE, by=sari, at=cast.at)
    )
    assert closing.rows == 1
    later = cast.at + timedelta(hours=5)
    actions.take_in_scans(gate, [a_brought(code_for(people[1]), cast.at)], by=gate, at=later)
    assert isinstance(actions.settle_attendance(session, by=gate, at=later), Unchanged)
    assert late_scans(session) == 1
    assert still_holds(closing)


def test_a_session_that_has_not_begun_is_not_closed(cast: Cast, session: ActivitySession) -> None:
    early = session.starts_at - timedelta(minutes=1)
    with pytest.raises(Refused, match="not_begun"):
        actions.close_attendance(
            session, leader=LEADER, committee=COMMITTEE, by=cast.staff(cast.sari), at=early
        )


def test_open_points_name_units_without_a_list(cast: Cast, session: ActivitySession) -> None:
    sari, people = cast.staff(cast.sari), some_employees(cast.school, 1, cast.at)
    assert queries.open_points(session).units_without_list == 2
    actions.record_list(session, cast.education, present=people, absent={}, by=sari, at=cast.at)
    assert queries.open_points(session).units_without_list == 1


def test_a_body_that_is_not_expected_is_not_listed(cast: Cast, session: ActivitySession) -> None:
    everywhere = Unknown()
    give_seat(cast.sari, role=Role.OFFICER, agency=cast.other, since=cast.at.date(), by=everywhere, at=cast.at)
    sari, root = cast.staff(cast.sari), Unit.objects.get(agency=cast.other)
    people = some_employees(root, 1, cast.at)
    with pytest.raises(Refused, match="body_not_expected"):
        actions.record_list(session, root, present=people, absent={}, by=sari, at=cast.at)
    with pytest.raises(Refused, match="body_not_expected"):
        actions.count_row(session, cast.other, unit=root, row="1", heads=4, by=sari, at=cast.at)
    with pytest.raises(Hidden):
        unit_to_list(sari, session, cast.other.ref, root.ref)
    assert unit_to_list(sari, session, cast.agency.ref, cast.health.ref) == cast.health
    assert {body.ref for body, _units in units_to_list(sari, session)} == {cast.agency.ref}
    (_body, reached), *more = units_to_list(cast.staff(cast.budi), session)
    assert not more and cast.school in reached and cast.health not in reached


def test_a_closed_session_takes_nothing_from_an_old_copy(cast: Cast, session: ActivitySession) -> None:
    sari, people = cast.staff(cast.sari), some_employees(cast.health, 2, cast.at)
    now: dict[str, Any] = {"by": sari, "at": cast.at}
    actions.add_attendance(session, people[0], reason="Lupa kartu", **now)
    old = ActivitySession.objects.select_related("activity__agency").get()
    row, again = Attendance.objects.get(), Attendance.objects.get()
    actions.close_attendance(session, leader=LEADER, committee=COMMITTEE, **now)
    with pytest.raises(Refused, match="closed"):
        actions.record_list(old, cast.health, present=people[1:], absent={}, **now)
    old = ActivitySession.objects.select_related("activity__agency").get()
    old.closed_at = None
    assert isinstance(actions.settle_attendance(old, **now), Unchanged) and old.closed_at is not None
    actions.void_attendance(row, reason="Keliru orang", **now)
    assert isinstance(actions.void_attendance(again, reason="Lain", **now), Unchanged)
    assert Attendance.objects.get().void_reason == "Keliru orang"


def test_how_many_are_expected_is_counted_and_not_listed(cast: Cast, session: ActivitySession) -> None:
    people = some_employees(cast.health, 3, cast.at)
    with CaptureQueriesContext(connection) as asked:
        assert expected_count(session) == 3
    assert all("COUNT(*)" in one["sql"] for one in asked)
    invite(session, people[:2], by=cast.staff(cast.sari), at=cast.at)
    assert expected_count(session) == 2
    assert expected_count(a_session_to_attend(cast, is_open=True)) is None
