"""Apel sessions: plan, name the duties, open, extend, close, count heads."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar import words
from ikrar.core.texts import blocks
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges.queries import counts_of_apel
from ikrar.domain.programme import actions, policies, queries
from ikrar.domain.programme.activity_policies import may_document_apel
from ikrar.domain.roster.queries import agencies_seen_by
from ikrar.web.programme.ceremony import notes_on, order_in_words, usual_order
from ikrar.web.programme.forms_apels import (
    DutyRows,
    Heads,
    Join,
    Order,
    Plan,
    Until,
    duties_of,
    order_of,
    session_of,
)
from ikrar.web.programme.letters import apel_poster, attachment
from ikrar.web.programme.messages import apel_message, report_message, short_address
from ikrar.web.programme.shown import apel_mark
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.fields import fresh_keys
from ikrar.web.shell.forms import Confirm

MANAGE, VIEW = Permission.APEL_MANAGE, Permission.DRIVE_VIEW


@open_to(VIEW)
def index(request: Request) -> HttpResponse:
    """The sessions of the person's bodies."""
    rows = [(apel, *apel_mark(apel)) for apel in queries.apels_seen_by(request.staff).reverse()[:100]]
    return answer(request, "programme/apels.html", rows=rows)


@open_to(MANAGE)
def plan(request: Request, ref: str, agency: str) -> HttpResponse:
    """Plan a session of a drive that this body hosts."""
    drive = queries.drive_for(request.staff, ref)
    host = queries.agency_in_drive(request.staff, drive, agency, MANAGE)
    form = Plan(request.POST or None, zone=host.zone)
    if form.is_valid():
        try:
            made = actions.plan_apel(
                drive, host=host, session=form.session, order=usual_order(drive), by=request.staff, at=request.now,
                key=form.key,
            )  # fmt: skip
            return say_and_go(request, _("Sesi direncanakan."), "programme:apel", result_of(made).ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "programme/plan.html", form=form, drive=drive, host=host)


@open_to(VIEW)
def control(request: Request, ref: str) -> HttpResponse:
    """One session: code and address, live numbers, what can be done now, texts for chat groups."""
    apel, staff = queries.apel_for(request.staff, ref), request.staff
    mark, stage = apel_mark(apel)
    counts = counts_of_apel(apel)
    standing = queries.bodies_at(apel)
    bodies = [(b, bool(policies.may_count_heads(staff, b))) for b in standing]
    mine = {a.pk for a in agencies_seen_by(staff, Permission.SHEET_ENTER).filter(apel_bodies__apel=apel)}
    return answer(
        request, "programme/apel.html", apel=apel, mark=mark, stage=stage, counts=counts, bodies=bodies,
        may_run=bool(policies.may_run_apel(staff, apel)),
        sheets=[b for b in standing if b.agency_id in mine],
        may_witness=staff.permits(Permission.KIOSK_WITNESS), may_open=policies.may_open_apel(staff, apel),
        may_close=policies.may_close_apel(staff, apel), keys=fresh_keys("open", "close", "symbolic"), address=short_address(apel),
        notes=notes_on(apel), invitation=apel_message(apel), report=report_message(apel, counts, request.now),
        heads=queries.heads_of(apel), may_document=may_document_apel(staff, apel),
    )  # fmt: skip


@open_to(MANAGE)
def change(request: Request, ref: str) -> HttpResponse:
    """Change place, time and agenda, or write the guidance down."""
    apel = queries.apel_for(request.staff, ref)
    policies.may_run_apel(request.staff, apel).require()
    form = Plan(request.POST or None, initial=session_of(apel), zone=apel.host.zone)
    if form.is_valid():
        try:
            actions.change_apel(apel, session=form.session, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Sesi disimpan."), "programme:apel", ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "programme/plan.html", form=form, drive=apel.drive, host=apel.host, apel=apel)


@open_to(MANAGE)
def ceremony(request: Request, ref: str) -> HttpResponse:
    """Who does what, and in which order the ranks sign."""
    apel = queries.apel_for(request.staff, ref)
    policies.may_run_apel(request.staff, apel).require()
    rows = DutyRows(request.POST or None, initial=duties_of(apel), prefix="petugas")
    form = Order(request.POST or None, initial={"order": order_of(order_in_words(apel))})
    if rows.is_bound and rows.is_valid() and form.is_valid():
        duties = [row.duty for row in rows if row.duty is not None]
        try:
            actions.set_ceremony(
                apel, duties=duties, order=form.turns, by=request.staff, at=request.now, key=form.key
            )
            return say_and_go(request, _("Susunan upacara disimpan."), "programme:apel", ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "programme/ceremony.html", apel=apel, rows=rows, form=form)


@open_to(VIEW)
def order(request: Request, ref: str) -> HttpResponse:
    """The order of ceremony, to print."""
    apel = queries.apel_for(request.staff, ref)
    roles = [(words.say(f"apel.part.{r.role}"), r) for r in queries.roles_of(apel)]
    return answer(
        request, "programme/order.html", apel=apel, roles=roles, groups=order_in_words(apel),
        bodies=queries.bodies_at(apel), notes=notes_on(apel),
        oath=blocks(apel.drive.oath.body) if apel.drive.oath else [],
    )  # fmt: skip


def pressed(request: Request, ref: str, act: Callable[..., Any], sentence: str) -> HttpResponse:
    """A button of the control page: do it and come back; a GET does nothing."""
    apel, form = queries.apel_for(request.staff, ref), Confirm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act(apel, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, sentence, "programme:apel", ref)
    return go("programme:apel", ref)


@open_to(MANAGE)
def open_apel(request: Request, ref: str) -> HttpResponse:
    """Open the session."""
    return pressed(request, ref, actions.open_apel, _("Sesi dibuka. Pegawai dapat menandatangani."))


@open_to(MANAGE)
def close_apel(request: Request, ref: str) -> HttpResponse:
    """Close the session."""
    return pressed(request, ref, actions.close_apel, _("Sesi ditutup."))


@open_to(MANAGE)
def symbolic(request: Request, ref: str) -> HttpResponse:
    """Record that the symbolic signers signed on stage."""
    return pressed(request, ref, actions.note_symbolic_signing, _("Tanda tangan simbolis dicatat."))


@open_to(MANAGE)
def extend_apel(request: Request, ref: str) -> HttpResponse:
    """Move the end of an open session."""
    apel = queries.apel_for(request.staff, ref)
    policies.may_close_apel(request.staff, apel).require()
    form = Until(request.POST or None, initial={"ends_at": apel.ends_at}, zone=apel.host.zone)
    if form.is_valid():
        try:
            actions.extend_apel(
                apel, ends_at=form.cleaned_data["ends_at"], by=request.staff, at=request.now, key=form.key
            )
            return say_and_go(request, _("Waktu selesai diundurkan."), "programme:apel", ref)
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "programme/extend_apel.html", apel=apel, form=form)


@open_to(MANAGE)
def heads(request: Request, ref: str, agency: str) -> HttpResponse:
    """Write down how many heads of a body read the oath."""
    apel = queries.apel_for(request.staff, ref)
    body = queries.body_at(request.staff, apel, agency)
    form = Heads(request.POST or None, initial={"heads": body.read_count})
    if form.is_valid():
        actions.count_heads(
            body, heads=form.cleaned_data["heads"], by=request.staff, at=request.now, key=form.key
        )
        return say_and_go(request, _("Jumlah pembaca ikrar dicatat."), "programme:apel", ref)
    return answer(request, "programme/heads.html", apel=apel, body=body, form=form)


@open_to(MANAGE)
def join(request: Request, ref: str, agency: str) -> HttpResponse:
    """Bring one's own body into another body's session; its people sign in their own drive."""
    drive = queries.drive_for(request.staff, ref)
    home = queries.agency_in_drive(request.staff, drive, agency, MANAGE)
    form = Join(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            made = actions.join_apel(
                code, drive=drive, agency=home, by=request.staff, at=request.now, key=form.key
            )
            return say_and_go(
                request, _("Instansi Anda tercatat dalam sesi itu."), "programme:apel", result_of(made).ref
            )
        except Hidden:
            form.refuse(Problem("apel.code_unknown", "code"))
        except Problem as problem:
            form.refuse(problem)
    return answer(request, "programme/join.html", form=form, drive=drive, home=home)


@open_to(VIEW)
def poster(request: Request, ref: str) -> HttpResponse:
    """The poster of a session with its QR code and the six words."""
    apel = queries.apel_for(request.staff, ref)
    return attachment(apel_poster(request, apel), "application/pdf", f"poster-{apel.ref}.pdf")
