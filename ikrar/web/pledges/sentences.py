"""Sentences that carry a moment: they need the zone of a body, so no table can hold them."""

from datetime import datetime

from django.utils.translation import gettext as _

from ikrar.web.templatetags.ikrar import pukul


def slowed(until: datetime, zone: str) -> str:
    """Too many wrong codes for one person: until when they wait, and the way on."""
    return _("Kode belum cocok beberapa kali. Coba lagi pukul %(time)s atau minta kode baru di meja bantu.") % {
        "time": pukul(until, zone)
    }
