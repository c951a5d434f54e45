"""Who may register, decide, say "I left", report, and answer a duty note?"""

from datetime import date, datetime

from ikrar.core.invitations import Decision, Why, can_leave
from ikrar.core.verdicts import Verdict, when
from ikrar.domain.invitations.models import DutyNote, Invitation
from ikrar.domain.people.grants import Permission
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, may
from ikrar.domain.roster.seat_queries import is_candidate


def may_register(staff: Staff, agency: Agency) -> Verdict:
    """May this person register an invitation at this body? At a unit of it is enough."""
    here = any(s.agency is not None and s.agency.pk == agency.pk for s in staff.seats)
    return when(here and staff.permits(Permission.INVITATION_REGISTER), Why.NOT_YOURS)


def may_decide(staff: Staff, invitation: Invitation, on: date) -> Verdict:
    """May this person give the disposition: never for oneself, never while standing for election."""
    return (
        may(staff, Permission.INVITATION_DECIDE, invitation.agency)
        & when(invitation.invited_id != staff.person.pk, Why.OWN)
        & when(not is_candidate(staff.person, on), Why.STANDS)
        & when(invitation.decision in {"", Decision.ASK}, Why.DECIDED)
        & when(invitation.destroyed_at is None, Why.DESTROYED)
    )


def may_complete(staff: Staff, invitation: Invitation) -> Verdict:
    """May what was left open still be filled in: by the invited one or who registered, until there is a disposition."""
    mine = staff.person.pk == invitation.invited_id or invitation.registered_by == staff.actor_ref
    return (
        when(mine, Why.NOT_YOURS)
        & when(invitation.decision in {"", Decision.ASK}, Why.DECIDED)
        & when(invitation.destroyed_at is None, Why.DESTROYED)
    )


def may_say_left(staff: Staff, invitation: Invitation, at: datetime) -> Verdict:
    """May this person say "I left": the invited one, or who registered for somebody without an account."""
    return (
        _is_about(staff, invitation)
        & can_leave(invitation.decision, invitation.begins_at, at)
        & when(invitation.reported_at is None, Why.REPORTED)
    )


def may_report(staff: Staff, invitation: Invitation, at: datetime) -> Verdict:
    """May this person report afterwards, once?"""
    return (
        _is_about(staff, invitation)
        & when(invitation.decision == Decision.ATTEND, Why.NOT_DECIDED)
        & when(at >= invitation.begins_at, Why.NOT_YET)
        & when(invitation.reported_at is None, Why.REPORTED)
    )


def may_answer(staff: Staff, note: DutyNote) -> Verdict:
    """May this person answer a duty note: not the own one, not while standing for election, and once."""
    return (
        may(staff, Permission.DUTY_NOTE_ANSWER, note.agency)
        & when(note.writer_id != staff.person.pk, Why.OWN)
        & when(not is_candidate(staff.person, staff.on), Why.STANDS)
        & when(note.answered_at is None, Why.ANSWERED)
    )


def may_keep_schedule(staff: Staff, agency: Agency) -> Verdict:
    """May this person set the day of destruction, and note who stands for election?"""
    return may(staff, Permission.AGENCY_MANAGE, agency)


def may_sign_for(person: Person, invitation: Invitation, on: date) -> Verdict:
    """May this person sign the letter about an invitation: never the invited one, never while standing for election."""
    return when(person.pk != invitation.invited_id, Why.OWN) & when(not is_candidate(person, on), Why.STANDS)


def _is_about(staff: Staff, invitation: Invitation) -> Verdict:
    mine = invitation.invited_id == staff.person.pk
    for_other = invitation.invited_id is None and invitation.registered_by == staff.actor_ref
    return when((mine or for_other) and invitation.destroyed_at is None, Why.NOT_YOURS)
