"""What a person says of notices: seen up to here, and how mail should come."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.domain.people.notices import Wish
from ikrar.web.shell.fields import said
from ikrar.web.shell.forms import OnceForm


class Seen(OnceForm):
    """Everything up to the newest notice on the page was seen."""

    sampai = forms.IntegerField(widget=forms.HiddenInput, min_value=0, localize=False)


class MailWish(OnceForm):
    """At once, one digest a day, or none."""

    wish = forms.ChoiceField(label=_("Surel pemberitahuan"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["wish"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 narrows the type of our own field
        field.choices = said("notice.wish", Wish)
