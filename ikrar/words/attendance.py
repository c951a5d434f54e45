"""Words of attendance: cards, scanners, lists, conflicts and closing."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "fact.attendance.scanner_opened": _("Pemindai kehadiran dibuka"),
    "fact.attendance.scanner_closed": _("Pemindai kehadiran ditutup"),
    "fact.attendance.cards_issued": _("Kartu hadir dibuat"),
    "fact.attendance.card_revoked": _("Kartu hadir dibatalkan"),
    "fact.attendance.scans_taken_in": _("Catatan pemindai diterima"),
    "fact.attendance.recorded": _("Kehadiran dicatat"),
    "fact.attendance.corrected": _("Kehadiran dikoreksi"),
    "fact.attendance.closed": _("Kehadiran ditutup"),
    "attendance.way.card": _("kartu"),
    "attendance.way.kiosk": _("kios"),
    "attendance.way.file": _("berkas"),
    "attendance.way.list": _("daftar nama"),
    "attendance.way.paper": _("daftar kertas"),
    "attendance.way.guest": _("buku tamu"),
    "attendance.device.gate": _("Pemindai petugas"),
    "attendance.device.kiosk": _("Kios bersama"),
    "attendance.device.file": _("Berkas"),
    "attendance.absent.duty": _("tugas lain"),
    "attendance.absent.leave": _("cuti"),
    "attendance.absent.permit": _("izin"),
    "attendance.absent.unknown": _("belum ada keterangan"),
    "attendance.decision.count": _("Dihitung"),
    "attendance.decision.leave_out": _("Tidak dihitung"),
    "attendance.judged.present": _("Hadir."),
    "attendance.judged.back": _("Masuk lagi sesudah keluar."),
    "attendance.judged.again": _("Dipindai lagi."),
    "attendance.judged.left": _("Keluar."),
    "attendance.judged.taken_back": _("Dibatalkan petugas di perangkat."),
    "attendance.judged.left_out": _("Tidak dihitung menurut keputusan petugas."),
    "attendance.judged.two_gates": _(
        "Kartu dipindai di %(device)s pukul %(time)s, padahal sudah masuk lewat %(other)s pukul %(before)s. Dihitung sekali."
    ),
    "attendance.judged.not_invited": _(
        "Dipindai di %(device)s pukul %(time)s, tetapi tidak ada dalam daftar undangan."
    ),
    "attendance.judged.unknown_card": _("Kartu di %(device)s pukul %(time)s tidak pernah dibuat di sini."),
    "attendance.judged.revoked_card": _("Kartu di %(device)s pukul %(time)s sudah dibatalkan sebelumnya."),
    "attendance.judged.too_early": _("Dipindai di %(device)s pukul %(time)s, jauh sebelum sesi dimulai."),
    "attendance.judged.too_late": _("Dipindai di %(device)s pukul %(time)s, jauh sesudah sesi selesai."),
    "attendance.judged.clock_doubtful": _(
        "Jam %(device)s belum pernah dicocokkan dan menunjuk pukul %(time)s, di luar waktu sesi."
    ),
    "attendance.judged.left_unseen": _("Keluar lewat %(device)s pukul %(time)s tanpa catatan masuk."),
    "attendance.closed": _("Kehadiran sesi ini sudah ditutup. Pakai koreksi untuk mengubahnya."),
    "attendance.cancelled": _("Kegiatan ini dibatalkan."),
    "attendance.not_begun": _("Sesi belum dimulai, jadi kehadirannya belum dapat ditutup."),
    "attendance.body_not_expected": _("Instansi ini tidak termasuk yang diharapkan di sesi ini."),
    "attendance.scanner_closed": _("Pemindai ini sudah ditutup. Minta tautan baru kepada petugas."),
    "attendance.too_many_scans": _("Paling banyak %(most)s baris sekali kirim. Bagi menjadi beberapa bagian."),
    "attendance.too_many_cards": _("Lebih dari %(most)s kartu. Cetak menurut unit."),
    "attendance.name_needed": _("Beri nama perangkat, misalnya Gerbang utara."),
    "attendance.field_needed": _("Isian ini perlu diisi."),
    "attendance.not_of_this_unit": _("Ada nama yang tidak bertugas di unit ini. Muat ulang daftarnya."),
    "attendance.both_present_and_absent": _("Ada nama yang ditandai hadir dan tidak hadir sekaligus."),
    "attendance.guest_there": _("Tamu ini sudah tercatat."),
    "attendance.heads_impossible": _("Tulis jumlah orang antara 0 dan 999.999."),
    "attendance.there_already": _("Orang ini sudah tercatat hadir."),
    "attendance.reason_needed": _("Tulis alasannya."),
    "attendance.nobody_on_this_card": _(
        "Kartu ini tidak menyebut siapa pun. Tambahkan orangnya lewat koreksi."
    ),
    "attendance.same_person_confirms": _("Pimpinan dan panitia harus dua orang yang berbeda."),
    "attendance.nothing_changed": _("Tidak ada perubahan sejak penutupan terakhir."),
    "attendance.no_number_column": _("Berkas tidak memuat kolom NIP atau nomor peserta."),
    "attendance.line_nobody": _("nomor tidak ditemukan"),
    "attendance.line_no_time": _("jam tidak terbaca"),
    "attendance.load_unreadable": _("Kiriman perangkat tidak terbaca."),
    "attendance.code_unknown": _("Kode kartu tidak dikenal. Periksa delapan huruf dan angka di kartu."),
}
