"""Receiving letters: the agenda number, the scan, what is ordered about them, and the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ikrar.core import canonical
from ikrar.core.letters_stages import Nature, Order
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import Kept
from ikrar.domain.letters.models import Disposition, Incoming
from ikrar.domain.letters.policies import may_add_scan, may_answer, may_dispose, may_register
from ikrar.domain.letters.queries import incoming_by_ref, next_agenda
from ikrar.domain.people.models import Person
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at


@dataclass(frozen=True, slots=True)
class Arrived:
    """A letter that came in, as its first page says."""

    sender: str
    number: str
    dated_on: date
    received_on: date
    subject: str
    nature: str = Nature.ORDINARY
    scan: Kept | None = None  # see `handed_in.keep_document`
    about: str = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """One line of the disposition sheet."""

    to: str
    person: Person | None = None
    orders: Sequence[Order] = ()
    note: str = ""
    due_on: date | None = None
    ordered_as: str = ""


@action(Fact.LETTER_RECEIVED)
def receive_letter(
    agency: Agency, *, arrived: Arrived, by: Staff, at: datetime, key: str | None = None
) -> Incoming | Unchanged[Incoming]:
    """Register a letter that came in under the next agenda number of its year. Raises Refused, Problem.

    The same sender and number twice is refused: it is the same letter, and the page leads to it.
    """
    if done := already(key):
        return Unchanged(incoming_by_ref(done.subject.removeprefix("incoming:")))
    may_register(by, agency).require()
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)  # one agenda number at a time
    row = Incoming(ref=fresh_ref(), agency=agency, registered_at=at, registered_by=by.actor_ref)
    _fill(row, arrived, at)
    if arrived.scan is not None:
        row.scan_name, row.scan_sha256 = arrived.scan.name, arrived.scan.sha256
    row.year, row.agenda = row.received_on.year, next_agenda(agency, row.received_on.year)
    row.save(force_insert=True)
    scan = bytes(row.scan_sha256).hex() if row.scan_sha256 else ""
    record(
        Fact.LETTER_RECEIVED, row, by=by, at=at, key=key, agency=agency.ref, agenda=row.agenda, year=row.year,
        scan=scan,
    )  # fmt: skip
    return row


@action(Fact.LETTER_RECEIVED)
def add_incoming_scan(
    incoming: Incoming, *, scan: Kept, by: Staff, at: datetime, key: str | None = None
) -> Incoming | Unchanged[Incoming]:
    """Add the scan of a letter that was registered from paper, once. Raises Refused, Problem."""
    if already(key):
        return Unchanged(incoming)
    incoming.refresh_from_db(from_queryset=Incoming.objects.select_for_update())
    may_add_scan(by, incoming).require()
    incoming.scan_name, incoming.scan_sha256 = scan.name, scan.sha256
    incoming.save(update_fields=["scan_name", "scan_sha256"])
    record(Fact.LETTER_RECEIVED, incoming, by=by, at=at, key=key, what="scan", scan=scan.sha256.hex())
    return incoming


def _fill(row: Incoming, arrived: Arrived, at: datetime) -> None:
    for name in ("sender", "number", "subject"):
        value = " ".join(getattr(arrived, name).split())
        if not value:
            raise Problem(f"letter.incoming_{name}_needed", name)
        setattr(row, name, value)
    if arrived.received_on > day_at(row.agency, at):
        raise Problem("letter.received_ahead", "received_on")
    if arrived.dated_on > arrived.received_on:
        raise Problem("letter.dated_after_received", "dated_on")
    row.dated_on, row.received_on = arrived.dated_on, arrived.received_on
    row.nature, row.about = Nature(arrived.nature), arrived.about
    rows = Incoming.objects.filter(agency=row.agency, number__iexact=row.number, sender__iexact=row.sender)
    if twin := rows.filter(dated_on=row.dated_on).first():
        raise Problem("letter.received_already", "number", agenda=twin.agenda, year=twin.year)


@action(Fact.LETTER_DISPOSED)
def dispose_letter(
    incoming: Incoming, *, ordered: Ordered, by: Staff, at: datetime, key: str | None = None
) -> Disposition | Unchanged[Disposition]:
    """Order something about a letter: to whom, what, until when. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(Disposition.objects.get(ref=done.subject.removeprefix("disposition:")))
    may_dispose(by, incoming).require()
    to = " ".join((ordered.to or (ordered.person.name if ordered.person else "")).split())
    if not to:
        raise Problem("letter.disposed_to_needed", "to")
    if not ordered.orders and not ordered.note.strip():
        raise Problem("letter.order_needed", "orders")
    if ordered.due_on is not None and ordered.due_on < day_at(incoming.agency, at):
        raise Problem("letter.due_in_the_past", "due_on")
    row = Disposition(
        ref=fresh_ref(), incoming=incoming, person=ordered.person, to=to, note=ordered.note.strip(),
        due_on=ordered.due_on, ordered_as=ordered.ordered_as.strip(), given_at=at, given_by=by.actor_ref,
        orders=canonical.dumps([str(Order(o)) for o in ordered.orders]).decode(),
    )  # fmt: skip
    row.save(force_insert=True)
    record(Fact.LETTER_DISPOSED, row, by=by, at=at, key=key, incoming=incoming.ref)
    return row


@action(Fact.DISPOSITION_DONE)
def answer_disposition(
    disposition: Disposition, *, answer: str, by: Staff, at: datetime, key: str | None = None
) -> Disposition | Unchanged[Disposition]:
    """Say that an order is done, and what came of it. Raises Refused, Problem."""
    if already(key):
        return Unchanged(disposition)
    disposition.refresh_from_db(from_queryset=Disposition.objects.select_for_update())
    may_answer(by, disposition).require()
    if not answer.strip():
        raise Problem("letter.answer_needed", "answer")
    disposition.answer, disposition.done_at, disposition.done_by = answer.strip(), at, by.actor_ref
    disposition.save(update_fields=["answer", "done_at", "done_by"])
    record(Fact.DISPOSITION_DONE, disposition, by=by, at=at, key=key, incoming=disposition.incoming.ref)
    return disposition
