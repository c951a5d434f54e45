"""What is a task force, who is what in it, when do two terms of office collide, and how does it move?

Roles after the task forces described in regulations.md 1.3 (secondary): no source read gives a composition that is
mandatory, so roles are modelled and no job title is fixed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.core.verdicts import Verdict, when


class Stage(StrEnum):
    """How far a task force is."""

    DRAFT = "draft"
    FORMED = "formed"  # its decree has a number and a day
    INAUGURATED = "inaugurated"
    ENDED = "ended"


MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.FORMED}),
    Stage.FORMED: frozenset({Stage.INAUGURATED, Stage.ENDED}),
    Stage.INAUGURATED: frozenset({Stage.ENDED}),
    Stage.ENDED: frozenset(),
}


class Role(StrEnum):
    """What a member is, in order of rank."""

    RESPONSIBLE = "responsible"
    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"


ALONE = frozenset({Role.RESPONSIBLE, Role.CHAIR, Role.SECRETARY})  # one holder at a time


class Element(StrEnum):
    """From where a member comes."""

    OVERSIGHT = "oversight"
    PERSONNEL = "personnel"
    LEGAL = "legal"
    POLITICAL_AFFAIRS = "political_affairs"
    GOVERNANCE = "governance"
    COMMUNICATION = "communication"
    OTHER = "other"


class TaskKind(StrEnum):
    """What a task is about."""

    GUIDE = "guide"  # pembinaan
    SUPERVISE = "supervise"
    RECEIVE = "receive"  # receive, verify, forward
    REPORT = "report"
    WATCH = "watch"  # piket on polling day
    OTHER = "other"


class Tie(StrEnum):
    """What a member declares; the words beside it are private."""

    NONE = "none"
    FAMILY = "family"
    BUSINESS = "business"
    FORMER_SUPERIOR = "former_superior"
    CANDIDATE = "candidate"  # stands for election, or is close to somebody who does
    OTHER = "other"


class Institution(StrEnum):
    """With whom a body keeps contact."""

    KPU = "kpu"
    BAWASLU = "bawaslu"
    BKN = "bkn"
    KESBANGPOL = "kesbangpol"
    POLICE = "police"
    OTHER = "other"


class Why(StrEnum):
    """Reasons of this noun."""

    WRONG_STAGE = "taskforce.wrong_stage"
    NOT_A_MEMBER = "taskforce.not_a_member"
    ENDED = "taskforce.ended"


def can_move(stage: str, to: Stage) -> Verdict:
    """May the task force take this step now?"""
    return when(to in MOVES[Stage(stage)], Why.WRONG_STAGE)


@dataclass(frozen=True, slots=True)
class Held:
    """A role held from a day on; `until` is its last day, None while it has no end. `who` names the holder."""

    role: Role
    who: str
    since: date
    until: date | None


class Collision(StrEnum):
    """Why a new term of office cannot begin."""

    BACKWARDS = "taskforce.ends_before_it_begins"
    TAKEN = "taskforce.role_is_taken"
    TWICE = "taskforce.member_already"


def collision(new: Held, others: Iterable[Held]) -> Collision | None:
    """Why this term collides with those held already; None when it fits."""
    if new.until is not None and new.until < new.since:
        return Collision.BACKWARDS
    for held in others:
        if not overlaps(new, held):
            continue
        if held.who == new.who:
            return Collision.TWICE
        if held.role is new.role and new.role in ALONE:
            return Collision.TAKEN
    return None


def overlaps(one: Held, other: Held) -> bool:
    """Whether there is a day on which both are held."""
    return (one.until is None or other.since <= one.until) and (other.until is None or one.since <= other.until)
