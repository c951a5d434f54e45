"""A roster file from the command line: what it would change, row by row, and (without --dry-run) the save."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.files.base import File

from ikrar import words
from ikrar.core.roster.checking import Checker, tally_of
from ikrar.core.roster.defects import Found
from ikrar.core.roster.headers import find_header
from ikrar.core.roster.rows import CheckedRow
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Worker, result_of
from ikrar.domain.roster import actions, files, running, staging, unit_files
from ikrar.domain.roster.import_queries import tally
from ikrar.domain.roster.models import Agency, RosterImport
from ikrar.domain.roster.repairs import found_of
from ikrar.domain.roster.snapshots import known_of

BY = Worker("import-roster")


def main(argv: list[str]) -> int:
    """Exit 0 when every row is ready, 1 when rows or the file were refused, 2 for wrong use or an unreadable file."""
    parser = argparse.ArgumentParser(prog="ikrar import-roster", description="Mengimpor berkas pegawai.")
    parser.add_argument("file", type=Path, metavar="BERKAS")
    parser.add_argument("--agency", required=True, help="alamat pendek atau kode instansi")
    parser.add_argument("--units", type=Path, help="berkas pohon unit (ID, NAMA_UNOR, ID_ATASAN)")
    parser.add_argument("--dry-run", action="store_true", help="periksa saja, jangan simpan")
    parser.add_argument("--json", action="store_true", help="satu objek JSON per baris")
    args = parser.parse_args(argv)
    agency = Agency.objects.filter(ref=args.agency).first() or Agency.objects.filter(code=args.agency).first()
    if agency is None:
        return _refuse(f"Instansi «{args.agency}» tidak dikenal.", 2)
    missing = [str(p) for p in (args.file, args.units) if p is not None and not p.is_file()]
    if missing:
        return _refuse(f"Berkas tidak ditemukan: {', '.join(missing)}", 2)
    try:
        if args.units is not None and not _bring_units(agency, args):
            return 1
        return _dry_run(agency, args) if args.dry_run else _import(agency, args)
    except Problem as problem:
        return _refuse(
            words.say(problem.reason, **problem.values), 2 if problem.reason.startswith("file.") else 1
        )


def _refuse(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _bring_units(agency: Agency, args: argparse.Namespace) -> bool:
    tree = unit_files.read_tree(args.units)
    for found in tree.found:
        _say(
            args,
            {"unit_line": found.line, "defect": found.code, "given": found.given},
            f"{found.line}: {words.say(found.code, given=found.given)}",
        )
    if tree.is_usable and not args.dry_run:
        new, changed = result_of(actions.import_units(agency, tree, by=BY, at=datetime.now(UTC)))
        _say(args, {"units_new": new, "units_changed": changed}, f"Unit: {new} baru, {changed} berubah.")
    return tree.is_usable


def _dry_run(agency: Agency, args: argparse.Namespace) -> int:
    source = files.open_table(args.file)
    header = find_header([cells for _, cells in files.first_rows(source)])
    if header is None or not header.is_usable:
        raise Problem("file.no_header")
    checker = Checker([f for _, f in header.plan], known_of(agency, on=datetime.now(UTC).date()))
    standings, moved = Counter[str](), 0
    for _, rows in staging.checked_chunks(agency, header, checker, source.rows()):
        standings.update(row.standing.value for row in rows)
        moved += sum(row.is_move for row in rows)
        for row in rows:
            _tell_row(args, row)
    return _sum_up(args, asdict(tally_of(standings, moved)), missing=len(checker.missing()), saved=0)


def _import(agency: Agency, args: argparse.Namespace) -> int:
    at = datetime.now(UTC)
    with args.file.open("rb") as file:
        imported = staging.start_import(agency, File(file), args.file.name, by=BY, at=at)
    running.work_on(imported, at=at)
    if imported.failed:
        raise Problem(imported.failed)
    for row in _staged(imported):
        _tell_row(args, row)
    counts = asdict(tally(imported))
    missing = len(imported.missing)
    if counts["ready"]:
        running.begin_saving(imported, by=BY, at=at)
        running.work_on(imported, at=at)
    if imported.failed:
        raise Problem(imported.failed, most=99_999)
    return _sum_up(args, counts, missing=missing, saved=imported.rows_saved)


def _staged(imported: RosterImport) -> Iterator[CheckedRow]:
    for row in imported.rows.order_by("line").iterator(2_000):
        changed = tuple(row.changed.split(",")) if row.changed else ()
        yield CheckedRow(row.line, {}, tuple(found_of(row)), row.standing, row.match, changed, row.identity)  # type: ignore[arg-type]


def _tell_row(args: argparse.Namespace, row: CheckedRow) -> None:
    if args.json:
        defects = [
            {"code": f.code, "field": f.field, "given": f.given, "fix": f.fix, "blocks": f.blocks}
            for f in row.found
        ]
        print(
            json.dumps(
                {
                    "line": row.line,
                    "standing": str(row.standing),
                    "changed": list(row.changed),
                    "defects": defects,
                },
                ensure_ascii=False,
            )
        )
    elif row.found:
        print(f"{row.line}: {' '.join(_sentence(f) for f in row.found)}")


def _sentence(found: Found) -> str:
    return words.say(f"defect.{found.code}", given=found.given or "-")


def _say(args: argparse.Namespace, data: dict[str, Any], sentence: str) -> None:
    print(json.dumps(data, ensure_ascii=False) if args.json else sentence)


def _sum_up(args: argparse.Namespace, counts: dict[str, int], *, missing: int, saved: int) -> int:
    summary = {**counts, "missing": missing, "saved": saved, "dry_run": args.dry_run}
    sentence = (
        f"{counts['ready']} siap, {counts['new']} baru, {counts['changed']} berubah, {counts['blocked']} perlu diperbaiki; "
        f"{missing} orang tidak ada di berkas; {saved} baris disimpan."
    )
    _say(args, {"summary": summary}, sentence)
    return 1 if counts["blocked"] else 0
