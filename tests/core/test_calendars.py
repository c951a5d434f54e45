"""Where does a stage lie on a day, and which rows cannot be taken?"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ikrar.core.calendars import Certainty, Line, When, check, coming, when
from ikrar.core.verdicts import Problem

LINE = Line("PILKADA_2024", "CAMPAIGN", "Kampanye", date(2024, 9, 25), date(2024, 11, 23), Certainty.DATED, "PKPU 2/2024", "lampiran", "text")  # fmt: skip
DAY = timedelta(1)


@pytest.mark.parametrize(
    ("today", "where"),
    [
        (date(2024, 9, 24), When.COMING),
        (date(2024, 9, 25), When.NOW),
        (date(2024, 11, 23), When.NOW),
        (date(2024, 11, 24), When.PAST),
    ],
)
def test_a_stage_runs_from_its_first_through_its_last_day(today: date, where: When) -> None:
    assert when(LINE, today) == where


def test_a_window_that_has_begun_is_not_said_to_run() -> None:
    planned = replace(LINE, certainty=Certainty.WINDOW)
    assert when(planned, date(2024, 10, 1)) == When.UNDECIDED
    assert when(planned, date(2024, 11, 24)) == When.PAST


def test_a_stage_without_a_first_day_runs_until_its_last() -> None:
    assert when(replace(LINE, first=None), date(1999, 1, 1)) == When.NOW


def test_a_stage_without_a_last_day_ends_with_its_election() -> None:
    ban = replace(LINE, last=None)
    closes_on = date(2025, 2, 20)
    assert when(ban, closes_on, closes_on) == When.NOW
    assert when(ban, closes_on + DAY, closes_on) == When.PAST


def test_what_comes_stands_nearest_first_and_without_a_day_last() -> None:
    near, far = replace(LINE, stage="A"), replace(LINE, stage="B", first=LINE.last, last=LINE.last)
    never = replace(LINE, stage="C", first=None, last=None, certainty=Certainty.NOT_DECIDED)
    over = replace(LINE, stage="D", first=date(2020, 1, 1), last=date(2020, 1, 1))
    assert [one.stage for one in coming([never, far, over, near], date(2024, 9, 1))] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"first": None}, "first"),
        ({"last": None}, "last"),
        ({"last": date(2024, 9, 24)}, "last"),
        ({"first": date(1024, 9, 25)}, "first"),
        ({"source": " "}, "source"),
        ({"basis": "x" * 301}, "basis"),
        ({"certainty": Certainty.NOT_DECIDED}, "first"),
    ],
)
def test_a_row_that_cannot_be_right_names_its_field(change: dict[str, Any], field: str) -> None:
    check(LINE)
    with pytest.raises(Problem) as caught:
        check(replace(LINE, **change))
    assert caught.value.field == field
