"""What is asked about files, columns, people and units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ikrar import words
from ikrar.core.nip import digits_of
from ikrar.core.programme import Left
from ikrar.core.roster.fields import Field
from ikrar.core.roster.headers import Header
from ikrar.core.roster.vocabulary import ECHELONS, PNS_GRADES, PPPK_GRADES, Legal, Status
from ikrar.web.shell.forms import OnceForm

LARGEST = 200 * 2**20
KINDS = ("ministry", "directorate", "regional-office", "upt", "province", "regency", "city", "agency", "regency-agency", "subdistrict",
         "ward", "school", "health-centre", "body")  # fmt: skip
ZONES = [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]


def said(prefix: str, codes: Any) -> list[tuple[str, str]]:
    """Choices of codes with their words."""
    return [(str(code), words.say(f"{prefix}.{code}")) for code in codes]


class Upload(OnceForm):
    """A file."""

    berkas = forms.FileField(
        label=_("Berkas"), help_text=_(".xlsx, .xls, .ods, atau .csv dari SIASN, SIMPEG, atau buatan sendiri. Paling besar 200 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt"}),
        error_messages={"required": _("Pilih berkas dahulu."), "empty": _("Berkas ini kosong. Pilih berkas yang berisi daftar pegawai.")},
    )  # fmt: skip

    def clean_berkas(self) -> Any:
        """Refuses what is larger than a roster can be."""
        file = self.cleaned_data["berkas"]
        if file.size > LARGEST:
            raise forms.ValidationError(words.say("file.too_large", megabytes=LARGEST // 2**20))
        return file


class Columns(OnceForm):
    """Which column of the file holds what."""

    def __init__(self, *args: Any, header: Header, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("tidak diambil")), *said("field", Field)]
        for column in header.columns:
            if column.heading:
                self.fields[f"k{column.at}"] = forms.ChoiceField(
                    label=column.heading[:80], choices=choices, required=False, initial=column.field or ""
                )

    def clean(self) -> dict[str, Any]:
        """Two columns never hold the same thing when both were chosen by hand."""
        data = super().clean() or {}
        for name, value in data.items():
            if value and name in self.changed_data and sum(v == value for v in data.values()) > 1:
                self.add_error(name, words.say("import.column_twice", field=words.say(f"field.{value}")))
        return data

    @property
    def chosen(self) -> dict[int, Field | None]:
        """Place and field of the columns that were changed."""
        return {
            int(n[1:]): Field(v) if (v := self.cleaned_data[n]) else None
            for n in self.changed_data
            if n.startswith("k") and n[1:].isdigit()
        }


class RowFields(OnceForm):
    """The fields of one row that needs repair, typed by hand."""

    def __init__(
        self, *args: Any, names: list[str], values: dict[str, str], units: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name in names:
            field: forms.Field = forms.CharField(max_length=200, required=False)
            if name == "unit_ref":
                field = forms.ChoiceField(choices=[("", _("pilih unit")), *units], required=False)
            elif name == "status":
                field = forms.ChoiceField(
                    choices=[("", _("pilih status")), *said("status", Status)], required=False
                )
            field.label, field.initial = words.say(f"field.{name}"), values.get(name, "")
            self.fields[name] = field


class PersonFields(OnceForm):
    """The columns of one person."""

    nip = forms.CharField(
        label=_("NIP"),
        help_text=_("18 angka; spasi dan titik boleh. Kosong untuk non-ASN."),
        max_length=30,
        required=False,
    )
    nama = forms.CharField(label=_("Nama tanpa gelar"), max_length=120)
    gelar_depan = forms.CharField(label=_("Gelar depan"), max_length=60, required=False)
    gelar_belakang = forms.CharField(label=_("Gelar belakang"), max_length=80, required=False)
    status = forms.ChoiceField(label=_("Status pegawai"), choices=[])
    kedudukan = forms.ChoiceField(label=_("Kedudukan hukum"), choices=[], initial="active")
    golongan = forms.ChoiceField(label=_("Golongan"), choices=[], required=False)
    jabatan = forms.CharField(label=_("Jabatan"), max_length=200, required=False)
    eselon = forms.ChoiceField(label=_("Eselon"), choices=[], required=False)
    ponsel = forms.CharField(label=_("Nomor ponsel"), max_length=20, required=False)
    surel = forms.EmailField(label=_("Surel"), required=False)
    lokal = forms.CharField(
        label=_("Nomor lokal"), help_text=_("Untuk orang tanpa NIP."), max_length=40, required=False
    )
    COLUMNS = {
        "nip": "nip", "nama": "name", "gelar_depan": "title_front", "gelar_belakang": "title_back", "status": "status",
        "kedudukan": "legal_position", "golongan": "grade", "jabatan": "position", "eselon": "echelon", "ponsel": "phone",
        "surel": "email", "lokal": "local_id",
    }  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        grades = [(g, g) for g in (*PNS_GRADES, *PPPK_GRADES)]
        echelons = [(e, e) for e in dict.fromkeys(ECHELONS.values()) if e]
        none = [("", _("tidak ada"))]
        for name, choices in (("status", said("status", Status)), ("kedudukan", said("legal", Legal)), ("golongan", none + grades), ("eselon", none + echelons)):  # fmt: skip
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_nip(self) -> str:
        """The stored form."""
        return digits_of(self.cleaned_data["nip"])

    @property
    def values(self) -> dict[str, str]:
        """What was typed, by column."""
        return {column: self.cleaned_data[name] for name, column in self.COLUMNS.items()}


class NewPerson(PersonFields):
    """Somebody added by hand, with unit, day and basis."""

    unit = forms.ChoiceField(label=_("Unit"), choices=[])
    mulai = forms.DateField(label=_("Mulai bertugas"), help_text=_("Contoh: 30-11-2026"))
    dasar = forms.CharField(
        label=_("Dasar"), help_text=_("Nomor SK atau surat tugas."), max_length=120, required=False
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class Move(OnceForm):
    """A move to another unit."""

    unit = forms.ChoiceField(label=_("Unit tujuan"), choices=[])
    mulai = forms.DateField(label=_("Sejak"), help_text=_("Contoh: 30-11-2026"))
    dasar = forms.CharField(
        label=_("Dasar"), help_text=_("Nomor SK atau surat tugas."), max_length=120, required=False
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class Leave(OnceForm):
    """Somebody who serves no longer."""

    alasan = forms.ChoiceField(label=_("Alasan"), choices=[])
    sejak = forms.DateField(label=_("Sejak"), help_text=_("Contoh: 30-11-2026"))
    dasar = forms.CharField(label=_("Dasar"), help_text=_("Nomor SK, surat, atau akta."), max_length=120)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["alasan"].choices = said("leaving", Left)  # type: ignore[attr-defined]


class UnitFields(OnceForm):
    """One unit."""

    nama = forms.CharField(label=_("Nama unit"), max_length=200)
    induk = forms.ChoiceField(label=_("Unit induk"), choices=[], required=False)
    tutup = forms.DateField(label=_("Ditutup sejak"), help_text=_("Kosong berarti masih ada."), required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["induk"].choices = [("", _("tidak ada (unit teratas)")), *units]  # type: ignore[attr-defined]


class NewUnit(OnceForm):
    """A unit below another one."""

    nama = forms.CharField(label=_("Nama unit"), max_length=200)
    kode = forms.CharField(
        label=_("Kode unit"), help_text=_("UNOR ID dari SIASN bila ada."), max_length=64, required=False
    )


class NewAgency(OnceForm):
    """A body of the tree."""

    nama = forms.CharField(label=_("Nama instansi"), max_length=160)
    ref = forms.SlugField(
        label=_("Alamat pendek"),
        help_text=_("Huruf kecil, angka, dan garis. Contoh: kab-contoh"),
        max_length=40,
    )
    kode = forms.RegexField(
        r"^[A-Z0-9]{3,8}$", label=_("Kode di catatan publik"), help_text=_("Tiga sampai delapan huruf besar atau angka."),
        error_messages={"invalid": _("Pakai tiga sampai delapan huruf besar atau angka.")},
    )  # fmt: skip
    jenis = forms.ChoiceField(label=_("Jenis instansi"), choices=[])
    induk = forms.ChoiceField(label=_("Di bawah instansi"), choices=[], required=False)
    zona = forms.ChoiceField(label=_("Zona waktu"), choices=ZONES)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["jenis"].choices = said("agency_kind", KINDS)  # type: ignore[attr-defined]
        self.fields["induk"].choices = [("", _("tidak ada")), *bodies]  # type: ignore[attr-defined]
