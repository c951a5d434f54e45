"""Stored assessments, made by the real action."""

from ikrar.domain.ledger import gate
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.rules import actions
from ikrar.domain.rules.models import Assessment
from tests.given.cast import Cast

Then = tuple[str, str, str, list[str]]  # violation, class, level, codes of findings


def facts(**more: object) -> dict[str, object]:
    """A like for a determined candidate."""
    return {"acts": ["social-media-reaction"], "actor_status": "pns", "target_stage": "candidate", **more}


def store(cast: Cast, *, key: str | None = None, said_then: Then | None = None, **more: object) -> Assessment:
    """An assessment stored by Sari; `said_then` is what an older rulebook is made to have said."""
    outcome = actions.store_assessment(
        cast.agency, facts(**more), by=cast.staff(cast.sari), at=cast.at, key=key
    )
    stored = result_of(outcome)
    if said_then:
        stored.violation, stored.heaviest_class, stored.level, codes = said_then
        stored.said, stored.version = {"findings": codes, "possible": []}, "0" * 12
        with gate.opened("action"):
            stored.save()
    return stored
