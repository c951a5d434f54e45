"""The sealed daily registers of a body."""

from datetime import date
from zoneinfo import ZoneInfo

from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.people.grants import Permission
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.pledges import actions, queries
from ikrar.web.pledges.papers_register import DayRegister, sealed_register
from ikrar.web.pledges.places import Place, whole_place_for
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import Confirm


@open_to(Permission.REGISTER_SEAL)
def registers(request: Request, ref: str, agency: str) -> HttpResponse:
    """Sealed registers, and the days that have none yet."""
    place = whole_place_for(request, ref, agency, Permission.REGISTER_SEAL)
    days = queries.days_to_seal(
        place.drive, place.agency, today=request.now.astimezone(ZoneInfo(place.agency.zone)).date()
    )
    rows = queries.registers_of(place.drive, place.agency)
    return answer(request, "pledges/registers.html", place=place, days=days, rows=rows)


@open_to(Permission.REGISTER_SEAL)
def seal(request: Request, ref: str, agency: str, day: str) -> HttpResponse:
    """Seal the register of one day."""
    place = whole_place_for(request, ref, agency, Permission.REGISTER_SEAL)
    the_day = _day(day)
    form = Confirm(request.POST or None)
    if form.is_valid():
        try:
            _seal(request, place, the_day, form.key)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Berita acara sudah disegel."), "pledges:registers", ref, agency)
    return answer(request, "pledges/register_seal.html", place=place, day=the_day, form=form)


def _seal(request: Request, place: Place, day: date, key: str | None) -> None:
    it = DayRegister(place.drive, place.agency, day, fresh_ref(), request.now)
    made = sealed_register(it)
    actions.keep_register(
        place.drive, place.agency, ref=it.ref, day=day, pdf=made.pdf, asked_level=made.asked,
        reached_level=made.reached, by=request.staff, at=request.now, key=key,
    )  # fmt: skip


@open_to(Permission.REGISTER_SEAL)
def download(request: Request, ref: str, agency: str, register: str) -> HttpResponse:
    """A sealed register as it was kept."""
    place = whole_place_for(request, ref, agency, Permission.REGISTER_SEAL)
    found = queries.register_for(place.drive, place.agency, register)
    with default_storage.open(found.file_name) as file:
        response = HttpResponse(file.read(), content_type="application/pdf")
    response["Content-Disposition"] = (
        f'attachment; filename="berita-acara-{found.day:%Y-%m-%d}-{found.ref}.pdf"'
    )
    return response


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Hidden from None
