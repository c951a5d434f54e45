"""Words of tasks, states and facts."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "state.not_started": _("Belum dimulai"),
    "state.running": _("Sedang berjalan"),
    "state.needs_you": _("Perlu tindakan"),
    "state.done": _("Selesai"),
    "todo.import_roster": _("Impor data pegawai"),
    "todo.draft_drive": _("Susun gerakan ikrar"),
    "todo.approve_drive": _("Persetujuan naskah dan sasaran"),
    "todo.open_drive": _("Buka gerakan"),
    "todo.plan_apel": _("Rencanakan sesi apel"),
    "todo.run_apel": _("Apel dan tanda tangan"),
    "todo.chase": _("Yang belum menandatangani"),
    "todo.answer_disputes": _("Keterangan pegawai yang menunggu jawaban"),
}
