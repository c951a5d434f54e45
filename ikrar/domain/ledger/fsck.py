"""Is the log on this disk whole, unchanged and within its own rules? Answered from its files alone."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from ikrar.core import notes, tallies, tiles
from ikrar.core.notes import Note, VerifierKey
from ikrar.core.tiles import Tile, Write
from ikrar.domain.ledger import signer, tilestore

KEYS_FILE = "keys"  # the log's verifier keys, one a line, beside the checkpoint
MOST_PROBLEMS = 1_000


class Problem(StrEnum):
    """What is wrong with the files; what is wrong with their contents is a `tallies.Fault`."""

    NO_CHECKPOINT = "no_checkpoint"
    BAD_CHECKPOINT = "bad_checkpoint"
    BAD_KEYS = "bad_keys"
    NO_SIGNATURE = "no_signature"
    BAD_SIGNATURE = "bad_signature"
    MISSING_FILE = "missing_file"
    BAD_FILE = "bad_file"
    FILE_DIFFERS = "file_differs"
    ROOT_DIFFERS = "root_differs"


@dataclass(frozen=True, slots=True)
class Found:
    """One problem or fault, and where: a path, an index, or a campaign and body."""

    code: Problem | tallies.Fault
    where: str = ""


@dataclass(slots=True)
class FsckReport:
    """What was checked and what was found. `is_key_trusted` is False when the key came from the files themselves."""

    origin: str = ""
    size: int = 0
    root: bytes = b""
    is_key_trusted: bool = False
    signed_by: list[str] = field(default_factory=list)
    counts: list[tallies.Count] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.found


def fsck(directory: Path, trusted: Collection[str] | None = None) -> FsckReport:
    """Recomputes the whole log from its entry bundles and compares everything with it.

    `trusted` are verifier keys from elsewhere; without them the file `keys` of the directory is used and the
    report says so. Never raises for what the files hold. Memory grows by 16 bytes per pledge.
    """
    report = FsckReport()
    store = tilestore.TileStore(directory)
    note = _checkpoint(store, report)
    if note is None:
        return report
    _check_signatures(note, store, trusted, report)
    tally = tallies.Tally()
    edge = tiles.Edge()
    for found in _compare(store, edge, tally, report.size):
        if len(report.found) < MOST_PROBLEMS:
            report.found.append(found)
    if edge.size == report.size and edge.root() != report.root:
        report.found.append(Found(Problem.ROOT_DIFFERS, tilestore.CHECKPOINT))
    report.found.extend(Found(fault.fault, fault.where) for fault in tally.faults()[:MOST_PROBLEMS])
    report.counts = tally.counts()
    return report


def _checkpoint(store: tilestore.TileStore, report: FsckReport) -> Note | None:
    try:
        text = store.checkpoint()
        if text is None:
            report.found.append(Found(Problem.NO_CHECKPOINT))
            return None
        note = notes.parse_note(text)
        state = notes.parse_checkpoint(note.text)
    except (notes.BadNote, UnicodeDecodeError):
        report.found.append(Found(Problem.BAD_CHECKPOINT))
        return None
    report.origin, report.size, report.root = state.origin, state.size, state.root
    return note


def _check_signatures(
    note: Note, store: tilestore.TileStore, trusted: Collection[str] | None, report: FsckReport
) -> None:
    report.is_key_trusted = bool(trusted)
    try:
        lines = trusted or (store.text(KEYS_FILE) or "").split()
        keys = [key for key in map(notes.parse_vkey, lines) if key.name == report.origin]
    except (notes.BadNote, UnicodeDecodeError):
        report.found.append(Found(Problem.BAD_KEYS, KEYS_FILE))
        return
    if not keys:
        report.found.append(Found(Problem.NO_SIGNATURE, report.origin))
    for key in keys:
        _check_signature(note, key, report)


def _check_signature(note: Note, key: VerifierKey, report: FsckReport) -> None:
    label = f"{key.name}+{key.key_id.hex()}"
    if not key.signed(note):
        report.found.append(Found(Problem.NO_SIGNATURE, label))
    elif signer.is_signed_by(note, [key]):
        report.signed_by.append(label)
    else:
        report.found.append(Found(Problem.BAD_SIGNATURE, label))


def _compare(store: tilestore.TileStore, edge: tiles.Edge, tally: tallies.Tally, size: int) -> Iterator[Found]:
    """Feeds every bundle to the edge and the tally; names every tile that is not what they give."""
    for place in range(-(-size // tiles.FULL)):
        bundle = Tile(tiles.ENTRIES, place, tiles.width_at(tiles.ENTRIES, place, size))
        try:
            entries = tiles.decode_bundle(store.read(bundle), bundle.width)
        except (OSError, tiles.BadTile) as bad:
            yield Found(Problem.MISSING_FILE if isinstance(bad, OSError) else Problem.BAD_FILE, bundle.path)
            return  # without it nothing after it can be recomputed
        tally.add(entries)
        for write in edge.append(entries):
            yield from _compare_file(store, write)
    for write in edge.partials():
        yield from _compare_file(store, write)


def _compare_file(store: tilestore.TileStore, write: Write) -> Iterator[Found]:
    if write.tile.level == tiles.ENTRIES:
        return  # it was read from there
    try:
        if store.read(write.tile) != write.data:
            yield Found(Problem.FILE_DIFFERS, write.tile.path)
    except (OSError, tiles.BadTile):
        yield Found(Problem.MISSING_FILE, write.tile.path)
