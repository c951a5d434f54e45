"""Does an old copy of a task force, a member, a task, a contact or a follow-up undo what somebody else did?"""

from datetime import timedelta
from typing import Any

import pytest

from ikrar.core.taskforces import Institution, Role, Stage, TaskKind
from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, result_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Decree, NewContact, NewTask, Noted
from ikrar.domain.programme.models import Contact, FollowUp, Member, Taskforce, TaskforceTask
from tests.given.cast import Cast
from tests.given.taskforces import a_drafted_taskforce, a_formed_taskforce, a_member, a_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(cast: Cast) -> dict[str, Any]:
    return {"by": cast.staff(cast.sari), "at": cast.at}


def test_a_task_force_that_has_ended_or_was_formed_stays_so(cast: Cast, sari: dict[str, Any]) -> None:
    row, day = a_drafted_taskforce(cast), cast.at.date()
    old, older = Taskforce.objects.get(), Taskforce.objects.get()
    actions.form_taskforce(row, decree=Decree("800/1", day), **sari)
    actions.change_taskforce(old, plan=a_plan(cast, name="Nama lain"), **sari)
    now = Taskforce.objects.get()
    assert (now.name, now.stage, now.decree_number) == ("Nama lain", Stage.FORMED, "800/1")
    actions.end_taskforce(row, on=day, because="Selesai", **sari)
    with pytest.raises(Refused):
        actions.form_taskforce(older, decree=Decree("800/2", day), **sari)
    with pytest.raises(Refused):
        actions.add_member(older, member=a_member(cast, Role.MEMBER, "Wati"), **sari)
    with pytest.raises(Refused):
        actions.draft_taskforce(cast.agency, plan=a_plan(cast), parent=older, **sari)
    assert Taskforce.objects.get().stage == Stage.ENDED


def test_what_an_ended_task_force_is_told_by_old_copies_is_refused(cast: Cast, sari: dict[str, Any]) -> None:
    row, day = a_formed_taskforce(cast), cast.at.date()
    old = Taskforce.objects.get()
    member = Member.objects.select_related("taskforce__agency").filter(role=Role.MEMBER).get()
    actions.end_taskforce(row, on=day, because="Selesai", **sari)
    with pytest.raises(Refused):
        actions.end_member(member, on=day, because="Pindah", **sari)
    with pytest.raises(Refused):
        actions.set_task(old, task=NewTask(TaskKind.OTHER, "Rapat", day), **sari)
    with pytest.raises(Refused):
        actions.inaugurate_taskforce(old, on=day, **sari)


def test_a_task_and_a_follow_up_are_finished_once(cast: Cast, sari: dict[str, Any]) -> None:
    day = cast.at.date()
    task = result_of(
        actions.set_task(a_formed_taskforce(cast), task=NewTask(TaskKind.OTHER, "Rapat", day), **sari)
    )
    noted = Noted("Rapat", day, "Aula", "KPU")
    meeting = result_of(actions.note_meeting(cast.agency, noted=noted, **sari))
    follow_up = result_of(actions.set_follow_up(meeting, what="Surat", due_on=day, owner=None, **sari))
    old_task, old_follow_up = TaskforceTask.objects.get(), FollowUp.objects.get()
    actions.finish_task(task, note="Pertama", **sari)
    actions.finish_follow_up(follow_up, note="Pertama", **sari)
    assert isinstance(actions.finish_task(old_task, note="Kedua", **sari), Unchanged)
    assert isinstance(actions.finish_follow_up(old_follow_up, note="Kedua", **sari), Unchanged)
    assert (TaskforceTask.objects.get().note, FollowUp.objects.get().note) == ("Pertama", "Pertama")


def test_the_first_day_of_a_contact_is_the_one_of_today(cast: Cast, sari: dict[str, Any]) -> None:
    day = cast.at.date()
    told = NewContact(Institution.KPU, "Sekretariat", "Wati", day, phone="0800")
    old = result_of(actions.name_contact(cast.agency, contact=told, **sari))
    old.since = day - timedelta(days=9)  # a copy from before the day was put right
    with pytest.raises(Problem, match="ends_before"):
        actions.end_contact(old, on=day - timedelta(days=1), **sari)
    assert Contact.objects.get().until is None
