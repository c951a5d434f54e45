"""Who was told of their pledge: how far the mail has come, and messages for those whom no mail reaches."""

from django.conf import settings
from django.http import HttpResponse

from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges.notices import Notice, notices_by_reach, notices_listed
from ikrar.web.pledges.messages import table_of, workbook_of
from ikrar.web.pledges.places import Place, place_for
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer

ISSUE = Permission.CODE_ISSUE  # whoever hands out codes also tells people what was signed with them


@open_to(ISSUE)
def notices(request: Request, ref: str, agency: str) -> HttpResponse:
    """How many notices wait, were sent, failed or have no address, in the units of this person."""
    place = place_for(request, ref, agency, ISSUE)
    counts = notices_by_reach(place.drive, place.units)
    shown = [(f"notice.reach.{reach}", n) for reach, n in counts.items()]
    is_off = not (settings.IKRAR_MAIL_FROM or settings.IKRAR_DEMO)
    return answer(
        request, "pledges/notices.html", place=place, counts=shown, total=sum(counts.values()), is_off=is_off
    )


@open_to(ISSUE)
def workbook(request: Request, ref: str, agency: str) -> HttpResponse:
    """Messages as a workbook; nothing in them opens anything by itself."""
    place = place_for(request, ref, agency, ISSUE)
    return workbook_of(request, place, _wanted(request, place))


@open_to(ISSUE)
def table(request: Request, ref: str, agency: str) -> HttpResponse:
    """The same messages as CSV."""
    place = place_for(request, ref, agency, ISSUE)
    return table_of(request, place, _wanted(request, place))


def _wanted(request: Request, place: Place) -> list[Notice]:
    return notices_listed(place.drive, place.units, only_unreached="semua" not in request.GET)
