"""Scans of signed sheets: checked by their first bytes, kept under the digest of their content."""

from dataclasses import dataclass
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ikrar.core.verdicts import Hidden, Problem

LARGEST = 10 * 2**20  # bytes
KINDS = {
    "pdf": (b"%PDF-", "application/pdf"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
}


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan that is kept: the digest of its bytes and its name below the files of the installation."""

    sha256: bytes
    name: str


def keep_scan(data: bytes) -> Scan:
    """Keep a scan; the same bytes are kept once. Raises Problem for a file that is no PDF, JPG or PNG."""
    if len(data) > LARGEST:
        raise Problem("sheet.scan_too_large", "pindai", megabytes=LARGEST // 2**20)
    kind = next((end for end, (head, _) in KINDS.items() if data.startswith(head)), None)
    if kind is None:
        raise Problem("sheet.scan_unreadable", "pindai")
    digest = sha256(data).digest()
    name = f"sheets/{digest.hex()}.{kind}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(data))
    return Scan(digest, name)


def read_scan(name: str, digest: bytes) -> tuple[bytes, str]:
    """The bytes and media type of a kept scan. Raises Hidden when it is gone or no longer what was kept."""
    try:
        with default_storage.open(name) as file:
            data: bytes = file.read()
    except FileNotFoundError:
        raise Hidden from None
    if sha256(data).digest() != digest:
        raise Hidden
    return data, KINDS[name.rpartition(".")[2]][1]
