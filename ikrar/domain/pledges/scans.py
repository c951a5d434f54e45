"""Scans of signed sheets: which files they may be, and where they are kept."""

from ikrar.domain.ledger.files import MIB, Kept, keep_file, read_file

KINDS = ("pdf", "jpg", "png")
LARGEST = 10 * MIB
FOLDER = "sheets"

read_scan = read_file


def keep_scan(data: bytes) -> Kept:
    """Keep a scan; the same bytes are kept once. Raises Problem for a file that is no PDF, JPG or PNG."""
    return keep_file(data, FOLDER, kinds=KINDS, largest=LARGEST, field="pindai")
