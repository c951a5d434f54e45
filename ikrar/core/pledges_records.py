"""Which bytes stand for a pledge?

Text, statement and leaf are three objects that are never mixed (DESIGN 4). The statement is what one person
agrees to; the record is the statement and the digest of its evidence; the leaf is all that becomes public.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from ikrar.core import canonical, leaves
from ikrar.core.canonical import Json
from ikrar.core.pledges import Level, Void

VERSION = 1
NONCE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Subject:
    """Who agrees, as the roster of the day says it."""

    name: str
    nip: str
    number: int
    position: str
    unit: str
    agency: str

    def as_json(self) -> dict[str, Json]:
        """The subject inside a statement."""
        return {
            "agency": self.agency,
            "name": self.name,
            "nip": self.nip,
            "number": self.number,
            "position": self.position,
            "unit": self.unit,
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """What one person agrees to. `id` is the reference of its ledger entry, `at` the moment of receipt (UTC).

    Canonical form (RFC 8785), all keys always present: `agreement` ("agree"), `at` (seconds, Z), `body` (code of
    the institution), `campaign` (reference of the drive), `id`, `kind` ("pledge"; "correction" after a
    withdrawal), `level`, `nonce` (hex, so that no hash is ever reused), `proof` (the code on the certificate),
    `subject`, `text_sha256` (hex), `text_version`, `v`.
    """

    id: str
    proof: str
    kind: leaves.Kind
    campaign: str
    body: str
    level: Level
    at: datetime
    text_sha256: bytes
    text_version: int
    nonce: bytes
    subject: Subject

    def as_json(self) -> dict[str, Json]:
        """The statement as it is hashed and kept."""
        return {
            "agreement": "agree",
            "at": moment(self.at),
            "body": self.body,
            "campaign": self.campaign,
            "id": self.id,
            "kind": self.kind.name.lower(),
            "level": self.level.value,
            "nonce": self.nonce.hex(),
            "proof": self.proof,
            "subject": self.subject.as_json(),
            "text_sha256": self.text_sha256.hex(),
            "text_version": self.text_version,
            "v": VERSION,
        }


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is kept (record and evidence, canonical) and what is published (the leaf)."""

    record: str
    evidence: str
    leaf: bytes


def seal(
    statement: Statement,
    evidence: Mapping[str, object],
    *,
    subject_key: bytes,
    nullifier: bytes,
    people: int,
    flags: int = 0,
) -> Sealed:
    """Record, evidence and leaf of one pledge. `people` is the size of the body, which makes the time coarse.

    Raises leaves.BadLeaf when a key, a hash or the time has the wrong form.
    """
    proof_of_consent = canonical.dumps(dict(evidence))
    record = canonical.dumps({**statement.as_json(), "evidence_sha256": sha256(proof_of_consent).hexdigest()})
    leaf = leaves.Leaf(
        kind=statement.kind,
        time=leaves.coarse_time(statement.at, people),
        commitment=leaves.commitment(leaves.salt(subject_key, statement.id), record),
        level=statement.level.leaf,
        flags=flags,
        campaign=leaves.campaign(statement.campaign),
        institution=leaves.institution(statement.body),
        text_sha256=statement.text_sha256,
        nullifier=nullifier,
    )
    return Sealed(record.decode(), proof_of_consent.decode(), leaf.pack())


def seal_withdrawal(
    pledged: Mapping[str, Json],
    *,
    entry: str,
    reason: Void,
    at: datetime,
    subject_key: bytes,
    nullifier: bytes,
    people: int,
) -> tuple[str, bytes]:
    """Record and leaf of a withdrawal: it names the record it voids by reference and digest, and no person."""
    record: dict[str, Json] = {
        "at": moment(at),
        "body": pledged["body"],
        "campaign": pledged["campaign"],
        "id": entry,
        "kind": leaves.Kind.WITHDRAWAL.name.lower(),
        "level": pledged["level"],
        "reason": reason.value,
        "text_sha256": pledged["text_sha256"],
        "v": VERSION,
        "voids": pledged["id"],
        "voids_sha256": sha256(canonical.dumps(dict(pledged))).hexdigest(),
    }
    leaf = leaves.Leaf(
        kind=leaves.Kind.WITHDRAWAL,
        time=leaves.coarse_time(at, people),
        commitment=leaves.commitment(leaves.salt(subject_key, entry), canonical.dumps(record)),
        level=Level(str(pledged["level"])).leaf,
        campaign=leaves.campaign(str(pledged["campaign"])),
        institution=leaves.institution(str(pledged["body"])),
        text_sha256=bytes.fromhex(str(pledged["text_sha256"])),
        nullifier=nullifier,
    )
    return canonical.dumps(record).decode(), leaf.pack()


def moment(at: datetime) -> str:
    """A moment as records write it: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
