"""How does a table leave as a workbook that Excel cannot spoil: text NIP, no formulas, and a page that says whence?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

import xlsxwriter

from ikrar.papers import formats

ROWS, LETTERS = 1_048_575, 32_767  # what one sheet and one cell can hold below the header
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
Cell = str | int | float | date | None


class Kind(StrEnum):
    """How a column is stored. NIP, phone, participant numbers and codes are text."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, how it is stored, its width in characters, and whether it is a hidden key."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 18
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: rows may come from a generator and are read once."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Notes:
    """What the sheet "Keterangan" says: source, moment, filter, who took it, and further lines."""

    source: str
    at: datetime
    zone: str
    filter: str
    who: str
    more: tuple[tuple[str, str], ...] = ()


def workbook(sheets: Sequence[Sheet], notes: Notes) -> bytes:
    """An .xlsx with a frozen, filtered header on each sheet and a last sheet "Keterangan".

    Cells of text columns are stored as text whatever they begin with (`=`, `+`, `-`, `@`), so none is ever run.
    Rows go to disk as they come (flat memory). Raises ValueError for a row of another length, a text too long for
    a cell, or more rows than a sheet holds.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    book.set_properties({"title": notes.source, "created": notes.at.replace(tzinfo=None)})
    styles = {
        Kind.TEXT: book.add_format({"num_format": "@", "valign": "top"}),
        Kind.NUMBER: book.add_format({"num_format": "#,##0.##", "valign": "top"}),
        Kind.DATE: book.add_format({"num_format": "dd-mm-yyyy", "valign": "top"}),
    }
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    try:
        names: set[str] = {"keterangan"}
        for sheet in sheets:
            _write(book.add_worksheet(_name(sheet.name, names)), sheet, styles, head)
        _explain(book.add_worksheet("Keterangan"), notes, styles[Kind.TEXT], head)
    finally:
        book.close()
    return out.getvalue()


def _write(page: Any, sheet: Sheet, styles: dict[Kind, Any], head: Any) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width, styles[column.kind], {"hidden": column.is_hidden})
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    for at, column in enumerate(sheet.columns):
        page.write_string(0, at, column.title, head)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        if len(row) != len(sheet.columns) or last > ROWS:
            raise ValueError(f"row {last} of {sheet.name} does not fit its sheet")
        for at, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
            _write_cell(page, last, at, column.kind, cell, styles)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _write_cell(page: Any, row: int, at: int, kind: Kind, cell: Cell, styles: dict[Kind, Any]) -> None:
    if cell is None or cell == "":
        return
    if kind is Kind.NUMBER and isinstance(cell, int | float):
        page.write_number(row, at, cell, styles[kind])
    elif kind is Kind.DATE and isinstance(cell, date):
        page.write_datetime(row, at, cell, styles[kind])
    elif page.write_string(row, at, str(cell), styles[Kind.TEXT]) != 0:
        raise ValueError(f"the text in row {row}, column {at + 1} is longer than a cell holds")


def _explain(page: Any, notes: Notes, style: Any, head: Any) -> None:
    page.set_column(0, 0, 22, head)
    page.set_column(1, 1, 90, style)
    rows = (
        ("Sumber", notes.source),
        ("Waktu", formats.moment(notes.at, notes.zone)),
        ("Saringan", notes.filter or "tanpa saringan"),
        ("Diunduh oleh", notes.who),
        *notes.more,
    )
    for at, (title, text) in enumerate(rows):
        page.write_string(at, 0, title, head)
        page.write_string(at, 1, text, style)


def _name(name: str, taken: set[str]) -> str:
    """A name Excel accepts: at most 31 letters, none of `[]:*?/\\`, not twice (it does not tell case apart)."""
    plain = name.translate(_FORBIDDEN).strip("' ")[:31] or "Lembar"
    candidate, count = plain, 1
    while candidate.casefold() in taken:
        count += 1
        candidate = f"{plain[: 31 - len(str(count)) - 1]} {count}"
    taken.add(candidate.casefold())
    return candidate
