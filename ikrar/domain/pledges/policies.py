"""Who may sign, refuse, dispute, count and check: one verdict each, for the button, the page and the action."""

from datetime import date, datetime

from ikrar.core.pledges import SHEET_MOVES, SheetStage, Why, may_arrive
from ikrar.core.pledges_erasing import Why as Erasing
from ikrar.core.verdicts import Verdict, when
from ikrar.core.verdicts import Why as Because
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges.models import Kiosk, Pledge, Sheet
from ikrar.domain.pledges.queries.entrances import Entrance
from ikrar.domain.pledges.queries.signers import OPEN_DRIVE, Signer
from ikrar.domain.programme.models import Apel, Asked
from ikrar.domain.programme.queries import apels_seen_by
from ikrar.domain.roster.models import Employee
from ikrar.domain.roster.queries import Staff, may, staff_of

OPEN_APEL = "open"
PLANNED_APEL = "planned"


def may_enter(entrance: Entrance, at: datetime) -> Verdict:
    """May somebody come in through this door now?"""
    arrive = may_arrive(entrance.window, at)
    if entrance.late_link is not None:
        return arrive & when(at <= entrance.late_link.until, Why.LINK_ENDED)
    stage = entrance.apel.stage if entrance.apel else ""
    return arrive & when(stage != PLANNED_APEL, Why.APEL_NOT_OPEN) & when(stage == OPEN_APEL, Why.APEL_CLOSED)


def may_sign(signer: Signer, at: datetime) -> Verdict:
    """May this person's pledge be taken in now? A person who signed may always see that pledge instead."""
    return (
        may_arrive(signer.window, at)
        & when(not signer.has_left, Why.LEFT)
        & when(not signer.has_refused, Why.REFUSED)
        & when(signer.last_round < 1, Why.WITHDRAWN_TWICE)
    )


def may_refuse(signer: Signer, at: datetime) -> Verdict:
    """May this person say that they do not sign?"""
    return may_arrive(signer.window, at) & when(not signer.has_left, Why.LEFT)


def may_withdraw(pledge: Pledge) -> Verdict:
    """May this pledge be declared void? The one that follows a withdrawal may not."""
    return when(pledge.round == 0, Why.WITHDRAWN_TWICE)


def may_open_kiosk(staff: Staff, apel: Apel, at: datetime) -> Verdict:
    """May this officer open a kiosk at this apel now?"""
    return (
        _serves_at(staff, apel)
        & when(apel.stage == OPEN_APEL, Why.APEL_CLOSED)
        & when(apel.drive.stage == OPEN_DRIVE and at <= apel.drive.late_until, Why.WINDOW_CLOSED)
    )


def may_witness(witness: Staff, operator: Staff, apel: Apel) -> Verdict:
    """May this officer stand beside the kiosk? Another person than the operator, with a seat of their own."""
    return when(witness.person.pk != operator.person.pk, Because.SAME_PERSON_TWICE) & _serves_at(witness, apel)


def _serves_at(staff: Staff, apel: Apel) -> Verdict:
    is_here = apels_seen_by(staff, Permission.KIOSK_WITNESS).filter(pk=apel.pk).exists()
    return when(staff.permits(Permission.KIOSK_WITNESS), Because.NOT_PERMITTED) & when(
        is_here, Because.NOT_YOUR_UNIT
    )


def may_vouch(kiosk: Kiosk, asked: Asked, on: date) -> Verdict:
    """May this person sign here on the word of the two officers, without a code? Only whom both of them serve today.

    Bodies join a session by the code on its big screen: being there gives no say over the people of others.
    """
    officers = (staff_of(kiosk.operator, on=on), staff_of(kiosk.witness, on=on))
    serve = all(o.permits_at(Permission.KIOSK_WITNESS, asked.agency, asked.unit) for o in officers)
    return when(serve, Why.CARD_NEEDED)


def may_use_kiosk(kiosk: Kiosk, at: datetime) -> Verdict:
    """May somebody sign at this kiosk now?"""
    drive = kiosk.apel.drive
    return when(kiosk.closed_at is None and kiosk.apel.stage == OPEN_APEL, Why.KIOSK_CLOSED) & when(
        drive.stage == OPEN_DRIVE and at <= drive.late_until, Why.WINDOW_CLOSED
    )


def may_enter_sheet(sheet: Sheet) -> Verdict:
    """May the rows of this sheet be typed in (again, while nobody has checked them)?"""
    return when(SheetStage.ENTERED in SHEET_MOVES[SheetStage(sheet.stage)], "sheet.wrong_stage")


def may_check_sheet(staff: Staff, sheet: Sheet) -> Verdict:
    """May this officer check the sheet against its scan? Not the one who typed it in."""
    return when(SheetStage.CHECKED in SHEET_MOVES[SheetStage(sheet.stage)], "sheet.wrong_stage") & when(
        sheet.entered_by != staff.actor_ref, "sheet.same_officer"
    )


def may_erase(staff: Staff, employee: Employee) -> Verdict:
    """May this person's data be erased now? Whoever still works here is needed by law (UU 27/2022 article 15)."""
    return may(staff, Permission.PERSON_ERASE, employee.agency, employee.unit) & when(
        employee.left_on is not None, Erasing.STILL_EMPLOYED
    )
