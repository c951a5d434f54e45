"""The calendar of a body as an .ics file that any calendar program reads."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from ikrar.core.calendars import Certainty, Line


def ics_of(lines: Iterable[Line], names: dict[str, str], *, body: str, host: str, at: datetime) -> bytes:
    """One whole-day event for each line with a day; tentative where the day is not decided. CRLF, UTF-8."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ikrar//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", body)
    for line in lines:
        if line.first is not None or line.last is not None:
            calendar.add_component(_event(line, names.get(line.election, line.election), body, host, at))
    found: bytes = calendar.to_ical()
    return found


def _event(line: Line, election: str, body: str, host: str, at: datetime) -> Event:
    first, last = _span(line)
    is_sure = line.certainty == Certainty.DATED and line.confidence != "projection"
    event = Event()
    event.add("uid", f"{line.election}.{line.stage}@{host}")
    event.add("dtstamp", at)
    event.add("sequence", line.version)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(1))  # RFC 5545: the end of a whole-day event is the day after
    event.add("summary", f"{election}: {line.name}")
    event.add("description", f"{line.basis}\n{line.source}\n{line.confidence}".strip())
    event.add("status", "CONFIRMED" if is_sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event


def _span(line: Line) -> tuple[date, date]:
    """An open end stands on the known day."""
    known = line.first or line.last
    assert known is not None  # noqa: S101  the caller leaves lines without a day out
    return line.first or known, line.last or known
