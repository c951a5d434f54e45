"""What people do instead of signing: refuse, say that their data are wrong, say that it was not them."""

import uuid
from datetime import datetime

from ikrar.core import canonical, pledges_records
from ikrar.core.pledges import ANSWERS, Answer, DisputeKind, Void, Why
from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.actions import Actor, Unchanged, Unknown, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.subjects import keys_of
from ikrar.domain.pledges import policies
from ikrar.domain.pledges.models import Dispute, Pledge, Refusal, Withdrawal
from ikrar.domain.pledges.queries.signers import Signer, signer

LONGEST = 1_000


@action(Fact.PLEDGE_REFUSED)
def refuse_pledge(
    who: Signer, *, reason: str, by: Actor, at: datetime, key: str | None = None
) -> Refusal | Unchanged[Refusal]:
    """Keep that somebody does not sign, with their reason if they gave one.

    The entry names the drive and nobody: whoever may read the ledger may not learn who refused.
    """
    policies.may_refuse(who, at).require()
    found = Refusal.objects.filter(asked_id=who.asked).first()
    if found is not None and (found.withdrawn_at is None or already(key)):
        return Unchanged(found)
    refusal = found or Refusal(asked_id=who.asked)
    refusal.reason, refusal.refused_at, refusal.withdrawn_at = reason.strip()[:LONGEST], at, None
    refusal.save()
    record(Fact.PLEDGE_REFUSED, f"drive:{who.drive}", by=Unknown(), at=at, key=key)
    return refusal


@action(Fact.REFUSAL_WITHDRAWN)
def withdraw_refusal(
    who: Signer, *, by: Actor, at: datetime, key: str | None = None
) -> Refusal | Unchanged[Refusal]:
    """Somebody changed their mind and may sign again. Raises Problem when there is no refusal."""
    refusal = Refusal.objects.filter(asked_id=who.asked).first()
    if refusal is None:
        raise Problem("pledge.no_refusal")
    if refusal.withdrawn_at is not None or already(key):
        return Unchanged(refusal)
    refusal.withdrawn_at = at
    refusal.save(update_fields=["withdrawn_at"])
    record(Fact.REFUSAL_WITHDRAWN, f"drive:{who.drive}", by=Unknown(), at=at, key=key)
    return refusal


@action(Fact.PLEDGE_DISPUTED, Fact.DATA_DISPUTED)
def raise_dispute(
    who: Signer, *, kind: DisputeKind, message: str, by: Actor, at: datetime, key: str | None = None
) -> Dispute | Unchanged[Dispute]:
    """Keep what somebody says of their own row. The same person's open dispute of this kind is added to."""
    if (done := already(key)) is not None:
        return Unchanged(Dispute.objects.get(pk=int(done.subject.split(":")[1])))
    if kind is DisputeKind.NOT_ME and not who.pledge:
        raise Problem("pledge.nothing_signed")
    dispute = Dispute(asked_id=who.asked, kind=kind, message=message.strip()[:LONGEST], raised_at=at)
    dispute.save(force_insert=True)
    fact = Fact.PLEDGE_DISPUTED if kind is DisputeKind.NOT_ME else Fact.DATA_DISPUTED
    record(fact, dispute, by=by, at=at, key=key, asked=who.asked)
    return dispute


@action(Fact.DISPUTE_ANSWERED)
def answer_dispute(
    dispute: Dispute, *, answer: Answer, note: str, by: Actor, at: datetime, key: str | None = None
) -> Dispute | Unchanged[Dispute]:
    """Close a dispute. Answering "withdrawn" voids the pledge that stands.

    Raises Refused when it was answered already, Problem when the answer does not fit the kind.
    """
    if already(key) is not None:
        return Unchanged(dispute)
    now = Dispute.objects.select_for_update().get(pk=dispute.pk)
    if now.answer:
        raise Refused(Why.ALREADY_ANSWERED)
    if answer not in ANSWERS[DisputeKind(now.kind)]:
        raise Problem("pledge.answer_does_not_fit", "jawaban")
    now.answer, now.note, now.answered_at, now.answered_by = answer, note.strip()[:LONGEST], at, by.actor_ref
    now.save()
    record(Fact.DISPUTE_ANSWERED, now, by=by, at=at, key=key, answer=answer, asked=now.asked_id)
    if answer is Answer.WITHDRAWN:
        ref = signer(now.asked_id).pledge
        if ref:
            withdraw_pledge(Pledge.objects.get(ref=ref), reason=Void.NOT_ME, by=by, at=at)
    return now


@action(Fact.PLEDGE_WITHDRAWN)
def withdraw_pledge(
    pledge: Pledge, *, reason: Void, by: Actor, at: datetime, key: str | None = None
) -> Withdrawal | Unchanged[Withdrawal]:
    """Declare a pledge void: its leaf stays, and a leaf of kind withdrawal follows it.

    Raises Refused for a pledge made after a withdrawal: that one the person made knowing it, and the public log
    can void one pledge a person and drive.
    """
    found = Withdrawal.objects.filter(pledge=pledge).first()
    if found is not None:
        return Unchanged(found)
    policies.may_withdraw(pledge).require()
    who = signer(pledge.asked_id)
    key_of_subject = keys_of([who.employee_ref]).get(who.employee_ref)
    if key_of_subject is None:
        raise Problem(Why.ERASED)
    entry = uuid.uuid4()
    pledged = canonical.loads(pledge.record.encode())
    if not isinstance(pledged, dict):
        raise TypeError("a record is an object")
    kept, leaf = pledges_records.seal_withdrawal(
        pledged, entry=str(entry), reason=reason, at=at, subject_key=key_of_subject, nullifier=who.nullifier,
        people=who.people,
    )  # fmt: skip
    withdrawal = Withdrawal(
        pledge=pledge, reason=reason, withdrawn_at=at, withdrawn_by=by.actor_ref, record=kept, entry=entry
    )
    withdrawal.save(force_insert=True)
    record(
        Fact.PLEDGE_WITHDRAWN,
        pledge,
        by=by,
        at=at,
        key=key,
        leaf=leaf,
        ref=entry,
        reason=reason,
        asked=who.asked,
    )
    return withdrawal
