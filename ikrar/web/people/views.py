"""Who holds which role: list, add, end, and help with a lost second factor."""

from base64 import b64encode
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people import actions, queries
from ikrar.domain.people.grants import Permission, Role
from ikrar.domain.roster import actions as roster
from ikrar.domain.roster import appointing, seat_policies, seat_queries
from ikrar.domain.roster.queries import agencies_seen_by, units_of_agencies
from ikrar.papers.qr import qr_svg
from ikrar.web.people.forms import NewPerson, NewSeat, ResetReason, shown_at
from ikrar.web.people.passwords import is_unused, letter_token
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, go, say_and_go
from ikrar.web.shell.forms import Confirm

MANAGE = Permission.PERSON_MANAGE


@open_to(MANAGE)
def index(request: Request) -> HttpResponse:
    """Everybody who holds a role in the bodies that this person manages."""
    seats = seat_queries.seats_seen_by(request.staff, on=localdate(request.now))
    return answer(request, "people/index.html", seats=seats)


@open_to(MANAGE)
def add(request: Request) -> HttpResponse:
    """Give somebody a role and a login."""
    form = NewPerson(request.POST or None, **_choices(request))
    if form.is_valid():
        try:
            data = form.cleaned_data
            made = appointing.appoint_person(
                name=data["nama"], username=data["pengguna"], position=data["jabatan"], email=data["surel"],
                **_role(form, request),
            )  # fmt: skip
        except Problem as problem:
            form.refuse(shown_at(problem))
        else:
            return go("people:letter", result_of(made).ref)
    return answer(request, "people/add.html", form=form)


@open_to(MANAGE)
def another(request: Request, ref: str) -> HttpResponse:
    """Give a person who is known already one more role."""
    person = seat_queries.person_for(request.staff, ref, on=localdate(request.now))
    form = NewSeat(request.POST or None, **_choices(request))
    if form.is_valid():
        try:
            appointing.give_role(person, **_role(form, request))
        except Problem as problem:
            form.refuse(shown_at(problem))
        else:
            return say_and_go(request, _("Peran diberikan mulai hari ini."), "people:detail", ref)
    return answer(request, "people/another.html", form=form, person=person)


def _choices(request: Request) -> dict[str, Any]:
    agencies = agencies_seen_by(request.staff, MANAGE)
    is_operator = request.staff.permits(Permission.SYSTEM_OPERATE)
    return {"agencies": agencies, "units": units_of_agencies(agencies), "is_operator": is_operator}


def _role(form: NewSeat, request: Request) -> dict[str, Any]:
    data, role = form.cleaned_data, Role(form.cleaned_data["peran"])
    agency = None if role is Role.SYSTEM_OPERATOR else data["instansi"]
    return {
        "role": role, "agency": agency, "unit": data["unit"] if agency else None, "since": localdate(request.now),
        "term": data["masa"], "basis": data["dasar"], "by": request.staff, "at": request.now, "key": form.key,
    }  # fmt: skip


@open_to(MANAGE)
def letter(request: Request, ref: str) -> HttpResponse:
    """The one-time letter with which an account chooses its password; a forgotten one is replaced by a new letter."""
    person = seat_queries.person_for(request.staff, ref, on=localdate(request.now))
    account, form = queries.account_of(person), Confirm(request.POST or None)
    seat_policies.may_manage_login(request.staff, person, localdate(request.now)).require()
    if account is not None and form.is_valid() and person != request.staff.person:
        actions.renew_letter(account, by=request.staff, at=request.now, key=form.key)
        return go("people:letter", ref)
    address = code = ""
    if account is not None and is_unused(person):
        address = settings.IKRAR_ADDRESS + reverse("people:choose", args=[letter_token(account)])
        code = "data:image/svg+xml;base64," + b64encode(qr_svg(address)).decode()
    return answer(
        request, "people/letter.html", person=person, account=account, address=address, code=code, form=form,
        mine=person == request.staff.person,
    )  # fmt: skip


@open_to(MANAGE)
def detail(request: Request, ref: str) -> HttpResponse:
    """One person: the roles held, and a request to take off the second factor."""
    today = localdate(request.now)
    person = seat_queries.person_for(request.staff, ref, on=today)
    form = ResetReason(request.POST or None)
    if form.is_valid():
        seat_policies.may_manage_login(request.staff, person, today).require()
        actions.ask_code_reset(
            person, reason=form.cleaned_data["alasan"], by=request.staff, at=request.now, key=form.key
        )
        return say_and_go(
            request, _("Permintaan dicatat. Petugas kedua harus menyetujuinya."), "people:detail", ref
        )
    seats = seat_queries.seats_seen_by(request.staff, on=today).filter(person=person)
    return answer(
        request, "people/detail.html", person=person, seats=seats, form=form, waiting=queries.waiting_reset(person),
        confirm=Confirm(), confirm_url=reverse("people:confirm_reset", args=[ref]), mine=person == request.staff.person,
    )  # fmt: skip


@open_to(MANAGE)
def confirm_reset(request: Request, ref: str) -> HttpResponse:
    """The second officer agrees that the second factor is taken off."""
    person = seat_queries.person_for(request.staff, ref, on=localdate(request.now))
    waiting = queries.waiting_reset(person)
    if request.method == "POST" and waiting is not None:
        seat_policies.may_manage_login(request.staff, person, localdate(request.now)).require()
        actions.confirm_code_reset(waiting, by=request.staff, at=request.now)
        return say_and_go(
            request, _("Kode masuk dilepas. Pemilik akun memasangnya lagi saat masuk."), "people:detail", ref
        )
    return go("people:detail", ref)


@open_to(MANAGE)
def end(request: Request, ref: str, seat: int) -> HttpResponse:
    """End a role today."""
    today = localdate(request.now)
    found = seat_queries.seat_for(request.staff, seat, on=today)
    seat_policies.may_give_seat(request.staff, Role(found.role), found.agency, found.unit).require()
    if request.method == "POST" and found.until != today:
        roster.end_seat(found, on=today, by=request.staff, at=request.now)
    if request.method == "POST":
        return say_and_go(request, _("Peran diakhiri hari ini."), "people:index")
    return answer(request, "people/end.html", seat=found, form=Confirm())
