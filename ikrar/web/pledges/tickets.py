"""Who is signing on this device: the ticket that number and code bought, and a mark of the device itself."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from ikrar.core.verdicts import Hidden
from ikrar.domain.pledges import queries
from ikrar.domain.pledges.models import Kiosk, Pledge
from ikrar.domain.pledges.queries import Entrance, Signer
from ikrar.domain.programme.models import Asked
from ikrar.web.shell.signers import Ticket, give_ticket, read_ticket

DEVICE = "perangkat"
DEVICE_SECONDS = 400 * 24 * 60 * 60
LATE = "late"
KIOSK_COOKIE = "kios"
KIOSK_SALT = "ikrar.kiosk"
KIOSK_SECONDS = 12 * 60 * 60


@dataclass(frozen=True, slots=True)
class Holder:
    """A ticket that was read: the person of today, and the door they came through."""

    who: Signer
    apel_id: int | None
    by_late_link: bool


def admit(request: HttpRequest, response: HttpResponse, entrance: Entrance, asked: Asked) -> None:
    """Give the person at this device a ticket through this door, and the device a mark when it has none."""
    door = str(entrance.apel.pk) if entrance.apel else LATE
    ticket = Ticket(asked.pk, entrance.drive.ref, f"{entrance.code}.{door}", code_round=asked.code_round)
    give_ticket(response, ticket, secure=settings.HTTPS)
    if DEVICE not in request.COOKIES:
        response.set_cookie(
            DEVICE, secrets.token_urlsafe(16), max_age=DEVICE_SECONDS, httponly=True, samesite="Lax",
            secure=settings.HTTPS,
        )  # fmt: skip


def admit_owner(response: HttpResponse, pledge: Pledge) -> None:
    """Give the owner of a proof a ticket to that proof."""
    ticket = Ticket(pledge.asked_id, pledge.drive.ref, f"{pledge.ref}.own", code_round=pledge.asked.code_round)
    give_ticket(response, ticket, secure=settings.HTTPS)


def holder(request: HttpRequest, code: str) -> Holder | None:
    """Whoever holds a ticket through the door with this code; None when the ticket is missing, old or another's.

    A ticket that an older code bought is none: a new code voids the old one, and the proof names the code used.
    """
    ticket = read_ticket(request)
    if ticket is None or ticket.way != "phone":  # whoever an officer named at a kiosk has shown no code
        return None
    through, _, door = ticket.through.partition(".")
    if through != code:
        return None
    try:
        who = queries.signer(ticket.asked)
    except Hidden:
        return None
    if ticket.code_round != who.code_round:
        return None
    return Holder(who, int(door) if door.isdecimal() else None, door == LATE)


def device_of(request: HttpRequest, drive: str) -> str:
    """16 hex digits that group what one device sent in one drive; empty for a device without a mark."""
    mark = request.COOKIES.get(DEVICE, "")
    return salted_hmac("ikrar.device", f"{drive}/{mark}", algorithm="sha256").hexdigest()[:16] if mark else ""


def give_kiosk(response: HttpResponse, kiosk: Kiosk) -> None:
    """Make this device the kiosk."""
    response.set_cookie(
        KIOSK_COOKIE, signing.TimestampSigner(salt=KIOSK_SALT).sign(kiosk.ref), max_age=KIOSK_SECONDS, httponly=True,
        samesite="Lax", secure=settings.HTTPS,
    )  # fmt: skip


def kiosk_here(request: HttpRequest, ref: str) -> Kiosk:
    """The kiosk that this device is. Raises Hidden on any other device."""
    try:
        raw = request.COOKIES.get(KIOSK_COOKIE, "")
        found = signing.TimestampSigner(salt=KIOSK_SALT).unsign(raw, max_age=KIOSK_SECONDS)
    except signing.BadSignature:
        raise Hidden from None
    if found != ref:
        raise Hidden
    return queries.kiosk_by_ref(ref)


def admit_at_kiosk(response: HttpResponse, kiosk: Kiosk, asked: Asked, *, by_code: bool) -> None:
    """Give the person before the kiosk a ticket; it says whether a code or the officer told who they are."""
    door = "code" if by_code else "officer"
    ticket = Ticket(asked.pk, asked.drive.ref, f"{kiosk.ref}.{door}", way="kiosk")
    give_ticket(response, ticket, secure=settings.HTTPS)


def before_kiosk(request: HttpRequest, kiosk: Kiosk) -> tuple[Signer, str] | None:
    """The person before the kiosk and how they were recognised ("code", "officer"); None when there is nobody."""
    ticket = read_ticket(request)
    if ticket is None or ticket.way != "kiosk":
        return None
    ref, _, recognised = ticket.through.partition(".")
    return (queries.signer(ticket.asked), recognised) if ref == kiosk.ref else None
