"""Examples for the gallery page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class Example(forms.Form):
    """One field of each kind."""

    nama = forms.CharField(label=_("Nama"), help_text=_("Tanpa gelar."))
    tanggal = forms.DateField(label=_("Tanggal"))
    pilihan = forms.ChoiceField(
        label=_("Zona waktu"), choices=[("WIB", "WIB"), ("WITA", "WITA")], widget=forms.RadioSelect
    )
    setuju = forms.BooleanField(label=_("Saya telah membaca"))
    catatan = forms.CharField(label=_("Catatan"), widget=forms.Textarea, required=False)


def gallery_context() -> dict[str, Any]:
    """What the gallery shows: an empty form, a form with errors, counts and bars."""
    return {
        "empty_form": Example(prefix="kosong"),
        "wrong_form": Example({"salah-nama": ""}, prefix="salah"),
        "counts": [{"number": 9407, "label": _("siap")}, {"number": 38, "label": _("baru")}],
        "lines": [_("Rina mengimpor 9.412 baris, pukul 07.02 WITA")],
    }
