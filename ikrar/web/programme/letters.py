"""The files that leave these pages: code cards, lists for messages, posters. None is kept."""

import csv
from collections.abc import Sequence
from io import StringIO

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ikrar.core.refs import grouped
from ikrar.domain.programme.actions import Card
from ikrar.domain.programme.models import Apel, Drive
from ikrar.domain.programme.queries import apels_of
from ikrar.domain.roster.models import Unit
from ikrar.domain.texts.queries import mark_of
from ikrar.papers import cards as card_paper
from ikrar.papers import poster as poster_paper
from ikrar.papers.sheet_files import Column, Notes, Sheet, workbook
from ikrar.web.programme.messages import short_address
from ikrar.web.shell.access import Request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = (
    Column("Nama", width=32),
    Column("NIP", width=22),
    Column("Unit", width=32),
    Column("Telepon", width=18),
    Column("Nomor peserta", width=14),
    Column("Kode", width=12),
    Column("Alamat", width=40),
)


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be saved."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def code_file(request: Request, drive: Drive, unit: Unit, made: Sequence[Card], form: str) -> HttpResponse:
    """The codes as cards, workbook or CSV: made for this answer and kept nowhere."""
    address, name = address_of(request, drive), f"kode-{drive.ref}-{unit.ref}"
    if form == "cards":
        return attachment(card_pdf(request, drive, unit, made, address), "application/pdf", f"{name}.pdf")
    rows = [(c.name, c.nip, c.unit, c.phone, str(c.number), grouped(c.code, 3), address) for c in made]
    if form == "xlsx":
        zone = unit.agency.zone
        notes = Notes(drive.name, request.now, zone, unit.name, request.staff.person.name)
        return attachment(workbook([Sheet("Kode", COLUMNS, rows)], notes), XLSX, f"{name}.xlsx")
    return attachment(as_csv(rows), "text/csv; charset=utf-8", f"{name}.csv")


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Semicolons and a byte-order mark, as Indonesian Excel opens it; no cell can be run as a formula."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([c.title for c in COLUMNS])
    writer.writerows(
        [[f"'{cell}" if cell[:1] in tuple("=+-@\t\r\n") else cell for cell in row] for row in rows]
    )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def card_pdf(request: Request, drive: Drive, unit: Unit, made: Sequence[Card], address: str) -> bytes:
    """The cards, eight to a page."""
    rows = tuple(card_paper.Card(c.name, c.unit, str(c.number), c.code) for c in made)
    return card_paper.cards(
        card_paper.CardSet(
            agency=unit.agency.name, drive=drive.name, address=address, valid_until=drive.late_until,
            zone=unit.agency.zone, cards=rows, made_at=request.now,
        )
    )  # fmt: skip


def address_of(request: Request, drive: Drive) -> str:
    """Where number and code are typed: the next session that is not over, else the front page."""
    coming = [a for a in apels_of(request.staff, drive) if a.stage != "closed"]
    return short_address(coming[0]) if coming else f"{settings.IKRAR_ADDRESS}/"


def apel_poster(request: Request, apel: Apel) -> bytes:
    """The poster of a session: address, steps and the six words of the text."""
    drive = apel.drive
    steps = (
        _("Arahkan kamera ke kode QR atau ketik alamatnya"),
        _("Masukkan nomor peserta dan kode dari kartu Anda"),
        _("Baca naskah, bandingkan enam katanya, lalu tanda tangani"),
    )
    return poster_paper.poster(
        poster_paper.Poster(
            agency=apel.host.name, drive=drive.name, text_title=drive.text.title, address=short_address(apel),
            short_code=apel.code, hash_words=mark_of(drive.text).words, steps=steps, deadline=drive.deadline_at,
            zone=apel.host.zone, help=drive.help_contact, made_at=request.now,
        )
    )  # fmt: skip
