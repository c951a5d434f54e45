"""Drafting, forming, inaugurating and ending task forces; members, tasks and declarations."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from ikrar.core.taskforces import Element, Held, Role, Stage, TaskKind, Tie, collision
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import Kept
from ikrar.domain.ledger.locks import lock
from ikrar.domain.people.models import Person
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme import taskforce_policies as policies
from ikrar.domain.programme.models import Activity, Declaration, Member, Taskforce, TaskforceTask
from ikrar.domain.programme.queries import taskforces as queries
from ikrar.domain.roster.models import Agency, Employee
from ikrar.domain.roster.queries import Staff, day_at


@dataclass(frozen=True, slots=True)
class TaskforcePlan:
    """What an officer fills in for a task force or a team of it."""

    name: str
    since: date
    until: date
    elections: tuple[str, ...] = ()
    task: str = ""


@dataclass(frozen=True, slots=True)
class Decree:
    """The decree that forms it: number and day, and the scan where it was given elsewhere."""

    number: str
    on: date
    scan: Kept | None = None


@dataclass(frozen=True, slots=True)
class NewMember:
    """Who joins as what, from when, on which basis."""

    role: Role
    name: str
    since: date
    office: str = ""
    element: Element | None = None
    until: date | None = None
    basis: str = ""
    person: Person | None = None
    employee: Employee | None = None


@action(Fact.TASKFORCE_DRAFTED)
def draft_taskforce(
    agency: Agency,
    *,
    plan: TaskforcePlan,
    parent: Taskforce | None = None,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Taskforce | Unchanged[Taskforce]:
    """Begin a task force, or a team inside one. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(Taskforce.objects.get(ref=done.subject.partition(":")[2]))
    policies.may_keep(by, agency).require()
    if parent is not None:
        lock_taskforce(parent)
        policies.may_change_taskforce(by, parent).require()
    row = Taskforce(ref=fresh_ref(), agency=agency, parent=parent, changed_at=at, changed_by=by.actor_ref)
    _fill(row, plan)
    if parent is not None:  # a team has no decree of its own
        row.stage, row.decree_number, row.decree_on = parent.stage, parent.decree_number, parent.decree_on
    row.save(force_insert=True)
    record(
        Fact.TASKFORCE_DRAFTED,
        row,
        by=by,
        at=at,
        key=key,
        agency=agency.ref,
        parent=parent.ref if parent else "",
    )
    return row


@action(Fact.TASKFORCE_CHANGED)
def change_taskforce(
    taskforce: Taskforce, *, plan: TaskforcePlan, by: Staff, at: datetime, key: str | None = None
) -> Taskforce | Unchanged[Taskforce]:
    """Change name, scope, task or term. Raises Refused, Problem."""
    if already(key):
        return Unchanged(taskforce)
    lock_taskforce(taskforce)
    policies.may_change_taskforce(by, taskforce).require()
    _fill(taskforce, plan)
    _save(taskforce, by, at)
    record(Fact.TASKFORCE_CHANGED, taskforce, by=by, at=at, key=key)
    return taskforce


@action(Fact.TASKFORCE_FORMED)
def form_taskforce(
    taskforce: Taskforce, *, decree: Decree, by: Staff, at: datetime, key: str | None = None
) -> Taskforce | Unchanged[Taskforce]:
    """The decree is there: from now the task force counts as formed, with its teams. Raises Refused, Problem."""
    if already(key):
        return Unchanged(taskforce)
    lock_taskforce(taskforce)
    policies.may_move(by, taskforce, Stage.FORMED).require()
    if not decree.number.strip():
        raise Problem("taskforce.no_decree_number", "number")
    if decree.on > day_at(taskforce.agency, at):
        raise Problem("taskforce.decree_in_future", "on")
    if not queries.members_of(taskforce):
        raise Problem("taskforce.nobody_in_it")
    taskforce.decree_number, taskforce.decree_on = decree.number.strip(), decree.on
    if decree.scan is not None:
        taskforce.decree_scan, taskforce.decree_sha256 = decree.scan.name, decree.scan.sha256
    taskforce.stage = Stage.FORMED
    _save(taskforce, by, at)
    Taskforce.objects.filter(parent=taskforce).update(
        stage=Stage.FORMED, decree_number=taskforce.decree_number, decree_on=decree.on
    )
    record(Fact.TASKFORCE_FORMED, taskforce, by=by, at=at, key=key, on=decree.on.isoformat(),
           members=len(queries.members_of(taskforce)))  # fmt: skip
    return taskforce


@action(Fact.TASKFORCE_INAUGURATED)
def inaugurate_taskforce(
    taskforce: Taskforce,
    *,
    on: date,
    activity: Activity | None = None,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Taskforce | Unchanged[Taskforce]:
    """Write down the inauguration (pengukuhan), in an activity where there is one. Raises Refused, Problem."""
    if already(key):
        return Unchanged(taskforce)
    lock_taskforce(taskforce)
    policies.may_move(by, taskforce, Stage.INAUGURATED).require()
    if on > day_at(taskforce.agency, at) or (taskforce.decree_on and on < taskforce.decree_on):
        raise Problem("taskforce.inauguration_day", "on")
    taskforce.inaugurated_on, taskforce.inaugurated_in = on, activity
    taskforce.stage = Stage.INAUGURATED
    _save(taskforce, by, at)
    record(Fact.TASKFORCE_INAUGURATED, taskforce, by=by, at=at, key=key, on=on.isoformat(),
           activity=activity.ref if activity else "")  # fmt: skip
    return taskforce


@action(Fact.TASKFORCE_ENDED)
def end_taskforce(
    taskforce: Taskforce, *, on: date, because: str, by: Staff, at: datetime, key: str | None = None
) -> Taskforce | Unchanged[Taskforce]:
    """End a task force, with the reason. Raises Refused, Problem."""
    if already(key):
        return Unchanged(taskforce)
    lock_taskforce(taskforce)
    policies.may_move(by, taskforce, Stage.ENDED).require()
    if not because.strip():
        raise Problem("taskforce.say_why", "because")
    taskforce.ended_on, taskforce.ended_because, taskforce.stage = on, because.strip(), Stage.ENDED
    _save(taskforce, by, at)
    record(Fact.TASKFORCE_ENDED, taskforce, by=by, at=at, key=key, on=on.isoformat())
    return taskforce


@action(Fact.TASKFORCE_MEMBER_CHANGED)
def add_member(
    taskforce: Taskforce, *, member: NewMember, by: Staff, at: datetime, key: str | None = None
) -> Member | Unchanged[Member]:
    """Somebody joins; overlapping terms of one office are refused with the way on. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(Member.objects.get(pk=json.loads(done.details)["member"]))
    lock_taskforce(taskforce)
    policies.may_change_taskforce(by, taskforce).require()
    if not member.name.strip():
        raise Problem("taskforce.no_name", "name")
    row = Member(
        taskforce=taskforce, role=member.role, element=member.element or "", name=member.name.strip(),
        office=member.office.strip(), person=member.person, employee=member.employee, since=member.since,
        until=member.until, basis=member.basis.strip(), place_in_order=taskforce.members.count(),
    )  # fmt: skip
    new = Held(member.role, queries.who_of(row), member.since, member.until)
    if found := collision(new, queries.held_in(taskforce)):
        raise Problem(found, "until" if found.endswith("begins") else "role")
    row.save(force_insert=True)
    record(
        Fact.TASKFORCE_MEMBER_CHANGED,
        taskforce,
        by=by,
        at=at,
        key=key,
        member=row.pk,
        role=member.role,
        what="joined",
    )
    return row


@action(Fact.TASKFORCE_MEMBER_CHANGED)
def end_member(
    member: Member, *, on: date, because: str, by: Staff, at: datetime, key: str | None = None
) -> Member | Unchanged[Member]:
    """Somebody leaves on a day, with the basis; the row stays as history. Raises Refused, Problem."""
    if already(key):
        return Unchanged(member)
    lock_taskforce(member.taskforce)
    member.refresh_from_db(fields=["since", "until"])  # nobody else changes it while the task force is locked
    policies.may_change_taskforce(by, member.taskforce).require()
    if not because.strip():
        raise Problem("taskforce.say_why", "because")
    if on < member.since:
        raise Problem("taskforce.ends_before_it_begins", "on")
    member.until, member.left_because = on, because.strip()
    member.save(update_fields=["until", "left_because"])
    record(
        Fact.TASKFORCE_MEMBER_CHANGED, member.taskforce, by=by, at=at, key=key, member=member.pk, what="left"
    )
    return member


@dataclass(frozen=True, slots=True)
class NewTask:
    """What is to be done by whom until when."""

    kind: TaskKind
    what: str
    due_on: date
    member: Member | None = None
    place: str = ""


@action(Fact.TASKFORCE_TASK_SET)
def set_task(
    taskforce: Taskforce, *, task: NewTask, by: Staff, at: datetime, key: str | None = None
) -> TaskforceTask | Unchanged[TaskforceTask]:
    """Give a task to the task force or one of its members. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(TaskforceTask.objects.get(ref=done.subject.partition(":")[2]))
    lock_taskforce(taskforce)
    policies.may_change_taskforce(by, taskforce).require()
    if not task.what.strip():
        raise Problem("taskforce.no_task", "what")
    if task.due_on < day_at(taskforce.agency, at):
        raise Problem("taskforce.due_in_the_past", "due_on")
    row = TaskforceTask(
        ref=fresh_ref(), taskforce=taskforce, member=task.member, kind=task.kind, what=task.what.strip(),
        due_on=task.due_on, place=task.place.strip(),
    )  # fmt: skip
    row.save(force_insert=True)
    record(Fact.TASKFORCE_TASK_SET, row, by=by, at=at, key=key, taskforce=taskforce.ref, kind=task.kind)
    return row


@action(Fact.TASKFORCE_TASK_DONE)
def finish_task(
    task: TaskforceTask, *, note: str, by: Staff, at: datetime, key: str | None = None
) -> TaskforceTask | Unchanged[TaskforceTask]:
    """A task is done. Raises Refused."""
    if already(key):
        return Unchanged(task)
    lock(task, "taskforce__agency", "member")
    if task.done_at is not None:
        return Unchanged(task)
    policies.may_finish(by, task).require()
    task.done_at, task.done_by, task.note = at, by.actor_ref, note.strip()
    task.save(update_fields=["done_at", "done_by", "note"])
    record(Fact.TASKFORCE_TASK_DONE, task, by=by, at=at, key=key)
    return task


@action(Fact.CONFLICT_DECLARED)
def declare_conflict(
    taskforce: Taskforce, *, tie: Tie, words: str, by: Staff, at: datetime, key: str | None = None
) -> Declaration | Unchanged[Declaration]:
    """A member declares own ties, or none. The ledger learns that, never what. Raises Refused, Problem."""
    lock_taskforce(taskforce)
    member = queries.membership_of(by, taskforce, on=day_at(taskforce.agency, at))
    if already(key) and member is not None and (said := queries.declaration_of(member)):
        return Unchanged(said)
    policies.may_declare(by, taskforce, day_at(taskforce.agency, at)).require()
    if tie is not Tie.NONE and not words.strip():
        raise Problem("taskforce.say_which_tie", "words")
    row = Declaration(member=member, tie=tie, words=words.strip(), declared_at=at, declared_by=by.actor_ref)
    row.save(force_insert=True)
    record(Fact.CONFLICT_DECLARED, taskforce, by=by, at=at, key=key)
    return row


def lock_taskforce(taskforce: Taskforce) -> None:
    """Read the task force as it stands now; until this action ends nobody else changes it or who is in it."""
    lock(taskforce, "agency", "parent", "inaugurated_in")


def _fill(row: Taskforce, plan: TaskforcePlan) -> None:
    if not plan.name.strip():
        raise Problem("taskforce.no_title", "name")
    if plan.until < plan.since:
        raise Problem("taskforce.ends_before_it_begins", "until")
    row.name, row.task, row.since, row.until = plan.name.strip(), plan.task.strip(), plan.since, plan.until
    row.elections = json.dumps(list(plan.elections))


def _save(row: Taskforce, by: Staff, at: datetime) -> None:
    row.changed_at, row.changed_by = at, by.actor_ref
    row.save()
