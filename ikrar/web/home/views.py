"""The task list, what must I do now, and the directory of all parts."""

from django.http import HttpResponse
from django.utils.timezone import localdate

from ikrar.domain.dashboards import fulfilment, queries
from ikrar.domain.people.notices import unseen
from ikrar.domain.roster.seat_queries import zone_of
from ikrar.web.home.tasks import line_of, line_of_due
from ikrar.web.shell.access import Request, open_to_accounts
from ikrar.web.shell.answers import answer
from ikrar.web.shell.nav import everything_for


@open_to_accounts
def index(request: Request) -> HttpResponse:
    """The tasks of the person who is logged in, and what this person did last."""
    tasks = queries.tasks_for(request.staff, at=request.now, on=localdate(request.now))
    entries = queries.last_deeds_of(request.staff)
    news = unseen(request.staff.person)
    done = sum(task.state is queries.State.DONE for task in tasks)
    lines = [line_of(t) for t in tasks] + [
        line_of_due(d) for d in fulfilment.tasks_for(request.staff, at=request.now)
    ]
    zone = zone_of(request.staff.person, on=request.staff.on)
    return answer(request, "home/index.html", lines=lines, done=done, entries=entries, news=news, zone=zone)


@open_to_accounts
def everything(request: Request) -> HttpResponse:
    """All parts of the program that this person may use, each with a line on what it is for."""
    return answer(request, "home/everything.html", groups=everything_for(request, request.staff))
