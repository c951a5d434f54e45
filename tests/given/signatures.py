"""Signatures by the handful, for tests that count."""

from datetime import datetime

from ikrar.core.pledges import Level, Way
from ikrar.domain.ledger.actions import Unknown, result_of
from ikrar.domain.pledges.actions import sign_pledges
from ikrar.domain.pledges.consent import Consent
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.pledges.queries.signers import signer
from ikrar.domain.programme.models import Asked, Drive
from ikrar.domain.roster.models import Unit


def signed_by(
    drive: Drive, unit: Unit, number: int, *, at: datetime, level: Level = Level.CODE
) -> list[Pledge]:
    """The first so many people of a unit sign."""
    rows = Asked.objects.filter(drive=drive, unit=unit).order_by("number")[:number]
    batch = [Consent(signer(row.pk), level, Way.PHONE) for row in rows]
    return [result_of(one) for one in sign_pledges(batch, by=Unknown(), at=at)]
