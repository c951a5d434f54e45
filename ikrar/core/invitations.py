"""What is an invitation by a party or candidate, what may be decided about it, and when must its details go?

Ground: the commission's letter of 14 September 2023 (secondary): an invitation to an event that (aspiring) candidates may
attend is told to the PPK, at least the Sekda, who gives a disposition and, if agreed, a duty letter.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ikrar.core.canonical import Json
from ikrar.core.verdicts import Verdict, when

KEPT_AFTER = timedelta(days=183)  # after the inauguration: six months (programmes.md F4.2)
REPORT_DAYS = 3  # working days


class Host(StrEnum):
    """Who invites, by kind only: no name of a party is ever counted."""

    PARTY = "party"
    CANDIDATE = "candidate"  # or aspirant
    TEAM = "team"  # campaign team
    VOLUNTEERS = "volunteers"
    OTHER = "other"


class Event(StrEnum):
    """What kind of event it is."""

    MEETING = "meeting"
    ANNIVERSARY = "anniversary"
    DECLARATION = "declaration"
    CAMPAIGN = "campaign"
    SOCIAL = "social"
    OTHER = "other"


class Expected(StrEnum):
    """Whether candidates or aspirants are expected."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Decision(StrEnum):
    """The disposition."""

    ATTEND = "attend"  # with a duty letter
    DECLINE = "decline"  # with a polite answer
    ASK = "ask"  # more facts are needed


class Left(StrEnum):
    """Why somebody left the event."""

    PERSUASION = "persuasion"
    CAMPAIGNING = "campaigning"
    ATTRIBUTES = "attributes"
    TIME = "time"
    OTHER = "other"


class Addressee(StrEnum):
    """To whom a duty note goes."""

    ASSISTANT = "assistant"
    KESBANGPOL = "kesbangpol"


class Why(StrEnum):
    """Reasons of this noun."""

    STANDS = "invitation.stands_for_election"
    OWN = "invitation.own"
    DECIDED = "invitation.decided_already"
    NOT_YOURS = "invitation.not_yours"
    NOT_DECIDED = "invitation.not_decided"
    NOT_YET = "invitation.not_begun"
    REPORTED = "invitation.reported_already"
    ANSWERED = "duty_note.answered_already"
    DESTROYED = "invitation.destroyed"


def facts_of(
    *, event: Event, on: date, election: str, region: str, status: str, has_letter: bool | None
) -> dict[str, Json]:
    """What the rules engine is told: the act, the day, passive presence, and whether a duty letter is there."""
    act = "attend-campaign" if event is Event.CAMPAIGN else "attend-political-event"
    answers: dict[str, Json] = {} if has_letter is None else {"duty_letter": "yes" if has_letter else "no"}
    facts: dict[str, Json] = {
        "acts": [act], "actor_status": status, "act_date": on.isoformat(), "region": region, "participation": "passive",
        "target": "unknown", "answers": answers,
    }  # fmt: skip
    return {**facts, "election": election} if election else facts


def can_leave(decision: str, begins: datetime, at: datetime) -> Verdict:
    """May "I left" be said now? From an hour before the beginning on, when attending was agreed."""
    return when(decision == Decision.ATTEND, Why.NOT_DECIDED) & when(
        at >= begins - timedelta(hours=1), Why.NOT_YET
    )


@dataclass(frozen=True, slots=True)
class Destruction:
    """When details go: the day, or none when nothing settles it and a person must set it."""

    on: date | None
    is_set: bool = False  # by a person


def destruction(inaugurated: date | None, chosen: date | None) -> Destruction:
    """The day that a person set, or half a year after the inauguration of the calendar."""
    if chosen is not None:
        return Destruction(chosen, True)
    return Destruction(None if inaugurated is None else inaugurated + KEPT_AFTER)
