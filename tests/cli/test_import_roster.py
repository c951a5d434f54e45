"""The roster from the command line: one line a row, exit codes that a script can trust."""

import json
from pathlib import Path

import pytest

from ikrar.cli.import_roster import main
from ikrar.demo.siasn import write_workbook
from ikrar.domain.roster.models import Employee, Unit
from tests.given.cast import Cast
from tests.given.roster import a_file, a_row

pytestmark = pytest.mark.django_db


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """The objects that were printed."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_dry_run_reports_each_row_and_saves_nothing(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_file(tmp_path / "a.csv", [a_row(1), a_row(2, NIP="123")])
    assert main([str(path), "--agency", "KABCTH", "--dry-run", "--json"]) == 1
    first, second, last = lines(capsys)
    assert (first["line"], first["standing"], first["defects"]) == (2, "new", [])
    assert [d["code"] for d in second["defects"]] == ["nip_too_short"]  # type: ignore[attr-defined]
    assert last["summary"]["ready"] == 1  # type: ignore[index]
    assert not Employee.objects.exists()


def test_an_import_saves_what_is_ready(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_file(tmp_path / "a.csv", [a_row(1), a_row(2)])
    assert main([str(path), "--agency", cast.agency.ref]) == 0
    assert (
        "2 siap, 2 baru, 0 berubah, 0 perlu diperbaiki; 0 orang tidak ada di berkas; 2 baris disimpan."
        in capsys.readouterr().out
    )
    assert Employee.objects.count() == 2


def test_units_come_first(cast: Cast, tmp_path: Path) -> None:
    units = tmp_path / "unit.xlsx"
    write_workbook(
        units,
        [("R", "Pemerintah Kabupaten Contoh", ""), ("B7", "Bidang Tujuh", "R")],
        headings=("ID", "NAMA_UNOR", "ID_ATASAN"),
    )
    path = a_file(tmp_path / "a.csv", [a_row(1, **{"UNIT KERJA": "Bidang Tujuh"})])
    assert main([str(path), "--agency", cast.agency.ref, "--units", str(units)]) == 0
    assert Employee.objects.get().unit == Unit.objects.get(code="B7")


def test_wrong_use_and_unreadable_files_exit_with_two(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4")
    assert main([str(tmp_path / "x.pdf"), "--agency", cast.agency.ref]) == 2
    assert main([str(tmp_path / "none.csv"), "--agency", cast.agency.ref]) == 2
    assert main([str(tmp_path / "x.pdf"), "--agency", "nowhere"]) == 2
