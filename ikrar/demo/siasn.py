"""How do personnel files really look? Writes invented ones in the layout of the SIASN export, clean and messy."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from ikrar.demo.bodies import Body, Branch
from ikrar.demo.names import a_name, titles

# Headings and their order as in the export (as public importers list them).
HEADINGS = (
    "PNS ID", "NIP BARU", "NIP LAMA", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TEMPAT LAHIR ID", "TEMPAT LAHIR NAMA", "TANGGAL LAHIR",
    "JENIS KELAMIN", "AGAMA ID", "AGAMA NAMA", "JENIS KAWIN ID", "JENIS KAWIN NAMA", "NIK", "NOMOR HP", "EMAIL", "EMAIL GOV", "ALAMAT",
    "NPWP NOMOR", "BPJS", "JENIS PEGAWAI ID", "JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM ID", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS",
    "KARTU ASN VIRTUAL", "NOMOR SK CPNS", "TANGGAL SK CPNS", "TMT CPNS", "NOMOR SK PNS", "TANGGAL SK PNS", "TMT PNS", "GOL AWAL ID",
    "GOL AWAL NAMA", "GOL AKHIR ID", "GOL AKHIR NAMA", "TMT GOLONGAN", "MK TAHUN", "MK BULAN", "JENIS JABATAN ID", "JENIS JABATAN NAMA",
    "JABATAN ID", "JABATAN NAMA", "TMT JABATAN", "TINGKAT PENDIDIKAN ID", "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN ID", "PENDIDIKAN NAMA",
    "TAHUN LULUS", "KPKN ID", "KPKN NAMA", "LOKASI KERJA ID", "LOKASI KERJA NAMA", "UNOR ID", "UNOR NAMA", "INSTANSI INDUK ID",
    "INSTANSI INDUK NAMA", "INSTANSI KERJA ID", "INSTANSI KERJA NAMA", "SATUAN KERJA INDUK ID", "SATUAN KERJA INDUK NAMA",
    "SATUAN KERJA KERJA ID", "SATUAN KERJA KERJA NAMA", "IS VALID NIK", "FLAG IKD", "NAMA SEKOLAH", "ESELON ID", "ESELON NAMA",
)  # fmt: skip
EXTRA = ("UNOR INDUK ID", "UNOR INDUK NAMA")
POSTS = (
    "Pengadministrasi Umum",
    "Pengelola Data",
    "Analis Kebijakan",
    "Bendahara",
    "Arsiparis",
    "Pranata Komputer",
    "Penelaah Teknis",
)
_LETTERS = "abcd"


@dataclass(frozen=True)
class Worker:
    """One invented person with the unit where they work."""

    siasn_id: str
    nip: str
    nik: str
    name: str
    front: str
    back: str
    born: str  # DD-MM-YYYY
    sex: str
    status: str
    since: str
    grade: str
    post: str
    kind: str
    echelon: str
    phone: str
    email: str
    unit_code: str
    unit: str
    office_code: str
    office: str
    legal: str = "Aktif"


def units_of(body: Body) -> list[tuple[str, str, str, Branch | None]]:
    """Code, name, code of the unit above, and the branch, of every unit; the first is the body itself."""
    rows: list[tuple[str, str, str, Branch | None]] = [(f"{body.code}-0", body.name, "", None)]

    def add(branch: Branch, above: str) -> None:
        code = f"{body.code}-{len(rows)}"
        rows.append((code, branch.name, above, branch))
        for below in branch.below:
            add(below, code)

    for branch in body.units:
        add(branch, rows[0][0])
    return rows


def people_of(body: Body, seed: int = 7) -> Iterator[Worker]:
    """Everybody who works at the body, unit by unit; the same every time."""
    chance, count = Random(f"{body.ref}{seed}"), 0
    units = units_of(body)
    above = {code: parent for code, _, parent, _ in units}
    names = {code: name for code, name, _, _ in units}
    for code, name, _, branch in units:
        office = code
        while above[office] not in {"", units[0][0]}:
            office = above[office]
        for place in range(branch.people if branch else 0):
            count += 1
            who = _person(chance, body, count, is_head=place == 0)
            yield replace(who, unit_code=code, unit=name, office_code=office, office=names[office])


def _person(chance: Random, body: Body, number: int, *, is_head: bool) -> Worker:
    status = "PNS" if is_head else chance.choices(list(body.shares), list(body.shares.values()))[0]
    sex, year, month, day = (
        chance.choice("12"),
        chance.randint(1968, 2001),
        chance.randint(1, 12),
        chance.randint(1, 28),
    )
    began = max(min(year + chance.randint(21, 32), 2024), 2021 if "PPPK" in status else 1988)
    start = chance.randint(1, 12)
    middle = f"{began}{start:02}" if status == "PNS" else f"{began}21"
    front, back = titles(chance)
    grade = f"{chance.choice(('II', 'III', 'III', 'IV') if not is_head else ('III', 'IV'))}/{chance.choice(_LETTERS)}"
    return Worker(
        siasn_id=f"A5EB{chance.getrandbits(64):016X}{number:08X}",
        nip="" if status == "NON_ASN" else f"{year}{month:02}{day:02}{middle}{sex}{number % 999 + 1:03}",
        nik=f"6202{chance.randint(1, 18):02}{day + (40 if sex == '2' else 0):02}{month:02}{year % 100:02}{number % 9998 + 1:04}",
        name=a_name(chance, sex).upper(), front=front, back=back, born=f"{day:02}-{month:02}-{year}", sex="M" if sex == "1" else "F",
        status=status, since=f"{1:02}-{start:02}-{began}",
        grade={"PNS": grade, "PPPK": "IX", "PPPK_PW": "V"}.get(status, ""),
        post="Kepala" if is_head else chance.choice(POSTS), kind="Struktural" if is_head else "Pelaksana",
        echelon=chance.choice(("II.b", "III.a")) if is_head else "", phone=f"08{chance.randint(11, 59)}{number:08}",
        email=f"pegawai{number}@contoh.example", unit_code="", unit="", office_code="", office="",
    )  # fmt: skip


def cells_of(worker: Worker, body: Body) -> list[str]:
    """The row of one person in the order of the export, with what Ikrar does not need filled in as in life."""
    known = {
        "PNS ID": worker.siasn_id, "NIP BARU": worker.nip, "NIP LAMA": "-", "NAMA": worker.name, "GELAR DEPAN": worker.front or "-",
        "GELAR BELAKANG": worker.back or "-", "TEMPAT LAHIR NAMA": "CONTOH", "TANGGAL LAHIR": worker.born, "JENIS KELAMIN": worker.sex,
        "AGAMA NAMA": "-", "JENIS KAWIN NAMA": "Menikah", "NIK": worker.nik, "NOMOR HP": worker.phone, "EMAIL": worker.email,
        "ALAMAT": "Jalan Contoh", "KEDUDUKAN HUKUM NAMA": "PPPK Aktif" if "PPPK" in worker.status else worker.legal,
        "STATUS CPNS PNS": {"PNS": "P", "PPPK_PW": "PPPK Paruh Waktu", "NON_ASN": "Non ASN"}.get(worker.status, worker.status),
        "TMT CPNS": worker.since if worker.status != "NON_ASN" else "", "GOL AKHIR NAMA": worker.grade, "JENIS JABATAN NAMA": worker.kind,
        "JABATAN NAMA": worker.post, "UNOR ID": worker.unit_code, "UNOR NAMA": worker.unit, "INSTANSI KERJA NAMA": body.name,
        "INSTANSI INDUK NAMA": body.name, "ESELON NAMA": worker.echelon, "UNOR INDUK ID": worker.office_code,
        "UNOR INDUK NAMA": worker.office,
    }  # fmt: skip
    return [known.get(heading, "") for heading in (*HEADINGS, *EXTRA)]


def write_workbook(
    path: Path,
    rows: Iterable[Sequence[object]],
    *,
    above: Sequence[Sequence[object]] = (),
    headings: Sequence[str] = (*HEADINGS, *EXTRA),
) -> None:
    """An .xlsx with rows `above` (a letterhead), the headings, and the rows; text stays text, numbers numbers."""
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}
    )
    page = book.add_worksheet("Data")
    for at, row in enumerate((*above, headings)):
        page.write_row(at, 0, row)
    for at, row in enumerate(rows, start=len(above) + 1):
        for column, cell in enumerate(row):
            if cell != "":
                _write(page, at, column, cell)
    book.close()


def _write(page: Any, row: int, column: int, cell: object) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell)
    else:
        page.write(row, column, cell)


def write_csv(
    path: Path,
    rows: Iterable[Sequence[object]],
    *,
    separator: str = ",",
    encoding: str = "utf-8",
    headings: Sequence[str] = (*HEADINGS, *EXTRA),
) -> None:
    """A .csv with the headings and the rows."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(headings)
        writer.writerows(rows)


def write_export(
    path: Path, body: Body, *, statuses: Sequence[str] = ("PNS", "PPPK", "PPPK_PW", "NON_ASN")
) -> int:
    """The whole body (or some statuses, as the separate files of BKN) as .xlsx or .csv; the number of people."""
    rows = [cells_of(w, body) for w in people_of(body) if w.status in statuses]
    (write_csv if path.suffix == ".csv" else write_workbook)(path, rows)
    return len(rows)


def write_units(path: Path, body: Body) -> int:
    """The export of the unit tree: id, name, id above; the number of units."""
    rows = [(code, name, above) for code, name, above, _ in units_of(body)]
    write_workbook(path, rows, headings=("ID", "NAMA_UNOR", "ID_ATASAN"))
    return len(rows)
