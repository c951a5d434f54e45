"""What an officer enters to have facts assessed; no name of anybody is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.assess.facts import CHOICES
from ikrar.domain.rules.tables import read_rulebook
from ikrar.domain.rules.topics import Topic
from ikrar.web.rules.shown import title_of, value_words
from ikrar.web.shell.forms import OnceForm
from ikrar.words import say

CHOSEN = (
    "actor_status", "target", "target_stage", "phase", "channel", "relation", "unpaid_leave", "participation",
    "superior_knew",
)  # fmt: skip


class FactsForm(OnceForm):
    """The facts of one incident and one person."""

    acts = forms.MultipleChoiceField(label=_("Perbuatan"), widget=forms.CheckboxSelectMultiple)
    act_date = forms.CharField(
        label=_("Tanggal kejadian"), required=False, max_length=10,
        help_text=_("Misalnya 2024-09-12. Bulan (2024-09) atau tahun saja juga dapat."),
    )  # fmt: skip
    region = forms.CharField(label=_("Daerah"), required=False, max_length=120)
    actor_rank = forms.CharField(
        label=_("Jabatan"), required=False, max_length=120, help_text=_("Jabatannya saja, tanpa nama orang.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        codes = read_rulebook().acts
        self.fields["acts"].choices = [  # type: ignore[attr-defined]
            (code, title_of(Topic(code, (code,), {}, is_act=True))) for code in codes
        ]
        for name in CHOSEN:
            values = [value for value in CHOICES[name] if value != "unknown"]
            choices = [("", say("rules.value.unknown")), *((v, value_words(name, v)) for v in values)]
            self.fields[name] = forms.ChoiceField(
                label=say(f"rules.fact.{name}"), required=False, choices=choices
            )

    def record(self) -> dict[str, object]:
        """The facts as the engine takes them; what was left open is not told."""
        data = {name: value for name, value in self.cleaned_data.items() if value and name != "kunci"}
        return dict(data)
