"""Files that people hand in: known by their first bytes, kept under the digest of their content, read back whole or not."""

import os
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.core.files.storage import default_storage

from ikrar.core.verdicts import Hidden, Problem

MIB = 2**20
HEADS: dict[str, tuple[bytes, str]] = {
    "pdf": (b"%PDF-", "application/pdf"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "webp": (b"RIFF", "image/webp"),
    "zip": (b"PK\x03\x04", "application/zip"),  # docx and xlsx are zip files; whoever takes them looks inside
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept: the digest of its bytes and its name below the files of the installation."""

    sha256: bytes
    name: str


def kind_of(data: bytes) -> str | None:
    """Which of the kinds above the bytes begin like; None for any other."""
    found = next((kind for kind, (head, _) in HEADS.items() if data.startswith(head)), None)
    return None if found == "webp" and data[8:12] != b"WEBP" else found


def keep_file(data: bytes, folder: str, *, kinds: Collection[str], largest: int, field: str = "") -> Kept:
    """Keep a file in `folder`; the same bytes are kept once. `largest` in bytes.

    Raises Problem upload.too_large or upload.unreadable at `field`; the caller may name its own reasons instead.
    """
    if len(data) > largest:
        raise Problem("upload.too_large", field, megabytes=largest // MIB)
    kind = kind_of(data)
    if kind is None or kind not in kinds:
        raise Problem("upload.unreadable", field, kinds=", ".join(sorted(k.upper() for k in kinds)))
    digest = sha256(data).digest()
    name = f"{folder}/{digest.hex()}.{kind}"
    path = Path(default_storage.path(name))
    if not _is_whole(path, len(data), digest):
        _write(path, data)
    return Kept(digest, name)


def _is_whole(path: Path, size: int, digest: bytes) -> bool:
    """Whether exactly these bytes lie there: a power cut may have left a part of them."""
    try:
        return path.stat().st_size == size and sha256(path.read_bytes()).digest() == digest
    except FileNotFoundError:
        return False


def _write(path: Path, data: bytes) -> None:
    """Under its name stands the whole file or none, also when the power fails: what was acknowledged is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
    for folder in (path.parent, path.parent.parent):  # the second one for a folder that is new
        _sync(folder)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_file(name: str, digest: bytes) -> tuple[bytes, str]:
    """The bytes and media type of a kept file. Raises Hidden when it is gone or no longer what was kept."""
    try:
        with default_storage.open(name) as file:
            data: bytes = file.read()
    except FileNotFoundError:
        raise Hidden from None
    if sha256(data).digest() != bytes(digest):
        raise Hidden
    return data, HEADS[name.rpartition(".")[2]][1]


def drop_file(name: str) -> None:
    """Delete a kept file: for what a schedule destroys."""
    default_storage.delete(name)
