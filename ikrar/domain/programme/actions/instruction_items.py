"""What an instruction asks: adding, changing and dropping items, with a note once it was issued."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from ikrar.core.instructions import FOR_UNITS, MOST_ITEMS, WITH_SHARE, Every, ItemKind, Reach, Stage
from ikrar.core.instructions_dues import LONGEST_DAYS, DueUnit, is_later
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.locks import lock
from ikrar.domain.programme import instruction_policies as policies
from ikrar.domain.programme.actions.instructions import due_of, note_change
from ikrar.domain.programme.models import Drive, Instruction, InstructionItem
from ikrar.domain.programme.queries.instructions import items_of
from ikrar.domain.roster.queries import Staff, day_at


@dataclass(frozen=True, slots=True)
class NewItem:
    """One thing to do: by a day, or by so many days after the issue."""

    kind: ItemKind
    due_on: date | None = None
    due_days: int = 0
    due_unit: DueUnit = DueUnit.CALENDAR
    share: int = 0
    level: str = ""
    institution: str = ""
    with_oath: bool = False
    drive: Drive | None = None
    every: Every = Every.ONCE
    until_on: date | None = None
    words: str = ""
    proof: str = ""
    later_because: str = ""


@action(Fact.INSTRUCTION_CHANGED)
def add_item(
    instruction: Instruction, *, item: NewItem, note: str = "", by: Staff, at: datetime, key: str | None = None
) -> InstructionItem | Unchanged[InstructionItem]:
    """Ask one thing more. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(InstructionItem.objects.get(pk=json.loads(done.details)["item"]))
    lock(instruction)
    policies.may_change_instruction(by, instruction).require()
    if len(items_of(instruction)) >= MOST_ITEMS:
        raise Problem("instruction.too_many_items", most=MOST_ITEMS)
    place = max((one.place_in_order for one in instruction.items.all()), default=0) + 1
    row = InstructionItem(instruction=instruction, place_in_order=place)
    _fill(row, item, at)
    row.save(force_insert=True)
    note_change(instruction, note, by, at)
    record(
        Fact.INSTRUCTION_CHANGED, instruction, by=by, at=at, key=key, what="item", item=row.pk, kind=row.kind
    )
    return row


@action(Fact.INSTRUCTION_CHANGED)
def change_item(
    row: InstructionItem, *, item: NewItem, note: str = "", by: Staff, at: datetime, key: str | None = None
) -> InstructionItem | Unchanged[InstructionItem]:
    """Ask it otherwise, or by another day. Its kind stays. Raises Refused, Problem."""
    if already(key):
        return Unchanged(row)
    _lock(row)
    policies.may_change_instruction(by, row.instruction).require()
    if item.kind != row.kind:
        raise Problem("instruction.kind_stays", "kind")
    _fill(row, item, at)
    row.save()
    note_change(row.instruction, note, by, at)
    due = f"{row.due_on:%Y-%m-%d}" if row.due_on else ""
    record(
        Fact.INSTRUCTION_CHANGED, row.instruction, by=by, at=at, key=key, what="changed", item=row.pk, due=due
    )
    return row


@action(Fact.INSTRUCTION_CHANGED)
def drop_item(
    row: InstructionItem, *, note: str = "", by: Staff, at: datetime, key: str | None = None
) -> InstructionItem | Unchanged[InstructionItem]:
    """Ask it no more; what was answered to it stays. Raises Refused, Problem."""
    if already(key):
        return Unchanged(row)
    _lock(row)
    policies.may_change_instruction(by, row.instruction).require()
    if row.instruction.stage == Stage.ISSUED and len(items_of(row.instruction)) == 1:
        raise Problem("instruction.asks_nothing")
    row.is_dropped = True
    row.save()
    note_change(row.instruction, note, by, at)
    record(Fact.INSTRUCTION_CHANGED, row.instruction, by=by, at=at, key=key, what="dropped", item=row.pk)
    return row


def _lock(row: InstructionItem) -> None:
    """The instruction first, always: two officers who change items wait for each other."""
    lock(row.instruction)
    lock(row)


def _fill(row: InstructionItem, item: NewItem, at: datetime) -> None:
    """Put what was asked into the row. Raises Problem."""
    instruction, today = row.instruction, day_at(row.instruction.agency, at)
    _check(row, item, today)
    kind = item.kind
    row.kind, row.words, row.proof = kind, item.words.strip(), item.proof.strip()
    row.share = item.share if kind in WITH_SHARE or kind is ItemKind.OUTREACH else 0
    row.level = item.level if kind is ItemKind.SIGNED else ""
    row.institution = item.institution if kind is ItemKind.CONTACT else ""
    row.with_oath = item.with_oath and kind is ItemKind.APEL
    row.drive = item.drive if kind in WITH_SHARE else None
    row.every = item.every if kind is ItemKind.REPORT else Every.ONCE
    row.until_on = item.until_on if row.every == Every.MONTHLY else None
    row.due_on, row.due_days, row.due_unit = item.due_on, item.due_days, item.due_unit
    if row.due_on is None and instruction.issued_at is not None:
        row.due_on = due_of(row, day_at(instruction.agency, instruction.issued_at))
    above = row.parent.due_on if row.parent is not None else None
    row.later_because = item.later_because.strip() if is_later(row.due_on, above) else ""
    if is_later(row.due_on, above) and not row.later_because:
        raise Problem("instruction.later_than_above", "later_because")


def _check(row: InstructionItem, item: NewItem, today: date) -> None:
    """What cannot be asked. Raises Problem."""
    is_new_day = item.due_on is not None and item.due_on != row.due_on
    is_monthly = item.kind is ItemKind.REPORT and item.every is Every.MONTHLY
    needs_share, reach = item.kind in WITH_SHARE, row.instruction.reach
    checks = (
        (reach == Reach.UNITS and item.kind not in FOR_UNITS, "instruction.not_for_units", "kind"),
        (item.due_on is None and not item.due_days, "instruction.no_due", "due_on"),
        (item.due_on is not None and bool(item.due_days), "instruction.two_dues", "due_days"),
        (not 0 <= item.due_days <= LONGEST_DAYS, "instruction.due_out_of_reach", "due_days"),
        (
            is_new_day and item.due_on is not None and item.due_on < today,
            "instruction.due_in_the_past",
            "due_on",
        ),
        (needs_share and not 1 <= item.share <= 100, "instruction.share", "share"),
        (not 0 <= item.share <= 100, "instruction.share", "share"),
        (item.kind is ItemKind.OTHER and not item.words.strip(), "instruction.say_what", "words"),
        (
            is_monthly and item.until_on is not None and _ends_before(item),
            "instruction.until_before_due",
            "until_on",
        ),
    )
    for wrong, code, field in checks:
        if wrong:
            raise Problem(code, field)


def _ends_before(item: NewItem) -> bool:
    return item.until_on is not None and item.due_on is not None and item.until_on < item.due_on
