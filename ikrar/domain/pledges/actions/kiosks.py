"""Opening and closing a shared device with a second officer as witness."""

from datetime import datetime

from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.pledges import policies
from ikrar.domain.pledges.models import Kiosk
from ikrar.domain.programme.models import Apel
from ikrar.domain.roster.queries import Staff


@action(Fact.KIOSK_OPENED)
def open_kiosk(
    apel: Apel, *, witness: Staff, by: Staff, at: datetime, key: str | None = None
) -> Kiosk | Unchanged[Kiosk]:
    """Open a kiosk at an apel. The page has checked the password and code of the witness before.

    Raises Refused when the apel is not open, or operator and witness are one person or may not serve here.
    """
    if (done := already(key)) is not None:
        return Unchanged(Kiosk.objects.get(ref=done.subject.split(":")[1]))
    policies.may_open_kiosk(by, apel, at).require()
    policies.may_witness(witness, by, apel).require()
    kiosk = Kiosk(ref=fresh_ref(), apel=apel, operator=by.person, witness=witness.person, opened_at=at)
    kiosk.save(force_insert=True)
    record(Fact.KIOSK_OPENED, kiosk, by=by, at=at, key=key, apel=apel.ref, witness=witness.person.ref)
    return kiosk


@action(Fact.KIOSK_CLOSED)
def close_kiosk(
    kiosk: Kiosk, *, by: Staff | Kiosk, at: datetime, key: str | None = None
) -> Kiosk | Unchanged[Kiosk]:
    """Close a kiosk; nobody signs there any more."""
    now = Kiosk.objects.select_for_update().get(pk=kiosk.pk)
    if now.closed_at is not None:
        return Unchanged(now)
    now.closed_at = at
    now.save(update_fields=["closed_at"])
    record(Fact.KIOSK_CLOSED, now, by=by, at=at, key=key)
    return now
