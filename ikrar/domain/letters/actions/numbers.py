"""Taking numbers: give, reserve, release, use what was reserved, note what another system gave."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from ikrar.core.letters_numbers import LONGEST, Fault, Misfit, State, can_settle, next_serial, render
from ikrar.core.letters_stages import Nature
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.locks import lock
from ikrar.domain.letters.actions.drafting import lock_letter
from ikrar.domain.letters.models import Letter, Numbering, RegisterNumber
from ikrar.domain.letters.policies import may_number, may_register
from ikrar.domain.letters.queries import codes_for, taken_like, usable_for
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at

SKIPPED = "number.skipped"  # the note of a serial that another system had written already


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A number that another system gave, typed by hand."""

    text: str
    source: str = "Srikandi"


@action(Fact.LETTER_NUMBERED)
def give_number(
    letter: Letter,
    *,
    numbering: Numbering,
    dated_on: date,
    classification: str = "",
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Letter | Unchanged[Letter]:
    """Give a letter the next number of a register. Raises Refused, Problem."""
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_number(by, letter).require()
    if numbering.pk not in {n.pk for n in usable_for(letter.agency, letter.kind)}:
        raise Problem(Fault.REGISTER_CLOSED, "numbering")
    row = _take(numbering, dated_on, letter.nature, classification, by, at, kind=letter.kind)
    _give(letter, row, dated_on, by, at, key)
    return letter


@action(Fact.LETTER_NUMBERED)
def use_reserved(
    letter: Letter,
    *,
    number: RegisterNumber,
    dated_on: date,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Letter | Unchanged[Letter]:
    """Give a letter a number that was kept for it. Raises Refused, Problem when it is not reserved any more."""
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_number(by, letter).require()
    number = _lock(number)
    if number.numbering_id not in {n.pk for n in usable_for(letter.agency, letter.kind)}:
        raise Problem(Fault.REGISTER_CLOSED, "reserved")
    if can_settle(number.state, State.GIVEN):
        raise Problem(Fault.NOT_RESERVED, "reserved")
    if number.year != dated_on.year:
        raise Problem(Fault.OTHER_YEAR, "dated_on", year=number.year)
    _not_ahead(dated_on, letter.agency, at)
    _give(letter, number, dated_on, by, at, key)
    return letter


@action(Fact.LETTER_NUMBERED)
def note_elsewhere(
    letter: Letter,
    *,
    number: Elsewhere,
    dated_on: date,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Letter | Unchanged[Letter]:
    """Write down a number that another system gave. Raises Refused, Problem when another letter bears it."""
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_number(by, letter).require()
    text = " ".join(number.text.split())
    if not text or len(text) > LONGEST or not any(c.isdigit() for c in text) or not text.isprintable():
        raise Problem(Fault.UNREADABLE, "text")
    _not_ahead(dated_on, letter.agency, at)
    lock(letter.agency)  # one number of a body at a time: no constraint knows which two read alike
    if other := taken_like(letter.agency, letter.kind, dated_on.year, text):
        raise Problem(Fault.USED, "text", number=other.text)
    row = RegisterNumber(
        ref=fresh_ref(), agency=letter.agency, year=dated_on.year, text=text, state=State.GIVEN,
        dated_on=dated_on, source=number.source.strip(), taken_at=at, taken_by=by.actor_ref,
    )  # fmt: skip
    row.save(force_insert=True)
    _give(letter, row, dated_on, by, at, key)
    return letter


@action(Fact.NUMBER_RESERVED)
def reserve_number(
    numbering: Numbering,
    *,
    subject: str,
    reason: str,
    dated_on: date,
    classification: str = "",
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> RegisterNumber | Unchanged[RegisterNumber]:
    """Keep the next number of a register for a letter that comes later. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(RegisterNumber.objects.get(ref=done.subject.removeprefix("number:")))
    may_register(by, numbering.agency).require()
    if not reason.strip():
        raise Problem(Fault.NOTE_NEEDED, "reason")
    row = _take(numbering, dated_on, Nature.ORDINARY, classification, by, at)
    row.subject, row.note = subject.strip(), reason.strip()
    row.save(update_fields=["subject", "note"])
    record(Fact.NUMBER_RESERVED, row, by=by, at=at, key=key, register=numbering.ref, serial=row.serial)
    return row


@action(Fact.NUMBER_RELEASED)
def release_number(
    number: RegisterNumber, *, note: str, by: Staff, at: datetime, key: str | None = None
) -> RegisterNumber | Unchanged[RegisterNumber]:
    """Give up a reserved number: it stays in the register with the reason, and nobody gets it again.

    Raises Refused, Problem.
    """
    if already(key):
        return Unchanged(number)
    number = _lock(number)
    may_register(by, number.agency).require()
    if fault := can_settle(number.state, State.RELEASED, note):
        raise Problem(fault, "note")
    number.state, number.note = State.RELEASED, note.strip()
    number.settled_at, number.settled_by = at, by.actor_ref
    number.save(update_fields=["state", "note", "settled_at", "settled_by"])
    record(Fact.NUMBER_RELEASED, number, by=by, at=at, key=key)
    return number


def _lock(number: RegisterNumber) -> RegisterNumber:
    return RegisterNumber.objects.select_for_update().get(pk=number.pk)


def _not_ahead(dated_on: date, agency: Agency, at: datetime) -> None:
    if dated_on > day_at(agency, at):
        raise Problem(Fault.DAY_AHEAD, "dated_on")


def _take(
    numbering: Numbering,
    dated_on: date,
    nature: str,
    classification: str,
    by: Staff,
    at: datetime,
    *,
    kind: str = "",
) -> RegisterNumber:
    """The next number of the register, in this transaction: the lock on the register makes it never given twice.

    A serial whose text another system gave already is passed over; its row says so. Raises Problem.
    """
    lock(numbering.agency)  # nor does another system's number come in between
    register = Numbering.objects.select_for_update(of=("self",)).select_related("agency").get(pk=numbering.pk)
    if register.is_closed:
        raise Problem(Fault.REGISTER_CLOSED, "numbering")
    _not_ahead(dated_on, register.agency, at)
    codes = codes_for(register, nature, classification)
    while True:
        serial = _next(register, dated_on.year)
        try:
            text = render(register.pattern, serial, dated_on, codes)
        except Misfit as bad:
            field = "classification" if bad.word == "klasifikasi" else ""
            raise Problem(bad.fault, field, word=bad.word) from bad
        row = RegisterNumber(
            ref=fresh_ref(), agency=register.agency, numbering=register, kind=kind, year=dated_on.year,
            serial=serial, text=text, state=State.RESERVED, dated_on=dated_on, taken_at=at,
            taken_by=by.actor_ref,
        )  # fmt: skip
        if kind and taken_like(register.agency, kind, dated_on.year, text, elsewhere=True):
            row.state, row.note, row.settled_at, row.settled_by = State.RELEASED, SKIPPED, at, by.actor_ref
            row.save(force_insert=True)
            continue
        row.save(force_insert=True)
        return row


def _next(register: Numbering, year: int) -> int:
    rows = RegisterNumber.objects.filter(numbering=register, year=year)
    highest: int | None = rows.aggregate(highest=Max("serial"))["highest"]
    return next_serial(highest, year, start_year=register.start_year, start_serial=register.start_serial)


def _give(
    letter: Letter, row: RegisterNumber, dated_on: date, by: Staff, at: datetime, key: str | None
) -> None:
    row.state, row.kind, row.subject, row.dated_on = State.GIVEN, letter.kind, letter.subject, dated_on
    row.settled_at, row.settled_by = at, by.actor_ref
    row.save(update_fields=["state", "kind", "subject", "dated_on", "settled_at", "settled_by"])
    letter.number, letter.number_row, letter.dated_on = row.text, row, dated_on
    letter.save(update_fields=["number", "number_row", "dated_on"])
    details: dict[str, Any] = {"number": row.ref, "register": row.numbering.ref if row.numbering else ""}
    record(Fact.LETTER_NUMBERED, letter, by=by, at=at, key=key, **details)
