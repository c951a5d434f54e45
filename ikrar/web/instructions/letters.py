"""What does the letter of an instruction say, and what the account upward? Concepts in our own words, edited as letters."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.utils import translation

from ikrar.core.instructions import read_basis
from ikrar.core.letters import Annex, Body, Kind, Table
from ikrar.domain.dashboards.accounts import Account, Part
from ikrar.domain.letters.actions import Draft
from ikrar.domain.people.models import Person
from ikrar.domain.programme.models import Instruction, InstructionItem, InstructionTarget
from ikrar.papers import formats
from ikrar.web.instructions.shown import (
    due_of,
    due_words,
    item_words,
    part_lines,
    proof_words,
    state_words,
    sums,
)
from ikrar.words import say

MOST_LINES = (
    400  # of an annex, body by item; beyond it a body takes one line, and beyond that the workbook speaks
)
NAMED_AT_MOST = 8
T = TypeVar("T")


def in_indonesian(make: Callable[[], T]) -> T:
    """Letters are Indonesian, in whatever language the officer reads the pages."""
    with translation.override("id"):
        return make()


def order_draft(
    instruction: Instruction,
    items: Sequence[InstructionItem],
    targets: Sequence[InstructionTarget],
    signer: Person | None,
) -> Draft:
    """The instruction as a letter, from its items; the office adds its considerations."""
    dictum = [f"{item_words(item)}. Tenggat: {due_words(item)}. Bukti: {proof_words(item)}." for item in items]
    named = [t.agency.name if t.unit is None else t.unit.name for t in targets]
    many = len(named) > NAMED_AT_MOST
    to = (say(f"instruction.reach.{instruction.reach}"),) if many else tuple(named)
    annex = Annex("Penerima instruksi", table=Table(("No.", "Penerima"), tuple(_numbered(named))))
    body = Body(
        considering=("bahwa netralitas dan profesionalisme pegawai perlu dijaga sebelum, selama, dan sesudah pemilihan;",),
        recalling=tuple(f"{line.words};" for line in read_basis(instruction.basis)), dictum=tuple(dictum),
        closing="Instruksi ini agar dilaksanakan dengan penuh tanggung jawab.", annexes=(annex,) if many else (),
    )  # fmt: skip
    return Draft(
        Kind.INSTRUCTION, instruction.name, body, to=to, about=instruction.subject_ref, signer=signer,
        attachments="satu lampiran" if many else "",
    )  # fmt: skip


def _numbered(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(f"{n}.", name) for n, name in enumerate(names, 1)]


def account_draft(account: Account, signer: Person | None) -> Draft:
    """The account upward: what was asked, where it stands in numbers, and the annex body by item."""
    instruction = account.instruction
    moment = formats.moment(account.at, account.agency.zone)
    by = f" Nomor {instruction.letter_number}" if instruction.letter_number else ""
    on = f" tanggal {formats.short_day(instruction.letter_on)}" if instruction.letter_on else ""
    intro = f"Menindaklanjuti instruksi {instruction.from_office}{by}{on} tentang {instruction.name}, kami laporkan keadaan {moment}."
    numbers = [line for part in account.parts for line in _part_lines(part)]
    body = Body(
        opening="Dengan hormat,", basis=tuple(line.words for line in read_basis(instruction.basis)),
        paragraphs=(intro, *numbers, "Rincian menurut instansi dan butir tercantum dalam lampiran."),
        closing="Demikian laporan ini kami sampaikan.", annexes=tuple(annex_of(part, account.rows) for part in account.parts),
    )  # fmt: skip
    return Draft(
        Kind.REPORT, f"Laporan pelaksanaan {instruction.name}"[:200], body, to=(_receiver(account),),
        about=instruction.subject_ref, signer=signer, attachments=f"{formats.number_words(len(account.parts))} lampiran",
    )  # fmt: skip


def _receiver(account: Account) -> str:
    instruction = account.instruction
    is_issuer = instruction.agency_id == account.agency.pk
    return (
        f"{instruction.from_office}"
        if is_issuer
        else instruction.agency.responsible_title or instruction.agency.name
    )


def _part_lines(part: Part) -> list[str]:
    return [f"{part_title(part)}: {title}: {said}." for title, said in part_lines(part)]


def part_title(part: Part) -> str:
    """Whose work a part of an account shows."""
    return "Pelaksanaan oleh instansi ini" if part.is_own else "Pelaksanaan oleh yang diberi instruksi"


def annex_of(part: Part, rows_in_all: int) -> Annex:
    """Body by item while that can be read on paper; else one line a body; else the sums, for the workbook has the rest."""
    lines = rows_in_all * max(1, len(part.items))
    head: tuple[str, ...]
    cells: list[tuple[str, ...]]
    if lines <= MOST_LINES:
        head = ("No.", "Instansi atau unit", "Butir", "Tenggat", "Keadaan")
        cells = [
            (f"{n}.", row.target.shown, item_words(cell.item), due_of(cell), state_words(cell))
            for n, row in enumerate(part.rows, 1)
            for cell in row.cells
        ]
    elif rows_in_all <= MOST_LINES:
        head = ("No.", "Instansi atau unit", "Selesai", "Lewat tenggat")
        cells = [
            (f"{n}.", row.target.shown, f"{row.done} dari {len(row.cells)}", str(len(row.late)))
            for n, row in enumerate(part.rows, 1)
        ]
    else:
        head = ("No.", "Butir", "Jumlah")
        cells = [(f"{n}.", item_words(line.item), sums(line)) for n, line in enumerate(part.lines, 1)]
    return Annex(part_title(part), table=Table(head, tuple(cells)))
