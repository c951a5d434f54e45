"""Forms as receivers send them: a workbook with labels and a formula, and a document with placeholders and a table."""

from io import BytesIO

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Font


def a_workbook() -> bytes:
    """Title over merged cells, labels with empty cells beside them, a formula that reckons with what is filled in."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Laporan"
    sheet.merge_cells("A1:C1")
    sheet["A1"], sheet["A1"].font = "LAPORAN PELAKSANAAN", Font(bold=True, name="Arial")
    labels = ("Nama instansi", "Tanggal laporan", "Jumlah pegawai", "Sudah menandatangani", "Laporan nihil")
    for row, label in enumerate(labels, 3):
        sheet.cell(row, 1, label)
    sheet["A8"], sheet["B8"] = "Bagian", "=B6/B5"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def a_document() -> bytes:
    """A sentence with placeholders, and a table whose last column is empty."""
    document = Document()
    document.add_heading("Laporan bulanan", 1)
    document.add_paragraph("Instansi {{instansi}} melaporkan keadaan bulan ${bulan}.")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Uraian", "Jumlah"
    table.cell(1, 0).text = "Sudah menandatangani"
    out = BytesIO()
    document.save(out)
    return out.getvalue()
