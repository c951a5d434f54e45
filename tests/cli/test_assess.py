"""Does `ikrar assess` answer every line, name what is wrong with a bad one, and go on?"""

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ikrar.cli import assess, assess_words, rules_diff
from ikrar.core.assess import facts
from ikrar.domain.rules.tables import LIBRARY

GOOD = {"id": "a", "acts": ["social-media-reaction"], "actor_status": "pns", "target_stage": "candidate"}


def run(
    lines: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, *more: str
) -> tuple[int, list[dict[str, object]]]:
    """The exit code, and the JSON objects that came out."""
    path = tmp_path / "facts.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    code = assess.main([str(path), "--json", *more])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_line_is_answered_in_its_order(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    lines = [json.dumps({**GOOD, "id": number}) for number in range(3)]
    code, answers = run([*lines, "", "  "], capsys, tmp_path)
    assert code == 0
    assert [one["id"] for one in answers] == [0, 1, 2]
    assert {(one["violation"], one["class"], one["sanction_level"]) for one in answers} == {
        ("yes", "discipline", "severe")
    }


def test_a_bad_line_names_line_and_field_and_the_rest_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = json.dumps({**GOOD, "id": "b", "act_date": "2024-02-30"})
    code, answers = run([json.dumps(GOOD), bad, "{", json.dumps(GOOD)], capsys, tmp_path)
    assert code == 1
    assert ["error" in one for one in answers] == [False, True, True, False]
    assert answers[1]["id"] == "b"
    assert answers[1]["error"] == {
        "field": "act_date",
        "reason": "no_such_day",
        "message": "Baris 2: act_date berisi «2024-02-30», tanggal itu tidak ada.",
    }
    assert answers[2]["line"] == 3


def test_standard_input_is_read_as_a_stream(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = io.TextIOWrapper(io.BytesIO(json.dumps(GOOD).encode() + b"\n"))
    monkeypatch.setattr(sys, "stdin", text)
    assert assess.main(["-"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("a: memenuhi unsur menurut fakta yang dimasukkan; belum diputus")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_an_unreadable_file_is_a_wrong_use(
    content: bytes | None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "facts.jsonl"
    if content is not None:
        path.write_bytes(content)
    assert assess.main([str(path)]) == 2
    assert "tidak dapat dibaca" in capsys.readouterr().err


def test_a_very_deep_record_is_refused_like_any_other(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, answers = run(["[" * 100_000], capsys, tmp_path)
    assert (code, answers[0]["error"]["reason"]) == (1, "not_json")  # type: ignore[index]


def test_the_command_needs_no_framework() -> None:
    program = "import sys; import ikrar.cli.assess; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_every_reason_has_a_sentence_of_at_most_twenty_words() -> None:
    source = Path(facts.__file__).read_text()
    for reason, sentence in assess_words.SENTENCES.items():
        assert reason == "not_json" or f'"{reason}"' in source
        assert len(sentence.split()) <= 20


def spoiled(tmp_path: Path) -> Path:
    """Tables in which liking for a candidate is medium."""
    library = Path(shutil.copytree(LIBRARY, tmp_path / "library"))
    path = library / "rules.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(
            row.replace("discipline,severe,severe", "discipline,medium,medium")
            if row.startswith("disc-social-reaction,")
            else row
            for row in rows
        ),
        encoding="utf-8",
    )
    return library


def test_rules_diff_tells_which_records_come_out_differently(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    records = tmp_path / "facts.jsonl"
    other = {**GOOD, "id": "b", "acts": ["social-media-post"]}
    records.write_text(json.dumps(GOOD) + "\n" + json.dumps(other), encoding="utf-8")
    assert rules_diff.main(["-", str(spoiled(tmp_path)), str(records), "--json"]) == 1
    changed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(c["id"], c["before"]["sanction_level"], c["after"]["sanction_level"]) for c in changed] == [
        ("a", "severe", "medium")
    ]
    assert rules_diff.main(["-", "-", str(records)]) == 0


def test_a_spoiled_table_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    library = spoiled(tmp_path)
    (library / "acts.csv").write_text("act,name_id\nx\n", encoding="utf-8")
    assert assess.main(["-", "--rules", str(library)]) == 2
    assert "acts.csv, row 2" in capsys.readouterr().err
