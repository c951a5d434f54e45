"""Words of notices: to signers, through what the pledge came and where the notice stands; to staff, how mail comes."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "notice.way.phone": _("ponsel atau komputer"),
    "notice.way.kiosk": _("kios dengan saksi"),
    "notice.way.paper": _("lembar kertas"),
    "notice.reach.waiting": _("Menunggu dikirim"),
    "notice.reach.sent": _("Terkirim"),
    "notice.reach.failed": _("Gagal setelah delapan kali dicoba"),
    "notice.reach.demo": _("Tidak dikirim (demo)"),
    "notice.reach.lapsed": _("Tidak dikirim, ikrarnya sudah lebih dari 30 hari"),
    "notice.reach.no_address": _("Tanpa alamat surel"),
    "notice.reach.unmade": _("Belum disiapkan"),
    "notice.message": _(
        "%(name)s: ikrar Anda (%(drive)s) tercatat %(moment)s melalui %(way)s. Bukan Anda? Buka %(address)s"
    ),
    "notice.wish.at_once": _("Segera, satu surel setiap hal"),
    "notice.wish.digest": _("Sekali sehari, ringkasan pagi"),
    "notice.wish.none": _("Tanpa surel"),
}
