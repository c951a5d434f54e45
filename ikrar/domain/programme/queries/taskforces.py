"""Reading task forces, contacts and meetings; the words of a declaration are read by few."""

import json
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from ikrar.core.taskforces import Held, Role, Stage
from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.people.models import Person
from ikrar.domain.programme.models import (
    Activity,
    Contact,
    Declaration,
    FollowUp,
    Meeting,
    Member,
    Taskforce,
    TaskforceTask,
)
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, agencies_seen_by

VIEW = Permission.TASKFORCE_VIEW
READERS = (Role.RESPONSIBLE, Role.CHAIR, Role.SECRETARY)  # who may read what members declared
RANKS = {role: number for number, role in enumerate(Role)}


def taskforces_seen_by(staff: Staff) -> QuerySet[Taskforce]:
    """The task forces of the person's bodies, those at work first."""
    bodies = agencies_seen_by(staff, VIEW)
    rows = Taskforce.objects.filter(agency__in=bodies, parent=None).select_related("agency")
    return rows.order_by("agency__first", "-since", "pk")


def taskforce_for(staff: Staff, ref: str) -> Taskforce:
    """The door to a task force or a team of one. Raises Hidden."""
    found = Taskforce.objects.filter(ref=ref, agency__in=agencies_seen_by(staff, VIEW))
    one = found.select_related("agency", "parent", "inaugurated_in").first()
    if one is None:
        raise Hidden
    return one


def teams_of(taskforce: Taskforce) -> QuerySet[Taskforce]:
    """The sub-teams of a task force."""
    return Taskforce.objects.filter(parent=taskforce).order_by("name", "pk")


def members_of(taskforce: Taskforce, *, on: date | None = None) -> list[Member]:
    """The members by rank; those of one day, or everybody ever."""
    rows = Member.objects.filter(taskforce=taskforce).select_related("person", "employee")
    if on is not None:
        rows = rows.filter(since__lte=on).filter(Q(until=None) | Q(until__gte=on))
    return sorted(rows, key=lambda m: (RANKS[Role(m.role)], m.place_in_order, m.pk))


def member_for(taskforce: Taskforce, pk: int) -> Member:
    """The door to one member. Raises Hidden."""
    found = Member.objects.filter(taskforce=taskforce, pk=pk).first()
    if found is None:
        raise Hidden
    return found


def held_in(taskforce: Taskforce) -> list[Held]:
    """Every term of office in a task force, as the rule reads it."""
    return [Held(Role(m.role), who_of(m), m.since, m.until) for m in members_of(taskforce)]


def who_of(member: Member) -> str:
    """Who a member is, for telling one person from another."""
    if member.person_id:
        return f"person:{member.person_id}"
    return f"employee:{member.employee_id}" if member.employee_id else f"name:{member.name.casefold()}"


def membership_of(staff: Staff, taskforce: Taskforce, *, on: date) -> Member | None:
    """The own membership of a person on a day."""
    return next((m for m in members_of(taskforce, on=on) if m.person_id == staff.person.pk), None)


def elections_of_taskforce(taskforce: Taskforce) -> list[str]:
    """The election codes that a task force is for."""
    return [str(code) for code in json.loads(taskforce.elections)]


def tasks_of(taskforce: Taskforce) -> QuerySet[TaskforceTask]:
    """The tasks of a task force and its teams, the open ones first."""
    rows = TaskforceTask.objects.filter(Q(taskforce=taskforce) | Q(taskforce__parent=taskforce))
    return rows.select_related("member", "taskforce").order_by("done_at", "due_on", "pk")


def task_for(staff: Staff, ref: str) -> TaskforceTask:
    """The door to a task. Raises Hidden."""
    found = TaskforceTask.objects.select_related("taskforce__agency", "member").filter(
        ref=ref, taskforce__agency__in=agencies_seen_by(staff, VIEW)
    )
    one = found.first()
    if one is None:
        raise Hidden
    return one


def own_tasks(person: Person) -> QuerySet[TaskforceTask]:
    """What this person has to do in task forces."""
    rows = TaskforceTask.objects.filter(member__person=person, done_at=None)
    return rows.select_related("taskforce__agency").order_by("due_on", "pk")


def declaration_of(member: Member) -> Declaration | None:
    """The newest declaration of a member."""
    return Declaration.objects.filter(member=member).order_by("-declared_at", "-pk").first()


def declarations_read_by(staff: Staff, taskforce: Taskforce, *, on: date) -> dict[int, Declaration]:
    """The newest declaration of each member, for those who may read them: responsible, chair and secretary."""
    mine = membership_of(staff, taskforce, on=on)
    if mine is None or Role(mine.role) not in READERS:
        return {}
    found = {m.pk: declaration_of(m) for m in members_of(taskforce, on=on)}
    return {pk: said for pk, said in found.items() if said is not None}


def conflicts_declared(person: Person) -> list[Declaration]:
    """What a person declared in any task force, newest first: read by the case desk before it shares anything."""
    return list(Declaration.objects.filter(member__person=person).order_by("-declared_at", "-pk"))


def contacts_of(agency: Agency, *, on: date | None = None) -> QuerySet[Contact]:
    """The contacts of a body, those of one day or everybody ever."""
    rows = Contact.objects.filter(agency=agency)
    if on is not None:
        rows = rows.filter(since__lte=on).filter(Q(until=None) | Q(until__gte=on))
    return rows.order_by("institution", "name", "pk")


def contact_for(staff: Staff, ref: str) -> Contact:
    """The door to a contact. Raises Hidden."""
    found = (
        Contact.objects.select_related("agency")
        .filter(ref=ref, agency__in=agencies_seen_by(staff, VIEW))
        .first()
    )
    if found is None:
        raise Hidden
    return found


def meetings_of(agency: Agency) -> QuerySet[Meeting]:
    """The coordination meetings of a body, the newest first."""
    return Meeting.objects.filter(agency=agency).order_by("-held_on", "-pk")


def meeting_for(staff: Staff, ref: str) -> Meeting:
    """The door to a meeting. Raises Hidden."""
    found = Meeting.objects.filter(ref=ref, agency__in=agencies_seen_by(staff, VIEW))
    one = found.select_related("agency", "activity").first()
    if one is None:
        raise Hidden
    return one


def follow_ups_of(meeting: Meeting) -> QuerySet[FollowUp]:
    """What follows from a meeting, open ones first."""
    return meeting.follow_ups.select_related("owner").order_by("done_at", "due_on", "pk")


def follow_up_for(staff: Staff, ref: str) -> FollowUp:
    """The door to a follow-up. Raises Hidden."""
    found = FollowUp.objects.select_related("meeting__agency", "owner").filter(
        ref=ref, meeting__agency__in=agencies_seen_by(staff, VIEW)
    )
    one = found.first()
    if one is None:
        raise Hidden
    return one


def formed_taskforces(agencies: Iterable[Agency]) -> dict[int, Taskforce]:
    """The first formed task force of each of these bodies, by body: evidence with its day. One statement."""
    rows = Taskforce.objects.filter(agency__in=list(agencies), parent=None, decree_on__isnull=False)
    found: dict[int, Taskforce] = {}
    for row in rows.exclude(stage=Stage.DRAFT).order_by("decree_on", "pk"):
        found.setdefault(row.agency_id, row)
    return found


def contacts_named(agencies: Iterable[Agency], institution: str = "") -> dict[int, Contact]:
    """The first contact that each of these bodies named, at this institution or any; by body. One statement."""
    rows = Contact.objects.filter(agency__in=list(agencies))
    if institution:
        rows = rows.filter(institution=institution)
    found: dict[int, Contact] = {}
    for row in rows.order_by("since", "pk"):
        found.setdefault(row.agency_id, row)
    return found


def due_tasks(on: date) -> QuerySet[TaskforceTask]:
    """The open tasks that are due on this day or before."""
    return TaskforceTask.objects.filter(done_at=None, due_on__lte=on).select_related(
        "member__person", "taskforce__agency"
    )


def due_follow_ups(on: date) -> QuerySet[FollowUp]:
    """The open follow-ups that are due on this day or before."""
    return FollowUp.objects.filter(done_at=None, due_on__lte=on).select_related("owner", "meeting__agency")


def activities_here(agency: Agency) -> list[Activity]:
    """The newest activities of a body, to choose from."""
    return list(Activity.objects.filter(agency=agency).order_by("-planned_at", "-pk")[:40])
