"""Who was there, judged from scans that overlap, come late, or bear a wrong clock? Pure rules; scans are never refused.

What comes out depends on the set of scans alone, never on the order in which they arrived.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from ikrar.core import canonical, merkle

EARLY, LATE = (
    timedelta(minutes=90),
    timedelta(minutes=60),
)  # around a session in which a scan still belongs to it
CLOCK_MOVED = timedelta(minutes=5)  # two measurements of one clock that differ by more are not one clock
CLOCK_WRONG = timedelta(minutes=30)  # worth telling, though the offset is taken away
BATCH_AT_MOST = 1_000  # scans a device brings at once
LIST_AT_MOST = 50_000  # rows of a list handed in


class Way(StrEnum):
    """Through what a person was recorded as present."""

    CARD = "card"
    KIOSK = "kiosk"
    FILE = "file"
    LIST = "list"
    PAPER = "paper"
    GUEST = "guest"


BY_SCAN = frozenset({Way.CARD, Way.KIOSK, Way.FILE})


class Device(StrEnum):
    """What brings scans."""

    GATE = "gate"
    KIOSK = "kiosk"
    FILE = "file"


WAY_OF = {Device.GATE: Way.CARD, Device.KIOSK: Way.KIOSK, Device.FILE: Way.FILE}


class Move(StrEnum):
    """What a scan says: somebody came, somebody went, or an earlier scan is taken back."""

    IN = "in"
    OUT = "out"
    UNDO = "undo"


class Decision(StrEnum):
    """What an officer says of a scan that needed a look."""

    COUNT = "count"
    LEAVE_OUT = "leave_out"


class AbsentWhy(StrEnum):
    """Why somebody on a list is absent; nothing about health is asked."""

    DUTY = "duty"
    LEAVE = "leave"
    PERMIT = "permit"
    UNKNOWN = "unknown"


class Judged(StrEnum):
    """What a scan turned out to be."""

    PRESENT = "present"
    BACK = "back"  # came in again after leaving
    AGAIN = "again"  # the same person once more at the same device, or on a list as well
    LEFT = "left"
    TAKEN_BACK = "taken_back"  # by the officer at the device
    LEFT_OUT = "left_out"  # by an officer's decision
    TWO_GATES = "two_gates"  # the same person at another device without having left
    NOT_INVITED = "not_invited"
    UNKNOWN_CARD = "unknown_card"
    REVOKED_CARD = "revoked_card"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    CLOCK_DOUBTFUL = "clock_doubtful"  # outside the window, and the clock of the device was never measured
    LEFT_UNSEEN = "left_unseen"  # went without having come


TO_LOOK_AT = frozenset({
    Judged.TWO_GATES, Judged.NOT_INVITED, Judged.UNKNOWN_CARD, Judged.REVOKED_CARD, Judged.TOO_EARLY,
    Judged.TOO_LATE, Judged.CLOCK_DOUBTFUL, Judged.LEFT_UNSEEN,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan. `person` is 0 for a card that nobody issued; `at` is corrected by the offset when it was measured."""

    id: str
    device: str
    person: int
    at: datetime
    mark: bytes = b""
    move: Move = Move.IN
    undoes: str = ""
    revoked_at: datetime | None = None
    is_measured: bool = True
    is_listed: bool = False  # a row of a list handed in: it stands at no gate


@dataclass(frozen=True, slots=True)
class Rules:
    """The window of a session and who is expected; None: whoever comes is welcome."""

    opens: datetime
    closes: datetime
    expected: Container[int] | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one scan is; `other` is the scan that it meets (the first gate, the exit before)."""

    scan: Scan
    judged: Judged
    other: Scan | None = None


@dataclass(slots=True)
class Presence:
    """Since when somebody is there, by which scan, and since when gone."""

    since: Scan
    left: Scan | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """All rulings in order of time, and who is present."""

    rulings: list[Ruling]
    present: dict[int, Presence]


def window(starts_at: datetime, ends_at: datetime) -> tuple[datetime, datetime]:
    """The time in which a scan belongs to a session."""
    return starts_at - EARLY, ends_at + LATE


def corrected(device_at: datetime, offset_ms: int | None) -> datetime:
    """The moment on our clock: what the device's clock said, less what it was ahead."""
    return device_at - timedelta(milliseconds=offset_ms or 0)


def is_one_clock(known_ms: int | None, measured_ms: int | None) -> bool:
    """Whether the offset that a device knew when it scanned, and the one measured when it brought the scan, agree."""
    known = measured_ms if known_ms is None else known_ms
    if known is None:
        return False
    return measured_ms is None or abs(known - measured_ms) <= CLOCK_MOVED.total_seconds() * 1000


def judge(scans: Iterable[Scan], rules: Rules, decisions: Mapping[str, Decision]) -> Outcome:
    """What every scan is and who is present. The same for every order in which the scans are given."""
    listed = sorted(scans, key=_in_order)
    undone = {(s.device, s.undoes) for s in listed if s.move is Move.UNDO}
    people: dict[int, _Person] = {}
    rulings = [
        _rule(scan, undone, rules, decisions.get(scan.id), people)
        for scan in listed
        if scan.move is not Move.UNDO
    ]
    present = {key: p.presence for key, p in people.items() if p.presence is not None}
    return Outcome(rulings, present)


def _in_order(scan: Scan) -> tuple[datetime, str, str]:
    return scan.at, scan.device, scan.id


@dataclass(slots=True)
class _Person:
    """How somebody stands so far: the scan that let them in, none while outside."""

    inside: Scan | None = None
    presence: Presence | None = None


def _rule(
    scan: Scan, undone: set[tuple[str, str]], rules: Rules, said: Decision | None, people: dict[int, _Person]
) -> Ruling:
    if (scan.device, scan.id) in undone:
        return Ruling(scan, Judged.TAKEN_BACK)
    if said is Decision.LEAVE_OUT:
        return Ruling(scan, Judged.LEFT_OUT)
    if not scan.person:
        return Ruling(scan, Judged.UNKNOWN_CARD)
    fault = None if said is Decision.COUNT else _fault(scan, rules)
    if fault is not None:
        return Ruling(scan, fault)
    person = people.setdefault(scan.person, _Person())
    return _went(scan, person) if scan.move is Move.OUT else _came(scan, person)


def _fault(scan: Scan, rules: Rules) -> Judged | None:
    if scan.revoked_at is not None and scan.at >= scan.revoked_at:
        return Judged.REVOKED_CARD
    is_early, is_late = scan.at < rules.opens, scan.at > rules.closes
    if (is_early or is_late) and not scan.is_measured:
        return Judged.CLOCK_DOUBTFUL
    if is_early:
        return Judged.TOO_EARLY
    if is_late and scan.move is Move.IN:
        return Judged.TOO_LATE
    if rules.expected is not None and scan.person not in rules.expected:
        return Judged.NOT_INVITED
    return None


def _came(scan: Scan, person: _Person) -> Ruling:
    first = person.inside
    if first is not None:
        one_gate = first.device == scan.device or first.is_listed or scan.is_listed
        return Ruling(scan, Judged.AGAIN if one_gate else Judged.TWO_GATES, first)
    person.inside = scan
    if person.presence is None:
        person.presence = Presence(scan)
        return Ruling(scan, Judged.PRESENT)
    gone, person.presence.left = person.presence.left, None
    return Ruling(scan, Judged.BACK, gone)


def _went(scan: Scan, person: _Person) -> Ruling:
    if person.presence is None:
        return Ruling(scan, Judged.LEFT_UNSEEN)
    if person.inside is None:
        return Ruling(scan, Judged.AGAIN, person.presence.left)
    came, person.inside = person.inside, None
    person.presence.left = scan
    return Ruling(scan, Judged.LEFT, came)


def row_leaf(row: Mapping[str, object], salt: bytes) -> bytes:
    """The leaf hash of one attendance row: salted, so that the root tells nothing about who was there."""
    return merkle.leaf_hash(sha256(salt).digest() + canonical.dumps(dict(row)))


def root_of_rows(leaf_hashes: Sequence[bytes]) -> bytes:
    """The root over the rows of a session; the order of the rows does not matter."""
    return merkle.root(sorted(leaf_hashes))
