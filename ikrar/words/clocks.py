"""Words of the clocks: what stands beside a due day, units, and why facts cannot be taken."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "clock.note.start_day_not_counted": _("Hitungan dimulai pada hari berikutnya."),
    "clock.note.readings_differ": _("Sumber berbeda tentang cara menghitung; pakai hari yang lebih awal."),
    "clock.note.extended": _("Termasuk perpanjangan paling lama."),
    "clock.note.paused": _("Hari selama jeda tidak dihitung."),
    "clock.note.configured": _("Panjangnya ditetapkan instansi sendiri."),
    "clock.note.unconfigured": _("Isi panjang yang ditetapkan instansi untuk melihat harinya."),
    "clock.note.ends_on_day_off": _("Hari terakhir bukan hari kerja; selesaikan sebelumnya."),
    "clock.note.not_decreed": _("Libur dan cuti bersama tahun itu belum ditetapkan; tanggal dapat mundur."),
    "clock.note.estimated_day_off": _("Ada hari libur yang tanggalnya masih perkiraan."),
    "clock.unit.days": _("hari"),
    "clock.unit.working_days": _("hari kerja"),
    "clock.unit.hours": _("jam"),
    "clock.confidence.text": _("teks peraturan dibaca"),
    "clock.confidence.secondary": _("dari sumber kedua"),
    "clock.confidence.memory": _("dari ingatan, belum diperiksa"),
    "clock.confidence.unsettled": _("belum tuntas"),
    "clock.bad.clock.time_needed": _("Tenggat ini dihitung dalam jam. Isi pukul mulainya."),
    "clock.bad.clock.no_extension": _("Sumber tidak mengenal perpanjangan untuk tenggat ini."),
    "clock.bad.clock.length_is_law": _("Panjang tenggat ini sudah ditetapkan peraturan. Kosongkan isian ini."),
    "clock.bad.clock.not_yet_law": _("Pada hari itu aturannya belum berlaku."),
    "clock.bad.clock.no_longer_law": _("Pada hari itu aturannya tidak berlaku lagi."),
    "clock.bad.days.year_out_of_reach": _("Tahun harus antara 1990 dan 2100."),
    "clock.bad.days.span_out_of_reach": _("Panjangnya paling sedikit 1 dan paling banyak 10.000."),
}
