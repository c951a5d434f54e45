"""Totals without names or parties, the day on which details go, and who stands for election."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.invitations import actions, policies, queries
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import agency_for
from ikrar.domain.roster.seat_queries import seated_at
from ikrar.web.invitations import forms
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.fields import said

TOTALS, KEEP = Permission.INVITATION_TOTALS, Permission.AGENCY_MANAGE


@open_to(TOTALS)
def totals(request: Request, agency: str) -> HttpResponse:
    """How many, by kind of host and what became of them; small numbers are withheld."""
    body = queries.totals_for(request.staff, agency, on=localdate(request.now))
    shown = queries.totals_of(body)
    rows = [(f"invitation.host.{row}", [shown.cells[row, c] for c in shown.columns]) for row in shown.rows]
    return answer(
        request, "invitations/totals.html", body=body, rows=rows,
        columns=[f"invitation.fate.{c}" for c in shown.columns],
        may_keep=policies.may_keep_schedule(request.staff, body),
        may_register=request.staff.permits(Permission.INVITATION_REGISTER),
    )  # fmt: skip


@open_to(KEEP)
def schedule(request: Request, agency: str) -> HttpResponse:
    """When details are destroyed, where a person must set the day; and who stands for election."""
    body = agency_for(request.staff, agency, KEEP)
    policies.may_keep_schedule(request.staff, body).require()
    kept = queries.kept_elections(body)
    named = [(code, text or _("Tanpa pemilihan")) for code, text in said("drive.election", kept)]
    is_standing = request.POST.get("bagian") == "maju"
    day = forms.Day(None if is_standing else request.POST or None, elections=named)
    people = seated_at(body, on=localdate(request.now))
    stands = forms.Stands(
        request.POST if is_standing else None, people=people, initial={"since": localdate(request.now)}
    )
    if day.is_valid():
        data = day.cleaned_data
        try:
            actions.set_destruction_day(
                body, election=data["election"], on=data["on"], by=request.staff, at=request.now, key=day.key
            )
        except Problem as problem:
            day.refuse(problem)
        else:
            return say_and_go(request, _("Hari pemusnahan disimpan."), "invitations:schedule", agency)
    if stands.is_valid():
        data = stands.cleaned_data
        actions.note_candidacy(
            stands.people[data["person"]], body, since=data["since"], until=data["until"], by=request.staff,
            at=request.now, key=stands.key,
        )  # fmt: skip
        return say_and_go(
            request, _("Tercatat. Bagian undangan kini tertutup baginya."), "invitations:schedule", agency
        )
    days = [(text, queries.destruction_of(body, code)) for code, text in named]
    status = 422 if day.is_bound or stands.is_bound else 200
    return answer(
        request, "invitations/schedule.html", status, body=body, day=day, stands=stands, days=days,
        may_count=request.staff.permits_at(TOTALS, body),
    )  # fmt: skip
