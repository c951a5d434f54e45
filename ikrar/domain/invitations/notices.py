"""Who is told of invitations and duty notes, who is reminded, and which details does the schedule destroy?"""

import json
from datetime import datetime, timedelta

from ikrar.core.invitations import REPORT_DAYS
from ikrar.domain.elections.queries import work_week_for
from ikrar.domain.invitations import queries
from ikrar.domain.invitations.actions import destroy_details
from ikrar.domain.invitations.models import DutyNote, Invitation
from ikrar.domain.ledger.actions import Worker
from ikrar.domain.ledger.models import Entry
from ikrar.domain.people.grants import Permission
from ikrar.domain.people.models import Person
from ikrar.domain.people.notices import tell
from ikrar.domain.roster.queries import day_at
from ikrar.domain.roster.seat_queries import holders_of, is_candidate

DAY, TWO_HOURS = timedelta(days=1), timedelta(hours=2)


def notify_deciders(entry: Entry, at: datetime) -> bool:
    """Tell those who decide that an invitation waits, but never the invited one or who stands for election."""
    row = _invitation(entry)
    if row is None:
        return False
    today = day_at(row.agency, at)
    people = holders_of(Permission.INVITATION_DECIDE, row.agency, on=today)
    fit = [p for p in people if p.pk != row.invited_id and not is_candidate(p, today)]
    about = f"{row.subject_ref}:{entry.pk}" if json.loads(entry.details).get("more") else row.subject_ref
    tell(fit, "invitation.registered", about, at=at)
    return bool(fit)


def notify_invited(entry: Entry, at: datetime) -> bool:
    """Tell the invited person, or who registered, that there is a disposition."""
    row = _invitation(entry)
    people = _concerned(row) if row is not None else []
    if row is not None:
        tell(people, "invitation.decided", row.subject_ref, at=at)
    return bool(people)


def notify_advisers(entry: Entry, at: datetime) -> bool:
    """Tell those who answer duty notes."""
    note = DutyNote.objects.select_related("agency").filter(ref=entry.subject.partition(":")[2]).first()
    if note is None:
        return False
    today = day_at(note.agency, at)
    people = holders_of(Permission.DUTY_NOTE_ANSWER, note.agency, on=today)
    fit = [p for p in people if p.pk != note.writer_id and not is_candidate(p, today)]
    tell(fit, "duty_note.written", note.subject_ref, at=at)
    return bool(fit)


def notify_writer(entry: Entry, at: datetime) -> bool:
    """Tell the writer of a duty note that it was answered."""
    note = DutyNote.objects.select_related("writer").filter(ref=entry.subject.partition(":")[2]).first()
    if note is None:
        return False
    tell([note.writer], "duty_note.answered", note.subject_ref, at=at)
    return True


def remind(at: datetime) -> int:
    """Remind a day and two hours before, and of a report after three working days; once each. How many."""
    told = 0
    for row, kind, occasion in [
        *((r, "invitation.tomorrow", "day") for r in queries.soon(at, DAY)),
        *((r, "invitation.tomorrow", "hours") for r in queries.soon(at, TWO_HOURS)),
        *((r, "invitation.report_due", "report") for r in queries.unreported(at) if _is_report_due(r, at)),
    ]:
        tell(_concerned(row), kind, f"{row.subject_ref}:{occasion}", at=at)
        told += 1
    return told


def _is_report_due(row: Invitation, at: datetime) -> bool:
    begun = day_at(row.agency, row.begins_at)
    return day_at(row.agency, at) >= work_week_for(row.agency).add(begun, REPORT_DAYS)


def destroy_by_schedule(at: datetime) -> int:
    """Destroy the details of every election whose day has come; how many invitations."""
    gone = 0
    for agency in queries.bodies_with_details():
        for election in queries.kept_elections(agency):
            day = queries.destruction_of(agency, election).on
            if day is not None and day <= day_at(agency, at):
                done = destroy_details(agency, election=election, by=Worker("destroy-invitations"), at=at)
                gone += done if isinstance(done, int) else 0
    return gone


def _invitation(entry: Entry) -> Invitation | None:
    found = Invitation.objects.select_related("agency", "invited").filter(ref=entry.subject.partition(":")[2])
    return found.first()


def _concerned(row: Invitation) -> list[Person]:
    """The invited person, or who registered for somebody without an account."""
    if row.invited is not None:
        return [row.invited]
    return list(Person.objects.filter(ref=row.registered_by.removeprefix("person:")))
