"""Do `ikrar log` and `ikrar witness` work from files alone, with the right exit codes?"""

import json
from pathlib import Path

import pytest

from ikrar.cli import log as log_command
from ikrar.cli import witness as witness_command
from ikrar.core import notes, tiles
from ikrar.domain.ledger import fsck as checks
from ikrar.domain.ledger import signer
from ikrar.domain.ledger.tilestore import TileStore
from tests.given import logs

LOG = logs.small_log(300)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = TileStore(tmp_path / "log", is_synced=False)
    store.write(tiles.Write(tile, data) for tile, data in LOG.files.items())
    store.publish(str(LOG.note))
    store.publish("\n".join(LOG.keys.vkeys) + "\n", checks.KEYS_FILE)
    return store.directory


def keys_in(path: Path, *vkeys: str) -> str:
    path.write_text("\n".join(vkeys) + "\n")
    return str(path)


def test_fsck_says_that_a_whole_log_is_whole(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trusted = keys_in(tmp_path / "mine", *LOG.keys.vkeys)
    assert log_command.main(["fsck", str(folder), "--trusted", trusted]) == 0
    assert "utuh" in capsys.readouterr().out
    assert log_command.main(["fsck", str(folder), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["clean"], said["size"], said["key_trusted"]) == (True, 301, False)
    assert {(one["kind"], one["number"]) for one in said["counts"]} == {("roster", 1), ("pledge", 300)}


def test_fsck_names_what_is_wrong(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "tile" / "0" / "000").write_bytes(bytes(8_192))
    assert log_command.main(["fsck", str(folder)]) == 1
    assert "Isi berkas berbeda" in capsys.readouterr().out
    assert log_command.main(["fsck", str(tmp_path / "absent")]) == 2
    assert log_command.main(["fsck", str(folder), "--trusted", str(tmp_path / "absent")]) == 2


def test_every_problem_has_its_sentence() -> None:
    codes = {str(code) for code in [*checks.Problem, *checks.tallies.Fault]}
    assert codes == set(log_command._FOUND)


def test_an_export_is_a_log_of_its_own(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    assert log_command.main(["export", str(target), "--from", str(folder)]) == 0
    assert checks.fsck(target, LOG.keys.vkeys).is_clean
    assert log_command.main(["export", str(target), "--from", str(folder)]) == 1
    assert log_command.main(["export", str(tmp_path / "b"), "--from", str(tmp_path / "absent")]) == 2


def test_the_keys_can_be_shown(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert log_command.main(["keys", str(folder)]) == 0
    assert capsys.readouterr().out.split() == list(LOG.keys.vkeys)
    assert log_command.main(["keys", str(tmp_path)]) == 2


def test_a_witness_on_a_stick(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked, answer, trusted = (
        tmp_path / "minta",
        tmp_path / "jawab",
        keys_in(tmp_path / "kunci", *LOG.keys.vkeys),
    )
    saksi = ["--name", "contoh.id/saksi", "--folder", str(tmp_path / "saksi"), "--trusted", trusted]
    assert witness_command.main(["request", str(asked), "--log", str(folder)]) == 0
    assert witness_command.main(["sign", str(asked), str(answer), *saksi]) == 0
    vkeys = capsys.readouterr().out.split()[-2:]
    known = keys_in(tmp_path / "saksi-saksi", *vkeys)
    assert witness_command.main(["accept", str(answer), "--witnesses", known, "--log", str(folder)]) == 0
    note = notes.parse_note((folder / "checkpoint").read_text())
    assert signer.is_signed_by(note, [notes.parse_vkey(key) for key in [*LOG.keys.vkeys, *vkeys]])
    assert checks.fsck(folder, LOG.keys.vkeys).is_clean
    assert witness_command.main(["sign", str(asked), str(answer), *saksi]) == 1
    assert "301" in capsys.readouterr().err
    assert witness_command.main(["accept", str(asked), "--witnesses", known, "--log", str(folder)]) == 1
    assert witness_command.main(["request", str(asked), "--log", str(tmp_path / "absent")]) == 2
    assert witness_command.main(["sign", str(tmp_path / "absent"), str(answer), *saksi]) == 2
