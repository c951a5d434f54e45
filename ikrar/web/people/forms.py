"""What is asked at login, at the first start, and when a person gets a role."""

import re
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from ikrar import words
from ikrar.domain.people.grants import Role
from ikrar.domain.people.models import normal_username
from ikrar.domain.roster.models import Agency, Unit
from ikrar.web.shell.forms import OnceForm

ZONES = [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]
KINDS = ("regency", "city", "province", "agency", "upt", "regional-office", "ministry")
TERMS = ("definitive", "plt", "plh", "pj", "pjs")


class Login(LoginForm):  # type: ignore[misc]
    """User name or NIP, and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].label = _("NIP atau nama pengguna")
        self.fields["login"].widget.attrs = {"autocomplete": "username", "spellcheck": "false"}
        self.fields["password"].label = _("Kata sandi")
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].help_text = ""
        self.fields.pop("remember", None)

    def clean_login(self) -> str:
        """The stored form of the user name."""
        return normal_username(self.cleaned_data["login"])


def said(prefix: str, codes: Any) -> list[tuple[str, str]]:
    """Choices of codes with their words."""
    return [(str(code), words.say(f"{prefix}.{code}")) for code in codes]


class NewPassword(forms.Form):
    """A password, twice; pasting and password managers are welcome."""

    sandi = forms.CharField(
        label=_("Kata sandi"), help_text=_("Sedikitnya 12 huruf. Kalimat pendek paling mudah diingat."), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), max_length=200,
    )  # fmt: skip
    ulang = forms.CharField(
        label=_("Kata sandi sekali lagi"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        max_length=200,
    )  # fmt: skip

    def clean_sandi(self) -> str:
        """Refuses what is short or common."""
        password: str = self.cleaned_data["sandi"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        """Both must be equal."""
        data = super().clean() or {}
        if data.get("sandi") and data.get("ulang") and data["sandi"] != data["ulang"]:
            self.add_error("ulang", _("Kedua kata sandi belum sama."))
        return data


class Start(NewPassword, OnceForm):
    """The first page of an empty installation: the body, its letterhead, and the first account."""

    kode = forms.CharField(
        label=_("Kode pemasangan"), help_text=_("Tampil di layar tempat Ikrar dijalankan."), max_length=20
    )
    instansi = forms.CharField(label=_("Nama instansi"), max_length=160)
    jenis = forms.ChoiceField(label=_("Jenis instansi"), choices=[])
    zona = forms.ChoiceField(label=_("Zona waktu"), choices=ZONES)
    tempat = forms.CharField(
        label=_("Tempat surat"), help_text=_("Kota yang tertulis di surat."), max_length=80
    )
    alamat = forms.CharField(
        label=_("Alamat di kop surat"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    jabatan = forms.CharField(
        label=_("Jabatan penanggung jawab"), help_text=_("Contoh: Sekretaris Daerah."), max_length=160
    )
    nama = forms.CharField(label=_("Nama Anda"), max_length=120)
    pengguna = forms.CharField(label=_("NIP atau nama pengguna Anda"), max_length=60)
    field_order = (
        "kode",
        "instansi",
        "jenis",
        "zona",
        "tempat",
        "alamat",
        "jabatan",
        "nama",
        "pengguna",
        "sandi",
        "ulang",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["jenis"].choices = said("agency_kind", KINDS)  # type: ignore[attr-defined]

    @property
    def ref(self) -> str:
        """A short address made from the name of the body."""
        return re.sub(r"[^a-z0-9]+", "-", self.cleaned_data["instansi"].lower()).strip("-")[:40] or "instansi"


class NewPerson(OnceForm):
    """Somebody who gets a role at a body or a unit of it."""

    nama = forms.CharField(label=_("Nama"), max_length=120)
    pengguna = forms.CharField(label=_("NIP atau nama pengguna"), max_length=60)
    jabatan = forms.CharField(label=_("Jabatan"), max_length=200, required=False)
    surel = forms.EmailField(label=_("Surel dinas"), required=False)
    peran = forms.ChoiceField(label=_("Peran"), choices=[])
    instansi = forms.ModelChoiceField(label=_("Instansi"), queryset=Agency.objects.none(), to_field_name="ref")
    unit = forms.ModelChoiceField(
        label=_("Unit"), help_text=_("Kosong berarti seluruh instansi."), queryset=Unit.objects.none(), required=False,
        to_field_name="ref",
    )  # fmt: skip
    masa = forms.ChoiceField(label=_("Sifat jabatan"), choices=[], initial="definitive")
    dasar = forms.CharField(label=_("Dasar penugasan"), max_length=160, required=False)

    def __init__(self, *args: Any, agencies: Any, units: Any, is_operator: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        roles = [r for r in Role if is_operator or r is not Role.SYSTEM_OPERATOR]
        self.fields["peran"].choices = said("role", roles)  # type: ignore[attr-defined]
        self.fields["masa"].choices = said("term", TERMS)  # type: ignore[attr-defined]
        self.fields["instansi"].queryset = agencies  # type: ignore[attr-defined]
        self.fields["instansi"].label_from_instance = lambda a: a.name  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].label_from_instance = lambda u: u.name  # type: ignore[attr-defined]


class ResetReason(OnceForm):
    """Why the second factor must be taken off."""

    alasan = forms.CharField(
        label=_("Alasan"), help_text=_("Contoh: ponsel hilang, sudah dipastikan orangnya."), max_length=160
    )
