"""What is a pledge, at which levels, when may it arrive, and how may what surrounds it move? (DESIGN 4)"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ikrar.core import leaves
from ikrar.core.verdicts import Verdict, when

CLAIM_BEFORE = timedelta(days=2)  # a tap is not believed when it lies further back than any queue of a phone
CLAIM_AFTER = timedelta(minutes=10)  # nor when the clock of the phone runs further ahead


class Level(StrEnum):
    """How sure one may be who agreed; counted apart, never added up without saying so."""

    PAPER = "K"
    KIOSK = "0"
    CODE = "1"
    PASSKEY = "2"
    CERTIFICATE = "3"

    @property
    def leaf(self) -> leaves.Level:
        """The same level as it stands in a public leaf."""
        return _LEAF_LEVELS[self]


_LEAF_LEVELS = {
    Level.PAPER: leaves.Level.PAPER,
    Level.KIOSK: leaves.Level.KIOSK,
    Level.CODE: leaves.Level.CODE,
    Level.PASSKEY: leaves.Level.PASSKEY,
    Level.CERTIFICATE: leaves.Level.CERTIFICATE,
}


class Way(StrEnum):
    """Through what the consent came."""

    PHONE = "phone"
    KIOSK = "kiosk"
    PAPER = "paper"


class Absent(StrEnum):
    """Why somebody asked was not there. Leave has one code: its kind is nobody's business and is not asked."""

    LEAVE = "leave"
    TRAVEL = "travel"
    TRAINING = "training"
    ON_SHIFT = "on_shift"
    OFF_SHIFT = "off_shift"
    ELSEWHERE = "elsewhere"
    SECONDED = "seconded"
    SUSPENDED = "suspended"
    WITHOUT_WORD = "without_word"


class Standing(StrEnum):
    """Where one person asked stands; everybody stands in exactly one place."""

    SIGNED = "signed"
    ABSENT = "absent"
    NOT_YET = "not_yet"
    LEFT = "left"


class DisputeKind(StrEnum):
    """What somebody says about their own row."""

    DATA = "data"
    NOT_ME = "not_me"


class Answer(StrEnum):
    """What came of a dispute."""

    CORRECTED = "corrected"
    UNFOUNDED = "unfounded"
    WITHDRAWN = "withdrawn"


ANSWERS: dict[DisputeKind, frozenset[Answer]] = {
    DisputeKind.DATA: frozenset({Answer.CORRECTED, Answer.UNFOUNDED}),
    DisputeKind.NOT_ME: frozenset({Answer.WITHDRAWN, Answer.UNFOUNDED}),
}


class Void(StrEnum):
    """Why a pledge was declared void."""

    NOT_ME = "not_me"
    WRONG_ENTRY = "wrong_entry"


class SheetStage(StrEnum):
    """How far a paper sheet has come."""

    PRINTED = "printed"
    ENTERED = "entered"
    CHECKED = "checked"


SHEET_MOVES: dict[SheetStage, frozenset[SheetStage]] = {
    SheetStage.PRINTED: frozenset({SheetStage.ENTERED}),
    SheetStage.ENTERED: frozenset({SheetStage.ENTERED, SheetStage.CHECKED}),
    SheetStage.CHECKED: frozenset(),
}


class Why(StrEnum):
    """Why a pledge cannot be taken in."""

    DRIVE_NOT_OPEN = "pledge.drive_not_open"
    WINDOW_CLOSED = "pledge.window_closed"
    LEFT = "pledge.left"
    ERASED = "pledge.erased"
    REFUSED = "pledge.refused"
    WITHDRAWN_TWICE = "pledge.withdrawn_twice"
    APEL_NOT_OPEN = "pledge.apel_not_open"
    APEL_CLOSED = "pledge.apel_closed"
    LINK_ENDED = "pledge.link_ended"
    KIOSK_CLOSED = "pledge.kiosk_closed"
    CARD_NEEDED = "pledge.card_needed"
    NOT_THE_SECOND_OFFICER = "pledge.not_the_second_officer"
    ALREADY_ANSWERED = "pledge.already_answered"


@dataclass(frozen=True, slots=True)
class Window:
    """When the pledges of a drive may arrive: until the deadline in time, until `late_until` late."""

    is_open: bool
    deadline_at: datetime
    late_until: datetime


def may_arrive(window: Window, at: datetime) -> Verdict:
    """May a pledge be taken in at this moment?"""
    return when(window.is_open, Why.DRIVE_NOT_OPEN) & when(at <= window.late_until, Why.WINDOW_CLOSED)


def is_late(window: Window, at: datetime, *, by_late_link: bool) -> bool:
    """Whether the pledge says that it came late: after the deadline, or through a late link."""
    return by_late_link or at > window.deadline_at


def believable_tap(claimed: datetime | None, received: datetime) -> datetime | None:
    """The moment of the tap as the device claims it, or None when no clock could have meant it."""
    if claimed is None or claimed.utcoffset() is None:
        return None
    return claimed if received - CLAIM_BEFORE <= claimed <= received + CLAIM_AFTER else None


def reading_seconds(text: str) -> int:
    """How long an unhurried reader needs: 180 words a minute, rounded up to ten seconds."""
    return max(10, -(-len(text.split()) * 60 // 180 // 10) * 10)
