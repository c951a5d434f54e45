"""The pieces of an official letter as plain blocks that letter.typ shows; nothing here knows a kind of letter."""

from collections.abc import Iterable, Sequence
from typing import Any

from ikrar.core.letters import Named, Table

ORDINALS = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN", "KESEPULUH",
    "KESEBELAS", "KEDUA BELAS", "KETIGA BELAS", "KEEMPAT BELAS", "KELIMA BELAS", "KEENAM BELAS", "KETUJUH BELAS",
    "KEDELAPAN BELAS", "KESEMBILAN BELAS", "KEDUA PULUH",
)  # fmt: skip
BLANK_ROWS = 12  # of a list to sign that names nobody yet
WIDEST, LONGEST_WORD = 34, 18  # letters that a column of a table is made wide for
NUMBER = ("No.", "No")
ROOMY = {
    "Nama dan NIP": 30,
    "Jabatan": 26,
    "Tanda tangan": 22,
}  # columns that ask for the same room whatever stands in them
Block = dict[str, Any]


def para(text: str) -> Block:
    """A paragraph."""
    return {"t": "para", "text": text}


def centre(text: str, *, bold: bool = True) -> Block:
    """A line in the middle."""
    return {"t": "centre", "text": text, "bold": bold}


def gap() -> Block:
    """Room between the titles and what follows."""
    return {"t": "gap"}


def labelled(label: str, items: Sequence[str], *, letters: bool = False) -> list[Block]:
    """A label, and its items as a., b. or 1., 2.; a single item without letters bears no mark."""
    marks = [""] if len(items) == 1 and not letters else [_mark(n, letters=letters) for n in range(len(items))]
    pairs = [list(pair) for pair in zip(marks, items, strict=True)]
    return [{"t": "labelled", "label": label, "sign": ":", "items": pairs}] if items else []


def _mark(number: int, *, letters: bool) -> str:
    """a., b., … z., aa.; or 1., 2."""
    if not letters:
        return f"{number + 1}."
    return chr(97 + number % 26) * (number // 26 + 1) + "."


def dictum(texts: Sequence[str]) -> list[Block]:
    """KESATU, KEDUA … with their texts."""
    names = [ORDINALS[n] if n < len(ORDINALS) else f"{n + 1}." for n in range(len(texts))]
    items = [list(pair) for pair in zip(names, texts, strict=True)]
    return [{"t": "dictum", "sign": ":", "items": items}] if items else []


def facts(pairs: Iterable[tuple[str, str]]) -> list[Block]:
    """Labels and values."""
    items = [list(pair) for pair in pairs]
    return [{"t": "facts", "items": items}] if items else []


def people_list(label: str, people: Sequence[Named]) -> list[Block]:
    """People with a line for each thing that is known of them: how a duty letter names those it sends."""
    marks = [""] if len(people) == 1 else [f"{n}." for n in range(1, len(people) + 1)]
    items = [
        [mark, [[k, v] for k, v in _fields(p) if v]] for mark, p in zip(marks, people, strict=True)
    ]  # fmt: skip
    return [{"t": "people", "label": label, "sign": ":", "items": items}] if items else []


def _fields(person: Named) -> tuple[tuple[str, str], ...]:
    return (
        ("Nama", person.name), ("NIP", person.nip), ("Pangkat/golongan", person.rank), ("Jabatan", person.position),
        ("Kedudukan", person.role),
    )  # fmt: skip


def people_table(people: Sequence[Named], *, to_sign: bool = False) -> list[Block]:
    """People in rows, with a column for each thing that is known of any of them; on request with room to sign."""
    if not people and not to_sign:
        return []
    known = [p for p in _fields(Named("")) if any(dict(_fields(who))[p[0]] for who in people)]
    heads = [name for name, _ in known if name not in {"Nama", "NIP"}]
    rows = [
        [f"{n}.", "\n".join(filter(None, (p.name, p.nip and f"NIP {p.nip}"))), *(dict(_fields(p))[h] for h in heads)]
        for n, p in enumerate(people, 1)
    ] or [[f"{n}.", ""] for n in range(1, BLANK_ROWS + 1)]  # fmt: skip
    if to_sign and not people:
        heads, rows = ["Jabatan"], [[*row, ""] for row in rows]
    if to_sign:
        heads, rows = [*heads, "Tanda tangan"], [[*row, ""] for row in rows]
    name = "Nama dan NIP" if to_sign or any(p.nip for p in people) else "Nama"
    return [_grid(["No.", name, *heads], rows, to_sign=to_sign)]


def table(it: Table | None) -> list[Block]:
    """A table as it was written."""
    return [] if it is None else [_grid(list(it.head), [list(row) for row in it.rows])]


def _grid(head: list[str], rows: list[list[str]], *, to_sign: bool = False) -> Block:
    columns = [list(column) for column in zip(head, *rows, strict=True)]
    return {"t": "table", "head": head, "rows": rows, "widths": [_wide(c) for c in columns], "to_sign": to_sign}


def _wide(cells: list[str]) -> int:
    """How much room a column asks for: its longest word whole, and long texts up to a limit; 0 for one of numbers."""
    if cells[0] in NUMBER:
        return 0
    if cells[0] in ROOMY:
        return ROOMY[cells[0]]
    lines = [line for cell in cells for line in cell.split("\n")]
    word = max((len(w) for line in lines for w in line.split()), default=0)
    return max(6, min(word, LONGEST_WORD) + 1, min(WIDEST, max(map(len, lines), default=0)))


def last_alone(blocks: list[Block]) -> list[Block]:
    """The same blocks with the last item of the last one as a block of its own, so that a signature can hold on to it."""
    if not blocks or len(blocks[-1].get("items", ())) < 2:
        return blocks
    last = blocks[-1]
    rest = {"label": "", "sign": ""} if "label" in last else {}
    first, alone = {**last, "items": last["items"][:-1]}, {**last, "items": last["items"][-1:], **rest}
    return [*blocks[:-1], first, alone]
