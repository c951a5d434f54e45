"""What tests ask of a PDF: its pages, fonts, attachments and letters."""

import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")


@dataclass(frozen=True)
class Look:
    """A PDF as read by an independent reader. Sizes are in millimetres."""

    pages: int
    size: tuple[float, float]
    fonts: dict[str, bool]  # name -> embedded
    attachments: dict[str, bytes]
    is_pdf_a: bool


def look(pdf: bytes) -> Look:
    """Reads a PDF with pyHanko."""
    reader = PdfFileReader(BytesIO(pdf))
    root = reader.root
    box = reader.root["/Pages"]["/Kids"][0]
    while "/Kids" in box:
        box = box["/Kids"][0]
    wide, high = (round(float(side) / 72 * 25.4, 1) for side in list(box["/MediaBox"])[2:])
    names = list(root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))
    files = {
        str(name): spec.get_object()["/EF"]["/F"].data
        for name, spec in zip(names[::2], names[1::2], strict=True)
    }
    xmp = root["/Metadata"].data
    is_pdf_a = b"<pdfaid:part>3</pdfaid:part>" in xmp and b"<pdfaid:conformance>B" in xmp
    return Look(int(root["/Pages"]["/Count"]), (wide, high), _fonts(reader), files, is_pdf_a)


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has."""
    return int(PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"])


def _fonts(reader: Any) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for number in range(1, reader.trailer["/Size"]):
        try:
            one = reader.get_object(_reference(number, reader))
        except Exception:  # noqa: BLE001 free numbers are skipped
            continue
        if isinstance(one, dict) and one.get("/Type") == "/FontDescriptor":
            found[str(one["/FontName"])] = any(name in one for name in ("/FontFile2", "/FontFile3"))
    return found


def _reference(number: int, reader: Any) -> Any:
    from pyhanko.pdf_utils.generic import Reference

    return Reference(number, 0, reader)


def letters(pdf: bytes) -> str:
    """All letters of the PDF without spaces and line ends (poppler), to find what wraps."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.pdf")
        path.write_bytes(pdf)
        text = subprocess.run(
            ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
        ).stdout
    return squeezed(text)


def squeezed(text: str) -> str:
    """Without any space, soft break or hyphen at a line end."""
    return "".join(letter for letter in text if not letter.isspace() and letter not in "\u200b\u00ad")
