"""Attendance cards: ten to a page with name, body, QR code and the code in letters, to be cut and used for every session."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.core.refs import grouped
from ikrar.papers.qr import qr_svg
from ikrar.papers.typesetting import Paper, typeset


@dataclass(frozen=True, slots=True)
class HadirCard:
    """One card. `token` is what the QR code holds, `code` the eight characters for a keyboard."""

    name: str
    body: str
    unit: str
    token: str
    code: str


@dataclass(frozen=True, slots=True)
class HadirCards:
    """The cards of one print, in the order in which they are cut and handed out."""

    cards: tuple[HadirCard, ...]
    made_at: datetime


def attendance_cards(it: HadirCards, *, paper: Paper = "a4") -> bytes:
    """The cards with cut marks. Raises ValueError without cards."""
    if not it.cards:
        raise ValueError("no cards to print")
    data = {
        "cards": [
            {
                "name": one.name,
                "body": one.body,
                "unit": one.unit,
                "qr": qr_svg(one.token).decode(),
                "code": grouped(one.code),
                "last": one.code[-4:],
            }
            for one in it.cards
        ]
    }
    return typeset("attendance_cards", data, at=it.made_at, paper=paper)
