"""The one field of the public page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.refs import read_ref


class Code(forms.Form):
    """A proof code as typed, with or without its hyphen."""

    kode = forms.CharField(
        label=_("Kode bukti"),
        help_text=_("Delapan huruf dan angka di bawah kode QR, misalnya 7K3M-9QX2."),
        max_length=24,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Isi kode bukti dahulu.")},
    )

    def clean_kode(self) -> str:
        """The code as it is stored."""
        typed = read_ref(self.cleaned_data["kode"])
        if len(typed) != 8 or not typed.isalnum() or not typed.isascii():
            raise forms.ValidationError(_("Kode bukti terdiri dari delapan huruf dan angka."))
        return typed
