"""Keeping an assessment: facts, answer and rulebook version, once."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from ikrar.core import canonical
from ikrar.core.assess import BadFacts
from ikrar.core.verdicts import Problem
from ikrar.domain.elections.queries import calendar_for
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff
from ikrar.domain.rules import policies
from ikrar.domain.rules.models import Assessment
from ikrar.domain.rules.queries import line_of, said_of
from ikrar.domain.rules.topics import assess_record


@action(Fact.ASSESSMENT_STORED)
def store_assessment(
    agency: Agency, facts: Mapping[str, object], *, by: Staff, at: datetime, key: str | None = None
) -> Assessment | Unchanged[Assessment]:
    """Assess the facts and keep the answer. Raises Refused, and Problem naming the field that cannot be taken."""
    if done := already(key):
        return Unchanged(Assessment.objects.get(ref=done.subject.removeprefix("assessment:")))
    policies.may_assess(by, agency).require()
    try:
        _, answer = assess_record(dict(facts), calendar_for(agency))
    except BadFacts as bad:
        raise Problem(f"rules.bad.{bad.reason}", bad.field, name=bad.field, value=bad.value) from bad
    line = line_of(answer)
    stored = Assessment.objects.create(
        ref=fresh_ref(), agency=agency, facts=dict(facts), version=answer.version, violation=line.violation,
        heaviest_class=line.heaviest_class, level=line.level, said=said_of(answer), stored_at=at,
        stored_by=by.actor_ref,
    )  # fmt: skip
    record(
        Fact.ASSESSMENT_STORED, stored, by=by, at=at, key=key, agency=agency.ref, version=answer.version,
        facts=sha256(canonical.dumps(stored.facts)).hexdigest(),
    )  # fmt: skip
    return stored
