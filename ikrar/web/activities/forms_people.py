"""What is asked about the people of an activity: who does what, who speaks, what was asked, whom to invite."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.activities import Part
from ikrar.domain.ledger.files import Kept
from ikrar.domain.programme.actions import PartHeld, Question, Talk
from ikrar.domain.programme.materials import keep_material
from ikrar.domain.programme.models import ActivitySession, Discussed, Speaker
from ikrar.domain.programme.queries import STATUSES
from ikrar.domain.programme.queries.activities_invited import Selection
from ikrar.domain.roster.models import Employee, Unit
from ikrar.web.shell.fields import said
from ikrar.web.shell.forms import OnceForm
from ikrar.web.templatetags.ikrar import saat

TALK = ("name", "institution", "title", "summary")
AREA = forms.Textarea(attrs={"rows": 5})


class AddPart(OnceForm):
    """Who does what: by number from the roster, or by name."""

    part = forms.ChoiceField(label=_("Peran"), choices=said("activity.part", Part))
    number = forms.CharField(
        label=_("NIP atau nomor peserta (boleh kosong)"), help_text=_("Nama dan jabatan diambil dari data pegawai."),
        max_length=40, required=False,
    )  # fmt: skip
    name = forms.CharField(label=_("Nama, bila bukan pegawai instansi ini"), max_length=120, required=False)
    office = forms.CharField(label=_("Jabatan"), max_length=160, required=False)
    is_elected = forms.BooleanField(
        label=_("Kepala daerah atau wakil yang dipilih"), help_text=_("Tidak dihitung sebagai ASN."),
        required=False,
    )  # fmt: skip

    def held(self, employee: Employee | None) -> PartHeld:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        return PartHeld(Part(data["part"]), data["name"], data["office"], data["is_elected"], employee)


class SpeakerFields(OnceForm):
    """Who speaks about what."""

    name = forms.CharField(label=_("Nama narasumber"), max_length=120)
    institution = forms.CharField(label=_("Lembaga"), max_length=160)
    title = forms.CharField(label=_("Judul materi (boleh kosong)"), max_length=200, required=False)
    summary = forms.CharField(
        label=_("Ringkasan (boleh kosong)"), max_length=4_000, required=False, widget=AREA
    )
    material = forms.FileField(
        label=_("Berkas materi (boleh kosong)"), required=False, widget=forms.FileInput(attrs={"accept": ".pdf"}),
        help_text=_("PDF, paling besar 20 MB. Simpan presentasi sebagai PDF."),
    )  # fmt: skip

    @property
    def talk(self) -> Talk:
        """What was typed, as the action takes it; the file is checked and kept. Raises Problem."""
        file, kept = self.cleaned_data["material"], None
        if file is not None:
            kept = self._kept(file)
        return Talk(**{name: self.cleaned_data[name] for name in TALK}, material=kept)

    @staticmethod
    def _kept(file: Any) -> Kept:
        return keep_material(file.read(), field="material")


def talk_as_typed(speaker: Speaker) -> dict[str, str]:
    """A speaker as the form shows it."""
    return {name: getattr(speaker, name) for name in TALK}


class AskedAndAnswered(OnceForm):
    """A question from the floor and its answer."""

    question = forms.CharField(label=_("Pertanyaan"), max_length=2_000, widget=AREA)
    asked_as = forms.CharField(
        label=_("Ditanyakan oleh (jabatan atau kelompok)"), help_text=_("Jangan tulis nama penanya."), max_length=160,
        required=False,
    )  # fmt: skip
    answer = forms.CharField(label=_("Jawaban"), max_length=4_000, required=False, widget=AREA)
    answered_by = forms.ChoiceField(label=_("Dijawab oleh"), required=False)

    def __init__(self, *args: Any, speakers: Sequence[Speaker], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.speakers = {speaker.ref: speaker for speaker in speakers}
        fields: Any = self.fields
        fields["answered_by"].choices = [
            ("", _("Tidak dicatat")),
            *((s.ref, f"{s.name}, {s.institution}") for s in speakers),
        ]

    @property
    def asked(self) -> Question:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        answerer = self.speakers.get(data["answered_by"])
        return Question(data["question"], data["answer"], data["asked_as"], answerer)


def question_as_typed(row: Discussed) -> dict[str, str]:
    """A question as the form shows it."""
    by = row.answered_by.ref if row.answered_by else ""
    return {"question": row.question, "asked_as": row.asked_as, "answer": row.answer, "answered_by": by}


class UnitChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not a generic while it runs
    """Units by name."""

    def label_from_instance(self, obj: Any) -> str:
        """How a unit stands in the list."""
        return str(obj.name)


class Invite(OnceForm):
    """Whom to invite to which sessions."""

    sessions = forms.MultipleChoiceField(
        label=_("Ke sesi"), help_text=_("Tanpa pilihan: semua sesi."), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    units = UnitChoice(
        label=_("Unit"), help_text=_("Unit di bawahnya ikut."), queryset=Unit.objects.none(), required=False,
        to_field_name="ref", widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    statuses = forms.MultipleChoiceField(
        label=_("Status pegawai"), help_text=_("Tanpa pilihan: semua status, termasuk non-ASN."), required=False,
        choices=said("drive.status", STATUSES), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    numbers = forms.CharField(
        label=_("NIP atau nomor peserta"), help_text=_("Satu pada setiap baris, paling banyak 2.000."),
        max_length=60_000, required=False, widget=AREA,
    )  # fmt: skip

    def __init__(
        self, *args: Any, sessions: Sequence[ActivitySession], units: Any, zone: str, **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["units"].queryset = units
        if len(sessions) > 1:
            fields["sessions"].choices = [
                (s.ref, f"{saat(s.starts_at, zone)} {s.name}".strip()) for s in sessions
            ]
        else:
            del fields["sessions"]

    @property
    def selection(self) -> Selection:
        """Who was chosen."""
        data = self.cleaned_data
        return Selection(list(data["units"]), data["statuses"], data["numbers"])
