"""Which files leave the roster: the list that can come back corrected, an empty example, and rows in need of repair."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar import words
from ikrar.core.roster.defects import ACCEPTED, LEFT_OUT
from ikrar.domain.roster import import_queries
from ikrar.domain.roster.models import Agency, Employee, RosterImport
from ikrar.papers.sheet_files import Column, Kind, Notes, Sheet, workbook
from ikrar.web.roster.shown import sentence

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEY = "Kunci Ikrar"
LIST = (
    ("NIP", "nip"), ("Nama", "name"), ("Gelar depan", "title_front"), ("Gelar belakang", "title_back"), ("Tanggal lahir", "birth_date"),
    ("Jenis kelamin", "sex"), ("Status pegawai", "status"), ("Kedudukan hukum", "legal_position"), ("Golongan", "grade"),
    ("Jabatan", "position"), ("Jenis jabatan", "position_kind"), ("Eselon", "echelon"), ("Kode unit", "unit_code"), ("Unit kerja", "unit"),
    ("Nomor HP", "phone"), ("Email", "email"), ("Nomor registrasi", "local_id"),
)  # fmt: skip


def as_file(content: bytes, name: str) -> HttpResponse:
    """A workbook to be downloaded."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def roster_file(
    agency: Agency, people: Iterable[Employee], *, who: str, at: datetime, filter_words: str
) -> bytes:
    """The list of a body with a hidden key column: corrected and uploaded again, it changes people and adds none."""
    columns = (*(Column(title) for title, _ in LIST), Column(KEY, is_hidden=True))
    more = (
        (
            _("Cara memakai"),
            _("Perbaiki isi sel, simpan, lalu unggah lagi di halaman impor. Jangan hapus kolom tersembunyi."),
        ),
    )
    return workbook(
        [Sheet("Pegawai", columns, (_cells(p) for p in people))],
        Notes(_("Daftar pegawai %(name)s") % {"name": agency.name}, at, agency.zone, filter_words, who, more),
    )


def _cells(person: Employee) -> list[str]:
    values = {
        f: str(getattr(person, f) or "") for _, f in LIST if f not in {"unit", "unit_code", "birth_date", "sex"}
    }
    values |= {
        "unit": person.unit.name,
        "unit_code": person.unit.code,
        "sex": {"1": "L", "2": "P"}.get(person.sex, ""),
    }
    values["birth_date"] = f"{person.birth_date:%d-%m-%Y}" if person.birth_date else ""
    return [*(values[f] for _, f in LIST), person.ref]


def example_file(agency: Agency, *, who: str, at: datetime) -> bytes:
    """An empty list with the headings that are understood best."""
    columns = tuple(Column(title) for title, _ in LIST)
    return workbook(
        [Sheet("Pegawai", columns, ())], Notes(_("Contoh daftar pegawai"), at, agency.zone, "", who)
    )


def bad_rows_file(imported: RosterImport, *, who: str, at: datetime) -> bytes:
    """The rows that are kept out, with the reason of each; corrected, the file can be uploaded as it is."""
    fields = [f for f in dict.fromkeys(f for _, f in import_queries.columns_of(imported).plan) if f != "key"]
    columns = (
        Column(_("Baris"), Kind.NUMBER, 8),
        *(Column(words.say(f"field.{f}")) for f in fields),
        Column(_("Yang perlu diperbaiki"), width=80),
    )
    more = ((_("Cara memakai"), _("Perbaiki isi sel, lalu unggah berkas ini di halaman impor.")),)
    return workbook(
        [Sheet(_("Perlu diperbaiki"), columns, _bad(imported, fields))],
        Notes(imported.file_name, at, imported.agency.zone, _("baris yang belum dapat disimpan"), who, more),
    )


def _bad(imported: RosterImport, fields: list[str]) -> Iterator[list[str | int]]:
    for line, values, found in import_queries.bad_rows(imported):
        shown = {f: v for f, v in values.items() if f not in {ACCEPTED, LEFT_OUT}}
        yield [line, *(shown.get(f, "") for f in fields), " ".join(sentence(f) for f in found)]
