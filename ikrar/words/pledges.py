"""Words of pledges: levels, absences, disputes, and why something cannot be done."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "pledge.drive_not_open": _(
        "Gerakan ini belum dibuka atau sudah ditutup. Hubungi petugas kepegawaian Anda."
    ),
    "pledge.window_closed": _("Masa penandatanganan sudah berakhir. Hubungi petugas kepegawaian Anda."),
    "pledge.left": _(
        "Anda tercatat tidak lagi bertugas di instansi ini. Bila keliru, hubungi petugas kepegawaian."
    ),
    "pledge.erased": _("Data pribadi untuk baris ini sudah dihapus, jadi tidak dapat ditandatangani."),
    "pledge.refused": _(
        "Anda telah menyatakan tidak bersedia. Bila berubah pikiran, batalkan dahulu pernyataan itu."
    ),
    "pledge.withdrawn_twice": _(
        "Ikrar ini dibuat setelah pencabutan, jadi tidak dapat dicabut atau diulang lagi."
    ),
    "pledge.apel_not_open": _(
        "Sesi apel ini belum dibuka. Tunggu tanda dari petugas, lalu muat ulang halaman."
    ),
    "pledge.apel_closed": _("Sesi ini sudah ditutup. Minta tautan susulan kepada petugas unit Anda."),
    "pledge.link_ended": _("Tautan susulan ini sudah berakhir. Minta tautan baru kepada petugas unit Anda."),
    "pledge.kiosk_closed": _("Kios ini sudah ditutup. Panggil petugas."),
    "pledge.not_the_second_officer": _(
        "Saksi harus petugas lain dengan nama pengguna, sandi, dan kode yang cocok."
    ),
    "pledge.already_answered": _("Keterangan ini sudah dijawab petugas lain."),
    "pledge.code_wrong": _("Nomor atau kode belum cocok. Periksa lagi kartu Anda."),
    "pledge.card_needed": _("Nomor belum cocok, atau orang ini perlu kode dari kartunya di kios ini."),
    "pledge.choose_body": _("Nomor ini ada di beberapa instansi. Pilih instansi Anda."),
    "pledge.no_refusal": _("Tidak ada pernyataan tidak bersedia yang perlu dibatalkan."),
    "pledge.nothing_signed": _("Belum ada ikrar yang tercatat atas nama Anda."),
    "pledge.answer_does_not_fit": _("Jawaban ini tidak cocok untuk jenis keterangannya."),
    "pledge.try_again": _("Ikrar belum tersimpan. Tekan tombolnya sekali lagi."),
    "pledge.level.K": _("kertas bertanda tangan basah, diperiksa petugas kedua"),
    "pledge.level.0": _("kios dengan saksi"),
    "pledge.level.1": _("kode pribadi"),
    "pledge.level.2": _("kunci sandi pada perangkat sendiri"),
    "pledge.level.3": _("sertifikat elektronik sendiri"),
    "pledge.short_level.K": _("kertas"),
    "pledge.short_level.0": _("kios"),
    "pledge.short_level.1": _("kode"),
    "pledge.short_level.2": _("kunci sandi"),
    "pledge.short_level.3": _("sertifikat"),
    "pledge.standing.signed": _("sudah menandatangani"),
    "pledge.standing.absent": _("tidak hadir dengan keterangan"),
    "pledge.standing.not_yet": _("belum"),
    "pledge.standing.left": _("sudah keluar dari sasaran"),
    "absence.leave": _("cuti"),
    "absence.travel": _("perjalanan dinas"),
    "absence.training": _("pelatihan"),
    "absence.on_shift": _("sedang bertugas jaga"),
    "absence.off_shift": _("lepas jaga"),
    "absence.elsewhere": _("apel di tempat lain sesuai aturan"),
    "absence.seconded": _("diperbantukan"),
    "absence.suspended": _("diberhentikan sementara"),
    "absence.without_word": _("tanpa keterangan"),
    "absence.not_asked": _("Orang ini tidak ada dalam daftar peserta unit Anda."),
    "absence.until_is_past": _("Tanggal terakhir tidak boleh sebelum hari ini."),
    "absence.signed_already": _("Orang ini sudah menandatangani, jadi tidak perlu keterangan."),
    "dispute.data": _("data saya salah"),
    "dispute.not_me": _("ini bukan saya"),
    "dispute.answer.corrected": _("data diperbaiki"),
    "dispute.answer.unfounded": _("sudah sesuai"),
    "dispute.answer.withdrawn": _("ikrar dicabut"),
    "withdrawal.not_me": _("bukan ditandatangani oleh orangnya"),
    "withdrawal.wrong_entry": _("salah masuk"),
    "late_link.until_is_past": _("Batas waktu tautan harus sesudah sekarang."),
    "late_link.until_too_late": _("Batas waktu tautan tidak boleh melewati akhir masa susulan gerakan."),
    "sheet.wrong_stage": _("Lembar ini sudah selesai diperiksa."),
    "sheet.same_officer": _("Lembar diperiksa petugas lain dari yang memasukkannya."),
    "sheet.entered_anew": _("Lembar ini baru saja diisi ulang. Lihat hasil pindainya sekali lagi."),
    "sheet.no_scan": _("Unggah dahulu hasil pindai lembar yang sudah ditandatangani."),
    "sheet.nobody": _("Tidak ada orang yang belum menandatangani di unit ini."),
    "sheet.signed_on_later": _("Tanggal tanda tangan tidak boleh sesudah hari ini."),
    "register.nothing": _("Belum ada ikrar pada hari itu, jadi belum ada berita acara."),
    "register.not_in_log": _("Sebagian ikrar belum masuk buku catatan. Coba lagi beberapa detik lagi."),
}
