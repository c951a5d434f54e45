"""What is typed and ticked for a test: number and code, the answers, and the plan of an officer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ikrar import words
from ikrar.core import learning
from ikrar.core.learning import Choice, Keyed
from ikrar.web.shell.fields import LocalMoment, set_zone
from ikrar.web.shell.forms import NumberAndCode, OnceForm

LARGEST_FILE = 64 * 1024  # bytes: thirty answers need two thousand


class Enter(NumberAndCode):
    """The same number and code as for the pledge."""


def asked_text(keyed: Keyed) -> str:
    """The question in the language of the page."""
    return keyed.question.text_en if get_language() == "en" else keyed.question.text


class Answers(OnceForm):
    """One choice a question."""

    def __init__(self, *args: Any, keys: Sequence[Keyed], **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = [k.question.code for k in keys]
        choices = [(c.value, words.say(f"learning.choice.{c.value}")) for c in Choice]
        for number, keyed in enumerate(keys, 1):
            self.fields[keyed.question.code] = forms.ChoiceField(
                label=f"{number}. {asked_text(keyed)}",
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": words.say("learning.unanswered")},
            )

    @property
    def given(self) -> dict[str, str]:
        """What was ticked, by question code."""
        return {code: self.cleaned_data[code] for code in self.codes}


class AnswerFile(OnceForm):
    """The file that the page without a network has made."""

    berkas = forms.FileField(
        label=_("Berkas jawaban"),
        help_text=_("Berkas jawaban-….json yang dibuat oleh halaman soal."),
        error_messages={"required": _("Pilih berkas jawaban.")},
    )

    def clean_berkas(self) -> bytes:
        """The bytes of the file; a larger one is none of ours."""
        file = self.cleaned_data["berkas"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(words.say("learning.foreign_answers"))
        data: bytes = file.read()
        return data


class Plan(OnceForm):
    """What an officer says of a new test."""

    name = forms.CharField(label=_("Nama uji"), max_length=160, initial=_("Uji pemahaman netralitas"))
    questions = forms.MultipleChoiceField(label=_("Soal"), widget=forms.CheckboxSelectMultiple)
    pass_share = forms.IntegerField(
        label=_("Batas lulus (persen jawaban benar)"),
        initial=70,
        min_value=learning.LEAST_SHARE,
        max_value=learning.MOST_SHARE,
        localize=False,
    )
    hours = forms.IntegerField(
        label=_("Jam pelajaran (JP) pada sertifikat"),
        help_text=_("Isi 0 bila sertifikat tidak menyebut jam pelajaran."),
        initial=0,
        min_value=0,
        max_value=learning.MOST_HOURS,
        localize=False,
    )
    opens_at = LocalMoment(label=_("Dibuka"))
    until = LocalMoment(label=_("Ditutup"))

    def __init__(
        self, *args: Any, keys: Sequence[Keyed], zone: str, now: datetime, later: datetime, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        set_zone(self, zone)
        field = self.fields["questions"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 narrows the type of our own field
        field.choices = [(k.question.code, asked_text(k)) for k in keys]
        field.initial = [k.question.code for k in keys][:10]
        self.fields["opens_at"].initial, self.fields["until"].initial = now, later
