"""The message about a session for a group: numbers only, no names, the link alone on the last line."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ikrar.domain.programme.models import ActivitySession
from ikrar.domain.programme.queries import AttendanceCounts
from ikrar.web.templatetags.ikrar import angka, saat

MESSAGE_MOST = 700  # characters: longer, and a messenger folds it away


def report_of(session: ActivitySession, counts: AttendanceCounts) -> str:
    """The report of those present, at most 700 characters."""
    activity = session.activity
    lines = [
        _("Mohon izin melaporkan kehadiran %(name)s,") % {"name": activity.name[:120]},
        f"{activity.agency.shown[:80]}, {saat(session.starts_at, activity.agency.zone)}.",
        _("Hadir tercatat: %(asn)s ASN, %(others)s non-ASN, %(guests)s tamu, dari %(offices)s unit atau lembaga.")
        % {
            "asn": angka(counts.asn), "others": angka(counts.non_asn), "guests": angka(counts.guests),
            "offices": angka(counts.offices),
        },
    ]  # fmt: skip
    if counts.heads is not None:
        lines.append(_("Hitungan kepala per barisan: %(n)s orang.") % {"n": angka(counts.heads)})
    lines.append(f"{settings.IKRAR_ADDRESS}{reverse('attendance:session', args=[session.ref])}")
    return "\n".join(lines)[:MESSAGE_MOST]
