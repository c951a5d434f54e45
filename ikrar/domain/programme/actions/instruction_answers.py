"""What those whom an instruction reaches say: received, answered, nothing to report; forms and accounts upward."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ikrar.core.instructions import BY_DOCUMENT, Every, ItemKind
from ikrar.core.instructions_dues import monthly_dues
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import Kept
from ikrar.domain.ledger.locks import lock
from ikrar.domain.letters.models import Letter
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme import instruction_policies as policies
from ikrar.domain.programme.models import (
    Instruction,
    InstructionItem,
    InstructionTarget,
    ItemAnswer,
    ReceiverForm,
)
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at


@action(Fact.INSTRUCTION_RECEIVED)
def receive_instruction(
    target: InstructionTarget, *, by: Staff, at: datetime, key: str | None = None
) -> InstructionTarget | Unchanged[InstructionTarget]:
    """Say that the instruction has arrived and was read. Raises Refused."""
    if already(key):
        return Unchanged(target)
    lock(target)
    if target.received_at is not None:
        return Unchanged(target)
    policies.may_answer_for(by, target).require()
    target.received_at, target.received_by = at, by.actor_ref
    target.save()
    record(Fact.INSTRUCTION_RECEIVED, target.instruction, by=by, at=at, key=key, target=target.code)
    return target


@dataclass(frozen=True, slots=True)
class Reply:
    """A document or a signed letter with a responsible name, or that there is nothing to report."""

    responsible: str
    is_nothing: bool = False
    words: str = ""
    period_on: date | None = None
    document: Kept | None = None
    letter: Letter | None = None


@action(Fact.FULFILMENT_SHOWN, Fact.NOTHING_TO_REPORT)
def answer_item(
    item: InstructionItem,
    *,
    target: InstructionTarget,
    reply: Reply,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> ItemAnswer | Unchanged[ItemAnswer]:
    """Answer an item that nothing can compute. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(ItemAnswer.objects.get(pk=json.loads(done.details)["answer"]))
    policies.may_answer_for(by, target).require()
    _check(item, reply, day_at(target.agency, at))
    row = ItemAnswer(
        item=item, target=target, period_on=reply.period_on if item.every == Every.MONTHLY else None,
        is_nothing=reply.is_nothing, words=reply.words.strip(), responsible=reply.responsible.strip(),
        letter=None if reply.is_nothing else reply.letter, answered_at=at, answered_by=by.actor_ref,
    )  # fmt: skip
    if reply.document is not None and not reply.is_nothing:
        row.document, row.document_sha256 = reply.document.name, reply.document.sha256
    row.save(force_insert=True)
    fact = Fact.NOTHING_TO_REPORT if reply.is_nothing else Fact.FULFILMENT_SHOWN
    record(fact, target.instruction, by=by, at=at, key=key, target=target.code, item=item.pk, answer=row.pk)
    return row


def _check(item: InstructionItem, reply: Reply, today: date) -> None:
    """What is no answer. Raises Problem."""
    if ItemKind(item.kind) not in BY_DOCUMENT:
        raise Problem("instruction.is_computed")
    if reply.is_nothing and item.kind != ItemKind.REPORT:
        raise Problem("instruction.nothing_only_in_reports", "is_nothing")
    if not reply.responsible.strip():
        raise Problem("instruction.no_responsible", "responsible")
    if not reply.is_nothing and reply.document is None and reply.letter is None:
        raise Problem("instruction.no_document", "document")
    periods = monthly_dues(item.due_on, item.until_on, today) if item.due_on is not None else []
    if item.every == Every.MONTHLY and reply.period_on not in periods:
        raise Problem("instruction.which_period", "period_on")


@action(Fact.RECEIVER_FORM_ADDED)
def add_receiver_form(
    agency: Agency, *, name: str, kept: Kept, ending: str, by: Staff, at: datetime, key: str | None = None
) -> ReceiverForm | Unchanged[ReceiverForm]:
    """Keep the form of a receiver. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(ReceiverForm.objects.get(ref=done.subject.partition(":")[2]))
    policies.may_draft_instruction(by, agency).require()
    if not name.strip():
        raise Problem("receiver_form.no_name", "name")
    row = ReceiverForm(
        ref=fresh_ref(), agency=agency, name=name.strip(), document=kept.name, document_sha256=kept.sha256,
        ending=ending, changed_at=at, changed_by=by.actor_ref,
    )  # fmt: skip
    row.save(force_insert=True)
    record(Fact.RECEIVER_FORM_ADDED, row, by=by, at=at, key=key, agency=agency.ref, sha256=kept.sha256.hex())
    return row


@action(Fact.RECEIVER_FORM_MAPPED)
def map_form(
    form: ReceiverForm, *, mapping: Mapping[str, str], by: Staff, at: datetime, key: str | None = None
) -> ReceiverForm | Unchanged[ReceiverForm]:
    """Say which value goes into which of these places (an empty value: none); other places stay. Raises Refused."""
    if already(key):
        return Unchanged(form)
    policies.may_draft_instruction(by, form.agency).require()
    lock(form)
    known = {**json.loads(form.mapping), **mapping}
    form.mapping = json.dumps({place: value for place, value in sorted(known.items()) if value})
    form.changed_at, form.changed_by = at, by.actor_ref
    form.save()
    record(Fact.RECEIVER_FORM_MAPPED, form, by=by, at=at, key=key, places=len(mapping))
    return form


@action(Fact.ACCOUNT_RENDERED)
def note_account(
    instruction: Instruction,
    *,
    agency: Agency,
    way: str,
    sha256: str,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Instruction | Unchanged[Instruction]:
    """An account was made: a letter, a workbook or a filled form, with the digest of what was made. Raises Refused."""
    if already(key):
        return Unchanged(instruction)
    policies.may_account(by, instruction, agency).require()
    record(Fact.ACCOUNT_RENDERED, instruction, by=by, at=at, key=key, agency=agency.ref, way=way, sha256=sha256)
    return instruction
