"""Do terms of office collide exactly on the days on which they overlap?"""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.core.taskforces import ALONE, MOVES, Collision, Held, Role, Stage, can_move, collision

FIRST = date(2026, 1, 1)
DAYS = 12


@st.composite
def terms(draw: st.DrawFn) -> Held:
    start = draw(st.integers(0, DAYS))
    end = draw(st.one_of(st.none(), st.integers(start, DAYS)))
    return Held(
        draw(st.sampled_from(list(Role))), draw(st.sampled_from("abc")), FIRST + timedelta(start),
        None if end is None else FIRST + timedelta(end),
    )  # fmt: skip


def days_of(held: Held) -> set[date]:
    """Every single day of a term within the small world of this test."""
    last = held.until or FIRST + timedelta(DAYS * 3)
    return {held.since + timedelta(n) for n in range((last - held.since).days + 1)}


@given(terms(), st.lists(terms(), max_size=6))
def test_a_term_collides_exactly_when_a_day_is_shared(new: Held, others: list[Held]) -> None:
    shared = [o for o in others if days_of(new) & days_of(o)]
    same_person = any(o.who == new.who for o in shared)
    taken = new.role in ALONE and any(o.role is new.role for o in shared)
    assert (collision(new, others) is not None) == (same_person or taken)


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    assert collision(Held(Role.MEMBER, "a", FIRST, FIRST - timedelta(1)), []) is Collision.BACKWARDS


def test_the_next_chair_begins_the_day_after_the_last_one_ended() -> None:
    old = Held(Role.CHAIR, "a", FIRST, FIRST + timedelta(5))
    assert collision(Held(Role.CHAIR, "b", FIRST + timedelta(6), None), [old]) is None
    assert collision(Held(Role.CHAIR, "b", FIRST + timedelta(5), None), [old]) is Collision.TAKEN


@pytest.mark.parametrize(("stage", "to"), list(pairwise(Stage)))
def test_it_moves_one_step_at_a_time(stage: Stage, to: Stage) -> None:
    assert can_move(stage, to)
    assert not can_move(to, stage)
    assert Stage.DRAFT not in {one for moves in MOVES.values() for one in moves}
