"""How does what happened get its place in the log: index, tiles, signature, in steps that may be cut off anywhere?

1. `assign` gives waiting entries their indexes, in one transaction. From then on the order is fixed.
2. `publish` reads them back from the database, writes tiles, signs, remembers the checkpoint at the second
   place, then in the database, then in public. Repeating a step gives the same bytes.
"""

import random
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from ikrar.core import merkle, notes, tiles
from ikrar.core.leaves import Kind
from ikrar.domain.ledger import fsck, gate, signer
from ikrar.domain.ledger.models import Checkpoint, Entry, Lease
from ikrar.domain.ledger.queries import sequenced_size
from ikrar.domain.ledger.second_place import SecondPlace, second_place
from ikrar.domain.ledger.tilestore import MissingTile, TileChanged, TileStore

BATCH = 2_000  # entries in one transaction: it stays below a tenth of a second
CHUNK = 20_000  # entries read back at once
GRACE = timedelta(hours=1)  # a partial tile lives so long after its full one
BLOCKED = "log.blocked"  # a file in the home folder that a restore leaves behind
_PEOPLE = frozenset({Kind.PLEDGE, Kind.WITHDRAWAL, Kind.CORRECTION})
_UPDATE = 'UPDATE ledger_entry SET "index" = %s WHERE id = %s AND "index" IS NULL'


class Stopped(Exception):
    """The sequencer refuses to go on; `reason` is a code. Somebody has to look."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason = reason


@dataclass(frozen=True)
class State:
    """A signed checkpoint: its note, and what it says; size 0 and no note before the first."""

    note: str | None
    size: int
    root: bytes


@dataclass(frozen=True)
class Log:
    """Where this installation's log lives and under which name it signs."""

    store: TileStore
    second: SecondPlace
    keys_folder: Path
    origin: str

    @property
    def keys(self) -> signer.Keys:
        """The keys of the log; made before the first checkpoint and never again. Raises Stopped."""
        if not signer.have_log_keys(self.keys_folder) and has_signed(self):
            raise Stopped("log.keys_missing")
        return signer.log_keys(self.keys_folder, self.origin)


def this_log() -> Log:
    """The log of this installation."""
    return Log(TileStore(settings.IKRAR_LOG), second_place(), settings.IKRAR_KEYS, settings.IKRAR_ORIGIN)


def run(at: datetime, *, log: Log | None = None, chance: random.Random | None = None) -> int:
    """One round: every waiting entry gets its place and a signed checkpoint covers it; returns the size.

    Writes nothing when nothing waits. Raises Stopped, MovedOn.
    """
    log = log or this_log()
    if (settings.IKRAR_HOME / BLOCKED).exists():
        raise Stopped(BLOCKED)
    state = last_state(log)
    while assign(at, chance=chance or secrets.SystemRandom()):
        pass
    return publish(log, state, at)


def last_state(log: Log) -> State:
    """The last signed checkpoint, from whichever of the three memories knows the newest.

    Raises Stopped when more was signed than this database knows (a restored backup), when two memories
    contradict each other, or when the keys are not the ones that signed.
    """
    second, published, own = _read(log, log.second.read()), _read(log, log.store.checkpoint()), _own_state(log)
    newest = max(second, published, own, key=lambda state: state.size)
    if newest.size > max(sequenced_size(), own.size):
        raise Stopped("log.behind", f"{sequenced_size()} of {newest.size}")
    if any(one.size == newest.size and one.root != newest.root for one in (second, published, own)):
        raise Stopped("log.forked", str(newest.size))
    if second.size < newest.size:
        _refresh(log, second, newest)
    return newest


def _refresh(log: Log, second: State, newest: State) -> None:
    """Brings the second place up to what was signed, if that continues what stands there. Raises Stopped."""
    _edge(log, newest)
    if second.size and merkle.root_at(second.size, log.store.hashes(newest.size).read_hash) != second.root:
        raise Stopped("log.forked", str(second.size))
    log.second.swap(second.note, newest.note or "")


def assign(at: datetime, *, chance: random.Random, limit: int = BATCH) -> int:
    """Gives at most `limit` waiting entries the next indexes in one transaction; returns how many.

    Entries that carry the day only wait until their day (UTC) is over.
    """
    if not _waiting(at).exists():
        return 0
    Lease.objects.get_or_create(name="sequencer", defaults={"holder": "", "until": at})
    with transaction.atomic(), gate.opened("sequencer"):
        list(Lease.objects.select_for_update().filter(name="sequencer"))
        rows = list(_waiting(at).order_by("id").values_list("id", "subject", "leaf", "day_only")[:limit])
        start = max(sequenced_size(), _signed_size())
        order = in_order([(pk, subject, _is_person(leaf), day) for pk, subject, leaf, day in rows], chance)
        with connection.cursor() as cursor:
            cursor.executemany(_UPDATE, [(start + at_, pk) for at_, pk in enumerate(order)])
            if order and cursor.rowcount != len(order):
                raise Stopped("log.raced", f"{cursor.rowcount} of {len(order)}")
    return len(rows)


def in_order(rows: Sequence[tuple[int, str, bool, bool]], chance: random.Random) -> list[int]:
    """The ids in the order of their indexes, from rows (id, subject, is it about a person, day only).

    What is no person's act keeps its order and comes first, so that a roster stands before its pledges. People's
    acts are shuffled, and so are the entries that carry the day only: the log tells nobody's time of arrival.
    Within one subject the order is kept.
    """
    plain = [row for row in rows if not row[2] and not row[3]]
    people = [row for row in rows if row[2] and not row[3]]
    quiet = [row for row in rows if row[3]]
    return [row[0] for row in plain] + _shuffled(people, chance) + _shuffled(quiet, chance)


def publish(log: Log, state: State, at: datetime) -> int:
    """Writes, signs and publishes everything that has an index beyond `state`; returns the size.

    Raises Stopped when the files or the database do not fit what was signed.
    """
    size = sequenced_size()
    if size > state.size:
        edge = _grown(log, state, size)
        text = notes.Checkpoint(log.origin, edge.size, edge.root()).text
        note = str(notes.Note(text, log.keys.sign(text, time=int(at.timestamp()))))
        log.second.swap(state.note, note)
        state = State(note, edge.size, edge.root())
    if state.note is not None:
        _tell(log, state, at)
    return state.size


def clear(at: datetime, log: Log | None = None) -> int:
    """Removes partial tiles that nobody needs any more; returns how many."""
    return (log or this_log()).store.clear_partials(now=at, grace=GRACE)


def _tell(log: Log, state: State, at: datetime) -> None:
    """The same checkpoint in the database and in public; does what a crash left undone."""
    Checkpoint.objects.get_or_create(
        size=state.size, defaults={"root": state.root, "note": state.note, "signed_at": at}
    )
    published = log.store.checkpoint()
    if published is None or _read(log, published).size < state.size:
        vkeys = "\n".join(log.keys.vkeys) + "\n"
        if log.store.text(fsck.KEYS_FILE) != vkeys:
            log.store.publish(vkeys, fsck.KEYS_FILE)
        log.store.publish(state.note or "")


def _grown(log: Log, state: State, size: int) -> tiles.Edge:
    """The tiles of the tree of `size`; files of an unsigned attempt that do not fit are thrown away once."""
    try:
        return _append(log, _edge(log, state), size)
    except TileChanged:
        log.store.discard_beyond(state.size)
        return _append(log, _edge(log, state), size)


def _append(log: Log, edge: tiles.Edge, size: int) -> tiles.Edge:
    for leaves in stored_leaves(edge.size, size):
        log.store.write(edge.append(leaves))
    log.store.write(edge.partials())
    return edge


def _edge(log: Log, state: State) -> tiles.Edge:
    """The right edge at the last signed size, from the files, or from the database when files are missing."""
    try:
        edge = log.store.edge(state.size)
    except (MissingTile, tiles.BadTile):
        edge = _append(log, tiles.Edge(), state.size)
    if state.size and edge.root() != state.root:
        raise Stopped("log.differs", str(state.size))
    return edge


def stored_leaves(start: int, end: int) -> Iterator[list[bytes]]:
    """The leaves start..end from the database, in chunks. Raises Stopped when one is missing."""
    for low in range(start, end, CHUNK):
        high = min(end, low + CHUNK)
        rows = Entry.objects.filter(index__gte=low, index__lt=high).order_by("index")
        leaves = [bytes(leaf) for leaf in rows.values_list("leaf", flat=True)]
        if len(leaves) != high - low:
            raise Stopped("log.gap", f"{low}..{high}")
        yield leaves


def has_signed(log: Log) -> bool:
    """Whether this log has signed anything yet, by any of its memories."""
    return log.second.read() is not None or log.store.checkpoint() is not None or Checkpoint.objects.exists()


def _read(log: Log, text: str | None) -> State:
    """Reads one of our own checkpoints. Raises Stopped when it is not ours."""
    if text is None:
        return State(None, 0, b"")
    try:
        note = notes.parse_note(text)
        found = notes.parse_checkpoint(note.text)
    except notes.BadNote as bad:
        raise Stopped("log.checkpoint_damaged") from bad
    if found.origin != log.origin or not log.keys.have_signed(note):
        raise Stopped("log.keys_changed")
    return State(text, found.size, found.root)


def _own_state(log: Log) -> State:
    last = Checkpoint.objects.order_by("-size").first()
    return _read(log, last.note if last else None)


def _signed_size() -> int:
    return Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0


def _waiting(at: datetime) -> QuerySet[Entry]:
    today = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return Entry.objects.filter(index__isnull=True).filter(Q(day_only=False) | Q(at__lt=today))


def _is_person(leaf: bytes | memoryview) -> bool:
    return bytes(leaf)[4] in _PEOPLE


def _shuffled(rows: Sequence[tuple[int, str, bool, bool]], chance: random.Random) -> list[int]:
    """Ids in random order, but those of one subject in the order they came."""
    subjects = [row[1] for row in rows]
    chance.shuffle(subjects)
    queues: dict[str, list[int]] = {}
    for row in reversed(rows):
        queues.setdefault(row[1], []).append(row[0])
    return [queues[subject].pop() for subject in subjects]
