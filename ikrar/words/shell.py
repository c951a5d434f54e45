"""Words that every noun shares."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "verdict.not_permitted": _("Halaman ini untuk petugas lain."),
    "verdict.not_your_unit": _("Unit ini bukan wewenang Anda."),
    "verdict.wrong_stage": _("Langkah ini belum atau tidak lagi mungkin."),
    "verdict.login_needed": _("Masuk dahulu."),
    "verdict.second_factor_needed": _("Pasang kode masuk dahulu."),
    "form.key_used": _("Formulir ini sudah dipakai untuk hal lain. Muat ulang halaman, lalu isi lagi."),
    "verdict.same_person_twice": _("Langkah ini memerlukan petugas kedua."),
    "upload.unreadable": _(
        "Berkas ini tidak dikenali. Yang diterima: %(kinds)s. Simpan ulang, lalu unggah lagi."
    ),
    "upload.too_large": _("Berkas lebih dari %(megabytes)s MB. Perkecil dahulu, lalu unggah lagi."),
}
