"""The calendar of a body: where we are now, what comes, on what each day rests, and the files to take along."""

import csv
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from ikrar.core.calendars import When, coming, when
from ikrar.core.elections import Reach, State
from ikrar.domain.elections import queries
from ikrar.domain.elections.files import COLUMNS
from ikrar.domain.elections.ics import ics_of
from ikrar.domain.elections.policies import may_correct
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import agencies_seen_by, agency_for
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer

MOST_BODIES, MOST_AHEAD = 200, 8


@open_to(Permission.DRIVE_VIEW)
def index(request: Request) -> HttpResponse:
    """The bodies whose calendar the person may read."""
    bodies = list(agencies_seen_by(request.staff, Permission.DRIVE_VIEW)[:MOST_BODIES])
    return answer(request, "elections/index.html", bodies=bodies)


@open_to(Permission.DRIVE_VIEW)
def calendar(request: Request, agency: str) -> HttpResponse:
    """Where every election stands today, what comes next, and all stages with their source."""
    body = agency_for(request.staff, agency, Permission.DRIVE_VIEW)
    today = request.now.astimezone(ZoneInfo(body.zone)).date()
    found = queries.elections_for(body)
    names = {told.election.code: told.name for told in found}
    held = {told.election.code for told in found if told.election.state != State.NOT_HELD}
    lines = [line for told in found for line in told.lines if line.election in held]
    closes = {told.election.code: told.election.closes_on for told in found}
    now = [line for line in lines if when(line, today, closes[line.election]) == When.NOW]
    ahead = coming(lines, today)
    rows = [
        (
            told,
            told.election.reach == Reach.UNLISTED,
            [(x, when(x, today, closes[x.election])) for x in told.lines],
        )
        for told in found
    ]
    return answer(
        request, "elections/calendar.html", body=body, today=today, now_lines=[(x, names[x.election]) for x in now],
        ahead=[(x, names[x.election]) for x in ahead[:MOST_AHEAD]], rows=rows, may_correct=may_correct(request.staff, body),
    )  # fmt: skip


@open_to(Permission.DRIVE_VIEW)
def stage(request: Request, agency: str, election: str, stage: str) -> HttpResponse:
    """One stage: its days, on what they rest, and every version that stood before."""
    body = agency_for(request.staff, agency, Permission.DRIVE_VIEW)
    line = queries.line_for(body, election, stage)
    told = queries.election_for(body, election)
    first = next((x for x in queries.shipped() if (x.election, x.stage) == (election, stage)), None)
    return answer(
        request, "elections/stage.html", body=body, line=line, told=told, shipped=first,
        versions=queries.history_of(body, election, stage), may_correct=may_correct(request.staff, body),
    )  # fmt: skip


@open_to(Permission.DRIVE_VIEW)
def ics(request: Request, agency: str) -> HttpResponse:
    """The calendar as a file for a calendar program."""
    body = agency_for(request.staff, agency, Permission.DRIVE_VIEW)
    found = [told for told in queries.elections_for(body) if told.election.state != State.NOT_HELD]
    lines = [line for told in found for line in told.lines]
    names = {told.election.code: told.name for told in found}
    content = ics_of(lines, names, body=body.name, host=request.get_host(), at=request.now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="kalender-pemilihan.ics"'
    return response


@open_to(Permission.DRIVE_VIEW)
def table(request: Request, agency: str) -> HttpResponse:
    """The calendar as the table that can be corrected and taken in again."""
    body = agency_for(request.staff, agency, Permission.DRIVE_VIEW)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="kalender-pemilihan.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for told in queries.elections_for(body):
        for x in told.lines:
            writer.writerow(
                (
                    x.election,
                    x.stage,
                    x.name,
                    x.first or "",
                    x.last or "",
                    x.certainty,
                    x.basis,
                    x.source,
                    x.confidence,
                )
            )
    return response
