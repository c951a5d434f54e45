"""How a view answers: a page, or on to the next page with a sentence."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from ikrar.web.shell.nav import nav_for


class SeeOther(HttpResponse):
    """303: go and look there with a GET, so that reloading repeats nothing."""

    status_code = 303

    def __init__(self, url: str) -> None:
        super().__init__()
        self["Location"] = self.url = url


def answer(
    request: HttpRequest, page: str, /, status: int = 200, refresh: int | str = "", **context: Any
) -> HttpResponse:
    """Render a page. A bound form with errors makes it 422; `refresh` (seconds, or "8; url=/…") loads it again."""
    form = context.get("form")
    if status == 200 and form is not None and form.is_bound and form.errors:
        status = 422
    response = render(request, page, context, status=status)
    if refresh:
        response["Refresh"] = str(refresh)
    return response


def go(name: str, *args: object, **kwargs: object) -> SeeOther:
    """On to the page of this URL name."""
    return SeeOther(reverse(name, args=args or None, kwargs=kwargs or None))


def say_and_go(request: HttpRequest, sentence: str, name: str, *args: object, **kwargs: object) -> SeeOther:
    """On to the page of this URL name, which shows the sentence."""
    messages.success(request, sentence)
    return go(name, *args, **kwargs)


def other_language(request: HttpRequest) -> dict[str, str]:
    """The same address in the other language (Indonesian has no prefix)."""
    path = request.get_full_path()
    if get_language() == "en":
        return {"code": "id", "url": "/" + path.removeprefix("/en").lstrip("/\\")}  # never another host
    return {"code": "en", "url": f"/en{path}"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs."""
    staff = getattr(request, "staff", None)
    return {
        "me": staff,
        "nav": nav_for(request, staff) if staff else [],
        "demo": settings.IKRAR_DEMO,
        "help_phone": settings.IKRAR_PHONE,
        "other_language": other_language(request),
        "now": getattr(request, "now", None),
    }
