"""Attendance beside pledges, for an activity with an apel."""

from django.http import HttpResponse

from ikrar.domain.dashboards.signing import activity_signing as compare
from ikrar.domain.dashboards.signing import session_to_compare
from ikrar.domain.people.grants import Permission
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer


@open_to(Permission.PLEDGE_LIST)
def activity_signing(request: Request, session: str) -> HttpResponse:
    """Present but not signed, and signed but absent: two lists, only for units where this person may list people."""
    found = session_to_compare(request.staff, session)
    return answer(
        request,
        "dashboards/activity_signing.html",
        session=found,
        signing=compare(request.staff, found),
        zone=found.activity.agency.zone,
    )
