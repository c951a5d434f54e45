"""The task force of a body in the demo: decree, members, tasks, contacts and a meeting."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from ikrar.core.taskforces import Element, Institution, Role, TaskKind
from ikrar.demo.names import a_name
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.models import Person
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Decree, NewContact, NewMember, NewTask, Noted, TaskforcePlan
from ikrar.domain.programme.models import Taskforce
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff


def play_taskforces(
    agency: Agency, *, crew: Mapping[str, Person], elections: tuple[str, ...], by: Staff, at: datetime
) -> Taskforce:
    """Form and inaugurate a task force; name contacts; note a meeting."""
    chance, day, early = Random(f"satgas-{agency.ref}"), at.date(), at - timedelta(days=12)
    begin = day - timedelta(days=12)
    plan = TaskforcePlan(f"Satgas Netralitas {agency.shown}", begin, day + timedelta(days=200), elections)
    row = result_of(actions.draft_taskforce(agency, plan=plan, by=by, at=early))
    people = (
        NewMember(Role.RESPONSIBLE, crew["head"].name, begin, crew["head"].position, person=crew["head"]),
        NewMember(Role.CHAIR, a_name(chance, "1"), begin, "Asisten", Element.GOVERNANCE),
        NewMember(Role.SECRETARY, a_name(chance, "2"), begin, "Kepala Bagian Hukum", Element.LEGAL),
        NewMember(Role.MEMBER, crew["task-force"].name, begin, crew["task-force"].position, Element.PERSONNEL,
                  person=crew["task-force"]),
        NewMember(Role.MEMBER, a_name(chance, "2"), begin, "Inspektur Pembantu", Element.OVERSIGHT),
    )  # fmt: skip
    for member in people:
        actions.add_member(row, member=member, by=by, at=early)
    row = result_of(actions.form_taskforce(row, decree=Decree("800/17/2026", begin), by=by, at=early))
    row = result_of(actions.inaugurate_taskforce(row, on=day, by=by, at=at))
    mine = next(m for m in row.members.all() if m.person_id == crew["task-force"].pk)
    watch = NewTask(
        TaskKind.WATCH, "Piket hari pemungutan suara", day + timedelta(days=4), mine, "Halaman kantor"
    )
    actions.set_task(row, task=watch, by=by, at=at)
    for institution, office in (
        (Institution.KPU, "Subbagian data"),
        (Institution.BAWASLU, "Divisi pencegahan"),
    ):
        new = NewContact(institution, office, a_name(chance, "1"), begin, phone="0511-555000")
        actions.name_contact(agency, contact=new, by=by, at=early)
    noted = Noted(
        "Rapat koordinasi netralitas", day - timedelta(days=3), "Ruang rapat", "KPU Contoh\nBawaslu Contoh\nKesbangpol Contoh",
        "Membahas jadwal dan saluran laporan.", "Bertukar daftar narahubung",
    )  # fmt: skip
    meeting = result_of(actions.note_meeting(agency, noted=noted, by=by, at=at - timedelta(days=3)))
    actions.set_follow_up(
        meeting,
        what="Mengirim daftar narahubung",
        due_on=day + timedelta(days=2),
        owner=crew["task-force"],
        by=by,
        at=at,
    )
    return row
