"""What every form shares: a one-time key, and problems of the domain shown at their field."""

import secrets
from typing import Any

from django import forms

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
        """The one-time key as it came back, or None when the form was sent without one."""
        return self.cleaned_data.get("kunci") or None

    def refuse(self, problem: Problem) -> None:
        """Show a problem of the domain at its field, or above the form when it names none."""
        sentence = say(problem.reason, **problem.values)
        self.add_error(problem.field if problem.field in self.fields else None, sentence)


class Confirm(OnceForm):
    """A button that changes something and asks nothing."""
