"""Does a withheld number stay withheld, whatever else of the table is shown, and are ratings read as said?"""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core.small_numbers import FEW, Shown, withhold
from ikrar.core.vulnerabilities import Level, Stage, can_change, heat, level

ROWS, COLUMNS = ("Utara", "Selatan"), ("hoax", "conflict", "other")
PLACES = list(product(ROWS, COLUMNS))


def fits(shown: Shown, guess: dict[tuple[str, str], int]) -> bool:
    """Whether a table agrees with everything that is shown: the slow reading of a curious outsider."""
    if any(shown.cells[p] is not None and shown.cells[p] != guess[p] for p in PLACES):
        return False
    if any(shown.cells[p] is None and not 1 <= guess[p] < FEW for p in PLACES):
        return False
    for row in ROWS:
        if shown.row_totals[row] not in {None, sum(guess[row, c] for c in COLUMNS)}:
            return False
    for column in COLUMNS:
        if shown.column_totals[column] not in {None, sum(guess[r, column] for r in ROWS)}:
            return False
    return shown.total in {None, sum(guess.values())}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=6, max_size=6))
def test_nobody_can_compute_a_withheld_number(values: list[int]) -> None:
    counts = dict(zip(PLACES, values, strict=True))
    shown = withhold(counts, ROWS, COLUMNS)
    hidden = [p for p in PLACES if shown.cells[p] is None]
    assert hidden == [p for p in PLACES if 0 < counts[p] < FEW]
    assert fits(shown, counts)
    for place in hidden:
        possible = set()
        for guess in product(range(1, FEW), repeat=len(hidden)):
            table = {**counts, **dict(zip(hidden, guess, strict=True))}
            if fits(shown, table):
                possible.add(table[place])
        assert len(possible) > 1, place


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    shown = withhold(dict.fromkeys(PLACES, 7), ROWS, COLUMNS)
    assert not shown.hides
    assert (shown.total, shown.row_totals["Utara"], shown.column_totals["hoax"]) == (42, 21, 14)


@pytest.mark.parametrize(
    ("likely", "heavy", "expected"),
    [(1, 1, Level.LOW), (2, 2, Level.LOW), (1, 5, Level.MEDIUM), (3, 3, Level.MEDIUM), (2, 5, Level.HIGH),
     (3, 4, Level.HIGH), (3, 5, Level.VERY_HIGH), (5, 5, Level.VERY_HIGH)],
)  # fmt: skip
def test_levels(likely: int, heavy: int, expected: Level) -> None:
    assert level(likely, heavy) is expected is level(heavy, likely)


@pytest.mark.parametrize("rating", [(0, 3), (3, 6), (-1, 1)])
def test_a_rating_outside_the_scale_is_refused(rating: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="between 1 and 5"):
        level(*rating)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=40))
def test_the_heat_table_holds_every_entry_once(ratings: list[tuple[int, int]]) -> None:
    cells = heat(ratings)
    assert len(cells) == 25
    assert all(cells[place] == ratings.count(place) for place in cells)


def test_a_closed_entry_stays_as_it_is() -> None:
    assert can_change(Stage.OPEN) and can_change(Stage.HANDLED) and not can_change(Stage.CLOSED)
