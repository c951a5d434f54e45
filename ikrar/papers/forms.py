"""How is a receiver's own form (.xlsx or .docx) read and filled without losing its look? Into a copy, cell by cell."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from ikrar.papers.form_bounds import TooWide, demand_small_tables, demand_small_workbook

LARGEST, UNPACKED, FILES = 5_000_000, 60_000_000, 2_000  # bytes of the file, bytes inside, parts inside
MOST_PLACES = 400
SHEETS, ROWS, COLUMNS = 20, 200, 40  # that are looked at
HEADING_ROWS = 12  # a heading stands no farther above its place
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAME = r"\s{0,9}([\w.-](?:[\w .-]{0,58}[\w.-])?)\s{0,9}"  # no run of spaces can be shared out in many ways
_HOLDER = re.compile(r"\{\{" + _NAME + r"\}\}|\$\{" + _NAME + r"\}")
Value = str | int | date


class CannotFill(ValueError):
    """The file is no form that can be filled; `reason` is a code with words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value may go: its key for filling, the label found beside or above it, and what stands there now."""

    key: str
    label: str
    sample: str = ""


def kind_of_form(data: bytes) -> str:
    """`xlsx` or `docx`. Raises CannotFill for anything else, for macros, locked files and files that unpack to much."""
    if len(data) > LARGEST:
        raise CannotFill("form.too_large")
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # an old or an encrypted Office file
        raise CannotFill("form.locked_or_old")
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            infos = parts.infolist()
    except zipfile.BadZipFile:
        raise CannotFill("form.unreadable") from None
    if len(infos) > FILES or sum(i.file_size for i in infos) > UNPACKED:
        raise CannotFill("form.too_large")
    names = {i.filename.lower() for i in infos}
    if any("vbaproject" in name or "activex" in name for name in names):
        raise CannotFill("form.has_macros")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    raise CannotFill("form.unreadable")


def places(data: bytes) -> list[Place]:
    """The places of a form that can be filled, in reading order. Raises CannotFill."""
    found = _places_xlsx(data) if kind_of_form(data) == "xlsx" else _places_docx(data)
    return found[:MOST_PLACES]


def fill(data: bytes, values: dict[str, Value]) -> bytes:
    """A copy with these values in their places; everything else stays. Raises CannotFill for an unknown place."""
    known = {place.key for place in places(data)}
    if values.keys() - known:
        raise CannotFill("form.unknown_place")
    return _fill_xlsx(data, values) if kind_of_form(data) == "xlsx" else _fill_docx(data, values)


def _book(data: bytes) -> Any:
    try:
        demand_small_workbook(data)
        return load_workbook(BytesIO(data))
    except TooWide as wide:
        raise CannotFill("form.too_wide") from wide
    except Exception as broken:
        raise CannotFill("form.unreadable") from broken


def _places_xlsx(data: bytes) -> list[Place]:
    return [place for sheet in _book(data).worksheets[:SHEETS] for place in _places_in(sheet)]


def _places_in(sheet: Worksheet) -> Iterator[Place]:
    """Each place with the nearest text to its left in the row, and the one above it in the column."""
    above: dict[int, tuple[int, str]] = {}
    for row in sheet.iter_rows(max_row=min(sheet.max_row, ROWS), max_col=min(sheet.max_column + 1, COLUMNS)):
        left = ""
        for cell in row:
            if isinstance(cell, MergedCell) or _is_formula(cell.value):
                continue
            found, heading = above.get(cell.column, (0, ""))
            label = _label(left, heading if cell.row - found < HEADING_ROWS else "")
            is_holder = isinstance(cell.value, str) and _HOLDER.search(cell.value)
            if is_holder or (cell.value in {None, ""} and label):
                key, sample = f"{sheet.title}!{cell.coordinate}", str(cell.value or "")
                yield Place(key, label or sample, sample)
            elif text := cell.value.strip() if isinstance(cell.value, str) else "":
                left, above[cell.column] = text, (cell.row, text)


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _label(left: str, above: str) -> str:
    return " / ".join(part for part in (left, above) if part)[:120]


def _fill_xlsx(data: bytes, values: dict[str, Value]) -> bytes:
    book = _book(data)
    for key, value in values.items():
        name, _, where = key.rpartition("!")
        cell = book[name][where]
        if (
            isinstance(cell.value, str)
            and _HOLDER.search(cell.value)
            and not _HOLDER.fullmatch(cell.value.strip())
        ):
            cell.value = _HOLDER.sub(_shown(value).replace("\\", r"\\"), cell.value)
        else:
            cell.value = value
        if isinstance(cell.value, str):
            cell.data_type = "s"  # a text that begins with = + - @ stays a text
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _shown(value: Value) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


def _document(data: bytes) -> Any:
    try:
        document = Document(BytesIO(data))
        demand_small_tables(document)
    except TooWide as wide:
        raise CannotFill("form.too_wide") from wide
    except Exception as broken:
        raise CannotFill("form.unreadable") from broken
    return document


def _grid(table: Table) -> list[list[Any]]:
    """The cells (`w:tc`) of each row, one for each column: a wide one several times, a tall one in every row it covers."""
    rows: list[list[Any]] = []
    above: dict[int, Any] = {}
    for row in table._tbl.tr_lst:
        cells: list[Any] = []
        begins = {}
        for cell in row.tc_lst:
            at, span = row.grid_before + len(cells), cell.grid_span
            if cell.vMerge == "continue":
                cell = above.get(at, cell)
            begins[at] = cell
            cells += [cell] * span
        above = begins
        rows.append(cells)
    return rows


def _paragraphs(document: Any) -> list[Any]:
    """All paragraphs (`w:p`): of the body, and of every table cell once."""
    found = list(document.element.body.p_lst)
    for table in document.tables:
        cells = {id(cell): cell for row in _grid(table) for cell in row}
        found += [p for cell in cells.values() for p in cell.p_lst]
    return found


def _places_docx(data: bytes) -> list[Place]:
    document = _document(data)
    found = {name: Place(name, name) for p in _paragraphs(document) for name in _names(_text_of(p))}
    for number, table in enumerate(document.tables, 1):
        found |= {place.key: place for place in _places_in_table(f"T{number}", table)}
    return list(found.values())


def _places_in_table(name: str, table: Table) -> Iterator[Place]:
    grid = _grid(table)
    first: list[str] = []
    cells = {id(cell): cell for row in grid for cell in row}
    known = {one: "\n".join(p.text for p in cell.p_lst).strip() for one, cell in cells.items()}
    for r, row in enumerate(grid):
        texts, left = [known[id(cell)] for cell in row], ""
        for c, (cell, text) in enumerate(zip(row, texts, strict=True)):
            if text:
                left = text
            elif not (c and cell is row[c - 1]) and (label := _label(left, first[c] if c < len(first) else "")):
                yield Place(f"{name}R{r}C{c}", label)
        first = first or texts


def _name(holder: re.Match[str]) -> str:
    return holder[1] or holder[2]


def _names(text: str) -> list[str]:
    return [_name(holder) for holder in _HOLDER.finditer(text)]


def _fill_docx(data: bytes, values: dict[str, Value]) -> bytes:
    document = _document(data)
    for paragraph in _paragraphs(document):
        _replace(paragraph, values)
    tables, grids = document.tables, {}
    for key, value in values.items():
        if where := re.fullmatch(r"T(\d+)R(\d+)C(\d+)", key):
            number, row, column = (int(n) for n in where.groups())
            if number not in grids:
                grids[number] = _grid(tables[number - 1])
            cell = grids[number][row][column]
            Paragraph((cell.p_lst or [cell.add_p()])[0], tables[number - 1]).add_run(_shown(value))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _written(paragraph: Any) -> list[Any]:
    """The elements that hold the text of a paragraph (`w:t`), in links too."""
    found: list[Any] = paragraph.xpath("./w:r/w:t | ./w:hyperlink/w:r/w:t")
    return found


def _text_of(paragraph: Any) -> str:
    return "".join(one.text or "" for one in _written(paragraph))


def _replace(paragraph: Any, values: dict[str, Value]) -> None:
    """Replace every placeholder once, also where Word split it; the first piece keeps its look, no value is read again."""
    pieces = _written(paragraph)
    text = _text_of(paragraph)
    holders = [m for m in _HOLDER.finditer(text) if _name(m) in values]
    at, next_one = 0, 0
    for piece in pieces if holders else ():
        first = done = at
        at += len(piece.text or "")
        new = ""
        while next_one < len(holders) and holders[next_one].start() < at:
            holder = holders[next_one]
            new += text[done : max(holder.start(), done)]
            new += _shown(values[_name(holder)]) if holder.start() >= first else ""
            done = min(holder.end(), at)
            if holder.end() > at:  # it goes on in the next piece
                break
            next_one += 1
        piece.text = new + text[done:at]
        piece.set(_SPACE, "preserve")
