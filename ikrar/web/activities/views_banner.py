"""The banner of an activity as a print file: made for the answer and kept nowhere."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import translation

from ikrar.domain.letters.queries import letterhead_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import Activity
from ikrar.domain.programme.queries import activities as queries
from ikrar.papers.banner import SIZES, Banner
from ikrar.papers.banner import banner as banner_pdf
from ikrar.web.activities.forms_banner import Words, as_begun
from ikrar.web.activities.shown import sent_file
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer
from ikrar.words import say


@open_to(Permission.ACTIVITY_VIEW)
def banner(request: Request, ref: str) -> HttpResponse:
    """Choose size and words, and save the file for the printer."""
    found = queries.activity_for(request.staff, ref)
    form = Words(request.POST or None, initial=as_begun(found.name))
    if form.is_valid():
        pdf = banner_pdf(_banner_of(request, found, form))
        return sent_file(pdf, "application/pdf", f"spanduk-{found.ref}-{form.cleaned_data['size']}.pdf")
    return answer(
        request, "activities/banner.html", activity=found, form=form, margin=SIZES["3x1"].margin // 10
    )


def _banner_of(request: Request, found: Activity, form: Words) -> Banner:
    """The banner in Indonesian, whatever language the page has; its day is the day of the first session."""
    head, data = letterhead_of(found.agency), form.cleaned_data
    begins = queries.first_start(found) or request.now
    with translation.override("id"):
        heading = say(f"activity.banner_heading.{data['heading']}")
    return Banner(
        above=head.above if head else "", body=head.body if head else found.agency.name, heading=heading,
        title=data["title"], place=found.place, day=begins.astimezone(ZoneInfo(found.agency.zone)).date(), slogan=data["slogan"],
        to_sign=data["to_sign"], size=data["size"], made_at=request.now,
    )  # fmt: skip
