"""Words of texts: kinds, how sure a legal basis is, and why a text cannot be taken."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "text.kind.oath": _("Ikrar"),
    "text.kind.pact": _("Pakta integritas"),
    "text.empty": _("Naskah belum berisi apa pun. Tempelkan isinya di sini."),
    "text.too_long": _("Naskah lebih dari %(most)s huruf. Ringkas dahulu."),
    "text.unreadable": _("Naskah memuat tanda yang tidak terlihat. Tempelkan sebagai teks biasa."),
    "text.same_as_before": _("Isi ini sama dengan versi %(version)s yang berlaku."),
    "text.title_needed": _("Tulis judul, paling panjang %(most)s huruf."),
    "text.source_needed": _("Tulis nomor dan tanggal surat sumber, paling panjang %(most)s huruf."),
    "text.confidence.text": _("naskah aturan dibaca"),
    "text.confidence.secondary": _("dari sumber kedua"),
    "text.confidence.memory": _("belum ada sumber"),
    "text.confidence.unsettled": _("belum pasti"),
}
