"""Files, imports and people of the roster as tests need them, made by the real functions."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.base import File

from ikrar.demo.siasn import write_csv
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.roster import actions, running, staging
from ikrar.domain.roster.models import Agency, Employee, RosterImport, Unit
from tests.given.cast import Cast

HEADINGS = ("NIP", "NAMA", "STATUS PEGAWAI", "GOLONGAN", "JABATAN", "UNIT KERJA", "NO HP", "KETERANGAN")


def a_nip(serial: int, *, born: str = "19850412", began: str = "201001", sex: str = "1") -> str:
    """A valid number."""
    return f"{born}{began}{sex}{serial:03}"


def a_row(serial: int, **changes: str) -> list[str]:
    """A good row under HEADINGS."""
    row = {
        "NIP": a_nip(serial), "NAMA": f"PEGAWAI NOMOR {'ABCDEFGHIJ'[serial // 100 % 10]}{'ABCDEFGHIJ'[serial // 10 % 10]}{'ABCDEFGHIJ'[serial % 10]}",
        "STATUS PEGAWAI": "PNS", "GOLONGAN": "III/c", "JABATAN": "Analis", "UNIT KERJA": "Dinas Kesehatan",
        "NO HP": f"0812{serial:08}", "KETERANGAN": "", **changes,
    }  # fmt: skip
    return list(row.values())


def a_file(path: Path, rows: Sequence[Sequence[object]], headings: Sequence[str] = HEADINGS) -> Path:
    """A .csv of these rows."""
    write_csv(path, rows, headings=headings)
    return path


def an_import(cast: Cast, path: Path, *, agency: Agency | None = None) -> RosterImport:
    """A file taken in by Sari and checked."""
    with path.open("rb") as file:
        imported = staging.start_import(
            agency or cast.agency, File(file), path.name, by=cast.staff(cast.sari), at=cast.at
        )
    return running.work_on(imported, at=cast.at)


def saved(cast: Cast, imported: RosterImport) -> RosterImport:
    """The same import after everything ready was saved."""
    actions.ask_to_save(imported, by=cast.staff(cast.sari), at=cast.at)
    return running.work_on(imported, at=cast.at)


def undone(cast: Cast, imported: RosterImport, used: running.Used = running.nobody_used) -> RosterImport:
    """The same import after it was taken back."""
    actions.ask_to_undo(imported, by=cast.staff(cast.sari), at=cast.at)
    return running.work_on(imported, at=cast.at, used=used)


def an_employee(cast: Cast, unit: Unit | None = None, **values: Any) -> Employee:
    """One person added by Sari."""
    new = actions.NewEmployee(
        unit or cast.health, {"nip": a_nip(900), "name": "Wayan Contoh", "status": "PNS", **values}
    )
    return result_of(
        actions.add_employee(cast.agency, new, joined_on=date(2026, 1, 5), by=cast.staff(cast.sari), at=cast.at)
    )
