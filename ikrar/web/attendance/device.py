"""Which device is this, what does it bring, and which headers does its page need?"""

import base64
import binascii
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ikrar.core.attendance import BATCH_AT_MOST, Device, Move
from ikrar.core.verdicts import Problem
from ikrar.domain.programme.actions import Brought, Contact
from ikrar.domain.programme.models import Scanner
from ikrar.domain.programme.queries.attendance import scanner_by_secret

COOKIE = "pindai-{ref}"  # one for each scanner: a device may be two, and the pages have two languages
COOKIE_SECONDS = 7 * 24 * 60 * 60  # a day without network, and the days until it comes back
# A browser writes cookies half a minute late: one that is killed forgets them. The kept page holds the secret as well.
HEADER_OF_DEVICE = "X-Pindai"
MARK_BYTES = 32
FARTHEST_OFFSET = 20 * 366 * 24 * 60 * 60 * 1000  # milliseconds; a clock may be off by its whole life
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def give_device(response: HttpResponse, scanner: Scanner, secret: str) -> None:
    """Make this device the scanner."""
    response.set_cookie(
        COOKIE.format(ref=scanner.ref), secret, max_age=COOKIE_SECONDS, httponly=True, samesite="Lax",
        secure=settings.HTTPS,
    )  # fmt: skip


def device_here(request: HttpRequest, ref: str, kind: Device | None = None) -> Scanner:
    """The scanner that this device is, by its cookie or by its script. Raises Hidden on any other device."""
    cookie = request.COOKIES.get(COOKIE.format(ref=ref), "")
    return scanner_by_secret(ref, request.headers.get(HEADER_OF_DEVICE) or cookie, kind=kind)


def script_here(request: HttpRequest, ref: str) -> Scanner:
    """The scanner whose script asks: it says the secret itself, which no other site can make it say. Raises Hidden."""
    return scanner_by_secret(ref, request.headers.get(HEADER_OF_DEVICE, ""), kind=Device.GATE)


def open_to_the_device(response: HttpResponse) -> HttpResponse:
    """Let the page of a scanner use its camera, read codes and talk to its own server, which no other page may."""
    own = ["'self'"]
    update = {
        "script-src": ["'wasm-unsafe-eval'"],
        "connect-src": own,
        "worker-src": own,
        "media-src": ["'self'", "blob:"],
    }
    response.headers[HEADER] = str(build_policy(update=update))
    response.headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()"
    return response


@dataclass(frozen=True, slots=True)
class Load:
    """What one upload holds: the scans that could be read, the places of those that could not, and the clock."""

    scans: list[Brought]
    unreadable: list[int]
    contact: Contact


def read_load(body: bytes) -> Load:
    """Read an upload of at most 1,000 scans. A scan that cannot be read is told by its place, all others are taken.

    Raises Problem when the whole is not in the form in which devices send.
    """
    try:
        said = json.loads(body)
        rows, offset, round_trip = said["scans"], said["offset"], said["trip"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Problem("attendance.load_unreadable") from None
    if not isinstance(rows, list) or len(rows) > BATCH_AT_MOST:
        raise Problem("attendance.too_many_scans", most=BATCH_AT_MOST)
    scans, unreadable = [], []
    for place, row in enumerate(rows):
        scan = _scan(row)
        if scan is None:
            unreadable.append(place)
        else:
            scans.append(scan)
    trip = round_trip if _is_whole(round_trip) and 0 <= round_trip < 2**31 else None
    return Load(scans, unreadable, Contact(_offset(offset), trip))


def _scan(row: Any) -> Brought | None:
    """[number, mark, milliseconds, offset or null, move, number taken back or null, typed] as a scan, or None."""
    try:
        number, mark, milliseconds, offset, move, undoes, typed = row
        at = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=milliseconds)
        scan = Brought(
            uuid.UUID(number), at, mark=base64.b64decode(mark, validate=True), offset_ms=_offset(offset), move=Move(move),
            undoes=uuid.UUID(undoes) if undoes else None, is_typed=typed is True or typed == 1,
        )  # fmt: skip
    except (ValueError, TypeError, OverflowError, AttributeError, binascii.Error):
        return None
    return scan if len(scan.mark) == MARK_BYTES and EARLIEST <= at < LATEST else None


def _offset(value: Any) -> int | None:
    return value if _is_whole(value) and abs(value) <= FARTHEST_OFFSET else None


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
