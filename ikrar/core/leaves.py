"""What does the public log say about an act, and how does it stay silent about the person?

A leaf has 132 bytes: magic 4, kind 1, level 1, flags 2, campaign 16, institution 8, time 4 (seconds since
1970, made coarse), text hash 32, nullifier 32, commitment 32. Numbers are big-endian. Neither name nor NIP,
nor a hash of them alone, is ever part of it.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, IntFlag
from hashlib import sha256
from struct import Struct

from ikrar.core import canonical, merkle

SIZE = 132
MAGIC = b"IKR1"
ZERO = bytes(32)
NO_CAMPAIGN = bytes(16)
NO_INSTITUTION = bytes(8)
SUBJECT_KEY_BYTES = 32
MINUTE, HOUR, DAY = 60, 3600, 86_400  # seconds
PEOPLE_FOR_MINUTES = 50  # a smaller body is told by the hour
PEOPLE_FOR_HOURS = 10  # a smaller one still, by the day
_LAYOUT = Struct(">4sBBH16s8sI32s32s32s")


class BadLeaf(ValueError):
    """The bytes or the fields are not a leaf."""


class Kind(IntEnum):
    """What happened; monitors count by it."""

    ROSTER = 1
    PLEDGE = 2
    WITHDRAWAL = 3
    CORRECTION = 4
    ERASURE = 5
    ATTENDANCE = 6
    TRAINING = 7
    CUSTODY = 8
    EVIDENCE = 9
    REGISTER = 10
    OTHER = 0xFF


class Level(IntEnum):
    """How sure one may be who acted."""

    KIOSK = 0
    CODE = 1
    PASSKEY = 2
    CERTIFICATE = 3
    PAPER = 0x4B  # K


class Flag(IntFlag):
    """What else a reader should know of how the act was taken in."""

    OFFLINE = 1
    LATE = 2
    COLLECTIVE = 4


# Kinds whose nullifier may stand once a campaign; a correction is the one pledge that may follow a withdrawal.
ONCE_A_PERSON = frozenset({Kind.PLEDGE, Kind.WITHDRAWAL, Kind.CORRECTION})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One public leaf. `time` is in seconds since 1970, already coarse."""

    kind: Kind
    time: int
    commitment: bytes
    level: Level = Level.KIOSK
    flags: int = 0
    campaign: bytes = NO_CAMPAIGN
    institution: bytes = NO_INSTITUTION
    text_sha256: bytes = ZERO
    nullifier: bytes = ZERO

    def pack(self) -> bytes:
        """The 132 bytes. Raises BadLeaf when a field does not fit or its kind forbids it."""
        widths = (self.campaign, 16), (self.institution, 8), (self.text_sha256, 32), (self.nullifier, 32)
        if any(len(value) != width for value, width in (*widths, (self.commitment, 32))):
            raise BadLeaf("a field has the wrong length")
        if not 0 <= self.flags < 2**16 or not 0 <= self.time < 2**32 or self.time % MINUTE:
            raise BadLeaf("flags or time do not fit")
        if self.kind is Kind.OTHER and not self._tells_nothing():
            raise BadLeaf("a leaf of kind other carries its day and its commitment only")
        head = (MAGIC, self.kind, self.level, self.flags, self.campaign, self.institution, self.time)
        return _LAYOUT.pack(*head, self.text_sha256, self.nullifier, self.commitment)

    def _tells_nothing(self) -> bool:
        silent = self.level == 0 and self.flags == 0 and self.time % DAY == 0
        nowhere = self.campaign == NO_CAMPAIGN and self.institution == NO_INSTITUTION
        return silent and nowhere and self.text_sha256 == ZERO and self.nullifier == ZERO

    @property
    def roster(self) -> "Roster":
        """What a roster leaf says. Raises BadLeaf for any other kind, or when the numbers cannot be."""
        asked, ever = int.from_bytes(self.nullifier[16:24]), int.from_bytes(self.nullifier[24:])
        if self.kind is not Kind.ROSTER or self.nullifier[:16] != bytes(16) or asked > ever:
            raise BadLeaf("no roster leaf")
        return Roster(self.text_sha256, asked, ever)


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is asked in one body: the root over their hashes, how many now, how many ever since the start.

    `ever` only grows: it counts each person once who was asked at any time, also those who left since.
    So no more pledges can stand in the log than `ever`, and "x of y" takes y from `asked`.
    """

    root: bytes
    asked: int
    ever: int


def unpack(data: bytes) -> Leaf:
    """Reads a leaf; refuses an unknown version, kind or level. Raises BadLeaf."""
    if len(data) != SIZE or data[:4] != MAGIC:
        raise BadLeaf("no leaf of version IKR1")
    _, kind, level, flags, campaign, institution, time, text, nullified, committed = _LAYOUT.unpack(data)
    try:
        leaf = Leaf(Kind(kind), time, committed, Level(level), flags, campaign, institution, text, nullified)
    except ValueError as unknown:
        raise BadLeaf("unknown kind or level") from unknown
    leaf.pack()
    return leaf


def roster_leaf(
    *, campaign: bytes, institution: bytes, roster: Roster, time: int, commitment: bytes, flags: int = 0
) -> Leaf:
    """The leaf that fixes who is asked. Raises BadLeaf when fewer were ever asked than are now."""
    if not 0 <= roster.asked <= roster.ever < 2**64:
        raise BadLeaf("fewer people ever asked than now")
    counts = bytes(16) + roster.asked.to_bytes(8) + roster.ever.to_bytes(8)
    return Leaf(Kind.ROSTER, time, commitment, Level.KIOSK, flags, campaign, institution, roster.root, counts)


def pack_other(*, day: date, commitment: bytes) -> bytes:
    """The 132 bytes of every fact the public log does not name: its day and a salted commitment."""
    return Leaf(Kind.OTHER, (day - date(1970, 1, 1)).days * DAY, commitment).pack()


def campaign(ref: str) -> bytes:
    """The 16 bytes that stand for a drive in the log, from its public reference."""
    return _tagged("campaign", ref.encode())[:16]


def institution(code: str) -> bytes:
    """The 8 bytes that stand for a body in the log, from its public code."""
    return _tagged("institution", code.encode())[:8]


def text_hash(text: str) -> bytes:
    """SHA-256 of a text in its canonical form, which the caller has made: UTF-8, NFC, LF line ends."""
    return sha256(text.encode()).digest()


def statement_hash(statement: Mapping[str, object]) -> bytes:
    """What a person agrees to, as 32 bytes; consent of level 2 and 3 is made over them."""
    return _tagged("statement", canonical.dumps(dict(statement)))


def salt(subject_key: bytes, record_id: str) -> bytes:
    """The salt of one record, from the random key of its person; gone when the key is gone."""
    return _keyed(subject_key, "salt", record_id.encode())


def nullifier(subject_key: bytes, campaign_id: bytes) -> bytes:
    """The mark that shows a person counts once in a campaign, and shows nothing else."""
    return _keyed(subject_key, "nullifier", campaign_id)


def commitment(record_salt: bytes, record: bytes) -> bytes:
    """Binds the leaf to the private record, given as canonical bytes."""
    if len(record_salt) != 32:
        raise BadLeaf("a salt has 32 bytes")
    return _tagged("commitment", record_salt + record)


def roster_hash(mark: bytes) -> bytes:
    """How one person's nullifier stands in the published list of who is asked."""
    return _tagged("roster", mark)


def roster_root(marks: Iterable[bytes]) -> bytes:
    """The Merkle root over the roster hashes of these nullifiers, in ascending order of the hashes."""
    return merkle.root([merkle.leaf_hash(one) for one in sorted(map(roster_hash, marks))])


def coarse_time(at: datetime, people: int) -> int:
    """Seconds since 1970 to the minute; to the hour in a body below 50 people, to the UTC day below 10."""
    unit = MINUTE if people >= PEOPLE_FOR_MINUTES else HOUR if people >= PEOPLE_FOR_HOURS else DAY
    return _seconds(at) // unit * unit


def is_coarse_form_of(time: int, at: datetime) -> bool:
    """Whether the time of a leaf is this moment, made coarse to the minute, the hour or the day."""
    return any(time == _seconds(at) // unit * unit for unit in (MINUTE, HOUR, DAY))


def _seconds(at: datetime) -> int:
    if at.utcoffset() is None:
        raise BadLeaf("a time without zone")
    seconds = (at - datetime.fromisoformat("1970-01-01T00:00:00+00:00")) // timedelta(seconds=1)
    if not 0 <= seconds < 2**32:
        raise BadLeaf("a time the log cannot hold")
    return seconds


def _tagged(purpose: str, data: bytes) -> bytes:
    return sha256(f"ikrar/v1/{purpose}".encode() + b"\x00" + data).digest()


def _keyed(subject_key: bytes, purpose: str, data: bytes) -> bytes:
    if len(subject_key) != SUBJECT_KEY_BYTES:
        raise BadLeaf("a subject key has 32 bytes")
    return hmac.digest(subject_key, f"ikrar/v1/{purpose}".encode() + b"\x00" + data, "sha256")
