"""The big screen of an apel: QR code, short address, six words and the live count, without script."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.http import HttpResponse

from ikrar.core.verdicts import Hidden
from ikrar.domain.pledges.queries import counts_of_apel
from ikrar.domain.programme import queries
from ikrar.domain.programme.models import Apel
from ikrar.domain.texts.queries import mark_of
from ikrar.papers.qr import qr_address, qr_svg
from ikrar.web.programme.messages import short_address
from ikrar.web.shell.access import Request, open_to_everyone
from ikrar.web.shell.answers import answer

REFRESH = 5  # seconds after which a screen asks again
FRESH = 2  # seconds that a count is shown to all screens before it is made anew
QR_KEPT = 3_600  # seconds


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the screen, plain: made once in two seconds for any number of viewers."""

    name: str
    place: str
    starts_at: datetime
    zone: str
    stage: str
    code: str
    address: str
    words: str
    title: str
    asked: int
    signed: int
    at: datetime

    @property
    def share(self) -> float | None:
        """The part of those asked who signed."""
        return self.signed / self.asked if self.asked else None


def board_of(apel: Apel, at: datetime) -> Board:
    """The screen of a session as it is now."""
    counts, text = counts_of_apel(apel), apel.drive.text
    return Board(
        name=apel.name, place=apel.place, starts_at=apel.starts_at, zone=apel.host.zone, stage=apel.stage, code=apel.code,
        address=short_address(apel).partition("://")[2].upper(), words=mark_of(text).spoken, title=text.title,
        asked=sum(c.asked for c in counts), signed=sum(c.signed for c in counts), at=at,
    )  # fmt: skip


@open_to_everyone
def screen(request: Request, code: str) -> HttpResponse:
    """The big screen; it loads itself again every five seconds."""
    name = f"screen-{code[:12].upper()}"
    board = cache.get(name)
    if board is None:
        board = board_of(queries.apel_by_code(code), request.now)
        cache.set(name, board, FRESH)
    age = max(0, int((request.now - board.at).total_seconds()))
    return answer(request, "programme/screen.html", refresh=REFRESH, board=board, age=age)


@open_to_everyone
def qr(request: Request, code: str) -> HttpResponse:
    """The QR code of a session as SVG."""
    apel = queries.apel_by_code(code)
    if apel.code != code:
        raise Hidden
    response = HttpResponse(qr_svg(qr_address(short_address(apel))), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={QR_KEPT}"
    return response
