"""A workbook comes back as it went out: text stays text, nothing is a formula, and it says whence it comes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from ikrar.papers.sheet_files import Cell, Column, Kind, Notes, Sheet, workbook

NOTES = Notes(
    "Daftar pegawai", datetime(2026, 11, 23, 0, 31, tzinfo=UTC), "WITA", "unit: Sekretariat", "Sari Contoh"
)
COLUMNS = (
    Column("NIP"),
    Column("Nama", width=40),
    Column("Jumlah", Kind.NUMBER),
    Column("Tanggal", Kind.DATE),
    Column("kunci", is_hidden=True),
)
ROW: tuple[Cell, ...] = ("198609262015051001", "Siti Contoh", 1234567, date(2026, 11, 30), "7K3M9QX2")


def _read(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: list(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}


def test_long_numbers_stay_text_to_the_last_digit() -> None:
    [head, row] = _read(workbook([Sheet("Pegawai", COLUMNS, [ROW])], NOTES))["Pegawai"]
    assert head == ["NIP", "Nama", "Jumlah", "Tanggal", "kunci"]
    assert row == ["198609262015051001", "Siti Contoh", 1234567, date(2026, 11, 30), "7K3M9QX2"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "{=", "https://", "0812", "1E5", "<b>&"])
def test_no_cell_is_ever_a_formula_a_link_or_a_number_by_accident(start: str) -> None:
    text = start + "cmd|' /C calc'!A0"
    data = workbook([Sheet("A", (Column("Nama"), Column("Isi", Kind.NUMBER)), [(text, text)])], NOTES)
    assert _read(data)["A"][1] == [text, text]
    with ZipFile(BytesIO(data)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in page
        assert b"hyperlink" not in page


def test_head_is_frozen_filtered_and_repeated_and_keys_are_hidden() -> None:
    data = workbook([Sheet("A", COLUMNS, [ROW, ROW])], NOTES)
    with ZipFile(BytesIO(data)) as parts:
        page, book = parts.read("xl/worksheets/sheet1.xml"), parts.read("xl/workbook.xml")
    assert b'state="frozen"' in page
    assert b'<autoFilter ref="A1:E3"/>' in page
    assert b'hidden="1"' in page
    assert b"Print_Titles" in book


def test_the_last_sheet_says_source_time_filter_and_who() -> None:
    notes = dict(_read(workbook([Sheet("A", COLUMNS, [])], NOTES))["Keterangan"])
    assert notes == {
        "Sumber": "Daftar pegawai",
        "Waktu": "Senin, 23 November 2026 pukul 08.31 WITA",
        "Saringan": "unit: Sekretariat",
        "Diunduh oleh": "Sari Contoh",
    }


def test_sheet_names_that_excel_refuses_are_made_good_and_kept_apart() -> None:
    names = ["Keterangan", "a/b:c?d*[e]" * 4, "", "unit", "UNIT", "x" * 40, "x" * 50]
    read = list(_read(workbook([Sheet(name, (Column("A"),), []) for name in names], NOTES)))
    assert read[-1] == "Keterangan"
    assert len(read) == len(names) + 1
    assert all(0 < len(name) <= 31 for name in read)


def test_rows_come_from_a_generator_and_are_read_once() -> None:
    def rows() -> Iterator[tuple[Cell, ...]]:
        for at in range(3000):
            yield (f"{at:018}", None, at, None, "")

    assert len(_read(workbook([Sheet("A", COLUMNS, rows())], NOTES))["A"]) == 3001


@pytest.mark.parametrize("row", [("a",), ("a",) * 6, ("x" * 32_768, "", 1, None, "")])
def test_a_row_that_does_not_fit_is_refused_not_cut(row: tuple[Cell, ...]) -> None:
    with pytest.raises(ValueError, match="row 1"):
        workbook([Sheet("A", COLUMNS, [row])], NOTES)
