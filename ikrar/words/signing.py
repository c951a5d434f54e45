"""Words of signing with a key: why no signature was made, and what to do."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "sign.unreadable_file": _("Berkas surat tidak terbaca. Muat ulang halaman, lalu coba lagi."),
    "sign.not_made": _("Tanda tangan belum jadi. Coba lagi, atau tanda tangani di kertas."),
    "sign.not_valid": _("Berkas yang kembali tidak bertanda tangan dengan benar, jadi tidak dipakai."),
    "sign.not_the_file_sent": _("Berkas yang kembali bukan surat yang dikirim, jadi tidak dipakai."),
    "sign.already_signed": _(
        "Berkas ini sudah bertanda tangan. Layanan BSrE hanya menerima berkas yang belum ditandatangani."
    ),
    "sign.certificate_expired": _(
        "Sertifikat hanya berlaku sampai %(day)s. Pakai sertifikat yang masih berlaku."
    ),
    "sign.wrong_certificate": _("Sertifikat ini bukan untuk tanda tangan. Pakai sertifikat tanda tangan."),
    "sign.no_key_file": _("Pilih berkas sertifikat .p12 atau .pfx."),
    "sign.no_key_in_file": _("Berkas ini tidak memuat kunci RSA atau P-256 dengan sertifikatnya."),
    "sign.key_file_too_slow": _(
        "Berkas sertifikat ini terlalu lama dibuka. Ekspor ulang dari aplikasi asalnya dengan pengaturan biasa."
    ),
    "sign.wrong_passphrase": _("Kata sandi tidak cocok dengan berkas sertifikat, atau berkasnya rusak."),
    "sign.token_missing": _("Kartu atau modul kunci tidak ditemukan. Hubungi operator sistem."),
    "sign.wrong_pin": _("PIN tidak cocok. Terlalu banyak salah membuat kartu terkunci."),
    "sign.pin_locked": _("Kartu terkunci karena PIN salah berkali-kali. Hubungi operator sistem."),
    "sign.no_such_key": _("Tidak ada kunci bernama «%(label)s» di kartu."),
    "sign.of_somebody_else": _(
        "Kunci ini atas nama %(name)s, bukan penanda tangan surat ini. Pakai kunci Anda."
    ),
    "sign.service_not_set": _("Layanan BSrE belum diatur. Hubungi operator sistem."),
    "sign.service_login": _("Layanan BSrE menolak akun aplikasi ini. Hubungi operator sistem."),
    "sign.service_down": _("Layanan BSrE sedang tidak menjawab. Surat belum ditandatangani. Coba lagi nanti."),
    "sign.time_out": _(
        "Layanan BSrE tidak menjawab tepat waktu. Hasilnya tidak kami terima, jadi surat belum bertanda tangan. Coba lagi."
    ),
    "sign.strange_answer": _("Jawaban layanan BSrE tidak terbaca. Surat belum ditandatangani. Coba lagi."),
    "sign.partial_answer": _(
        "Layanan BSrE mengembalikan lebih sedikit berkas daripada yang dikirim. Kirim ulang yang kurang."
    ),
    "sign.user_unknown": _("NIK ini belum terdaftar atau belum mempunyai sertifikat di BSrE."),
    "sign.wrong_service_passphrase": _(
        "Kata sandi BSrE tidak cocok. Terlalu banyak salah dapat mengunci akun BSrE Anda."
    ),
    "sign.service_certificate_expired": _(
        "Sertifikat BSrE Anda sudah lewat masa berlaku. Perbarui dahulu di BSrE."
    ),
    "sign.service_certificate_revoked": _("Sertifikat BSrE Anda dicabut atau ditangguhkan. Hubungi BSrE."),
}
