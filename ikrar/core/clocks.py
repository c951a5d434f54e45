"""By which day must something be done, who must do it, and what happens when the day passes?

A clock is a row of the table; facts (started, paused, extended, stopped) are given; the due day is computed,
never stored. Where sources disagree both days are given and the earlier one comes first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from ikrar.core.days import CALENDAR, DaysOff, Unit, Zone, add_days, add_hours, day_in, in_zone
from ikrar.core.verdicts import Problem


class State(StrEnum):
    """Where a clock stands."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    LAPSED = "lapsed"
    UNSET = "unset"


class Note(StrEnum):
    """What a reader must know beside the day itself."""

    NEXT_DAY = "counted_from_next_day"
    NOT_YET_DECREED = "not_yet_decreed"
    ESTIMATED = "estimated_holiday"
    ENDS_ON_DAY_OFF = "ends_on_day_off"
    UNIT_DISPUTED = "unit_disputed"
    EXTENSION_UNSETTLED = "extension_unsettled"
    HOUR_UNKNOWN = "hour_unknown"
    SET_BY_BODY = "set_by_body"


class ExtensionFrom(StrEnum):
    """Whether an extension is added to the due day, or the sources leave its start open."""

    DUE = "due"
    UNSETTLED = "unsettled"


class Confidence(StrEnum):
    """How well the row is known."""

    TEXT = "text"
    SECONDARY = "secondary"
    MEMORY = "memory"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class Length:
    """A number of days, working days or hours; 0 means at once."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 0:
            raise Problem("clock.negative_length", "length", length=self.count)


@dataclass(frozen=True, slots=True)
class Extension:
    """A length added under a condition (code `when`)."""

    length: Length
    runs_from: ExtensionFrom
    when: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One row of the clock table. `length` None: no source states it, so the body must set it.

    `other_unit` is the second reading where sources disagree. Texts (`title`, `explain`, ...) are the table's own.
    """

    code: str
    title: str
    starts: str
    starts_told: str
    length: Length | None
    other_unit: Unit | None
    extension: Extension | None
    may_pause: bool
    stops_when: str
    lapse: str
    lapse_told: str
    owner: str
    owner_told: str
    article: str
    source: str
    address: str
    confidence: Confidence
    note: str
    explain: str
    explain_extended: str
    explain_unset: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count, both inclusive; `last` None: still paused."""

    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What happened. `as_of` is the day asked about; `own` is the length the body set, for clocks without one."""

    started: date | datetime
    zone: Zone = Zone.WIB
    pauses: tuple[Pause, ...] = ()
    extended: bool = False
    stopped_on: date | None = None
    as_of: date | None = None
    own: Length | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The answer. `other` is the later day of a second reading; `at` the moment of a clock in hours."""

    clock: Clock
    started: date
    state: State
    day: date | None
    other: date | None
    at: datetime | None
    length: Length | None
    extended: bool
    in_time: bool | None
    notes: tuple[Note, ...]

    def sentence(
        self, tell_day: Callable[[date | datetime], str] = str, units: Mapping[Unit, str] | None = None
    ) -> str:
        """The table's own sentence, filled: why this day, with its article. `tell_day` and `units` give the words."""
        if self.length is None:
            return self.clock.explain_unset
        told = units or {unit: unit.value for unit in Unit}
        pattern = self.clock.explain_extended if self.extended else self.clock.explain
        more = self.clock.extension.length if self.clock.extension else self.length
        due = self.at or self.day
        values = {
            "from": tell_day(self.started),
            "due": tell_day(due) if due else "…",
            "other": tell_day(self.other or due) if (self.other or due) else "…",
            "length": str(self.length.count),
            "unit": told[self.length.unit],
            "extension": str(more.count),
            "extension_unit": told[more.unit],
        }
        return pattern.format(**values)


def due(clock: Clock, facts: ClockFacts, holidays: DaysOff) -> Due:
    """The due day of `clock` by `facts`. Problem: a length, pause or extension the row does not allow, or bad days."""
    started = day_in(facts.started, facts.zone)
    length = _length(clock, facts)
    _check(clock, facts, started)
    extended = facts.extended and clock.extension is not None
    if length is None:
        return Due(clock, started, State.UNSET, None, None, None, None, extended, None, ())
    if any(pause.last is None for pause in facts.pauses):
        state = State.STOPPED if facts.stopped_on else State.PAUSED
        return Due(clock, started, state, None, None, None, length, extended, None, ())
    if length.unit is Unit.HOURS:
        return _due_in_hours(clock, facts, length, started)
    first, other = _days(clock, facts, length, started, holidays)
    notes = _notes(clock, facts, length, started, other or first, holidays)
    if first in holidays.days or first.isoweekday() > holidays.week:
        notes = (*notes, Note.ENDS_ON_DAY_OFF)
    in_time = None if facts.stopped_on is None else facts.stopped_on <= first
    return Due(clock, started, _state(facts, other or first), first, other, None, length, extended, in_time, notes)


def _length(clock: Clock, facts: ClockFacts) -> Length | None:
    if clock.length is not None and facts.own is not None:
        raise Problem("clock.length_fixed", "length", clock=clock.code, article=clock.article)
    return clock.length or facts.own


def _check(clock: Clock, facts: ClockFacts, started: date) -> None:
    """Facts that contradict the row or each other are refused, naming the field."""
    if facts.pauses and not clock.may_pause:
        raise Problem("clock.no_pause", "pause", clock=clock.code)
    if facts.pauses and facts.own is not None and facts.own.unit is Unit.HOURS:
        raise Problem("clock.no_pause_in_hours", "pause", clock=clock.code)
    if facts.extended and clock.extension is None:
        raise Problem("clock.no_extension", "extended", clock=clock.code)
    for pause in facts.pauses:
        if pause.last is not None and pause.last < pause.first:
            raise Problem("clock.pause_backwards", "pause", first=pause.first, last=pause.last)
    if facts.stopped_on is not None and facts.stopped_on < started:
        raise Problem("clock.stopped_before_start", "stopped_on", started=started, stopped=facts.stopped_on)


def _due_in_hours(clock: Clock, facts: ClockFacts, length: Length, started: date) -> Due:
    """Hours run through nights and holidays; a bare day counts from its first minute, the cautious reading."""
    known = isinstance(facts.started, datetime)
    midnight = datetime.combine(started, time(), facts.zone.offset)
    begun = in_zone(facts.started, facts.zone) if isinstance(facts.started, datetime) else midnight
    at = add_hours(begun, length.count, facts.zone)
    in_time = None if facts.stopped_on is None else (facts.stopped_on <= at.date() if known else None)
    if facts.stopped_on == at.date():
        in_time = None  # a day alone does not tell whether the hour was kept
    notes = (() if known else (Note.HOUR_UNKNOWN,)) + ((Note.SET_BY_BODY,) if facts.own else ())
    return Due(clock, started, _state(facts, at.date()), at.date(), None, at, length, False, in_time, notes)


def _days(
    clock: Clock, facts: ClockFacts, length: Length, started: date, holidays: DaysOff
) -> tuple[date, date | None]:
    """The due day, and the later day of a second reading where there is one."""
    count = _Counting(facts.pauses, holidays)
    readings = [count.after(started, length)]
    if clock.other_unit is not None:
        readings.append(count.after(started, Length(length.count, clock.other_unit)))
    if facts.extended and clock.extension is not None:
        more = clock.extension
        ends = [count.after(day, more.length) for day in readings]
        if more.runs_from is ExtensionFrom.UNSETTLED:
            ends.append(max(readings[0], count.after(started, more.length)))
        readings = ends
    return min(readings), max(readings) if len(readings) > 1 else None


class _Counting:
    """Counts on in either unit, passing over pauses."""

    def __init__(self, pauses: tuple[Pause, ...], holidays: DaysOff) -> None:
        paused = [day for pause in pauses for day in _span(pause)]
        self._off = {
            Unit.DAYS: CALENDAR.without(paused) if paused else CALENDAR,
            Unit.WORKING_DAYS: holidays.without(paused) if paused else holidays,
        }

    def after(self, day: date, length: Length) -> date:
        return add_days(day, length.count, self._off[length.unit])


def _span(pause: Pause) -> list[date]:
    last = pause.last or pause.first
    return [pause.first + timedelta(n) for n in range((last - pause.first).days + 1)]


def _notes(
    clock: Clock, facts: ClockFacts, length: Length, started: date, last: date, holidays: DaysOff
) -> tuple[Note, ...]:
    """What the reader must know, in a fixed order."""
    used = {length.unit} | ({clock.other_unit} if clock.other_unit else set())
    if facts.extended and clock.extension is not None:
        used.add(clock.extension.length.unit)
    working = Unit.WORKING_DAYS in used
    unsettled = (
        facts.extended
        and clock.extension is not None
        and clock.extension.runs_from is ExtensionFrom.UNSETTLED
    )
    holds = {
        Note.NEXT_DAY: length.count > 0,
        Note.UNIT_DISPUTED: clock.other_unit is not None,
        Note.EXTENSION_UNSETTLED: unsettled,
        Note.SET_BY_BODY: facts.own is not None,
        Note.NOT_YET_DECREED: working and not holidays.is_decreed(started, last),
        Note.ESTIMATED: working and any(started <= day <= last for day in holidays.estimated),
    }
    return tuple(note for note, yes in holds.items() if yes)


def _state(facts: ClockFacts, last: date) -> State:
    """Stopped when what was due was done; lapsed only when every reading of the due day has passed."""
    if facts.stopped_on is not None:
        return State.STOPPED
    return State.LAPSED if facts.as_of is not None and facts.as_of > last else State.RUNNING
