"""The papers of pledges, filled from records: sheet, certificate, register."""

from datetime import datetime

from ikrar.core import texts
from ikrar.domain.pledges import queries
from ikrar.domain.pledges.models import Sheet
from ikrar.domain.texts.models import Text
from ikrar.papers import sheets
from ikrar.papers.typesetting import Paper


def sheet_pdf(sheet: Sheet, printed_by: str, at: datetime, paper: Paper) -> bytes:
    """The sheet of one unit: the text that is signed, and a row for each person."""
    text = sheet.drive.text
    points, closing = points_of(text)
    rows = tuple(
        sheets.SheetRow(
            line.row, str(line.asked.number), line.asked.employee.full_name, line.asked.employee.nip[-4:]
        )
        for line in queries.lines_of(sheet)
    )
    return sheets.sheets(
        sheets.SheetSet(
            agency=sheet.unit.agency.name, drive=sheet.drive.name, text_title=text.title, points=points,
            closing=closing, hash_words=texts.mark_of(bytes(text.sha256)).words,
            sheets=(sheets.Sheet(sheet.ref, sheet.unit.name, rows),), printed_by=printed_by, printed_at=at,
            zone=sheet.unit.agency.zone,
        ),
        paper=paper,
    )  # fmt: skip


def points_of(text: Text) -> tuple[tuple[str, ...], str]:
    """The numbered points of a text and what follows them."""
    blocks = texts.blocks(text.body)
    points = tuple(block.text for block in blocks if block.kind == "point")
    last = max((n for n, block in enumerate(blocks) if block.kind == "point"), default=-1)
    closing = "\n\n".join(block.text for block in blocks[last + 1 :] if block.kind != "heading")
    return points, closing
