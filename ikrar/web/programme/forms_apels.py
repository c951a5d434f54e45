"""What is asked for an apel: place and time, who does what, the order of signing, heads that read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.programme import Part, Term
from ikrar.domain.programme.actions import Duty, Session, Turn
from ikrar.domain.programme.models import Apel
from ikrar.domain.programme.queries import roles_of
from ikrar.web.shell.fields import LocalMoment, said, set_zone
from ikrar.web.shell.forms import OnceForm

SPARE_ROWS, MOST_DUTIES = 4, 40
USUAL = (Part.PEMBINA, Part.PEMIMPIN, Part.OATH_READER, Part.WITNESS)


class Plan(OnceForm):
    """Place, time and agenda of a session."""

    name = forms.CharField(label=_("Nama sesi"), max_length=160)
    place = forms.CharField(label=_("Tempat"), max_length=160)
    starts_at = LocalMoment(label=_("Mulai"))
    ends_at = LocalMoment(label=_("Selesai"))
    shift = forms.CharField(
        label=_("Regu atau sif"),
        help_text=_("Kosongkan bila sesi ini untuk semua."),
        required=False,
        max_length=40,
    )
    agenda = forms.CharField(
        label=_("Susunan acara"), required=False, widget=forms.Textarea(attrs={"rows": 6}), max_length=4_000
    )
    guidance = forms.CharField(
        label=_("Arahan pembina"), help_text=_("Dapat diisi sesudah apel, sebagai catatan kegiatan."), required=False,
        widget=forms.Textarea(attrs={"rows": 6}), max_length=8_000,
    )  # fmt: skip

    def __init__(self, *args: Any, zone: str, **rest: Any) -> None:
        super().__init__(*args, **rest)
        set_zone(self, zone)

    @property
    def session(self) -> Session:
        """The session that was filled in."""
        data = self.cleaned_data
        names = ("name", "place", "starts_at", "ends_at", "shift", "agenda", "guidance")
        return Session(**{name: data[name] for name in names})


def session_of(apel: Apel) -> dict[str, Any]:
    """A session as its form shows it."""
    names = ("name", "place", "starts_at", "ends_at", "shift", "agenda", "guidance")
    return {name: getattr(apel, name) for name in names}


class DutyRow(forms.Form):
    """Who does what; a row without a name is left out."""

    part = forms.ChoiceField(label=_("Tugas"))
    name = forms.CharField(label=_("Nama"), max_length=120, required=False)
    office = forms.CharField(label=_("Jabatan"), max_length=160, required=False)
    term = forms.ChoiceField(label=_("Masa jabatan"), required=False)
    basis = forms.CharField(label=_("Nomor surat jabatan sementara"), max_length=160, required=False)
    on_behalf_of = forms.CharField(label=_("Atas nama (simbolis)"), max_length=160, required=False)

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["part"].choices = said("apel.part", Part)
        fields["term"].choices = said("term", Term)

    @property
    def duty(self) -> Duty | None:
        """The duty of this row, or None when nobody is named."""
        data = self.cleaned_data
        if not data.get("name", "").strip():
            return None
        part, term = Part(data["part"]), Term(data["term"] or Term.DEFINITIVE)
        return Duty(part, data["name"], data["office"], term, data["basis"], data["on_behalf_of"])


DutyRows = forms.formset_factory(DutyRow, extra=SPARE_ROWS, max_num=MOST_DUTIES)


def duties_of(apel: Apel) -> list[dict[str, str]]:
    """The duties as their rows show them; the usual four when nobody is named yet."""
    rows = [
        {"part": r.role, "name": r.name, "office": r.office, "term": r.term, "basis": r.basis, "on_behalf_of": r.on_behalf_of}
        for r in roles_of(apel)
    ]  # fmt: skip
    return rows or [{"part": part} for part in USUAL]


class Order(OnceForm):
    """The order of signing: one group a line, and in front of whom after a stroke."""

    order = forms.CharField(
        label=_("Urutan menandatangani"),
        help_text=_("Satu kelompok pada setiap baris. Sesudah garis miring: di hadapan siapa."),
        widget=forms.Textarea(attrs={"rows": 7}), required=False, max_length=2_000,
    )  # fmt: skip

    @property
    def turns(self) -> list[Turn]:
        """The groups that were written down."""
        lines = (line.partition("/") for line in self.cleaned_data["order"].splitlines())
        return [
            Turn(name.strip()[:80], (), before.strip()[:160]) for name, _stroke, before in lines if name.strip()
        ]


def order_of(order: Sequence[tuple[str, str]]) -> str:
    """The order of signing as its form shows it."""
    return "\n".join(f"{name} / {before}" if before else name for name, before in order)


class Until(OnceForm):
    """A later end."""

    ends_at = LocalMoment(label=_("Selesai"))

    def __init__(self, *args: Any, zone: str, **rest: Any) -> None:
        super().__init__(*args, **rest)
        set_zone(self, zone)


class Heads(OnceForm):
    """How many heads read the oath."""

    heads = forms.IntegerField(
        label=_("Jumlah orang yang membaca ikrar"), help_text=_("Hitung per barisan, lalu jumlahkan."), min_value=0,
        max_value=999_999,
    )  # fmt: skip


class Join(OnceForm):
    """The short code of another body's session."""

    code = forms.CharField(label=_("Kode sesi"), help_text=_("Enam huruf pada layar apel."), max_length=12)
