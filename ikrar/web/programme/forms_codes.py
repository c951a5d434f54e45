"""What is asked when codes are made, and at the help desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.web.shell.forms import OnceForm

MOST_CARDS = 3_000
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

    def __init__(self, *args: Any, people: int, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.people = people

    def clean_format(self) -> str:
        """Refuses more cards than a printer or a browser takes at once, before any code is made."""
        chosen = str(self.cleaned_data["format"])
        if chosen == "cards" and self.people > MOST_CARDS:
            raise forms.ValidationError(_("Lebih dari 3.000 kartu. Buat menurut unit, atau pilih daftar."))
        return chosen


class Search(forms.Form):
    """A name, a NIP or a participant number."""

    typed = forms.CharField(
        label=_("Nama, NIP, atau nomor peserta"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
