"""What must change in the target of a drive when the roster says something new?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.core.programme import Left, Standing, standing_of


class Change(StrEnum):
    """How the target of a body changes for one person."""

    NONE = "none"
    JOIN = "join"
    MOVE = "move"  # to another body or unit of the drive; the row stays, so they sign once
    LEAVE = "leave"
    RETURN = "return"  # had left by mistake, or came back


@dataclass(frozen=True, slots=True)
class OnRoster:
    """One person as the roster has them now. Body and unit are ids."""

    body: int
    unit: int
    status: str
    position: str
    left_on: date | None = None
    left_reason: str = ""


@dataclass(frozen=True, slots=True)
class InTarget:
    """The row of one person in a drive. Body and unit are ids."""

    body: int
    unit: int
    has_left: bool = False
    was_taken_out: bool = False  # by an officer, with a basis: what the roster says does not undo it


def is_asked(person: OnRoster, statuses: frozenset[str]) -> bool:
    """Whether a drive for these statuses asks this person."""
    return (
        person.left_on is None and person.status in statuses and standing_of(person.position) is Standing.ASKED
    )


def change_for(person: OnRoster, row: InTarget | None, statuses: frozenset[str]) -> Change:
    """The one change that brings the row of a person in line with the roster.

    Somebody whose legal position becomes one that is only listed stays: an officer decides about that.
    """
    if row is None:
        return Change.JOIN if is_asked(person, statuses) else Change.NONE
    if person.left_on is not None:
        return Change.NONE if row.has_left else Change.LEAVE
    if row.has_left:
        return Change.RETURN if is_asked(person, statuses) and not row.was_taken_out else Change.NONE
    if (row.body, row.unit) != (person.body, person.unit):
        return Change.MOVE
    return Change.NONE


def reason_of(roster_reason: str) -> Left:
    """The reason for leaving as the drive words it; what the roster does not say counts as a transfer."""
    try:
        return Left(roster_reason)
    except ValueError:
        return Left.TRANSFERRED
