"""What is a pledge, when may it arrive, and which bytes stand for it?

Text, statement and leaf are three objects that are never mixed (DESIGN 4). The statement is what one person
agrees to; the record is the statement and the digest of its evidence; the leaf is all that becomes public.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from ikrar.core import canonical, leaves
from ikrar.core.canonical import Json
from ikrar.core.verdicts import Verdict, when

VERSION = 1
NONCE_BYTES = 16
CLAIM_BEFORE = timedelta(days=2)  # a tap is not believed when it lies further back than any queue of a phone
CLAIM_AFTER = timedelta(minutes=10)  # nor when the clock of the phone runs further ahead


class Level(StrEnum):
    """How sure one may be who agreed; counted apart, never added up without saying so."""

    PAPER = "K"
    KIOSK = "0"
    CODE = "1"
    PASSKEY = "2"
    CERTIFICATE = "3"

    @property
    def leaf(self) -> leaves.Level:
        """The same level as it stands in a public leaf."""
        return _LEAF_LEVELS[self]


_LEAF_LEVELS = {
    Level.PAPER: leaves.Level.PAPER,
    Level.KIOSK: leaves.Level.KIOSK,
    Level.CODE: leaves.Level.CODE,
    Level.PASSKEY: leaves.Level.PASSKEY,
    Level.CERTIFICATE: leaves.Level.CERTIFICATE,
}


class Way(StrEnum):
    """Through what the consent came."""

    PHONE = "phone"
    KIOSK = "kiosk"
    PAPER = "paper"


class Absent(StrEnum):
    """Why somebody asked was not there. Leave has one code: its kind is nobody's business and is not asked."""

    LEAVE = "leave"
    TRAVEL = "travel"
    TRAINING = "training"
    ON_SHIFT = "on_shift"
    OFF_SHIFT = "off_shift"
    ELSEWHERE = "elsewhere"
    SECONDED = "seconded"
    SUSPENDED = "suspended"
    WITHOUT_WORD = "without_word"


class Standing(StrEnum):
    """Where one person asked stands; everybody stands in exactly one place."""

    SIGNED = "signed"
    ABSENT = "absent"
    NOT_YET = "not_yet"
    LEFT = "left"


class DisputeKind(StrEnum):
    """What somebody says about their own row."""

    DATA = "data"
    NOT_ME = "not_me"


class Answer(StrEnum):
    """What came of a dispute."""

    CORRECTED = "corrected"
    UNFOUNDED = "unfounded"
    WITHDRAWN = "withdrawn"


ANSWERS: dict[DisputeKind, frozenset[Answer]] = {
    DisputeKind.DATA: frozenset({Answer.CORRECTED, Answer.UNFOUNDED}),
    DisputeKind.NOT_ME: frozenset({Answer.WITHDRAWN, Answer.UNFOUNDED}),
}


class Void(StrEnum):
    """Why a pledge was declared void."""

    NOT_ME = "not_me"
    WRONG_ENTRY = "wrong_entry"


class SheetStage(StrEnum):
    """How far a paper sheet has come."""

    PRINTED = "printed"
    ENTERED = "entered"
    CHECKED = "checked"


SHEET_MOVES: dict[SheetStage, frozenset[SheetStage]] = {
    SheetStage.PRINTED: frozenset({SheetStage.ENTERED}),
    SheetStage.ENTERED: frozenset({SheetStage.ENTERED, SheetStage.CHECKED}),
    SheetStage.CHECKED: frozenset(),
}


class Why(StrEnum):
    """Why a pledge cannot be taken in."""

    DRIVE_NOT_OPEN = "pledge.drive_not_open"
    WINDOW_CLOSED = "pledge.window_closed"
    LEFT = "pledge.left"
    ERASED = "pledge.erased"
    REFUSED = "pledge.refused"
    WITHDRAWN_TWICE = "pledge.withdrawn_twice"
    APEL_NOT_OPEN = "pledge.apel_not_open"
    APEL_CLOSED = "pledge.apel_closed"
    LINK_ENDED = "pledge.link_ended"
    KIOSK_CLOSED = "pledge.kiosk_closed"
    NOT_THE_SECOND_OFFICER = "pledge.not_the_second_officer"
    ALREADY_ANSWERED = "pledge.already_answered"


@dataclass(frozen=True, slots=True)
class Window:
    """When the pledges of a drive may arrive: until the deadline in time, until `late_until` late."""

    is_open: bool
    deadline_at: datetime
    late_until: datetime


def may_arrive(window: Window, at: datetime) -> Verdict:
    """May a pledge be taken in at this moment?"""
    return when(window.is_open, Why.DRIVE_NOT_OPEN) & when(at <= window.late_until, Why.WINDOW_CLOSED)


def is_late(window: Window, at: datetime, *, by_late_link: bool) -> bool:
    """Whether the pledge says that it came late: after the deadline, or through a late link."""
    return by_late_link or at > window.deadline_at


def believable_tap(claimed: datetime | None, received: datetime) -> datetime | None:
    """The moment of the tap as the device claims it, or None when no clock could have meant it."""
    if claimed is None or claimed.utcoffset() is None:
        return None
    return claimed if received - CLAIM_BEFORE <= claimed <= received + CLAIM_AFTER else None


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
    record = {**statement.as_json(), "evidence_sha256": sha256(proof_of_consent).hexdigest()}
    return Sealed(
        record=canonical.dumps(record).decode(),
        evidence=proof_of_consent.decode(),
        leaf=_leaf(statement, record, subject_key=subject_key, nullifier=nullifier, people=people, flags=flags),
    )


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


def _leaf(
    statement: Statement,
    record: Mapping[str, Json],
    *,
    subject_key: bytes,
    nullifier: bytes,
    people: int,
    flags: int,
) -> bytes:
    salt = leaves.salt(subject_key, statement.id)
    return leaves.Leaf(
        kind=statement.kind,
        time=leaves.coarse_time(statement.at, people),
        commitment=leaves.commitment(salt, canonical.dumps(dict(record))),
        level=statement.level.leaf,
        flags=flags,
        campaign=leaves.campaign(statement.campaign),
        institution=leaves.institution(statement.body),
        text_sha256=statement.text_sha256,
        nullifier=nullifier,
    ).pack()


def moment(at: datetime) -> str:
    """A moment as records write it: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def reading_seconds(text: str) -> int:
    """How long an unhurried reader needs: 180 words a minute, rounded up to ten seconds."""
    return max(10, -(-len(text.split()) * 60 // 180 // 10) * 10)
