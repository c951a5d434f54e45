"""What officers see of a test: how far people have come, whom to remind, and never a score."""

from datetime import timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.learning import Standing, read_bank
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.learning import actions, policies, queries
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.queries import bodies_of, drive_for, drives_seen_by
from ikrar.domain.roster.queries import agency_for, unit_for, units_seen_by
from ikrar.web.learning import forms
from ikrar.web.learning.shown import address_of, message_of
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import Confirm

MANAGE, REACH = Permission.TEST_MANAGE, Permission.TEST_REACH
WEEKS_OPEN = timedelta(weeks=2)
ON_A_PAGE = 100


@open_to(REACH)
def index(request: Request) -> HttpResponse:
    """The tests of the person's bodies, and the drives for which one may be opened."""
    tests = list(queries.tests_seen_by(request.staff)[:50])
    drives = [d for d in drives_seen_by(request.staff)[:50] if policies.may_open_test(request.staff, d)]
    return answer(request, "learning/index.html", tests=tests, drives=drives)


@open_to(MANAGE)
def open_one(request: Request, drive: str) -> HttpResponse:
    """Open a test for the people of a drive."""
    found = drive_for(request.staff, drive, Permission.DRIVE_VIEW)
    policies.may_open_test(request.staff, found).require()
    bank = queries.newest_bank()
    if bank is None:
        return answer(request, "learning/no_bank.html")
    keys = list(read_bank(bank.body).values())
    form = forms.Plan(
        request.POST or None, keys=keys, zone=found.agency.zone, now=request.now, later=request.now + WEEKS_OPEN
    )
    if form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name != "kunci"}
        try:
            plan = actions.Plan(**data)
            test = result_of(
                actions.open_test(found, plan=plan, by=request.staff, at=request.now, key=form.key)
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Uji pemahaman dibuka."), "learning:test", test.ref)
    return answer(request, "learning/open.html", form=form, drive=found, bank=bank)


@open_to(REACH)
def detail(request: Request, ref: str) -> HttpResponse:
    """One test: its address, the message, each body's reach, and the button that ends it."""
    test = queries.test_for(request.staff, ref)
    may_close = policies.may_close_test(request.staff, test)
    form = Confirm(request.POST or None)
    if form.is_valid():
        actions.close_test(test, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Uji pemahaman ditutup."), "learning:test", test.ref)
    found = queries.reach_of_bodies([test])
    reached = queries.bodies_reached(request.staff)
    seen = [body.agency for body in bodies_of(test.drive) if body.agency_id in reached]
    rows = [(body, found.get((test.pk, body.pk))) for body in seen]
    count = len(queries.keyed_of(test))
    return answer(
        request, "learning/test.html", test=test, rows=rows, count=count, address=address_of(test),
        message=message_of(test, count), form=form, may_close=may_close,
        is_open=bool(policies.may_take_test(None, test, request.now)), zone=test.agency.zone,
    )  # fmt: skip


@open_to(REACH)
def reach(request: Request, ref: str, agency: str) -> HttpResponse:
    """The reach of every unit of a body that the person sees."""
    test = queries.test_for(request.staff, ref)
    body = agency_for(request.staff, agency, REACH)
    units = units_seen_by(request.staff, body, REACH).filter(closed_on=None)
    rows = [row for row in queries.reach_of_units(test, body, units) if row.asked]
    return answer(request, "learning/reach.html", test=test, body=body, rows=rows, zone=body.zone)


@open_to(REACH)
def people(request: Request, ref: str, agency: str) -> HttpResponse:
    """The people of a unit: not yet, attended or passed; no score is anywhere on this page."""
    test = queries.test_for(request.staff, ref)
    unit = unit_for(request.staff, agency, request.GET.get("unit", ""), REACH)
    wanted = request.GET.get("keadaan", "")
    if wanted and wanted not in set(Standing):
        raise Hidden
    rows = queries.people_in(test, request.staff, unit, standing=Standing(wanted) if wanted else None)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("hal"))
    asked = {"unit": unit.ref, "keadaan": wanted} if wanted else {"unit": unit.ref}
    return answer(
        request, "learning/people.html", test=test, unit=unit, rows=[queries.person_of(a) for a in page],
        page=page, query=f"{urlencode(asked)}&", wanted=wanted,
        standings=[(s.value, f"learning.standing.{s}") for s in Standing],
    )  # fmt: skip
