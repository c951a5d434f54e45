"""Who signed, who is away and who not yet, by name; absences; declaring a pledge void."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ikrar.core.pledges import Absent, Standing, Void
from ikrar.core.verdicts import Problem
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges import actions, policies, queries
from ikrar.domain.programme.queries import bodies_of, drives_seen_by
from ikrar.domain.roster.queries import agencies_seen_by
from ikrar.web.pledges import forms_staff
from ikrar.web.pledges.places import place_for, unit_of, whole_place_for
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import Confirm

ON_A_PAGE = 100
LIST = Permission.PLEDGE_LIST


@open_to(LIST)
def index(request: Request) -> HttpResponse:
    """The drives and bodies whose signers this person may see."""
    mine = set(agencies_seen_by(request.staff, LIST).values_list("pk", flat=True))
    drives = [
        (d, [b for b in bodies_of(d) if b.agency_id in mine]) for d in drives_seen_by(request.staff, LIST)
    ]
    return answer(request, "pledges/index.html", drives=drives)


@open_to(LIST)
def people(request: Request, ref: str, agency: str) -> HttpResponse:
    """Everybody of a unit and below it, alphabetical, with level or reason; never a league table."""
    place = place_for(request, ref, agency, LIST)
    units = place.units
    unit = unit_of(place, request.GET["unit"]) if request.GET.get("unit") else None
    if unit is not None:
        units = queries.units_below(unit) & place.units
    wanted = request.GET.get("siapa", "")
    rows = queries.people_rows(place.drive, units, on=timezone.localdate(request.now), standing=wanted)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("hal"))
    people = [queries.listed(*row) for row in page]
    may_note = request.staff.permits(Permission.ABSENCE_RECORD)  # the door of the form asks where
    query = f"unit={unit.ref if unit else ''}&siapa={wanted}&"
    form = forms_staff.Absences(people=())
    return answer(
        request, "pledges/people.html", place=place, unit=unit, page=page, wanted=wanted, query=query, form=form,
        standings=list(Standing)[:3], people=people, units=place.units, may_note=may_note,
        may_answer=request.staff.permits_at(Permission.DISPUTE_ANSWER, place.agency),
        may_seal=request.staff.permits_at(Permission.REGISTER_SEAL, place.agency),
        may_send_notices=request.staff.permits(Permission.CODE_ISSUE),  # the door of the page asks where
        may_see_refusals=request.staff.permits_at(Permission.REFUSAL_VIEW, place.agency),
    )  # fmt: skip


@open_to(Permission.ABSENCE_RECORD)
def absences(request: Request, ref: str, agency: str) -> HttpResponse:
    """Note or end the absence of the people ticked in the list."""
    place = place_for(request, ref, agency, Permission.ABSENCE_RECORD)
    rows = [int(row) for row in request.POST.getlist("orang") if row.isdecimal() and len(row) < 19][:ON_A_PAGE]
    asked = queries.asked_among(place.drive, place.units, rows)
    form = forms_staff.Absences(request.POST or None, people=[a.pk for a in asked])
    if form.is_valid():
        try:
            if "kembali" in request.POST:
                actions.end_absences(asked, by=request.staff, at=request.now, key=form.key)
            else:
                reason, until = Absent(form.cleaned_data["alasan"]), form.cleaned_data["sampai"]
                actions.record_absences(
                    asked, reason=reason, until=until, by=request.staff, at=request.now, key=form.key
                )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Keterangan sudah dicatat."), "pledges:people", ref, agency)
    return answer(request, "pledges/absences.html", place=place, form=form, asked=asked)


@open_to(Permission.DISPUTE_ANSWER)
def withdraw(request: Request, ref: str, agency: str, pledge: str) -> HttpResponse:
    """Declare a pledge void that was entered for the wrong person."""
    place = whole_place_for(request, ref, agency, Permission.DISPUTE_ANSWER)
    found = queries.pledge_for(place.drive, place.agency, pledge)
    form = Confirm(request.POST or None)
    verdict = policies.may_withdraw(found)
    if verdict and form.is_valid():
        actions.withdraw_pledge(found, reason=Void.WRONG_ENTRY, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Ikrar sudah dicabut. Orangnya dapat menandatangani lagi satu kali."),
                          "pledges:people", ref, agency)  # fmt: skip
    return answer(request, "pledges/withdraw.html", place=place, pledge=found, form=form, verdict=verdict)
