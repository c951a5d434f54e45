"""How do an item, its state and its proof read on a page, in a letter, in a sheet and in a message? The same everywhere."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ikrar.core.instructions import BY_DOCUMENT, DONE, Every, ItemKind, State
from ikrar.domain.dashboards.accounts import WITH_NUMBERS, Line, Part
from ikrar.domain.dashboards.fulfilment import Cell, Row
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import InstructionItem, InstructionTarget
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff
from ikrar.web.templatetags.ikrar import angka, hari
from ikrar.words import say

CSS = {
    State.NOT_YET: "belum", State.RUNNING: "berjalan", State.FULFILLED: "selesai", State.LATE: "selesai",
    State.NOTHING: "selesai", State.NO_ANSWER: "perlu",
}  # fmt: skip
WITH_PEOPLE = frozenset({ItemKind.APEL, ItemKind.OUTREACH})  # how many were there
P = Permission
# Where the proof of a thing stands, who may follow the link, and whether the page belongs to the body.
PROOFS: dict[str, tuple[str, Permission]] = {
    "taskforce": ("taskforces:taskforce", P.TASKFORCE_VIEW),
    "apel": ("programme:apel", P.DRIVE_VIEW),
    "activity": ("activities:activity", P.ACTIVITY_VIEW),
    "test": ("learning:test", P.TEST_REACH),
    "drive": ("dashboards:coverage", P.COVERAGE_VIEW),
    "contact": ("taskforces:contacts", P.TASKFORCE_VIEW),
}


def item_words(item: InstructionItem) -> str:
    """What is asked, in one line."""
    parts = [say(f"instruction.item.{item.kind}")]
    match ItemKind(item.kind):
        case ItemKind.APEL if item.with_oath:
            parts.append(_("dengan pembacaan ikrar"))
        case ItemKind.SIGNED | ItemKind.TEST:
            parts.append(_("paling sedikit %(share)s%% pegawai") % {"share": item.share})
        case ItemKind.OUTREACH if item.share:
            parts.append(_("menjangkau paling sedikit %(share)s%% pegawai") % {"share": item.share})
        case ItemKind.CONTACT if item.institution:
            parts.append(say(f"contact.institution.{item.institution}"))
        case ItemKind.REPORT if item.every == Every.MONTHLY:
            parts.append(_("setiap bulan"))
        case ItemKind.OTHER:
            return item.words
    if item.level:
        parts.append(say(f"pledge.level.{item.level}"))
    return f"{', '.join(parts)}{f'. {item.words}' if item.words else ''}"


def due_words(item: InstructionItem) -> str:
    """Until when, also while the days still count from an issue that has not happened."""
    if item.due_on is None:
        unit = say(f"instruction.due_unit.{item.due_unit}")
        return _("%(days)s %(unit)s sesudah dikeluarkan") % {"days": item.due_days, "unit": unit}
    if item.every == Every.MONTHLY:
        first = _("setiap bulan, mulai %(day)s") % {"day": hari(item.due_on)}
        return f"{first}, {_('sampai %(day)s') % {'day': hari(item.until_on)}}" if item.until_on else first
    return hari(item.due_on)


def proof_words(item: InstructionItem) -> str:
    """What counts as proof."""
    return ". ".join(part for part in (say(f"instruction.proof.{item.kind}"), item.proof) if part)


def state_words(cell: Cell) -> str:
    """How far it is: the state with its day or its numbers."""
    judged, said = cell.judged, short_words(cell)
    if judged.state in DONE and judged.on is not None:
        said = f"{said} {hari(judged.on)}"
    number = number_words(cell)
    return f"{said}, {number}" if number else said


def short_words(cell: Cell) -> str:
    """The state alone; what is under way after its day says so."""
    is_late = cell.state is State.RUNNING and cell.judged.is_late
    return say("instruction.state.running_late" if is_late else f"instruction.state.{cell.state}")


def number_words(cell: Cell) -> str:
    """People where people are counted, periods where there is more than one; else nothing."""
    judged = cell.judged
    number = {"n": angka(judged.number), "of": angka(judged.of)}
    if cell.item.every == Every.MONTHLY:
        return _("%(n)s dari %(of)s periode") % number if judged.of > 1 else ""
    if cell.item.kind in WITH_NUMBERS and judged.of:
        return _("%(n)s dari %(of)s orang") % number
    return _("%(n)s orang") % number if cell.item.kind in WITH_PEOPLE and judged.number else ""


def css_of(cell: Cell) -> str:
    """The shape of the state; what is under way after its day needs somebody."""
    return "perlu" if cell.judged.is_late and not cell.judged.is_done else CSS[cell.state]


def sums(line: Line) -> str:
    """An item over all: how many are done, how many only say that there is nothing, how many say nothing at all."""
    said = [_("%(done)s dari %(all)s selesai") % {"done": angka(line.done), "all": angka(line.all)}]
    if nothing := line.states[State.NOTHING]:
        said.append(_("%(n)s laporan nihil") % {"n": angka(nothing)})
    if silent := line.states[State.NO_ANSWER]:
        said.append(_("%(n)s tanpa jawaban") % {"n": angka(silent)})
    if line.of and line.item.kind not in BY_DOCUMENT:
        said.append(_("%(n)s dari %(of)s orang") % {"n": angka(line.number), "of": angka(line.of)})
    return ", ".join(said)


def part_lines(part: Part) -> list[tuple[str, str]]:
    """Each item of a part of an account: of one body or unit itself its state, of several their sums."""
    if part.is_own and len(part.rows) == 1:
        return [(item_words(cell.item), state_words(cell)) for cell in part.rows[0].cells]
    return [(item_words(line.item), sums(line)) for line in part.lines]


def part_words(part: Part) -> str:
    """How much of a part is done: items of one body or unit itself, else how many have done everything."""
    if part.is_own and len(part.rows) == 1:
        (row,) = part.rows
        return _("%(n)s dari %(of)s butir selesai.") % {"n": angka(row.done), "of": angka(len(row.cells))}
    of = angka(len(part.rows))
    return _("%(n)s dari %(of)s tujuan selesai seluruhnya.") % {"n": angka(part.complete), "of": of}


@dataclass(frozen=True, slots=True)
class Proof:
    """Where the proof stands: words and address; no address where the person may not look or none is needed."""

    words: str
    url: str = ""


def proof_of(staff: Staff, target: InstructionTarget, cell: Cell) -> Proof | None:
    """The proof of a cell as far as this person may see it."""
    if cell.answer is not None:
        return _answer(target, cell)
    if not cell.about:
        return None
    noun, _colon, ref = cell.about.partition(":")
    url_name, permission = PROOFS[noun]
    words = say(f"instruction.proof_of.{noun}")
    if not staff.permits_at(permission, target.agency, target.unit):
        return Proof(words)
    return Proof(words, reverse(url_name, args=_args(noun, ref, target.agency)))


def _answer(target: InstructionTarget, cell: Cell) -> Proof:
    answer = cell.answer
    assert answer is not None  # noqa: S101 the caller has looked
    said = _("dijawab oleh %(name)s") % {"name": answer.responsible}
    words = f"{said}. {answer.words}" if answer.words else said
    if answer.letter is not None:
        return Proof(
            f"{answer.letter.number or answer.letter.ref}, {words}",
            reverse("letters:letter", args=[answer.letter.ref]),
        )
    if answer.document:
        ref = target.instruction.ref
        return Proof(words, reverse("instructions:document", args=[ref, target.pk, answer.pk]))
    return Proof(words)


def _args(noun: str, ref: str, agency: Agency) -> list[str]:
    match noun:
        case "drive":
            return [ref, agency.ref]
        case "contact":
            return [agency.ref]
        case _:
            return [ref]


NEXT: dict[ItemKind, tuple[str, Permission]] = {
    ItemKind.TASKFORCE: ("taskforces:index", P.TASKFORCE_MANAGE),
    ItemKind.APEL: ("programme:apels", P.APEL_MANAGE),
    ItemKind.OUTREACH: ("activities:plan", P.ACTIVITY_MANAGE),
    ItemKind.TEST: ("learning:index", P.TEST_MANAGE),
    ItemKind.CONTACT: ("taskforces:contacts", P.TASKFORCE_MANAGE),
    ItemKind.SIGNED: ("dashboards:index", P.COVERAGE_VIEW),
}
WITH_AGENCY = frozenset({ItemKind.OUTREACH, ItemKind.CONTACT})


def next_of(staff: Staff, target: InstructionTarget, cell: Cell) -> Proof | None:
    """The next step towards an item that is not done, for somebody who may take it."""
    kind = ItemKind(cell.item.kind)
    if cell.judged.is_done and cell.item.every == Every.ONCE and kind not in BY_DOCUMENT:
        return None
    if kind in BY_DOCUMENT:
        if not staff.permits_at(P.INSTRUCTION_ANSWER, target.agency, target.unit):
            return None
        words = _("Jawab lagi") if cell.judged.is_done else say(f"instruction.next.{kind}")
        return Proof(
            words, reverse("instructions:answer", args=[target.instruction.ref, target.pk, cell.item.pk])
        )
    url_name, permission = NEXT[kind]
    if not staff.permits_at(permission, target.agency):
        return None
    return Proof(
        say(f"instruction.next.{kind}"),
        reverse(url_name, args=[target.agency.ref] if kind in WITH_AGENCY else []),
    )


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell as pages show it."""

    item: str
    due: str
    state: str
    short: str
    more: str
    css: str
    proof: Proof | None
    step: Proof | None


def lines_of(staff: Staff, row: Row, *, with_steps: bool) -> list[CellLine]:
    """The items of one target, for its page."""
    return [
        CellLine(
            item_words(cell.item), due_of(cell), state_words(cell), short_words(cell), _more(cell),
            css_of(cell), proof_of(staff, row.target, cell), next_of(staff, row.target, cell) if with_steps else None,
        )
        for cell in row.cells
    ]  # fmt: skip


def _more(cell: Cell) -> str:
    """The day on which it was reached and the numbers, for the line below."""
    judged = cell.judged
    day = hari(judged.on) if judged.state in DONE and judged.on is not None else ""
    return ", ".join(part for part in (day, number_words(cell)) if part)


def due_of(cell: Cell) -> str:
    """The due day that counts now: of a monthly report, that of the period which speaks for all."""
    return hari(cell.judged.due) if cell.item.due_on is not None else due_words(cell.item)
