"""Texts for chat groups: invitation, report of the leader, and the state of a session. No names, at most 700 letters."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from ikrar.domain.pledges.queries import ApelCounts
from ikrar.domain.programme.models import Apel, Drive
from ikrar.web.shell.chat import cut, fit
from ikrar.web.templatetags.ikrar import angka, persen, saat


def short_address(apel: Apel) -> str:
    """The address of the session, in capitals so that its QR stays small."""
    return f"{settings.IKRAR_ADDRESS}/M/{apel.code}/"


def drive_message(drive: Drive, at: datetime) -> str:
    """The announcement of a drive for a chat group."""
    zone = drive.agency.zone
    lines = [
        f"*{cut(drive.name, 120)}*",
        _("Setiap pegawai membaca dan menandatangani pakta integritas netralitas di ponsel sendiri."),
        _("Siapkan nomor peserta dan kode dari kartu Anda. Kode bersifat pribadi."),
        _("Tenggat: %(moment)s.") % {"moment": saat(drive.deadline_at, zone)},
    ]
    if drive.help_contact:
        lines.append(_("Bantuan: %(contact)s") % {"contact": drive.help_contact})
    return fit(lines, "")


def apel_message(apel: Apel) -> str:
    """The invitation to a session, with its address alone on the last line."""
    zone = apel.host.zone
    lines = [
        f"*{cut(apel.name, 120)}*",
        _("%(moment)s di %(place)s.") % {"moment": saat(apel.starts_at, zone), "place": cut(apel.place, 120)},
        _("Bawa ponsel, nomor peserta, dan kode dari kartu Anda. Kode bersifat pribadi."),
        _("Tenggat menandatangani: %(moment)s.") % {"moment": saat(apel.drive.deadline_at, zone)},
    ]
    return fit(lines, short_address(apel))


def report_message(apel: Apel, counts: Sequence[ApelCounts], at: datetime) -> str:
    """Izin melaporkan: what the leader sends upward within minutes, with counts and without a name."""
    asked, signed = sum(c.asked for c in counts), sum(c.signed for c in counts)
    heads = [c.read for c in counts if c.read is not None]
    lines = [
        _("Izin melaporkan, Bapak/Ibu."),
        f"*{cut(apel.name, 120)}*",
        _("%(moment)s di %(place)s.")
        % {"moment": saat(apel.starts_at, apel.host.zone), "place": cut(apel.place, 120)},
    ]
    if heads:
        lines.append(_("Membaca ikrar: %(n)s orang, dihitung petugas.") % {"n": angka(sum(heads))})
    lines.append(
        _("Sudah menandatangani: %(signed)s dari %(asked)s pegawai (%(share)s).")
        % {"signed": angka(signed), "asked": angka(asked), "share": persen(signed / asked if asked else 0.0)}
    )
    lines.append(_("Belum: %(n)s orang. Daftarnya ada pada petugas unit.") % {"n": angka(asked - signed)})
    lines.append(_("Keadaan %(moment)s.") % {"moment": saat(at, apel.host.zone)})
    return fit(lines, "")
