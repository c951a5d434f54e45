"""How much would a receiver's form become in memory? Counted in its XML before anything is made of it."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.parsers import expat

from docx.oxml import parse_xml
from openpyxl.utils.cell import range_boundaries

MOST_CELLS = 100_000  # of a whole workbook, written or joined; a form has some hundred
MOST_TAGS = 1_000_000  # of a whole workbook
MOST_GRID = 20_000  # places in the tables of a document
MOST_COLUMNS = 200  # of one table row; Word itself takes 63
SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384
_JOINING = {"mergeCell", "hyperlink", "comment"}  # openpyxl makes every cell of their range


class TooWide(Exception):
    """More cells than a form has."""


class NotRead(Exception):
    """A part that one reader takes and another does not."""


def demand_small_workbook(data: bytes) -> None:
    """Raises TooWide when the cells that are written, joined or linked are too many; NotRead for odd XML."""
    count = _Count()
    with zipfile.ZipFile(BytesIO(data)) as parts:
        for entry in parts.infolist():
            part = parts.read(entry)
            reader = expat.ParserCreate()
            reader.StartElementHandler = count.begin
            try:
                reader.Parse(part, True)
            except (expat.ExpatError, ValueError, LookupError):  # a picture
                _demand_no_xml(part)


@dataclass
class _Count:
    """What the parts that were read so far would become."""

    cells: int = 0
    tags: int = 0

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins. Raises TooWide."""
        name = tag.rpartition(":")[2]
        self.tags += 1
        if name in {"c", "row"}:
            self.cells += 1
        elif name in _JOINING:
            self.cells += _area(attributes.get("ref", ""))
        if self.cells > MOST_CELLS or self.tags > MOST_TAGS:
            raise TooWide


def _demand_no_xml(part: bytes) -> None:
    """Raises NotRead where another reader finds XML after all: nobody counted its cells."""
    try:
        parse_xml(part)
    except (SyntaxError, ValueError):
        return
    raise NotRead


def _area(ref: str) -> int:
    """Cells of a range such as A1:C3. Raises TooWide for a range that is none."""
    if not ref:
        return 0
    try:
        left, top, right, bottom = range_boundaries(ref)
    except (ValueError, TypeError) as bad:
        raise TooWide from bad
    wide = abs((right or SHEET_COLUMNS) - (left or 1)) + 1  # a range may be written backwards
    return int(wide * (abs((bottom or SHEET_ROWS) - (top or 1)) + 1))


def demand_small_tables(document: Any) -> None:
    """Raises TooWide when the tables of a document have more places than a form."""
    places = 0
    for table in document.tables:
        for row in table._tbl.tr_lst:
            width = sum(cell.grid_span for cell in row.tc_lst)
            if width > MOST_COLUMNS:
                raise TooWide
            places += width
    if places > MOST_GRID:
        raise TooWide
