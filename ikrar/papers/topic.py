"""One page for a notice board on a "Boleh tidak?" question: the answer, its reason and norm, and what to do instead."""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.papers import formats
from ikrar.papers.qr import qr_address, qr_svg
from ikrar.papers.typesetting import Paper, typeset


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm as cited: its name with article, where it was read, and how sure the text is (in words)."""

    norm: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. `answer` is a short sentence; lists may be empty and their heading then falls away."""

    title: str
    answer: str
    why: tuple[str, ...]
    norms: tuple[Norm, ...]
    instead: tuple[str, ...]
    rights: tuple[str, ...]
    checked_on: date
    agency: str  # who puts it up; empty for our own
    address: str  # of the topic's page
    made_at: datetime


def topic(it: Topic, *, paper: Paper = "a4") -> bytes:
    """The topic on one page."""
    data = {
        "title": it.title,
        "answer": it.answer,
        "why": list(it.why),
        "norms": [[one.norm, one.source, one.confidence] for one in it.norms],
        "instead": list(it.instead),
        "rights": list(it.rights),
        "checked": formats.short_day(it.checked_on),
        "agency": it.agency,
        "address": it.address,
        "qr": qr_svg(qr_address(it.address)).decode(),
        "points_of_type": _points_of_type(it),
    }
    return typeset("topic", data, at=it.made_at, paper=paper)


def _points_of_type(it: Topic) -> float:
    """The type size that fills the page and keeps long topics on it."""
    norms = (part for one in it.norms for part in (one.norm, one.source, one.confidence))
    letters = sum(map(len, (it.title, it.answer, *it.why, *it.instead, *it.rights, *norms)))
    return 14 if letters < 900 else 12 if letters < 1500 else 10.5 if letters < 2400 else 9
