"""An activity as an .ics file that any calendar program reads: one event a session (RFC 5545)."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from ikrar.core.activities import Stage
from ikrar.domain.programme.models import Activity, ActivitySession
from ikrar.domain.programme.queries.activities import sessions_of

ICS = "text/calendar; charset=utf-8"


def calendar_of(activity: Activity, at: datetime) -> bytes:
    """All sessions; a cancelled activity says so, so that a calendar which has it crosses it out."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ikrar//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for session in sessions_of(activity):
        calendar.add_component(_event(activity, session, at))
    found: bytes = calendar.to_ical()
    return found


def _event(activity: Activity, session: ActivitySession, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{session.ref}@{urlsplit(settings.IKRAR_ADDRESS).hostname or 'ikrar'}")
    event.add("dtstamp", at)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", f"{activity.name}, {session.name}" if session.name else activity.name)
    event.add("location", activity.place)
    if activity.agenda or activity.link:
        event.add("description", "\n".join(part for part in (activity.agenda, activity.link) if part))
    event.add("status", "CANCELLED" if activity.stage == Stage.CANCELLED else "CONFIRMED")
    return event
