"""Everything that changes a pledge and what people do instead, by name."""

from ikrar.domain.pledges.actions.refusing import (
    answer_dispute,
    raise_dispute,
    refuse_pledge,
    withdraw_pledge,
    withdraw_refusal,
)
from ikrar.domain.pledges.actions.signing import sign_pledges, write_pledges

__all__ = [
    "answer_dispute",
    "raise_dispute",
    "refuse_pledge",
    "sign_pledges",
    "withdraw_pledge",
    "withdraw_refusal",
    "write_pledges",
]
