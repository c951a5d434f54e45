"""Who may draft, approve, open and close a drive, hand out codes, and run an apel: one verdict each."""

from datetime import date

from django.db.models import Q, QuerySet

from ikrar.core.programme import (
    Answer,
    ApelStage,
    Capacity,
    Deed,
    Stage,
    Term,
    Why,
    can_move,
    capacity,
    needs_basis,
)
from ikrar.core.verdicts import Verdict, when
from ikrar.core.verdicts import Why as Shared
from ikrar.domain.people.grants import GRANTS, Permission
from ikrar.domain.programme.models import Apel, ApelBody, Drive
from ikrar.domain.roster.models import Agency, Seat, Unit
from ikrar.domain.roster.queries import Staff, may


def may_draft(staff: Staff, agency: Agency) -> Verdict:
    """May this person plan a drive of this body?"""
    return may(staff, Permission.DRIVE_MANAGE, agency)


def may_change(staff: Staff, drive: Drive) -> Verdict:
    """May the plan still be changed? A change voids the approval."""
    early = drive.stage in {Stage.DRAFT, Stage.APPROVED}
    return may(staff, Permission.DRIVE_MANAGE, drive.agency) & when(early, Why.NOT_DRAFT)


def may_approve(staff: Staff, drive: Drive, on: date) -> Verdict:
    """May this official approve text and target? Never who drafted them; an acting official names the basis."""
    return (
        may(staff, Permission.DRIVE_APPROVE, drive.agency)
        & when(drive.drafted_by != staff.actor_ref, Shared.SAME_PERSON_TWICE)
        & can_move(drive.stage, Stage.APPROVED, Why.NOT_DRAFT)
        & when(has_named_basis(staff, drive.agency, on), Why.ACTING_WITHOUT_BASIS)
    )


def has_named_basis(staff: Staff, agency: Agency, on: date) -> bool:
    """Whether a seat from which the person approves is definitive, or acting with its letter named."""
    return any(not needs_basis(Term(seat.term)) or seat.basis.strip() for seat in _approving(staff, agency, on))


def approves_as(staff: Staff, agency: Agency, on: date) -> Capacity:
    """What is known of the term under which the person approves: the surest of the seats."""
    found = [capacity(Term(seat.term), Deed.APPROVE_DRIVE) for seat in _approving(staff, agency, on)]
    return next(
        (c for c in found if c.answer is Answer.YES),
        found[0] if found else capacity(Term.PLH, Deed.APPROVE_DRIVE),
    )


def _approving(staff: Staff, agency: Agency, on: date) -> QuerySet[Seat]:
    """The seats over this body from which the person may approve."""
    roles = [role for role, permissions in GRANTS.items() if Permission.DRIVE_APPROVE in permissions]
    over = Q(agency__isnull=True) | Q(agency__first__lte=agency.first, agency__last__gte=agency.first)
    seats = Seat.objects.filter(over, person=staff.person, role__in=roles, unit=None, since__lte=on)
    return seats.filter(Q(until=None) | Q(until__gte=on)).order_by("pk")


def may_open(staff: Staff, drive: Drive) -> Verdict:
    """May the drive open? Only after the responsible official approved it."""
    return may(staff, Permission.DRIVE_MANAGE, drive.agency) & can_move(
        drive.stage, Stage.OPENING, Why.NOT_APPROVED
    )


def may_close(staff: Staff, drive: Drive) -> Verdict:
    """May the drive be closed?"""
    return may(staff, Permission.DRIVE_MANAGE, drive.agency) & can_move(drive.stage, Stage.CLOSED, Why.NOT_OPEN)


def may_change_target(staff: Staff, drive: Drive, agency: Agency) -> Verdict:
    """May this person say who joined, moved or left in this body?"""
    return may(staff, Permission.DRIVE_MANAGE, agency) & when(drive.stage == Stage.OPEN, Why.NOT_OPEN)


def may_issue_codes(staff: Staff, drive: Drive, agency: Agency, unit: Unit | None = None) -> Verdict:
    """May this person make codes for this body, or for this unit of it?"""
    return may(staff, Permission.CODE_ISSUE, agency, unit) & when(drive.stage == Stage.OPEN, Why.NOT_OPEN)


def may_plan_apel(staff: Staff, drive: Drive, host: Agency) -> Verdict:
    """May this person plan a session of this drive at this host?"""
    planned = drive.stage in {Stage.APPROVED, Stage.OPENING, Stage.OPEN}
    return may(staff, Permission.APEL_MANAGE, host) & when(planned, Why.NOT_APPROVED)


def may_run_apel(staff: Staff, apel: Apel) -> Verdict:
    """May this person change, open, extend or close the session?"""
    return may(staff, Permission.APEL_MANAGE, apel.host)


def may_open_apel(staff: Staff, apel: Apel) -> Verdict:
    """May the session open? Its drive must be open, and it must not be open already."""
    return (
        may_run_apel(staff, apel)
        & when(apel.drive.stage == Stage.OPEN, Why.NOT_OPEN)
        & when(apel.stage != ApelStage.OPEN, Why.APEL_IS_OPEN)
    )


def may_close_apel(staff: Staff, apel: Apel) -> Verdict:
    """May the session be closed, or its end be moved?"""
    return may_run_apel(staff, apel) & when(apel.stage == ApelStage.OPEN, Why.APEL_NOT_OPEN)


def may_join_apel(staff: Staff, drive: Drive, agency: Agency) -> Verdict:
    """May this person bring a body of another tree into a session? Its people sign in their own drive."""
    return may(staff, Permission.APEL_MANAGE, agency) & when(drive.stage == Stage.OPEN, Why.NOT_OPEN)


def may_count_heads(staff: Staff, body: ApelBody) -> Verdict:
    """May this person write down how many heads of this body read the oath? Its own officer, or the host's."""
    at_home = may(staff, Permission.APEL_MANAGE, body.agency)
    return at_home if at_home else may(staff, Permission.APEL_MANAGE, body.apel.host)
