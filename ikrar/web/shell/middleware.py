"""What happens around every page: headers, one moment, and who may come in."""

import functools
from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from ikrar.core.verdicts import Hidden, Problem, Refused, Why
from ikrar.domain.people.models import Account
from ikrar.domain.people.queries import is_empty
from ikrar.domain.roster.queries import staff_of
from ikrar.web.shell import refusals
from ikrar.web.shell.access import Opening, opening_of

Next = Callable[[HttpRequest], HttpResponseBase]
REDIRECTS = range(300, 400)


def headers(get_response: Next) -> Next:
    """The headers of every answer; a page carries more than a file or a redirect, where each byte only waits."""

    def run(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if (
            response.headers.get("Content-Type", "").startswith("text/html")
            and response.status_code not in REDIRECTS
        ):
            response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
            response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith(("/static/", "/log/")):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return run


def has_nul(request: HttpRequest) -> bool:
    """Whether the address holds a NUL character: no database takes one, and nobody types one."""
    return "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", "")


def moment(get_response: Next) -> Next:
    """One moment per request: everything below receives it as `at`."""

    def run(request: HttpRequest) -> HttpResponseBase:
        if has_nul(request):
            return refusals.bad_request(request)
        request.now = timezone.now()  # type: ignore[attr-defined]
        return get_response(request)

    return run


@functools.cache
def policy_text() -> str:
    """The one content policy, from CONTENT_SECURITY_POLICY."""
    return str(build_policy())


class ContentPolicy(CSPMiddleware):
    """django-csp with its header built once: the policy is one text, and no page uses a nonce."""

    def process_request(self, request: HttpRequest) -> None:
        pass

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code not in REDIRECTS:
            response.headers.setdefault(HEADER, policy_text())
        return response


class Access:
    """Lets a request in by what its view declared, and turns refusals into pages."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        opening = opening_of(view)
        if opening is None:
            return refusals.forbidden(request, Why.NOT_PERMITTED)
        if opening.kind in {"everyone", "signers"}:
            return None
        return self._let_in(request, opening)

    def _let_in(self, request: Any, opening: Opening) -> HttpResponseBase | None:
        account = request.user
        if not isinstance(account, Account) or not account.is_active:
            if request.method == "POST" and refusals.typed(request):
                return refusals.session_ended(request)
            return redirect("people:start") if is_empty() else redirect_to_login(request.get_full_path())
        request.staff = staff_of(account.person, on=timezone.localdate(request.now))
        if not opening.without_second_factor and not settings.IKRAR_DEMO and not has_second_factor(account):
            return redirect("mfa_activate_totp")
        if opening.kind == "permission" and not any(request.staff.permits(p) for p in opening.permissions):
            return refusals.forbidden(request, Why.NOT_PERMITTED)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match error:
            case Hidden():
                return refusals.not_found(request)
            case Refused():
                return refusals.forbidden(request, error.reason)
            case OperationalError() if "locked" in str(error) or "timeout" in str(error):
                return refusals.too_busy(request)
            case Problem():
                return refusals.unusable(request, error)
        return None


def has_second_factor(account: Account) -> bool:
    """Whether the account has set up a code generator."""
    from allauth.mfa.models import Authenticator

    return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists())
