"""Rows, columns and snapshots for the tests of the check."""

from collections.abc import Sequence
from datetime import date

from ikrar.core.roster.checking import Checker
from ikrar.core.roster.fields import Field
from ikrar.core.roster.known import COMPARED, Known, KnownPerson, KnownUnit
from ikrar.core.roster.rows import CheckedRow

ON = date(2026, 11, 23)
NIP = "198504122010011003"
FIELDS = [f.value for f in Field]
GOOD = {
    "nip": NIP, "name": "Budi Contoh", "status": "PNS", "grade": "III/c", "position": "Analis", "unit": "Dinas Kesehatan",
    "legal_position": "Aktif", "position_kind": "Pelaksana", "phone": "081234567890", "email": "budi@contoh.example",
}  # fmt: skip
UNITS = (
    KnownUnit("ROOT", "", "Pemerintah Kabupaten Contoh", "", 1, 8),
    KnownUnit("DIK", "U1", "Dinas Pendidikan", "ROOT", 2, 5),
    KnownUnit("TU1", "", "Tata Usaha", "DIK", 3, 3),
    KnownUnit("SD1", "U3", "SD Negeri 1 Contoh", "DIK", 4, 4),
    KnownUnit("SDX", "U9", "SD Negeri 9 Contoh", "DIK", 5, 5, is_closed=True),
    KnownUnit("KES", "U2", "Dinas Kesehatan", "ROOT", 6, 8),
    KnownUnit("TU2", "", "Tata Usaha", "KES", 7, 7),
    KnownUnit("PKM", "U5", "Puskesmas Contoh Selatan", "KES", 8, 8),
)


def person(ref: str, nip: str, name: str, *, left: str = "", local_id: str = "", **values: str) -> KnownPerson:
    """Somebody on the roster."""
    given = {
        "nip": nip, "name": name, "status": "PNS", "grade": "III/c", "position": "Analis", "unit_ref": "KES", "legal_position": "active",
        "birth_date": f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}" if nip else "", "sex": nip[14:15], "position_kind": "PELAKSANA", **values,
    }  # fmt: skip
    return KnownPerson(ref, local_id, left, tuple(given.get(f, "") for f in COMPARED))


def known(*people: KnownPerson, elsewhere: Sequence[str] = ()) -> Known:
    """A snapshot of the regency with these people."""
    return Known(people, UNITS, on=ON, elsewhere=elsewhere, agency="Pemerintah Kabupaten Contoh")


def check(row: dict[str, str], snapshot: Known | None = None, *before: dict[str, str]) -> CheckedRow:
    """One row checked after others of the same file; line 9."""
    checker = Checker(FIELDS, snapshot or known())
    for line, other in enumerate(before, 2):
        checker.recheck(line, other)
    return checker.recheck(9, {k: v for k, v in row.items() if v})


def codes(row: CheckedRow) -> list[str]:
    """The codes of its defects."""
    return [f.code for f in row.found]
