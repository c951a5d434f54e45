"""The slow reference for clocks: walks day by day, looks at each, and finds weekdays and zones by itself.

It shares no arithmetic with ikrar.core: weekdays come from Zeller's congruence, hours from minutes counted by hand.
"""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from ikrar.core.clocks import Clock, Facts

HOURS_AHEAD = {"WIB": 7, "WITA": 8, "WIT": 9}
ONE = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def weekday(day: date) -> int:
    """1 Monday .. 7 Sunday, by Zeller's congruence."""
    month, year = (day.month + 12, day.year - 1) if day.month < 3 else (day.month, day.year)
    century, rest = divmod(year, 100)
    zeller = (day.day + 13 * (month + 1) // 5 + rest + rest // 4 + century // 4 + 5 * century) % 7
    return (zeller + 5) % 7 + 1


def local_day(moment: date | datetime, zone: str) -> date:
    """The day a moment falls on, from minutes since 1970 shifted by the zone."""
    if not isinstance(moment, datetime):
        return moment
    hours = (moment - EPOCH) // timedelta(hours=1)
    return date(1970, 1, 1) + timedelta(days=(hours + HOURS_AHEAD[zone]) // 24)


def counts(day: date, unit: str, off: Collection[date], days_a_week: int, facts: Facts) -> bool:
    """Whether the clock moves on this day."""
    if any(pause.first <= day <= pause.last for pause in facts.pauses):
        return False
    return unit == "days" or (weekday(day) <= days_a_week and day not in off)


def walk(start: date, length: int, unit: str, off: Collection[date], days_a_week: int, facts: Facts) -> date:
    """The day on which `length` counted days have gone by."""
    day = start
    while length > 0:
        day += ONE
        if counts(day, unit, off, days_a_week, facts):
            length -= 1
    return day


def due_days(clock: Clock, facts: Facts, off: Collection[date], days_a_week: int) -> list[date]:
    """Every due day the sources allow, earliest first; for hours the day of the last moment."""
    start = local_day(facts.started, facts.zone)
    length = clock.length if clock.length is not None else facts.configured
    if length is None:
        return []
    units = [str(u) for u in clock.units] or [str(facts.configured_unit or "working_days")]
    found: list[date] = []
    for unit in units:
        if unit == "hours":
            assert isinstance(facts.started, datetime)
            found.append(local_day(facts.started + timedelta(minutes=60 * length), facts.zone))
            continue
        end = walk(start, length, unit, off, days_a_week, facts)
        if not facts.extension:
            found.append(end)
            continue
        more = str(clock.extension_unit)
        if clock.extended_from in ("due", "unsettled"):
            found.append(walk(end, facts.extension, more, off, days_a_week, facts))
        if clock.extended_from in ("start", "unsettled"):
            found.append(max(end, walk(start, facts.extension, more, off, days_a_week, facts)))
    return sorted(found)
