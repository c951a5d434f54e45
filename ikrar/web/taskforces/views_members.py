"""Members of a task force, their tasks, and what they declare."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.taskforces import Tie
from ikrar.core.verdicts import Problem
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import taskforce_policies as policies
from ikrar.domain.programme.queries import taskforces as queries
from ikrar.domain.roster.seat_queries import holders_of
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.taskforces import forms
from ikrar.web.taskforces.views import MANAGE, VIEW, step


@open_to(MANAGE)
def add(request: Request, ref: str) -> HttpResponse:
    """Somebody joins."""
    found = queries.taskforce_for(request.staff, ref)
    policies.may_change_taskforce(request.staff, found).require()
    people = {
        p.pk: p
        for w in (VIEW, Permission.TASKFORCE_SERVE)
        for p in holders_of(w, found.agency, on=localdate(request.now))
    }
    form = forms.NewPerson(request.POST or None, people=list(people.values()), initial={"since": found.since})

    def act() -> HttpResponse:
        actions.add_member(found, member=form.member, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Anggota ditambahkan."), "taskforces:taskforce", ref)

    return step(request, form, act, _("Tambah anggota"), found, found.agency)


@open_to(MANAGE)
def leave(request: Request, ref: str, pk: int) -> HttpResponse:
    """Somebody leaves; the row stays as history."""
    found = queries.taskforce_for(request.staff, ref)
    member = queries.member_for(found, pk)
    policies.may_change_taskforce(request.staff, found).require()
    form = forms.Ending(request.POST or None, initial={"on": localdate(request.now)})

    def act() -> HttpResponse:
        data = form.cleaned_data
        actions.end_member(
            member, on=data["on"], because=data["because"], by=request.staff, at=request.now, key=form.key
        )
        return say_and_go(request, _("Masa tugas diakhiri."), "taskforces:taskforce", ref)

    return step(
        request, form, act, _("Akhiri masa tugas %(name)s") % {"name": member.name}, found, found.agency
    )


@open_to(MANAGE)
def set_task(request: Request, ref: str) -> HttpResponse:
    """A task for the task force or one of its members."""
    found = queries.taskforce_for(request.staff, ref)
    policies.may_change_taskforce(request.staff, found).require()
    members = queries.members_of(found, on=localdate(request.now))
    form = forms.Task(request.POST or None, members=members)

    def act() -> HttpResponse:
        actions.set_task(found, task=form.task, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Tugas diberikan."), "taskforces:taskforce", ref)

    return step(request, form, act, _("Beri tugas"), found, found.agency)


@open_to(VIEW)
def task(request: Request, ref: str) -> HttpResponse:
    """One task, and the button that says it is done."""
    found = queries.task_for(request.staff, ref)
    verdict = policies.may_finish(request.staff, found)
    form = forms.Done(request.POST or None)
    if form.is_valid():
        note = form.cleaned_data["note"]
        actions.finish_task(found, note=note, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Tugas selesai."), "taskforces:taskforce", found.taskforce.ref)
    return answer(
        request, "taskforces/task.html", task=found, form=form, may_finish=verdict and found.done_at is None
    )


@open_to(VIEW)
def declare(request: Request, ref: str) -> HttpResponse:
    """Own ties; the newest declaration counts. Nobody declares for somebody else."""
    found = queries.taskforce_for(request.staff, ref)
    today = localdate(request.now)
    policies.may_declare(request.staff, found, today).require()
    mine = queries.membership_of(request.staff, found, on=today)
    before = queries.declaration_of(mine) if mine else None
    form = forms.Declare(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.declare_conflict(
                found, tie=Tie(data["tie"]), words=data["words"], by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Pernyataan disimpan."), "taskforces:taskforce", ref)
    return answer(request, "taskforces/declare.html", taskforce=found, form=form, before=before)
