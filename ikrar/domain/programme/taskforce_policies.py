"""Who may form a task force, keep its members and contacts, finish a task, and read a declaration?"""

from datetime import date

from ikrar.core.taskforces import Stage, Why, can_move
from ikrar.core.verdicts import Verdict, when
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import FollowUp, Taskforce, TaskforceTask
from ikrar.domain.programme.queries.taskforces import membership_of
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, may

MANAGE = Permission.TASKFORCE_MANAGE


def may_keep(staff: Staff, agency: Agency) -> Verdict:
    """May this person form task forces and keep contacts and meetings of this body?"""
    return may(staff, MANAGE, agency)


def may_move(staff: Staff, taskforce: Taskforce, to: Stage) -> Verdict:
    """May the task force take this step now, by this person?"""
    return may_keep(staff, taskforce.agency) & can_move(taskforce.stage, to)


def may_change_taskforce(staff: Staff, taskforce: Taskforce) -> Verdict:
    """May members and tasks of it be changed? Not after its end."""
    return may_keep(staff, taskforce.agency) & when(taskforce.stage != Stage.ENDED, Why.ENDED)


def may_finish(staff: Staff, task: TaskforceTask) -> Verdict:
    """May this person say that a task is done: its member, or who keeps the task force?"""
    mine = task.member is not None and task.member.person_id == staff.person.pk
    return when(mine or may_keep(staff, task.taskforce.agency), Why.NOT_A_MEMBER)


def may_finish_follow_up(staff: Staff, row: FollowUp) -> Verdict:
    """May this person say that a follow-up is done: its owner, or who keeps the meetings?"""
    return when(row.owner_id == staff.person.pk or may_keep(staff, row.meeting.agency), Why.NOT_A_MEMBER)


def may_declare(staff: Staff, taskforce: Taskforce, on: date) -> Verdict:
    """May this person declare own ties: only a member, for nobody else."""
    return when(membership_of(staff, taskforce, on=on), Why.NOT_A_MEMBER) & when(
        taskforce.stage != Stage.ENDED, Why.ENDED
    )
