"""What is typed for an instruction: whose order it is, whom it reaches, how it is passed on and ended."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.instructions import MOST_DAYS_EARLIER, Reach
from ikrar.domain.ledger.files import MIB, Kept, keep_file, kind_of
from ikrar.domain.letters.handed_in import check_document
from ikrar.domain.letters.models import Incoming, Letter
from ikrar.domain.programme.actions import Order, Whom
from ikrar.domain.roster.models import Agency, Unit
from ikrar.web.shell.fields import in_words
from ikrar.web.shell.forms import OnceForm

LARGEST_SCAN = 10 * MIB
SCANS = ("pdf", "jpg", "png")


def a_day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, as every form of this noun asks for one."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def some_lines(label: Any, *, required: bool = True, help_text: Any = "", most: int = 4000) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=help_text,
    )


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Give a field its choices."""
    field: Any = form.fields[name]
    field.choices = list(choices)


class OrderForm(OnceForm):
    """Whose order it is, on which basis, and by which letter it came."""

    name = forms.CharField(label=_("Nama instruksi"), max_length=160)
    from_office = forms.CharField(
        label=_("Dari jabatan"), max_length=160, help_text=_("Misalnya: Sekretaris Jenderal.")
    )
    from_body = forms.CharField(label=_("Dari instansi"), max_length=160, required=False)
    basis = some_lines(
        _("Dasar"),
        required=False,
        help_text=_("Satu dasar pada setiap baris, ditulis: isi | sumber."),
    )
    letter = forms.ChoiceField(label=_("Surat yang tercatat di Ikrar (boleh kosong)"), required=False)
    letter_number = forms.CharField(label=_("Nomor surat (boleh kosong)"), max_length=120, required=False)
    letter_on = a_day(_("Tanggal surat (boleh kosong)"), required=False)
    scan = forms.FileField(
        label=_("Pindaian surat (boleh kosong)"),
        required=False,
        help_text=_("PDF, JPG, atau PNG, paling besar 10 MB."),
    )
    counts_from = a_day(
        _("Dihitung sejak"), help_text=_("Yang terjadi sebelum tanggal ini tidak dihitung sebagai pelaksanaan.")
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
        letters: Sequence[Letter],
        incoming: Sequence[Incoming],
        is_issued: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.letters = {f"letter:{x.ref}": x for x in letters}
        self.incoming = {f"incoming:{x.ref}": x for x in incoming}
        written = [(key, f"{x.number} {x.subject}") for key, x in self.letters.items()]
        came = [(key, f"{x.number} {x.subject}") for key, x in self.incoming.items()]
        choose(self, "letter", [("", _("Tidak dipilih")), *written, *came])
        if not is_issued:
            del self.fields["note"]

    def order(self) -> Order:
        """What was typed, as the action takes it. Raises Problem for a file that is none."""
        data = self.cleaned_data
        letter, came = self.letters.get(data["letter"]), self.incoming.get(data["letter"])
        known = letter or came
        return Order(
            data["name"], data["from_office"], data["counts_from"], data["from_body"], data["basis"],
            data["letter_number"] or (known.number if known else ""),
            data["letter_on"] or (known.dated_on if known else None), letter, came, kept(data["scan"], "scan"),
        )  # fmt: skip

    @property
    def note_text(self) -> str:
        """The note of the change."""
        return str(self.cleaned_data.get("note", ""))


def kept(file: Any, field: str) -> Kept | None:
    """The file that was handed in, kept; a PDF that runs something is none. Raises Problem."""
    if not file:
        return None
    data = file.read(LARGEST_SCAN + 1)
    if len(data) <= LARGEST_SCAN and kind_of(data) == "pdf":
        check_document(data, field=field)
    return keep_file(data, "instructions", kinds=SCANS, largest=LARGEST_SCAN, field=field)


class WhomForm(OnceForm):
    """Down which part of the tree."""

    reach = forms.ChoiceField(label=_("Tujuan"), widget=forms.RadioSelect)
    bodies = forms.MultipleChoiceField(
        label=_("Instansi yang dipilih"), widget=forms.CheckboxSelectMultiple, required=False
    )
    units = forms.MultipleChoiceField(
        label=_("Unit yang dipilih"), widget=forms.CheckboxSelectMultiple, required=False
    )
    note = OrderForm.base_fields["note"]

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[Agency],
        units: Sequence[Unit],
        is_issued: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        take_whom(self, bodies, units)
        if not is_issued:
            del self.fields["note"]

    def whom(self) -> Whom:
        """What was chosen, as the action takes it."""
        return chosen(self)

    @property
    def note_text(self) -> str:
        """The note of the change."""
        return str(self.cleaned_data.get("note", ""))


def take_whom(form: Any, bodies: Sequence[Agency], units: Sequence[Unit]) -> None:
    """Offer those that can be instructed; a way without anybody is not offered."""
    form.bodies_by_ref = {b.ref: b for b in bodies}
    form.units_by_ref = {u.ref: u for u in units}
    ways = [Reach.SUBTREE, Reach.CHILDREN, Reach.CHOSEN] if bodies else []
    ways += [Reach.UNITS] if units else []
    choose(form, "reach", [(way.value, in_words("instruction.reach", way)) for way in ways])
    if len(ways) == 1:
        form.fields["reach"].initial = ways[0]
    choose(form, "bodies", [(b.ref, b.name) for b in bodies])
    choose(form, "units", [(u.ref, u.name) for u in units])
    for name, offered in (("bodies", bodies), ("units", units)):
        if not offered:
            del form.fields[name]


def chosen(form: Any) -> Whom:
    """What was chosen."""
    data = form.cleaned_data
    bodies = [form.bodies_by_ref[ref] for ref in data.get("bodies", ())]
    units = [form.units_by_ref[ref] for ref in data.get("units", ())]
    return Whom(Reach(data["reach"]), bodies, units)


class DraftForm(OrderForm):
    """A new instruction: whose order, and whom it reaches."""

    reach = WhomForm.base_fields["reach"]
    bodies = WhomForm.base_fields["bodies"]
    units = WhomForm.base_fields["units"]

    def __init__(self, *args: Any, bodies: Sequence[Agency], units: Sequence[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        take_whom(self, bodies, units)


class PassOnForm(OnceForm):
    """Passing on: to whom, and how much earlier."""

    reach = WhomForm.base_fields["reach"]
    bodies = WhomForm.base_fields["bodies"]
    units = WhomForm.base_fields["units"]
    days_earlier = forms.IntegerField(
        label=_("Tenggat lebih awal berapa hari"), min_value=0, max_value=MOST_DAYS_EARLIER, initial=2,
        help_text=_("Supaya Anda sempat memeriksa sebelum tenggat Anda sendiri."),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Sequence[Agency], units: Sequence[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        take_whom(self, bodies, units)


class EndForm(OnceForm):
    """Why it ends."""

    because = forms.CharField(label=_("Alasan"), max_length=200)


class NoteForm(OnceForm):
    """A note, where one is needed."""

    note = OrderForm.base_fields["note"]

    def __init__(self, *args: Any, is_issued: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_issued:
            del self.fields["note"]

    @property
    def note_text(self) -> str:
        """The note of the change."""
        return str(self.cleaned_data.get("note", ""))
