"""When does a statutory clock end, and why on that day? A pure function of facts, the clock's row and the days off.

Terms and articles stand in domain/rules/library/clocks.csv. Where sources differ, every reading is computed.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ikrar.core.days import BadDays, DayOff, Pause, WorkWeek, Zone, checked, day_in, merged, zone_of


class Unit(StrEnum):
    """What is counted."""

    CALENDAR = "days"
    WORKING = "working_days"
    HOURS = "hours"


class ExtendedFrom(StrEnum):
    """Where an extension starts: at the due day, at the start of the clock, or no source says."""

    DUE = "due"
    START = "start"
    UNSETTLED = "unsettled"


class Aim(StrEnum):
    """Is the last day a limit for a duty, or the day on which something takes effect?"""

    LIMIT = "limit"
    EFFECT = "effect"


class State(StrEnum):
    """How a clock stands at a moment."""

    RUNNING = "running"
    MET = "met"
    LATE = "late"
    LAPSED = "lapsed"
    REACHED = "reached"  # the day of an effect has come
    STOPPED = "stopped"  # what would have taken effect waits for the event that stopped the clock
    UNSURE = "unsure"  # the readings of the sources give different answers, or the hour is missing
    UNCONFIGURED = "unconfigured"


class Note(StrEnum):
    """What must be said beside a due day."""

    START_DAY_NOT_COUNTED = "start_day_not_counted"
    READINGS_DIFFER = "readings_differ"
    EXTENDED = "extended"
    PAUSED = "paused"
    CONFIGURED = "configured"
    UNCONFIGURED = "unconfigured"
    ENDS_ON_DAY_OFF = "ends_on_day_off"
    NOT_DECREED = "not_decreed"
    ESTIMATED_DAY_OFF = "estimated_day_off"


class BadFacts(ValueError):
    """The facts do not fit the clock; `field` names the fact, `reason` is a code."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason = field, reason


@dataclass(frozen=True, slots=True)
class Clock:
    """One row of the clock table. `length` None: no source gives it and the body configures it."""

    code: str
    aim: Aim
    starts: str
    length: int | None
    units: tuple[Unit, ...]  # more than one: the sources differ
    extension: int  # at most; 0: none
    extension_unit: Unit | None
    extended_from: ExtendedFrom
    may_pause: bool
    stops_when: str
    lapse: str
    owner: str
    article: str
    source: str
    confidence: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What happened. A moment must be aware; hours need a moment. `configured` is the length set by the body."""

    started: date | datetime
    zone: Zone = Zone.WIB
    stopped: date | datetime | None = None
    pauses: tuple[Pause, ...] = ()
    extension: int = 0
    configured: int | None = None
    configured_unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the term: the unit, where an extension starts, and the last day (hours: the last moment)."""

    unit: Unit
    extended_from: ExtendedFrom | None
    due: date | datetime
    skipped: tuple[DayOff, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """The answer: readings from the earliest to the latest, and the notes that belong beside them."""

    clock: Clock
    facts: Facts
    length: int | None
    readings: tuple[Reading, ...]
    notes: tuple[Note, ...]

    @property
    def due(self) -> date | datetime | None:
        """The earliest reading: who keeps it keeps every reading. None while the length is not configured."""
        return self.readings[0].due if self.readings else None

    @property
    def other(self) -> date | datetime | None:
        """The latest reading."""
        return self.readings[-1].due if self.readings else None


def due(clock: Clock, facts: Facts, week: WorkWeek) -> Due:
    """The due day of `clock` under `facts`, with its reasons. Raises BadFacts.

    The day of the start is not counted, and a term of calendar days is not moved by a day off: the sources of the
    table settle neither, so both are said as notes.
    """
    _check(clock, facts)
    length = clock.length if clock.length is not None else facts.configured
    if length is None:
        return Due(clock, facts, None, (), (Note.UNCONFIGURED,))
    units = clock.units if clock.length is not None else (facts.configured_unit or Unit.WORKING,)
    try:
        readings = tuple(
            sorted(
                (reading for unit in units for reading in _readings(clock, facts, length, unit, week)),
                key=lambda reading: day_in(reading.due, facts.zone),
            )
        )
    except (BadDays, OverflowError) as bad:
        raise BadFacts("started", getattr(bad, "reason", "days.span_out_of_reach")) from bad
    return Due(clock, facts, length, readings, _notes(clock, facts, readings, week))


def state(found: Due, now: datetime) -> State:
    """How the clock stands at `now` (aware). A day is over at midnight in the zone of the facts."""
    if not found.readings:
        return State.UNCONFIGURED
    answers = {_state(found, reading.due, now) for reading in found.readings}
    return answers.pop() if len(answers) == 1 else State.UNSURE


def _state(found: Due, last: date | datetime, now: datetime) -> State:
    stopped, zone = found.facts.stopped, found.facts.zone
    if found.clock.aim == Aim.EFFECT:
        begins = day_in(last, zone)
        if stopped is not None and day_in(stopped, zone) < begins:
            return State.STOPPED
        return State.REACHED if day_in(now, zone) >= begins else State.RUNNING
    if stopped is None:
        return State.LAPSED if _is_after(now, last, zone) else State.RUNNING
    if isinstance(last, datetime) and not isinstance(stopped, datetime) and stopped == day_in(last, zone):
        return State.UNSURE  # a day alone does not tell whether the hour was kept
    return State.LATE if _is_after(stopped, last, zone) else State.MET


def _is_after(moment: date | datetime, last: date | datetime, zone: Zone) -> bool:
    if isinstance(last, datetime) and isinstance(moment, datetime):
        return moment > last
    return day_in(moment, zone) > day_in(last, zone)


def _readings(clock: Clock, facts: Facts, length: int, unit: Unit, week: WorkWeek) -> list[Reading]:
    first = _end(facts.started, length, unit, facts, week)
    if not facts.extension or clock.extension_unit is None:
        return [_reading(unit, None, first, facts, week)]
    both = (ExtendedFrom.DUE, ExtendedFrom.START)
    asked = both if clock.extended_from == ExtendedFrom.UNSETTLED else (clock.extended_from,)
    found = []
    for where in asked:
        begin = first if where == ExtendedFrom.DUE else facts.started
        extended = _end(begin, facts.extension, clock.extension_unit, facts, week)
        last = first if _is_after(first, extended, facts.zone) else extended  # an extension shortens nothing
        found.append(_reading(unit, where, last, facts, week, clock.extension_unit))
    return found


def _reading(
    unit: Unit,
    where: ExtendedFrom | None,
    last: date | datetime,
    facts: Facts,
    week: WorkWeek,
    more: Unit | None = None,
) -> Reading:
    start, end = day_in(facts.started, facts.zone), day_in(last, facts.zone)
    return Reading(unit, where, last, week.skipped(start, end) if Unit.WORKING in {unit, more} else ())


def _end(started: date | datetime, length: int, unit: Unit, facts: Facts, week: WorkWeek) -> date | datetime:
    if unit == Unit.HOURS:
        if not isinstance(started, datetime):
            raise BadFacts("started", "clock.time_needed")
        return started.astimezone(zone_of(facts.zone)) + timedelta(hours=length)
    return _last_day(day_in(started, facts.zone), length, unit, facts.pauses, week)


def _last_day(start: date, length: int, unit: Unit, pauses: tuple[Pause, ...], week: WorkWeek) -> date:
    """The day on which `length` units outside the pauses are full: the least fixed point of term plus pause."""
    checked(start, length)
    rest, paused = merged(pauses), 0
    while True:
        days = length + paused
        end = start + timedelta(days) if unit == Unit.CALENDAR else week.add(start, days)
        again = sum(_paused(one, start, end, unit, week) for one in rest)
        if again == paused:
            return end
        paused = again


def _paused(pause: Pause, start: date, end: date, unit: Unit, week: WorkWeek) -> int:
    """Units of (start, end] on which the clock stood still."""
    after, through = max(start, pause.first - timedelta(1)), min(end, pause.last)
    if through <= after:
        return 0
    return (through - after).days if unit == Unit.CALENDAR else week.count(after, through)


def _check(clock: Clock, facts: Facts) -> None:
    """Facts that the row does not allow, or that contradict each other, are refused by name."""
    try:
        start = day_in(facts.started, facts.zone)
        checked(start, 0)
    except BadDays as bad:
        raise BadFacts("started", bad.reason) from bad
    own = facts.configured
    problems = (
        ("stopped", "clock.stopped_before_start", _is_before_start(facts)),
        ("pauses", "clock.no_pause", facts.pauses and not clock.may_pause),
        ("pauses", "clock.no_pause_in_hours", facts.pauses and facts.configured_unit == Unit.HOURS),
        ("extension", "clock.no_extension", facts.extension and not clock.extension),
        ("extension", "clock.extension_too_long", not 0 <= facts.extension <= clock.extension),
        ("configured", "clock.length_is_law", own is not None and clock.length is not None),
        ("configured", "days.span_out_of_reach", own is not None and not 1 <= own <= 10_000),
        ("started", "clock.not_yet_law", clock.valid_from is not None and start < clock.valid_from),
        ("started", "clock.no_longer_law", clock.valid_to is not None and start > clock.valid_to),
    )
    for field, reason, is_wrong in problems:
        if is_wrong:
            raise BadFacts(field, reason)


def _is_before_start(facts: Facts) -> bool:
    try:
        return facts.stopped is not None and _is_after(facts.started, facts.stopped, facts.zone)
    except BadDays as bad:
        raise BadFacts("stopped", bad.reason) from bad


def _notes(clock: Clock, facts: Facts, readings: tuple[Reading, ...], week: WorkWeek) -> tuple[Note, ...]:
    ends = [day_in(reading.due, facts.zone) for reading in readings]
    units = {reading.unit for reading in readings} | ({clock.extension_unit} if facts.extension else set())
    in_days = Unit.HOURS not in units
    said = {
        Note.START_DAY_NOT_COUNTED: in_days and ends[0] > day_in(facts.started, facts.zone),
        Note.READINGS_DIFFER: len(set(ends)) > 1,
        Note.EXTENDED: facts.extension > 0,
        Note.PAUSED: bool(facts.pauses),
        Note.CONFIGURED: clock.length is None,
        Note.ENDS_ON_DAY_OFF: in_days and not all(week.is_working(end) for end in ends),
        Note.NOT_DECREED: Unit.WORKING in units and not week.is_decreed(ends[-1]),
        Note.ESTIMATED_DAY_OFF: any(day.is_estimate for reading in readings for day in reading.skipped),
    }
    return tuple(note for note, holds in said.items() if holds)
