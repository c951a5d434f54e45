"""Whom an activity invites: by unit, status or number, and the list as it stands."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions.activities_people import PEOPLE_PER_SLICE
from ikrar.domain.programme.models import Activity
from ikrar.domain.programme.queries import activities as queries
from ikrar.domain.programme.queries import activities_invited as invited
from ikrar.domain.roster.queries import units_seen_by
from ikrar.web.activities.forms_people import Invite
from ikrar.web.activities.shown import part_key
from ikrar.web.activities.views_sessions import to_change
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import Confirm
from ikrar.web.templatetags.ikrar import angka

MANAGE = Permission.ACTIVITY_MANAGE
DEEPEST = 2  # units below it are reached through the unit above
ON_A_PAGE = 100


@open_to(MANAGE)
def invite(request: Request, ref: str) -> HttpResponse:
    """The list of those invited, and whom to add."""
    found = to_change(request, ref)
    sessions = queries.sessions_of(found)
    units = units_seen_by(request.staff, found.agency, MANAGE).filter(closed_on=None, depth__lte=DEEPEST)
    form = Invite(request.POST or None, sessions=sessions, units=units, zone=found.agency.zone)
    if form.is_valid():
        try:
            rows = _invite(request, found, form)
        except Problem as problem:
            form.refuse(problem)
        else:
            told = ngettext("%(n)s undangan ditambahkan.", "%(n)s undangan ditambahkan.", rows)
            return say_and_go(request, told % {"n": angka(rows)}, "activities:invite", ref)
    page = Paginator(invited.invitees_of(found), ON_A_PAGE).get_page(request.GET.get("hal"))
    statuses = [(f"drive.status.{code}", n) for code, n in sorted(invited.invited_statuses(found).items())]
    return answer(
        request, "activities/invite.html", activity=found, form=form, page=page, statuses=statuses,
        sessions=[(s, n) for s in sessions if (n := invited.invited_counts(found).get(s.pk))],
        zone=found.agency.zone,
    )  # fmt: skip


def _invite(request: Request, found: Activity, form: Invite) -> int:
    """Invite in slices, each an act of its own that is safe to repeat. Raises Problem."""
    selection = form.selection
    if selection.is_empty:
        raise Problem("activity.nobody_chosen", "units")
    people = invited.people_selected(found.agency, selection)
    if not people:
        raise Problem("activity.nobody_matches", "units")
    sessions = invited.sessions_named(found, form.cleaned_data.get("sessions", ()))
    return sum(
        result_of(
            actions.invite_people(
                found, sessions=sessions, people=people[start : start + PEOPLE_PER_SLICE], by=request.staff,
                at=request.now, key=part_key(form.key, start),
            )
        )
        for start in range(0, len(people), PEOPLE_PER_SLICE)
    )  # fmt: skip


@open_to(MANAGE)
def take_back(request: Request, ref: str) -> HttpResponse:
    """Empty the list."""
    found = to_change(request, ref)
    form = Confirm(request.POST or None)
    if form.is_valid():
        actions.take_back_invitations(found, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Daftar undangan dikosongkan."), "activities:invite", ref)
    return answer(
        request, "activities/confirm.html", activity=found, form=form, title=_("Kosongkan daftar undangan"),
        told=_("Tanpa daftar, semua pegawai instansi diharapkan hadir. Sesi yang ditutup tidak berubah."),
        submit=_("Kosongkan daftar"),
    )  # fmt: skip
