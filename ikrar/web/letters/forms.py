"""What is asked of a letter: only the parts that its kind has, who initials it, and who signs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core import letters_typed as typed
from ikrar.core.letters import Annex, Body, Kind
from ikrar.core.letters_content import LONGEST_SUBJECT, PARTS, Content
from ikrar.core.letters_stages import Behalf, Nature, SignerBlock
from ikrar.core.programme import Term
from ikrar.domain.letters.actions import Draft
from ikrar.domain.letters.queries import default_block
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency
from ikrar.web.shell.fields import said
from ikrar.web.shell.forms import OnceForm

PARAGRAPHS, LINES, PAIRS, PEOPLE, TABLE, TEXT = "paragraphs", "lines", "pairs", "people", "table", "text"
LABELS: dict[str, Any] = {
    "to": (_("Kepada"), LINES), "opening": (_("Pembuka"), TEXT), "paragraphs": (_("Isi"), PARAGRAPHS),
    "facts": (_("Rincian (hari, waktu, tempat, acara)"), PAIRS), "considering": (_("Menimbang"), LINES),
    "recalling": (_("Mengingat"), LINES), "basis": (_("Dasar"), LINES),
    "dictum": (_("Putusan atau butir (KESATU, KEDUA, dan seterusnya)"), LINES), "people": (_("Nama"), PEOPLE),
    "table": (_("Tabel"), TABLE), "closing": (_("Penutup"), TEXT), "quotes": (_("Kutipan"), PAIRS),
    "copies": (_("Tembusan"), LINES),
}  # fmt: skip
HELP: dict[str, Any] = {
    PARAGRAPHS: _("Pisahkan paragraf dengan satu baris kosong."), LINES: _("Satu pada setiap baris."),
    PAIRS: _("Satu pada setiap baris, misalnya Hari: Senin."), TEXT: "",
    PEOPLE: _("Satu orang pada setiap baris: nama; NIP; pangkat; jabatan; peran."),
    TABLE: _("Baris pertama adalah kepala tabel. Pisahkan kolom dengan titik koma, atau tempel dari Excel."),
}  # fmt: skip
READ: dict[str, Any] = {
    PARAGRAPHS: typed.paragraphs_in, LINES: typed.lines_in, PAIRS: typed.pairs_in, PEOPLE: typed.people_in,
    TABLE: typed.table_in, TEXT: str.strip,
}  # fmt: skip
WRITE: dict[str, Any] = {
    PARAGRAPHS: typed.paragraphs_out, LINES: typed.lines_out, PAIRS: typed.pairs_out, PEOPLE: typed.people_out,
    TABLE: typed.table_out, TEXT: str,
}  # fmt: skip
FEWEST_INITIALS = 3
LONGEST = 100_000


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not a generic while it runs
    """A person by name and position."""

    def label_from_instance(self, obj: Any) -> str:
        """How a person stands in the list."""
        return f"{obj.name}, {obj.position}" if obj.position else str(obj.name)


class SignerFields(OnceForm):
    """Who signs, in whose name. A signer with an account brings term and basis from the seat."""

    signer = PersonChoice(
        label=_("Penanda tangan"), queryset=Person.objects.none(), to_field_name="ref", required=False,
        empty_label=_("Pejabat tanpa akun (tanda tangan di kertas)"),
    )  # fmt: skip
    behalf = forms.ChoiceField(label=_("Ditandatangani"), required=False)
    behalf_of = forms.CharField(
        label=_("Atas nama jabatan"), required=False, max_length=300,
        help_text=_("Untuk a.n. satu jabatan. Untuk u.b. dua jabatan, dipisah titik koma."),
    )  # fmt: skip
    office = forms.CharField(label=_("Jabatan penanda tangan"), required=False, max_length=200)
    rank = forms.CharField(label=_("Pangkat penanda tangan"), required=False, max_length=80)
    signer_name = forms.CharField(
        label=_("Nama pejabat tanpa akun"), required=False, max_length=120,
        help_text=_("Hanya diisi bila penanda tangan tidak ada dalam daftar."),
    )  # fmt: skip
    signer_nip = forms.CharField(label=_("NIP pejabat tanpa akun"), required=False, max_length=30)
    term = forms.ChoiceField(label=_("Kedudukan pejabat tanpa akun"), required=False)
    acting_basis = forms.CharField(
        label=_("Dasar jabatan sementara pejabat tanpa akun"), required=False, max_length=160,
        help_text=_("Nomor dan tanggal surat perintahnya."),
    )  # fmt: skip

    def __init__(self, *args: Any, agency: Agency, kind: Kind, signers: Any, on: date, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.agency, self.kind, self.on = agency, kind, on
        fields: Any = self.fields
        fields["signer"].queryset = signers
        fields["behalf"].choices = said("letter.behalf", Behalf)
        fields["term"].choices = said("letter.term", Term)

    @property
    def signer_chosen(self) -> Person | None:
        """The signer with an account."""
        person: Person | None = self.cleaned_data["signer"]
        return person

    @property
    def block(self) -> SignerBlock:
        """The foot of the letter as it was filled in."""
        data, who = self.cleaned_data, self.signer_chosen
        base = default_block(self.agency, who, self.kind, self.on)
        term = base.term if who else Term(data["term"] or Term.DEFINITIVE)
        name, nip = (base.name, base.nip) if who else (data["signer_name"] or base.name, data["signer_nip"])
        basis = base.basis if who else data["acting_basis"]
        office = data["office"] or base.office
        return SignerBlock(
            Behalf(data["behalf"]), data["behalf_of"], office, term, basis, name, data["rank"], nip
        )


def block_as_typed(block: SignerBlock, signer: Person | None) -> dict[str, Any]:
    """The foot of a letter as its boxes show it."""
    typed_block: dict[str, Any] = {
        "signer": signer.ref if signer else None, "behalf": str(block.behalf), "behalf_of": block.behalf_of,
        "office": block.office, "rank": block.rank, "term": str(block.term),
    }  # fmt: skip
    if signer is None:
        typed_block |= {"signer_name": block.name, "signer_nip": block.nip, "acting_basis": block.basis}
    return typed_block


class LetterForm(SignerFields):
    """A letter of one kind."""

    field_order = ("kunci", "subject", "nature", "paper", "title", "attachments")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    subject = forms.CharField(label=_("Hal atau judul"), max_length=LONGEST_SUBJECT)
    nature = forms.ChoiceField(label=_("Sifat"))
    paper = forms.ChoiceField(label=_("Kertas"))
    title = forms.CharField(
        label=_("Judul naskah"), required=False, max_length=200,
        help_text=_("Misalnya KEPUTUSAN SEKRETARIS DAERAH. Boleh kosong."),
    )  # fmt: skip
    attachments = forms.CharField(
        label=_("Lampiran"), required=False, max_length=80, help_text=_("Misalnya satu berkas.")
    )

    def __init__(self, *args: Any, candidates: Any, annexes: int = 0, initials: int = 0, **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["nature"].choices = said("letter.nature", Nature)
        fields["paper"].choices = said("letter.paper", ("a4", "f4"))
        parts = PARTS[self.kind]
        for name in parts:
            if name in LABELS:
                self._add(name, LABELS[name][0], LABELS[name][1])
        self.annexes = range(1, annexes + 2) if "annexes" in parts else range(0)
        for n in self.annexes:
            self._add_annex(n)
        self.places = [f"initial_{n}" for n in range(1, max(FEWEST_INITIALS, initials + 1) + 1)]
        for n, name in enumerate(self.places, 1):
            fields[name] = PersonChoice(
                label=_("Paraf ke-%(n)s") % {"n": n}, queryset=candidates, to_field_name="ref", required=False,
                empty_label=_("Tidak ada"),
            )  # fmt: skip
        foot = [n for n in SignerFields.base_fields if n != "kunci"]
        body = [n for n in fields if n not in {*foot, *self.field_order, *self.places}]
        self.order_fields([*self.field_order, *body, *self.places, *foot])

    def _add(self, name: str, label: Any, shape: str) -> None:
        rows = 2 if shape == TEXT else 5
        self.fields[name] = forms.CharField(
            label=label, required=False, help_text=HELP[shape], max_length=LONGEST, strip=False,
            widget=forms.Textarea(attrs={"rows": rows}),
        )  # fmt: skip

    def _add_annex(self, n: int) -> None:
        self.fields[f"annex_{n}_title"] = forms.CharField(
            label=_("Judul lampiran %(n)s") % {"n": n}, required=False, max_length=200
        )
        for name, label, shape in _ANNEX:
            self._add(f"annex_{n}_{name}", label % {"n": n}, shape)

    @property
    def initials(self) -> tuple[Person, ...]:
        """Who initials, in order, without empty places."""
        chosen = (self.cleaned_data[name] for name in self.places)
        return tuple(person for person in chosen if person is not None)

    @property
    def draft(self) -> Draft:
        """What was filled in."""
        data = self.cleaned_data
        read = {n: READ[LABELS[n][1]](data[n]) for n in PARTS[self.kind] if n in LABELS}
        to, copies = read.pop("to", ()), read.pop("copies", ())
        annexes = tuple(self._annex(n) for n in self.annexes)
        return Draft(
            self.kind, data["subject"], Body(annexes=annexes, **read), to, copies, nature=data["nature"],
            paper=data["paper"], signer=self.signer_chosen, initials=self.initials, block=self.block,
            title=data["title"], attachments=data["attachments"],
        )  # fmt: skip

    def _annex(self, n: int) -> Annex:
        read = {name: READ[shape](self.cleaned_data[f"annex_{n}_{name}"]) for name, _label, shape in _ANNEX}
        return Annex(self.cleaned_data[f"annex_{n}_title"], read["paragraphs"], read["table"], read["people"])


_ANNEX = (
    ("paragraphs", _("Isi lampiran %(n)s"), PARAGRAPHS),
    ("table", _("Tabel lampiran %(n)s"), TABLE),
    ("people", _("Nama pada lampiran %(n)s"), PEOPLE),
)


def content_as_typed(kind: Kind, content: Content) -> dict[str, Any]:
    """The content of a letter as its boxes show it."""
    boxes: dict[str, Any] = {"title": content.title, "attachments": content.attachments}
    for name in PARTS[kind]:
        if name in LABELS:
            boxes[name] = WRITE[LABELS[name][1]](content.part(name))
    for n, annex in enumerate(content.body.annexes, 1):
        boxes[f"annex_{n}_title"] = annex.title
        for name, _label, shape in _ANNEX:
            boxes[f"annex_{n}_{name}"] = WRITE[shape](getattr(annex, name))
    return boxes


def people_as_typed(people: Sequence[Person]) -> dict[str, str]:
    """Who initials, as the boxes show it."""
    return {f"initial_{n}": person.ref for n, person in enumerate(people, 1)}
