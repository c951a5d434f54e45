"""What is asked about a stage, a calendar file and a local day off."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar import words
from ikrar.core.calendars import Certainty, Confidence, Line
from ikrar.core.elections import Family
from ikrar.domain.elections.actions import Draft
from ikrar.web.shell.forms import OnceForm


def certainties() -> list[tuple[str, str]]:
    """The certainties, in words."""
    return [(str(one), words.say(f"calendar.certainty.{one}")) for one in Certainty]


def confidences() -> list[tuple[str, str]]:
    """What an officer may state about a source, in words."""
    return [(str(one), words.say(f"calendar.confidence.{one}")) for one in Confidence]


def families() -> list[tuple[str, str]]:
    """The two laws, in words."""
    return [(str(one), words.say(f"calendar.family.{one}")) for one in Family]


def day_field(label: Any, *, required: bool) -> forms.DateField:
    """A day, typed or picked."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


class Correction(OnceForm):
    """One stage as it shall stand."""

    name = forms.CharField(label=_("Nama tahapan"), max_length=160)
    certainty = forms.ChoiceField(label=_("Kepastian"), choices=certainties)
    first = day_field(_("Hari pertama"), required=False)
    last = day_field(_("Hari terakhir"), required=False)
    basis = forms.CharField(label=_("Dasar"), max_length=300, help_text=_("Nomor peraturan atau keputusan."))
    source = forms.CharField(label=_("Sumber"), max_length=300, help_text=_("Tempat dasar itu dibaca."))
    confidence = forms.ChoiceField(label=_("Keyakinan"), choices=confidences)
    reason = forms.CharField(label=_("Alasan koreksi"), max_length=300)

    def __init__(self, *args: Any, line: Line, **options: Any) -> None:
        super().__init__(*args, **options)
        self.before = line
        for field in ("name", "certainty", "first", "last", "basis", "source", "confidence"):
            self.fields[field].initial = getattr(line, field)

    def line(self) -> Line:
        """The line as typed."""
        data = self.cleaned_data
        return Line(
            self.before.election, self.before.stage, data["name"], data["first"], data["last"],
            Certainty(data["certainty"]), data["basis"], data["source"], data["confidence"],
        )  # fmt: skip


class Added(OnceForm):
    """An election that the tables do not know."""

    name = forms.CharField(label=_("Nama pemilihan"), max_length=160)
    family = forms.ChoiceField(label=_("Aturan"), choices=families)
    basis = forms.CharField(label=_("Dasar"), max_length=300, help_text=_("Nomor peraturan atau keputusan."))
    source = forms.CharField(label=_("Sumber"), max_length=300, help_text=_("Tempat dasar itu dibaca."))
    confidence = forms.ChoiceField(label=_("Keyakinan"), choices=confidences)

    def draft(self) -> Draft:
        """The election as typed."""
        data = self.cleaned_data
        return Draft(data["name"], Family(data["family"]), data["basis"], data["source"], data["confidence"])


class File(OnceForm):
    """A calendar file."""

    file = forms.FileField(label=_("Berkas CSV"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))


class DayOff(OnceForm):
    """A day off of the region."""

    day = day_field(_("Tanggal"), required=True)
    name = forms.CharField(label=_("Nama hari libur"), max_length=160)
    basis = forms.CharField(label=_("Dasar"), max_length=300, help_text=_("Nomor keputusan atau surat edaran."))
