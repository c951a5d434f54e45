"""Which files does this PDF carry?"""

import io
import logging
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # a broken file is an answer here, not an incident
_MOST_NODES = 1_000


class BadPdf(ValueError):
    """The bytes are no PDF that can be read, or a name stands twice."""


def attachments(data: bytes) -> dict[str, bytes]:
    """The embedded files by name. Raises BadPdf when a name stands twice or the PDF cannot be read."""
    found: dict[str, bytes] = {}
    try:
        root = PdfFileReader(io.BytesIO(data)).root
        has_files = "/Names" in root and "/EmbeddedFiles" in root["/Names"]
        for name, spec in _names(root["/Names"]["/EmbeddedFiles"], [0]) if has_files else []:
            if name in found:
                raise BadPdf(f"attachment {name} stands twice")
            found[name] = spec["/EF"]["/F"].data
    except BadPdf:
        raise
    except Exception as broken:  # a hostile file may break the reader in any way
        raise BadPdf("no readable PDF") from broken
    return found


def _names(node: Any, seen: list[int]) -> list[tuple[str, Any]]:
    """The leaves of a name tree; indexing follows references, iterating would not."""
    seen[0] += 1
    if seen[0] > _MOST_NODES:
        raise BadPdf("too many attachments")
    flat = _followed(node, "/Names")
    pairs = [(str(flat[at]), flat[at + 1]) for at in range(0, len(flat), 2)]
    kids = _followed(node, "/Kids")
    for at in range(len(kids)):
        pairs += _names(kids[at], seen)
    return pairs


def _followed(node: Any, name: str) -> Any:
    if name in node:
        return node[name]  # unlike `get`, this follows a reference
    return []
