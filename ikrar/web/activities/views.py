"""Activities: the list, a new one, one with all that belongs to it, and what became of it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from ikrar.core.activities import Kind, Stage
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.letters.queries import letters_about
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import activity_policies as policies
from ikrar.domain.programme.models import Activity
from ikrar.domain.programme.queries import activities as queries
from ikrar.domain.programme.queries import apel_for
from ikrar.domain.programme.queries.activities_invited import invited_counts
from ikrar.domain.programme.queries.activities_reach import reach_of
from ikrar.domain.programme.queries.documentation import news_of, photos_of
from ikrar.domain.roster.queries import agencies_seen_by, agency_for
from ikrar.web.activities import forms
from ikrar.web.activities.calendar import ICS, calendar_of
from ikrar.web.activities.messages import activity_message
from ikrar.web.activities.shown import mark_of, sent_file
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.fields import said
from ikrar.web.shell.forms import Confirm

VIEW, MANAGE = Permission.ACTIVITY_VIEW, Permission.ACTIVITY_MANAGE
ON_A_PAGE = 30


@open_to(VIEW)
def index(request: Request) -> HttpResponse:
    """The activities of the person's bodies, by kind, stage, body and days."""
    bodies = list(agencies_seen_by(request.staff, VIEW)[:300])
    chosen = _chosen(request, {b.ref for b in bodies})
    zone = bodies[0].zone if bodies else "Asia/Jakarta"
    page = Paginator(queries.find_activities(request.staff, **chosen, zone=zone), ON_A_PAGE).get_page(
        request.GET.get("hal")
    )
    kept = {name: request.GET[name] for name in ("jenis", "keadaan", "instansi", "dari", "sampai") if request.GET.get(name)}  # fmt: skip
    return answer(
        request, "activities/index.html", page=page, rows=[(a, *mark_of(a)) for a in page], chosen=chosen,
        bodies=bodies, kinds=said("activity.kind", Kind), stages=said("activity.stage", Stage),
        query=f"{urlencode(kept)}&" if kept else "", is_filtered=bool(kept),
        may_plan=request.staff.permits(MANAGE),
    )  # fmt: skip


def _chosen(request: Request, bodies: set[str]) -> dict[str, Any]:
    """The filter as it was typed; what is no choice chooses nothing."""

    def one_of(name: str, choices: set[str]) -> str:
        typed = request.GET.get(name, "")
        return typed if typed in choices else ""

    return {
        "kind": one_of("jenis", set(Kind)), "stage": one_of("keadaan", set(Stage)), "agency": one_of("instansi", bodies),
        "since": _day(request.GET.get("dari", "")), "until": _day(request.GET.get("sampai", "")),
    }  # fmt: skip


def _day(typed: str) -> date | None:
    """A day that was typed; None for none, and for one that no calendar of ours holds."""
    try:
        day = parse_date(typed)
    except ValueError:
        return None
    return day if day is not None and 1900 <= day.year <= 2200 else None


@open_to(MANAGE)
def choose(request: Request) -> HttpResponse:
    """For which body is the new activity? With one body there is nothing to ask."""
    bodies = [b for b in agencies_seen_by(request.staff, MANAGE)[:300] if request.staff.permits_at(MANAGE, b)]
    if len(bodies) == 1:
        return go("activities:plan", bodies[0].ref)
    return answer(request, "activities/choose.html", bodies=bodies)


@open_to(MANAGE)
def plan(request: Request, agency: str) -> HttpResponse:
    """Plan an activity with its first session, or record one afterwards."""
    body = agency_for(request.staff, agency, MANAGE)
    policies.may_plan_activity(request.staff, body).require()
    form = forms.Plan(request.POST or None, zone=body.zone)
    if form.is_valid():
        try:
            made = actions.plan_activity(
                body, plan=form.plan, spans=form.spans, past_is_meant=form.cleaned_data["past_is_meant"],
                by=request.staff, at=request.now, key=form.key,
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Kegiatan disimpan."), "activities:activity", result_of(made).ref)
    return answer(request, "activities/plan.html", form=form, body=body)


@open_to(MANAGE)
def from_apel(request: Request, apel: str) -> HttpResponse:
    """Make the activity that documents an apel; where it stands already, go there."""
    found = apel_for(request.staff, apel)
    policies.may_document_apel(request.staff, found).require()
    form = Confirm(request.POST or None)
    if form.is_valid():
        made = actions.document_apel(found, by=request.staff, at=request.now, key=form.key)
        return say_and_go(
            request, _("Apel sudah menjadi kegiatan."), "activities:activity", result_of(made).ref
        )
    return answer(request, "activities/from_apel.html", form=form, apel=found)


@open_to(VIEW)
def activity(request: Request, ref: str) -> HttpResponse:
    """One activity: sessions, people, reach, letters, photos, news and the message for groups."""
    found = queries.activity_for(request.staff, ref)
    mark, stage = mark_of(found)
    sessions, invited = queries.sessions_of(found), invited_counts(found)
    return answer(
        request, "activities/activity.html", activity=found, mark=mark, stage=stage, zone=found.agency.zone,
        includes=[f"activity.kind.{k}" for k in queries.includes_of(found)],
        signs_here=Kind.SIGNING in {found.kind, *queries.includes_of(found)},
        sessions=[(s, invited.get(s.pk)) for s in sessions], invited=sum(invited.values()),
        parts=queries.people_in_parts(found), speakers=queries.speakers_of(found),
        questions=queries.questions_of(found), agenda=queries.lines_of(found.agenda),
        outside=queries.lines_of(found.outside), results=queries.lines_of(found.results), reach=reach_of(found),
        photos=photos_of(found), news=news_of(found), letters=letters_about(found.subject_ref, request.staff),
        message=activity_message(found), is_over=bool(sessions) and sessions[-1].ends_at <= request.now,
        may_compare=found.apel_id is not None and request.staff.permits(Permission.PLEDGE_LIST),
        may_record=request.staff.permits(Permission.ATTENDANCE_RECORD), **_may(request, found),
    )  # fmt: skip


def _may(request: Request, found: Activity) -> dict[str, Any]:
    staff = request.staff
    return {
        "may_change": policies.may_change_activity(staff, found),
        "may_hold": policies.may_hold_activity(staff, found, request.now),
        "may_cancel": policies.may_cancel_activity(staff, found),
        "may_write": policies.may_write_news(staff, found),
    }


@open_to(MANAGE)
def change(request: Request, ref: str) -> HttpResponse:
    """Change what was planned."""
    found = queries.activity_for(request.staff, ref, MANAGE)
    policies.may_change_activity(request.staff, found).require()
    form = forms.Details(request.POST or None, initial=forms.details_of(found))
    if form.is_valid():
        try:
            actions.change_activity(found, plan=form.plan, by=request.staff, at=request.now, key=form.key)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Perubahan disimpan."), "activities:activity", ref)
    return answer(request, "activities/form.html", activity=found, form=form, title=_("Ubah kegiatan"))


@open_to(MANAGE)
def outcome(request: Request, ref: str) -> HttpResponse:
    """Guidance, results and obstacles, for the record."""
    found = queries.activity_for(request.staff, ref, MANAGE)
    policies.may_change_activity(request.staff, found).require()
    form = forms.Happened(request.POST or None, initial=forms.happened_of(found))
    if form.is_valid():
        actions.note_outcome(found, outcome=form.outcome, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Catatan disimpan."), "activities:activity", ref)
    return answer(request, "activities/form.html", activity=found, form=form, title=_("Arahan dan hasil"))


@open_to(MANAGE)
def hold(request: Request, ref: str) -> HttpResponse:
    """Declare that the activity was held."""
    found = queries.activity_for(request.staff, ref, MANAGE)
    policies.may_hold_activity(request.staff, found, request.now).require()
    form = Confirm(request.POST or None)
    if form.is_valid():
        actions.hold_activity(found, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Kegiatan dinyatakan terlaksana."), "activities:activity", ref)
    return answer(
        request, "activities/confirm.html", activity=found, form=form, title=_("Nyatakan terlaksana"),
        told=_("Sesudah ini kegiatan dihitung sebagai bukti pelaksanaan."), submit=_("Nyatakan terlaksana"),
    )  # fmt: skip


@open_to(MANAGE)
def cancel(request: Request, ref: str) -> HttpResponse:
    """Cancel a planned activity, with the reason."""
    found = queries.activity_for(request.staff, ref, MANAGE)
    policies.may_cancel_activity(request.staff, found).require()
    form = forms.Because(request.POST or None)
    if form.is_valid():
        try:
            actions.cancel_activity(
                found, because=form.cleaned_data["because"], by=request.staff, at=request.now, key=form.key
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Kegiatan dibatalkan."), "activities:activity", ref)
    return answer(
        request, "activities/confirm.html", activity=found, form=form, title=_("Batalkan kegiatan"),
        told=_("Kegiatan yang dibatalkan tetap tersimpan dan tidak dapat diubah lagi."),
        submit=_("Batalkan kegiatan"),
    )  # fmt: skip


@open_to(VIEW)
def ics(request: Request, ref: str) -> HttpResponse:
    """The sessions for a calendar program."""
    found = queries.activity_for(request.staff, ref)
    return sent_file(calendar_of(found, request.now), ICS, f"kegiatan-{found.ref}.ics")
