"""The leader's one page: how far the drive is, in numbers that add up, and what waits for a decision."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.papers import formats
from ikrar.papers.register import UnitRow
from ikrar.papers.typesetting import Paper, typeset

ROWS = 24  # units that fit on the page; the rest is one line


@dataclass(frozen=True, slots=True)
class Summary:
    """What the page shows. `units` are the units below the leader, shown by name; `waiting` are whole sentences."""

    agency: str
    drive: str
    units: tuple[UnitRow, ...]
    levels: tuple[tuple[str, str], ...]
    absent: tuple[tuple[str, int], ...]
    read: int
    waiting: tuple[str, ...]
    deadline: datetime
    at: datetime
    zone: str
    printed_by: str


def summary(it: Summary, *, paper: Paper = "a4") -> bytes:
    """One page, units in alphabetical order. Raises ValueError when a unit lacks a count for a level."""
    if any(len(unit.by_level) != len(it.levels) for unit in it.units):
        raise ValueError("each unit gives one count for each level")
    n = formats.number
    asked, signed = sum(unit.asked for unit in it.units), sum(unit.signed for unit in it.units)
    absent, not_yet = sum(unit.absent for unit in it.units), sum(unit.not_yet for unit in it.units)
    units = sorted(it.units, key=lambda unit: unit.name.casefold())
    data = {
        "agency": it.agency,
        "drive": it.drive,
        "sentence": f"{n(signed)} dari {n(asked)} orang sudah menandatangani ({formats.percent(signed, asked)}).",
        "bar": [signed, absent, not_yet],
        "counts": [
            ["Menandatangani", n(signed)],
            *([f"    tingkat {code}: {words}", n(sum(unit.by_level[at] for unit in it.units))]
              for at, (code, words) in enumerate(it.levels)),
            ["Berhalangan dengan alasan", n(absent)],
            *([f"    {reason}", n(people)] for reason, people in it.absent),
            ["Belum", n(not_yet)],
            ["Membaca ikrar bersama (dihitung terpisah)", n(it.read)],
        ],
        "units": [[_short(u.name), n(u.asked), n(u.signed), n(u.absent), n(u.not_yet)] for u in units[:ROWS]],
        "more": f"dan {n(len(units) - ROWS)} unit lain di halaman cakupan" if len(units) > ROWS else "",
        "waiting": list(it.waiting),
        "deadline": formats.moment(it.deadline, it.zone),
        "printed": f"Keadaan {formats.moment(it.at, it.zone)}, dicetak oleh {it.printed_by}",
    }  # fmt: skip
    return typeset("summary", data, at=it.at, paper=paper)


def _short(name: str) -> str:
    """A unit name that fits its line."""
    return name if len(name) <= 52 else f"{name[:51].rstrip()}…"
