"""What forms share: a one-time key, problems of the domain shown at their field, number and code of a card."""

import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.verdicts import Problem
from ikrar.words import say


class OnceForm(forms.Form):
    """A form that changes something: pressing twice, reloading or resending changes nothing the second time.

    Pass `key=form.key` to the action.
    """

    kunci = forms.CharField(widget=forms.HiddenInput, required=False, max_length=43)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kunci"].initial = secrets.token_urlsafe(24)

    @property
    def key(self) -> str | None:
        """The one-time key as it came back, bound to what was typed; None when the form was sent without one.

        So going back, filling in something else and sending again is a new act, and no key that somebody writes by
        hand meets a key that the program itself uses.
        """
        key = self.cleaned_data.get("kunci")
        if not key:
            return None
        said = [f"{n}={v!r}" for n in sorted(self.data) if n not in _ASIDE for v in _values(self.data, n)]
        files = [
            f"{n}={getattr(f, 'name', '')!r} {getattr(f, 'size', 0)}" for n, f in sorted(self.files.items())
        ]
        whole = "\n".join([key, type(self).__qualname__, *said, *files])
        return urlsafe_b64encode(sha256(whole.encode(errors="replace")).digest()).decode().rstrip("=")

    def refuse(self, problem: Problem) -> None:
        """Show a problem of the domain at its field, or above the form when it names none."""
        sentence = say(problem.reason, **problem.values)
        self.add_error(problem.field if problem.field in self.fields else None, sentence)


_ASIDE = {"csrfmiddlewaretoken", "kunci"}


def _values(data: Any, name: str) -> list[Any]:
    return data.getlist(name) if hasattr(data, "getlist") else [data[name]]


class Confirm(OnceForm):
    """A button that changes something and asks nothing."""


class NumberAndCode(OnceForm):
    """The two things on a participant's card."""

    nomor = forms.CharField(
        label=_("Nomor peserta"),
        help_text=_("Ada pada kartu Anda. NIP juga bisa."),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Nomor peserta belum diisi.")},
    )
    kode = forms.CharField(
        label=_("Kode pribadi"),
        help_text=_("Enam huruf dan angka pada kartu. Huruf besar atau kecil sama saja."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Kode pribadi belum diisi.")},
    )
