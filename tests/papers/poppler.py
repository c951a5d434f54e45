"""A PDF as poppler reads it: pages, fonts, and every word where it stands."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from tests.papers.pdf import squeezed

MM = 72 / 25.4
FOOT = 25  # millimetres at the end of a page that hold its foot


@dataclass(frozen=True)
class Word:
    """A word where it stands; millimetres from the upper left corner of its page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Read:
    """A PDF as poppler reads it, its words in the order in which they were set."""

    words: list[Word]
    sizes: list[tuple[float, float]]
    fonts: list[str]  # lines of pdffonts

    def high(self, page: int) -> float:
        """The height of a page."""
        return self.sizes[page - 1][1]

    @cached_property
    def body(self) -> list[Word]:
        """The words above the foot of their pages."""
        return [w for w in self.words if w.top < self.high(w.page) - FOOT]

    @cached_property
    def text(self) -> str:
        """All letters above the feet, without spaces."""
        return "".join(w.text for w in self.body)

    @cached_property
    def owners(self) -> list[Word]:
        """To which word each letter of the text belongs."""
        return [w for w in self.body for _ in w.text]

    def runs(self, field: str) -> Iterator[list[Word]]:
        """The words of each place where a field stands."""
        wanted, at = squeezed(field), self.text.find(squeezed(field))
        while at >= 0:
            yield list(dict.fromkeys(self.owners[at : at + len(wanted)]))
            at = self.text.find(wanted, at + 1)


def read(pdf: bytes) -> Read:
    """Reads a PDF with pdftotext, pdfinfo and pdffonts."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.pdf")
        path.write_bytes(pdf)

        def told(*command: str) -> str:
            return subprocess.run([*command], capture_output=True, text=True, check=True).stdout

        pages = ET.fromstring(told("pdftotext", "-raw", "-bbox", str(path), "-")).iterfind(".//{*}page")
        words = [
            _word(number, one) for number, page in enumerate(pages, 1) for one in page.iterfind(".//{*}word")
        ]
        lines = told("pdfinfo", "-f", "1", "-l", "9999", str(path)).splitlines()
        fonts = told("pdffonts", str(path)).splitlines()[2:]
    sizes = [
        line.split(":")[1].split("pts")[0].split(" x ")
        for line in lines
        if line.startswith("Page ") and "size" in line
    ]
    return Read([w for w in words if w.text], [(float(w) / MM, float(h) / MM) for w, h in sizes], fonts)


def _word(page: int, one: ET.Element) -> Word:
    left, top, right, bottom = (float(one.attrib[name]) / MM for name in ("xMin", "yMin", "xMax", "yMax"))
    return Word(page, left, top, right, bottom, squeezed(one.text or ""))


def overlapping(it: Read) -> list[str]:
    """Words that stand on each other, measured by their cores: boxes of neighbouring lines may touch."""
    found = []
    by_page: dict[int, list[Word]] = {}
    for word in it.words:
        by_page.setdefault(word.page, []).append(word)
    for words in by_page.values():
        words.sort(key=lambda w: w.top)
        for n, one in enumerate(words):
            for other in words[n + 1 :]:
                if other.top >= one.bottom:
                    break
                if _touch(one, other):
                    found.append(f"overlap: {one.text} and {other.text} on page {one.page}")
    return found


def _touch(one: Word, other: Word) -> bool:
    core = 0.2 * min(one.bottom - one.top, other.bottom - other.top)
    beside = min(one.right, other.right) - max(one.left, other.left) < 0.6
    return not beside and one.bottom - core > other.top + core and other.bottom - core > one.top + core
