"""Examples for the gallery page: every part of a page in every state, with invented data."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from ikrar.web.shell.forms import OnceForm

LONG = "Unit Pelaksana Teknis Dinas Pendidikan dan Kebudayaan Kecamatan Pesisir Utara Contoh"
MOMENT = datetime(2026, 11, 22, 23, 31, 8, tzinfo=UTC)


class Example(OnceForm):
    """One field of each kind."""

    nama = forms.CharField(label=_("Nama"), help_text=_("Tanpa gelar."))
    tanggal = forms.DateField(label=_("Tanggal"), help_text=_("Contoh: 30-11-2026."))
    zona = forms.ChoiceField(
        label=_("Zona waktu"),
        choices=[("WIB", "WIB"), ("WITA", "WITA"), ("WIT", "WIT")],
        widget=forms.RadioSelect,
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=[("", "–"), ("1", LONG)])
    setuju = forms.BooleanField(label=_("Saya telah membaca dan setuju"))
    berkas = forms.FileField(
        label=_("Bukti"), help_text=_("Boleh kosong. Data lokasi pada foto dihapus."), required=False
    )
    catatan = forms.CharField(label=_("Catatan"), widget=forms.Textarea(attrs={"rows": 4}), required=False)


def gallery_context() -> dict[str, Any]:
    """What the gallery shows."""
    return {
        "empty_form": Example(prefix="kosong"),
        "wrong_form": Example({"salah-nama": "", "salah-tanggal": "31-02-2026"}, {}, prefix="salah"),
        "key": "contoh",
        **_lists(),
        **_numbers(),
    }


def _lists() -> dict[str, Any]:
    states = (
        ("selesai", _("Impor data pegawai"), _("Selesai"), ""),
        ("berjalan", _("Apel dan tanda tangan"), _("Sedang berjalan"), _("7.214 dari 9.412 orang sudah")),
        ("perlu", _("14 pegawai belum tanda tangan"), _("Perlu tindakan"), _("Tenggat 30 November 2026")),
        ("belum", _("Laporan untuk Sekretaris Daerah"), _("Belum dimulai"), ""),
    )
    return {
        "tasks": [{"kind": k, "words": w, "state": s, "note": n, "url": "#"} for k, w, s, n in states],
        "steps": [_("Instansi"), _("Zona waktu"), _("Kop surat"), _("Akun pertama"), _("Impor")],
        "lines": [
            {"words": _("Rina mengimpor 9.412 baris"), "at": MOMENT, "zone": "Asia/Makassar"},
            {"words": _("Sari membuka sesi apel"), "at": MOMENT, "zone": "Asia/Makassar"},
        ],
        "facts": [(_("Unit"), LONG), (_("Catatan ke"), _("8.214 dari 9.110"))],
        "answers": [
            {"words": _("Nama instansi"), "value": "Pemerintah Kabupaten Contoh", "url": "#"},
            {"words": _("Tempat surat"), "value": "Contoh", "url": "#"},
        ],
        "places": [{"words": _("Cakupan"), "url": "#"}, {"words": LONG, "url": ""}],
        "message": _(
            "Sampai Senin, 23 November 2026 pukul 08.00 WITA: 94 dari 96 pegawai sudah menandatangani."
        ),
    }


def _numbers() -> dict[str, Any]:
    shares = ((LONG, 71, 88), ("Satpol PP", 240, 268), ("Kecamatan Sukamaju", 94, 96))
    return {
        "counts": [
            {"number": 9407, "label": _("siap")},
            {"number": 38, "label": _("baru"), "url": "#"},
            {"number": 5, "label": _("perlu diperbaiki"), "needed": True},
        ],
        "bars": [
            {"words": w, "url": "#", "number": n, "of": of, "share": n / of, "width": f"{100 * n / of:.1f}"}
            for w, n, of in shares
        ],
        "head": [
            {"words": _("Baris"), "number": True},
            {"words": _("Nama")},
            {"words": _("Yang perlu diperbaiki")},
        ],
        "rows": [
            {
                "wrong": True,
                "cells": [{"number": 14}, {"words": "Made Contoh"}, {"words": _("NIP terpotong oleh Excel.")}],
            },
            {
                "cells": [
                    {"number": 511},
                    {"words": LONG, "url": "#"},
                    {"words": _("Selesai"), "status": "selesai"},
                ]
            },
        ],
        "due": date(2026, 11, 24),
        "middle_page": Paginator(range(60), 20).page(2),
    }
