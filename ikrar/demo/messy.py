"""A file as it comes on a bad day: a letterhead above, numbers spoilt by Excel, and every kind of slip planted."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ikrar.demo.bodies import Body
from ikrar.demo.siasn import EXTRA, HEADINGS, cells_of, people_of, write_workbook

COLUMNS = (*HEADINGS, *EXTRA)
Row = list[object]


@dataclass(frozen=True)
class Planted:
    """One slip: the defect it must raise, the row of the workbook (from 1) where it stands."""

    defect: str
    line: int


def _set(heading: str, value: Callable[[str], object] | object) -> Callable[[Row, list[Row]], None]:
    def change(row: Row, rows: list[Row]) -> None:
        at = COLUMNS.index(heading)
        row[at] = value(str(row[at])) if callable(value) else value

    return change


def _copy_number(row: Row, rows: list[Row]) -> None:
    row[1] = rows[0][1]
    row[0] = ""


def _total(row: Row, rows: list[Row]) -> None:
    row[:] = ["" for _ in row]
    row[3] = "Jumlah pegawai"


def _again(row: Row, rows: list[Row]) -> None:
    row[:] = list(COLUMNS)


SLIPS: tuple[tuple[str, Callable[[Row, list[Row]], None]], ...] = (
    ("nip_damaged", _set("NIP BARU", lambda v: int(f"{v[:15]}000"))),
    ("nip_scientific", _set("NIP BARU", lambda v: f"{v[0]},{v[1:6]}E+17")),
    ("nip_too_short", _set("NIP BARU", lambda v: v[:17])),
    ("nip_too_long", _set("NIP BARU", lambda v: v[:5] + v[4] + v[5:])),
    ("nip_letters", _set("NIP BARU", lambda v: v.replace("0", "O", 1))),
    ("nip_is_old", _set("NIP BARU", "131234567")),
    ("nip_birth_date", _set("NIP BARU", lambda v: f"{v[:4]}13{v[6:]}")),
    ("nip_sex", _set("NIP BARU", lambda v: f"{v[:14]}3{v[15:]}")),
    ("nip_appointment", _set("NIP BARU", lambda v: f"{v[:12]}45{v[14:]}")),
    ("nip_of_two_people", _copy_number),
    ("nip_missing", _set("NIP BARU", "-")),
    ("name_missing", _set("NAMA", "")),
    ("name_digits", _set("NAMA", lambda v: v.replace("A", "4", 1) + "0")),
    ("name_garbled", _set("NAMA", "ANDRÃ© CONTOH")),
    ("title_wrong_column", _set("GELAR DEPAN", "S.Pd.")),
    ("formula_failed", _set("NAMA", "#REF!")),
    ("birth_date_unreadable", _set("TANGGAL LAHIR", "tidak tahu")),
    ("birth_date_differs", _set("TANGGAL LAHIR", "01-01-1971")),
    ("birth_date_impossible", _set("TANGGAL LAHIR", "01-01-2025")),
    ("sex_unreadable", _set("JENIS KELAMIN", "?!")),
    ("sex_differs", _set("JENIS KELAMIN", lambda v: "F" if v == "M" else "M")),
    ("status_missing", _set("STATUS CPNS PNS", "")),
    ("status_unknown", _set("STATUS CPNS PNS", "Entahlah")),
    ("status_differs", _set("STATUS CPNS PNS", "PPPK")),
    ("grade_unknown", _set("GOL AKHIR NAMA", "Golongan atas")),
    ("grade_ambiguous", _set("GOL AKHIR NAMA", "III")),
    ("grade_of_other_status", _set("GOL AKHIR NAMA", "IX")),
    ("legal_unknown", _set("KEDUDUKAN HUKUM NAMA", "Lain-lain")),
    ("has_ended", _set("KEDUDUKAN HUKUM NAMA", "Pensiun BUP")),
    ("position_missing", _set("JABATAN NAMA", "")),
    ("position_kind_unknown", _set("JENIS JABATAN NAMA", "Entah")),
    ("echelon_unknown", _set("ESELON NAMA", "IX.z")),
    ("works_elsewhere", _set("INSTANSI KERJA NAMA", "Pemerintah Kota Lain")),
    ("phone_unreadable", _set("NOMOR HP", "tidak punya")),
    ("phone_two", _set("NOMOR HP", "0812-1111-2222 / 0813-3333-4444")),
    ("email_unreadable", _set("EMAIL", "pegawai@gmail")),
    ("row_is_heading", _again),
    ("row_is_total", _total),
)
ABOVE = (("PEMERINTAH CONTOH",), ("DAFTAR PEGAWAI",), ())


def write_messy(path: Path, body: Body, *, times: int = 1, clean: int = 30) -> tuple[Planted, ...]:
    """An .xlsx of the body's PNS with every slip planted `times` times, then `clean` good rows; what was planted."""
    people = [w for w in people_of(body) if w.status == "PNS"]
    rows: list[Row] = [list(cells_of(w, body)) for w in people[: 1 + times * len(SLIPS) + clean]]
    planted = []
    for at, (defect, change) in enumerate(SLIPS * times, start=1):
        change(rows[at], rows)
        planted.append(Planted(defect, len(ABOVE) + 2 + at))
    for row in rows[1 + times * len(SLIPS) :][::3]:
        row[15] = int(str(row[15]))  # a phone number without its 0
        row[1] = f"'{row[1]}"
    write_workbook(path, rows, above=ABOVE, headings=COLUMNS)
    return tuple(planted)
