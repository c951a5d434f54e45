"""A situation on paper: the sheet with norms and sources, and the poster in large type."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from ikrar.domain.rules.topics import Topic
from ikrar.papers.topic import Norm
from ikrar.papers.topic import Topic as Page
from ikrar.papers.topic import topic as typeset_topic
from ikrar.web.rules.shown import Row, Shown, title_of

MOST_NORMS = 4


def sheet(topic: Topic, it: Shown, day: date, *, at: datetime) -> bytes:
    """One A4 page: answer, reasons, norms with source, what to do instead, rights."""
    rows = [*it.against, *it.possible, *it.allowing]
    why = [f"{row.title}: {row.weight}." for row in rows[:MOST_NORMS]] or it.silent
    norms = tuple(
        Norm(row.norm, _told(row), row.confidence)
        for row in _different([row for row in rows if row.sources])[:MOST_NORMS]
    )
    return typeset_topic(_page(topic, it, day, at, tuple(why), norms))


def poster(topic: Topic, it: Shown, day: date, *, at: datetime) -> bytes:
    """One A4 page for a wall: answer, what to do instead, rights; the sources stand behind the QR code."""
    return typeset_topic(_page(topic, it, day, at, (), ()))


def _page(
    topic: Topic, it: Shown, day: date, at: datetime, why: tuple[str, ...], norms: tuple[Norm, ...]
) -> Page:
    return Page(
        title=title_of(topic),
        answer=_("%(answer)s (untuk PNS, menurut keadaan umum)") % {"answer": it.words},
        why=why,
        norms=norms,
        instead=(it.instead,),
        rights=tuple(text for text, _source in it.rights),
        checked_on=day,
        agency="",
        address=f"{settings.IKRAR_ADDRESS}/boleh/{topic.slug}/",
        made_at=at,
    )


def _different(rows: list[Row]) -> list[Row]:
    """One row per norm."""
    return list({row.norm: row for row in reversed(rows)}.values())[::-1]


def _told(row: Row) -> str:
    return "; ".join(source.what for source in row.sources) or "-"
