"""How far is it, who is missing, and what must the leader decide?"""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate

from ikrar.domain.dashboards import queries
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges.queries.counts import coverage as coverage_of
from ikrar.domain.pledges.queries.lists import not_yet, units_below
from ikrar.domain.programme.queries.drives import drive_for
from ikrar.domain.roster.queries import unit_for
from ikrar.papers.typesetting import Paper
from ikrar.web.dashboards import files, sentences
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer

VIEW, LIST, SUMMARY = Permission.COVERAGE_VIEW, Permission.PLEDGE_LIST, Permission.SUMMARY_VIEW


@open_to(VIEW)
def index(request: Request) -> HttpResponse:
    """Every body in every drive that this person may see, with its numbers."""
    standings = queries.standings_seen_by(request.staff, VIEW, on=localdate(request.now))
    return answer(request, "dashboards/index.html", standings=standings)


@open_to(VIEW)
def coverage(request: Request, drive: str, agency: str) -> HttpResponse:
    """One body: its units with read, signed by level, absent with reason, not yet. The chart is the table."""
    found = drive_for(request.staff, drive, VIEW)
    body = queries.body_in_view(request.staff, found, agency, VIEW)
    branch = queries.branch_of(found, body, request.GET.get("unit", ""), on=localdate(request.now))
    return answer(
        request, "dashboards/coverage.html", drive=found, body=body, branch=branch,
        total=sentences.described(branch.here.below), target=sentences.target(branch.whole),
        may_list=request.staff.permits_at(LIST, body, branch.unit),
    )  # fmt: skip


@open_to(VIEW)
def export(request: Request, drive: str, agency: str) -> HttpResponse:
    """The same numbers for every unit as a workbook."""
    found = drive_for(request.staff, drive, VIEW)
    body = queries.body_in_view(request.staff, found, agency, VIEW)
    whole = coverage_of(found, body, on=localdate(request.now))
    return files.coverage_file(found, body, whole, by=request.staff, at=request.now)


@open_to(LIST)
def missing(request: Request, drive: str, agency: str) -> HttpResponse:
    """Who has not signed and is not excused, by name; with a message that names nobody."""
    found = drive_for(request.staff, drive, LIST)
    unit = unit_for(request.staff, agency, request.GET.get("unit", ""), LIST)
    people = not_yet(found, units_below(unit), on=localdate(request.now))
    counts = queries.counts_below(found, unit, on=localdate(request.now))
    address = request.build_absolute_uri("/")
    message = sentences.chase(found, unit, counts, address, at=request.now)
    return answer(
        request, "dashboards/missing.html", drive=found, unit=unit, people=people, counts=counts, message=message,
        file_url=f"{reverse('dashboards:missing_file', args=[drive, agency])}?unit={unit.ref}",
    )  # fmt: skip


@open_to(LIST)
def missing_file(request: Request, drive: str, agency: str) -> HttpResponse:
    """The same list as a workbook."""
    found = drive_for(request.staff, drive, LIST)
    unit = unit_for(request.staff, agency, request.GET.get("unit", ""), LIST)
    people = not_yet(found, units_below(unit), on=localdate(request.now))
    return files.missing_file(found, unit, people, by=request.staff, at=request.now)


@open_to(SUMMARY)
def summary(request: Request) -> HttpResponse:
    """One screen for the leader: what must I decide, and how far are we?"""
    standings = queries.standings_seen_by(request.staff, SUMMARY, on=localdate(request.now))
    decisions = queries.decisions_of(request.staff)
    return answer(
        request, "dashboards/summary.html", standings=standings, decisions=decisions,
        message=sentences.leader(standings, at=request.now),
    )  # fmt: skip


@open_to(SUMMARY)
def summary_paper(request: Request, drive: str, agency: str) -> HttpResponse:
    """The leader's page on paper, A4 or F4."""
    found = drive_for(request.staff, drive, SUMMARY)
    body = queries.body_in_view(request.staff, found, agency, SUMMARY)
    branch = queries.branch_of(found, body, "", on=localdate(request.now))
    paper: Paper = "f4" if request.GET.get("kertas") == "f4" else "a4"
    return files.summary_file(found, body, branch, paper, by=request.staff, at=request.now)
