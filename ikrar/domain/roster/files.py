"""What is in a file that somebody hands in: a table that can be read row by row, or one clear reason why not?"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import python_calamine as calamine

from ikrar.core.roster.cells import text_of
from ikrar.core.verdicts import Problem
from ikrar.domain.roster.extents import is_too_wide

MOST_ROWS = 2_000_000
MOST_UNPACKED = 1_500 * 2**20  # bytes of a workbook once unpacked
MOST_RATIO, SMALL = 200, 50 * 2**20  # a small workbook may be packed as tightly as it likes
MOST_COLUMNS = 400
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")
_FORMULA_WITHOUT_VALUE = re.compile(rb"</f>(?:<v\s*/>|<v></v>)?</c>|<f[^>]*/></c>")
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True)
class Source:
    """A readable table: `rows()` gives line number (from 1) and cells as text, from the top, as often as asked.

    `notes` are pairs of a code and the text it is about: macros, hidden sheets, merged cells, formulas.
    """

    name: str
    sheet: str
    sheets: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    rows: Callable[[], Iterator[tuple[int, Sequence[str]]]] = field(repr=False)


def open_table(path: Path, name: str = "", sheet: str = "") -> Source:
    """The table in a file, `.xlsx .xlsm .xls .ods .csv` by content, not by name. The first visible sheet, or `sheet`.

    Raises Problem: file.empty, file.password, file.picture, file.bomb, file.broken, file.not_a_table, file.encoding,
    file.no_sheet, file.too_wide, file.too_many_rows; while reading file.broken.
    """
    head = path.open("rb").read(4096) if path.stat().st_size else b""
    called = name or path.name
    if not head.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise Problem("file.empty", "berkas")
    if head.startswith(_PICTURES):
        raise Problem("file.picture", "berkas")
    if head.startswith(_ZIP):
        return _open_workbook(path, called, sheet, *_look_inside(path))
    if head.startswith(_OLE):
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in path.read_bytes():
            raise Problem("file.password", "berkas")
        return _open_workbook(path, called, sheet, [], has_formulas=False)
    return _open_text(path, called, head)


def _look_inside(path: Path) -> tuple[list[tuple[str, str]], bool]:
    """Macros are noted, a bomb is refused by the sizes in the central directory, before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as parcel:
            entries = parcel.infolist()
            names = {e.filename for e in entries}
            _refuse_bomb(entries, path.stat().st_size)
            if (
                "EncryptedPackage" in names
                or any(e.flag_bits & 1 for e in entries)
                or _is_sealed_ods(parcel, names)
            ):
                raise Problem("file.password", "berkas")
            if not names & {"[Content_Types].xml", "content.xml"}:
                raise Problem("file.not_a_table", "berkas")
            notes = [("file.macros", "")] if any(n.endswith("vbaProject.bin") for n in names) else []
            return notes, _has_formulas_without_value(parcel, entries)
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        raise Problem("file.broken", "berkas") from None


def _refuse_bomb(entries: Sequence[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(e.file_size for e in entries)
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > size * MOST_RATIO) or len(entries) > 5_000:
        raise Problem("file.bomb", "berkas")


def _is_sealed_ods(parcel: zipfile.ZipFile, names: set[str]) -> bool:
    return (
        "META-INF/manifest.xml" in names
        and b"encryption-data" in parcel.read("META-INF/manifest.xml")[:200_000]
    )


def _has_formulas_without_value(parcel: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> bool:
    for entry in entries:
        if entry.filename.startswith("xl/worksheets/sheet") and entry.file_size < 200 * 2**20:
            with parcel.open(entry) as page:
                left = b""
                while chunk := page.read(1 << 20):
                    if b"<f" in chunk and _FORMULA_WITHOUT_VALUE.search(left + chunk):
                        return True
                    left = chunk[-200:]
    return False


def _open_workbook(
    path: Path, called: str, sheet: str, notes: list[tuple[str, str]], has_formulas: bool
) -> Source:
    if is_too_wide(path):
        raise Problem("file.too_wide", "berkas")
    book = _workbook(path)
    visible = [s.name for s in book.sheets_metadata if s.visible is calamine.SheetVisibleEnum.Visible]
    hidden = [s.name for s in book.sheets_metadata if s.visible is not calamine.SheetVisibleEnum.Visible]
    if not visible or (sheet and sheet not in visible):
        raise Problem("file.no_sheet", "berkas")
    chosen = sheet or next((n for n in visible if book.get_sheet_by_name(n).height > 0), visible[0])
    page = book.get_sheet_by_name(chosen)
    if page.height == 0 or page.width == 0:
        raise Problem("file.empty", "berkas")
    if hidden:
        notes.append(("file.hidden_sheets", ", ".join(hidden)))
    if has_formulas:
        notes.append(("file.formulas", ""))
    if _has_merged_cells(page):
        notes.append(("file.merged", ""))

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        yield from _sheet_rows(_workbook(path).get_sheet_by_name(chosen))

    return Source(called, chosen, tuple(visible), tuple(notes), rows)


def _workbook(path: Path) -> Any:
    try:
        return calamine.CalamineWorkbook.from_path(str(path))
    except calamine.PasswordError:
        raise Problem("file.password", "berkas") from None
    except (calamine.CalamineError, OSError, ValueError):
        raise Problem("file.broken", "berkas") from None


def _has_merged_cells(page: Any) -> bool:
    """Merged cells below the letterhead: there they hide values; in a letterhead they are usual."""
    ranges = page.merged_cell_ranges or []
    return any(first[0] >= 12 for first, _ in ranges)


def _sheet_rows(page: Any) -> Iterator[tuple[int, Sequence[str]]]:
    for line, cells in enumerate(page.iter_rows(), start=1):
        yield line, [c if type(c) is str else text_of(c) for c in cells[:MOST_COLUMNS]]


def _open_text(path: Path, called: str, head: bytes) -> Source:
    _refuse_endless(path)
    encoding = _encoding(path, head)
    sample = head.decode(encoding, errors="ignore")
    if "\x00" in sample or _looks_like_markup(sample):
        raise Problem("file.not_a_table", "berkas")
    separator = _separator(sample)
    if not separator:
        raise Problem("file.not_a_table", "berkas")

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        with path.open(encoding=encoding, newline="", errors="replace") as file:
            reader = csv.reader(file, delimiter=separator)
            try:
                for cells in reader:
                    yield reader.line_num, cells if len(cells) <= MOST_COLUMNS else cells[:MOST_COLUMNS]
            except csv.Error:
                raise Problem("file.broken", "berkas") from None

    return Source(called, "", (), (), rows)


def _refuse_endless(path: Path) -> None:
    lines = 0
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            lines += chunk.count(b"\n")
    if lines > MOST_ROWS:
        raise Problem("file.too_many_rows", "berkas", most=MOST_ROWS)


def _looks_like_markup(sample: str) -> bool:
    return sample.lstrip("\ufeff \r\n").startswith(("<!DOCTYPE", "<html", "<?xml", "{\\rtf", "{", "["))


def _encoding(path: Path, head: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 by its mark or its zeros, else Windows-1252. Raises Problem for anything else."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[0:200:2], head[1:200:2]
    if len(odd) > 3 and odd.count(0) > 0.6 * len(odd):
        return "utf-16-le"
    if len(odd) > 3 and even.count(0) > 0.6 * len(even):
        return "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        return "utf-8-sig"
    except UnicodeDecodeError:
        control = sum(1 for b in head if b < 32 and b not in b"\t\r\n\x0c") + sum(
            head.count(b) for b in b"\x81\x8d\x8f\x90\x9d"
        )
        if control > max(2, len(head) // 100):
            raise Problem("file.encoding", "berkas") from None
        return "cp1252"


def _separator(sample: str) -> str:
    """The separator that splits the most lines into as many cells; "" when none splits two lines alike."""
    best, found = 0, ""
    for separator in ";\t,|":
        lines = list(csv.reader(io.StringIO(sample), delimiter=separator))[:30]
        widths = [len(cells) for cells in lines if len(cells) > 1]
        if len(widths) < 2 and len(lines) > 1:
            continue
        score = max((widths.count(w) * w for w in set(widths)), default=0)
        if score > best:
            best, found = score, separator
    return found


def first_rows(source: Source, number: int = 40) -> list[tuple[int, Sequence[str]]]:
    """The first rows of a table."""
    rows = []
    for row in source.rows():
        rows.append(row)
        if len(rows) == number:
            break
    return rows
