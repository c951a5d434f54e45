"""Which keys sign the log, where do they live, and how is a signature checked?

Keys are 32-byte seeds as hex in files of mode 0600 under a directory of mode 0700, made on first use.
"""

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from ikrar.core import notes
from ikrar.core.notes import Algorithm, Note, Signature, VerifierKey

SEED_BYTES = 32


class DamagedKey(OSError):
    """A key file is not what was written; it must come back from the backup of the keys folder."""


@dataclass(frozen=True)
class Keys:
    """An Ed25519 and an ML-DSA-44 key under one name, for one purpose."""

    name: str
    ed25519: SigningKey
    mldsa: MLDSA44PrivateKey
    kind: Algorithm = Algorithm.ED25519

    @property
    def verifier_keys(self) -> tuple[VerifierKey, VerifierKey]:
        """The public halves: Ed25519 first, then ML-DSA-44."""
        mldsa = VerifierKey(
            self.name, Algorithm.MLDSA44_COSIGNATURE, self.mldsa.public_key().public_bytes_raw()
        )
        return VerifierKey(self.name, self.kind, bytes(self.ed25519.verify_key)), mldsa

    @property
    def vkeys(self) -> tuple[str, str]:
        """The public halves as verifier key strings (C2SP signed-note)."""
        first, second = self.verifier_keys
        return str(first), str(second)

    def sign(self, text: str, *, time: int) -> tuple[Signature, Signature]:
        """Both signature lines over the text of a checkpoint; `time` in seconds since 1970."""
        first, second = self.verifier_keys
        return (
            notes.sign(text, first, lambda message: self.ed25519.sign(message).signature, time=time),
            notes.sign(text, second, self.mldsa.sign, time=time),
        )

    def have_signed(self, note: Note) -> bool:
        """Whether both keys have a good signature on this note."""
        return is_signed_by(note, self.verifier_keys)


def log_keys(directory: Path, origin: str) -> Keys:
    """The keys that sign this installation's log; made on first use. Raises DamagedKey."""
    return _keys(directory, "log", origin, Algorithm.ED25519)


def witness_keys(directory: Path, name: str) -> Keys:
    """The keys with which this installation cosigns other logs; made on first use. Raises DamagedKey."""
    return _keys(directory, "witness", name, Algorithm.ED25519_COSIGNATURE)


def have_log_keys(directory: Path) -> bool:
    """Whether the keys of the log exist already; a log that has signed must never get new ones silently."""
    return (directory / "log.ed25519").exists() and (directory / "log.mldsa44").exists()


def is_signed_by(note: Note, keys: Sequence[VerifierKey]) -> bool:
    """Whether every one of these keys has signed, and no line of theirs is bad."""
    return bool(keys) and all(_is_signed_by_one(note, key) for key in keys)


def verify(public: bytes, message: bytes, signature: bytes, *, algorithm: Algorithm) -> bool:
    """Checks one signature of any of the three kinds."""
    checker = verify_mldsa if algorithm is Algorithm.MLDSA44_COSIGNATURE else verify_ed25519
    return checker(public, message, signature)


def verify_ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this is an Ed25519 signature by this key; whatever is odd is a no."""
    try:
        VerifyKey(public).verify(message, signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def verify_mldsa(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this is an ML-DSA-44 signature by this key; whatever is odd is a no."""
    try:
        MLDSA44PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _is_signed_by_one(note: Note, key: VerifierKey) -> bool:
    lines = key.signed(note)
    checker = verify_mldsa if key.algorithm is Algorithm.MLDSA44_COSIGNATURE else verify_ed25519
    return bool(lines) and all(notes.is_good(note.text, key, line, checker) for line in lines)


def _keys(directory: Path, prefix: str, name: str, kind: Algorithm) -> Keys:
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    ed25519 = SigningKey(_seed(directory / f"{prefix}.ed25519"))
    return Keys(name, ed25519, MLDSA44PrivateKey.from_seed_bytes(_seed(directory / f"{prefix}.mldsa44")), kind)


def _seed(path: Path) -> bytes:
    """Reads the seed, or makes it so that two processes starting together end with the same one."""
    if not path.exists():
        _place(path, secrets.token_hex(SEED_BYTES))
    try:
        seed = bytes.fromhex(path.read_text("ascii"))
    except ValueError as bad:
        raise DamagedKey(f"{path.name} is damaged") from bad
    if len(seed) != SEED_BYTES:
        raise DamagedKey(f"{path.name} is damaged")
    return seed


def _place(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails when another process was first; its key then counts
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _sync_directory(path.parent)


def _sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
