"""How does somebody outside confirm that the log only grew, with files on a stick? (C2SP tlog-witness, by courier)

The request is the body that tlog-witness would post; the answer is the lines it would send back.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ikrar.core import merkle, notes
from ikrar.core.notes import BadNote, Note, VerifierKey
from ikrar.domain.ledger import signer
from ikrar.domain.ledger.tilestore import TileStore

MOST_HASHES = 63


class NotCosigned(Exception):
    """The witness refuses; `reason` is a code, `size` the size it has seen last."""

    def __init__(self, reason: str, size: int = 0) -> None:
        super().__init__(f"{reason} {size}")
        self.reason = reason
        self.size = size


@dataclass(frozen=True)
class Request:
    """A checkpoint, and the proof that it continues one of `old` leaves."""

    old: int
    path: tuple[bytes, ...]
    note: Note

    def __str__(self) -> str:
        return "\n".join([f"old {self.old}", *map(notes.to_base64, self.path), "", str(self.note)])


def make_request(store: TileStore, note: Note, old: int) -> Request:
    """The request for cosigning `note`, for a witness that saw `old` leaves last. Raises merkle.OutOfRange."""
    size = notes.parse_checkpoint(note.text).size
    return Request(old, tuple(merkle.consistency_path(old, size, store.hashes(size).read_hash)), note)


def parse_request(text: str) -> Request:
    """Reads a request strictly. Raises BadNote."""
    head, gap, note = text.partition("\n\n")
    first, *rest = head.split("\n")
    if not gap or not first.startswith("old ") or len(rest) > MOST_HASHES:
        raise BadNote("no request for a cosignature")
    path = tuple(notes.from_base64(line) for line in rest)
    if any(len(one) != merkle.WIDTH for one in path):
        raise BadNote("a hash of the proof has the wrong length")
    return Request(notes.parse_decimal(first.removeprefix("old ")), path, notes.parse_note(note))


class Witness:
    """One witness: its keys and, per log, the last state it has confirmed; a folder of files."""

    def __init__(self, folder: Path, name: str) -> None:
        self.keys = signer.witness_keys(folder / "keys", name)
        self._folder = folder

    def seen(self, origin: str) -> notes.Checkpoint | None:
        """The last state of this log that was confirmed; None before the first."""
        path = self._path(origin)
        return notes.parse_checkpoint(path.read_text("utf-8")) if path.exists() else None

    def cosign(self, request: Request, trusted: list[VerifierKey], at: datetime) -> str:
        """The answer: cosignature lines over a checkpoint that continues what was seen. Raises NotCosigned."""
        state = notes.parse_checkpoint(request.note.text)
        mine = [key for key in trusted if key.name == state.origin]
        if not mine:
            raise NotCosigned("witness.unknown_log")
        if not signer.is_signed_by(request.note, mine):
            raise NotCosigned("witness.bad_signature")
        last = self.seen(state.origin) or notes.Checkpoint(state.origin, 0, merkle.EMPTY_ROOT)
        if request.old != last.size:
            raise NotCosigned("witness.other_size", last.size)
        if not merkle.continues(last.size, state.size, last.root, state.root, request.path):
            raise NotCosigned("witness.not_a_continuation", last.size)
        self._remember(state)
        return "".join(line.line for line in self.keys.sign(request.note.text, time=int(at.timestamp())))

    def _remember(self, state: notes.Checkpoint) -> None:
        """Before the answer leaves: what was confirmed must be known after any crash."""
        path = self._path(state.origin)
        draft = path.with_suffix(".draft")
        with draft.open("w", encoding="utf-8") as file:
            file.write(state.text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def _path(self, origin: str) -> Path:
        return self._folder / f"{merkle.leaf_hash(origin.encode()).hex()[:32]}.checkpoint"


def accept_answer(note: Note, answer: str, witnesses: list[VerifierKey]) -> Note:
    """The checkpoint with the good lines of known witnesses. Raises BadNote when there is none, or a bad one."""
    lines = [notes.parse_signature(line) for line in answer.splitlines()]
    known = [
        key for key in witnesses if any((line.name, line.key_id) == (key.name, key.key_id) for line in lines)
    ]
    signed = Note(note.text, tuple(lines))
    if not known or not signer.is_signed_by(signed, known):
        raise BadNote("no good cosignature of a known witness")
    mine = {(key.name, key.key_id) for key in known}
    return notes.with_signatures(note, [line for line in lines if (line.name, line.key_id) in mine])
