"""Are working days counted as a patient clerk would count them, in three zones, with the table as it was known?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core.days import BadDays, DayOff, Kind, Pause, WorkWeek, Zone, as_known, day_in, merged
from ikrar.domain.elections.holidays import national, work_week
from tests.core.oracles import slow_days

DAYS = st.dates(date(2020, 1, 1), date(2028, 12, 31))
OFF = st.sets(st.dates(date(2020, 1, 1), date(2029, 12, 31)), max_size=60)


def week(off: set[date], has_six_days: bool = False) -> WorkWeek:
    days = tuple(DayOff(day, "libur", Kind.LOCAL) for day in off)
    return WorkWeek(days, date(2030, 12, 31), has_six_days)


@settings(max_examples=50, deadline=None)
@given(DAYS, st.integers(0, 80), OFF, st.booleans())
def test_the_nth_working_day_is_the_one_a_walk_finds(start: date, n: int, off: set[date], six: bool) -> None:
    assert week(off, six).add(start, n) == slow_days.nth(start, n, off, 6 if six else 5)


@settings(max_examples=50, deadline=None)
@given(DAYS, st.integers(0, 400), OFF, st.booleans())
def test_counting_agrees_with_a_walk(start: date, n: int, off: set[date], six: bool) -> None:
    end = start + timedelta(n)
    assert week(off, six).count(start, end) == slow_days.between(start, end, off, 6 if six else 5)


@settings(max_examples=50, deadline=None)
@given(DAYS, st.integers(1, 80), OFF, st.dates(date(2020, 1, 1), date(2029, 12, 31)))
def test_one_more_day_off_never_brings_a_due_day_nearer(
    start: date, n: int, off: set[date], more: date
) -> None:
    assert week(off | {more}).add(start, n) >= week(off).add(start, n)


def test_a_whole_month_of_days_off_is_walked_through() -> None:
    off = {date(2024, 4, 1) + timedelta(n) for n in range(30)}
    assert week(off).add(date(2024, 3, 29), 1) == date(2024, 5, 1)


@pytest.mark.parametrize(("year", "working"), [(2023, 239), (2024, 238), (2025, 237), (2026, 240), (2027, 242)])
def test_the_years_have_as_many_working_days_as_the_decrees_leave(year: int, working: int) -> None:
    assert work_week().count(date(year - 1, 12, 31), date(year, 12, 31)) == working


def test_joint_leave_and_polling_days_are_off() -> None:
    known = {one.day: one.kind for one in national().days_off}
    assert known[date(2024, 11, 27)] == Kind.PUBLIC
    assert known[date(2024, 4, 12)] == Kind.JOINT_LEAVE
    assert not work_week().is_working(date(2025, 8, 18))


def test_names_are_indonesian() -> None:
    assert {o.name for o in national().days_off if o.day == date(2024, 8, 17)} == {
        "Hari Kemerdekaan Republik Indonesia"
    }


def test_a_year_without_joint_leave_is_not_yet_decreed() -> None:
    table = national()
    assert table.decreed_through.year >= 2027
    after = table.decreed_through + timedelta(1)
    assert not work_week().is_decreed(after)
    assert work_week().is_decreed(table.decreed_through)
    assert not [o for o in table.days_off if o.kind == Kind.JOINT_LEAVE and o.day >= after]


def test_a_day_off_announced_later_was_not_known_before() -> None:
    friday, late = (
        date(2025, 8, 15),
        DayOff(date(2025, 8, 18), "cuti bersama", Kind.JOINT_LEAVE, date(2025, 8, 7)),
    )
    end = date(2025, 12, 31)
    assert as_known([late], end, on=date(2025, 8, 6)).add(friday, 1) == date(2025, 8, 18)
    assert as_known([late], end, on=date(2025, 8, 7)).add(friday, 1) == date(2025, 8, 19)
    assert as_known([late], end).add(friday, 1) == date(2025, 8, 19)


def test_a_day_off_that_was_withdrawn_counts_until_its_withdrawal() -> None:
    gone = DayOff(date(2024, 12, 20), "libur daerah", Kind.LOCAL, date(2024, 1, 1), date(2024, 12, 1))
    end = date(2024, 12, 31)
    assert not as_known([gone], end, on=date(2024, 11, 30)).is_working(gone.day)
    assert as_known([gone], end, on=date(2024, 12, 1)).is_working(gone.day)
    assert as_known([gone], end).is_working(gone.day)


def test_saturday_is_work_only_in_a_six_day_office() -> None:
    friday = date(2024, 11, 29)
    assert work_week().add(friday, 1) == date(2024, 12, 2)
    assert work_week(has_six_days=True).add(friday, 1) == date(2024, 11, 30)


def test_a_day_off_on_a_sunday_moves_nothing_and_is_not_listed() -> None:
    sunday = date(2024, 12, 1)
    assert week({sunday}).add(date(2024, 11, 29), 1) == date(2024, 12, 2)
    assert week({sunday}).skipped(date(2024, 11, 29), date(2024, 12, 2)) == ()


def test_two_reasons_for_one_day_off_are_one_day_off() -> None:
    days = tuple(DayOff(date(2024, 12, 2), name, Kind.LOCAL) for name in ("satu", "dua"))
    office = WorkWeek(days, date(2024, 12, 31))
    assert office.add(date(2024, 11, 29), 1) == date(2024, 12, 3)
    assert len(office.skipped(date(2024, 11, 29), date(2024, 12, 3))) == 1


def test_one_moment_is_another_day_further_east() -> None:
    moment = datetime(2024, 11, 26, 15, 30, tzinfo=UTC)
    assert [day_in(moment, zone).day for zone in Zone] == [26, 26, 27]
    with pytest.raises(BadDays, match="year_out_of_reach"):
        day_in(datetime(1, 1, 1, tzinfo=UTC), Zone.WIB)
    with pytest.raises(BadDays, match="zone_missing"):
        day_in(datetime(2024, 11, 26, 15, 30), Zone.WIB)  # noqa: DTZ001  a moment without zone is the point


@pytest.mark.parametrize(
    ("start", "days"), [(date(1900, 1, 1), 3), (date(2024, 1, 1), -1), (date(2024, 1, 1), 10_001)]
)
def test_days_out_of_reach_are_refused(start: date, days: int) -> None:
    with pytest.raises(BadDays):
        week(set()).add(start, days)


def test_pauses_that_touch_are_one() -> None:
    first, second = Pause(date(2024, 1, 1), date(2024, 1, 3)), Pause(date(2024, 1, 4), date(2024, 1, 5))
    assert merged([second, first]) == [Pause(date(2024, 1, 1), date(2024, 1, 5))]
    with pytest.raises(BadDays, match="pause_ends_before"):
        Pause(date(2024, 1, 2), date(2024, 1, 1))
