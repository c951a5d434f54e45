"""The paper list of those present: one unit, a row a person, a cell to sign; typed back afterwards."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.papers import formats
from ikrar.papers.typesetting import Paper, typeset


@dataclass(frozen=True, slots=True)
class ListRow:
    """One person: `number` is the participant number, by which the list is typed back."""

    number: str
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class PaperList:
    """The list of one unit at one session. `zone` is WIB, WITA or WIT."""

    agency: str
    activity: str
    place: str
    starts_at: datetime
    zone: str
    unit: str
    rows: tuple[ListRow, ...]
    printed_by: str
    printed_at: datetime
    spare: int = 4  # empty rows for those who are not on the list


def attendance_list(it: PaperList, *, paper: Paper = "a4") -> bytes:
    """The list, its head repeated on every page."""
    data = {
        "agency": it.agency,
        "activity": it.activity,
        "place": it.place,
        "when": formats.moment(it.starts_at, it.zone),
        "unit": it.unit,
        "rows": [[n, one.number, one.name, one.position] for n, one in enumerate(it.rows, 1)],
        "spare": [len(it.rows) + n for n in range(1, it.spare + 1)],
        "printed": f"Dicetak {formats.moment(it.printed_at, it.zone)} oleh {it.printed_by}",
    }
    return typeset("attendance_list", data, at=it.printed_at, paper=paper)
