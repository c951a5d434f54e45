"""How is a receiver's own form (.xlsx or .docx) read and filled without losing its look? Into a copy, cell by cell."""

import re
import zipfile
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

LARGEST, UNPACKED, FILES = 5_000_000, 60_000_000, 2_000  # bytes of the file, bytes inside, parts inside
MOST_PLACES = 400
ROWS, COLUMNS = 200, 40  # of a sheet that are looked at
_HOLDER = re.compile(r"\{\{\s*([\w .-]{1,60})\s*\}\}|\$\{\s*([\w .-]{1,60})\s*\}")
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
        return load_workbook(BytesIO(data))
    except Exception as broken:
        raise CannotFill("form.unreadable") from broken


def _places_xlsx(data: bytes) -> list[Place]:
    found = []
    for sheet in _book(data).worksheets:
        for row in sheet.iter_rows(
            max_row=min(sheet.max_row, ROWS), max_col=min(sheet.max_column + 1, COLUMNS)
        ):
            for cell in row:
                if isinstance(cell, MergedCell) or _is_formula(cell.value):
                    continue
                label = _label(sheet, cell.row, cell.column)
                is_holder = isinstance(cell.value, str) and _HOLDER.search(cell.value)
                if is_holder or (cell.value in {None, ""} and label):
                    found.append(
                        Place(
                            f"{sheet.title}!{cell.coordinate}", label or str(cell.value), str(cell.value or "")
                        )
                    )
    return found


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _label(sheet: Worksheet, row: int, column: int) -> str:
    """The nearest text to the left in the row, and the heading above in the column."""
    left = next((v for c in range(column - 1, 0, -1) if (v := _text(sheet, row, c))), "")
    above = next((v for r in range(row - 1, max(row - 12, 0), -1) if (v := _text(sheet, r, column))), "")
    return " / ".join(part for part in (left, above) if part)[:120]


def _text(sheet: Worksheet, row: int, column: int) -> str:
    value = sheet.cell(row, column).value
    return (
        value.strip() if isinstance(value, str) and not _is_formula(value) and not _HOLDER.search(value) else ""
    )


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
        return Document(BytesIO(data))
    except Exception as broken:
        raise CannotFill("form.unreadable") from broken


def _paragraphs(document: Any) -> list[Paragraph]:
    """All paragraphs: of the body, and of every table cell once."""
    found = list(document.paragraphs)
    for table in document.tables:
        found += [p for cell in _cells(table) for p in cell.paragraphs]
    return found


def _cells(table: Table) -> list[Any]:
    seen, cells = set(), []
    for row in table.rows:
        for cell in row.cells:
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                cells.append(cell)
    return cells


def _places_docx(data: bytes) -> list[Place]:
    document = _document(data)
    found = {name: Place(name, name) for p in _paragraphs(document) for name in _names(p.text)}
    for number, table in enumerate(document.tables, 1):
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row.cells):
                if cell.text.strip() or (c and cell._tc is row.cells[c - 1]._tc):
                    continue
                left = next((x.text.strip() for x in reversed(row.cells[:c]) if x.text.strip()), "")
                above = table.rows[0].cells[c].text.strip() if r else ""
                label = " / ".join(part for part in (left, above) if part)[:120]
                if label:
                    found[f"T{number}R{r}C{c}"] = Place(f"T{number}R{r}C{c}", label)
    return list(found.values())


def _names(text: str) -> list[str]:
    return [(m[1] or m[2]).strip() for m in _HOLDER.finditer(text)]


def _fill_docx(data: bytes, values: dict[str, Value]) -> bytes:
    document = _document(data)
    for paragraph in _paragraphs(document):
        for name in _names(paragraph.text):
            if name in values:
                _replace(paragraph, name, _shown(values[name]))
    for key, value in values.items():
        if where := re.fullmatch(r"T(\d+)R(\d+)C(\d+)", key):
            table, row, column = (int(n) for n in where.groups())
            cell = document.tables[table - 1].rows[row].cells[column]
            cell.paragraphs[0].add_run(_shown(value))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _replace(paragraph: Paragraph, name: str, value: str) -> None:
    """Replace one placeholder, also where Word split it over several runs; the first run keeps its look."""
    pattern = re.compile(r"\{\{\s*" + re.escape(name) + r"\s*\}\}|\$\{\s*" + re.escape(name) + r"\s*\}")
    while found := pattern.search(paragraph.text):
        start, end, at = found.start(), found.end(), 0
        for run in paragraph.runs:
            first, last = at, at + len(run.text)
            at = last
            if last <= start or first >= end:
                continue
            before = run.text[: max(start - first, 0)]
            after = run.text[end - first :] if last >= end else ""
            run.text = before + (value if first <= start else "") + after
