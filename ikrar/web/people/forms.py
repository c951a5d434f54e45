"""What is asked when a person gets a role, a password, or help with a lost phone."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from ikrar import words
from ikrar.core.verdicts import Problem
from ikrar.domain.people.grants import Role
from ikrar.domain.roster.models import Agency, Unit
from ikrar.web.people.logins import Login
from ikrar.web.shell.forms import OnceForm

__all__ = ["Login", "NewPassword", "NewPerson", "NewSeat", "ResetReason", "said", "shown_at"]
TERMS = ("definitive", "plt", "plh", "pj", "pjs")
FIELDS = {"username": "pengguna", "ref": "instansi"}


def said(prefix: str, codes: Any) -> list[tuple[str, str]]:
    """Choices of codes with their words."""
    return [(str(code), words.say(f"{prefix}.{code}")) for code in codes]


def shown_at(problem: Problem) -> Problem:
    """The problem, at the field of our forms that asks for what it names."""
    return Problem(problem.reason, FIELDS.get(problem.field, problem.field), **problem.values)


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


class NewSeat(OnceForm):
    """A role at a body or a unit of it."""

    peran = forms.ChoiceField(label=_("Peran"), choices=[])
    instansi = forms.ModelChoiceField(
        label=_("Instansi"),
        queryset=Agency.objects.none(),
        to_field_name="ref",
        empty_label=_("Pilih instansi"),
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, to_field_name="ref",
        empty_label=_("Seluruh instansi"),
    )  # fmt: skip
    masa = forms.ChoiceField(label=_("Sifat jabatan"), choices=[], initial="definitive")
    dasar = forms.CharField(
        label=_("Dasar penugasan (boleh kosong)"),
        help_text=_("Contoh: nomor surat tugas."),
        max_length=160,
        required=False,
    )

    def __init__(self, *args: Any, agencies: Any, units: Any, is_operator: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        roles = [r for r in Role if is_operator or r is not Role.SYSTEM_OPERATOR]
        choices: Any = self.fields
        choices["peran"].choices = said("role", roles)
        choices["masa"].choices = said("term", TERMS)
        choices["instansi"].queryset = agencies
        choices["instansi"].label_from_instance = lambda agency: agency.name
        choices["unit"].queryset = units
        choices["unit"].label_from_instance = lambda unit: unit.name


class NewPerson(NewSeat):
    """Somebody who gets a role and a login."""

    nama = forms.CharField(label=_("Nama"), max_length=120)
    pengguna = forms.CharField(
        label=_("NIP atau nama pengguna"), help_text=_("Dengan ini orangnya masuk."), max_length=60
    )
    jabatan = forms.CharField(label=_("Jabatan (boleh kosong)"), max_length=200, required=False)
    surel = forms.EmailField(label=_("Surel dinas (boleh kosong)"), required=False)
    field_order = ("nama", "pengguna", "jabatan", "surel", "peran", "instansi", "unit", "masa", "dasar")


class ResetReason(OnceForm):
    """Why the second factor must be taken off."""

    alasan = forms.CharField(
        label=_("Alasan"), help_text=_("Contoh: ponsel hilang, sudah dipastikan orangnya."), max_length=160
    )
