"""How allauth behaves here: nobody signs up by themselves, and it speaks as our pages do."""

import time
from typing import ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ikrar.domain.people.models import normal_username


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closed for sign-up; a NIP may be typed with spaces and dots."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Akun ini sudah ditutup. Hubungi operator instansi Anda."),
        "username_password_mismatch": _("Nama pengguna atau kata sandi belum cocok. Coba lagi."),
        "too_many_login_attempts": _("Terlalu banyak percobaan. Tunggu lima menit, lalu coba lagi."),
        "enter_current_password": _("Kata sandi sekarang belum cocok."),
        "incorrect_password": _("Kata sandi belum cocok. Coba lagi."),
        "rate_limited": _("Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by officers only."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whether an important step asks for the password again: not within five minutes of the login."""
        done = self.request.session.get("account_authentication_methods", [])
        return not any(time.time() - method["at"] < app_settings.REAUTHENTICATION_TIMEOUT for method in done)

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """The stored form of what was typed."""
        return normal_username(username)


class CodeAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Sentences of the second factor."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Kode belum cocok. Samakan jam ponsel Anda (otomatis), lalu coba kode berikutnya."),
    }
