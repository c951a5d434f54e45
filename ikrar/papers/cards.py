"""Sealed code cards: one for each employee, eight to a page, folded so that the code is not seen on the way."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.papers import formats
from ikrar.papers.typesetting import Paper, typeset


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `number` is the participant number, `code` the six characters that are seen only here."""

    name: str
    unit: str
    number: str
    code: str


@dataclass(frozen=True, slots=True)
class CardSet:
    """The cards of one print. `address` is where people type number and code; `zone` is WIB, WITA or WIT."""

    agency: str
    drive: str
    address: str
    valid_until: datetime
    zone: str
    cards: tuple[Card, ...]
    made_at: datetime


def cards(it: CardSet, *, paper: Paper = "a4") -> bytes:
    """The cards by unit and name, eight to a page with cut marks and a fold line. Raises ValueError without cards."""
    if not it.cards:
        raise ValueError("no cards to print")
    ordered = sorted(it.cards, key=lambda card: (card.unit.casefold(), card.name.casefold(), card.number))
    data = {
        "agency": it.agency,
        "drive": it.drive,
        "address": it.address,
        "until": formats.moment(it.valid_until, it.zone),
        "cards": [[one.name, one.unit, one.number, f"{one.code[:3]} {one.code[3:]}"] for one in ordered],
    }
    return typeset("cards", data, at=it.made_at, paper=paper)
