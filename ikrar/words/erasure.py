"""Words of erasure."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "erasure.still_employed": _("Orang ini masih bertugas. Catat dahulu kapan dan mengapa ia berhenti."),
    "erasure.ground.request": _("Permintaan orangnya"),
    "erasure.ground.retention": _("Masa simpan berakhir menurut jadwal retensi"),
    "erasure.ground.mistake": _("Baris ini seharusnya tidak pernah ada"),
}
