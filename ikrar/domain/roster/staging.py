"""How does a file become checked rows? It is read once, row by row, and nothing counts until an action saves it."""

import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from ikrar.core.roster.checking import Checker
from ikrar.core.roster.fields import Field, Unneeded
from ikrar.core.roster.headers import Column, Header, find_header
from ikrar.core.roster.placing import NewUnit
from ikrar.core.roster.rows import CheckedRow
from ikrar.core.roster.stages import Stage
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster import bulk, files
from ikrar.domain.roster.models import Agency, RosterImport, StagedRow
from ikrar.domain.roster.snapshots import known_elsewhere, known_of
from ikrar.domain.roster.writing import last_number

CLAIM = timedelta(seconds=60)
ROWS_AT_ONCE = 4_000  # staged in one transaction of some thirty milliseconds
STAGED_COLUMNS = (
    "imported_id",
    "line",
    "standing",
    "match",
    "identity",
    "values",
    "found",
    "codes",
    "changed",
    "is_saved",
)


def start_import(
    agency: Agency, upload: "File[bytes]", name: str, *, by: Actor, at: datetime, sheet: str = ""
) -> RosterImport:
    """Take a file in and find its headings. Raises Problem when it is no readable table (see `files.open_table`).

    The import waits for columns to be matched by hand when no name column was found, else it is ready to be read.
    """
    path = _kept(upload)
    try:
        source, header = _with_header(path, name, sheet)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            ref = fresh_ref()
            stored = default_storage.save(f"imports/{ref}", File(file))
    finally:
        path.unlink()
    imported = RosterImport(
        ref=ref, agency=agency, state=Stage.READING if header.is_usable else Stage.COLUMNS, file_name=name[-200:], stored=stored,
        digest=digest, sheet=source.sheet, header=header_as_json(header), notes=[list(n) for n in source.notes],
        started_at=at, started_by=by.actor_ref,
    )  # fmt: skip
    imported.save(force_insert=True)
    return imported


def _with_header(path: Path, name: str, sheet: str) -> tuple[files.Source, Header]:
    """The first sheet that has headings: a cover sheet may stand before it."""
    source = files.open_table(path, name, sheet)
    for other in dict.fromkeys((source.sheet, *([] if sheet else source.sheets))):
        if other != source.sheet:
            try:
                source = files.open_table(path, name, other)
            except Problem:
                continue
        if (header := find_header([cells for _, cells in files.first_rows(source)])) is not None:
            return source, header
    raise Problem("file.no_header", "berkas")


def _kept(upload: "File[bytes]") -> Path:
    with tempfile.NamedTemporaryFile(prefix="ikrar-import-", delete=False) as kept:
        for chunk in upload.chunks():
            kept.write(chunk)
        return Path(kept.name)


def header_as_json(header: Header) -> dict[str, object]:
    """A header as it is stored."""
    columns = [[c.at, c.heading, c.field or "", c.unneeded or ""] for c in header.columns]
    return {"last_row": header.last_row, "rows": header.rows, "columns": columns}


def header_of(imported: RosterImport) -> Header:
    """The header of an import."""
    stored = imported.header
    columns = tuple(
        Column(at, heading, Field(field) if field else None, Unneeded(kind) if kind else None)
        for at, heading, field, kind in stored["columns"]
    )
    return Header(stored["last_row"], stored["rows"], columns)


def match_columns(imported: RosterImport, chosen: dict[int, Field | None]) -> None:
    """Read the file anew with columns matched by hand. Raises Problem while no column holds the names."""
    header = header_of(imported).matched(chosen)
    if not header.is_usable:
        raise Problem("import.no_name_column")
    if not imported.stored:
        raise Problem("import.file_is_gone")
    imported.header, imported.state = header_as_json(header), Stage.READING
    imported.save(update_fields=["header", "state"])


def claim(imported: RosterImport, at: datetime) -> bool:
    """Whether this process may work on the import for the next minute."""
    free = RosterImport.objects.filter(Q(claimed_until=None) | Q(claimed_until__lt=at), pk=imported.pk)
    return free.update(claimed_until=at + CLAIM) == 1


def hold(imported: RosterImport, at: datetime) -> None:
    """Keep the claim while the work goes on."""
    RosterImport.objects.filter(pk=imported.pk).update(claimed_until=at + CLAIM * 10)


def release(imported: RosterImport) -> None:
    """Let other processes work on it again."""
    RosterImport.objects.filter(pk=imported.pk).update(claimed_until=None)


@contextmanager
def _local(imported: RosterImport) -> Iterator[Path]:
    """The stored file as a path: the storage may be on other machines."""
    try:
        yield Path(default_storage.path(imported.stored))
    except NotImplementedError:
        with default_storage.open(imported.stored) as file:
            path = _kept(file)
        try:
            yield path
        finally:
            path.unlink()


def read_file(imported: RosterImport, *, at: datetime) -> RosterImport:
    """Check every row of the file and stage it; begins anew when an earlier try was cut off.

    A file that turns out to be unreadable ends as FAILED with its code. Memory does not grow with a .csv file.
    """
    StagedRow.objects.filter(imported=imported).delete()
    try:
        with _local(imported) as path:
            source = files.open_table(path, imported.file_name, imported.sheet)
            _stage(imported, source.rows(), at)
    except (Problem, OSError) as problem:
        imported.state, imported.failed = Stage.FAILED, getattr(problem, "reason", "file.broken")
        imported.save(update_fields=["state", "failed"])
        forget_file(imported)
    return imported


def checked_chunks(
    agency: Agency, header: Header, checker: Checker, rows: Iterator[tuple[int, Sequence[str]]]
) -> Iterator[tuple[int, list[CheckedRow]]]:
    """The rows below the headings, some thousands at a time: last line of the chunk and its checked rows; one query each."""
    plan = header.plan
    places = [place for place, field in plan if field == Field.NIP]
    body = ((line, cells) for line, cells in rows if line > header.last_row)
    while chunk := list(islice(body, ROWS_AT_ONCE)):
        numbers = {c[p].strip("' ") for _, c in chunk for p in places if p < len(c) and c[p]}
        checker.known.elsewhere = known_elsewhere(agency, numbers)
        yield (
            chunk[-1][0],
            [row for line, cells in chunk if (row := checker.check(line, plan, cells)) is not None],
        )


def _stage(imported: RosterImport, rows: Iterator[tuple[int, Sequence[str]]], at: datetime) -> None:
    header = header_of(imported)
    imported.header = {**imported.header, "last_number": last_number(imported.agency)}
    checker = Checker([f for _, f in header.plan], known_of(imported.agency, on=at.date()))
    standings: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for line, checked in checked_chunks(imported.agency, header, checker, rows):
        count(checked, standings, kinds)
        with transaction.atomic():
            bulk.insert(StagedRow, STAGED_COLUMNS, (staged(imported, row) for row in checked))
            RosterImport.objects.filter(pk=imported.pk).update(rows_read=line, claimed_until=at + CLAIM * 10)
    imported.rows_read = sum(v for k, v in standings.items() if k != "moved")
    imported.standings, imported.kinds = dict(standings), dict(kinds)
    imported.new_units = {unit.key: list(unit[1:]) for unit in checker.placing.new_units.values()}
    imported.missing = [p.ref for p in checker.missing()]
    imported.state, imported.checked_at = Stage.CHECKED, at
    imported.save()


def count(rows: Sequence[CheckedRow], standings: Counter[str], kinds: Counter[str], sign: int = 1) -> None:
    """Add (or with -1 take away) what these rows stand for."""
    for row in rows:
        standings[row.standing.value] += sign
        if "unit_ref" in row.changed:
            standings["moved"] += sign
        for code in {f.code for f in row.found}:
            kinds[code] += sign


def staged(imported: RosterImport, row: CheckedRow) -> tuple[object, ...]:
    """A checked row in the order of STAGED_COLUMNS."""
    found = json.dumps(row.found, ensure_ascii=False) if row.found else ""
    codes = f",{','.join(dict.fromkeys(f.code for f in row.found))}," if row.found else ""
    return (
        imported.pk, row.line, row.standing.value, row.match, row.identity[:70], json.dumps(row.values, ensure_ascii=False),
        found, codes, ",".join(row.changed), False,
    )  # fmt: skip


def new_units_of(imported: RosterImport) -> dict[str, NewUnit]:
    """The units that the file names and the body has not."""
    return {key: NewUnit(key, *made[:3]) for key, made in imported.new_units.items()}


def forget_file(imported: RosterImport) -> None:
    """Delete the file that was handed in: it holds columns that nobody needs."""
    if imported.stored:
        default_storage.delete(imported.stored)
        RosterImport.objects.filter(pk=imported.pk).update(stored="")
        imported.stored = ""
