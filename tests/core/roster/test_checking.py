"""Counts, matching, moves and missing people; flat and fast."""

import time

import pytest

from ikrar.core.roster.checking import Checker, Table, check_rows
from ikrar.core.roster.headers import find_header
from ikrar.core.roster.known import Known
from ikrar.core.roster.rows import Standing
from tests.core.roster.given import FIELDS, GOOD, NIP, ON, check, codes, known, person

HEADINGS = ["NIP", "NAMA", "STATUS", "GOL", "JABATAN", "UNIT KERJA", "NO HP"]


def table(rows: list[list[str]]) -> Table:
    """A file under HEADINGS."""
    header = find_header([HEADINGS])
    assert header is not None
    return Table(header, list(enumerate(rows, 2)))


def a_row(serial: int, **changes: str) -> list[str]:
    """A good row."""
    row = {"NIP": f"{NIP[:15]}{serial:03}", "NAMA": f"Pegawai {chr(64 + serial)}", "STATUS": "PNS", "GOL": "III/c", "JABATAN": "Analis",
           "UNIT KERJA": "Dinas Kesehatan", "NO HP": f"08120000{serial:04}", **changes}  # fmt: skip
    return list(row.values())


def test_the_four_counts() -> None:
    snapshot = known(
        person("A", f"{NIP[:15]}001", "Pegawai A", phone="+628120000" + "0001"),
        person("B", f"{NIP[:15]}002", "Pegawai B"),
    )
    checked = check_rows(table([a_row(1), a_row(2, GOL="III/d"), a_row(3), a_row(4, NIP="12")]), snapshot)
    assert (checked.tally.ready, checked.tally.new, checked.tally.changed, checked.tally.blocked) == (
        3,
        1,
        1,
        1,
    )
    assert [r.standing for r in checked.rows] == [
        Standing.SAME,
        Standing.CHANGED,
        Standing.NEW,
        Standing.BLOCKED,
    ]
    assert checked.kinds == {"nip_too_short": 1}


def test_a_new_number_with_the_same_bkn_id_is_the_same_person() -> None:
    snapshot = known(person("A", NIP, "Budi Contoh", siasn_id="A5EB"))
    row = check(
        {**GOOD, "nip": "198504122024211009", "siasn_id": "A5EB", "status": "PPPK", "grade": "IX"}, snapshot
    )
    assert (row.match, row.standing) == ("A", Standing.CHANGED)
    assert {"nip", "status", "grade"} <= set(row.changed)


def test_a_person_without_number_is_found_again_by_a_hash_of_the_nik() -> None:
    nik = "6202011204850001"
    snapshot = Known(
        [person("H", "", "Hana", local_id=f"hash:{nik}", status="NON_ASN")],
        known().units.values(),
        on=ON,
        hash_nik=lambda n: f"hash:{n}",
    )
    row = check({**GOOD, "nip": "", "status": "Honorer", "nik": nik, "name": "Hana", "grade": ""}, snapshot)
    assert row.match == "H"
    assert row.values["local_id"] == f"hash:{nik}"


def test_an_empty_cell_erases_nothing_except_in_our_own_sheet() -> None:
    snapshot = known(person("A", NIP, "Budi Contoh", phone="+6281234567890"))
    plain = {k: v for k, v in GOOD.items() if k not in {"phone", "email"}}
    assert check(plain, snapshot).changed == ()
    assert check({**plain, "key": "A"}, snapshot).changed == ("phone",)


def test_a_move_is_a_change_of_unit() -> None:
    row = check({**GOOD, "unit": "SD Negeri 1 Contoh"}, known(person("A", NIP, "Budi Contoh")))
    assert row.is_move
    assert row.values["unit_ref"] == "SD1"


def test_missing_people_are_those_of_the_same_status_in_the_part_of_the_tree_that_the_file_covers() -> None:
    here, other_unit = person("A", NIP, "Budi Contoh"), person("B", NIP[:15] + "005", "Eko", unit_ref="SD1")
    gone, part_time = (
        person("C", NIP[:15] + "006", "Gita"),
        person("D", NIP[:15] + "007", "Hadi", status="PPPK_PW"),
    )
    left = person("E", NIP[:15] + "008", "Ika", left="retired")
    checker = Checker(FIELDS, known(here, other_unit, gone, part_time, left))
    checker.recheck(2, GOOD)
    assert [p.ref for p in checker.missing()] == ["C"]


def test_a_unit_code_beats_the_name_and_the_office_tells_two_units_of_one_name_apart() -> None:
    assert check({**GOOD, "unit": "Nama Lama", "unit_code": "U3"}).values["unit_ref"] == "SD1"
    assert check({**GOOD, "unit": "Tata Usaha", "parent": "Dinas Pendidikan"}).values["unit_ref"] == "TU1"
    assert check({**GOOD, "unit": "Tata Usaha", "parent_code": "U2"}).values["unit_ref"] == "TU2"


@pytest.mark.parametrize(
    "text", ["SD Negeri 1 Contoh - Dinas Pendidikan", "SDN 1 CONTOH", "sd  negeri 1 contoh."]
)
def test_paths_and_abbreviations_lead_to_the_unit(text: str) -> None:
    assert check({**GOOD, "unit": text}).values["unit_ref"] == "SD1"


def test_an_empty_body_takes_its_units_from_the_file() -> None:
    bare = Known((), [known().units["ROOT"]], on=ON, agency="Pemerintah Kabupaten Contoh")
    checker = Checker(FIELDS, bare)
    first = checker.recheck(2, {**GOOD, "unit": "SD 1", "parent": "Dinas Pendidikan"})
    second = checker.recheck(
        3,
        {
            **GOOD,
            "nip": NIP[:15] + "009",
            "name": "Eko",
            "phone": "",
            "unit": "SD 1",
            "parent": "Dinas Pendidikan",
        },
    )
    assert codes(first) == codes(second) == []
    assert first.values["unit_ref"] == second.values["unit_ref"]
    units = checker.placing.new_units
    assert [units[u.parent].name if u.parent in units else u.parent for u in units.values()] == [
        "ROOT",
        "Dinas Pendidikan",
    ]


def test_a_file_without_a_status_column_is_read_by_the_number_but_never_as_part_time() -> None:
    fields = [f for f in FIELDS if f != "status"]
    row = {k: v for k, v in GOOD.items() if k not in {"status", "grade"}}
    assert Checker(fields, known()).recheck(2, row).values["status"] == "PNS"
    assert Checker(fields, known()).recheck(2, {**row, "nip": "198504122025241003"}).values["status"] == "PPPK"


def test_titles_leave_the_name_and_come_back_beside_it() -> None:
    row = check({**GOOD, "name": "Dr. H. BUDI CONTOH, S.Sos., M.Si."})
    assert (row.values["title_front"], row.values["name"], row.values["title_back"]) == (
        "Dr. H.",
        "BUDI CONTOH",
        "S.Sos., M.Si.",
    )
    assert check({**GOOD, "name": "St. Aminah"}).values["name"] == "St. Aminah"


def test_fifteen_thousand_rows_are_checked_in_seconds() -> None:
    rows = [[f"{1966 + n % 32}0412{1995 + n % 30}0{n % 9 + 1}{n % 2 + 1}{n % 998 + 1:03}", f"Pegawai {n}".replace("0", "o"), "PNS", "III/c", "Analis", "Dinas Kesehatan", f"0812{n:08}"] for n in range(3_000)]  # fmt: skip
    began = time.process_time()
    check_rows(table(rows), known())
    assert (time.process_time() - began) * 5 < 3  # 15,000 rows
