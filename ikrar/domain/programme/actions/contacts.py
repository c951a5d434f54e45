"""Naming contacts at KPU, Bawaslu, BKN and others; noting meetings and what follows from them."""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.core.taskforces import Institution
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.locks import lock
from ikrar.domain.people.models import Person
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme import taskforce_policies as policies
from ikrar.domain.programme.models import Activity, Contact, FollowUp, Meeting
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at


@dataclass(frozen=True, slots=True)
class NewContact:
    """Whom to call where."""

    institution: Institution
    office: str
    name: str
    since: date
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """What is written down of a meeting; institutions and decisions one a line."""

    name: str
    held_on: date
    place: str
    institutions: str
    minutes: str = ""
    decisions: str = ""
    activity: Activity | None = None


@action(Fact.CONTACT_NAMED)
def name_contact(
    agency: Agency, *, contact: NewContact, by: Staff, at: datetime, key: str | None = None
) -> Contact | Unchanged[Contact]:
    """Name whom the body calls at an institution. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(Contact.objects.get(ref=done.subject.partition(":")[2]))
    policies.may_keep(by, agency).require()
    for field in ("name", "office"):
        if not getattr(contact, field).strip():
            raise Problem(f"contact.no_{field}", field)
    if not (contact.phone.strip() or contact.email.strip()):
        raise Problem("contact.no_way", "phone")
    row = Contact(
        ref=fresh_ref(), agency=agency, institution=contact.institution, office=contact.office.strip(),
        name=contact.name.strip(), phone=contact.phone.strip(), email=contact.email.strip(), since=contact.since,
    )  # fmt: skip
    row.save(force_insert=True)
    record(Fact.CONTACT_NAMED, row, by=by, at=at, key=key, agency=agency.ref, institution=contact.institution)
    return row


@action(Fact.CONTACT_ENDED)
def end_contact(
    contact: Contact, *, on: date, by: Staff, at: datetime, key: str | None = None
) -> Contact | Unchanged[Contact]:
    """The contact is none any more from the day after. Raises Refused, Problem."""
    if already(key):
        return Unchanged(contact)
    lock(contact, "agency")
    policies.may_keep(by, contact.agency).require()
    if on < contact.since:
        raise Problem("taskforce.ends_before_it_begins", "on")
    contact.until = on
    contact.save(update_fields=["until"])
    record(Fact.CONTACT_ENDED, contact, by=by, at=at, key=key)
    return contact


@action(Fact.MEETING_NOTED)
def note_meeting(
    agency: Agency, *, noted: Noted, by: Staff, at: datetime, key: str | None = None
) -> Meeting | Unchanged[Meeting]:
    """Write down a coordination meeting. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(Meeting.objects.get(ref=done.subject.partition(":")[2]))
    policies.may_keep(by, agency).require()
    for field in ("name", "place", "institutions"):
        if not getattr(noted, field).strip():
            raise Problem(f"meeting.no_{field}", field)
    if noted.held_on > day_at(agency, at):
        raise Problem("meeting.in_future", "held_on")
    row = Meeting(
        ref=fresh_ref(), agency=agency, activity=noted.activity, name=noted.name.strip(), held_on=noted.held_on,
        place=noted.place.strip(), institutions=noted.institutions.strip(), minutes=noted.minutes.strip(),
        decisions=noted.decisions.strip(), noted_at=at, noted_by=by.actor_ref,
    )  # fmt: skip
    row.save(force_insert=True)
    record(Fact.MEETING_NOTED, row, by=by, at=at, key=key, agency=agency.ref)
    return row


@action(Fact.FOLLOW_UP_SET)
def set_follow_up(
    meeting: Meeting,
    *,
    what: str,
    due_on: date,
    owner: Person | None,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> FollowUp | Unchanged[FollowUp]:
    """Say what is to be done after a meeting. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(FollowUp.objects.get(ref=done.subject.partition(":")[2]))
    policies.may_keep(by, meeting.agency).require()
    if not what.strip():
        raise Problem("taskforce.no_task", "what")
    if due_on < day_at(meeting.agency, at):
        raise Problem("taskforce.due_in_the_past", "due_on")
    row = FollowUp(ref=fresh_ref(), meeting=meeting, what=what.strip(), owner=owner, due_on=due_on)
    row.save(force_insert=True)
    record(Fact.FOLLOW_UP_SET, row, by=by, at=at, key=key, meeting=meeting.ref)
    return row


@action(Fact.FOLLOW_UP_DONE)
def finish_follow_up(
    row: FollowUp, *, note: str, by: Staff, at: datetime, key: str | None = None
) -> FollowUp | Unchanged[FollowUp]:
    """A follow-up is done. Raises Refused."""
    if already(key):
        return Unchanged(row)
    lock(row, "meeting__agency", "owner")
    if row.done_at is not None:
        return Unchanged(row)
    policies.may_finish_follow_up(by, row).require()
    row.done_at, row.done_by, row.note = at, by.actor_ref, note.strip()
    row.save(update_fields=["done_at", "done_by", "note"])
    record(Fact.FOLLOW_UP_DONE, row, by=by, at=at, key=key)
    return row
