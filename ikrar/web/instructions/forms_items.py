"""What is typed for one item, for an answer to it, and for a receiver's form."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.instructions import BY_DOCUMENT, WITH_SHARE, Every, ItemKind
from ikrar.core.instructions_dues import LONGEST_DAYS, DueUnit
from ikrar.core.pledges import Level
from ikrar.core.taskforces import Institution
from ikrar.domain.dashboards.accounts import value_codes
from ikrar.domain.letters.models import Letter
from ikrar.domain.programme.actions import NewItem, Reply
from ikrar.domain.programme.models import Drive, InstructionItem
from ikrar.papers.forms import Place
from ikrar.web.instructions.forms import a_day, choose, kept
from ikrar.web.instructions.values import value_label
from ikrar.web.shell.fields import said
from ikrar.web.shell.forms import OnceForm
from ikrar.web.templatetags.ikrar import hari
from ikrar.words import say

# Which fields an item of each kind has, apart from its words, proof and day.
OWN_FIELDS: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.APEL: ("with_oath",),
    ItemKind.SIGNED: ("share", "level", "drive"),
    ItemKind.TEST: ("share", "drive"),
    ItemKind.OUTREACH: ("share",),
    ItemKind.CONTACT: ("institution",),
    ItemKind.REPORT: ("every", "until_on"),
}
CONDITIONAL = frozenset(name for names in OWN_FIELDS.values() for name in names)


class ItemForm(OnceForm):
    """One thing to do; only the fields of its kind are asked."""

    share = forms.IntegerField(label=_("Paling sedikit (persen)"), min_value=0, max_value=100, required=False)
    level = forms.ChoiceField(label=_("Tingkat tanda tangan"), required=False)
    drive = forms.ChoiceField(
        label=_("Pada gerakan"), required=False, help_text=_("Kosong: gerakan terbaru setiap instansi.")
    )
    with_oath = forms.BooleanField(label=_("Dengan pembacaan ikrar"), required=False)
    institution = forms.ChoiceField(label=_("Di lembaga"), required=False)
    every = forms.ChoiceField(label=_("Seberapa sering"), required=False)
    words = forms.CharField(label=_("Keterangan (boleh kosong)"), max_length=200, required=False)
    due_on = a_day(_("Tenggat pada tanggal"), required=False, help_text=_("Atau isi jumlah hari di bawah."))
    due_days = forms.IntegerField(
        label=_("Tenggat sekian hari sesudah dikeluarkan"), min_value=0, max_value=LONGEST_DAYS, required=False
    )
    due_unit = forms.ChoiceField(label=_("Hari dihitung sebagai"), required=False)
    until_on = a_day(_("Sampai tanggal (boleh kosong)"), required=False)
    proof = forms.CharField(
        label=_("Bukti tambahan yang diminta (boleh kosong)"), max_length=200, required=False
    )
    later_because = forms.CharField(
        label=_("Alasan bila lebih lambat daripada instruksi dari atas"), max_length=200, required=False
    )
    note = forms.CharField(
        label=_("Catatan perubahan"),
        max_length=300,
        required=False,
        help_text=_("Dibaca semua penerima instruksi."),
    )

    def __init__(
        self,
        *args: Any,
        kind: ItemKind,
        drives: Sequence[Drive],
        is_issued: bool,
        has_parent: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.kind, self.drives = kind, {d.ref: d for d in drives}
        choose(self, "level", [("", say("instruction.all_levels")), *said("pledge.level", Level)])
        choose(self, "drive", [("", _("Tidak dipilih")), *((d.ref, d.name) for d in drives)])
        choose(self, "institution", [("", _("Lembaga mana pun")), *said("contact.institution", Institution)])
        choose(self, "every", said("instruction.every", Every))
        choose(self, "due_unit", said("instruction.due_unit", DueUnit))
        self._drop(CONDITIONAL - set(OWN_FIELDS.get(kind, ())))
        self._drop(({"note"} if not is_issued else set()) | ({"later_because"} if not has_parent else set()))
        if kind in WITH_SHARE:
            self.fields["share"].required = True
        if kind is ItemKind.OTHER:
            self.fields["words"].label, self.fields["words"].required = _("Apa yang diminta"), True

    def _drop(self, names: set[str] | frozenset[str]) -> None:
        for name in names:
            del self.fields[name]

    def item(self) -> NewItem:
        """What was typed, as the action takes it."""
        data = self.cleaned_data
        return NewItem(
            self.kind, data["due_on"], data["due_days"] or 0, DueUnit(data["due_unit"] or DueUnit.CALENDAR),
            share=data.get("share") or 0, level=data.get("level", ""), institution=data.get("institution", ""),
            with_oath=data.get("with_oath", False), drive=self.drives.get(data.get("drive", "")),
            every=Every(data.get("every") or Every.ONCE), until_on=data.get("until_on"), words=data["words"],
            proof=data["proof"], later_because=data.get("later_because", ""),
        )  # fmt: skip

    @property
    def note_text(self) -> str:
        """The note of the change."""
        return str(self.cleaned_data.get("note", ""))


def initial_of(row: InstructionItem) -> dict[str, Any]:
    """What an item says now, for its form."""
    names = ("share", "level", "with_oath", "institution", "every", "words", "due_unit", "until_on", "proof", "later_because")  # fmt: skip
    known: dict[str, Any] = {name: getattr(row, name) for name in names}
    is_by_days = row.due_on is None
    return {
        **known, "drive": row.drive.ref if row.drive else "", "due_on": row.due_on,
        "due_days": row.due_days if is_by_days else None,
    }  # fmt: skip


class AnswerForm(OnceForm):
    """A document or letter with a name, or nothing to report."""

    period_on = forms.ChoiceField(label=_("Periode dengan tenggat"))
    is_nothing = forms.ChoiceField(
        label=_("Isi laporan"), widget=forms.RadioSelect,
        choices=[("", _("Ada yang dilaporkan, dengan dokumen atau surat")), ("1", _("Nihil: tidak ada yang dilaporkan"))],
        required=False,
    )  # fmt: skip
    document = forms.FileField(
        label=_("Dokumen"), required=False, help_text=_("PDF, JPG, atau PNG, paling besar 10 MB.")
    )
    letter = forms.ChoiceField(label=_("Atau surat yang tercatat di Ikrar"), required=False)
    responsible = forms.CharField(label=_("Penanggung jawab"), max_length=120)
    words = forms.CharField(label=_("Keterangan (boleh kosong)"), max_length=300, required=False)

    def __init__(
        self,
        *args: Any,
        item: InstructionItem,
        periods: Sequence[date],
        letters: Sequence[Letter],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.letters = {x.ref: x for x in letters}
        choose(
            self, "letter", [("", _("Tidak dipilih")), *((x.ref, f"{x.number} {x.subject}") for x in letters)]
        )
        choose(self, "period_on", [(day.isoformat(), hari(day)) for day in periods])
        if not periods:
            del self.fields["period_on"]
        if ItemKind(item.kind) not in BY_DOCUMENT or item.kind != ItemKind.REPORT:
            del self.fields["is_nothing"]

    def reply(self) -> Reply:
        """What was typed, as the action takes it. Raises Problem for a file that is none."""
        data = self.cleaned_data
        is_nothing = bool(data.get("is_nothing"))
        period = data.get("period_on")
        return Reply(
            data["responsible"], is_nothing, data["words"], date.fromisoformat(period) if period else None,
            None if is_nothing else kept(data["document"], "document"), self.letters.get(data["letter"]),
        )  # fmt: skip


class UploadForm(OnceForm):
    """A receiver's own form."""

    name = forms.CharField(
        label=_("Nama formulir"), max_length=120, help_text=_("Misalnya: Laporan bulanan Kanwil.")
    )
    file = forms.FileField(
        label=_("Berkas .xlsx atau .docx"), widget=forms.FileInput(attrs={"accept": ".xlsx,.docx"}),
        help_text=_("Formulir kosong dari penerima, tanpa sandi dan tanpa makro. Paling besar 5 MB."),
    )  # fmt: skip


class MappingForm(OnceForm):
    """A value for each of some places of a form."""

    def __init__(self, *args: Any, places: Sequence[Place], known: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = places
        choices = [("", _("Dibiarkan seperti semula")), *((code, value_label(code)) for code in value_codes())]
        for n, place in enumerate(places):
            self.fields[f"tempat_{n}"] = forms.ChoiceField(
                label=place.label,
                help_text=place.key,
                choices=choices,
                required=False,
                initial=known.get(place.key, ""),
            )

    @property
    def mapping(self) -> dict[str, str]:
        """What was chosen, by place."""
        return {place.key: self.cleaned_data[f"tempat_{n}"] for n, place in enumerate(self.places)}
