"""Random clocks with facts they allow, for the comparison with the slow reference; the same for the same chance."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from ikrar.core.clocks import Aim, Clock, ExtendedFrom, Facts, Unit
from ikrar.core.days import DayOff, Kind, Pause, WorkWeek, Zone

UNITS = ((Unit.CALENDAR,), (Unit.WORKING,), (Unit.CALENDAR, Unit.WORKING), (Unit.HOURS,))
TEXTS = ("stop", "lapse", "owner", "article", "source", "text")
Case = tuple[Clock, Facts, WorkWeek, set[date], int]


def random_case(chance: random.Random, rows: Sequence[Clock]) -> Case:
    """A row of the table or an invented one, facts, the week, and the same days off and week as plain data."""
    start = date(2018, 1, 1) + timedelta(chance.randrange(4000))
    off = {start + timedelta(chance.randrange(-20, 120)) for _ in range(chance.randrange(20))}
    days_a_week = chance.choice((5, 6))
    week = WorkWeek(tuple(DayOff(d, "x", Kind.LOCAL) for d in off), date(2100, 1, 1), days_a_week == 6)
    clock = chance.choice(rows) if chance.random() < 0.5 else _invented(chance)
    return clock, _facts(chance, clock, start), week, off, days_a_week


def _invented(chance: random.Random) -> Clock:
    units = chance.choice(UNITS)
    more = 0 if Unit.HOURS in units else chance.choice((0, 0, 5, 14))
    unit = chance.choice((Unit.CALENDAR, Unit.WORKING)) if more else None
    where = chance.choice(tuple(ExtendedFrom))
    may_pause = Unit.HOURS not in units
    return Clock("X", Aim.LIMIT, "start", chance.randrange(70), units, more, unit, where, may_pause, *TEXTS)


def _facts(chance: random.Random, clock: Clock, start: date) -> Facts:
    needs_hour = Unit.HOURS in clock.units or chance.random() < 0.3
    minute = time(chance.randrange(24), chance.randrange(60), tzinfo=UTC)
    pauses = []
    for _ in range(chance.randrange(3) if clock.may_pause else 0):
        first = start + timedelta(chance.randrange(-5, 60))
        pauses.append(Pause(first, first + timedelta(chance.randrange(20))))
    own = chance.randrange(1, 60) if clock.length is None and chance.random() < 0.8 else None
    return Facts(
        datetime.combine(start, minute) if needs_hour else start,
        chance.choice(tuple(Zone)),
        pauses=tuple(pauses),
        extension=chance.randint(0, clock.extension),
        configured=own,
        configured_unit=chance.choice((Unit.CALENDAR, Unit.WORKING)) if own else None,
    )
