"""Drafting, changing, issuing, ending and passing on instructions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ikrar.core.days import BadDays
from ikrar.core.instructions import FOR_UNITS, MOST_DAYS_EARLIER, ItemKind, Reach, Stage, read_basis
from ikrar.core.instructions_dues import DueUnit, due_after, earlier, is_later
from ikrar.core.verdicts import Problem
from ikrar.domain.elections.queries import work_week_for
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import Kept
from ikrar.domain.ledger.locks import lock
from ikrar.domain.letters.models import Incoming, Letter
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme import instruction_policies as policies
from ikrar.domain.programme.models import Instruction, InstructionChange, InstructionItem, InstructionTarget
from ikrar.domain.programme.queries.instructions import (
    instruction_by_ref,
    items_of,
    passed_on_by,
    reached_bodies,
    targets_of,
    units_to_instruct,
)
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff, day_at


@dataclass(frozen=True, slots=True)
class Order:
    """What an officer fills in for an instruction: whose order it is, on which basis, by which letter."""

    name: str
    from_office: str
    counts_from: date
    from_body: str = ""
    basis: str = ""  # "words | source", one a line
    letter_number: str = ""
    letter_on: date | None = None
    letter: Letter | None = None
    incoming: Incoming | None = None
    scan: Kept | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """Down which part of the tree: everybody there, or those that were chosen."""

    reach: Reach
    bodies: Sequence[Agency] = ()
    units: Sequence[Unit] = ()


@action(Fact.INSTRUCTION_DRAFTED)
def draft_instruction(
    agency: Agency, *, order: Order, whom: Whom, by: Staff, at: datetime, key: str | None = None
) -> Instruction | Unchanged[Instruction]:
    """Begin an instruction to bodies below or units within. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(instruction_by_ref(done.subject.partition(":")[2]))
    policies.may_draft_instruction(by, agency).require()
    row = Instruction(ref=fresh_ref(), agency=agency, drafted_at=at, drafted_by=by.actor_ref)
    _fill(row, order, at)
    row.reach = whom.reach
    row.save(force_insert=True)
    count = _set_targets(row, whom)
    record(Fact.INSTRUCTION_DRAFTED, row, by=by, at=at, key=key, agency=agency.ref, targets=count)
    return row


@action(Fact.INSTRUCTION_CHANGED)
def change_instruction(
    instruction: Instruction, *, order: Order, note: str = "", by: Staff, at: datetime, key: str | None = None
) -> Instruction | Unchanged[Instruction]:
    """Change whose order it is, its basis or its letter; with a note once it was issued. Raises Refused, Problem."""
    if already(key):
        return Unchanged(instruction)
    lock(instruction)
    policies.may_change_instruction(by, instruction).require()
    _fill(instruction, order, at)
    instruction.save()
    note_change(instruction, note, by, at)
    record(Fact.INSTRUCTION_CHANGED, instruction, by=by, at=at, key=key, what="order")
    return instruction


@action(Fact.INSTRUCTION_CHANGED)
def change_targets(
    instruction: Instruction, *, whom: Whom, note: str = "", by: Staff, at: datetime, key: str | None = None
) -> Instruction | Unchanged[Instruction]:
    """Change whom it reaches; whoever received it or answered already stays. Raises Refused, Problem."""
    if already(key):
        return Unchanged(instruction)
    lock(instruction)
    policies.may_change_instruction(by, instruction).require()
    instruction.reach = whom.reach
    instruction.save()
    count = _set_targets(instruction, whom)
    note_change(instruction, note, by, at)
    record(Fact.INSTRUCTION_CHANGED, instruction, by=by, at=at, key=key, what="targets", targets=count)
    return instruction


@action(Fact.INSTRUCTION_ISSUED)
def issue_instruction(
    instruction: Instruction, *, by: Staff, at: datetime, key: str | None = None
) -> Instruction | Unchanged[Instruction]:
    """From now it binds those it reaches; days that count from the issue become days. Raises Refused, Problem."""
    if already(key):
        return Unchanged(instruction)
    lock(instruction)
    policies.may_issue_instruction(by, instruction).require()
    items, today = items_of(instruction), day_at(instruction.agency, at)
    if not items:
        raise Problem("instruction.asks_nothing")
    for item in items:
        if item.due_on is None:
            item.due_on = due_of(item, today)
            if item.parent is not None and is_later(item.due_on, item.parent.due_on) and not item.later_because:
                raise Problem("instruction.an_item_is_later", number=item.place_in_order)
            item.save()
        elif item.due_on < today:
            raise Problem("instruction.an_item_is_past", number=item.place_in_order)
    instruction.stage, instruction.issued_at, instruction.issued_by = Stage.ISSUED, at, by.actor_ref
    instruction.save()
    count = len(targets_of(instruction))
    record(
        Fact.INSTRUCTION_ISSUED,
        instruction,
        by=by,
        at=at,
        key=key,
        agency=instruction.agency.ref,
        targets=count,
    )
    return instruction


def due_of(item: InstructionItem, issued_on: date) -> date:
    """The day on which an item is due that counts from the issue. Raises Problem for a day out of reach."""
    week = work_week_for(item.instruction.agency)
    try:
        return due_after(issued_on, item.due_days, DueUnit(item.due_unit), week)
    except BadDays:
        raise Problem("instruction.due_out_of_reach", "due_days") from None


@action(Fact.INSTRUCTION_WITHDRAWN)
def withdraw_instruction(
    instruction: Instruction, *, because: str, by: Staff, at: datetime, key: str | None = None
) -> Instruction | Unchanged[Instruction]:
    """It binds nobody any more, and the page says why. Raises Refused, Problem."""
    if already(key):
        return Unchanged(instruction)
    _end(instruction, Stage.WITHDRAWN, because, by, at)
    record(Fact.INSTRUCTION_WITHDRAWN, instruction, by=by, at=at, key=key)
    return instruction


@action(Fact.INSTRUCTION_CLOSED)
def close_instruction(
    instruction: Instruction, *, because: str, by: Staff, at: datetime, key: str | None = None
) -> Instruction | Unchanged[Instruction]:
    """It has served its purpose: nothing more is asked. Raises Refused, Problem."""
    if already(key):
        return Unchanged(instruction)
    _end(instruction, Stage.CLOSED, because, by, at)
    record(Fact.INSTRUCTION_CLOSED, instruction, by=by, at=at, key=key)
    return instruction


def _end(instruction: Instruction, stage: Stage, because: str, by: Staff, at: datetime) -> None:
    lock(instruction)
    policies.may_end_instruction(by, instruction).require()
    if not because.strip():
        raise Problem("instruction.say_why", "because")
    instruction.stage, instruction.ended_because = stage, because.strip()[:200]
    instruction.ended_at, instruction.ended_by = at, by.actor_ref
    instruction.save()


@action(Fact.INSTRUCTION_PASSED_ON)
def pass_on(
    instruction: Instruction,
    *,
    agency: Agency,
    whom: Whom,
    days_earlier: int,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Instruction | Unchanged[Instruction]:
    """Pass it on as a draft of one's own, due so many days earlier; units get only what a unit can do.

    Raises Refused, Problem. Additions and other days follow in the draft.
    """
    if done := already(key):
        return Unchanged(instruction_by_ref(done.subject.partition(":")[2]))
    lock(instruction)
    policies.may_pass_on(by, instruction, agency).require()
    if not 0 <= days_earlier <= MOST_DAYS_EARLIER:
        raise Problem("instruction.days_earlier", "days_earlier", most=MOST_DAYS_EARLIER)
    if any(one.stage in {Stage.DRAFT, Stage.ISSUED} for one in passed_on_by(agency, instruction)):
        raise Problem("instruction.passed_on_already")
    row = Instruction(
        ref=fresh_ref(), agency=agency, parent=instruction, name=instruction.name, basis=instruction.basis,
        from_office=instruction.from_office, from_body=instruction.from_body, counts_from=instruction.counts_from,
        letter_number=instruction.letter_number, letter_on=instruction.letter_on, reach=whom.reach, drafted_at=at,
        drafted_by=by.actor_ref,
    )  # fmt: skip
    row.save(force_insert=True)
    count = _set_targets(row, whom)
    _copy_items(instruction, row, days_earlier, day_at(agency, at))
    record(
        Fact.INSTRUCTION_PASSED_ON,
        row,
        by=by,
        at=at,
        key=key,
        agency=agency.ref,
        of=instruction.ref,
        targets=count,
    )
    return row


def _copy_items(above: Instruction, row: Instruction, days_earlier: int, today: date) -> None:
    """What can be asked of those it reaches, each item with its own above it."""
    place = 0
    for item in items_of(above):
        if row.reach == Reach.UNITS and ItemKind(item.kind) not in FOR_UNITS:
            continue
        place += 1
        due = earlier(item.due_on, days_earlier, today) if item.due_on is not None else None
        InstructionItem(
            instruction=row, parent=item, place_in_order=place, kind=item.kind, words=item.words, proof=item.proof,
            share=item.share, level=item.level, institution=item.institution, with_oath=item.with_oath,
            drive=item.drive, every=item.every, due_on=due, until_on=item.until_on,
        ).save(force_insert=True)  # fmt: skip


def note_change(instruction: Instruction, note: str, by: Staff, at: datetime) -> None:
    """Keep the note of a change; a draft needs none. Raises Problem."""
    if instruction.stage == Stage.DRAFT:
        return
    if not note.strip():
        raise Problem("instruction.note_needed", "note")
    InstructionChange(
        instruction=instruction, note=note.strip()[:300], changed_at=at, changed_by=by.actor_ref
    ).save(force_insert=True)


def _fill(row: Instruction, order: Order, at: datetime) -> None:
    for name in ("name", "from_office"):
        if not getattr(order, name).strip():
            raise Problem(f"instruction.no_{name}", name)
    if any(not line.words or not line.source for line in read_basis(order.basis)):
        raise Problem("instruction.basis_without_source", "basis")
    if order.letter_on is not None and order.letter_on > day_at(row.agency, at):
        raise Problem("instruction.letter_in_future", "letter_on")
    row.name, row.from_office, row.basis = order.name.strip(), order.from_office.strip(), order.basis.strip()
    row.from_body = order.from_body.strip() or row.agency.name
    row.letter, row.incoming = order.letter, order.incoming
    row.letter_number, row.letter_on, row.counts_from = (
        order.letter_number.strip(),
        order.letter_on,
        order.counts_from,
    )
    if order.scan is not None:
        row.scan, row.scan_sha256 = order.scan.name, order.scan.sha256


def _set_targets(row: Instruction, whom: Whom) -> int:
    """Bring the targets in line with what was chosen; how many there are. Raises Problem."""
    bodies, units = _chosen(row.agency, whom)
    if not bodies and not units:
        raise Problem("instruction.reaches_nobody", "units" if whom.reach is Reach.UNITS else "bodies")
    wanted = {(b.pk, None) for b in bodies} | {(u.agency_id, u.pk) for u in units}
    standing = {(t.agency_id, t.unit_id): t for t in targets_of(row)}
    for place, target in standing.items():
        if place not in wanted:
            if target.received_at is not None or target.answers.exists():
                raise Problem("instruction.target_is_at_work", "bodies", name=target.shown)
            target.delete()
    fresh = wanted - standing.keys()
    rows = [InstructionTarget(instruction=row, agency_id=a, unit_id=u) for a, u in sorted(fresh, key=str)]
    InstructionTarget.objects.bulk_create(rows)
    return len(wanted)


def _chosen(agency: Agency, whom: Whom) -> tuple[list[Agency], list[Unit]]:
    """The bodies or units that were chosen and that this body may instruct. Raises Problem."""
    if whom.reach is Reach.UNITS:
        own = {u.pk for u in units_to_instruct(agency)}
        if any(u.pk not in own for u in whom.units):
            raise Problem("instruction.not_below", "units")
        return [], list(whom.units)
    below = reached_bodies(agency, whom.reach)
    if whom.reach is not Reach.CHOSEN:
        return below, []
    known = {b.pk for b in below}
    if any(b.pk not in known for b in whom.bodies):
        raise Problem("instruction.not_below", "bodies")
    return list(whom.bodies), []
