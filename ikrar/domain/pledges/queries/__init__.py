"""Every reading of pledges, by name."""

from ikrar.domain.pledges.queries.entrances import Entrance, asked_by_number, entrance_for
from ikrar.domain.pledges.queries.receipts import pledge_by_ref, seconds_to_read, text_signed
from ikrar.domain.pledges.queries.signers import Signer, signer, signers

__all__ = [
    "Entrance",
    "Signer",
    "asked_by_number",
    "entrance_for",
    "pledge_by_ref",
    "seconds_to_read",
    "signer",
    "signers",
    "text_signed",
]
