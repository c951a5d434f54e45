"""Where does the table begin, and what is in each column? Under a letterhead, in one row of headings or two."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ikrar.core.roster.cells import squeezed
from ikrar.core.roster.fields import REQUIRED, USUAL, Field, Unneeded, meaning

ROWS_SEARCHED = 10
_COLUMN_NUMBER = re.compile(r"^\(?\d{1,3}[a-z]?\)?$")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its place, the heading as written, and what it means (None: not known)."""

    at: int
    heading: str
    field: Field | None = None
    unneeded: Unneeded | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a file: the row (from 1) after which the people begin, and the columns."""

    last_row: int
    rows: int
    columns: tuple[Column, ...]

    @property
    def plan(self) -> tuple[tuple[int, str], ...]:
        """Place and field of each column that is read; where two hold one field, the better heading stands first."""
        found = [(_rank(c), c.at, c.field.value) for c in self.columns if c.field is not None]
        return tuple((at, field) for _, at, field in sorted(found))

    @property
    def missing(self) -> tuple[Field, ...]:
        """What a roster usually has and this file has no column for."""
        found = {c.field for c in self.columns}
        also = {
            Field.UNIT: {Field.UNIT_CODE, Field.PARENT},
            Field.GRADE: {Field.RANK},
            Field.NIP: {Field.NIK, Field.LOCAL_ID},
        }
        return tuple(f for f in USUAL if not found & ({f} | also.get(f, set())))

    @property
    def is_usable(self) -> bool:
        """Whether people can be told apart by what is read."""
        found = {c.field for c in self.columns}
        return all(f in found for f in REQUIRED)

    @property
    def left_out(self) -> tuple[Unneeded, ...]:
        """The kinds of columns that are in the file and are not taken over, row numbers aside."""
        kinds = dict.fromkeys(c.unneeded for c in self.columns if c.unneeded is not None)
        return tuple(k for k in kinds if k is not None and k is not Unneeded.ROW_NUMBER)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headings that mean nothing to us; they are not taken over."""
        return tuple(c.heading for c in self.columns if c.field is None and c.unneeded is None and c.heading)

    def matched(self, chosen: Mapping[int, Field | None]) -> "Header":
        """The header with columns matched by hand: place -> field, or None to leave the column out."""
        taken = {f for f in chosen.values() if f is not None}
        columns = []
        for column in self.columns:
            if column.at in chosen:
                columns.append(Column(column.at, column.heading, chosen[column.at]))
            elif column.field in taken:
                columns.append(Column(column.at, column.heading))
            else:
                columns.append(column)
        return Header(self.last_row, self.rows, tuple(columns))


def _rank(column: Column) -> int:
    found = meaning(column.heading)
    return found[1] if found and found[0] is column.field else -1  # chosen by hand


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The headings among the first ten rows, or None when no row names a person or a number.

    Two rows of headings are read as one ("JABATAN" over "NAMA" is "JABATAN NAMA"); a row of column numbers below
    them is skipped.
    """
    best: tuple[int, int, list[str], int] | None = None
    for at in range(min(len(rows), ROWS_SEARCHED)):
        for height in (1, 2):
            headings = _headings(rows, at, height)
            score = _score(headings) if headings else 0
            if score and (best is None or (score, -height) > (best[0], -best[3])):
                best = (score, at, headings, height)
    if best is None:
        return None
    _, at, headings, height = best
    last = at + height
    while last < len(rows) and _is_column_numbers(rows[last]):
        last += 1
    return Header(last, height, _columns(headings))


def _headings(rows: Sequence[Sequence[str]], at: int, height: int) -> list[str]:
    top = [squeezed(c) for c in rows[at]]
    if height == 1:
        return top
    if at + 1 >= len(rows) or sum(1 for c in top if c) < 2 or any(re.search(r"\d{4}", c) for c in rows[at + 1]):
        return []
    below = [squeezed(c) for c in rows[at + 1]]
    if sum(1 for c in below if c and meaning(c)) < 1:
        return []
    width = max(len(top), len(below))
    top, below = top + [""] * (width - len(top)), below + [""] * (width - len(below))
    joined, over = [], ""
    for here, under in zip(top, below, strict=True):
        over = here or (over if under else "")
        joined.append(_joined(over, under))
    return joined


def _joined(over: str, under: str) -> str:
    """The heading that two cells make: together if that is known, else the lower one, else the upper one."""
    if over and under:
        for text in (f"{over} {under}", f"{under} {over}", under, over):
            if meaning(text):
                return text
    return under or over


def _score(headings: Sequence[str]) -> int:
    found = [m[0] for m in (meaning(h) for h in headings if h) if m is not None]
    fields = {f for f in found if isinstance(f, Field)}
    if not fields & {Field.NAME, Field.NIP} or len(set(found)) < 2:
        return 0
    return 3 * len(fields) + len(set(found))


def _is_column_numbers(row: Sequence[str]) -> bool:
    cells = [squeezed(c) for c in row if c.strip()]
    return len(cells) >= 2 and all(_COLUMN_NUMBER.match(c) for c in cells)


def _columns(headings: Sequence[str]) -> tuple[Column, ...]:
    columns = []
    for at, heading in enumerate(headings):
        found = meaning(heading) if heading else None
        if found is None:
            columns.append(Column(at, heading))
        elif isinstance(found[0], Unneeded):
            columns.append(Column(at, heading, unneeded=found[0]))
        else:
            columns.append(Column(at, heading, field=found[0]))
    return tuple(columns)
