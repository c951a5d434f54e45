"""Who is told of a task, a declaration that is missing, and a follow-up that is due?"""

from datetime import datetime, timedelta

from ikrar.domain.ledger.models import Entry
from ikrar.domain.people.grants import Permission
from ikrar.domain.people.notices import tell
from ikrar.domain.programme.models import Member, TaskforceTask
from ikrar.domain.programme.queries.taskforces import due_follow_ups, due_tasks
from ikrar.domain.roster.seat_queries import holders_of

TOMORROW = timedelta(days=1)


def notify_member(entry: Entry, at: datetime) -> bool:
    """Tell the member that a task was set; False when the task names nobody with an account."""
    task = (
        TaskforceTask.objects.select_related("member__person")
        .filter(ref=entry.subject.partition(":")[2])
        .first()
    )
    if task is None or task.member is None or task.member.person is None:
        return False
    tell([task.member.person], "taskforce.task_set", task.subject_ref, at=at)
    return True


def ask_to_declare(entry: Entry, at: datetime) -> bool:
    """Ask the members of a task force that was formed to declare their ties; False when nobody has an account."""
    members = Member.objects.select_related("person").filter(
        taskforce__ref=entry.subject.partition(":")[2], person__isnull=False, until=None
    )
    people = [m.person for m in members if m.person is not None]
    tell(people, "taskforce.declaration_due", entry.subject, at=at)
    return bool(people)


def remind_of_due(at: datetime) -> int:
    """Tell whoever must act of what is due tomorrow or late; once for each due day. How many things."""
    day, told = at.date() + TOMORROW, 0
    for task in due_tasks(day):
        mine = [task.member.person] if task.member is not None and task.member.person is not None else []
        people = mine or holders_of(Permission.TASKFORCE_MANAGE, task.taskforce.agency, on=at.date())
        tell(people, "taskforce.task_due", f"{task.subject_ref}:{task.due_on:%Y%m%d}", at=at)
        told += 1
    for row in due_follow_ups(day):
        keepers = holders_of(Permission.TASKFORCE_MANAGE, row.meeting.agency, on=at.date())
        people = [row.owner] if row.owner is not None else keepers
        tell(people, "meeting.follow_up_due", f"{row.subject_ref}:{row.due_on:%Y%m%d}", at=at)
        told += 1
    return told
