"""The few tags of the pages: parts by name, codes in words, dates and numbers as they are written here."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.template.loader import get_template
from django.utils import formats
from django.utils.translation import gettext as _

from ikrar import words as table
from ikrar.core.verdicts import Problem

register = template.Library()
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@register.simple_tag(takes_context=True)
def part(context: template.Context, name: str, **values: Any) -> str:
    """Render shell/parts/NAME.html with these values."""
    inner = {"csrf_token": context.get("csrf_token"), **values}
    return get_template(f"shell/parts/{name}.html").render(inner)


@register.filter
def words(code: Any) -> str:
    """A code, or a Problem, in words."""
    if isinstance(code, Problem):
        return table.say(code.reason, **code.values)
    return table.say(code)


@register.filter
def anchor(field: BoundField) -> str:
    """The id to which an error summary leads: the field, or the first choice of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def tanggal(day: date | datetime | None, zone: str = "Asia/Jakarta") -> str:
    """Senin, 30 November 2026; of a moment, the day in the zone of the body."""
    return formats.date_format(_local_day(day, zone), "l, j F Y") if day else ""


@register.filter
def hari(day: date | datetime | None, zone: str = "Asia/Jakarta") -> str:
    """30 November 2026; of a moment, the day in the zone of the body."""
    return formats.date_format(_local_day(day, zone), "j F Y") if day else ""


def _local_day(day: date | datetime, zone: str) -> date:
    """The calendar day of a moment; a date stays what it is."""
    return day.astimezone(ZoneInfo(zone or "Asia/Jakarta")).date() if isinstance(day, datetime) else day


@register.filter
def pukul(moment: datetime | None, zone: str = "Asia/Jakarta") -> str:
    """07.31 WITA, in the zone of the body."""
    if not moment:
        return ""
    zone = zone or "Asia/Jakarta"
    clock = formats.time_format(moment.astimezone(ZoneInfo(zone)).time(), "TIME_FORMAT")
    return f"{clock} {ZONES.get(zone, '')}".strip()


@register.filter
def saat(moment: datetime | None, zone: str = "Asia/Jakarta") -> str:
    """30 November 2026, pukul 07.31 WITA."""
    if not moment:
        return ""
    return _("%(day)s, pukul %(time)s") % {"day": hari(moment, zone), "time": pukul(moment, zone)}


@register.filter
def angka(number: int | None) -> str:
    """9.412."""
    return "" if number is None else formats.number_format(number, force_grouping=True)


@register.filter
def persen(share: float | None) -> str:
    """96,8% from 0.968, rounded down: 100,0% stands only where nobody is missing."""
    return "" if share is None else f"{formats.number_format(int(share * 1000 + 1e-9) / 10, decimal_pos=1)}%"


@register.filter
def nip(digits: str) -> str:
    """A NIP grouped 8-6-1-3."""
    return f"{digits[:8]} {digits[8:14]} {digits[14:15]} {digits[15:]}" if len(digits) == 18 else digits


@register.filter
def nip_masked(digits: str) -> str:
    """A NIP with all but its last four digits hidden: it holds the birth date."""
    return f"········ ······ {digits[14]} {digits[15:]}" if len(digits) == 18 else ""
