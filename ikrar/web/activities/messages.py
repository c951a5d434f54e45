"""Texts for chat groups: the invitation, and the news with its address. No name of a person, at most 700 letters."""

from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ikrar.domain.programme.models import Activity, News
from ikrar.domain.programme.queries.activities import sessions_of
from ikrar.web.shell.chat import cut, fit
from ikrar.web.templatetags.ikrar import saat


def activity_message(activity: Activity) -> str:
    """The announcement of an activity; the address of the video meeting, where there is one, alone on the last line."""
    zone, sessions = activity.agency.zone, sessions_of(activity)
    lines = [f"*{cut(activity.name)}*"]
    if sessions:
        told = {"moment": saat(sessions[0].starts_at, zone), "place": cut(activity.place)}
        lines.append(_("%(moment)s di %(place)s.") % told)
    if len(sessions) > 1:
        lines.append(_("Seluruhnya %(n)s sesi. Tanyakan sesi Anda kepada petugas.") % {"n": len(sessions)})
    if activity.organiser:
        lines.append(_("Penyelenggara: %(name)s.") % {"name": cut(activity.organiser)})
    if activity.is_open:
        lines.append(_("Terbuka untuk semua pegawai, ASN dan non-ASN."))
    lines.append(_("Berfoto tanpa gestur tangan dan tanpa atribut peserta pemilihan."))
    return fit(lines, activity.link)


def news_address(news: News) -> str:
    """Where anybody reads a news item."""
    return f"{settings.IKRAR_ADDRESS}{reverse('activities:public_item', args=[news.agency.ref, news.ref])}"


def news_message(news: News) -> str:
    """The title and the address, to be shared."""
    return fit([f"*{cut(news.title)}*", _("Kabar dari %(body)s.") % {"body": news.agency.name}], news_address(news))  # fmt: skip


def share_link(text: str) -> str:
    """Opens the chat program with a text; the person picks the group."""
    return f"https://wa.me/?text={quote(text)}"
