"""The notice to a signer as a short message, and the lists of them that an officer takes along."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar import words
from ikrar.domain.pledges.notices import Notice
from ikrar.papers import sheet_files as files
from ikrar.web.pledges.places import Place
from ikrar.web.shell.access import Request
from ikrar.web.templatetags.ikrar import saat

LONGEST = 300  # letters: two short messages, so that the address is never cut
NAME, DRIVE = 40, 80
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = tuple[str, str, str, str]


def message(notice: Notice) -> str:
    """The notice in at most 300 letters and in Indonesian: what was signed, when, how, and where to say "not me"."""
    with translation.override("id"):
        values = {
            "name": _cut(notice.name, NAME),
            "moment": saat(notice.signed_at, notice.zone),
            "way": words.say(f"notice.way.{notice.way}"),
            "address": settings.IKRAR_ADDRESS + reverse("pledges:own", args=[notice.proof]),
        }
        room = LONGEST - len(words.say("notice.message", drive="", **values))
        return words.say("notice.message", drive=_cut(notice.drive, max(1, min(room, DRIVE))), **values)


def rows_of(notices: Iterable[Notice]) -> list[Row]:
    """Number, name, phone and message of each."""
    return [(str(n.number), n.name, n.phone, message(n)) for n in notices]


def workbook_of(request: Request, place: Place, notices: Iterable[Notice]) -> HttpResponse:
    """The messages as a workbook."""
    widths = (14, 36, 18, 100)
    columns = tuple(files.Column(t, width=w) for t, w in zip(_titles(), widths, strict=True))
    sheet = files.Sheet(_("Pesan"), columns, rows_of(notices))
    notes = files.Notes(
        place.drive.name, request.now, place.agency.zone, place.agency.name, request.staff.person.name
    )
    return _attached(request, place, files.workbook([sheet], notes), XLSX, "xlsx")


def table_of(request: Request, place: Place, notices: Iterable[Notice]) -> HttpResponse:
    """The messages as CSV: semicolons and a byte-order mark, as Indonesian Excel opens it; no cell is a formula."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_titles())
    writer.writerows([[_as_text(cell) for cell in row] for row in rows_of(notices)])
    content = b"\xef\xbb\xbf" + out.getvalue().encode()
    return _attached(request, place, content, "text/csv; charset=utf-8", "csv")


def _titles() -> Sequence[str]:
    return _("Nomor peserta"), _("Nama"), _("Telepon"), _("Pesan")


def _as_text(cell: str) -> str:
    """A cell that no program runs; a phone number keeps its plus sign."""
    is_phone = cell[:1] == "+" and cell[1:].isdecimal()
    return f"'{cell}" if cell[:1] in tuple("=+-@\t\r") and not is_phone else cell


def _attached(request: Request, place: Place, content: bytes, kind: str, ending: str) -> HttpResponse:
    day = localdate(request.now).isoformat()
    name = f"pemberitahuan-{place.drive.ref}-{place.agency.ref}-{day}.{ending}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _cut(text: str, most: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
