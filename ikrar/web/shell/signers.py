"""Who is signing: the signed cookie of a participant; no session, no user row."""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "peserta"
SALT = "ikrar.participant"
SECONDS = 2 * 60 * 60


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the cookie says: which row of those asked, in which drive, through which apel or late link, and how."""

    asked: int
    drive: str
    through: str  # short code of the apel, or ref of the late link
    way: str = "phone"  # phone | kiosk
    code_round: int = 0  # which code of the person bought it: a new code ends it


def read_ticket(request: HttpRequest) -> Ticket | None:
    """The participant's ticket, or None when there is none, it is old, or it was changed."""
    raw = request.COOKIES.get(COOKIE)
    if not raw:
        return None
    try:
        said = signing.TimestampSigner(salt=SALT).unsign(raw, max_age=SECONDS)
        asked, drive, through, way, code_round = said.split("/")
        return Ticket(int(asked), drive, through, way, int(code_round))
    except (signing.BadSignature, ValueError):
        return None


def give_ticket(response: HttpResponse, ticket: Ticket, *, secure: bool) -> None:
    """Set the cookie on a response."""
    raw = f"{ticket.asked}/{ticket.drive}/{ticket.through}/{ticket.way}/{ticket.code_round}"
    value = signing.TimestampSigner(salt=SALT).sign(raw)
    response.set_cookie(COOKIE, value, max_age=SECONDS, httponly=True, samesite="Lax", secure=secure)


def take_ticket(response: HttpResponse) -> None:
    """Remove the cookie: the device belongs to the next person."""
    response.delete_cookie(COOKIE, samesite="Lax")
