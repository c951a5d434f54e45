"""The drives of a body: plan, approve, open, close."""

from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.programme import Stage
from ikrar.core.texts import Kind, blocks
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions, policies, queries
from ikrar.domain.programme.models import Drive
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import agencies_seen_by, agency_for
from ikrar.domain.texts import queries as texts
from ikrar.web.programme.forms import Approval, DrivePlan, Later, as_filled_in, fresh_plan
from ikrar.web.programme.messages import drive_message
from ikrar.web.programme.shown import shown_drive, shown_preview
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.fields import fresh_keys
from ikrar.web.shell.forms import Confirm

MANAGE, VIEW = Permission.DRIVE_MANAGE, Permission.DRIVE_VIEW
OPENS_AT_ONCE = 2_000  # people; a bigger drive is opened by the worker while the page shows how far it is


@open_to(VIEW)
def index(request: Request) -> HttpResponse:
    """The drives that this person may see, and where a new one can be planned."""
    drives = [shown_drive(d) for d in queries.drives_seen_by(request.staff)[:100]]
    return answer(request, "programme/index.html", drives=drives, may_draft=request.staff.permits(MANAGE))


def plan_form(request: Request, agency: Agency, initial: dict[str, Any] | None) -> DrivePlan:
    """The form of a plan with the bodies and texts that this person may choose."""
    below = agencies_seen_by(request.staff, MANAGE).filter(first__gte=agency.first, first__lte=agency.last)
    pacts, oaths = (texts.in_force(kind, agency.ref) for kind in (Kind.PACT, Kind.OATH))
    start = initial or fresh_plan(below, list(pacts), list(oaths))
    return DrivePlan(
        request.POST or None, initial=start, zone=agency.zone, bodies=below, pacts=pacts, oaths=oaths
    )


@open_to(MANAGE)
def choose(request: Request) -> HttpResponse:
    """For which body is the new drive? With one body there is nothing to ask."""
    mine = list(agencies_seen_by(request.staff, MANAGE)[:500])
    if len(mine) == 1:
        return go("programme:draft_of", mine[0].ref)
    return answer(request, "programme/choose.html", mine=mine)


@open_to(MANAGE)
def draft(request: Request, agency: str) -> HttpResponse:
    """Plan a new drive of a body."""
    body = agency_for(request.staff, agency, MANAGE)
    form = plan_form(request, body, None)
    if form.is_valid():
        try:
            made = actions.draft_drive(body, **form.details, by=request.staff, at=request.now, key=form.key)
            return say_and_go(
                request,
                _("Konsep disimpan. Pimpinan perlu menyetujuinya."),
                "programme:drive",
                result_of(made).ref,
            )
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "programme/draft.html", form=form, body=body)


@open_to(MANAGE)
def change(request: Request, ref: str) -> HttpResponse:
    """Change the plan; an approval is void then."""
    drive = queries.drive_for(request.staff, ref)
    policies.may_change(request.staff, drive).require()
    form = plan_form(request, drive.agency, as_filled_in(drive))
    if form.is_valid():
        try:
            actions.change_drive(drive, **form.details, by=request.staff, at=request.now, key=form.key)
            return say_and_go(
                request, _("Konsep disimpan. Pimpinan perlu menyetujuinya."), "programme:drive", ref
            )
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "programme/draft.html", form=form, body=drive.agency, drive=drive)


@open_to(VIEW)
def drive(request: Request, ref: str) -> HttpResponse:
    """One drive: where it stands, what comes next, who is asked."""
    found, staff = queries.drive_for(request.staff, ref), request.staff
    verdicts = {
        "change": policies.may_change(staff, found), "open": policies.may_open(staff, found),
        "approve": policies.may_approve(staff, found, localdate(request.now)), "close": policies.may_close(staff, found),
    }  # fmt: skip
    coding, listing = (
        queries.reached(staff, found, p) for p in (Permission.CODE_ISSUE, Permission.PLEDGE_LIST)
    )
    is_open = found.stage == Stage.OPEN
    places = [
        (b, is_open and b.agency_id in coding, is_open and b.agency_id in listing,
         bool(policies.may_plan_apel(staff, found, b.agency)))
        for b in queries.bodies_of(found)
    ]  # fmt: skip
    return answer(
        request, "programme/drive.html", refresh=5 if found.stage == Stage.OPENING else 0, drive=found, shown=shown_drive(found), verdicts=verdicts, places=places,
        targets=queries.target_of(found) if found.opened_by else [], apels=queries.apels_of(staff, found),
        mark=texts.mark_of(found.text), keys=fresh_keys("open"), message=drive_message(found, request.now),
    )  # fmt: skip


def preview(drive: Drive) -> Any:
    """Who would be asked, in words."""
    bodies = [b.agency for b in queries.bodies_of(drive)]
    statuses = queries.statuses_of(drive)
    return shown_preview(queries.preview_of(bodies, statuses), queries.not_asked(bodies, statuses))


@open_to(VIEW)
def approve(request: Request, ref: str) -> HttpResponse:
    """The text and the target as the responsible official approves them."""
    drive, today = queries.drive_for(request.staff, ref), localdate(request.now)
    form, problem = Approval(request.POST or None, initial={"seen": queries.plan_digest(drive)}), None
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.approve_drive(drive, seen=seen, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Naskah dan sasaran disetujui."), "programme:drive", ref)
        except Problem as found:
            problem, form = found, Approval(initial={"seen": queries.plan_digest(drive)})
    verdict = policies.may_approve(request.staff, drive, today)
    return answer(
        request, "programme/approve.html", 422 if problem else 200, drive=drive, form=form, verdict=verdict,
        problem=problem, preview=preview(drive), blocks=blocks(drive.text.body), mark=texts.mark_of(drive.text),
        standing=policies.approves_as(request.staff, drive.agency, today) if verdict else None,
    )  # fmt: skip


@open_to(MANAGE)
def open_drive(request: Request, ref: str) -> HttpResponse:
    """Open the drive: a small one at once, a big one by the worker."""
    drive, form = queries.drive_for(request.staff, ref), Confirm(request.POST or None)
    if not form.is_valid():
        return go("programme:drive", ref)
    actions.begin_opening(drive, by=request.staff, at=request.now, key=form.key)
    bodies, statuses = [b.agency for b in queries.bodies_of(drive)], queries.statuses_of(drive)
    if queries.preview_of(bodies, statuses).asked > OPENS_AT_ONCE:
        return say_and_go(
            request, _("Gerakan sedang dibuka. Anda boleh menutup halaman ini."), "programme:drive", ref
        )
    actions.continue_opening(drive, by=request.staff, at=request.now)
    return say_and_go(request, _("Gerakan dibuka. Kode dan sesi apel dapat dibuat."), "programme:drive", ref)


@open_to(MANAGE)
def close(request: Request, ref: str) -> HttpResponse:
    """Close the drive: nobody signs in it any more."""
    drive, form = queries.drive_for(request.staff, ref), Confirm(request.POST or None)
    policies.may_close(request.staff, drive).require()
    if form.is_valid() and request.method == "POST":
        actions.close_drive(drive, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Gerakan ditutup."), "programme:drive", ref)
    return answer(request, "programme/close.html", drive=drive, form=form)


@open_to(MANAGE)
def extend(request: Request, ref: str) -> HttpResponse:
    """Move the deadline of an open drive, later only."""
    drive = queries.drive_for(request.staff, ref)
    policies.may_close(request.staff, drive).require()
    now = {"deadline_at": drive.deadline_at, "late_until": drive.late_until}
    form = Later(request.POST or None, initial=now, zone=drive.agency.zone)
    if form.is_valid():
        try:
            when = {k: form.cleaned_data[k] for k in now}
            actions.extend_drive(drive, **when, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Tenggat diundurkan."), "programme:drive", ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "programme/extend.html", drive=drive, form=form)
