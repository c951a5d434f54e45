"""Task forces: draft, members, decree, inauguration, end."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.taskforces import Stage
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.ledger.files import read_file
from ikrar.domain.letters.actions import draft_letter
from ikrar.domain.letters.queries import letters_about
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import taskforce_policies as policies
from ikrar.domain.programme.actions import Decree
from ikrar.domain.programme.materials import keep_decree
from ikrar.domain.programme.models import Taskforce
from ikrar.domain.programme.queries import taskforces as queries
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import agencies_seen_by, agency_for
from ikrar.domain.roster.seat_queries import holders_of
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.taskforces import forms
from ikrar.web.taskforces.decree import decree_draft
from ikrar.web.taskforces.messages import contact_sheet, taskforce_message

VIEW, MANAGE, DRAFT = Permission.TASKFORCE_VIEW, Permission.TASKFORCE_MANAGE, Permission.LETTER_DRAFT


@open_to(VIEW)
def index(request: Request) -> HttpResponse:
    """The task forces of the person's bodies, own tasks, contacts and meetings."""
    bodies = list(agencies_seen_by(request.staff, VIEW)[:100])
    rows = [
        (b, queries.contacts_of(b, on=localdate(request.now)).count(), queries.meetings_of(b)[:3])
        for b in bodies[:20]
    ]
    return answer(
        request, "taskforces/index.html", taskforces=list(queries.taskforces_seen_by(request.staff)[:100]), rows=rows,
        mine=list(queries.own_tasks(request.staff.person)), may_keep=[b for b in bodies if policies.may_keep(request.staff, b)],
    )  # fmt: skip


@open_to(VIEW)
def detail(request: Request, ref: str) -> HttpResponse:
    """One task force: who is in it, what is to be done, and the next step."""
    found = queries.taskforce_for(request.staff, ref)
    today = localdate(request.now)
    members = queries.members_of(found)
    return answer(
        request, "taskforces/taskforce.html", taskforce=found, agency=found.agency, today=today,
        now_in=[m for m in members if m.since <= today and (m.until is None or m.until >= today)],
        others=[m for m in members if not (m.since <= today and (m.until is None or m.until >= today))],
        teams=queries.teams_of(found), tasks=queries.tasks_of(found), letters=letters_about(found.subject_ref, request.staff),
        declared=queries.declarations_read_by(request.staff, found, on=today),
        elections=[f"drive.election.{code}" for code in queries.elections_of_taskforce(found)],
        own=queries.membership_of(request.staff, found, on=today),
        may_change=policies.may_change_taskforce(request.staff, found),
        may_form=policies.may_move(request.staff, found, Stage.FORMED),
        may_inaugurate=policies.may_move(request.staff, found, Stage.INAUGURATED),
        may_end=policies.may_move(request.staff, found, Stage.ENDED), message=taskforce_message(found, members),
        may_draft=request.staff.permits_at(DRAFT, found.agency), sheet=contact_sheet(found.agency, today),
    )  # fmt: skip


@open_to(MANAGE)
def draft(request: Request, agency: str) -> HttpResponse:
    """A new task force of a body."""
    body = agency_for(request.staff, agency, MANAGE)
    policies.may_keep(request.staff, body).require()
    return _plan(request, body, None)


@open_to(MANAGE)
def team(request: Request, ref: str) -> HttpResponse:
    """A team inside a task force."""
    found = queries.taskforce_for(request.staff, ref)
    policies.may_change_taskforce(request.staff, found).require()
    return _plan(request, found.agency, found)


def _plan(request: Request, body: Agency, parent: Taskforce | None) -> HttpResponse:
    initial = (
        {"since": parent.since, "until": parent.until, "name": ""}
        if parent
        else {"since": localdate(request.now)}
    )
    form = forms.Plan(request.POST or None, initial=initial)

    def make() -> HttpResponse:
        made = result_of(
            actions.draft_taskforce(
                body, plan=form.plan, parent=parent, by=request.staff, at=request.now, key=form.key
            )
        )
        return say_and_go(request, _("Satgas disusun. Isi susunannya."), "taskforces:taskforce", made.ref)

    return step(request, form, make, _("Susun tim") if parent else _("Susun Satgas"), parent, body)


def step(
    request: Request,
    form: Any,
    act: Callable[[], HttpResponse],
    title: str,
    taskforce: Taskforce | None,
    body: Agency,
) -> HttpResponse:
    """A page with one form: valid input acts, and a problem is shown at its field."""
    if form.is_valid():
        try:
            return act()
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "taskforces/form.html", form=form, heading=title, taskforce=taskforce, body=body)


@open_to(MANAGE)
def change(request: Request, ref: str) -> HttpResponse:
    """Change name, scope, task and term."""
    found = queries.taskforce_for(request.staff, ref)
    policies.may_change_taskforce(request.staff, found).require()
    initial = {n: getattr(found, n) for n in ("name", "task", "since", "until")}
    initial["elections"] = queries.elections_of_taskforce(found)
    form = forms.Plan(request.POST or None, initial=initial)

    def act() -> HttpResponse:
        actions.change_taskforce(found, plan=form.plan, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Perubahan disimpan."), "taskforces:taskforce", ref)

    return step(request, form, act, _("Ubah Satgas"), found, found.agency)


@open_to(DRAFT)
def decree(request: Request, ref: str) -> HttpResponse:
    """Draft the decree as a letter from what is written here; it is edited there."""
    found = queries.taskforce_for(request.staff, ref)
    form = forms.Done(request.POST or None)
    del form.fields["note"]

    def act() -> HttpResponse:
        signers = holders_of(Permission.LETTER_SIGN, found.agency, on=localdate(request.now))
        said = decree_draft(found, queries.members_of(found), signers[0] if signers else None)
        letter = result_of(
            draft_letter(found.agency, draft=said, by=request.staff, at=request.now, key=form.key)
        )
        return say_and_go(request, _("Konsep SK dibuat. Periksa dan lengkapi."), "letters:letter", letter.ref)

    return step(request, form, act, _("Buat konsep SK"), found, found.agency)


@open_to(MANAGE)
def form_it(request: Request, ref: str) -> HttpResponse:
    """The decree is there."""
    found = queries.taskforce_for(request.staff, ref)
    policies.may_move(request.staff, found, Stage.FORMED).require()
    signed = next((one for one in letters_about(found.subject_ref, request.staff) if one.number), None)
    initial = {"number": signed.number, "on": signed.dated_on} if signed else {}
    form = forms.Decree(request.POST or None, request.FILES or None, initial=initial)

    def act() -> HttpResponse:
        data, file = form.cleaned_data, form.cleaned_data["scan"]
        kept = keep_decree(file.read(), field="scan") if file else None
        said = Decree(data["number"], data["on"], kept)
        actions.form_taskforce(found, decree=said, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Satgas dibentuk."), "taskforces:taskforce", ref)

    return step(request, form, act, _("Catat SK"), found, found.agency)


@open_to(VIEW)
def scan(request: Request, ref: str) -> HttpResponse:
    """The scan of the decree, to be looked at; before the scan there is no such page."""
    found = queries.taskforce_for(request.staff, ref)
    if not found.decree_sha256:
        raise Hidden
    content, kind = read_file(found.decree_scan, bytes(found.decree_sha256))
    name = f"sk-{found.ref}.{found.decree_scan.rpartition('.')[2]}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


@open_to(MANAGE)
def inaugurate(request: Request, ref: str) -> HttpResponse:
    """The inauguration, in an activity where there is one."""
    found = queries.taskforce_for(request.staff, ref)
    policies.may_move(request.staff, found, Stage.INAUGURATED).require()
    form = forms.Inauguration(
        request.POST or None,
        activities=queries.activities_here(found.agency),
        initial={"on": localdate(request.now)},
    )

    def act() -> HttpResponse:
        data = form.cleaned_data
        actions.inaugurate_taskforce(
            found, on=data["on"], activity=form.activities.get(data["activity"]), by=request.staff, at=request.now,
            key=form.key,
        )  # fmt: skip
        return say_and_go(request, _("Pengukuhan dicatat."), "taskforces:taskforce", ref)

    return step(request, form, act, _("Catat pengukuhan"), found, found.agency)


@open_to(MANAGE)
def end(request: Request, ref: str) -> HttpResponse:
    """The task force ends."""
    found = queries.taskforce_for(request.staff, ref)
    policies.may_move(request.staff, found, Stage.ENDED).require()
    form = forms.Ending(request.POST or None, initial={"on": localdate(request.now)})

    def act() -> HttpResponse:
        data = form.cleaned_data
        actions.end_taskforce(
            found, on=data["on"], because=data["because"], by=request.staff, at=request.now, key=form.key
        )
        return say_and_go(request, _("Satgas diakhiri."), "taskforces:taskforce", ref)

    return step(request, form, act, _("Akhiri Satgas"), found, found.agency)
