"""How does an entry of this log become a proof that needs nobody's trust? Built from the public files."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from ikrar.core import canonical, merkle, notes, proof_files
from ikrar.core.canonical import Json
from ikrar.core.notes import Note
from ikrar.core.proof_files import Proof, PublicProof
from ikrar.domain.ledger import fsck, tilestore
from ikrar.domain.ledger.models import Entry
from ikrar.domain.ledger.tilestore import TileStore

WITNESSES = "witnesses"  # verifier keys of the witnesses, one a line, in the home folder


class NotAsSigned(Exception):
    """The entry in the database is not the one that stands in the signed log."""


@dataclass(frozen=True)
class Place:
    """Where an entry stands in the newest signed state of the log."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str
    size: int
    root: bytes
    origin: str
    keys: tuple[str, ...]


def this_store() -> TileStore:
    """The public folder of this installation's log."""
    return TileStore(settings.IKRAR_LOG)


def published(index: int = -1) -> tuple[Note, notes.Checkpoint] | None:
    """The newest published checkpoint; a witnessed one goes first where it covers `index`. None before the first."""
    store = this_store()
    for name in (tilestore.WITNESSED, tilestore.CHECKPOINT) if index >= 0 else (tilestore.CHECKPOINT,):
        text = store.text(name)
        if text is not None:
            note = notes.parse_note(text)
            state = notes.parse_checkpoint(note.text)
            if index < state.size:
                return note, state
    return None


def place_of(entry: Entry) -> Place | None:
    """The entry's place in the newest published checkpoint; None while none covers it yet.

    Raises NotAsSigned when the public log holds something else there.
    """
    state = None if entry.index is None else published(entry.index)
    if state is None or entry.index is None:
        return None
    (note, checkpoint), store = state, this_store()
    path = tuple(merkle.inclusion_path(entry.index, checkpoint.size, store.hashes(checkpoint.size).read_hash))
    leaf = merkle.leaf_hash(bytes(entry.leaf))
    if not merkle.includes(leaf, entry.index, checkpoint.size, path, checkpoint.root):
        raise NotAsSigned(str(entry.index))
    return _with_known_keys(entry.index, path, note, checkpoint)


def _with_known_keys(index: int, path: tuple[bytes, ...], note: Note, checkpoint: notes.Checkpoint) -> Place:
    """Only lines of keys that the proof can name, so that a checker may refuse every other line."""
    keys = known_keys(this_store())
    named = {(key.name, key.key_id) for key in keys}
    lines = tuple(line for line in note.signatures if (line.name, line.key_id) in named)
    signed = {(line.name, line.key_id) for line in lines}
    vkeys = tuple(str(key) for key in keys if (key.name, key.key_id) in signed)
    text = str(Note(note.text, lines))
    return Place(index, path, text, checkpoint.size, checkpoint.root, checkpoint.origin, vkeys)


def proof_of_entry(entry: Entry, *, record: Mapping[str, Json], salt: bytes, text: str = "") -> Proof | None:
    """The proof of one entry with its private record; None while no published checkpoint covers it.

    `record` and `salt` are those of its commitment, `text` the canonical text that was agreed to.
    """
    place = place_of(entry)
    if place is None:
        return None
    return Proof(
        dict(record), salt, bytes(entry.leaf), place.index, place.path, place.checkpoint, place.keys, text
    )


def public_proof_of(entry: Entry) -> str | None:
    """The proof without the record, for everybody (C2SP tlog-proof); None while no checkpoint covers it."""
    place = place_of(entry)
    if place is None:
        return None
    return proof_files.dump_public(PublicProof(bytes(entry.leaf), place.index, place.path, place.checkpoint))


def known_keys(store: TileStore) -> list[notes.VerifierKey]:
    """The verifier keys of the log itself and of the witnesses it asks."""
    texts = [store.text(fsck.KEYS_FILE) or ""]
    witnesses = settings.IKRAR_HOME / WITNESSES
    if witnesses.exists():
        texts.append(witnesses.read_text("utf-8"))
    return [notes.parse_vkey(line) for text in texts for line in text.split()]


def record_of_fact(entry: Entry) -> dict[str, Json]:
    """The private record behind a leaf of kind other, as it was committed to."""
    return {
        "actor": entry.actor,
        "at": entry.at.isoformat(),
        "details": canonical.loads(entry.details.encode()),
        "fact": entry.fact,
        "ref": str(entry.ref),
        "subject": entry.subject,
    }
