"""What is asked when a body loads its official text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar import words
from ikrar.core.texts import LONGEST_TEXT, Kind
from ikrar.web.shell.forms import OnceForm


def kinds() -> list[tuple[str, str]]:
    """The kinds of text, in words."""
    return [(kind.value, words.say(f"text.kind.{kind}")) for kind in Kind]


class Official(OnceForm):
    """The official text of a body, with the letter or decree that it comes from."""

    kind = forms.ChoiceField(label=_("Jenis naskah"), choices=kinds)
    title = forms.CharField(label=_("Judul"), max_length=160)
    typed = forms.CharField(
        label=_("Isi naskah"),
        help_text=_("Satu baris kosong di antara alinea. Pokok bernomor diawali angka dan titik, misalnya «1. »."),
        widget=forms.Textarea(attrs={"rows": 18}), max_length=LONGEST_TEXT,
    )  # fmt: skip
    source = forms.CharField(label=_("Nomor dan tanggal surat sumber"), max_length=200)
    basis = forms.CharField(
        label=_("Dasar hukum"), help_text=_("Satu dasar pada setiap baris."), required=False,
        widget=forms.Textarea(attrs={"rows": 5}), max_length=4_000,
    )  # fmt: skip
