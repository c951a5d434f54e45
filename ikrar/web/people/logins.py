"""What is asked at login: user name or NIP, password, and the code of the second factor."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.account.forms import ReauthenticateForm as AskPassword
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.forms import Field
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ikrar.domain.people.models import normal_username


def worded(field: Field, label: str | Promise, hint: str | Promise = "", **attributes: str) -> None:
    """Give a field of allauth our label and hint, and only these attributes (no placeholder)."""
    field.label, field.help_text = label, hint  # type: ignore[assignment]
    field.widget.attrs = attributes


class Login(LoginForm):  # type: ignore[misc]
    """User name or NIP, and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        worded(
            self.fields["login"], _("NIP atau nama pengguna"), _("NIP boleh diketik dengan spasi atau titik."),
            autocomplete="username", autocapitalize="none", spellcheck="false",
        )  # fmt: skip
        worded(self.fields["password"], _("Kata sandi"), autocomplete="current-password")
        self.fields.pop("remember", None)

    def clean_login(self) -> str:
        """The stored form of the user name."""
        return normal_username(self.cleaned_data["login"])


class Again(AskPassword):  # type: ignore[misc]
    """The password once more, before an important step."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        worded(self.fields["password"], _("Kata sandi"), autocomplete="current-password")


class ChangePassword(ChangePasswordForm):  # type: ignore[misc]
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        worded(self.fields["oldpassword"], _("Kata sandi sekarang"), autocomplete="current-password")
        worded(
            self.fields["password1"], _("Kata sandi baru"),
            _("Sedikitnya 12 huruf. Kalimat pendek paling mudah diingat."), autocomplete="new-password",
        )  # fmt: skip
        worded(self.fields["password2"], _("Kata sandi baru sekali lagi"), autocomplete="new-password")


class _SixDigits:
    """A code that a phone shows: spaces are welcome, the number keyboard comes up."""

    fields: dict[str, Field]
    data: Any
    is_bound: bool

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        worded(
            self.fields["code"], _("Kode masuk"), autocomplete="one-time-code", autocapitalize="none", spellcheck="false",
        )  # fmt: skip
        if self.is_bound and "code" in self.data:
            typed = self.data.copy()
            typed["code"] = "".join(str(typed["code"]).split())
            self.data = typed


class Code(_SixDigits, AuthenticateForm):  # type: ignore[misc]
    """Six digits of the phone, or a spare code."""


class CodeAgain(_SixDigits, ReauthenticateForm):  # type: ignore[misc]
    """The code once more, before an important step."""


class FirstCode(_SixDigits, ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which proves that the phone has the key."""
