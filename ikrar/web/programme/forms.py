"""What is asked for a drive: its plan, its approval, a later deadline."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ikrar.core.programme import Left, Plan
from ikrar.domain.programme.actions import Wording
from ikrar.domain.programme.models import Drive
from ikrar.domain.programme.queries import STATUSES, bodies_of, elections_of, statuses_of
from ikrar.domain.roster.models import Agency
from ikrar.domain.texts.models import Text
from ikrar.web.shell.fields import LocalMoment, said, set_zone
from ikrar.web.shell.forms import OnceForm
from ikrar.words.programme import ELECTIONS


class TextChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not a generic while it runs
    """A text by title, owner and version."""

    def label_from_instance(self, obj: Any) -> str:
        """How a text stands in the list."""
        return f"{obj.title}, versi {obj.version}" + (" (resmi)" if obj.official else "")


class BodyChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as above
    """Bodies by name."""

    def label_from_instance(self, obj: Any) -> str:
        """How a body stands in the list."""
        return str(obj.name)


class DrivePlan(OnceForm):
    """The plan of a drive."""

    name = forms.CharField(label=_("Nama gerakan"), max_length=160)
    elections = forms.MultipleChoiceField(label=_("Untuk pemilihan"), widget=forms.CheckboxSelectMultiple)
    text = TextChoice(label=_("Naskah yang ditandatangani"), queryset=Text.objects.none(), to_field_name="ref")
    oath = TextChoice(
        label=_("Naskah yang dibacakan"), queryset=Text.objects.none(), to_field_name="ref", required=False
    )
    bodies = BodyChoice(
        label=_("Instansi yang ikut"), queryset=Agency.objects.none(), to_field_name="ref",
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    statuses = forms.MultipleChoiceField(
        label=_("Pegawai yang diminta"), help_text=_("Pegawai non-ASN ikut sejak awal."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    deadline_at = LocalMoment(label=_("Tenggat"))
    late_until = LocalMoment(
        label=_("Akhir masa susulan"),
        help_text=_("Yang menandatangani sesudah tenggat dihitung sebagai susulan."),
    )
    basis = forms.CharField(
        label=_("Dasar gerakan"), help_text=_("Misalnya nomor surat edaran. Satu pada setiap baris."), required=False,
        widget=forms.Textarea(attrs={"rows": 4}), max_length=4_000,
    )  # fmt: skip
    help_contact = forms.CharField(
        label=_("Kontak meja bantu"),
        help_text=_("Tercetak di kartu dan poster."),
        required=False,
        max_length=120,
    )

    def __init__(
        self,
        *args: Any,
        zone: str,
        bodies: QuerySet[Agency],
        pacts: QuerySet[Text],
        oaths: QuerySet[Text],
        **rest: Any,
    ) -> None:
        super().__init__(*args, **rest)
        set_zone(self, zone)
        fields: Any = self.fields
        fields["elections"].choices = said("drive.election", ELECTIONS)
        fields["statuses"].choices = said("drive.status", STATUSES)
        fields["bodies"].queryset, fields["text"].queryset, fields["oath"].queryset = bodies, pacts, oaths

    @property
    def plan(self) -> Plan:
        """The plan that was filled in."""
        data = self.cleaned_data
        return Plan(data["name"], data["elections"], data["statuses"], data["deadline_at"], data["late_until"])

    @property
    def details(self) -> dict[str, Any]:
        """Everything an action needs of this form."""
        data = self.cleaned_data
        return {
            "plan": self.plan, "wording": Wording(data["text"], data["oath"]), "bodies": list(data["bodies"]),
            "basis": data["basis"], "help_contact": data["help_contact"],
        }  # fmt: skip


def as_filled_in(drive: Drive) -> dict[str, Any]:
    """The plan of a drive as its form shows it."""
    return {
        "name": drive.name, "elections": elections_of(drive), "statuses": statuses_of(drive), "text": drive.text.ref,
        "oath": drive.oath.ref if drive.oath else None, "bodies": [b.agency.ref for b in bodies_of(drive)],
        "deadline_at": drive.deadline_at, "late_until": drive.late_until, "basis": drive.basis,
        "help_contact": drive.help_contact,
    }  # fmt: skip


def fresh_plan(bodies: Iterable[Agency], pacts: Sequence[Text], oaths: Sequence[Text]) -> dict[str, Any]:
    """What stands in an empty form: everybody is asked, in every body, with the text in force."""
    return {
        "statuses": list(STATUSES), "bodies": [b.ref for b in bodies], "text": pacts[0].ref if pacts else None,
        "oath": oaths[0].ref if oaths else None,
    }  # fmt: skip


class Approval(OnceForm):
    """The responsible official says yes to what stands on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)
    agrees = forms.BooleanField(label=_("Saya sudah membaca naskah dan memeriksa sasaran"))


class Later(OnceForm):
    """A later deadline and late window."""

    deadline_at = LocalMoment(label=_("Tenggat baru"))
    late_until = LocalMoment(label=_("Akhir masa susulan baru"))

    def __init__(self, *args: Any, zone: str, **rest: Any) -> None:
        super().__init__(*args, **rest)
        set_zone(self, zone)


class Leaving(OnceForm):
    """Somebody leaves the target."""

    number = forms.IntegerField(label=_("Nomor peserta"), min_value=1, max_value=99_999, localize=False)
    reason = forms.ChoiceField(label=_("Sebab"))
    on = forms.DateField(
        label=_("Sejak tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    basis = forms.CharField(label=_("Dasar"), help_text=_("Misalnya nomor surat keputusan."), max_length=120)

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["reason"].choices = said("target.left", Left)


class Adding(OnceForm):
    """Somebody whom the rule left out is asked after all."""

    number = forms.IntegerField(
        label=_("Nomor peserta"),
        help_text=_("Nomor pegawai pada daftar pegawai."),
        min_value=1,
        max_value=99_999,
    )
