"""The attendance of a session: its numbers, lists by unit, guests, heads, files, names, and closing."""

import tempfile
from pathlib import Path

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ikrar.core.attendance import Way
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions, queries
from ikrar.domain.programme import attendance_policies as policies
from ikrar.domain.programme.attendance_files import read_list
from ikrar.domain.programme.models import ActivitySession
from ikrar.domain.programme.queries import attendance as rows_of
from ikrar.domain.programme.queries import attendance_cards as cards_of
from ikrar.domain.programme.queries import attendance_judging as judging
from ikrar.domain.programme.queries import attendance_names as names_of
from ikrar.domain.roster.queries import units_seen_by
from ikrar.papers import attendance_list as paper
from ikrar.web.attendance import forms
from ikrar.web.attendance.messages import report_of
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go

RECORD, VIEW = Permission.ATTENDANCE_RECORD, Permission.ACTIVITY_VIEW
SHOWN = 100


@open_to(RECORD)
def index(request: Request) -> HttpResponse:
    """The sessions whose attendance this person records, the latest first."""
    sessions = queries.sessions_seen_by(request.staff)[:SHOWN]
    return answer(request, "attendance/index.html", sessions=sessions)


@open_to(VIEW)
def session(request: Request, ref: str) -> HttpResponse:
    """The numbers of one session, and what may be done now."""
    found = queries.attendance_session_for(request.staff, ref, VIEW)
    counts = queries.attendance_counts(found)
    can_record = queries.sessions_seen_by(request.staff).filter(pk=found.pk).exists()
    may_run = policies.may_run_attendance(request.staff, found)
    closing = names_of.closings_of(found).first()
    return answer(
        request, "attendance/session.html", session=found, zone=found.activity.agency.zone, counts=counts,
        can_record=can_record, may_run=may_run, may_open=policies.may_open_scanner(request.staff, found),
        may_close=policies.may_close_attendance(request.staff, found, request.now), closing=closing,
        holds=closing is not None and judging.still_holds(closing), points=queries.open_points(found) if may_run else None,
        clocks=judging.wrong_clocks(found) if may_run else [], late=judging.late_scans(found),
        report=report_of(found, counts), seal=bytes(closing.root).hex()[:16] if closing else "",
        signing=_signing(request, found),
    )  # fmt: skip


def _signing(request: Request, found: ActivitySession) -> str:
    """Where attendance and signatures are compared; "" without an apel, or for those who may not list people."""
    apel = found.activity.apel
    if apel is None or not request.staff.permits(Permission.PLEDGE_LIST):
        return ""
    return reverse("dashboards:activity_signing", args=[found.ref])


@open_to(RECORD)
def units(request: Request, ref: str) -> HttpResponse:
    """The units whose lists this person may fill in, body by body."""
    found = queries.attendance_session_for(request.staff, ref)
    bodies = rows_of.units_to_list(request.staff, found)
    return answer(request, "attendance/units.html", session=found, bodies=bodies)


@open_to(RECORD)
def name_list(request: Request, ref: str, agency: str, unit: str) -> HttpResponse:
    """The names of a unit: each confirmed, or absent with the reason."""
    found = queries.attendance_session_for(request.staff, ref)
    place = rows_of.unit_to_list(request.staff, found, agency, unit)
    people = list(cards_of.people_in(place))
    form = forms.NameList(request.POST or None, people=people, said_before=names_of.said_of(found))
    verdict = policies.may_record(request.staff, found, place.agency, place)
    if verdict and form.is_valid():
        try:
            new = result_of(
                actions.record_list(
                    found, place, present=form.present, absent=form.absent, way=Way(form.cleaned_data["way"]),
                    by=request.staff, at=request.now, key=form.key,
                )
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            said = ngettext("%(n)s nama baru tercatat hadir.", "%(n)s nama baru tercatat hadir.", new) % {
                "n": new
            }
            return say_and_go(request, said, "attendance:units", ref)
    return answer(request, "attendance/name_list.html", session=found, unit=place, form=form, verdict=verdict)


@open_to(RECORD)
def paper_list(request: Request, ref: str, agency: str, unit: str) -> HttpResponse:
    """The paper list of a unit, for a day on which nothing else works."""
    found = queries.attendance_session_for(request.staff, ref)
    place = rows_of.unit_to_list(request.staff, found, agency, unit)
    people = cards_of.people_in(place)
    pdf = paper.attendance_list(
        paper.PaperList(
            agency=found.activity.agency.name, activity=found.activity.name, place=found.activity.place,
            starts_at=found.starts_at, zone=found.activity.agency.zone, unit=place.name,
            rows=tuple(paper.ListRow(str(e.number), e.full_name, e.position) for e in people),
            printed_by=request.staff.person.name, printed_at=request.now,
        )
    )  # fmt: skip
    return pdf_answer(pdf, f"daftar-hadir-{found.ref}-{place.ref}.pdf")


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    """A paper to be saved or printed."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@open_to(RECORD)
def guests(request: Request, ref: str) -> HttpResponse:
    """The guest book: name and institution, one after the other."""
    found = queries.attendance_session_for(request.staff, ref)
    verdict = policies.may_note_guests(request.staff, found)
    form = forms.Guest(request.POST or None)
    if verdict and form.is_valid():
        data = form.cleaned_data
        try:
            actions.note_guest(
                found, name=data["guest_name"], institution=data["guest_institution"], by=request.staff, at=request.now,
                key=form.key,
            )  # fmt: skip
            return say_and_go(request, _("Tamu dicatat."), "attendance:guests", ref)
        except Problem as problem:
            form.refuse(problem)
    noted = names_of.guests_of(found) if policies.may_run_attendance(request.staff, found) else []
    return answer(request, "attendance/guests.html", session=found, form=form, verdict=verdict, guests=noted)


@open_to(RECORD)
def heads(request: Request, ref: str) -> HttpResponse:
    """Heads counted per row: they name nobody and are never added to names."""
    found = queries.attendance_session_for(request.staff, ref)
    agency = found.activity.agency
    reached = list(units_seen_by(request.staff, agency, RECORD).filter(closed_on=None))
    may_count_all = bool(policies.may_run_attendance(request.staff, found))
    form = forms.Row(request.POST or None, units=reached, may_count_all=may_count_all)
    if form.is_valid():
        unit = next((u for u in reached if u.ref == form.cleaned_data["unit"]), None)
        try:
            actions.count_row(
                found, agency, unit=unit, row=form.cleaned_data["row"], heads=form.cleaned_data["heads"],
                by=request.staff, at=request.now, key=form.key,
            )  # fmt: skip
            return say_and_go(request, _("Jumlah orang dicatat."), "attendance:heads", ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(
        request, "attendance/heads.html", session=found, form=form, counted=names_of.row_counts_in(found)
    )


@open_to(RECORD)
def list_file(request: Request, ref: str) -> HttpResponse:
    """A list handed in as a file: what was read, and which lines were not."""
    found = queries.attendance_session_for(request.staff, ref)
    verdict = policies.may_note_guests(request.staff, found)
    form = forms.ListFile(request.POST or None, request.FILES or None)
    unread: list[tuple[int, str]] = []
    taken = None
    if verdict and form.is_valid():
        try:
            taken, unread = _taken(request, form, found)
        except Problem as problem:
            form.refuse(problem)
    return answer(
        request,
        "attendance/list_file.html",
        session=found,
        form=form,
        verdict=verdict,
        unread=unread,
        taken=taken,
    )


def _taken(request: Request, form: forms.ListFile, found: ActivitySession) -> tuple[int, list[tuple[int, str]]]:
    file = form.cleaned_data["berkas"]
    with tempfile.NamedTemporaryFile(prefix="ikrar-hadir-") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        read = read_list(found, Path(kept.name), file.name)
    done = actions.take_in_list(
        found, read.rows, name=file.name or "daftar", by=request.staff, at=request.now, key=form.key
    )
    actions.settle_attendance(found, by=request.staff, at=request.now)
    return 0 if isinstance(done, Unchanged) else done.fresh, read.unread


@open_to(RECORD)
def close(request: Request, ref: str) -> HttpResponse:
    """Close the attendance: two people confirm, and the root over the rows goes into the ledger."""
    found = queries.attendance_session_for(request.staff, ref)
    verdict = policies.may_close_attendance(request.staff, found, request.now)
    form = forms.Close(request.POST or None)
    if verdict and form.is_valid():
        try:
            actions.close_attendance(found, **form.confirmers, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Kehadiran ditutup dan dicatat."), "attendance:session", ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(
        request, "attendance/close.html", session=found, form=form, verdict=verdict,
        counts=queries.attendance_counts(found), points=queries.open_points(found),
    )  # fmt: skip
