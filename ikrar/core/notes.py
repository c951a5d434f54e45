"""Who vouches for which state of the log? (C2SP signed-note, tlog-checkpoint, tlog-cosignature)

Signatures are made and checked by functions that come in as arguments; this file only says over which
bytes, and in which form they are written down. Every reader here is strict: what is odd is refused.
"""

import base64
import binascii
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha256

from ikrar.core import merkle

Sign = Callable[[bytes], bytes]  # message -> signature
Verify = Callable[[bytes, bytes, bytes], bool]  # public key, message, signature -> is it good

LARGEST_NOTE = 1_000_000  # characters
MOST_SIGNATURES = 64
LATEST_TIME = 2**63 - 1  # seconds since 1970
_DASH = "— "
_SUBTREE_LABEL = b"subtree/v1\n\x00"


class BadNote(ValueError):
    """The text is not a signed note, a checkpoint or a verifier key."""


class Algorithm(IntEnum):
    """The signature type byte of C2SP signed-note."""

    ED25519 = 0x01
    ED25519_COSIGNATURE = 0x04
    MLDSA44_COSIGNATURE = 0x06  # also how a log signs its own checkpoint with ML-DSA-44


PUBLIC_BYTES = {Algorithm.ED25519: 32, Algorithm.ED25519_COSIGNATURE: 32, Algorithm.MLDSA44_COSIGNATURE: 1312}
SIGNATURE_BYTES = {
    Algorithm.ED25519: 64,
    Algorithm.ED25519_COSIGNATURE: 72,
    Algorithm.MLDSA44_COSIGNATURE: 2428,
}


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name, its four-byte id, and the bytes that follow the id."""

    name: str
    key_id: bytes
    blob: bytes

    @property
    def line(self) -> str:
        return f"{_DASH}{self.name} {to_base64(self.key_id + self.blob)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends in a newline, and the signatures under it."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(signature.line for signature in self.signatures)}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log: whose it is, how many leaves, which root."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        lines = [self.origin, str(self.size), to_base64(self.root), *self.extensions]
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name and the purpose it is good for (vkey)."""

    name: str
    algorithm: Algorithm
    public: bytes

    @property
    def key_id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + bytes([self.algorithm]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{to_base64(bytes([self.algorithm]) + self.public)}"

    def signed(self, note: Note) -> tuple[Signature, ...]:
        """The signature lines of the note that claim to come from this key."""
        return tuple(line for line in note.signatures if (line.name, line.key_id) == (self.name, self.key_id))


def parse_note(text: str) -> Note:
    """Reads a signed note with at least one signature. Raises BadNote."""
    if len(text) > LARGEST_NOTE or any(mark < " " and mark != "\n" for mark in text):
        raise BadNote("too long, or with control characters")
    if any("\ud800" <= mark <= "\udfff" for mark in text):
        raise BadNote("not UTF-8")
    body, gap, tail = text.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or not body:
        raise BadNote("a note is a text, an empty line and signature lines")
    lines = tail[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise BadNote("too many signatures")
    return Note(body + "\n", tuple(parse_signature(line) for line in lines))


def parse_signature(line: str) -> Signature:
    """Reads one signature line without its newline. Raises BadNote."""
    parts = line.removeprefix(_DASH).split(" ")
    if not line.startswith(_DASH) or len(parts) != 2:
        raise BadNote(f"no signature line: {line[:80]!r}")
    raw = from_base64(parts[1])
    if len(raw) < 5:
        raise BadNote("a signature has four bytes of key id and then the signature")
    return Signature(_a_name(parts[0]), raw[:4], raw[4:])


def parse_checkpoint(text: str) -> Checkpoint:
    """Reads the text of a note as a checkpoint. Raises BadNote."""
    lines = text.removesuffix("\n").split("\n")
    if not text.endswith("\n") or len(lines) < 3 or not all(lines):
        raise BadNote("a checkpoint has an origin, a size, a root, and no empty line")
    root = from_base64(lines[2])
    if len(root) != merkle.WIDTH:
        raise BadNote("the root is not 32 bytes long")
    return Checkpoint(lines[0], parse_decimal(lines[1]), root, tuple(lines[3:]))


def parse_vkey(text: str) -> VerifierKey:
    """Reads a verifier key and checks that its id belongs to it. Raises BadNote."""
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise BadNote("a verifier key is name+id+key")
    raw = from_base64(parts[2])
    if not raw or raw[0] not in set(Algorithm):
        raise BadNote("unknown kind of key")
    key = VerifierKey(_a_name(parts[0]), Algorithm(raw[0]), raw[1:])
    if len(key.public) != PUBLIC_BYTES[key.algorithm] or key.key_id.hex() != parts[1]:
        raise BadNote("the key does not fit its kind or its id")
    return key


def parse_decimal(text: str) -> int:
    """A whole number from 0 to 2^63 - 1 in ASCII digits without leading zeroes. Raises BadNote."""
    if not text.isascii() or not text.isdigit() or len(text) > 19 or (text[0] == "0" and text != "0"):
        raise BadNote(f"no plain number: {text[:30]!r}")
    if int(text) > merkle.LARGEST_SIZE:
        raise BadNote("the number is too large")
    return int(text)


def sign(text: str, key: VerifierKey, signer: Sign, *, time: int = 0) -> Signature:
    """Signs the text of a checkpoint or note with a key of any of the three kinds.

    `time` is in seconds since 1970 and goes into the two kinds of cosignature. Raises BadNote.
    """
    if not 0 <= time <= LATEST_TIME:
        raise BadNote("the time does not fit")
    stamp = b"" if key.algorithm is Algorithm.ED25519 else time.to_bytes(8)
    signature = Signature(key.name, key.key_id, stamp + signer(message(text, key, time)))
    if len(signature.blob) != SIGNATURE_BYTES[key.algorithm]:
        raise BadNote("the signature has the wrong length")
    return signature


def is_good(text: str, key: VerifierKey, signature: Signature, verify: Verify) -> bool:
    """Whether this line is this key's signature on the text; whatever is odd is a no."""
    if (signature.name, signature.key_id) != (key.name, key.key_id):
        return False
    if len(signature.blob) != SIGNATURE_BYTES[key.algorithm]:
        return False
    stamp = 0 if key.algorithm is Algorithm.ED25519 else 8
    try:
        signed = message(text, key, int.from_bytes(signature.blob[:stamp]))
    except BadNote:
        return False
    return verify(key.public, signed, signature.blob[stamp:])


def cosigned_at(key: VerifierKey, signature: Signature) -> int | None:
    """The second since 1970 a cosignature names; None for a plain signature."""
    return None if key.algorithm is Algorithm.ED25519 else int.from_bytes(signature.blob[:8])


def message(text: str, key: VerifierKey, time: int) -> bytes:
    """The bytes that are signed (C2SP signed-note and tlog-cosignature). Raises BadNote."""
    if key.algorithm is Algorithm.ED25519:
        return text.encode()
    if not 0 <= time <= LATEST_TIME:
        raise BadNote("the time does not fit")
    checkpoint = parse_checkpoint(text)
    if key.algorithm is Algorithm.ED25519_COSIGNATURE:
        return f"cosignature/v1\ntime {time}\n{text}".encode()
    span = bytes(8) + checkpoint.size.to_bytes(8)
    return b"".join(
        [_SUBTREE_LABEL, _short(key.name), time.to_bytes(8), _short(checkpoint.origin), span, checkpoint.root]
    )


def with_signatures(note: Note, more: Iterable[Signature]) -> Note:
    """The note with further signature lines; a line already there is not doubled."""
    return Note(note.text, tuple(dict.fromkeys([*note.signatures, *more])))


def from_base64(text: str) -> bytes:
    """Standard base64 in its one canonical spelling. Raises BadNote."""
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as bad:
        raise BadNote(f"no base64: {text[:80]!r}") from bad
    if to_base64(raw) != text:
        raise BadNote(f"base64 in an unusual spelling: {text[:80]!r}")
    return raw


def to_base64(raw: bytes) -> str:
    """Standard base64, as notes and proofs spell it."""
    return base64.b64encode(raw).decode()


def _a_name(name: str) -> str:
    if not name or "+" in name or any(mark.isspace() for mark in name):
        raise BadNote(f"no key name: {name[:80]!r}")
    return name


def _short(text: str) -> bytes:
    raw = text.encode()
    if not 1 <= len(raw) <= 255:
        raise BadNote("a name has 1 to 255 bytes here")
    return bytes([len(raw)]) + raw
