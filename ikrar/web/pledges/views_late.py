"""Links to sign after the apel, for a unit or one person."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges import actions, queries
from ikrar.domain.programme.models import Asked
from ikrar.web.pledges.forms_staff import LateLink
from ikrar.web.pledges.places import Place, place_for, unit_of
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go


@open_to(Permission.ABSENCE_RECORD)
def late_links(request: Request, ref: str, agency: str) -> HttpResponse:
    """The links of a body with their text for a chat, and a form for a new one."""
    place = place_for(request, ref, agency, Permission.ABSENCE_RECORD)
    form = LateLink(request.POST or None, units=place.units, zone=place.agency.zone)
    if form.is_valid():
        try:
            _give(request, place, form)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Tautan susulan sudah dibuat."), "pledges:late_links", ref, agency)
    mine = queries.late_links_of(place.drive, place.agency)
    links = mine if place.whole else mine.filter(unit__in=place.units)
    return answer(
        request,
        "pledges/late_links.html",
        place=place,
        form=form,
        links=links,
        root=f"{settings.IKRAR_ADDRESS}/m/",
    )


def _give(request: Request, place: Place, form: LateLink) -> None:
    data = form.cleaned_data
    unit = unit_of(place, data["unit"])
    actions.give_late_link(
        place.drive, place.agency, unit=unit, asked=_person(place, data["nomor"]), reason=data["alasan"],
        until=data["sampai"], by=request.staff, at=request.now, key=form.key,
    )  # fmt: skip


def _person(place: Place, number: int | None) -> Asked | None:
    if number is None:
        return None
    try:
        return queries.asked_with_number(place.drive, place.agency, place.units, number)
    except Hidden:
        raise Problem("absence.not_asked", "nomor") from None
