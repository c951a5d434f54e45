"""Words of the test of understanding."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "fact.test.bank_loaded": _("Soal uji pemahaman dimuat"),
    "fact.test.opened": _("Uji pemahaman dibuka"),
    "fact.test.closed": _("Uji pemahaman ditutup"),
    "fact.test.attempted": _("Uji pemahaman diikuti"),
    "fact.test.passed": _("Uji pemahaman lulus"),
    "learning.choice.yes": _("Boleh"),
    "learning.choice.beside": _("Boleh, tetapi ada pedoman yang lebih ketat"),
    "learning.choice.no": _("Tidak boleh"),
    "learning.choice.depends": _("Tergantung fakta yang belum disebut"),
    "learning.standing.not_yet": _("Belum ikut"),
    "learning.standing.attended": _("Sudah ikut"),
    "learning.standing.passed": _("Lulus"),
    "learning.closed": _("Uji pemahaman ini sudah ditutup."),
    "learning.not_open_yet": _("Uji pemahaman ini belum dibuka."),
    "learning.left": _("Anda tidak lagi tercatat sebagai peserta gerakan ini."),
    "learning.erased": _("Data Anda sudah dihapus. Hubungi bagian kepegawaian."),
    "learning.no_bank": _("Soal belum dimuat. Tunggu satu menit, lalu coba lagi."),
    "learning.number_of_questions": _("Pilih %(least)s sampai %(most)s soal."),
    "learning.unknown_question": _("Ada soal yang tidak dikenal. Muat ulang halaman, lalu pilih lagi."),
    "learning.pass_share": _("Batas lulus antara %(least)s dan %(most)s persen."),
    "learning.hours": _("Jam pelajaran paling banyak %(most)s."),
    "learning.ends_before_it_opens": _("Waktu tutup harus setelah waktu buka."),
    "learning.foreign_answers": _("Berkas ini bukan jawaban uji ini. Unduh berkas soal lagi, lalu isi."),
    "learning.unanswered": _("Soal ini belum dijawab."),
    "learning.message": _(
        "*%(test)s*\n%(agency)s\n%(questions)s soal pendek, sekitar %(minutes)s menit. Tutup %(until)s.\n"
        "Pakai nomor peserta dan kode pada kartu Anda.\n%(address)s"
    ),
    "notice.test.closing_soon": _("Uji pemahaman segera ditutup dan masih ada yang belum ikut."),
}
