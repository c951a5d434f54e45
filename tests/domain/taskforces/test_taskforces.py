"""Is a task force formed by its decree only, are its members kept as history, and are declarations read by few?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ikrar.core.taskforces import Institution, Role, Stage, TaskKind, Tie
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.ledger.models import Entry
from ikrar.domain.people.models import Notice
from ikrar.domain.programme import actions, taskforce_notices
from ikrar.domain.programme.actions import Decree, NewContact, NewTask, Noted
from ikrar.domain.programme.models import Contact, Taskforce
from ikrar.domain.programme.queries import taskforces as queries
from tests.given.cast import Cast
from tests.given.taskforces import a_drafted_taskforce, a_formed_taskforce, a_member, a_plan

pytestmark = pytest.mark.django_db


def test_without_a_decree_it_is_not_formed(cast: Cast) -> None:
    row = a_drafted_taskforce(cast)
    assert queries.formed_taskforces([cast.agency]) == {}
    with pytest.raises(Problem, match="no_decree_number"):
        actions.form_taskforce(row, decree=Decree(" ", cast.at.date()), by=cast.staff(cast.sari), at=cast.at)
    late = Decree("1", cast.at.date() + timedelta(days=1))
    with pytest.raises(Problem, match="decree_in_future"):
        actions.form_taskforce(row, decree=late, by=cast.staff(cast.sari), at=cast.at)


def test_an_empty_task_force_is_not_formed(cast: Cast) -> None:
    made = actions.draft_taskforce(cast.agency, plan=a_plan(cast), by=cast.staff(cast.sari), at=cast.at)
    assert isinstance(made, Taskforce)
    with pytest.raises(Problem, match="nobody_in_it"):
        actions.form_taskforce(made, decree=Decree("1", cast.at.date()), by=cast.staff(cast.sari), at=cast.at)


def test_formed_and_inaugurated_it_is_evidence_with_its_day_in_one_statement(cast: Cast) -> None:
    row = a_formed_taskforce(cast)
    actions.inaugurate_taskforce(row, on=cast.at.date(), by=cast.staff(cast.sari), at=cast.at)
    with CaptureQueriesContext(connection) as seen:
        found = queries.formed_taskforces([cast.agency, cast.other])
    assert len(seen) == 1
    assert {pk: one.decree_on for pk, one in found.items()} == {cast.agency.pk: cast.at.date()}
    row.refresh_from_db()
    assert row.stage == Stage.INAUGURATED


def test_an_inauguration_before_the_decree_is_refused(cast: Cast) -> None:
    row = a_formed_taskforce(cast)
    with pytest.raises(Problem, match="inauguration_day"):
        actions.inaugurate_taskforce(
            row, on=cast.at.date() - timedelta(days=1), by=cast.staff(cast.sari), at=cast.at
        )


def test_a_second_chair_is_refused_until_the_first_has_left(cast: Cast) -> None:
    row, sari = a_formed_taskforce(cast), cast.staff(cast.sari)
    today = cast.at.date()
    new = a_member(cast, Role.CHAIR, "Ketua Baru", since=today)
    with pytest.raises(Problem, match="role_is_taken"):
        actions.add_member(row, member=new, by=sari, at=cast.at)
    chair = queries.members_of(row)[0]
    actions.end_member(chair, on=today - timedelta(days=1), because="Mutasi", by=sari, at=cast.at)
    actions.add_member(row, member=new, by=sari, at=cast.at)
    assert [m.name for m in queries.members_of(row, on=today) if m.role == Role.CHAIR] == ["Ketua Baru"]
    assert len([m for m in queries.members_of(row) if m.role == Role.CHAIR]) == 2


def test_a_team_is_formed_with_its_task_force(cast: Cast) -> None:
    row, sari = a_drafted_taskforce(cast), cast.staff(cast.sari)
    actions.draft_taskforce(cast.agency, plan=a_plan(cast, name="Tim media"), parent=row, by=sari, at=cast.at)
    actions.form_taskforce(row, decree=Decree("1", cast.at.date()), by=sari, at=cast.at)
    (team,) = queries.teams_of(row)
    assert (team.stage, team.decree_number) == (Stage.FORMED, "1")
    assert list(queries.taskforces_seen_by(sari)) == [row]


def test_only_a_member_declares_and_few_read_it(cast: Cast) -> None:
    row = a_formed_taskforce(cast)
    words = "Kakak saya maju sebagai calon."
    rina, hadi, sari = cast.staff(cast.rina), cast.staff(cast.hadi), cast.staff(cast.sari)
    actions.declare_conflict(row, tie=Tie.FAMILY, words=words, by=rina, at=cast.at)
    with pytest.raises(Refused):
        actions.declare_conflict(row, tie=Tie.NONE, words="", by=sari, at=cast.at)
    with pytest.raises(Problem, match="say_which_tie"):
        actions.declare_conflict(row, tie=Tie.OTHER, words=" ", by=rina, at=cast.at)
    today = cast.at.date()
    assert [d.words for d in queries.declarations_read_by(hadi, row, on=today).values()] == [words]
    assert queries.declarations_read_by(sari, row, on=today) == {}
    assert queries.declarations_read_by(rina, row, on=today) == {}
    assert [d.tie for d in queries.conflicts_declared(cast.rina)] == [Tie.FAMILY]
    told = " ".join(Entry.objects.values_list("details", flat=True))
    assert "Kakak" not in told and "family" not in told


def test_a_member_is_told_of_a_task_and_finishes_it(cast: Cast) -> None:
    row, sari = a_formed_taskforce(cast), cast.staff(cast.sari)
    rina = next(m for m in queries.members_of(row) if m.person == cast.rina)
    due = cast.at.date() + timedelta(days=3)
    task = actions.set_task(
        row, task=NewTask(TaskKind.WATCH, "Piket", due, rina, "TPS Contoh"), by=sari, at=cast.at
    )
    taskforce_notices.notify_member(Entry.objects.get(fact="taskforce.task_set"), cast.at)
    assert taskforce_notices.remind_of_due(cast.at) == 0
    for _ in range(2):
        taskforce_notices.remind_of_due(cast.at + timedelta(days=2))
    assert sorted(Notice.objects.values_list("kind", flat=True)) == ["taskforce.task_due", "taskforce.task_set"]
    with pytest.raises(Refused):
        actions.finish_task(task, note="", by=cast.staff(cast.budi), at=cast.at)  # type: ignore[arg-type]
    actions.finish_task(task, note="Aman", by=cast.staff(cast.rina), at=cast.at)  # type: ignore[arg-type]
    assert not queries.own_tasks(cast.rina).exists()


def test_members_are_asked_to_declare_when_it_is_formed(cast: Cast) -> None:
    a_formed_taskforce(cast)
    taskforce_notices.ask_to_declare(Entry.objects.get(fact="taskforce.formed"), cast.at)
    assert set(Notice.objects.values_list("person", flat=True)) == {cast.hadi.pk, cast.rina.pk}


def test_after_its_end_nothing_changes(cast: Cast) -> None:
    row, sari = a_formed_taskforce(cast), cast.staff(cast.sari)
    actions.end_taskforce(row, on=cast.at.date(), because="Masa tugas selesai", by=sari, at=cast.at)
    with pytest.raises(Refused):
        actions.add_member(row, member=a_member(cast, Role.MEMBER, "Baru"), by=sari, at=cast.at)


def test_contacts_and_meetings_stay_with_the_body(cast: Cast) -> None:
    sari, today = cast.staff(cast.sari), cast.at.date()
    new = NewContact(Institution.KPU, "Subbagian data", "Narahubung Contoh", today, phone="0511-1")
    contact = actions.name_contact(cast.agency, contact=new, by=sari, at=cast.at)
    assert isinstance(contact, Contact)
    with pytest.raises(Problem, match="no_way"):
        actions.name_contact(
            cast.agency, contact=NewContact(Institution.BKN, "x", "y", today), by=sari, at=cast.at
        )
    assert set(queries.contacts_named([cast.agency, cast.other], "kpu")) == {cast.agency.pk}
    assert queries.contacts_named([cast.agency], "bkn") == {}
    noted = Noted("Rapat", today, "Aula", "KPU Contoh\nBawaslu Contoh", decisions="Bertukar data")
    meeting = actions.note_meeting(cast.agency, noted=noted, by=sari, at=cast.at)
    row = actions.set_follow_up(meeting, what="Kirim data", due_on=today, owner=cast.rina, by=sari, at=cast.at)  # type: ignore[arg-type]
    taskforce_notices.remind_of_due(cast.at)
    assert [n.person for n in Notice.objects.filter(kind="meeting.follow_up_due")] == [cast.rina]
    actions.finish_follow_up(row, note="", by=cast.staff(cast.rina), at=cast.at)  # type: ignore[arg-type]
    with pytest.raises(Hidden):
        queries.contact_for(cast.staff(cast.anton), contact.ref)
    with pytest.raises(Hidden):
        queries.meeting_for(cast.staff(cast.anton), meeting.ref)  # type: ignore[union-attr]
    future = Noted("Rapat", today + timedelta(days=1), "Aula", "KPU")
    with pytest.raises(Problem, match="in_future"):
        actions.note_meeting(cast.agency, noted=future, by=sari, at=cast.at)
