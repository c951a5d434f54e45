"""The books of a body as rows and as workbooks: taken numbers, and the agenda of what came in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ikrar.core.letters_numbers import State
from ikrar.domain.letters import queries
from ikrar.domain.letters.models import Incoming, RegisterNumber
from ikrar.domain.roster.models import Agency
from ikrar.papers.sheet_files import Cell, Column, Kind, Notes, Sheet, workbook
from ikrar.words import WORDS, say

MARKS = {State.RESERVED: "berjalan", State.GIVEN: "selesai", State.RELEASED: "belum", State.VOID: "belum"}


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A taken number as the book shows it."""

    number: RegisterNumber
    kind: str
    state: str
    mark: str
    note: str
    letter: Any


def number_row(number: RegisterNumber) -> NumberRow:
    """A taken number in words; a note is a sentence of the program or what somebody wrote."""
    state = State(number.state)
    kind = say(f"letter.kind.{number.kind}") if number.kind else ""
    note = str(WORDS.get(number.note, number.note))
    return NumberRow(
        number, kind, say(f"number.state.{state}"), MARKS[state], note, getattr(number, "letter", None)
    )


def book_file(agency: Agency, year: int, who: str, at: datetime) -> bytes:
    """The numbers of a year as a workbook."""
    columns = (
        Column(_("Buku"), width=24), Column(_("Nomor urut"), Kind.NUMBER, 10), Column(_("Nomor surat"), width=34),
        Column(_("Tanggal"), Kind.DATE, 12), Column(_("Jenis"), width=18), Column(_("Hal"), width=50),
        Column(_("Keadaan"), width=12), Column(_("Keterangan"), width=40),
    )  # fmt: skip
    numbers = map(number_row, queries.numbers_of(agency, year=year))
    rows: Iterable[list[Cell]] = ([
        n.number.numbering.name if n.number.numbering else n.number.source, n.number.serial, n.number.text,
        n.number.dated_on, n.kind, n.number.subject, n.state, n.note,
    ] for n in numbers)  # fmt: skip
    notes = Notes(_("Buku nomor surat %(name)s") % {"name": agency.name}, at, agency.zone, str(year), who)
    return workbook([Sheet(_("Buku nomor"), columns, rows)], notes)


def agenda_file(agency: Agency, letters: Iterable[Incoming], year: int, who: str, at: datetime) -> bytes:
    """What came in during a year as a workbook."""
    columns = (
        Column(_("Agenda"), Kind.NUMBER, 10), Column(_("Tanggal terima"), Kind.DATE, 14), Column(_("Pengirim"), width=34),
        Column(_("Nomor surat"), width=34), Column(_("Tanggal surat"), Kind.DATE, 14), Column(_("Hal"), width=50),
        Column(_("Sifat"), width=12),
    )  # fmt: skip
    rows: Iterable[list[Cell]] = ([
        x.agenda, x.received_on, x.sender, x.number, x.dated_on, x.subject, say(f"letter.nature.{x.nature}"),
    ] for x in letters)  # fmt: skip
    notes = Notes(_("Agenda surat masuk %(name)s") % {"name": agency.name}, at, agency.zone, str(year), who)
    return workbook([Sheet(_("Surat masuk"), columns, rows)], notes)
