"""Fields that several forms share: a moment in the zone of the body, and codes as choices in words."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from ikrar import words


class LocalMoment(forms.DateTimeField):
    """Day and time on the clock of the body; `zone` is set by the form."""

    zone = "Asia/Jakarta"
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        """The moment, read on the clock of the body."""
        with timezone.override(self.zone):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """The moment as the clock of the body shows it."""
        with timezone.override(self.zone):
            return super().prepare_value(value)


def set_zone(form: forms.BaseForm, zone: str) -> None:
    """Let every moment of a form be read in this zone."""
    for field in form.fields.values():
        if isinstance(field, LocalMoment):
            field.zone = zone


def said(prefix: str, codes: Iterable[object]) -> list[tuple[str, str]]:
    """Choices of codes with their words; a code without words stands for itself."""
    return [(str(code), in_words(prefix, code)) for code in codes]


def in_words(prefix: str, code: object) -> str:
    """A code in words, or the code itself where no table has it."""
    return str(words.WORDS.get(f"{prefix}.{code}", str(code)))


def fresh_keys(*buttons: str) -> dict[str, str]:
    """A one-time key for each button of a page: the same key on two buttons would make the second do nothing."""
    return {button: secrets.token_urlsafe(24) for button in buttons}
