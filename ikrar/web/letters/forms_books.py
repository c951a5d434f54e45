"""What is asked for the letterhead, the registers, reserved numbers, and letters that come in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar.core.letters import Kind
from ikrar.core.letters_numbers import LARGEST, LONGEST
from ikrar.core.letters_stages import Nature, Order
from ikrar.domain.letters.actions import Arrived, Head, Ordered, Register
from ikrar.domain.letters.handed_in import LARGEST_LOGO, keep_logo
from ikrar.domain.people.models import Person
from ikrar.web.letters.forms import PersonChoice
from ikrar.web.letters.forms_handling import DAY, DOCUMENT, kept
from ikrar.web.shell.fields import said
from ikrar.web.shell.forms import OnceForm


class HeadForm(OnceForm):
    """The letterhead."""

    above = forms.CharField(
        label=_("Baris atas"),
        required=False,
        max_length=160,
        help_text=_("Misalnya PEMERINTAH KABUPATEN CONTOH."),
    )
    body = forms.CharField(label=_("Nama instansi pada kop"), max_length=160)
    address = forms.CharField(label=_("Alamat"), required=False, max_length=240)
    phone = forms.CharField(label=_("Telepon, surel, laman"), required=False, max_length=120)
    place = forms.CharField(label=_("Tempat penandatanganan"), required=False, max_length=80)
    paper = forms.ChoiceField(label=_("Kertas"))
    logo = forms.FileField(
        label=_("Lambang instansi"), required=False, help_text=_("PNG atau JPG, paling besar 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,image/png,image/jpeg"}),
        error_messages={"empty": _("Berkas ini kosong.")},
    )  # fmt: skip
    drop_logo = forms.BooleanField(label=_("Hapus lambang yang sekarang"), required=False)

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["paper"].choices = said("letter.paper", ("a4", "f4"))

    @property
    def head(self) -> Head:
        """What was filled in; the logo is drawn anew and kept. Raises Problem."""
        data = self.cleaned_data
        words = {n: data[n] for n in ("above", "body", "address", "phone", "place", "paper", "drop_logo")}
        logo = keep_logo(data["logo"].read(LARGEST_LOGO + 1)) if data["logo"] else None
        return Head(logo=logo, **words)


class RegisterForm(OnceForm):
    """A register and how it writes."""

    name = forms.CharField(label=_("Nama buku nomor"), max_length=80)
    pattern = forms.CharField(
        label=_("Pola nomor"), max_length=LONGEST,
        help_text=_(
            "Isian: {nomor}, {nomor:3}, {klasifikasi}, {unit}, {kode}, {sifat}, {bulan}, {bulan_romawi}, {tahun}."
        ),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("Untuk jenis surat"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosong: untuk semua jenis."),
    )  # fmt: skip
    classification = forms.CharField(label=_("Kode klasifikasi"), required=False, max_length=40)
    unit_code = forms.CharField(label=_("Kode unit"), required=False, max_length=40)
    body_code = forms.CharField(label=_("Kode instansi"), required=False, max_length=40)
    start_year = forms.IntegerField(
        label=_("Tahun buku lama"), required=False, min_value=2000, max_value=2100, localize=False,
        help_text=_("Diisi bila buku tahun ini sudah berjalan di kertas."),
    )  # fmt: skip
    start_serial = forms.IntegerField(
        label=_("Nomor pertama pada tahun itu"), required=False, min_value=1, max_value=LARGEST, localize=False
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["kinds"].choices = said("letter.kind", Kind)

    @property
    def register(self) -> Register:
        """What was filled in."""
        data = self.cleaned_data
        texts = {n: data[n] for n in ("name", "pattern", "classification", "unit_code", "body_code")}
        return Register(
            kinds=[Kind(k) for k in data["kinds"]], start_year=data["start_year"] or 0,
            start_serial=data["start_serial"] or 1, **texts,
        )  # fmt: skip


class Reserving(OnceForm):
    """A number that is kept for later."""

    numbering = forms.ChoiceField(label=_("Buku nomor"))
    subject = forms.CharField(label=_("Untuk surat apa"), required=False, max_length=200)
    reason = forms.CharField(label=_("Alasan memesan"), max_length=200)
    classification = forms.CharField(
        label=_("Kode klasifikasi"), required=False, max_length=40, help_text=_("Kosong: menurut buku nomor.")
    )
    dated_on = forms.DateField(label=_("Tanggal"), widget=DAY)

    def __init__(self, *args: Any, registers: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["numbering"].choices = registers


class Releasing(OnceForm):
    """Why a reserved number is not needed."""

    note = forms.CharField(label=_("Alasan melepas nomor"), max_length=200)


class Receiving(OnceForm):
    """A letter that came in."""

    sender = forms.CharField(label=_("Pengirim"), max_length=200)
    number = forms.CharField(label=_("Nomor surat"), max_length=120)
    dated_on = forms.DateField(label=_("Tanggal surat"), widget=DAY)
    received_on = forms.DateField(label=_("Tanggal terima"), widget=DAY)
    subject = forms.CharField(label=_("Hal"), max_length=200)
    nature = forms.ChoiceField(label=_("Sifat"))
    scan = forms.FileField(
        label=_("Pindaian surat"), required=False, widget=DOCUMENT,
        help_text=_("PDF atau JPG, paling besar 20 MB. Boleh menyusul."),
        error_messages={"empty": _("Berkas ini kosong.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["nature"].choices = said("letter.nature", Nature)

    @property
    def arrived(self) -> Arrived:
        """What was filled in; the scan is looked through and kept. Raises Problem."""
        data = self.cleaned_data
        texts = {n: data[n] for n in ("sender", "number", "dated_on", "received_on", "subject", "nature")}
        return Arrived(scan=kept(data["scan"], "scan") if data["scan"] else None, **texts)


class AddingScan(OnceForm):
    """The scan of a letter that was registered from paper."""

    scan = forms.FileField(
        label=_("Pindaian surat"), widget=DOCUMENT, help_text=_("PDF atau JPG, paling besar 20 MB."),
        error_messages={"required": _("Pilih berkas pindaian dahulu."), "empty": _("Berkas ini kosong.")},
    )  # fmt: skip


class Disposing(OnceForm):
    """One line of the disposition sheet."""

    person = PersonChoice(
        label=_("Diteruskan kepada"), queryset=Person.objects.none(), to_field_name="ref", required=False,
        empty_label=_("Orang tanpa akun"),
    )  # fmt: skip
    to = forms.CharField(
        label=_("Jabatan atau nama"),
        required=False,
        max_length=160,
        help_text=_("Diisi untuk orang tanpa akun."),
    )
    orders = forms.MultipleChoiceField(label=_("Perintah"), required=False, widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(
        label=_("Isi disposisi"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = forms.DateField(label=_("Tenggat"), required=False, widget=DAY)
    ordered_as = forms.CharField(
        label=_("Jabatan pemberi disposisi"), required=False, max_length=160,
        help_text=_("Diisi bila Anda menyalin disposisi pimpinan dari kertas."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        fields: Any = self.fields
        fields["person"].queryset = people
        fields["orders"].choices = said("letter.order", Order)

    @property
    def ordered(self) -> Ordered:
        """What was filled in."""
        data = self.cleaned_data
        orders = [Order(o) for o in data["orders"]]
        return Ordered(data["to"], data["person"], orders, data["note"], data["due_on"], data["ordered_as"])


class Answering(OnceForm):
    """What became of an order."""

    answer = forms.CharField(
        label=_("Yang sudah dilakukan"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
