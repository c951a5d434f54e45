"""The print file of a neutral banner: who, what, where and when, in ink and brown, without pictures.

A file is as large as the finished banner. Nothing is printed up to the edge, so the printer needs no bleed.
"""

from dataclasses import dataclass
from datetime import date, datetime

from ikrar.papers import formats
from ikrar.papers.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Size:
    """A finished size, and how far everything stays from its edge (hem and eyelets), in millimetres."""

    wide: int
    high: int
    margin: int


SIZES = {"3x1": Size(3000, 1000, 60), "4x1": Size(4000, 1000, 60), "a3": Size(420, 297, 18)}


@dataclass(frozen=True, slots=True)
class Banner:
    """Everything on the banner. `above` and `slogan` may be empty; `size` is a key of SIZES."""

    above: str
    body: str
    heading: str
    title: str
    place: str
    day: date
    slogan: str
    to_sign: bool
    size: str
    made_at: datetime


def banner(it: Banner) -> bytes:
    """The banner on one page of its finished size, all of it vectors. Raises KeyError for an unknown size."""
    size = SIZES[it.size]
    data = {
        "wide": size.wide,
        "high": size.high,
        "margin": size.margin,
        "above": it.above.upper(),
        "body": it.body.upper(),
        "heading": it.heading.upper(),
        "title": it.title,
        "place_and_day": f"{it.place}, {formats.day(it.day)}",
        "slogan": it.slogan,
        "to_sign": it.to_sign,
    }
    return typeset("banner", data, at=it.made_at)
