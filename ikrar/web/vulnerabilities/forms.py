"""What is typed into the vulnerability register."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ikrar.core.vulnerabilities import HIGHEST, LOWEST, Category, Stage
from ikrar.domain.people.models import Person
from ikrar.domain.programme.actions import Lesson, Rated
from ikrar.domain.programme.models import Vulnerability
from ikrar.domain.roster.models import Unit
from ikrar.web.shell.fields import said
from ikrar.web.shell.forms import OnceForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
RATINGS = range(LOWEST, HIGHEST + 1)
AREA = forms.Textarea(attrs={"rows": 3})


class Review(OnceForm):
    """What happened in the last election."""

    election = forms.ChoiceField(label=_("Pemilihan"))
    category = forms.ChoiceField(label=_("Jenis"))
    happened = forms.CharField(
        label=_("Apa yang terjadi"), help_text=_("Tanpa nama orang."), max_length=2000, widget=AREA
    )
    source = forms.CharField(
        label=_("Diketahui dari"), help_text=_("Misalnya laporan Bawaslu."), max_length=200
    )

    def __init__(self, *args: Any, elections: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "election", elections)
        _choices(self, "category", said("vulnerability.category", Category))

    @property
    def lesson(self) -> Lesson:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        return Lesson(data["election"], Category(data["category"]), data["happened"], data["source"])


class NamedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not a generic while it runs
    """A thing by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """How it stands in the list."""
        return str(obj.name)


class Entry(OnceForm):
    """One entry of the register."""

    category = forms.ChoiceField(label=_("Jenis"))
    title = forms.CharField(label=_("Judul singkat"), max_length=160)
    area = forms.CharField(
        label=_("Wilayah"), help_text=_("Desa, kecamatan, atau seluruh daerah."), max_length=120
    )
    unit = NamedChoice(
        label=_("Unit (boleh kosong)"), queryset=Unit.objects.none(), required=False, to_field_name="ref",
        empty_label=_("Tidak terkait satu unit"),
    )  # fmt: skip
    signs = forms.CharField(
        label=_("Tanda-tanda (boleh kosong)"), help_text=_("Tanpa nama orang."), max_length=2000, required=False,
        widget=AREA,
    )  # fmt: skip
    likelihood = forms.TypedChoiceField(label=_("Kemungkinan"), coerce=int)
    impact = forms.TypedChoiceField(label=_("Dampak"), coerce=int)
    owner = NamedChoice(
        label=_("Penanggung jawab (boleh kosong)"), queryset=Person.objects.none(), required=False,
        to_field_name="ref", empty_label=_("Belum ditentukan"),
    )  # fmt: skip
    measure = forms.CharField(label=_("Tindakan (boleh kosong)"), max_length=2000, required=False, widget=AREA)
    review_on = forms.DateField(label=_("Ditinjau lagi pada"), widget=DAY)
    stage = forms.ChoiceField(label=_("Keadaan"))

    def __init__(self, *args: Any, units: QuerySet[Unit], people: Sequence[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "category", said("vulnerability.category", Category))
        _choices(self, "stage", said("vulnerability.stage", (Stage.OPEN, Stage.HANDLED)))
        for name in ("likelihood", "impact"):
            _choices(self, name, said("vulnerability.rating", RATINGS))
        choices: Any = self.fields
        choices["unit"].queryset = units
        choices["owner"].queryset = Person.objects.filter(pk__in=[p.pk for p in people]).order_by("name")

    @property
    def rated(self) -> Rated:
        """What was typed, as the action takes it."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "kunci"}
        return Rated(**{**data, "category": Category(data["category"]), "stage": Stage(data["stage"])})


def initial_of(entry: Vulnerability) -> dict[str, Any]:
    """An entry as its form shows it."""
    plain = ("category", "title", "area", "signs", "likelihood", "impact", "measure", "review_on", "stage")
    values: dict[str, Any] = {name: getattr(entry, name) for name in plain}
    return {
        **values,
        "unit": entry.unit.ref if entry.unit else None,
        "owner": entry.owner.ref if entry.owner else None,
    }


class Close(OnceForm):
    """Why an entry is done."""

    because = forms.CharField(label=_("Mengapa selesai"), max_length=200)


def _choices(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 narrows the type of our own field
    field.choices = list(choices)
