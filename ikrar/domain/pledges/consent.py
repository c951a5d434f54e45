"""One consent as it arrived, and the rows that are made from it before any transaction begins."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ikrar.core import pledges, pledges_records
from ikrar.core.leaves import Flag, Kind
from ikrar.core.pledges import Level, Way
from ikrar.core.pledges_records import Sealed, Statement
from ikrar.core.refs import make_ref
from ikrar.domain.pledges.queries.signers import Signer

REF_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Consent:
    """Somebody agreed: who, through what, and what else is known of it.

    `tapped_at` is a claim of the device; `evidence` holds references, counts and digests of this way only.
    """

    signer: Signer
    level: Level
    way: Way
    apel_id: int | None = None
    by_late_link: bool = False
    tapped_at: datetime | None = None
    device: str = ""
    evidence: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pledge ready to be written: every hash is made, nothing is left to read."""

    consent: Consent
    ref: str
    entry: uuid.UUID
    is_late: bool
    tapped_at: datetime | None
    sealed: Sealed

    @property
    def round(self) -> int:
        """0 for the first pledge, 1 for the one that follows a withdrawal."""
        return self.consent.signer.last_round + 1


def prepare(consent: Consent, *, key: bytes, at: datetime) -> Prepared:
    """Hash everything that a pledge needs. `key` is the subject key of the person."""
    who = consent.signer
    late = pledges.is_late(who.window, at, by_late_link=consent.by_late_link)
    tapped = pledges.believable_tap(consent.tapped_at, at)
    entry, ref = uuid.uuid4(), make_ref(secrets.token_bytes(REF_LENGTH), REF_LENGTH)
    statement = Statement(
        id=str(entry),
        proof=ref,
        kind=Kind.PLEDGE if who.last_round < 0 else Kind.CORRECTION,
        campaign=who.drive,
        body=who.agency_code,
        level=consent.level,
        at=at,
        text_sha256=who.text_sha256,
        text_version=who.text_version,
        nonce=secrets.token_bytes(pledges_records.NONCE_BYTES),
        subject=who.subject,
    )
    sealed = pledges_records.seal(
        statement,
        evidence_of(consent, received=at, tapped=tapped),
        subject_key=key,
        nullifier=who.nullifier,
        people=who.people,
        flags=_flags(consent, late),
    )
    return Prepared(consent, ref, entry, late, tapped, sealed)


def evidence_of(consent: Consent, *, received: datetime, tapped: datetime | None) -> dict[str, object]:
    """How consent was given, as it is kept beside the record; its digest stands in the record."""
    who = consent.signer
    return {
        "device": consent.device,
        "received_at": pledges_records.moment(received),
        "tapped_at_claimed": pledges_records.moment(tapped) if tapped else "",
        "way": consent.way.value,
        **(
            {"code_round": who.code_round, "code_given_by": who.code_given_by}
            if consent.way is Way.PHONE
            else {}
        ),
        **consent.evidence,
    }


def _flags(consent: Consent, late: bool) -> int:
    return int((Flag.LATE if late else Flag(0)) | (Flag.COLLECTIVE if consent.way is Way.PAPER else Flag(0)))
