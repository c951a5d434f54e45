"""Paper sheets, one for each unit: the fallback after an outage, and the wet-signed sheet of level K."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.papers import formats
from ikrar.papers.certificate import grouped
from ikrar.papers.qr import qr_svg
from ikrar.papers.typesetting import Paper, typeset


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person on a sheet. `nip_ending` holds the last digits, empty without a NIP."""

    row: int
    number: str
    name: str
    nip_ending: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit's sheet; `ref` finds it again when it is typed in."""

    ref: str
    unit: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class SheetSet:
    """Sheets printed in one go, with the text that is signed. `zone` is WIB, WITA or WIT."""

    agency: str
    drive: str
    text_title: str
    points: tuple[str, ...]
    closing: str
    hash_words: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    printed_by: str
    printed_at: datetime
    zone: str


def sheets(it: SheetSet, *, paper: Paper = "a4") -> bytes:
    """The sheets, each beginning on its own page, with its head repeated. Raises ValueError without sheets."""
    if not it.sheets:
        raise ValueError("no sheets to print")
    data = {
        "agency": it.agency,
        "drive": it.drive,
        "text_title": it.text_title,
        "points": list(it.points),
        "closing": it.closing,
        "words": " ".join(it.hash_words),
        "printed": f"Dicetak {formats.moment(it.printed_at, it.zone)} oleh {it.printed_by}",
        "sheets": [
            {
                "ref": grouped(one.ref),
                "qr": qr_svg(one.ref).decode(),
                "unit": one.unit,
                "people": formats.number(len(one.rows)),
                "rows": [[row.row, row.number, row.name, row.nip_ending] for row in one.rows],
            }
            for one in it.sheets
        ],
    }
    return typeset("sheets", data, at=it.printed_at, paper=paper)
