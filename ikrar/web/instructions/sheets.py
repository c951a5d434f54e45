"""How does an account leave as a workbook? The annex of the letter, line by line, and the sums, from the same account."""

from collections.abc import Iterator

from ikrar.core.instructions import State
from ikrar.domain.dashboards.accounts import Account, Part
from ikrar.papers.sheet_files import Cell, Column, Kind, Notes, Sheet, workbook
from ikrar.web.instructions.letters import in_indonesian, part_title
from ikrar.web.instructions.shown import item_words
from ikrar.words import say

DETAIL = (
    Column("Lingkup", width=24), Column("Kode", width=16), Column("Instansi atau unit", width=40), Column("Butir", width=44),
    Column("Tenggat", Kind.DATE, 12), Column("Keadaan", width=24), Column("Tanggal terpenuhi", Kind.DATE, 14),
    Column("Jumlah", Kind.NUMBER, 10), Column("Dari", Kind.NUMBER, 10), Column("Lewat tenggat", width=14),
    Column("Diterima", width=10),
)  # fmt: skip
SUMS = (
    Column("Lingkup", width=24), Column("Butir", width=44), Column("Diminta", Kind.NUMBER, 10),
    Column("Selesai", Kind.NUMBER, 10), Column("Selesai lewat tenggat", Kind.NUMBER, 12), Column("Laporan nihil", Kind.NUMBER, 10),
    Column("Tanpa jawaban", Kind.NUMBER, 10), Column("Belum atau berjalan", Kind.NUMBER, 10), Column("Jumlah", Kind.NUMBER, 10),
    Column("Dari", Kind.NUMBER, 10),
)  # fmt: skip


def account_file(account: Account, *, who: str) -> bytes:
    """The workbook of an account: sums, details, and whence they come."""
    instruction = account.instruction
    notes = Notes(
        source=f"Ikrar, instruksi {instruction.name} ({instruction.ref})", at=account.at, zone=account.agency.zone,
        filter=account.agency.name, who=who, more=(("Dihitung sejak", f"{instruction.counts_from:%d-%m-%Y}"),),
    )  # fmt: skip
    return in_indonesian(
        lambda: workbook(
            [Sheet("Ringkasan", SUMS, _sums(account)), Sheet("Rincian", DETAIL, _details(account))], notes
        )
    )


def _sums(account: Account) -> Iterator[list[Cell]]:
    for part in account.parts:
        for line in part.lines:
            states = line.states
            yield [
                part_title(part), item_words(line.item), line.all, line.done, states[State.LATE], states[State.NOTHING],
                states[State.NO_ANSWER], line.open, line.number, line.of,
            ]  # fmt: skip


def _details(account: Account) -> Iterator[list[Cell]]:
    for part in account.parts:
        yield from _rows(part)


def _rows(part: Part) -> Iterator[list[Cell]]:
    for row in part.rows:
        for cell in row.cells:
            judged = cell.judged
            yield [
                part_title(part), row.target.code, row.target.shown, item_words(cell.item), judged.due,
                say(f"instruction.state.{judged.state}"), judged.on, judged.number, judged.of,
                "ya" if judged.is_late else "tidak", "ya" if row.target.received_at else "belum",
            ]  # fmt: skip
