"""When is something due that an instruction asks: on a day, so many days after the issue, or every month?"""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from ikrar.core.days import WorkWeek

LONGEST_DAYS = 400
MOST_PERIODS = 60


class DueUnit(StrEnum):
    """How days after the issue are counted."""

    CALENDAR = "calendar"
    WORKING = "working"


def due_after(issued_on: date, days: int, unit: DueUnit, week: WorkWeek) -> date:
    """The last day: the day of the issue is not counted. Working days are those of the issuing body.

    Raises BadDays for a span out of reach.
    """
    return week.add(issued_on, days) if unit is DueUnit.WORKING else issued_on + timedelta(days)


def month_later(first: date, months: int) -> date:
    """The same day so many months later; the last day of a month that has no such day."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def monthly_dues(first: date, until: date | None, today: date) -> list[date]:
    """The due days so far, and the one that runs now; the first one always, none after `until`."""
    dues = [first]
    while dues[-1] < today and len(dues) < MOST_PERIODS:
        following = month_later(first, len(dues))
        if until is not None and following > until:
            break
        dues.append(following)
    return dues


def earlier(due: date, days: int, today: date) -> date:
    """The own due day of a body that passes something on: earlier than its own, never in the past, never later."""
    return min(due, max(today, due - timedelta(days)))


def is_later(own: date | None, above: date | None) -> bool:
    """Whether a body gives more time than it has itself."""
    return own is not None and above is not None and own > above
