"""Taking in a pledge: prepared outside, written in one short transaction, once and once only."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError

from ikrar.core.pledges import Way, Why
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor, Unchanged, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.inserts import insert_rows
from ikrar.domain.ledger.subjects import keys_of
from ikrar.domain.pledges import policies
from ikrar.domain.pledges.consent import Consent, Prepared, prepare
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.pledges.queries.signers import signer, subject_key

Outcome = Pledge | Unchanged[Pledge]
TRIES = 3


def sign_pledges(batch: Sequence[Consent], *, by: Actor, at: datetime) -> list[Outcome]:
    """Take in one pledge or many. Who signed before gets that pledge back, unchanged; nothing is written twice.

    All hashing happens before the transaction, which holds two inserts a pledge and reads nothing. `by` answers for
    paper and kiosk; on their own phone people act for themselves. Raises Refused with the reason of the first
    person who may not sign, before anything is written.
    """
    fresh = [consent for consent in batch if not consent.signer.pledge]
    for consent in fresh:
        policies.may_sign(consent.signer, at).require()
    written = _write_or_settle(fresh, by=by, at=at)
    return [_standing(c.signer.pledge) if c.signer.pledge else written[c.signer.asked] for c in batch]


def _write_or_settle(fresh: list[Consent], *, by: Actor, at: datetime) -> dict[int, Outcome]:
    if not fresh:
        return {}
    try:
        return _by_row(write_pledges(_prepared(fresh, at), by=by, at=at))
    except IntegrityError:
        return {consent.signer.asked: _settle(consent, by=by, at=at) for consent in fresh}


def _settle(consent: Consent, *, by: Actor, at: datetime) -> Outcome:
    """Another phone, tab or process was faster, or (once in a lifetime) a proof code repeated itself."""
    for _ in range(TRIES):
        now = signer(consent.signer.asked)
        if now.pledge:
            return _standing(now.pledge)
        try:
            return write_pledges(_prepared([consent], at), by=by, at=at)[0]
        except IntegrityError:
            continue
    raise Problem("pledge.try_again")


def _prepared(consents: list[Consent], at: datetime) -> list[Prepared]:
    """Read the keys and make every hash."""
    if len(consents) == 1:
        one = subject_key(consents[0].signer.employee_ref)
        keys = {} if one is None else {consents[0].signer.employee_ref: one}
    else:
        keys = keys_of(c.signer.employee_ref for c in consents)
    if any(c.signer.employee_ref not in keys for c in consents):
        raise Problem(Why.ERASED)
    return [prepare(c, key=keys[c.signer.employee_ref], at=at) for c in consents]


@action(Fact.PLEDGE_SIGNED, Fact.PLEDGE_CORRECTED)
def write_pledges(batch: list[Prepared], *, by: Actor, at: datetime) -> list[Pledge]:
    """Write prepared pledges with their entries: two inserts each. Raises IntegrityError when somebody signed."""
    pledges = [_row(prepared, at) for prepared in batch]
    insert_rows(pledges)
    for prepared, pledge in zip(batch, pledges, strict=True):
        _record(prepared, pledge, by=by, at=at)
    return pledges


def _row(prepared: Prepared, at: datetime) -> Pledge:
    consent, who = prepared.consent, prepared.consent.signer
    return Pledge(
        ref=prepared.ref,
        asked_id=who.asked,
        round=prepared.round,
        drive_id=who.drive_id,
        agency_id=who.agency_id,
        unit_id=who.unit_id,
        apel_id=consent.apel_id,
        level=consent.level.value,
        record=prepared.sealed.record,
        evidence=prepared.sealed.evidence,
        signed_at=at,
        tapped_at=prepared.tapped_at,
        device=consent.device,
        late=prepared.is_late,
        entry=prepared.entry,
    )


def _record(prepared: Prepared, pledge: Pledge, *, by: Actor, at: datetime) -> None:
    consent, who = prepared.consent, prepared.consent.signer
    record(
        Fact.PLEDGE_CORRECTED if prepared.round else Fact.PLEDGE_SIGNED,
        pledge,
        by=who if consent.way is Way.PHONE else by,
        at=at,
        leaf=prepared.sealed.leaf,
        ref=prepared.entry,
        asked=who.asked,
        drive=who.drive,
        level=consent.level.value,
    )


def _by_row(pledges: list[Pledge]) -> dict[int, Outcome]:
    return {pledge.asked_id: pledge for pledge in pledges}


def _standing(ref: str) -> Unchanged[Pledge]:
    return Unchanged(Pledge.objects.get(ref=ref))
