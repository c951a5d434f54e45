"""What people type to sign, to refuse, and to say that something is wrong."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.domain.roster.models import Agency
from ikrar.web.shell.forms import NumberAndCode, OnceForm


class Enter(NumberAndCode):
    """Participant number (or NIP) and the code from the card; the body too where several stand together."""

    badan = forms.ChoiceField(label=_("Instansi Anda"), required=False)
    field_order = ("nomor", "badan", "kode")

    def __init__(self, *args: Any, bodies: Sequence[Agency], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(bodies) > 1:
            choice = self.fields["badan"]
            assert isinstance(choice, forms.ChoiceField)  # noqa: S101 narrows the type of our own field
            choice.choices = [("", _("Pilih instansi")), *((b.ref, b.name) for b in bodies)]
        else:
            del self.fields["badan"]


class Sign(OnceForm):
    """One box; the digest of the text that was on the screen; the moment of the tap where script ran."""

    setuju = forms.BooleanField(
        label=_("Saya telah membaca dan menyetujui seluruh isi naskah"),
        error_messages={"required": _("Centang kotak ini bila Anda setuju.")},
    )
    dibaca = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    ketuk = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def __init__(self, *args: Any, text: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.text = text
        self.fields["dibaca"].initial = text

    def clean_dibaca(self) -> str:
        """A text that changed since it was shown must be read again."""
        read: str = self.cleaned_data["dibaca"]
        if read != self.text:
            raise forms.ValidationError(_("Naskah sudah diganti. Baca lagi lalu tanda tangani."))
        return read

    @property
    def tapped_at(self) -> datetime | None:
        """The moment of the tap as the device claims it: milliseconds since 1970, written by the script."""
        said = self.cleaned_data.get("ketuk") or ""
        if not said.isdecimal() or len(said) > 14:
            return None
        return datetime.fromtimestamp(int(said) // 1000, UTC)


class Refuse(OnceForm):
    """Not signing; a reason may be given and need not be."""

    alasan = forms.CharField(
        label=_("Alasan (boleh dikosongkan)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Dispute(OnceForm):
    """What is wrong, in one's own words."""

    pesan = forms.CharField(
        label=_("Apa yang perlu diperbaiki?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tuliskan apa yang perlu diperbaiki.")},
    )


class Witness(OnceForm):
    """The second officer proves who they are beside the first."""

    saksi = forms.CharField(
        label=_("NIP atau nama pengguna saksi"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Nama pengguna saksi belum diisi.")},
    )
    password = forms.CharField(
        label=_("Kata sandi saksi"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Kata sandi saksi belum diisi.")},
    )
    kode = forms.CharField(
        label=_("Kode masuk saksi"),
        help_text=_("Enam angka dari aplikasi kode. Pada latihan boleh dikosongkan."),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class AtKiosk(OnceForm):
    """Who stands before the kiosk: a number or NIP, with the code when the card is at hand."""

    nomor = forms.CharField(
        label=_("Nomor peserta atau NIP"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True}),
        error_messages={"required": _("Nomor peserta belum diisi.")},
    )
    kode = forms.CharField(
        label=_("Kode pribadi (bila kartu dibawa)"),
        max_length=20,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    orang = forms.IntegerField(widget=forms.HiddenInput, required=False)
