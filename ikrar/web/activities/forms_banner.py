"""What is asked for a banner: its size, its words, and whether there is room to sign."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.papers.banner import SIZES
from ikrar.web.shell.fields import said

HEADINGS = ("oath", "pact", "outreach")
# Numbers that a party or a pair may bear on a ballot (parties went up to 24 in 2024); not a year, not the 20 of 20/2023.
SHORT_NUMBER = re.compile(r"(?<![\d.,/])0*(?:1?\d|2[0-4])(?!\d|[.,/]\d)")
BY_WORD = re.compile(r"\bnomor urut\b", re.IGNORECASE)


class Words(forms.Form):
    """A banner for an activity. It changes nothing, so it bears no one-time key."""

    size = forms.ChoiceField(label=_("Ukuran"), choices=said("activity.banner_size", SIZES))
    heading = forms.ChoiceField(label=_("Tulisan utama"), choices=said("activity.banner_heading", HEADINGS))
    title = forms.CharField(
        label=_("Judul"), max_length=160, help_text=_("Tanpa nama partai atau calon, dan tanpa angka yang mirip nomor urut."),
    )  # fmt: skip
    slogan = forms.CharField(
        label=_("Semboyan (boleh kosong)"), max_length=80, required=False, help_text=_("Satu baris.")
    )
    to_sign = forms.BooleanField(
        label=_("Sediakan papan tanda tangan simbolis"), required=False,
        help_text=_("Tanda tangan di spanduk hanya simbol. Tidak ada yang dihitung karenanya."),
    )  # fmt: skip

    def clean_title(self) -> str:
        """A title that nobody can take for a campaign."""
        return _neutral(self.cleaned_data["title"])

    def clean_slogan(self) -> str:
        """The same for the slogan."""
        return _neutral(self.cleaned_data["slogan"])


def _neutral(text: str) -> str:
    """The text in one line. Refuses short numbers, which read as ballot numbers, and every sign that is a picture."""
    if any(unicodedata.category(sign) in {"So", "Sk", "Co", "Cn", "Cs"} or sign == "*" for sign in text):
        raise forms.ValidationError(_("Tulis dengan huruf saja, tanpa bintang, gambar, atau lambang."))
    if SHORT_NUMBER.search(text) or BY_WORD.search(text):
        raise forms.ValidationError(_("Angka ini mirip nomor urut. Hapus, atau tulis dengan huruf."))
    return " ".join(text.split())


def as_begun(name: str) -> dict[str, Any]:
    """What stands in the form before anything is typed."""
    return {"title": name, "size": "3x1", "heading": "oath"}
