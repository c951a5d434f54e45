"""The daily register (berita acara) of one body and one drive: every count, and what in the log proves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ikrar.papers import formats
from ikrar.papers.certificate import grouped
from ikrar.papers.qr import qr_address, qr_svg
from ikrar.papers.typesetting import Paper, typeset


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit: people asked, signed by level (same order as `Register.levels`), absent with reason, not yet."""

    name: str
    asked: int
    by_level: tuple[int, ...]
    absent: int
    not_yet: int

    @property
    def signed(self) -> int:
        """All levels together."""
        return sum(self.by_level)


@dataclass(frozen=True, slots=True)
class Signing:
    """A place to sign under the register. `name` and `nip` may be empty: a line to fill in by hand."""

    title: str
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """Everything the register shows. `zone` is WIB, WITA or WIT. Refusals are no kind of their own here (not yet)."""

    ref: str
    number: str  # number of the letter; empty when given elsewhere
    agency: str
    drive: str
    elections: tuple[str, ...]
    day: date
    place: str
    levels: tuple[tuple[str, str], ...]  # (code, words), in the order shown
    units: tuple[UnitRow, ...]
    absent: tuple[tuple[str, int], ...]  # (reason, people)
    read: int
    first_target: int
    joined: int
    left: int
    first_index: int | None  # of this day's pledges; None when there were none
    last_index: int | None
    size: int
    checkpoint: str  # the signed note as text
    address: str
    signers: tuple[Signing, ...]
    certificate: str
    is_development: bool
    made_at: datetime
    zone: str


def register(it: Register, *, proofs: Mapping[str, bytes], paper: Paper = "a4") -> bytes:
    """The unsealed register, PDF/A-3b with the proof files and `checkpoint.txt` embedded.

    Raises ValueError when a unit does not give one count for each level.
    """
    if any(len(unit.by_level) != len(it.levels) for unit in it.units):
        raise ValueError("each unit gives one count for each level")
    attachments = {"checkpoint.txt": it.checkpoint.encode(), **proofs}
    return typeset("register", _data(it), at=it.made_at, paper=paper, attachments=attachments)


def _data(it: Register) -> dict[str, Any]:
    n = formats.number
    asked, signed = sum(unit.asked for unit in it.units), sum(unit.signed for unit in it.units)
    absent, not_yet = sum(unit.absent for unit in it.units), sum(unit.not_yet for unit in it.units)
    sums = [sum(unit.by_level[at] for unit in it.units) for at in range(len(it.levels))]
    return {
        "address": it.address,
        "qr": qr_svg(qr_address(it.address)).decode(),
        "ref": grouped(it.ref),
        "number": it.number,
        "agency": it.agency,
        "drive": it.drive,
        "elections": ", ".join(it.elections),
        "opening": f"Pada hari ini, {formats.day_words(it.day)} ({it.day:%d-%m-%Y}), bertempat di {it.place}",
        "target": [
            ["Sasaran awal", n(it.first_target)],
            ["Bertambah", n(it.joined)],
            ["Berkurang (pensiun, pindah, meninggal dunia, dan sebab lain)", n(it.left)],
            ["Sasaran sekarang", f"{n(asked)} ({formats.number_words(asked)}) orang"],
        ],
        "counts": [
            ["Membaca ikrar bersama", n(it.read), ""],
            *(["Tanda tangan, " + f"tingkat {code}: {words}", n(sums[at]), formats.percent(sums[at], asked)]
              for at, (code, words) in enumerate(it.levels)),
            *([f"Berhalangan, {reason}", n(people), formats.percent(people, asked)] for reason, people in it.absent),
            ["Belum menandatangani", n(not_yet), formats.percent(not_yet, asked)],
        ],
        "signed": f"{n(signed)} ({formats.number_words(signed)}) dari {n(asked)} orang, {formats.percent(signed, asked)}",
        "heads": [code for code, _ in it.levels],
        "units": [
            [unit.name, n(unit.asked), *map(n, unit.by_level), n(unit.absent), n(unit.not_yet)] for unit in it.units
        ],
        "total": [n(asked), *map(n, sums), n(absent), n(not_yet)],
        "log": _log(it),
        "checkpoint": _short(it.checkpoint),
        "signers": [[one.title, one.name, one.nip] for one in it.signers],
        "certificate": it.certificate,
        "is_development": it.is_development,
        "made": formats.moment(it.made_at, it.zone),
    }  # fmt: skip


def _log(it: Register) -> list[list[str]]:
    n = formats.number
    span = (
        "tidak ada"
        if it.first_index is None or it.last_index is None
        else f"{n(it.first_index)}–{n(it.last_index)}"
    )
    return [["Nomor catatan hari ini", span], ["Isi buku catatan", f"{n(it.size)} catatan"]]


def _short(note: str) -> list[str]:
    """The lines of a signed note, each long signature cut: the whole note is embedded as a file."""
    return [
        line if len(line) <= 140 else f"{line[:100]} … (lengkap di checkpoint.txt)"
        for line in note.splitlines()
        if line
    ]
