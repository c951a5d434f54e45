"""Scans that need a look with the officer's decision, and corrections: add somebody, take a row out of the count."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.attendance import Decision, Judged
from ikrar.core.verdicts import Problem
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions, queries
from ikrar.domain.programme import attendance_policies as policies
from ikrar.domain.programme.queries import attendance_judging as judging
from ikrar.domain.programme.queries import attendance_names as names_of
from ikrar.web.attendance import forms
from ikrar.web.attendance.shown import shown_conflict, shown_offset
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go

RECORD = Permission.ATTENDANCE_RECORD
ON_A_PAGE = 100


@open_to(RECORD)
def conflicts(request: Request, ref: str) -> HttpResponse:
    """Every scan that needs a look, with a sentence each; and the clocks that people should know about."""
    found = queries.attendance_session_for(request.staff, ref)
    policies.may_run_attendance(request.staff, found).require()
    zone = found.activity.agency.zone
    shown = [shown_conflict(c, zone) for c in judging.conflicts_of(found)]
    waiting = Paginator([c for c in shown if not c.decided], ON_A_PAGE).get_page(request.GET.get("hal"))
    clocks = [shown_offset(c) for c in judging.wrong_clocks(found)]
    return answer(
        request, "attendance/conflicts.html", session=found, zone=zone, waiting=waiting,
        decided=[c for c in shown if c.decided], clocks=clocks, late=judging.late_scans(found),
    )  # fmt: skip


@open_to(RECORD)
def decide(request: Request, ref: str, scan: UUID) -> HttpResponse:
    """Decide about one scan, with a reason."""
    found = queries.attendance_session_for(request.staff, ref)
    policies.may_correct_attendance(request.staff, found).require()
    row, conflict = judging.scan_to_decide(found, scan)
    form = forms.Decide(request.POST or None)
    if form.is_valid():
        try:
            actions.decide_scan(
                row, judged=Judged(conflict.judged), decision=Decision(form.cleaned_data["decision"]),
                reason=form.cleaned_data["reason"], by=request.staff, at=request.now, key=form.key,
            )  # fmt: skip
            return say_and_go(request, _("Keputusan dicatat."), "attendance:conflicts", ref)
        except Problem as problem:
            form.refuse(problem)
    shown = shown_conflict(conflict, found.activity.agency.zone)
    return answer(request, "attendance/decide.html", session=found, conflict=shown, form=form)


@open_to(RECORD)
def corrections(request: Request, ref: str) -> HttpResponse:
    """Find somebody to add, and what was corrected so far. The search is sent by POST."""
    found = queries.attendance_session_for(request.staff, ref)
    policies.may_correct_attendance(request.staff, found).require()
    form = forms.Find(request.POST or None)
    people = None
    if form.is_valid():
        people = names_of.employees_named(request.staff, found, form.cleaned_data["typed"])
    return answer(
        request, "attendance/corrections.html", session=found, form=form, people=people,
        there=queries.present_employees(found), done=names_of.corrections_of(found), zone=found.activity.agency.zone,
    )  # fmt: skip


@open_to(RECORD)
def add(request: Request, ref: str, employee: str) -> HttpResponse:
    """Add somebody whom no scan and no list named."""
    found = queries.attendance_session_for(request.staff, ref)
    policies.may_correct_attendance(request.staff, found).require()
    who = names_of.employee_to_add(request.staff, found, employee)
    form = forms.Reason(request.POST or None)
    if form.is_valid():
        try:
            actions.add_attendance(
                found, who, reason=form.cleaned_data["reason"], by=request.staff, at=request.now, key=form.key
            )
            return say_and_go(request, _("Koreksi dicatat."), "attendance:corrections", ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "attendance/add.html", session=found, who=who, form=form)


@open_to(RECORD)
def void(request: Request, ref: str, row: int) -> HttpResponse:
    """Take a row out of the count; it stays, with the reason."""
    found = queries.attendance_session_for(request.staff, ref)
    policies.may_correct_attendance(request.staff, found).require()
    here = names_of.attendance_of(found, row)
    form = forms.Reason(request.POST or None)
    if form.is_valid():
        try:
            actions.void_attendance(
                here, reason=form.cleaned_data["reason"], by=request.staff, at=request.now, key=form.key
            )
            return say_and_go(request, _("Koreksi dicatat."), "attendance:present", ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "attendance/void.html", session=found, row=here, form=form)


@open_to(RECORD)
def present(request: Request, ref: str) -> HttpResponse:
    """Who was there by name, as far as this person's units reach; guests for those who run the attendance."""
    found = queries.attendance_session_for(request.staff, ref)
    may_run = bool(policies.may_run_attendance(request.staff, found))
    rows = Paginator(names_of.present_seen_by(request.staff, found), ON_A_PAGE).get_page(request.GET.get("hal"))
    return answer(
        request, "attendance/present.html", session=found, rows=rows, may_run=may_run, zone=found.activity.agency.zone,
        absents=names_of.absents_seen_by(request.staff, found),
    )  # fmt: skip
