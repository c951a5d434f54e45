"""Reading stored assessments, and which of them the rules of today would answer differently."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from ikrar.core.assess import Assessment as Answer
from ikrar.core.assess import BadFacts
from ikrar.core.rulebook import Class, Level
from ikrar.core.verdicts import Hidden
from ikrar.domain.elections.queries import calendar_for
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import Staff, agencies_seen_by
from ikrar.domain.rules.models import Assessment
from ikrar.domain.rules.topics import assess_record

LISTED = 200  # the newest ones on the page


@dataclass(frozen=True, slots=True)
class Line:
    """The top line of an answer: violation, class and level, as codes."""

    violation: str
    heaviest_class: str
    level: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A stored assessment that comes out differently today; `now` is None when the facts are refused today."""

    stored: Assessment
    now: Line | None
    came: tuple[str, ...]
    went: tuple[str, ...]


def assessments_seen_by(staff: Staff) -> QuerySet[Assessment]:
    """The stored assessments of the person's bodies, the newest first."""
    bodies = agencies_seen_by(staff, Permission.RULE_ASSESS)
    return Assessment.objects.filter(agency__in=bodies).select_related("agency").order_by("-stored_at", "-pk")


def assessment_for(staff: Staff, ref: str) -> Assessment:
    """The door to one stored assessment. Raises Hidden."""
    found = assessments_seen_by(staff).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def line_of(answer: Answer) -> Line:
    """The top line of an answer; `other` and `unsettled` where no rule speaks."""
    heaviest = answer.heaviest
    if heaviest is None:
        return Line(answer.violation, Class.OTHER, Level.UNSETTLED)
    return Line(answer.violation, heaviest.class_, heaviest.level)


def said_of(answer: Answer) -> dict[str, list[str]]:
    """The rules that spoke, by code."""
    return {
        "findings": [f.rule.code for f in answer.findings],
        "possible": [f.rule.code for f in answer.possible],
    }


def changed_today(stored: Iterable[Assessment]) -> list[Changed]:
    """The stored assessments whose answer differs under the tables of this installation."""
    return [one for one in map(_changed, stored) if one is not None]


def _changed(stored: Assessment) -> Changed | None:
    was = {(kind, code) for kind, codes in stored.said.items() for code in codes}
    try:
        _, answer = assess_record(stored.facts, calendar_for(stored.agency))
    except BadFacts:
        return Changed(stored, None, (), tuple(sorted(code for _, code in was)))
    now = {(kind, code) for kind, codes in said_of(answer).items() for code in codes}
    line = line_of(answer)
    same = line == Line(stored.violation, stored.heaviest_class, stored.level)
    if same and now == was:
        return None
    came, went = (tuple(sorted(code for _, code in rows)) for rows in (now - was, was - now))
    return Changed(stored, line, came, went)
