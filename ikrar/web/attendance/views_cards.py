"""Attendance cards: for the people of a unit, printed again when needed, made anew for one person."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import attendance_policies as policies
from ikrar.domain.programme.actions.attendance_cards import PrintedCard, print_cards, printed
from ikrar.domain.programme.queries import attendance_cards as cards_of
from ikrar.domain.roster.employee_queries import employee_for, employees_seen_by, search
from ikrar.domain.roster.queries import agencies_seen_by, agency_for, unit_for
from ikrar.papers import attendance_cards as paper
from ikrar.web.attendance import forms
from ikrar.web.attendance.views import pdf_answer
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import Confirm

RECORD = Permission.ATTENDANCE_RECORD


@open_to(RECORD)
def bodies(request: Request) -> HttpResponse:
    """The bodies for which this person prints cards."""
    return answer(request, "attendance/card_bodies.html", bodies=agencies_seen_by(request.staff, RECORD))


@open_to(RECORD)
def units(request: Request, agency: str) -> HttpResponse:
    """The units of a body: how many people, how many hold a card; and a search for one person, by POST."""
    home = agency_for(request.staff, agency, RECORD)
    form, found = forms.Find(request.POST or None), None
    if form.is_valid():
        found = search(employees_seen_by(request.staff, home, RECORD), form.cleaned_data["typed"])
    counted = cards_of.units_with_cards(request.staff, home)
    return answer(request, "attendance/card_units.html", home=home, units=counted, form=form, found=found)


@open_to(RECORD)
def unit(request: Request, agency: str, unit: str) -> HttpResponse:
    """The cards of a unit: make those that are missing, print those that are valid."""
    place = unit_for(request.staff, agency, unit, RECORD)
    verdict = policies.may_issue_cards(request.staff, place.agency, place)
    form = Confirm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = result_of(actions.issue_cards(place, by=request.staff, at=request.now, key=form.key))
        said = ngettext("%(n)s kartu baru dibuat.", "%(n)s kartu baru dibuat.", new) % {"n": new}
        return say_and_go(request, said, "attendance:card_unit", agency, unit)
    count = cards_of.cards_in(place)
    return answer(request, "attendance/card_unit.html", unit=place, form=form, verdict=verdict, count=count)


@open_to(RECORD)
def sheet(request: Request, agency: str, unit: str) -> HttpResponse:
    """The printed cards of a unit."""
    place = unit_for(request.staff, agency, unit, RECORD)
    try:
        made = print_cards(place, by=request.staff)
    except Problem as problem:
        return answer(request, "attendance/card_none.html", unit=place, problem=problem, status=422)
    if not made:
        return answer(request, "attendance/card_none.html", unit=place, problem=None, status=404)
    return _cards_pdf(request, made, f"kartu-hadir-{place.ref}.pdf")


def _cards_pdf(request: Request, made: list[PrintedCard], name: str) -> HttpResponse:
    rows = tuple(paper.HadirCard(c.name, c.body, c.unit, c.token, c.code) for c in made)
    return pdf_answer(paper.attendance_cards(paper.HadirCards(rows, request.now)), name)


@open_to(RECORD)
def person(request: Request, employee: str) -> HttpResponse:
    """The card of one person: print it again, or void it and make a new one."""
    who = employee_for(request.staff, employee, RECORD)
    card = cards_of.valid_card_of(who)
    form = Confirm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if "batalkan" in request.POST and card is not None:
            actions.revoke_card(card, by=request.staff, at=request.now, key=form.key)
            return say_and_go(request, _("Kartu dibatalkan."), "attendance:card_person", employee)
        actions.reissue_card(who, by=request.staff, at=request.now, key=form.key)
        return say_and_go(
            request, _("Kartu baru dibuat. Kartu lama tidak berlaku lagi."), "attendance:card_person", employee
        )
    return answer(request, "attendance/card_person.html", who=who, card=card, form=form)


@open_to(RECORD)
def person_sheet(request: Request, employee: str) -> HttpResponse:
    """The card of one person on paper."""
    who = employee_for(request.staff, employee, RECORD)
    card = cards_of.valid_card_of(who)
    if card is None:
        return answer(request, "attendance/card_none.html", unit=who.unit, problem=None, status=404)
    return _cards_pdf(request, [printed(card)], f"kartu-hadir-{who.ref}.pdf")
