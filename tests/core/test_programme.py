"""How drives move, who is asked, how codes are checked, and what is left open about acting offices."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core import programme_codes as codes
from ikrar.core.programme import (
    APEL_MOVES,
    CAPACITIES,
    MOVES,
    Answer,
    ApelStage,
    Deed,
    Plan,
    Stage,
    Term,
    Why,
    can_move,
    capacity,
    level_of_echelon,
    needs_basis,
    ranks_present,
    standing_of,
)
from ikrar.core.programme_target import Change, InTarget, OnRoster, change_for

AT = datetime(2026, 11, 23, 0, 31, tzinfo=UTC)
KEY = bytes(range(32))
STATUSES = frozenset({"PNS", "NON_ASN"})


def test_a_drive_never_opens_without_approval() -> None:
    assert {s for s, to in MOVES.items() if Stage.OPENING in to} == {Stage.APPROVED}
    assert {s for s, to in MOVES.items() if Stage.APPROVED in to} == {Stage.DRAFT}
    assert not can_move(Stage.DRAFT, Stage.OPENING, Why.NOT_APPROVED)


def test_every_stage_has_its_moves_and_a_closed_drive_stays_closed() -> None:
    assert set(MOVES) == set(Stage)
    assert set(APEL_MOVES) == set(ApelStage)
    assert MOVES[Stage.CLOSED] == frozenset()


def test_only_acting_offices_need_a_letter() -> None:
    assert {t for t in Term if needs_basis(t)} == {Term.PLT, Term.PLH, Term.PJ, Term.PJS}


def test_what_no_source_settles_stays_unsettled() -> None:
    assert capacity(Term.PLH, Deed.APPROVE_DRIVE).answer is Answer.UNSETTLED
    assert capacity(Term.PJ, Deed.LEAD_APEL).answer is Answer.YES
    assert capacity(Term.ELECTED, Deed.SIGN_FIRST).answer is Answer.NO
    assert all(c.source for c in CAPACITIES.values() if c.answer is not Answer.UNSETTLED)


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("II.a", 2),
        ("II/b", 2),
        ("III a", 3),
        ("22", 2),
        ("iv.b", 4),
        ("V.a", 5),
        ("I.a", 1),
        ("", 0),
        ("99", 0),
        ("Staf", 0),
    ],
)
def test_an_echelon_is_read_however_it_was_typed(typed: str, level: int) -> None:
    assert level_of_echelon(typed) == level


def test_the_order_of_signing_names_only_ranks_that_stand_there() -> None:
    assert ranks_present(["III.a", "II.b", "III.b", ""]) == ("head", "echelon_2", "echelon_3", "staff")


@given(st.binary(min_size=6, max_size=6), st.integers(1, 10**9), st.integers(1, 10**9))
@settings(max_examples=50)
def test_a_code_opens_the_door_of_its_person_only(chance: bytes, asked: int, other: int) -> None:
    code = codes.make_code(chance)
    mark = codes.code_mark(KEY, asked=asked, code=code)
    assert codes.is_code(KEY, asked=asked, typed=f" {code[:3].lower()}-{code[3:]} ", mark=mark)
    assert codes.is_code(KEY, asked=other, typed=code, mark=mark) == (other == asked)
    assert not codes.is_code(bytes(32), asked=asked, typed=code, mark=mark)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "ABC*EF", "------"])
def test_what_cannot_be_a_code_never_opens(typed: str) -> None:
    mark = codes.code_mark(KEY, asked=1, code=codes.read_code(typed))
    assert not codes.is_code(KEY, asked=1, typed=typed, mark=mark)


def test_wrong_codes_slow_a_person_from_the_fifth_on_and_never_beyond_a_quarter_of_an_hour() -> None:
    pauses = [codes.pause_after(n) for n in range(200)]
    assert pauses[:5] == [timedelta(0)] * 5
    assert pauses[5:8] == [timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120)]
    assert pauses == sorted(pauses)
    assert max(pauses) == timedelta(minutes=15)


def test_a_plan_names_the_field_that_is_missing() -> None:
    plan = Plan(" ", (), ("PNS",), AT + timedelta(days=2), AT + timedelta(days=1))
    assert [(str(f), field) for f, field in plan.faults(AT)] == [
        ("drive.no_name", "name"), ("drive.no_election", "elections"), ("drive.late_before_deadline", "late_until"),
    ]  # fmt: skip
    assert not Plan("a", ("b",), ("PNS",), AT + timedelta(1), AT + timedelta(1)).faults(AT)


PEOPLE = st.builds(
    OnRoster, body=st.integers(1, 2), unit=st.integers(1, 3), status=st.sampled_from(["PNS", "PPPK", "NON_ASN"]),
    position=st.sampled_from(["active", "unpaid_leave", "retired"]), left_on=st.sampled_from([None, date(2026, 1, 1)]),
)  # fmt: skip
ROWS = st.one_of(
    st.none(), st.builds(InTarget, body=st.integers(1, 2), unit=st.integers(1, 3), has_left=st.booleans())
)


@given(PEOPLE, ROWS)
@settings(max_examples=50)
def test_following_the_roster_twice_changes_nothing_the_second_time(
    person: OnRoster, row: InTarget | None
) -> None:
    match change_for(person, row, STATUSES):
        case Change.LEAVE:
            assert row is not None
            row = InTarget(row.body, row.unit, True)
        case Change.JOIN | Change.MOVE | Change.RETURN:
            row = InTarget(person.body, person.unit)
    assert change_for(person, row, STATUSES) is Change.NONE


def test_somebody_on_unpaid_leave_is_listed_and_not_asked() -> None:
    assert [standing_of(p) for p in ("active", "unpaid_leave", "whatever")] == ["asked", "listed", "left_out"]
    assert change_for(OnRoster(1, 1, "PNS", "unpaid_leave"), None, STATUSES) is Change.NONE
    assert change_for(OnRoster(1, 1, "PNS", "unpaid_leave"), InTarget(1, 1), STATUSES) is Change.NONE
