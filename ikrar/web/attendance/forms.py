"""What is asked about attendance: devices, lists, guests, rows, files, corrections, decisions, closing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.attendance import AbsentWhy, Decision, Device, Way
from ikrar.domain.programme.actions import Confirmer
from ikrar.domain.roster.models import Employee, Unit
from ikrar.web.shell.fields import said
from ikrar.web.shell.forms import OnceForm

LARGEST_FILE = 10 * 2**20
PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class OpenScanner(OnceForm):
    """Which device, and how it is used."""

    name = forms.CharField(label=_("Nama perangkat"), help_text=_("Misalnya Gerbang utara."), max_length=60)
    kind = forms.ChoiceField(label=_("Dipakai sebagai"), widget=forms.RadioSelect, initial=Device.GATE)

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["kind"].choices = said("attendance.device", (Device.GATE, Device.KIOSK))


class NameList(OnceForm):
    """One answer for every name of a unit: not said, present, or absent with the reason."""

    way = forms.ChoiceField(label=_("Sumber daftar"), initial=Way.LIST)

    def __init__(
        self, *args: Any, people: Sequence[Employee], said_before: dict[int, str], **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["way"].choices = said("attendance.way", (Way.LIST, Way.PAPER))
        answers = [("", _("belum diisi")), ("hadir", _("hadir")), *said("attendance.absent", AbsentWhy)]
        self.people = people
        for one in people:
            before = said_before.get(one.pk, "")
            self.fields[f"p{one.pk}"] = forms.ChoiceField(
                label=one.full_name, choices=answers, required=False, initial=before, disabled=before == "hadir"
            )

    @property
    def present(self) -> list[Employee]:
        """Those confirmed."""
        return [e for e in self.people if self.cleaned_data[f"p{e.pk}"] == "hadir"]

    @property
    def absent(self) -> dict[Employee, AbsentWhy]:
        """Those named absent, with the reason."""
        said_of = {e: self.cleaned_data[f"p{e.pk}"] for e in self.people}
        return {e: AbsentWhy(why) for e, why in said_of.items() if why not in {"", "hadir"}}


class Guest(OnceForm):
    """A guest by name and institution."""

    guest_name = forms.CharField(label=_("Nama tamu"), max_length=120, widget=forms.TextInput(attrs=PLAIN))
    guest_institution = forms.CharField(label=_("Instansi atau lembaga"), max_length=160)


class Row(OnceForm):
    """Heads counted in one row."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    row = forms.CharField(label=_("Barisan"), help_text=_("Misalnya Barisan 3."), max_length=60, required=False)
    heads = forms.IntegerField(
        label=_("Jumlah orang"), min_value=0, max_value=999_999, localize=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **PLAIN}),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Sequence[Unit], may_count_all: bool, **rest: Any) -> None:
        super().__init__(*args, **rest)
        every = [("", _("Seluruh instansi"))] if may_count_all else []
        fields: Any = self.fields
        fields["unit"].choices = [*every, *((u.ref, "\u2003" * u.depth + u.name) for u in units)]
        fields["unit"].required = not may_count_all


class ListFile(OnceForm):
    """A list of those present as a file."""

    berkas = forms.FileField(
        label=_("Berkas .csv atau .xlsx"), help_text=_("Kolom NIP atau nomor peserta, dan kolom jam."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )  # fmt: skip

    def clean_berkas(self) -> Any:
        """Refuses what no list of one session can be."""
        file = self.cleaned_data["berkas"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("Berkas lebih dari 10 MB. Perkecil dahulu, lalu unggah lagi."))
        return file


class Find(forms.Form):
    """A name, a NIP or a participant number; sent by POST, so that no name stands in an address."""

    typed = forms.CharField(
        label=_("Nama, NIP, atau nomor peserta"), max_length=60, widget=forms.TextInput(attrs=PLAIN)
    )


class Reason(OnceForm):
    """Why something is corrected."""

    reason = forms.CharField(label=_("Alasan"), max_length=160)


class Decide(Reason):
    """What to do with a scan that needed a look."""

    decision = forms.ChoiceField(label=_("Keputusan"), widget=forms.RadioSelect)
    field_order = ("decision", "reason")

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["decision"].choices = said("attendance.decision", Decision)


class Close(OnceForm):
    """Two people who confirm the list."""

    leader_name = forms.CharField(label=_("Nama pimpinan yang menyaksikan"), max_length=120)
    leader_office = forms.CharField(label=_("Jabatan pimpinan"), max_length=160, required=False)
    committee_name = forms.CharField(label=_("Nama panitia yang memeriksa"), max_length=120)
    committee_office = forms.CharField(label=_("Jabatan panitia"), max_length=160, required=False)

    @property
    def confirmers(self) -> dict[str, Confirmer]:
        """The two as the action takes them."""
        data = self.cleaned_data
        return {n: Confirmer(data[f"{n}_name"], data[f"{n}_office"]) for n in ("leader", "committee")}


class TypedCode(forms.Form):
    """A card as a scanner types it, or its eight characters."""

    kode = forms.CharField(
        label=_("Kode kartu"), max_length=200,
        widget=forms.TextInput(attrs={**PLAIN, "autocapitalize": "characters", "autofocus": True}),
    )  # fmt: skip
