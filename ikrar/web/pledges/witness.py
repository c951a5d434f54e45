"""The second officer beside a kiosk proves who they are: password and code, on the device of the first."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from ikrar.domain.people.models import Account, normal_username
from ikrar.domain.roster.queries import Staff, staff_of


def confirmed_officer(
    request: HttpRequest, *, username: str, password: str, code: str, now: datetime
) -> Staff | None:
    """The officer with this login, without logging them in; None when anything does not match.

    Wrong passwords are limited by the same counter as the login page. In the demo no code is asked.
    """
    try:
        account = get_adapter(request).authenticate(
            request, username=normal_username(username), password=password
        )
    except ValidationError:
        return None
    if not isinstance(account, Account) or not account.is_active:
        return None
    if not settings.IKRAR_DEMO and not _has_code(account, code):
        return None
    return staff_of(account.person, on=timezone.localdate(now))


def _has_code(account: Account, code: str) -> bool:
    totp = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    return totp is not None and bool(totp.wrap().validate_code(code.strip()))
