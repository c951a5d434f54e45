"""Roster files: 15,000 rows previewed (every row with a defect), 200,000 rows imported, and a peer on the same 20,000 rows.

Claims: preview under 10 s; 10,000 rows/s or more from file to saved people, ledger entries and history included; memory
that does not grow with a .csv file; at least 10 times faster than django-import-export with its defaults.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.stage.home import fresh_home

HEADINGS = ("NIP BARU", "NAMA", "TANGGAL LAHIR", "STATUS PEGAWAI", "KEDUDUKAN HUKUM NAMA", "GOL AKHIR NAMA", "JABATAN NAMA", "UNOR NAMA",
            "NOMOR HP", "EMAIL", "AGAMA NAMA")  # fmt: skip
PREVIEW_SECONDS, ROWS_PER_SECOND, TIMES_FASTER = 10.0, 10_000.0, 10.0
BODIES = 4  # a body holds at most 99,999 participant numbers


def rows(number: int, *, spoilt: bool = False, start: int = 0) -> Iterator[list[str]]:
    """Invented people, each once, counted from `start`; `spoilt` plants one defect in every row."""
    chance = random.Random(7)
    for n in range(start, start + number):
        born = f"{1966 + n % 32}{n % 12 + 1:02}{n % 28 + 1:02}"
        nip = f"{born}{int(born[:4]) + 25}{chance.randint(1, 12):02}{chance.randint(1, 2)}{n % 998 + 1:03}"
        name = f"PEGAWAI {chr(65 + n % 26)}{chr(65 + n // 26 % 26)}{chr(65 + n // 676 % 26)}{chr(65 + n // 17576 % 26)}"
        yield [
            f"{nip[:15]}000" if spoilt and n % 2 else nip, name, f"{born[6:]}-{born[4:6]}-{born[:4]}", "PNS", "Aktif",
            "III/c" if not spoilt or n % 2 else "Entah", "Pengadministrasi Umum", f"Unit {n % 200}", f"0812{n:08}", f"p{n}@contoh.example", "-",
        ]  # fmt: skip


def write(path: Path, number: int, *, spoilt: bool = False, start: int = 0) -> None:
    """The file, as .csv or .xlsx by its name."""
    from ikrar.demo.siasn import write_csv, write_workbook

    (write_csv if path.suffix == ".csv" else write_workbook)(
        path, rows(number, spoilt=spoilt, start=start), headings=HEADINGS
    )


def bodies(number: int) -> list[Any]:
    """So many empty bodies."""
    from ikrar.domain.ledger.actions import Unknown
    from ikrar.domain.roster import actions

    at = datetime.now(UTC)
    return [
        actions.add_agency(
            ref=f"b{n}", code=f"BODY{n}", name=f"Instansi {n}", kind="regency", by=Unknown(), at=at
        )
        for n in range(number)
    ]


def check_and_save(path: Path, agency: Any, *, save: bool) -> Any:
    """The whole way of a file: taken in, checked and staged, and (where asked) saved."""
    from django.core.files.base import File

    from ikrar.domain.ledger.actions import Worker
    from ikrar.domain.roster import running, staging

    at, by = datetime.now(UTC), Worker("bench")
    with path.open("rb") as file:
        imported = staging.start_import(agency, File(file), path.name, by=by, at=at)
    running.work_on(imported, at=at)
    if save:
        running.begin_saving(imported, by=by, at=at)
        running.work_on(imported, at=at)
    return imported


def preview(home: Path, number: int) -> dict[str, Any]:
    """Seconds until the preview of a workbook with a defect in every row stands; and one press that repairs a kind."""
    from ikrar.domain.roster import repairs

    write(home / "a.xlsx", number, spoilt=True)
    agency = bodies(1)[0]
    begun = time.perf_counter()
    imported = check_and_save(home / "a.xlsx", agency, save=False)
    checked = time.perf_counter()
    repaired = repairs.repair_kind(imported, "grade_unknown", at=datetime.now(UTC))
    return {
        "rows": number, "seconds": round(checked - begun, 2), "with_defects": sum(imported.kinds.values()), "repaired": repaired,
        "repair_seconds": round(time.perf_counter() - checked, 2),
    }  # fmt: skip


def save(home: Path, number: int, suffix: str) -> dict[str, Any]:
    """Rows per second from file to people, and the most memory used, over four bodies one after the other."""
    paths = [home / f"{n}{suffix}" for n in range(BODIES)]
    for n, path in enumerate(paths):
        write(path, number // BODIES, start=n * number)
    agencies = bodies(BODIES)
    before = peak()
    begun = time.perf_counter()
    saved = sum(check_and_save(p, a, save=True).rows_saved for p, a in zip(paths, agencies, strict=True))
    seconds = time.perf_counter() - begun
    return {
        "rows": saved,
        "seconds": round(seconds, 2),
        "rows_per_second": round(saved / seconds),
        "peak_mib": peak(),
        "base_mib": before,
    }


def peak() -> int:
    """The most memory this process has used, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def ours(home: Path, number: int) -> dict[str, Any]:
    """Our way with the same rows as the peer."""
    write(home / "a.csv", number)
    agency = bodies(1)[0]
    begun = time.perf_counter()
    saved = check_and_save(home / "a.csv", agency, save=True).rows_saved
    return {"rows": saved, "rows_per_second": round(saved / (time.perf_counter() - begun))}


def peer(home: Path, number: int) -> dict[str, Any]:
    """django-import-export with its defaults, into the same table, without checks, ledger and history."""
    import tablib
    from django.conf import settings
    from import_export import resources

    from ikrar.domain.ledger import gate
    from ikrar.domain.ledger.guard import Record
    from ikrar.domain.roster.models import Employee

    settings.INSTALLED_APPS += ["import_export"]
    del Record.__setstate__  # the peer copies every row to show what would change; our records refuse that
    agency = bodies(1)[0]
    unit = agency.units.get()

    class People(resources.ModelResource):  # type: ignore[misc]
        class Meta:
            model = Employee
            import_id_fields = ("nip",)

    data = tablib.Dataset(
        headers=(
            "nip",
            "name",
            "status",
            "grade",
            "position",
            "phone",
            "email",
            "agency",
            "unit",
            "ref",
            "number",
        )
    )
    for n, row in enumerate(rows(number), 1):
        data.append((row[0], row[1], "PNS", row[5], row[6], row[8], row[9], agency.pk, unit.pk, f"R{n}", n))
    begun = time.perf_counter()
    with gate.opened("bench"):
        result = People().import_data(data, raise_errors=True)
    seconds = time.perf_counter() - begun
    return {"rows": result.total_rows, "rows_per_second": round(number / seconds)}


PARTS = {
    "preview": preview,
    "csv": lambda home, n: save(home, n, ".csv"),
    "xlsx": lambda home, n: save(home, n, ".xlsx"),
    "ours": ours,
    "peer": peer,
}


def part(name: str, number: int) -> dict[str, Any]:
    """One measurement in a process of its own."""
    out = subprocess.run(
        [sys.executable, "-m", "bench.roster", "--part", name, "--rows", str(number)],
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(json.loads(out.stdout.splitlines()[-1]))


def main(argv: list[str]) -> int:
    """Exit 0 when every claim holds, 1 when one does not."""
    parser = argparse.ArgumentParser(prog="bench.roster")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--preview-rows", type=int, default=15_000)
    parser.add_argument("--peer-rows", type=int, default=20_000)
    args = parser.parse_args(argv)
    if args.part:
        with fresh_home() as home:
            print(json.dumps(PARTS[args.part](home, args.rows)))
        return 0
    result: dict[str, Any] = {"bench": "roster", "preview": part("preview", args.preview_rows)}
    result |= {name: part(name, args.rows) for name in ("csv", "xlsx")}
    result |= {name: part(name, args.peer_rows) for name in ("ours", "peer")}
    result["ratio_to_peer"] = round(result["ours"]["rows_per_second"] / result["peer"]["rows_per_second"], 1)
    result["holds"] = (
        result["preview"]["seconds"] < PREVIEW_SECONDS
        and result["csv"]["rows_per_second"] >= ROWS_PER_SECOND
        and result["xlsx"]["peak_mib"] < 1024
        and result["ratio_to_peer"] >= TIMES_FASTER
    )
    print(json.dumps(result))
    return 0 if result["holds"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
