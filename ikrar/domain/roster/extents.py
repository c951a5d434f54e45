"""How wide a table does a workbook span? Two cells in far corners make the reader set aside room for all between them."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

MOST_CELLS = 20_000_000  # of one sheet: 640 MB in the reader; 280,000 people with 71 columns
_MEMORY, _SECONDS = 2 * 2**30, 60  # of the process that tries a file out
_CELL = r'<(?:c r="([A-Z]{1,3})\d{1,DIGITS}"|c[\s/>]|\w{1,20}:c[\s/>])'  # also the ways to write it that nobody uses
_ROW = re.compile(rb'<row r="(\d{1,7})"')
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']*)["']""")
_TRY = """
import resource, sys
import python_calamine as calamine
path, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
    resource.setrlimit(what, (most, most))
try:
    book = calamine.CalamineWorkbook.from_path(path)
    pages = (book.get_sheet_by_name(one.name) for one in book.sheets_metadata)
    print(max(((page.total_height + 1) * (page.total_width + 1) for page in pages), default=0))
except (calamine.CalamineError, OSError, ValueError):
    print(0)
"""


def is_too_wide(path: Path) -> bool:
    """Whether a workbook spans more cells than are opened. A plain .xlsx is only looked through; others are tried out."""
    state = path.stat()
    return _is_too_wide(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _is_too_wide(path: Path, _changed: int, _size: int) -> bool:
    """The answer is kept, since an import opens its file again and again."""
    most = _most_in_plain(path)
    return (most is None or most > MOST_CELLS) and _spans(path) > MOST_CELLS


def _spans(path: Path) -> float:
    """The cells of the widest sheet, opened by a process of its own: the reader ends its process when memory ends."""
    command = [sys.executable, "-P", "-c", _TRY, str(path), str(_MEMORY), str(_SECONDS)]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=2 * _SECONDS)
        return int(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return float("inf")


def _most_in_plain(path: Path) -> int | None:
    """No sheet of this .xlsx spans more than so many cells; None where that cannot be told from its references alone."""
    if not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as parcel:
        if not _names_only_xml(parcel):
            return None
        most = 0
        for entry in parcel.infolist():
            if entry.filename.lower().endswith(".xml"):
                area = _area(_tags(parcel, entry))
                if area is None:
                    return None
                most = max(most, area)
    return most


def _names_only_xml(parcel: zipfile.ZipFile) -> bool:
    """Whether every sheet is a part that ends in .xml, so that none hides among pictures and macros."""
    try:
        targets = _TARGET.findall(parcel.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return False
    return bool(targets) and all(one.lower().endswith(b".xml") and b"&" not in one for one in targets)


def _tags(parcel: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces that end where a tag begins."""
    with parcel.open(entry) as page:
        left = b""
        while chunk := page.read(1 << 20):
            whole, begins, left = (left + chunk).rpartition(b"<")
            left = begins + left
            yield whole
        yield left


def _area(pieces: Iterator[bytes]) -> int | None:
    """Columns times rows that the references of a sheet stay within; None for a cell that does not say where it is."""
    columns: set[bytes] = set()
    digits = 0
    for piece in pieces:
        if b"\x00" in piece:  # another encoding
            return None
        digits = max([digits, *map(len, _ROW.findall(piece))])
        columns.update(re.findall(_CELL.replace("DIGITS", str(digits or 1)).encode(), piece))
    if b"" in columns:
        return None
    widest: int = max(map(_number, columns), default=0)
    return widest * int(10**digits - 1)


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
