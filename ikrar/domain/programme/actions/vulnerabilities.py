"""Keeping the vulnerability register: reviewing the last election, adding, changing and closing entries."""

import json
from dataclasses import dataclass, fields
from datetime import date, datetime

from ikrar.core.verdicts import Problem, when
from ikrar.core.vulnerabilities import HIGHEST, LOWEST, Category, Stage, Why
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.locks import lock
from ikrar.domain.people.models import Person
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme.models import ElectionReview, Vulnerability, VulnerabilityChange
from ikrar.domain.programme.queries.vulnerabilities import is_reviewed
from ikrar.domain.programme.vulnerability_policies import may_change_entry, may_keep_register
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff, day_at


@dataclass(frozen=True, slots=True)
class Lesson:
    """What happened in the last election in one category, and from where it is known."""

    election: str
    category: Category
    happened: str
    source: str


@dataclass(frozen=True, slots=True)
class Rated:
    """What an officer fills in for an entry."""

    category: Category
    area: str
    title: str
    likelihood: int
    impact: int
    review_on: date
    signs: str = ""
    measure: str = ""
    unit: Unit | None = None
    owner: Person | None = None
    stage: Stage = Stage.OPEN


@action(Fact.VULNERABILITY_REVIEWED)
def review_last_election(
    agency: Agency, *, lesson: Lesson, by: Staff, at: datetime, key: str | None = None
) -> ElectionReview | Unchanged[ElectionReview]:
    """Write down what happened; the register of the body is open from the first one. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(ElectionReview.objects.get(pk=json.loads(done.details)["review"]))
    may_keep_register(by, agency).require()
    if not lesson.happened.strip():
        raise Problem("vulnerability.nothing_told", "happened")
    if not lesson.source.strip():
        raise Problem("vulnerability.no_source", "source")
    review = ElectionReview(
        agency=agency, election=lesson.election, category=lesson.category, happened=lesson.happened.strip(),
        source=lesson.source.strip(), written_at=at, written_by=by.actor_ref,
    )  # fmt: skip
    review.save(force_insert=True)
    record(Fact.VULNERABILITY_REVIEWED, agency, by=by, at=at, key=key, category=lesson.category,
           election=lesson.election, review=review.pk)  # fmt: skip
    return review


@action(Fact.VULNERABILITY_ADDED)
def add_vulnerability(
    agency: Agency, *, rated: Rated, by: Staff, at: datetime, key: str | None = None
) -> Vulnerability | Unchanged[Vulnerability]:
    """Add an entry; the last election must have been reviewed first. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(Vulnerability.objects.get(ref=done.subject.partition(":")[2]))
    (may_keep_register(by, agency) & when(is_reviewed(agency), Why.NOT_REVIEWED)).require()
    _check(agency, rated, on=day_at(agency, at))
    entry = Vulnerability(
        ref=fresh_ref(), agency=agency, changed_at=at, changed_by=by.actor_ref, **_columns(rated)
    )
    entry.save(force_insert=True)
    record(Fact.VULNERABILITY_ADDED, entry, by=by, at=at, key=key, agency=agency.ref, category=rated.category,
           likelihood=rated.likelihood, impact=rated.impact)  # fmt: skip
    return entry


@action(Fact.VULNERABILITY_CHANGED)
def change_vulnerability(
    entry: Vulnerability, *, rated: Rated, by: Staff, at: datetime, key: str | None = None
) -> Vulnerability | Unchanged[Vulnerability]:
    """Rate, assign or describe an entry anew; what it said before is kept. Raises Refused, Problem."""
    if already(key):
        return Unchanged(entry)
    lock(entry, "agency", "unit", "owner")
    may_change_entry(by, entry).require()
    _check(entry.agency, rated, on=day_at(entry.agency, at))
    new = _columns(rated)
    before = {name: _told(getattr(entry, name)) for name, value in new.items() if getattr(entry, name) != value}
    if not before:
        raise Problem("vulnerability.nothing_changed")
    _keep(entry, before, by=by, at=at)
    for name, value in new.items():
        setattr(entry, name, value)
    entry.save()
    record(Fact.VULNERABILITY_CHANGED, entry, by=by, at=at, key=key, fields=sorted(before),
           likelihood=rated.likelihood, impact=rated.impact, stage=rated.stage)  # fmt: skip
    return entry


@action(Fact.VULNERABILITY_CLOSED)
def close_vulnerability(
    entry: Vulnerability, *, because: str, by: Staff, at: datetime, key: str | None = None
) -> Vulnerability | Unchanged[Vulnerability]:
    """Close an entry and say why. Raises Refused, Problem."""
    if already(key):
        return Unchanged(entry)
    lock(entry, "agency", "unit", "owner")
    may_change_entry(by, entry).require()
    if not because.strip():
        raise Problem("vulnerability.say_why", "because")
    _keep(entry, {"stage": entry.stage}, by=by, at=at)
    entry.stage, entry.closed_because = Stage.CLOSED, because.strip()
    entry.save()
    record(Fact.VULNERABILITY_CLOSED, entry, by=by, at=at, key=key)
    return entry


def _keep(entry: Vulnerability, before: dict[str, str], *, by: Staff, at: datetime) -> None:
    told = json.dumps(before, ensure_ascii=False)
    row = VulnerabilityChange(vulnerability=entry, before=told, changed_at=at, changed_by=by.actor_ref)
    row.save(force_insert=True)
    entry.changed_at, entry.changed_by = at, by.actor_ref


def _columns(rated: Rated) -> dict[str, object]:
    columns = {field.name: getattr(rated, field.name) for field in fields(rated)}
    return {name: value.strip() if isinstance(value, str) else value for name, value in columns.items()}


def _told(value: object) -> str:
    if isinstance(value, Person | Unit):
        return value.name
    return "" if value is None else str(value)


def _check(agency: Agency, rated: Rated, *, on: date) -> None:
    for name in ("title", "area"):
        if not getattr(rated, name).strip():
            raise Problem(f"vulnerability.no_{name}", name)
    for name in ("likelihood", "impact"):
        if not LOWEST <= getattr(rated, name) <= HIGHEST:
            raise Problem("vulnerability.rating", name)
    if rated.review_on < on:
        raise Problem("vulnerability.review_in_the_past", "review_on")
    if rated.unit is not None and rated.unit.agency_id != agency.pk:
        raise Problem("seat.unit_of_another_body", "unit")
