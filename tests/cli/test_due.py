"""Does `ikrar due` tell the day with its reason, and refuse what it cannot take by name?"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ikrar.cli import due, due_words
from ikrar.core import clocks, days


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    code = due.main(list(args))
    told = capsys.readouterr()
    return code, told.out, told.err


def record(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, object]:
    """The one JSON object that comes out."""
    _, out, _ = run(capsys, *args, "--json")
    (line,) = out.splitlines()
    found: dict[str, object] = json.loads(line)
    return found


def test_a_due_day_is_told_in_one_sentence_with_its_article(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "C-SUMMON-1", "--from", "2024-02-05")
    assert code == 0
    assert out.splitlines()[0] == (
        "Periksa paling lambat 19 Februari 2024, 7 hari kerja sejak surat panggilan 5 Februari 2024 "
        "(PP 94/2021 Ps 26(2))."
    )


def test_the_record_holds_every_reading_and_the_days_off_on_the_way(capsys: pytest.CaptureFixture[str]) -> None:
    found = record(capsys, "c-deliver", "--from", "2024-02-05")
    assert (found["due"], found["latest_reading"]) == ("2024-02-19", "2024-02-28")
    assert found["readings"] == [
        {"unit": "days", "due": "2024-02-19"},
        {"unit": "working_days", "due": "2024-02-28"},
    ]
    assert found["days_off_passed"] == ["2024-02-08", "2024-02-09", "2024-02-14"]
    assert found["article"] == "PP 94/2021 Ps 37(3)"


def test_a_moment_without_an_offset_stands_on_the_clocks_of_the_zone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = record(capsys, "C-CRIME-FORWARD", "--from", "2024-02-05T23:30", "--zone", "WIT")
    assert found["due"] == "2024-02-06T23:30:00+09:00"
    later = record(capsys, "C-KAJIAN-AWAL", "--from", "2024-02-05T23:30+07:00", "--zone", "WIT")
    assert later["due"] == "2024-02-08"


def test_a_length_nobody_set_is_a_negative_answer_and_can_be_set(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "C-PPK-FOLLOWUP", "--from", "2024-02-05")
    assert code == 1
    assert "instansi perlu menetapkan panjangnya sendiri" in out
    own = ("--length", "14", "--pause", "2024-02-07..2024-02-20")
    found = record(capsys, "C-PPK-FOLLOWUP", "--from", "2024-02-05", *own)
    assert (found["due"], found["length"], found["units"]) == ("2024-03-08", 14, ["working_days"])


def test_local_days_off_count_from_the_day_they_were_known(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "local.csv"
    path.write_text("day,name,known_from\n2024-02-06,Hari jadi daerah contoh,2024-02-01\n", encoding="utf-8")
    args = ("C-SUMMON-1", "--from", "2024-02-05", "--local", str(path))
    assert record(capsys, *args)["due"] == "2024-02-20"
    assert record(capsys, *args, "--known-on", "2024-01-31")["due"] == "2024-02-19"
    assert record(capsys, *args, "--six-days")["due"] == "2024-02-19"


@pytest.mark.parametrize(
    ("as_of", "stands"), [("2024-02-19", "running"), ("2024-02-20", "lapsed"), ("2024-02-19T23:59", "running")]
)
def test_the_state_is_told_for_the_day_asked_about(
    capsys: pytest.CaptureFixture[str], as_of: str, stands: str
) -> None:
    assert record(capsys, "C-SUMMON-1", "--from", "2024-02-05", "--as-of", as_of)["state"] == stands


@pytest.mark.parametrize(
    ("args", "field", "message"),
    [
        (
            ("C-X", "--from", "2024-02-05"),
            "clock",
            "Kode tenggat «C-X» tidak dikenal. Lihat daftarnya: ikrar due --list",
        ),
        (("C-APPEAL", "--from", "2024-02-30"), "started", "--from: tanggal «2024-02-30» tidak ada."),
        (("C-APPEAL", "--from", "besok"), "started", "--from: «besok» bukan tanggal."),
        (("C-APPEAL", "--from", "1024-02-05"), "started", "--from: tahun harus antara 1990 dan 2100."),
        (("C-APPEAL", "--from", "0001-01-01T00:00"), "started", "--from: tahun harus antara 1990 dan 2100."),
        (("C-APPEAL", "--from", "2024-02-05", "--extended"), "extension", "--extended: sumber tidak mengenal"),
        (
            ("C-APPEAL", "--from", "2024-02-05", "--length", "3"),
            "configured",
            "--length: panjang tenggat ini sudah",
        ),
        (("C-CRIME-FORWARD", "--from", "2024-02-05"), "started", "--from: tenggat dalam jam memerlukan pukul."),
        (("C-PPK-FOLLOWUP", "--from", "2024-02-05", "--pause", "x"), "pauses", "--pause: tulis jeda sebagai"),
        (
            ("C-PPK-FOLLOWUP", "--from", "2024-02-05", "--length", "3", "--pause", "2024-02-09..2024-02-08"),
            "pauses",
            "--pause: jeda berakhir sebelum dimulai.",
        ),
        (("C-APPEAL", "--from", "2024-02-05", "--stopped", "2024-02-01"), "stopped", "--stopped: hari selesai"),
    ],
)
def test_what_cannot_be_taken_is_named(
    capsys: pytest.CaptureFixture[str], args: tuple[str, ...], field: str, message: str
) -> None:
    code, out, err = run(capsys, *args)
    assert (code, out) == (1, "")
    assert err.startswith(message)
    assert max(len(sentence.split()) for sentence in err.split(". ")) <= 20
    error = record(capsys, *args)["error"]
    assert isinstance(error, dict)
    assert error["field"] == field


def test_wrong_use_and_unreadable_files_exit_with_two(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for args in ([], ["C-APPEAL"], ["C-APPEAL", "--from", "2024-02-05", "--zone", "GMT"]):
        with pytest.raises(SystemExit) as left:
            due.main(args)
        assert left.value.code == 2
    missing = str(tmp_path / "nothing.csv")
    assert run(capsys, "C-APPEAL", "--from", "2024-02-05", "--local", missing)[0] == 2


def test_a_local_row_that_cannot_be_read_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "local.csv"
    path.write_text("day,name\n2024-02-06,Satu\n06/02/2024,Dua\n", encoding="utf-8")
    code, _, err = run(capsys, "C-APPEAL", "--from", "2024-02-05", "--local", str(path))
    assert (code, err) == (1, "--local: baris 3, kolom day tidak dapat dipakai.\n")


def test_every_clock_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--list", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, len(rows)) == (0, 21)
    assert {"clock", "length", "units", "article", "confidence", "owner", "lapse"} <= set(rows[0])
    assert "C-PPK-FOLLOWUP    belum ditetapkan" in run(capsys, "--list")[1]


def test_every_reason_state_and_unit_has_words() -> None:
    sources = [Path(module.__file__ or "").read_text(encoding="utf-8") for module in (clocks, days, due)]
    reasons = {word for text in sources for word in text.split('"') if word.startswith(("clock.", "days."))}
    assert reasons == set(due_words.PROBLEMS)
    assert set(due_words.STATES) == set(clocks.State)
    assert set(due_words.UNITS) == set(clocks.Unit)


def test_no_framework_is_loaded() -> None:
    code = (
        "import sys; from ikrar.cli.main import main; main(['due', 'C-APPEAL', '--from', '2024-02-05']);"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
