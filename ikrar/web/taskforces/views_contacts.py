"""Contacts at other institutions, coordination meetings, and what follows from them."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.programme import actions
from ikrar.domain.programme import taskforce_policies as policies
from ikrar.domain.programme.queries import taskforces as queries
from ikrar.domain.roster.queries import agency_for
from ikrar.domain.roster.seat_queries import holders_of
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.taskforces import forms
from ikrar.web.taskforces.messages import contact_sheet
from ikrar.web.taskforces.views import MANAGE, VIEW, step


@open_to(VIEW)
def contacts(request: Request, agency: str) -> HttpResponse:
    """Whom the body calls, and a form for one more."""
    body = agency_for(request.staff, agency, VIEW)
    today = localdate(request.now)
    may_keep = policies.may_keep(request.staff, body)
    form = forms.ContactForm(request.POST or None, initial={"since": today})
    if request.method == "POST":
        may_keep.require()
    if form.is_valid():
        try:
            actions.name_contact(body, contact=form.contact, by=request.staff, at=request.now, key=form.key)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Narahubung disimpan."), "taskforces:contacts", agency)
    return answer(
        request, "taskforces/contacts.html", body=body, form=form, may_keep=may_keep,
        contacts=list(queries.contacts_of(body, on=today)), sheet=contact_sheet(body, today),
        meetings=list(queries.meetings_of(body)[:50]),
    )  # fmt: skip


@open_to(MANAGE)
def end(request: Request, ref: str) -> HttpResponse:
    """The contact is none any more."""
    found = queries.contact_for(request.staff, ref)
    policies.may_keep(request.staff, found.agency).require()
    form = forms.Ending(request.POST or None, initial={"on": localdate(request.now)})
    del form.fields["because"]

    def act() -> HttpResponse:
        actions.end_contact(found, on=form.cleaned_data["on"], by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Narahubung diakhiri."), "taskforces:contacts", found.agency.ref)

    return step(request, form, act, _("Akhiri narahubung %(name)s") % {"name": found.name}, None, found.agency)


@open_to(MANAGE)
def note(request: Request, agency: str) -> HttpResponse:
    """Write down a coordination meeting."""
    body = agency_for(request.staff, agency, MANAGE)
    policies.may_keep(request.staff, body).require()
    form = forms.MeetingForm(
        request.POST or None,
        activities=queries.activities_here(body),
        initial={"held_on": localdate(request.now)},
    )

    def act() -> HttpResponse:
        made = result_of(
            actions.note_meeting(body, noted=form.noted, by=request.staff, at=request.now, key=form.key)
        )
        return say_and_go(request, _("Rapat dicatat."), "taskforces:meeting", made.ref)

    return step(request, form, act, _("Catat rapat koordinasi"), None, body)


@open_to(VIEW)
def meeting(request: Request, ref: str) -> HttpResponse:
    """A meeting with what follows from it."""
    found = queries.meeting_for(request.staff, ref)
    may_keep = policies.may_keep(request.staff, found.agency)
    people = holders_of(VIEW, found.agency, on=localdate(request.now))
    form = forms.FollowUpForm(request.POST or None, people=people)
    if request.method == "POST":
        may_keep.require()
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.set_follow_up(
                found, what=data["what"], due_on=data["due_on"], owner=form.people.get(data["owner"]),
                by=request.staff, at=request.now, key=form.key,
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Tindak lanjut dicatat."), "taskforces:meeting", ref)
    return answer(
        request, "taskforces/meeting.html", meeting=found, form=form, may_keep=may_keep, rows=queries.follow_ups_of(found),
        institutions=found.institutions.splitlines(), decisions=found.decisions.splitlines(), today=localdate(request.now),
    )  # fmt: skip


@open_to(VIEW)
def follow_up(request: Request, ref: str) -> HttpResponse:
    """A follow-up is done."""
    found = queries.follow_up_for(request.staff, ref)
    verdict = policies.may_finish_follow_up(request.staff, found)
    form = forms.Done(request.POST or None)
    if form.is_valid():
        note = form.cleaned_data["note"]
        actions.finish_follow_up(found, note=note, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Tindak lanjut selesai."), "taskforces:meeting", found.meeting.ref)
    return answer(
        request, "taskforces/follow_up.html", row=found, form=form, may_finish=verdict and found.done_at is None
    )
