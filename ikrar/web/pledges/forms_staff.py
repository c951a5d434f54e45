"""What officers type: absences, late links, sheets, answers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar import words
from ikrar.core.pledges import ANSWERS, Absent, DisputeKind
from ikrar.domain.roster.models import Unit
from ikrar.web.shell.forms import OnceForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Absences(OnceForm):
    """Who, why, and until when; or that they are back."""

    orang = forms.TypedMultipleChoiceField(
        coerce=int, label=_("Orang"), error_messages={"required": _("Pilih paling sedikit satu orang.")}
    )
    alasan = forms.ChoiceField(label=_("Keterangan"))
    sampai = forms.DateField(label=_("Sampai tanggal (boleh dikosongkan)"), required=False, widget=DAY)

    def __init__(self, *args: Any, people: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "orang", ((pk, pk) for pk in people))
        _choices(self, "alasan", ((a.value, words.say(f"absence.{a.value}")) for a in Absent))


class LateLink(OnceForm):
    """For which unit (or one person of it), why, and until when."""

    unit = forms.ChoiceField(label=_("Unit"))
    nomor = forms.IntegerField(
        label=_("Nomor peserta (kosongkan untuk seluruh unit)"),
        required=False,
        min_value=1,
        max_value=99_999,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    alasan = forms.CharField(
        label=_("Alasan"), max_length=160, error_messages={"required": _("Alasan belum diisi.")}
    )
    sampai = forms.DateTimeField(
        label=_("Berlaku sampai"),
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _("Batas waktu belum diisi."), "invalid": _("Batas waktu belum lengkap.")},
    )

    def __init__(self, *args: Any, units: Iterable[Unit], zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = ZoneInfo(zone)
        _choices(self, "unit", ((u.ref, "\u2003" * u.depth + u.name) for u in units))

    def clean_sampai(self) -> datetime:
        """The moment as it was meant: in the zone of the body."""
        typed: datetime = self.cleaned_data["sampai"]
        return typed.replace(tzinfo=self.zone)


class PrintSheet(OnceForm):
    """For which unit a sheet is printed, and on which paper."""

    unit = forms.ChoiceField(label=_("Unit"))
    kertas = forms.ChoiceField(label=_("Kertas"), choices=[("a4", "A4"), ("f4", "F4 (215 × 330 mm)")])

    def __init__(self, *args: Any, units: Iterable[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "unit", ((u.ref, "\u2003" * u.depth + u.name) for u in units))


class Rows(OnceForm):
    """The rows on which a signature stands, as one officer reads them."""

    baris = forms.TypedMultipleChoiceField(coerce=int, label=_("Baris"), required=False)

    def __init__(self, *args: Any, rows: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "baris", ((row, row) for row in rows))


class EnterSheet(Rows):
    """The rows, the day, and the scan of the signed sheet."""

    tanggal = forms.DateField(
        label=_("Tanggal tanda tangan di kertas"),
        widget=DAY,
        error_messages={"required": _("Tanggal tanda tangan belum diisi.")},
    )
    pindai = forms.FileField(label=_("Hasil pindai (PDF, JPG, atau PNG)"), required=False)


class CheckSheet(Rows):
    """The rows as the second officer reads them, and which entry of the sheet was on the page."""

    dilihat = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, entered_at: datetime | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.seen_now = entered_at.isoformat() if entered_at else ""
        self.fields["dilihat"].initial = self.seen_now

    def clean_dilihat(self) -> str:
        """A sheet that was typed in anew, perhaps with another scan, must be looked at again."""
        seen: str = self.cleaned_data["dilihat"]
        if seen != self.seen_now:
            raise forms.ValidationError(words.say("sheet.entered_anew"))
        return seen


class AnswerDispute(OnceForm):
    """What came of it, with a note for the file."""

    jawaban = forms.ChoiceField(label=_("Jawaban"))
    catatan = forms.CharField(label=_("Catatan (boleh dikosongkan)"), required=False, max_length=1000)

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        answers = sorted(ANSWERS[DisputeKind(kind)])
        _choices(self, "jawaban", ((a.value, words.say(f"dispute.answer.{a.value}")) for a in answers))


def _choices(form: forms.Form, name: str, pairs: Iterable[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 narrows the type of our own field
    field.choices = list(pairs)
