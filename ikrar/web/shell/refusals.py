"""The pages that say no: not found, not allowed, cannot be taken, our fault, too many at once."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from ikrar.core.refs import make_ref
from ikrar.core.verdicts import Problem

KEPT_AT_MOST = 200
NEVER_SHOWN = {
    "csrfmiddlewaretoken",
    "password",
    "password1",
    "password2",
    "kode",
    "code",
    "kunci",
    "oldpassword",
}


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What the person typed, to be printed back so that it can be copied; never a secret."""
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(n, v) for n, v in pairs if n not in NEVER_SHOWN and v.strip()][:KEPT_AT_MOST]


def _page(request: HttpRequest, template: str, status: int, **context: Any) -> HttpResponse:
    return render(request, template, {"typed": typed(request), **context}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: for what does not exist and for what may not be known."""
    return _page(request, "errors/404.html", 404)


def forbidden(request: HttpRequest, reason: str = "", exception: Exception | None = None) -> HttpResponse:
    """403 with the reason in words."""
    return _page(request, "errors/403.html", 403, reason=reason)


def unusable(request: HttpRequest, problem: Problem) -> HttpResponse:
    """422: the input cannot be taken; what was typed is printed back."""
    return _page(request, "errors/422.html", 422, problem=problem)


def too_busy(request: HttpRequest) -> HttpResponse:
    """503: too many write at once; the page loads itself again, and nothing was stored."""
    page = _page(request, "errors/503.html", 503)
    page["Retry-After"] = "5"
    return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose protection expired; what was typed is printed back."""
    return _page(request, "errors/csrf.html", 403)


def session_ended(request: HttpRequest) -> HttpResponse:
    """403 for a form whose sender is no longer logged in; what was typed is printed back."""
    return _page(request, "errors/session.html", 403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: ours; with a code to quote. No database and no context processor is used."""
    code = make_ref(secrets.token_bytes(6), 6)
    return HttpResponse(
        loader.render_to_string("errors/500.html", {"code": code, "typed": typed(request)}), status=500
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: a request that no form of ours sends."""
    return HttpResponse(loader.render_to_string("errors/400.html", {}), status=400)
