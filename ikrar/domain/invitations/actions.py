"""Registering and deciding invitations, leaving, reporting, duty notes, and destroying details by schedule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction

from ikrar.core.invitations import Addressee, Decision, Event, Expected, Host, Left
from ikrar.core.verdicts import Problem
from ikrar.domain.invitations import policies
from ikrar.domain.invitations.models import DestructionDay, DutyNote, Invitation
from ikrar.domain.invitations.scans import Drawn, keep_drawn
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import drop_file
from ikrar.domain.ledger.locks import lock
from ikrar.domain.people.models import Person
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster.models import Agency, Candidacy
from ikrar.domain.roster.queries import Staff, day_at

OLDEST = timedelta(days=60)  # an event longer ago is a slip of the year


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed within a minute; all but host, event and moment may follow."""

    host_kind: Host
    event: Event
    begins_at: datetime
    host: str = ""
    place: str = ""
    expected: Expected = Expected.UNKNOWN
    on_duty: bool = True
    election: str = ""
    letter_number: str = ""
    invited: Person | None = None
    invited_name: str = ""
    invited_office: str = ""
    scan: Drawn | None = None


@action(Fact.INVITATION_REGISTERED)
def register_invitation(
    agency: Agency, *, asked: Asked, by: Staff, at: datetime, key: str | None = None
) -> Invitation | Unchanged[Invitation]:
    """Register an invitation; an event in an hour is as welcome as one in a month. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(Invitation.objects.get(ref=done.subject.partition(":")[2]))
    policies.may_register(by, agency).require()
    _check(asked, at)
    row = Invitation(ref=fresh_ref(), agency=agency, registered_at=at, registered_by=by.actor_ref)
    _fill(row, asked)
    row.save(force_insert=True)
    record(
        Fact.INVITATION_REGISTERED,
        row,
        by=by,
        at=at,
        key=key,
        agency=agency.ref,
        host=asked.host_kind,
        event=asked.event,
    )
    return row


@action(Fact.INVITATION_REGISTERED)
def complete_invitation(
    invitation: Invitation, *, asked: Asked, by: Staff, at: datetime, key: str | None = None
) -> Invitation | Unchanged[Invitation]:
    """Fill in what was left open or asked for; then it waits for the disposition again. Raises Refused, Problem."""
    if already(key):
        return Unchanged(invitation)
    lock(invitation)
    policies.may_complete(by, invitation).require()
    _check(asked, at)
    before = invitation.scan
    _fill(invitation, asked)
    invitation.decision = ""
    invitation.save()
    _drop_unnamed([before])
    record(
        Fact.INVITATION_REGISTERED, invitation, by=by, at=at, key=key, agency=invitation.agency.ref, more=True
    )
    return invitation


def _check(asked: Asked, at: datetime) -> None:
    """What cannot be an invitation. Raises Problem."""
    if asked.begins_at < at - OLDEST:
        raise Problem("invitation.too_long_ago", "begins_at")
    if asked.invited is None and not asked.invited_name.strip():
        raise Problem("invitation.for_whom", "invited_name")
    if asked.invited is not None and asked.invited_name.strip() not in {"", asked.invited.name}:
        raise Problem("invitation.one_of_two", "invited_name")


def _fill(row: Invitation, asked: Asked) -> None:
    row.host_kind, row.event, row.begins_at = asked.host_kind, asked.event, asked.begins_at
    row.host, row.place, row.expected = asked.host.strip(), asked.place.strip(), asked.expected
    row.on_duty, row.election, row.letter_number = asked.on_duty, asked.election, asked.letter_number.strip()
    row.invited = asked.invited
    row.invited_name = asked.invited_name.strip() or (asked.invited.name if asked.invited else "")
    row.invited_office = asked.invited_office.strip() or (asked.invited.position if asked.invited else "")
    if asked.scan is not None:
        kept = keep_drawn(asked.scan)  # last, so that what is refused above leaves no file behind
        row.scan, row.scan_sha256 = kept.name, kept.sha256


@action(Fact.INVITATION_DECIDED)
def decide_invitation(
    invitation: Invitation, *, decision: Decision, note: str, by: Staff, at: datetime, key: str | None = None
) -> Invitation | Unchanged[Invitation]:
    """Give the disposition; after the event began it is marked as given afterwards. Raises Refused, Problem."""
    if already(key):
        return Unchanged(invitation)
    lock(invitation)
    policies.may_decide(by, invitation, day_at(invitation.agency, at)).require()
    if decision is Decision.ASK and not note.strip():
        raise Problem("invitation.say_what_is_missing", "note")
    invitation.decision, invitation.decision_note = decision, note.strip()
    invitation.decided_at, invitation.decided_by = at, by.actor_ref
    invitation.was_late = at > invitation.begins_at
    invitation.save()
    record(
        Fact.INVITATION_DECIDED, invitation, by=by, at=at, key=key, decision=decision, late=invitation.was_late
    )
    return invitation


@action(Fact.INVITATION_LEFT)
def say_left(
    invitation: Invitation, *, reason: Left, by: Staff, at: datetime, key: str | None = None
) -> Invitation | Unchanged[Invitation]:
    """ "I left", in one tap; the first time counts. Raises Refused."""
    if already(key):
        return Unchanged(invitation)
    lock(invitation)
    if invitation.left_at is not None:
        return Unchanged(invitation)
    policies.may_say_left(by, invitation, at).require()
    invitation.left_at, invitation.left_by, invitation.left_reason = at, by.actor_ref, reason
    invitation.save(update_fields=["left_at", "left_by", "left_reason"])
    record(Fact.INVITATION_LEFT, invitation, by=by, at=at, key=key, reason=reason)
    return invitation


@action(Fact.INVITATION_REPORTED)
def report_attendance(
    invitation: Invitation, *, attended: bool, words: str, by: Staff, at: datetime, key: str | None = None
) -> Invitation | Unchanged[Invitation]:
    """Report afterwards: was there or not, and what was seen. Raises Refused, Problem."""
    if already(key):
        return Unchanged(invitation)
    lock(invitation)
    policies.may_report(by, invitation, at).require()
    if not words.strip():
        raise Problem("invitation.report_is_empty", "words")
    invitation.has_attended, invitation.report = attended, words.strip()
    invitation.reported_at, invitation.reported_by = at, by.actor_ref
    invitation.save(update_fields=["has_attended", "report", "reported_at", "reported_by"])
    record(Fact.INVITATION_REPORTED, invitation, by=by, at=at, key=key, attended=attended)
    return invitation


@action(Fact.DUTY_NOTE_WRITTEN)
def write_note(
    agency: Agency,
    *,
    addressee: Addressee,
    subject: str,
    words: str,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> DutyNote | Unchanged[DutyNote]:
    """Ask openly what to do, before it grows. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(DutyNote.objects.get(ref=done.subject.partition(":")[2]))
    policies.may_register(by, agency).require()
    for value, field in ((subject, "subject"), (words, "words")):
        if not value.strip():
            raise Problem(f"duty_note.no_{field}", field)
    note = DutyNote(
        ref=fresh_ref(), agency=agency, writer=by.person, addressee=addressee, subject=subject.strip(),
        words=words.strip(), written_at=at, written_by=by.actor_ref,
    )  # fmt: skip
    note.save(force_insert=True)
    record(Fact.DUTY_NOTE_WRITTEN, note, by=by, at=at, key=key, agency=agency.ref, addressee=addressee)
    return note


@action(Fact.DUTY_NOTE_ANSWERED)
def answer_note(
    note: DutyNote, *, answer: str, by: Staff, at: datetime, key: str | None = None
) -> DutyNote | Unchanged[DutyNote]:
    """Answer with advice; both see it. Raises Refused, Problem."""
    if already(key):
        return Unchanged(note)
    lock(note)
    policies.may_answer(by, note).require()
    if not answer.strip():
        raise Problem("duty_note.no_answer", "answer")
    note.answer, note.answered_at, note.answered_by = answer.strip(), at, by.actor_ref
    note.save(update_fields=["answer", "answered_at", "answered_by"])
    record(Fact.DUTY_NOTE_ANSWERED, note, by=by, at=at, key=key)
    return note


@action(Fact.CANDIDACY_NOTED)
def note_candidacy(
    person: Person,
    agency: Agency,
    *,
    since: date,
    until: date | None,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Candidacy | Unchanged[Candidacy]:
    """Somebody stands for election, or is close family: this noun closes to them. Raises Refused."""
    if already(key):
        return Unchanged(Candidacy.objects.filter(person=person).order_by("-pk")[0])
    policies.may_keep_schedule(by, agency).require()
    row = Candidacy(person=person, agency=agency, since=since, until=until, noted_at=at, noted_by=by.actor_ref)
    row.save(force_insert=True)
    record(Fact.CANDIDACY_NOTED, agency, by=by, at=at, key=key)
    return row


@action(Fact.DESTRUCTION_SET)
def set_destruction_day(
    agency: Agency, *, election: str, on: date, by: Staff, at: datetime, key: str | None = None
) -> DestructionDay | Unchanged[DestructionDay]:
    """Say when the details of an election go. Raises Refused, Problem."""
    if already(key):
        return Unchanged(DestructionDay.objects.filter(agency=agency, election=election).order_by("-pk")[0])
    policies.may_keep_schedule(by, agency).require()
    if on <= day_at(agency, at):
        raise Problem("invitation.destruction_in_the_past", "on")
    row = DestructionDay(agency=agency, election=election, on=on, set_at=at, set_by=by.actor_ref)
    row.save(force_insert=True)
    record(Fact.DESTRUCTION_SET, agency, by=by, at=at, key=key, election=election, on=on.isoformat())
    return row


@action(Fact.INVITATIONS_DESTROYED)
def destroy_details(agency: Agency, *, election: str, by: Actor, at: datetime) -> int | Unchanged[int]:
    """Destroy host, place, names, scans and words of an election; what is counted stays. How many there were."""
    rows = Invitation.objects.filter(agency=agency, election=election, destroyed_at=None)
    scans = [name for name in rows.values_list("scan", flat=True) if name]
    gone = rows.update(
        host="", place="", invited=None, invited_name="", invited_office="", letter_number="", scan="", scan_sha256=None,
        decision_note="", report="", destroyed_at=at, destroyed_by=by.actor_ref,
    )  # fmt: skip
    if not gone:
        return Unchanged(0)
    record(Fact.INVITATIONS_DESTROYED, agency, by=by, at=at, election=election, rows=gone, files=len(scans))
    _drop_unnamed(scans)
    return gone


def _drop_unnamed(names: Iterable[str]) -> None:
    """Delete files that no invitation names any more: the same photo may belong to several."""
    for name in set(filter(None, names)):
        if not Invitation.objects.filter(scan=name).exists():
            transaction.on_commit(partial(drop_file, name))
