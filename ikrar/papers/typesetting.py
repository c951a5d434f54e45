"""How does a template and its data become the same PDF every time?

Typst typesets; data go in as JSON and are only ever shown as text, never read as markup. Typst starts threads, so
it is loaded at the first paper, after any fork of the server.
"""

import json
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

Paper = Literal["a4", "f4"]
FONTS = ("Libertinus Serif", "DejaVu Sans Mono")  # they come inside the typst package
_HERE = Path(__file__).parent
_MIME = {
    "json": "application/json",
    "txt": "text/plain",
    "html": "text/html",
    "csv": "text/csv",
    "pdf": "application/pdf",
}
_local = threading.local()


class CannotTypeset(Exception):
    """The paper could not be made: a font is missing, or the template refuses its data."""


def typeset(
    template: str,
    data: Mapping[str, Any],
    *,
    at: datetime,
    paper: Paper = "a4",
    attachments: Mapping[str, bytes] | None = None,
) -> bytes:
    """A PDF/A-3b from `<template>.typ` in this folder, the same bytes for the same input.

    `data` is JSON-ready; `at` (aware) becomes the date of the file; attachments are embedded under their names.
    Raises CannotTypeset, and ValueError for an unknown paper or a naive moment.
    """
    if paper not in ("a4", "f4") or at.utcoffset() is None:
        raise ValueError("paper is a4 or f4, and the moment has a zone")
    import typst

    files = [_attachment(name, content) for name, content in sorted((attachments or {}).items())]
    inputs = {"data": json.dumps(data, ensure_ascii=False), "paper": paper, "files": json.dumps(files)}
    try:
        pdf = _compiler(template).compile(
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["a-3b"],
            timestamp=at.astimezone(UTC).replace(microsecond=0),
        )
    except typst.TypstError as broken:
        raise CannotTypeset(f"{template}.typ: {broken.message}") from broken
    if not isinstance(pdf, bytes):
        raise CannotTypeset(f"{template}.typ gave no file")
    return pdf


def _attachment(name: str, content: bytes) -> dict[str, object]:
    """Text goes in as text, anything else as numbers: typst reads both without a file on disk."""
    mime = _MIME.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    try:
        return {"name": name, "mime": mime, "text": content.decode()}
    except UnicodeDecodeError:
        return {"name": name, "mime": mime, "bytes": list(content)}


def _compiler(template: str) -> Any:
    """A compiler per template and thread: it keeps what it has parsed."""
    import typst

    kept: dict[str, Any] = _local.__dict__.setdefault("compilers", {})
    if template not in kept:
        path = _HERE / f"{template}.typ"
        if not path.is_file():
            raise CannotTypeset(f"{template}.typ does not exist")
        kept[template] = typst.Compiler(input=path, root=_HERE, font_paths=_fonts())
    return kept[template]


@cache
def _fonts() -> Any:
    """The fonts inside the package alone, so that every machine prints the same page."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    if missing := set(FONTS) - set(fonts.families()):
        raise CannotTypeset(f"the typst package came without its fonts: {', '.join(sorted(missing))}")
    return fonts
