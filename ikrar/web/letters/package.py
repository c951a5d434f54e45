"""What does the records system (Srikandi) get? One zip: the files as they are, and their metadata twice, as xlsx and json.

Srikandi has no open interface (operations.md section 6), so an officer uploads by hand; the digests tell that a file
arrived as it left.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.files import MIB, read_file
from ikrar.domain.letters.models import Incoming, Letter
from ikrar.domain.letters.queries import content_of
from ikrar.papers.sheet_files import Column, Kind, Notes, Sheet, workbook
from ikrar.words import say

LARGEST = 100 * MIB  # of all files in one package: it is made in memory


@dataclass(frozen=True, slots=True)
class Item:
    """One letter of the package: what the records system asks for, and its file."""

    ref: str
    direction: str  # keluar | masuk
    kind: str
    number: str
    date: str  # ISO 8601
    subject: str
    sender: str
    to: str
    nature: str
    file: str
    sha256: str


def package_of(
    letters: Sequence[Letter], received: Sequence[Incoming], *, who: str, at: datetime, zone: str
) -> bytes:
    """The package as bytes. Raises Problem when the files are too large together, Hidden when one is damaged."""
    files: dict[str, bytes] = {}
    items = [_written(letter, files) for letter in letters] + [_received(x, files) for x in received]
    about = {"made_at": at.isoformat(), "letters": [asdict(item) for item in items]}
    files["metadata.json"] = json.dumps(about, ensure_ascii=False, indent=2).encode()
    files["metadata.xlsx"] = _sheet(items, who, at, zone)
    return _zipped(files, at)


def _keep(files: dict[str, bytes], name: str, content: bytes) -> str:
    files[name] = content
    if sum(map(len, files.values())) > LARGEST:
        raise Problem("letter.period_too_large", "until", megabytes=LARGEST // MIB)
    return name


def _written(letter: Letter, files: dict[str, bytes]) -> Item:
    content, _kind = read_file(letter.signed_name, bytes(letter.signed_sha256 or b""))
    name = f"keluar/{letter.dated_on}-{letter.ref}.{letter.signed_name.rpartition('.')[2]}"
    return Item(
        letter.ref, "keluar", say(f"letter.kind.{letter.kind}"), letter.number, _iso(letter.dated_on),
        letter.subject, letter.agency.name, "; ".join(content_of(letter).to), say(f"letter.nature.{letter.nature}"),
        _keep(files, name, content), sha256(content).hexdigest(),
    )  # fmt: skip


def _received(letter: Incoming, files: dict[str, bytes]) -> Item:
    name, digest = "", ""
    if letter.scan_sha256:
        content, _kind = read_file(letter.scan_name, bytes(letter.scan_sha256))
        name = f"masuk/{letter.year}-{letter.agenda:04}.{letter.scan_name.rpartition('.')[2]}"
        name, digest = _keep(files, name, content), sha256(content).hexdigest()
    return Item(
        letter.ref, "masuk", "", letter.number, _iso(letter.dated_on), letter.subject, letter.sender,
        letter.agency.name, say(f"letter.nature.{letter.nature}"), name, digest,
    )  # fmt: skip


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _sheet(items: Sequence[Item], who: str, at: datetime, zone: str) -> bytes:
    titles = (
        _("Arah"), _("Jenis"), _("Nomor"), _("Tanggal"), _("Hal"), _("Dari"), _("Kepada"), _("Sifat"), _("Berkas"),
        "SHA-256",
    )  # fmt: skip
    columns = tuple(Column(t, Kind.DATE if n == 3 else Kind.TEXT, 24) for n, t in enumerate(titles))
    rows = ([
        i.direction, i.kind, i.number, date.fromisoformat(i.date) if i.date else None, i.subject, i.sender, i.to,
        i.nature, i.file, i.sha256,
    ] for i in items)  # fmt: skip
    notes = Notes(_("Paket surat untuk Srikandi"), at, zone, _("surat bertanda tangan"), who)
    return workbook([Sheet(_("Metadata"), columns, rows)], notes)


def _zipped(files: dict[str, bytes], at: datetime) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(ZipInfo(name, at.timetuple()[:6]), content, ZIP_DEFLATED)
    return out.getvalue()
