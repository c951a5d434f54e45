"""What kinds of activities are there, who does what in one, which plans cannot be right, and what may be done when?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ikrar.core.letters import Kind as LetterKind
from ikrar.core.verdicts import YES, Verdict, when

LONGEST = timedelta(hours=24)  # of one session
FARTHEST = timedelta(days=3 * 366)  # a plan beyond it is a slip of the year
EARLIEST = timedelta(days=10 * 366)  # a record from before it is one too
SESSIONS_AT_MOST = 60
WEEK = timedelta(days=7)
LAST_YEAR = 9000  # beyond it the calendar of the machine ends; such a plan is refused anyway
REPORT_AFTER = timedelta(days=3)
PERSONAL = re.compile(r"(?<!\d)(?:\d[ .-]?){15,17}\d(?!\d)|(?<!\d)(?:\+62|0)[ -]?8(?:[ -]?\d){7,11}(?!\d)")


class Kind(StrEnum):
    """The kinds of activities of the programme; one event may hold several of them."""

    APEL = "apel"
    OATH = "oath"
    SIGNING = "signing"
    OUTREACH = "outreach"  # sosialisasi
    COORDINATION = "coordination"  # rapat koordinasi
    MONITORING = "monitoring"
    INAUGURATION = "inauguration"  # pengukuhan satgas
    OTHER = "other"


class Mode(StrEnum):
    """Where people take part."""

    ONSITE = "onsite"
    REMOTE = "remote"  # by video alone
    HYBRID = "hybrid"  # in a room and by video


class Part(StrEnum):
    """Who does what in an activity: the parts are kept apart, whoever fills them."""

    LEADER = "leader"  # pemimpin
    OPENER = "opener"  # pembuka
    GUIDE = "guide"  # gives the arahan or amanat
    MODERATOR = "moderator"
    OATH_READER = "oath_reader"
    WITNESS = "witness"
    NOTE_TAKER = "note_taker"  # notulis


class Stage(StrEnum):
    """How far an activity is."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class NewsStage(StrEnum):
    """Where a news item stands. A withdrawn one stays withdrawn: its page says so and why."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Why(StrEnum):
    """Why something may not be done with an activity or its news now."""

    CANCELLED = "activity.is_cancelled"
    NOT_PLANNED = "activity.not_planned"
    NOT_BEGUN = "activity.not_begun"
    NOT_BEGUN_TO_TELL = "activity.not_begun_to_tell"
    WITHDRAWN = "activity.news_is_withdrawn"
    NOT_PUBLISHED = "activity.news_not_published"
    CHECKED_NOT_FIT = "activity.photo_not_fit"


@dataclass(frozen=True, slots=True)
class Span:
    """One session as it is planned. Moments carry their zone."""

    starts_at: datetime
    ends_at: datetime
    name: str = ""

    def fault(self, at: datetime) -> tuple[str, str] | None:
        """What cannot be right about it, with the field; None when it can."""
        checks = (
            (self.ends_at <= self.starts_at, "activity.ends_before_it_starts", "ends_at"),
            (self.ends_at - self.starts_at > LONGEST, "activity.too_long", "ends_at"),
            (self.starts_at > at + FARTHEST, "activity.too_far", "starts_at"),
            (self.starts_at < at - EARLIEST, "activity.too_long_ago", "starts_at"),
        )
        return next(((code, field) for wrong, code, field in checks if wrong), None)


def weekly(span: Span, until: date | None) -> list[Span]:
    """The session and its repeats in each week until a day, that day included.

    On the clock of the place: no zone of the country moves its clock.
    """
    spans = [span]
    if until is None or span.starts_at.year >= LAST_YEAR:
        return spans
    while spans[-1].starts_at.date() + WEEK <= until and len(spans) <= SESSIONS_AT_MOST:
        last = spans[-1]
        spans.append(Span(last.starts_at + WEEK, last.ends_at + WEEK, last.name))
    return spans


def spans_fault(spans: Sequence[Span], standing: int, at: datetime) -> tuple[str, str] | None:
    """What cannot be right about these sessions beside those that stand already."""
    if standing + len(spans) > SESSIONS_AT_MOST:
        return "activity.too_many_sessions", "until"
    return next((fault for span in spans if (fault := span.fault(at)) is not None), None)


def is_past(spans: Sequence[Span], at: datetime) -> bool:
    """Whether something that has begun already is written down: a record afterwards, not a plan."""
    return any(span.starts_at <= at for span in spans)


def stands(stage: str) -> Verdict:
    """Whether anything may still be written about an activity; a cancelled one stays as it is."""
    return when(stage != Stage.CANCELLED, Why.CANCELLED)


def can_hold(stage: str, first_start: datetime | None, at: datetime) -> Verdict:
    """Whether an activity may be declared as held: planned, and its first session has begun."""
    begun = first_start is not None and first_start <= at
    return when(stage == Stage.PLANNED, Why.NOT_PLANNED) & when(begun, Why.NOT_BEGUN)


AFTERWARDS = frozenset({LetterKind.NOTULA, LetterKind.REPORT, LetterKind.MINUTES})  # tell what happened


def can_tell(kind: LetterKind, first_start: datetime | None, at: datetime) -> Verdict:
    """Whether a letter of this kind can be drafted now: what tells of an event is not written before it began."""
    begun = first_start is not None and first_start <= at
    return when(begun, Why.NOT_BEGUN_TO_TELL) if kind in AFTERWARDS else YES


def can_cancel(stage: str) -> Verdict:
    """Whether an activity may be cancelled: only while it is planned."""
    return when(stage == Stage.PLANNED, Why.NOT_PLANNED)


def can_write_news(stage: str) -> Verdict:
    """Whether a news item may be written or published (again)."""
    return when(stage != NewsStage.WITHDRAWN, Why.WITHDRAWN)


def can_withdraw_news(stage: str) -> Verdict:
    """Whether a news item may be withdrawn."""
    return when(stage == NewsStage.PUBLISHED, Why.NOT_PUBLISHED)


def holds_personal_number(text: str) -> bool:
    """Whether a text for the public holds what looks like a NIP (18 digits), a NIK (16) or a mobile number."""
    return PERSONAL.search(text) is not None
