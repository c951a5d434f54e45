"""Where the table begins and what its columns are, however the sheet was made."""

import pytest

from ikrar.core.roster.fields import Field, Unneeded, heading_key, meaning
from ikrar.core.roster.headers import Header, find_header
from ikrar.demo.siasn import EXTRA, HEADINGS

DATA = ["198504122010011003", "Budi", "PNS", "III/c", "Analis", "Dinas"]
PLAIN = ["NIP", "NAMA", "STATUS PEGAWAI", "GOLONGAN", "JABATAN", "UNIT KERJA"]


def header_of(*rows: list[str]) -> Header:
    """The header that is found."""
    found = find_header(list(rows))
    assert found is not None
    return found


def fields(header: Header) -> list[Field | None]:
    """The meaning of each column in order."""
    return [c.field for c in header.columns]


@pytest.mark.parametrize("above", range(10))
def test_headings_are_found_in_any_of_the_first_ten_rows(above: int) -> None:
    kop = [["PEMERINTAH KABUPATEN CONTOH"], [], ["DAFTAR PEGAWAI", "", "TAHUN 2026"]]
    rows = [kop[n % 3] for n in range(above)]
    assert header_of(*rows, PLAIN, DATA).last_row == above + 1


def test_two_rows_of_headings_are_read_as_one() -> None:
    top = ["NO", "NIP", "NAMA", "JABATAN", "", "UNIT KERJA", "PANGKAT", ""]
    below = ["", "", "", "NAMA", "TMT", "", "GOL. RUANG", "TMT"]
    header = header_of(["KOP"], top, below, ["1", *DATA, ""])
    assert (header.last_row, header.rows) == (3, 2)
    assert fields(header)[1:7] == [Field.NIP, Field.NAME, Field.POSITION, None, Field.UNIT, Field.GRADE]


def test_a_row_of_column_numbers_below_the_headings_is_skipped() -> None:
    assert header_of(PLAIN, ["1", "2", "3", "4", "5", "6"], DATA).last_row == 2
    assert header_of(PLAIN, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], DATA).last_row == 2


def test_the_whole_export_is_understood_and_the_unneeded_is_named() -> None:
    header = header_of([*HEADINGS, *EXTRA])
    assert header.unknown == ()
    assert header.missing == ()
    assert {Unneeded.RELIGION, Unneeded.MARITAL, Unneeded.ADDRESS, Unneeded.TAX, Unneeded.INSURANCE} <= set(
        header.left_out
    )
    read = {f for _, f in header.plan}
    assert {
        "siasn_id",
        "nip",
        "name",
        "unit_code",
        "unit",
        "status",
        "grade",
        "legal_position",
        "echelon",
    } <= read


def test_of_two_columns_for_one_field_the_better_heading_is_read_first() -> None:
    plan = header_of(["GOL AKHIR ID", "NIP BARU", "NAMA", "GOL AKHIR NAMA"]).plan
    assert [at for at, field in plan if field == "grade"] == [3, 0]


@pytest.mark.parametrize(
    "heading", ["nipBaru", "NIP_BARU", "Nip Baru", "N I P", "NIP (18 digit)", "NIP / NIPPPK", "NIP.", "NI PPPK"]
)
def test_the_ways_to_head_a_column_of_numbers(heading: str) -> None:
    found = meaning(heading)
    assert found is not None
    assert found[0] is Field.NIP


def test_a_slip_in_a_heading_is_forgiven_but_another_word_is_not() -> None:
    assert (meaning("KEDUDUKAN HUKUN NAMA") or [None])[0] is Field.LEGAL_POSITION
    assert meaning("HOBI") is None
    assert heading_key("Gol./Ruang *") == "GOLRUANG"


def test_rows_without_headings_are_no_table() -> None:
    assert find_header([["1", "2"], ["Budi", "Wati"]]) is None
    assert find_header([]) is None


def test_columns_can_be_matched_by_hand() -> None:
    header = header_of(["NIP", "SIAPA", "STATUS", "GOL"])
    assert not header.is_usable
    chosen = header.matched({1: Field.NAME, 3: None})
    assert chosen.is_usable
    assert fields(chosen) == [Field.NIP, Field.NAME, Field.STATUS, None]
