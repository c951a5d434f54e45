"""Who holds which role: list, add, end, and help with a lost second factor."""

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.people import actions, queries
from ikrar.domain.people.grants import Permission, Role
from ikrar.domain.people.models import Person
from ikrar.domain.roster import actions as roster
from ikrar.domain.roster import seat_policies, seat_queries
from ikrar.domain.roster.models import Unit
from ikrar.domain.roster.queries import agencies_seen_by, units_of_agencies
from ikrar.web.people.forms import NewPerson, ResetReason
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
    agencies = agencies_seen_by(request.staff, MANAGE)
    form = NewPerson(
        request.POST or None, agencies=agencies, units=units_of_agencies(agencies),
        is_operator=request.staff.permits(Permission.SYSTEM_OPERATE),
    )  # fmt: skip
    if form.is_valid():
        try:
            person = give(form, request)
        except Problem as problem:
            form.refuse(problem)
        else:
            return go("people:letter", person.ref)
    return answer(request, "people/add.html", form=form)


def give(form: NewPerson, request: Request) -> Person:
    """Person, seat and account, or nothing. Raises Problem and Refused."""
    data, by, at = form.cleaned_data, request.staff, request.now
    role, unit = Role(data["peran"]), data["unit"]
    agency = None if role is Role.SYSTEM_OPERATOR else data["instansi"]
    unit = None if agency is None else unit
    seat_policies.may_give_seat(by, role, agency, unit).require()
    if isinstance(unit, Unit) and unit.agency_id != data["instansi"].pk:
        raise Problem("seat.unit_of_another_body", "unit")
    with transaction.atomic():
        person = actions.add_person(
            name=data["nama"], position=data["jabatan"], email=data["surel"], by=by, at=at, key=form.key
        )
        actions.open_account(person, username=data["pengguna"], by=by, at=at)
        roster.give_seat(
            person,
            role=role,
            agency=agency,
            unit=unit,
            since=localdate(at),
            term=data["masa"],
            basis=data["dasar"],
            by=by,
            at=at,
        )
    return person


@open_to(MANAGE)
def letter(request: Request, ref: str) -> HttpResponse:
    """The one-time letter with which a new account chooses its password."""
    person = seat_queries.person_for(request.staff, ref, on=localdate(request.now))
    account = queries.account_of(person)
    address = ""
    if account is not None and is_unused(person):
        address = settings.IKRAR_ADDRESS + reverse("people:choose", args=[letter_token(account)])
    return answer(request, "people/letter.html", person=person, account=account, address=address)


@open_to(MANAGE)
def detail(request: Request, ref: str) -> HttpResponse:
    """One person: the roles held, and a request to take off the second factor."""
    today = localdate(request.now)
    person = seat_queries.person_for(request.staff, ref, on=today)
    form = ResetReason(request.POST or None)
    if form.is_valid():
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
    if request.method == "POST":
        roster.end_seat(found, on=today, by=request.staff, at=request.now)
        return say_and_go(request, _("Peran diakhiri hari ini."), "people:index")
    return answer(request, "people/end.html", seat=found, form=Confirm())
