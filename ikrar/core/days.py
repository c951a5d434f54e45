"""Which day is a working day, and which day is the nth after another? Holidays and the moment come in as data."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum


class Zone(StrEnum):
    """The three civil times of Indonesia; none has summer time."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"


HOURS_AHEAD = {Zone.WIB: 7, Zone.WITA: 8, Zone.WIT: 9}
LONGEST_DAYS = 10_000
YEARS = range(1990, 2101)  # days outside are a typing mistake, and leave room for LONGEST_DAYS on either side


class BadDays(ValueError):
    """A day, span or table cannot be used; `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Kind(StrEnum):
    """Why a day is off: national holiday, joint leave (cuti bersama), or a day off of the region."""

    PUBLIC = "public"
    JOINT_LEAVE = "joint_leave"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class DayOff:
    """One day off. `known_from`: since when it was announced (None: always known); `withdrawn_on`: from then on void."""

    day: date
    name: str
    kind: Kind
    known_from: date | None = None
    withdrawn_on: date | None = None
    is_estimate: bool = False

    def was_known(self, on: date | None) -> bool:
        """Whether it stood on the table of day `on`; None asks for everything known today."""
        if on is None:
            return self.withdrawn_on is None
        known = self.known_from is None or self.known_from <= on
        return known and (self.withdrawn_on is None or on < self.withdrawn_on)


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """The working days of one office: Monday to Friday, or to Saturday, less the days off it knows."""

    days_off: tuple[DayOff, ...]
    decreed_through: date
    has_six_days: bool = False
    _off: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        length = 6 if self.has_six_days else 5
        found = sorted({one.day.toordinal() for one in self.days_off if one.day.weekday() < length})
        object.__setattr__(self, "_off", tuple(found))

    @property
    def length(self) -> int:
        """Working days of a week without days off: 5 or 6."""
        return 6 if self.has_six_days else 5

    def is_working(self, day: date) -> bool:
        """Whether people of this office work on `day`."""
        return self.count(day - timedelta(1), day) == 1

    def count(self, after: date, through: date) -> int:
        """Working days later than `after` and not later than `through`."""
        return self._count(after.toordinal(), through.toordinal())

    def add(self, start: date, days: int) -> date:
        """The `days`th working day after `start`; 0 gives `start` itself. Raises BadDays."""
        checked(start, days)
        begin, weekdays = start.toordinal(), self._weekdays(start.toordinal())
        end = begin
        while days and (moved := self._nth(weekdays + days + self._off_in(begin, end))) != end:
            end = moved
        return date.fromordinal(end)

    def skipped(self, after: date, through: date) -> tuple[DayOff, ...]:
        """The days off that fall on a weekday of work in (after, through], earliest first, one a day."""
        found = {o.day: o for o in self.days_off if after < o.day <= through and o.day.weekday() < self.length}
        return tuple(found[day] for day in sorted(found))

    def is_decreed(self, day: date) -> bool:
        """Whether the days off of this day's year have been decreed already."""
        return day <= self.decreed_through

    def _count(self, after: int, through: int) -> int:
        return self._weekdays(through) - self._weekdays(after) - self._off_in(after, through)

    def _weekdays(self, ordinal: int) -> int:
        """Weekdays of work from the first day of the calendar (a Monday) through this one."""
        return ordinal // 7 * self.length + min(ordinal % 7, self.length)

    def _nth(self, weekdays: int) -> int:
        """The ordinal at which that many weekdays of work are reached."""
        return (weekdays - 1) // self.length * 7 + (weekdays - 1) % self.length + 1

    def _off_in(self, after: int, through: int) -> int:
        return bisect_right(self._off, through) - bisect_right(self._off, after)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days, both included, on which a clock does not run."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadDays("days.pause_ends_before_it_starts")


def as_known(
    days_off: Iterable[DayOff], decreed_through: date, *, on: date | None = None, has_six_days: bool = False
) -> WorkWeek:
    """The working days as the table stood on day `on`; without it, with everything known today."""
    return WorkWeek(tuple(one for one in days_off if one.was_known(on)), decreed_through, has_six_days)


def checked(start: date, days: int) -> None:
    """Raises BadDays when the start is not a day of our time or the span is impossible."""
    if start.year not in YEARS:
        raise BadDays("days.year_out_of_reach")
    if not 0 <= days <= LONGEST_DAYS:
        raise BadDays("days.span_out_of_reach")


def merged(pauses: Iterable[Pause]) -> list[Pause]:
    """The same paused days without overlaps, in order."""
    found: list[Pause] = []
    for one in sorted(pauses, key=lambda pause: pause.first):
        if found and one.first <= found[-1].last + timedelta(1):
            found[-1] = Pause(found[-1].first, max(found[-1].last, one.last))
        else:
            found.append(one)
    return found


def zone_of(zone: Zone) -> timezone:
    """The zone as Python's datetime wants it."""
    return timezone(timedelta(hours=HOURS_AHEAD[zone]), zone.value)


def day_in(moment: date | datetime, zone: Zone) -> date:
    """The calendar day of an aware moment in this zone; a day stays what it is.

    Raises BadDays for a naive moment, or a year that is a typing mistake.
    """
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise BadDays("days.zone_missing")
    if moment.year not in YEARS:
        raise BadDays("days.year_out_of_reach")
    return moment.astimezone(zone_of(zone)).date()
