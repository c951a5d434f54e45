"""The slow reference for working days: walks day by day and looks at each."""

from collections.abc import Collection
from datetime import date, timedelta


def works(day: date, off: Collection[date], last_weekday: int) -> bool:
    """`last_weekday`: 5 is Friday, 6 Saturday (ISO)."""
    return day.isoweekday() <= last_weekday and day not in off


def nth(start: date, number: int, off: Collection[date], last_weekday: int) -> date:
    """The `number`th working day after `start`."""
    day = start
    while number:
        day += timedelta(days=1)
        number -= works(day, off, last_weekday)
    return day


def between(after: date, through: date, off: Collection[date], last_weekday: int) -> int:
    """Working days later than `after`, up to and with `through`."""
    days = (after + timedelta(days=n) for n in range(1, (through - after).days + 1))
    return sum(works(day, off, last_weekday) for day in days)
