"""What is asked when codes are made, and at the help desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.web.shell.forms import OnceForm

FORMATS = (
    ("cards", _("Kartu untuk dicetak (PDF)")),
    ("xlsx", _("Daftar untuk dikirim (Excel)")),
    ("csv", _("Daftar untuk dikirim (CSV)")),
)


class Issue(OnceForm):
    """Which file, and whether older codes become void."""

    format = forms.ChoiceField(label=_("Bentuk"), choices=FORMATS, initial="cards")
    void = forms.BooleanField(
        label=_("Buat ulang semua kode"), help_text=_("Kode lama langsung batal, juga yang sudah dibagikan."),
        required=False,
    )  # fmt: skip


class Search(forms.Form):
    """A name, a NIP or a participant number."""

    typed = forms.CharField(
        label=_("Nama, NIP, atau nomor peserta"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
