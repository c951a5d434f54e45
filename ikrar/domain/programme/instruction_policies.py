"""Who may draft, change, issue, receive, pass on and answer an instruction? One verdict each."""

from ikrar.core.instructions import Why, can_change, can_issue, is_in_force
from ikrar.core.verdicts import Verdict, when
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import Instruction, InstructionTarget
from ikrar.domain.programme.queries.instructions import body_target
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, may

MANAGE, ANSWER = Permission.INSTRUCTION_MANAGE, Permission.INSTRUCTION_ANSWER


def may_draft_instruction(staff: Staff, agency: Agency) -> Verdict:
    """May this person draft an instruction of this body, and keep its forms?"""
    return may(staff, MANAGE, agency)


def may_change_instruction(staff: Staff, instruction: Instruction) -> Verdict:
    """May it still be changed? After the issue a note is asked."""
    return may(staff, MANAGE, instruction.agency) & can_change(instruction.stage)


def may_issue_instruction(staff: Staff, instruction: Instruction) -> Verdict:
    """May this person issue it?"""
    return may(staff, MANAGE, instruction.agency) & can_issue(instruction.stage)


def may_end_instruction(staff: Staff, instruction: Instruction) -> Verdict:
    """May it be withdrawn or closed?"""
    return may(staff, MANAGE, instruction.agency) & is_in_force(instruction.stage)


def is_at_home(staff: Staff, agency: Agency) -> Verdict:
    """Whether the person holds a seat in this very body: nobody from above answers in its place."""
    at_home = any(seat.agency is not None and seat.agency.pk == agency.pk for seat in staff.seats)
    return when(at_home, Why.OF_THE_BODY)


def may_answer_for(staff: Staff, target: InstructionTarget) -> Verdict:
    """May this person receive the instruction and answer for this body or unit?"""
    return (
        may(staff, ANSWER, target.agency, target.unit)
        & is_at_home(staff, target.agency)
        & is_in_force(target.instruction.stage)
    )


def may_pass_on(staff: Staff, instruction: Instruction, agency: Agency) -> Verdict:
    """May this body pass it on: one that it reaches as a whole, while it is in force?"""
    return (
        may(staff, MANAGE, agency)
        & is_at_home(staff, agency)
        & is_in_force(instruction.stage)
        & when(body_target(instruction, agency) is not None, Why.NOT_FOR_YOU)
    )


def may_account(staff: Staff, instruction: Instruction, agency: Agency) -> Verdict:
    """May this person make the account of a body: the issuer's own, or that of a body that it reaches?"""
    concerned = instruction.agency_id == agency.pk or _reaches(instruction, agency)
    return may(staff, MANAGE, agency) & when(concerned, Why.NOT_FOR_YOU)


def _reaches(instruction: Instruction, agency: Agency) -> bool:
    return InstructionTarget.objects.filter(instruction=instruction, agency=agency).exists()
