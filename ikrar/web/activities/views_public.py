"""What anybody may read: the news of a body. No login is asked, nobody is counted."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from ikrar.core.activities import NewsStage
from ikrar.domain.programme.queries import documentation
from ikrar.web.activities.messages import news_message, share_link
from ikrar.web.activities.views_news import paragraphs_of
from ikrar.web.shell.access import open_to_everyone
from ikrar.web.shell.answers import answer

ON_A_PAGE = 20
SEEN_FOR = "public, max-age=300"  # a withdrawn picture is gone from every cache after five minutes


@open_to_everyone
def news_list(request: HttpRequest, agency: str) -> HttpResponse:
    """The news of a body, the latest first."""
    body = documentation.public_body(agency)
    page = Paginator(documentation.public_news(agency), ON_A_PAGE).get_page(request.GET.get("hal"))
    return answer(request, "activities/public_list.html", body=body, page=page)


@open_to_everyone
def item(request: HttpRequest, agency: str, news: str) -> HttpResponse:
    """One item; a withdrawn one says so and why, and shows nothing else."""
    found = documentation.public_item(agency, news)
    is_there = found.stage == NewsStage.PUBLISHED
    photos = documentation.public_photos(found) if is_there else []
    named = [(name, getattr(found, name)) for name in ("writer", "editor", "layout", "photographer")]
    return answer(
        request, "activities/public_item.html", news=found, body=found.agency, is_there=is_there,
        paragraphs=paragraphs_of(found) if is_there else [],
        photos=[(p, documentation.shown_file(p, 320), documentation.shown_file(p, 960)) for p in photos],
        credits=[(f"activity.credit.{name}", who) for name, who in named if who],
        share=share_link(news_message(found)), zone=found.agency.zone,
    )  # fmt: skip


@open_to_everyone
def picture(request: HttpRequest, agency: str, news: str, photo: str, box: int) -> HttpResponse:
    """A photo of a published item in a size, with its masks, while its check holds."""
    one = documentation.public_photo(agency, news, photo)
    data, kind = documentation.bytes_of(documentation.shown_file(one, box))
    response = HttpResponse(data, content_type=kind)
    response["Cache-Control"] = SEEN_FOR
    return response
