"""Files as they come: read whatever they are called, refused with one reason each, never run, never unpacked blindly."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl.xml.constants import SHEET_MAIN_NS

from ikrar.core.roster.checking import Table, check_rows
from ikrar.core.roster.headers import find_header
from ikrar.core.roster.known import Known
from ikrar.core.verdicts import Problem
from ikrar.demo.bodies import BODIES
from ikrar.demo.messy import SLIPS, write_messy
from ikrar.demo.siasn import EXTRA, HEADINGS, people_of, write_export, write_units
from ikrar.domain.roster import files
from ikrar.domain.roster.unit_files import read_tree

REGENCY = next(b for b in BODIES if b.ref == "kab-contoh")
SMALL = next(b for b in BODIES if b.ref == "rutan-contoh")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'  # fmt: skip


def rows_of(path: Path) -> list[list[str]]:
    """The cells of a file."""
    return [list(cells) for _, cells in files.open_table(path).rows()]


def a_book(path: Path, fill: Callable[[xlsxwriter.Workbook], object]) -> Path:
    """A workbook filled by a function."""
    book = xlsxwriter.Workbook(str(path))
    fill(book)
    book.close()
    return path


def an_ods(path: Path, rows: list[list[str]], manifest: str = "<manifest/>") -> Path:
    """A spreadsheet as LibreOffice packs it."""
    cells = "".join("<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in row) + "</table:table-row>" for row in rows)  # fmt: skip
    with zipfile.ZipFile(path, "w") as parcel:
        parcel.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parcel.writestr("content.xml", ODS.format(rows=cells))
        parcel.writestr("META-INF/manifest.xml", manifest)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_files_of_every_kind_read_alike(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [["NIP", "NAMA"], ["198504122010011003", "André"], ["198504122010011004", "Budi"]]
    text = "\r\n".join(separator.join(line) for line in lines)
    path = tmp_path / "pegawai.csv"
    path.write_bytes(text.encode(encoding))
    assert rows_of(path) == lines


def test_a_quoted_separator_stays_in_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('NIP;NAMA\n1;"AHMAD; S.H."\n2;"BUDI, S.E."\n')
    assert rows_of(path)[1:] == [["1", "AHMAD; S.H."], ["2", "BUDI, S.E."]]


def test_a_workbook_keeps_text_numbers_and_says_which_numbers_lost_digits(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        page.write_row(2, 1, ["NIP", "NAMA", "TGL", "NO"])
        page.write_string(3, 1, "198504122010011003")
        page.write_number(4, 1, 198504122010011003)
        page.write_datetime(3, 3, date(1985, 4, 12), book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_number(3, 4, 7)

    source = files.open_table(a_book(tmp_path / "a.xlsx", fill))
    rows = dict(source.rows())
    assert "198504122010011003" in rows[4]
    assert "1985-04-12" in rows[4]
    assert "7" in rows[4]
    assert "198504122010011000" in rows[5]


def test_an_opendocument_sheet_is_read(tmp_path: Path) -> None:
    assert rows_of(an_ods(tmp_path / "a.ods", [["NIP", "NAMA"], ["1", "Budi"]])) == [
        ["NIP", "NAMA"],
        ["1", "Budi"],
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"\xef\xbb\xbf\r\n", "file.empty"),
        (b"%PDF-1.7\n", "file.picture"),
        (b"\x89PNG\r\n\x1a\n", "file.picture"),
        (b"\xff\xd8\xff\xe0", "file.picture"),
        (b"PK\x03\x04 not a parcel", "file.broken"),
        (OLE + b"\x00" * 600, "file.broken"),
        (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "file.password"),
        (b"just some words", "file.not_a_table"),
        (b"<!DOCTYPE html><table><tr><td>NIP</td></tr></table>", "file.not_a_table"),
        (b'{"nip": 1}', "file.not_a_table"),
        (bytes(range(1, 32)) * 20 + b"\x81\x8d\x8f" * 40, "file.encoding"),
    ],
)
def test_each_wrong_file_has_its_own_reason(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "pegawai.xlsx"
    path.write_bytes(content)
    with pytest.raises(Problem) as told:
        rows_of(path)
    assert told.value.reason == code


def test_a_parcel_that_would_swell_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("[Content_Types].xml", "<Types/>")
        parcel.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 2**20))
    with pytest.raises(Problem, match=r"file\.bomb"):
        files.open_table(path)


def test_another_parcel_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as parcel:
        parcel.writestr("foto.jpg", b"x")
    with pytest.raises(Problem, match=r"file\.not_a_table"):
        files.open_table(path)


def test_a_sealed_opendocument_sheet_is_refused(tmp_path: Path) -> None:
    path = an_ods(tmp_path / "a.ods", [["NIP"]], "<manifest:encryption-data/>")
    with pytest.raises(Problem, match=r"file\.password"):
        files.open_table(path)


def test_macros_are_named_and_not_run(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsm", lambda b: b.add_worksheet().write_row(0, 0, ["NIP", "NAMA"]))
    with zipfile.ZipFile(path, "a") as parcel:
        parcel.writestr("xl/vbaProject.bin", b"Sub Auto_Open")
    source = files.open_table(path)
    assert ("file.macros", "") in source.notes
    assert list(source.rows()) == [(1, ["NIP", "NAMA"])]


def test_hidden_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        hidden = book.add_worksheet("Gaji")
        hidden.write(0, 0, "rahasia")
        book.add_worksheet("Data").write_row(0, 0, ["NIP", "NAMA"])
        book.get_worksheet_by_name("Data").activate()
        book.get_worksheet_by_name("Data").set_first_sheet()
        hidden.hide()

    source = files.open_table(a_book(tmp_path / "a.xlsx", fill))
    assert source.notes == (("file.hidden_sheets", "Gaji"),)
    assert list(source.rows()) == [(1, ["NIP", "NAMA"])]


def test_formulas_without_a_stored_result_and_merged_cells_are_named(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet()
        page.merge_range(0, 0, 0, 3, "KOP")
        page.write_row(1, 0, ["NIP", "NAMA"])
        page.write_formula(2, 1, "=A1", None, "")
        page.merge_range(20, 0, 21, 0, "x")

    notes = {code for code, _ in files.open_table(a_book(tmp_path / "a.xlsx", fill)).notes}
    assert notes == {"file.formulas", "file.merged"}


def test_a_merged_letterhead_is_usual_and_not_named(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx", lambda b: b.add_worksheet().merge_range(0, 0, 0, 3, "KOP"))
    assert files.open_table(path).notes == ()


def test_more_rows_than_a_nation_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 50)
    path = tmp_path / "a.csv"
    path.write_text("NIP,NAMA\n" + "1,x\n" * 60)
    with pytest.raises(Problem, match=r"file\.too_many_rows"):
        rows_of(path)


SHEET = f'<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData>{{rows}}</sheetData></worksheet>'
FAR = {
    "references": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "no reference": '<row r="1">' + "<c><v>1</v></c>" * 16_000 + '</row><row r="1048576"><c><v>1</v></c></row>',
    "other quotes": "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "a lying row": '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
}


def with_sheet(path: Path, rows: str, part: str = "") -> Path:
    """A workbook whose only sheet is written by hand; `part` is another place for it in the parcel."""
    plain = a_book(path.with_suffix(".plain"), lambda b: b.add_worksheet().write(0, 0, "NIP"))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                name, text = f"xl/{part or 'worksheets/sheet1.xml'}", SHEET.format(rows=rows)
            if part and name == "xl/_rels/workbook.xml.rels":
                text = text.replace("worksheets/sheet1.xml", part)
            new.writestr(name, text)
    return path


@pytest.mark.parametrize(("how", "part"), [*((how, "") for how in FAR), ("references", "media/image1.png")])
def test_a_workbook_with_cells_in_far_corners_is_refused(tmp_path: Path, how: str, part: str) -> None:
    with pytest.raises(Problem, match=r"file\.too_wide"):
        files.open_table(with_sheet(tmp_path / "a.xlsx", FAR[how], part))


def test_an_opendocument_sheet_with_repeated_cells_is_refused_and_a_styled_rest_is_not(tmp_path: Path) -> None:
    path, cell = (
        tmp_path / "a.ods",
        '<table:table-cell office:value-type="string"{}><text:p>NIP</text:p></table:table-cell>',
    )
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'

    def write(rows: str) -> None:
        with zipfile.ZipFile(path, "w") as parcel:
            parcel.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            parcel.writestr("content.xml", ODS.format(rows=rows))
            parcel.writestr("META-INF/manifest.xml", "<manifest/>")

    write(f"<table:table-row>{cell.format('')}</table:table-row>{empty}")
    assert rows_of(path) == [["NIP"]]
    repeated = cell.format(' table:number-columns-repeated="9000"')
    write(f'<table:table-row table:number-rows-repeated="9000">{repeated}</table:table-row>')
    with pytest.raises(Problem, match=r"file\.too_wide"):
        rows_of(path)


def test_cells_that_are_only_styled_do_not_make_a_table_too_wide(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="90000"><c r="A90000"><v>2</v></c><c r="XFD90000" s="0"/></row>'
    assert rows_of(with_sheet(tmp_path / "a.xlsx", rows))[-1] == ["2"]


def test_the_messy_file_holds_every_slip_where_it_was_planted(tmp_path: Path) -> None:
    path = tmp_path / "messy.xlsx"
    planted = write_messy(path, REGENCY)
    source = files.open_table(path)
    header = find_header([cells for _, cells in files.first_rows(source)])
    assert header is not None
    body = [row for row in source.rows() if row[0] > header.last_row]
    checked = check_rows(Table(header, body), Known(on=date(2026, 11, 23), agency=REGENCY.name))
    found = {row.line: {f.code for f in row.found} for row in checked.rows}
    assert len(planted) == len(SLIPS)
    assert [p for p in planted if p.defect not in found.get(p.line, set())] == []
    assert checked.tally.ready >= 30


def test_the_demo_export_is_clean_and_always_the_same(tmp_path: Path) -> None:
    assert len({*HEADINGS, *EXTRA}) == len(HEADINGS) + len(EXTRA) == 71
    assert list(people_of(SMALL)) == list(people_of(SMALL))
    number = write_export(tmp_path / "a.csv", SMALL)
    source = files.open_table(tmp_path / "a.csv")
    header = find_header([cells for _, cells in files.first_rows(source)])
    assert header is not None
    body = [row for row in source.rows() if row[0] > header.last_row]
    checked = check_rows(Table(header, body), Known(on=date(2026, 11, 23), agency=SMALL.name))
    assert (checked.tally.ready, checked.kinds) == (number, {})
    assert number == SMALL.total


def test_the_demo_tree_is_a_tree(tmp_path: Path) -> None:
    number = write_units(tmp_path / "unit.xlsx", SMALL)
    tree = read_tree(tmp_path / "unit.xlsx")
    assert tree.is_usable
    assert len(tree.units) == number
