"""What is asked at login."""

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _

from ikrar.domain.people.models import normal_username


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
