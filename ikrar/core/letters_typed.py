"""How is the content of a letter typed into plain boxes, and typed back without losing a word?

A paragraph ends at a blank line; a list has one entry a line; a pair is "label: value"; a row has its cells between
semicolons, or between tabs as a spreadsheet pastes them. What is written here comes from `tidy`: no tab, no line
break and no space at the ends stands in any entry.
"""

import re
from collections.abc import Iterable

from ikrar.core.letters import Named, Table

PERSON = 5  # cells of a row that names somebody


def paragraphs_in(typed: str) -> tuple[str, ...]:
    """The paragraphs of a text."""
    return tuple(p.strip() for p in re.split(r"\n\s*\n", _unix(typed)) if p.strip())


def paragraphs_out(entries: Iterable[str]) -> str:
    """Paragraphs as they are typed."""
    return "\n\n".join(entries)


def lines_in(typed: str) -> tuple[str, ...]:
    """The entries of a list."""
    return tuple(line.strip() for line in _unix(typed).split("\n") if line.strip())


def lines_out(entries: Iterable[str]) -> str:
    """A list as it is typed."""
    return "\n".join(entries)


def pairs_in(typed: str) -> tuple[tuple[str, str], ...]:
    """Labels and values; a line without a colon is a value alone."""
    pairs = (line.partition(":") for line in lines_in(typed))
    return tuple((a.strip(), b.strip()) if colon else ("", a.strip()) for a, colon, b in pairs)


def pairs_out(pairs: Iterable[tuple[str, str]]) -> str:
    """Labels and values as they are typed."""
    return "\n".join(f"{label}: {value}" for label, value in pairs)


def rows_in(typed: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, without the empty cells at their ends."""
    rows = (_cells(line) for line in _unix(typed).split("\n") if line.strip())
    return tuple(row for row in rows if row)


def rows_out(rows: Iterable[Iterable[str]]) -> str:
    """The rows of a table as they are typed: by tabs where a cell holds a semicolon."""
    return "\n".join(_row([*row]) for row in rows)


def people_in(typed: str) -> tuple[Named, ...]:
    """People: name; NIP; rank; position; part. Cells beyond these belong to the last one."""
    rows = ((*row[: PERSON - 1], " ".join(row[PERSON - 1 :])) for row in rows_in(typed))
    return tuple(Named(*row) for row in rows if row[0])


def people_out(people: Iterable[Named]) -> str:
    """People as they are typed."""
    return rows_out(_trimmed([p.name, p.nip, p.rank, p.position, p.role]) for p in people)


def table_in(typed: str) -> Table | None:
    """A table whose first row is its head; None when nothing was typed."""
    rows = rows_in(typed)
    return Table(rows[0], rows[1:]) if rows else None


def table_out(table: Table | None) -> str:
    """A table as it is typed."""
    return "" if table is None else rows_out([table.head, *table.rows])


def _cells(line: str) -> tuple[str, ...]:
    return tuple(_trimmed([c.strip() for c in line.split("\t" if "\t" in line else ";")]))


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _row(cells: list[str]) -> str:
    return "\t".join([*cells, ""]) if any(";" in c for c in cells) else "; ".join(cells)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
