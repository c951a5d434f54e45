"""Is a receiver's own form filled in its places, does the rest stay, and does LibreOffice still read it?"""

import subprocess
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
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
