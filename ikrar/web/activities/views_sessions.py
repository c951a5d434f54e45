"""The sessions of an activity: shifts, repeats, another time."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme import activity_policies as policies
from ikrar.domain.programme.models import Activity
from ikrar.domain.programme.queries import activities as queries
from ikrar.web.activities import forms
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import Confirm

MANAGE = Permission.ACTIVITY_MANAGE


def to_change(request: Request, ref: str) -> Activity:
    """An activity that the person may change. Raises Hidden, Refused."""
    found = queries.activity_for(request.staff, ref, MANAGE)
    policies.may_change_activity(request.staff, found).require()
    return found


@open_to(MANAGE)
def add(request: Request, ref: str) -> HttpResponse:
    """A further session, with its repeats."""
    found = to_change(request, ref)
    form = forms.AddSession(request.POST or None, zone=found.agency.zone)
    if form.is_valid():
        try:
            actions.add_sessions(
                found, spans=form.spans, past_is_meant=form.cleaned_data["past_is_meant"], by=request.staff,
                at=request.now, key=form.key,
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Sesi disimpan."), "activities:activity", ref)
    return answer(request, "activities/form.html", activity=found, form=form, title=_("Tambah sesi"))


@open_to(MANAGE)
def change(request: Request, ref: str, session: str) -> HttpResponse:
    """Another time or name."""
    found = to_change(request, ref)
    one = queries.session_of(found, session)
    form = forms.ChangeSession(
        request.POST or None, zone=found.agency.zone, initial=forms.session_as_typed(one)
    )
    if form.is_valid():
        try:
            actions.change_session(
                one, span=form.span, past_is_meant=form.cleaned_data["past_is_meant"], by=request.staff,
                at=request.now, key=form.key,
            )  # fmt: skip
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Sesi diubah."), "activities:activity", ref)
    return answer(request, "activities/session.html", activity=found, form=form, session=one)


@open_to(MANAGE)
def remove(request: Request, ref: str, session: str) -> HttpResponse:
    """Take a session away."""
    found = to_change(request, ref)
    one = queries.session_of(found, session)
    form = Confirm(request.POST or None)
    if form.is_valid():
        try:
            actions.remove_session(one, by=request.staff, at=request.now, key=form.key)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Sesi dihapus."), "activities:activity", ref)
    return answer(
        request, "activities/confirm.html", activity=found, form=form, title=_("Hapus sesi"),
        told=_("Undangan ke sesi ini ikut terhapus. Sesi yang kehadirannya sudah dicatat tidak dapat dihapus."),
        submit=_("Hapus sesi"),
    )  # fmt: skip
