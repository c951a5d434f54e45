"""Is a state judged from what happened, on the right day, and is "nothing to report" never "no answer"?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.core.days import DayOff, Kind, as_known
from ikrar.core.instructions import (
    Basis,
    Evidence,
    Said,
    Stage,
    State,
    can_change,
    can_issue,
    has_reached,
    is_in_force,
    judge,
    judge_monthly,
    reached_on,
    read_basis,
)
from ikrar.core.instructions_dues import DueUnit, due_after, earlier, is_later, month_later, monthly_dues

DUE = date(2026, 11, 30)
BEFORE, AFTER = DUE - timedelta(days=1), DUE + timedelta(days=1)


@pytest.mark.parametrize(
    ("evidence", "said", "today", "state", "is_late"),
    [
        (Evidence(), None, DUE, State.NOT_YET, False),
        (Evidence(), None, AFTER, State.NO_ANSWER, True),
        (Evidence(number=3, of=9), None, DUE, State.RUNNING, False),
        (Evidence(number=3, of=9), None, AFTER, State.RUNNING, True),
        (Evidence(about="taskforce:X"), None, AFTER, State.RUNNING, True),
        (Evidence(DUE, 9, 9), None, AFTER, State.FULFILLED, False),
        (Evidence(AFTER, 9, 9), None, AFTER, State.LATE, True),
        (Evidence(), Said(BEFORE, True), AFTER, State.NOTHING, False),
        (Evidence(), Said(AFTER, True), AFTER, State.NOTHING, True),
        (Evidence(), Said(DUE, False), AFTER, State.FULFILLED, False),
        (Evidence(), Said(AFTER, False), AFTER, State.LATE, True),
    ],
)
def test_what_happened_decides(
    evidence: Evidence, said: Said | None, today: date, state: State, is_late: bool
) -> None:
    judged = judge(DUE, evidence, said, today)
    assert (judged.state, judged.is_late) == (state, is_late)


@given(st.booleans(), st.integers(-40, 40), st.integers(-40, 40))
def test_no_answer_and_nothing_to_report_never_meet(is_nothing: bool, answered: int, shift: int) -> None:
    today = DUE + timedelta(days=shift)
    said = Said(DUE + timedelta(days=answered), is_nothing)
    assert judge(DUE, Evidence(), said, today).state is not State.NO_ANSWER
    assert judge(DUE, Evidence(), None, today).state is not State.NOTHING


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=12),
    st.integers(1, 60),
    st.integers(1, 100),
)
def test_the_day_is_the_first_on_which_the_share_was_there(
    counts: list[tuple[int, int]], of: int, share: int
) -> None:
    per_day = [(DUE + timedelta(days=n), number) for n, number in counts]
    found = reached_on(per_day, of, share)
    slow = [day for day, _ in sorted(per_day) if has_reached(sum(n for d, n in per_day if d <= day), of, share)]
    assert found == (slow[0] if slow else None)
    assert (found is None) == (not has_reached(sum(n for _, n in per_day), of, share))
    if found is not None:
        assert not has_reached(sum(n for d, n in per_day if d < found), of, share)


def test_of_nobody_nothing_is_reached_and_no_share_is_rounded_up() -> None:
    assert not has_reached(0, 0, 1)
    assert not has_reached(899, 1000, 90)
    assert has_reached(900, 1000, 90)


def test_a_missed_month_speaks_for_all_and_an_answered_one_waits_for_the_next() -> None:
    dues = monthly_dues(date(2026, 1, 31), None, date(2026, 3, 10))
    assert dues == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    february = {date(2026, 2, 28): Said(date(2026, 2, 27), True)}
    missed = judge_monthly(dues, february, date(2026, 3, 10))
    assert (missed.state, missed.due, missed.number, missed.of) == (State.NO_ANSWER, date(2026, 1, 31), 1, 3)
    both = {**february, date(2026, 1, 31): Said(date(2026, 2, 5), False)}
    running = judge_monthly(dues, both, date(2026, 3, 10))
    assert (running.state, running.due, running.number) == (State.RUNNING, date(2026, 3, 31), 2)
    whole = judge_monthly(dues, {**both, date(2026, 3, 31): Said(date(2026, 3, 9), True)}, date(2026, 3, 10))
    assert (whole.state, whole.number, whole.is_done) == (State.NOTHING, 3, True)


def test_months_end_with_the_last_day_and_at_the_end_that_was_set() -> None:
    assert month_later(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert monthly_dues(date(2026, 1, 5), date(2026, 2, 5), date(2027, 1, 1)) == [
        date(2026, 1, 5),
        date(2026, 2, 5),
    ]
    assert monthly_dues(DUE, None, date(2026, 1, 1)) == [DUE]


def test_working_days_leave_out_weekends_and_days_off() -> None:
    week = as_known([DayOff(date(2026, 12, 1), "Libur", Kind.LOCAL)], date(2026, 12, 31))
    assert due_after(date(2026, 11, 27), 3, DueUnit.WORKING, week) == date(2026, 12, 3)
    assert due_after(date(2026, 11, 27), 3, DueUnit.CALENDAR, week) == date(2026, 11, 30)


@given(st.integers(0, 60), st.integers(-30, 90))
def test_what_is_passed_on_is_never_due_later_than_above(days: int, ahead: int) -> None:
    today = DUE - timedelta(days=ahead)
    assert earlier(DUE, days, today) <= DUE
    assert not is_later(earlier(DUE, days, today), DUE)
    assert is_later(AFTER, DUE)
    assert not is_later(None, DUE)


def test_a_basis_is_read_by_lines_and_a_missing_source_shows() -> None:
    text = "Keputusan bersama 2022 | salinan Contoh\n\n  Surat Gubernur Contoh  \n"
    assert read_basis(text) == (
        Basis("Keputusan bersama 2022", "salinan Contoh"),
        Basis("Surat Gubernur Contoh", ""),
    )


def test_stages_allow_what_they_must() -> None:
    assert [s for s in Stage if can_change(s)] == [Stage.DRAFT, Stage.ISSUED]
    assert [s for s in Stage if can_issue(s)] == [Stage.DRAFT]
    assert [s for s in Stage if is_in_force(s)] == [Stage.ISSUED]
