"""What stands in an official letter, apart from its layout? Kinds and contents as plain data.

Elements and layouts: PerANRI 5/2021 (general), Permendagri 1/2023 (local government); numbering is each body's own.
"""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The kinds of letters that the programme writes."""

    DECREE = "decree"  # surat keputusan (SK)
    CIRCULAR = "circular"  # surat edaran
    INSTRUCTION = "instruction"  # instruksi
    DUTY = "duty"  # surat tugas
    INVITATION = "invitation"  # undangan
    NOTE = "note"  # nota dinas
    MINUTES = "minutes"  # berita acara
    ATTENDANCE = "attendance"  # daftar hadir
    NOTULA = "notula"  # notula rapat
    REPORT = "report"  # laporan kegiatan
    PRESS = "press"  # siaran pers
    LETTER = "letter"  # surat dinas biasa


@dataclass(frozen=True, slots=True)
class Named:
    """A person named in a letter: in a duty letter, a composition, a list."""

    name: str
    nip: str = ""
    rank: str = ""
    position: str = ""
    role: str = ""  # e.g. Ketua, in a composition


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its head; every row has as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """An attachment (lampiran) that is typeset behind the letter."""

    title: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    people: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """The content of a letter; each kind shows the parts it has. Texts are plain, a paragraph an entry."""

    opening: str = ""
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # label and value: day, time, place, agenda ...
    considering: tuple[str, ...] = ()  # Menimbang
    recalling: tuple[str, ...] = ()  # Mengingat
    basis: tuple[str, ...] = ()  # Dasar
    dictum: tuple[str, ...] = ()  # KESATU, KEDUA ... without their ordinals
    people: tuple[Named, ...] = ()
    table: Table | None = None
    closing: str = ""
    quotes: tuple[tuple[str, str], ...] = ()  # who, and what was said: press releases
    annexes: tuple[Annex, ...] = field(default_factory=tuple)


def as_data(body: Body) -> dict[str, Any]:
    """The content as JSON-ready data, to be stored."""
    return asdict(body)


def from_data(data: dict[str, Any]) -> Body:
    """The content as it was stored. Raises KeyError or TypeError for data of another shape."""
    annexes = tuple(
        Annex(a["title"], tuple(a["paragraphs"]), _table(a["table"]), _people(a["people"]))
        for a in data["annexes"]
    )
    facts, quotes = (tuple((a, b) for a, b in data[name]) for name in ("facts", "quotes"))
    lists = {name: tuple(data[name]) for name in ("paragraphs", "considering", "recalling", "basis", "dictum")}
    return Body(
        opening=data["opening"],
        closing=data["closing"],
        people=_people(data["people"]),
        table=_table(data["table"]),
        annexes=annexes,
        facts=facts,
        quotes=quotes,
        **lists,
    )


def _people(rows: list[dict[str, str]]) -> tuple[Named, ...]:
    return tuple(Named(**row) for row in rows)


def _table(data: dict[str, Any] | None) -> Table | None:
    return None if data is None else Table(tuple(data["head"]), tuple(tuple(row) for row in data["rows"]))
