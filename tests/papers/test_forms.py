"""Is a receiver's own form filled in its places, does the rest stay, and does LibreOffice still read it?"""

import subprocess
import zipfile
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from ikrar.papers.forms import CannotFill, fill, kind_of_form, places


def a_workbook() -> bytes:
    """A form as offices send it: title over merged cells, labels, a formula, a second sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Laporan"
    sheet.merge_cells("A1:C1")
    sheet["A1"], sheet["A1"].font = "LAPORAN NETRALITAS", Font(bold=True, name="Arial")
    for row, label in enumerate(("Nama instansi", "Jumlah pegawai", "Sudah menandatangani", "Tanggal"), 3):
        sheet.cell(row, 1, label)
    sheet["B7"] = "=B5/B4"
    sheet["A8"] = "Diisi oleh {{petugas}} pada hari ini"
    book.create_sheet("Petunjuk")["A1"] = "Jangan diubah"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def a_document() -> bytes:
    """A form with placeholders, one of them split over runs, and a table with empty cells."""
    document = Document()
    line = document.add_paragraph("Instansi: ")
    for part in ("{", "{ins", "tansi}", "}"):
        line.add_run(part).bold = True
    document.add_paragraph("Periode ${periode}.")
    table = document.add_table(2, 3)
    for column, text in enumerate(("Uraian", "Jumlah", "Keterangan")):
        table.cell(0, column).text = text
    table.cell(1, 0).text = "Sudah ikrar"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_places_of_a_workbook_are_found_by_their_labels() -> None:
    found = {p.key: p.label for p in places(a_workbook())}
    assert found["Laporan!B3"].startswith("Nama instansi")
    assert "Laporan!A8" in found and "Laporan!B7" not in found and "Laporan!A1" not in found


def test_a_filled_workbook_keeps_formula_font_merge_and_other_sheet() -> None:
    values = {
        "Laporan!B3": "=1+1",
        "Laporan!B4": 59,
        "Laporan!B5": 47,
        "Laporan!B6": date(2026, 11, 23),
        "Laporan!A8": "Sari",
    }
    book = load_workbook(BytesIO(fill(a_workbook(), values)))
    sheet = book["Laporan"]
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=1+1", "s")
    assert (sheet["B4"].value, sheet["B7"].value, sheet["A1"].font.name) == (59, "=B5/B4", "Arial")
    assert sheet["A8"].value == "Diisi oleh Sari pada hari ini"
    assert book["Petunjuk"]["A1"].value == "Jangan diubah" and sheet.merged_cells.ranges


def test_a_filled_document_replaces_split_placeholders_and_empty_cells() -> None:
    found = {p.key: p.label for p in places(a_document())}
    assert {"instansi", "periode"} <= found.keys() and found["T1R1C1"] == "Sudah ikrar / Jumlah"
    document = Document(
        BytesIO(fill(a_document(), {"instansi": "Kab. Contoh", "periode": "November", "T1R1C1": 47}))
    )
    assert document.paragraphs[0].text == "Instansi: Kab. Contoh"
    assert document.paragraphs[1].text == "Periode November."
    assert document.tables[0].cell(1, 1).text == "47"
    assert any(run.bold for run in document.paragraphs[0].runs if "Kab" in run.text)


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(CannotFill, match="unknown_place"):
        fill(a_workbook(), {"Laporan!Z99": "x"})


def zipped(**files: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, text in files.items():
            parts.writestr(name.replace("__", "/").replace("_DOT_", "."), text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"plain text", "form.unreadable"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "form.locked_or_old"),
        (zipped(xl__workbook_DOT_xml="<x/>", xl__vbaProject_DOT_bin="x"), "form.has_macros"),
        (zipped(xl__workbook_DOT_xml="0" * 70_000_000), "form.too_large"),
        (zipped(readme="x"), "form.unreadable"),
        (bytes(6_000_000), "form.too_large"),
    ],
)
def test_what_is_no_form_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(CannotFill) as refused:
        kind_of_form(data)
    assert refused.value.reason == reason


def test_a_broken_workbook_is_refused() -> None:
    with pytest.raises(CannotFill, match="unreadable"):
        places(zipped(xl__workbook_DOT_xml="<x/>"))


def with_part(data: bytes, name: str, old: str, new: str) -> bytes:
    """The parcel with one text in one part replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in parts.infolist():
            text = parts.read(entry)
            copy.writestr(entry, text.replace(old.encode(), new.encode()) if entry.filename == name else text)
    return out.getvalue()


@pytest.mark.parametrize("ref", ["A1:XFD1048576", "XFD1:A1048576", "A:XFD", "1:1048576"])
def test_a_workbook_that_joins_or_links_countless_cells_is_refused(ref: str) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    link = f'<hyperlinks><hyperlink ref="{ref}" location="x"/></hyperlinks><pageMargins'
    for data in (
        with_part(a_workbook(), sheet, 'ref="A1:C1"', f'ref="{ref}"'),
        with_part(a_workbook(), sheet, "<pageMargins", link),
    ):
        with pytest.raises(CannotFill, match=r"form\.too_wide"):
            places(data)


@pytest.mark.parametrize("cells", ["<row>" + "<c/>" * 100_001 + "</row>", '<row ht="9"/>' * 100_001])
def test_a_workbook_of_countless_cells_is_refused(cells: str) -> None:
    with pytest.raises(CannotFill, match=r"form\.too_wide"):
        places(with_part(a_workbook(), "xl/worksheets/sheet1.xml", "</sheetData>", f"{cells}</sheetData>"))


def test_a_part_that_only_one_reader_understands_is_refused() -> None:
    strange = '<?xml version="1.0"?><comments/>'.encode("utf-32")
    out = BytesIO(a_workbook())
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("xl/media/image1.png", strange)
    with pytest.raises(CannotFill, match=r"form\.unreadable"):
        places(out.getvalue())


def a_table(rows: int, columns: int, *, span: int = 0) -> bytes:
    """A document with one table; its last cell spans so many columns."""
    document = Document()
    table = document.add_table(1, columns)
    table.cell(0, 0).text = "Uraian"
    if span:
        table.rows[0]._tr.tc_lst[-1].get_or_add_tcPr().grid_span = span
    for _ in range(rows - 1):
        table._tbl.append(deepcopy(table.rows[0]._tr))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("data", [a_table(1, 2, span=200_000_000), a_table(2_600, 8)])
def test_a_document_with_countless_places_is_refused(data: bytes) -> None:
    with pytest.raises(CannotFill, match=r"form\.too_wide"):
        places(data)


def test_a_long_table_is_read_and_filled_at_once() -> None:
    """Each row is looked at once; it took 28 seconds when each cell looked at its row again."""
    data, began = a_table(1_500, 8), process_time()
    found = places(data)
    assert (len(found), found[0].label) == (400, "Uraian")
    document = Document(BytesIO(fill(data, {"T1R50C1": 7})))
    assert document.tables[0].rows[50].cells[1].text == "7"
    assert process_time() - began < 8


def test_joined_cells_of_a_document_keep_their_places() -> None:
    document = Document()
    table = document.add_table(3, 3)
    for row, text in enumerate(("Uraian", "Satu", "")):
        table.cell(row, 0).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Jumlah"
    out = BytesIO()
    document.save(out)
    found = {p.key: p.label for p in places(out.getvalue())}
    assert found == {f"T1R{r}C{c}": "Satu / Jumlah" for r in (1, 2) for c in (1, 2)}
    filled = Document(BytesIO(fill(out.getvalue(), {"T1R2C2": "9"})))
    assert [cell.text.strip() for cell in filled.tables[0].rows[2].cells] == ["Satu", "", "9"]


def test_placeholders_in_links_and_values_like_placeholders_are_replaced_once() -> None:
    document = Document()
    line = document.add_paragraph("A {{ satu }} B ${dua} C {{satu}}{{tiga}} ")
    line._p.append(
        parse_xml(
            '<w:hyperlink xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:anchor="x">'
            "<w:r><w:t>{{du</w:t></w:r><w:r><w:t>a}}!</w:t></w:r></w:hyperlink>"
        )
    )
    out = BytesIO()
    document.save(out)
    assert {p.key for p in places(out.getvalue())} == {"satu", "dua", "tiga"}
    values = {"satu": "{{satu}} {{dua}}", "dua": "${dua}"}
    filled = Document(BytesIO(fill(out.getvalue(), values)))
    assert filled.paragraphs[0].text == "A {{satu}} {{dua}} B ${dua} C {{satu}} {{dua}}{{tiga}} ${dua}!"


def test_many_spaces_after_a_brace_cost_nothing() -> None:
    document = Document()
    document.add_paragraph("{{" + " " * 30_000)
    document.add_paragraph("{{ isi }}")
    out = BytesIO()
    document.save(out)
    began = process_time()
    assert [p.key for p in places(out.getvalue())] == ["isi"]
    assert process_time() - began < 2


def converted(data: bytes, ending: str, to: str, folder: Path) -> Path:
    """What LibreOffice makes of a file."""
    path = folder / f"isian.{ending}"
    path.write_bytes(data)
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to, "--outdir",
        str(folder / "out"), str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "out" / f"isian.{to}"


@pytest.mark.slow
def test_filled_forms_survive_libreoffice(tmp_path: Path) -> None:
    filled = fill(a_workbook(), {"Laporan!B3": "Kab. Contoh", "Laporan!B4": 59, "Laporan!B5": 47})
    sheet = load_workbook(converted(filled, "xlsx", "xlsx", tmp_path))["Laporan"]
    assert (sheet["B3"].value, sheet["B4"].value, sheet["B5"].value) == ("Kab. Contoh", 59, 47)
    document = fill(a_document(), {"instansi": "Kab. Contoh", "periode": "November", "T1R1C1": 47})
    pdf = converted(document, "docx", "pdf", tmp_path)
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "Kab. Contoh" in text and "Periode November." in text and "47" in text
