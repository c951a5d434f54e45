"""The jobs of notices: one digest a morning, and forgetting what is old."""

from datetime import datetime
from zoneinfo import ZoneInfo

from ikrar.domain.people import notices
from ikrar.domain.people.models import Person
from ikrar.domain.roster.seat_queries import zone_of

MORNING = 7  # the hour of the digest, on the clock of the person's body


def owe_digests(at: datetime) -> int:
    """Owe the digest of the day to everybody whose morning has come; safe to repeat."""
    owed = 0
    for person in notices.people_with_news():
        there = at.astimezone(ZoneInfo(_zone(person, at)))
        if there.hour >= MORNING:
            owed += notices.owe_digests([person], there.date(), at)
    return owed


def _zone(person: Person, at: datetime) -> str:
    return zone_of(person, on=at.date())


def forget(at: datetime) -> int:
    """Delete notices of long ago."""
    return notices.forget_notices(at)
