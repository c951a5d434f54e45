"""Who is signing on this device: the ticket that number and code bought, and a mark of the device itself."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from ikrar.core.verdicts import Hidden
from ikrar.domain.pledges import queries
from ikrar.domain.pledges.queries import Entrance, Signer
from ikrar.web.shell.signers import Ticket, give_ticket, read_ticket

DEVICE = "perangkat"
DEVICE_SECONDS = 400 * 24 * 60 * 60
LATE = "late"


@dataclass(frozen=True, slots=True)
class Holder:
    """A ticket that was read: the person of today, and the door they came through."""

    who: Signer
    apel_id: int | None
    by_late_link: bool


def admit(request: HttpRequest, response: HttpResponse, entrance: Entrance, asked: int) -> None:
    """Give the person at this device a ticket through this door, and the device a mark when it has none."""
    door = str(entrance.apel.pk) if entrance.apel else LATE
    ticket = Ticket(asked, entrance.drive.ref, f"{entrance.code}.{door}")
    give_ticket(response, ticket, secure=settings.HTTPS)
    if DEVICE not in request.COOKIES:
        response.set_cookie(
            DEVICE, secrets.token_urlsafe(16), max_age=DEVICE_SECONDS, httponly=True, samesite="Lax",
            secure=settings.HTTPS,
        )  # fmt: skip


def holder(request: HttpRequest, code: str) -> Holder | None:
    """Whoever holds a ticket through the door with this code; None when the ticket is missing, old or another's."""
    ticket = read_ticket(request)
    if ticket is None:
        return None
    through, _, door = ticket.through.partition(".")
    if through != code:
        return None
    try:
        who = queries.signer(ticket.asked)
    except Hidden:
        return None
    return Holder(who, int(door) if door.isdecimal() else None, door == LATE)


def device_of(request: HttpRequest, drive: str) -> str:
    """16 hex digits that group what one device sent in one drive; empty for a device without a mark."""
    mark = request.COOKIES.get(DEVICE, "")
    return salted_hmac("ikrar.device", f"{drive}/{mark}", algorithm="sha256").hexdigest()[:16] if mark else ""
