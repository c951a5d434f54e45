"""A backup comes back whole or not at all, and a restored one never forks the log."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PERSON, OTHER = "7K3M9QX2", "8K3M9QX2"


@dataclass(frozen=True)
class Home:
    """An installation in its own folder, driven from outside."""

    path: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """The program `ikrar`."""
        return self._python("ikrar", *command)

    def do(self, *steps: str) -> str:
        """Steps of tests.cli.a_home."""
        done = self._python("tests.cli.a_home", *steps)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refuses(self, *steps: str) -> str:
        """What a step that must fail said."""
        done = self._python("tests.cli.a_home", *steps)
        assert done.returncode != 0
        return done.stderr

    @property
    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.do("state"))
        return found

    def _python(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("IKRAR_", "DJANGO_"))}
        env |= {"IKRAR_HOME": str(self.path), "IKRAR_PLAIN_STATIC": "1"}
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    def twin(self, name: str) -> "Home":
        """The same installation in another folder."""
        path = self.path.with_name(name)
        shutil.copytree(self.path, path)
        return Home(path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """An installation with 300 published entries, three waiting ones, and two people's keys. Never changed."""
    home = Home(tmp_path_factory.mktemp("a") / "home")
    home.do("init", "write:300", "publish", "write:3", f"key:{PERSON}", f"key:{OTHER}")
    return home


@pytest.fixture(scope="module")
def backup(first: Home) -> tuple[Path, Path]:
    """Its backup: the main folder and the folder of keys. Never changed."""
    main, keys = first.path.with_name("main"), first.path.with_name("apart") / "keys"
    keys.parent.mkdir()
    done = first.run("backup", str(main), "--keys", str(keys), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["log_size"] == 300
    return main, keys


@pytest.mark.slow
def test_an_empty_machine_gets_everything_back(first: Home, backup: tuple[Path, Path], tmp_path: Path) -> None:
    fresh = Home(tmp_path / "fresh")
    done = fresh.run("restore", str(backup[0]), "--keys", str(backup[1]))
    assert done.returncode == 0, done.stderr
    assert fresh.state == first.state
    assert not fresh.state["held"]
    for secret in ("django", "log.ed25519"):
        assert (fresh.path / "keys" / secret).read_text() == (first.path / "keys" / secret).read_text()
    assert (fresh.path / "keys").stat().st_mode & 0o777 == 0o700


@pytest.mark.slow
def test_keys_stand_apart_from_everything_else(backup: tuple[Path, Path]) -> None:
    main = {path.name for path in backup[0].rglob("*") if path.is_file()}
    apart = {path.name for path in backup[1].rglob("*") if path.is_file()}
    assert not main & {"keys.sqlite3", "django", "log.ed25519", "log.mldsa44"}
    assert {"keys.sqlite3", "django", "log.ed25519", "log.mldsa44", "erased.txt", "manifest.json"} <= apart
    assert "main.sqlite3" not in apart
    with sqlite3.connect(backup[0] / "main.sqlite3") as copy:
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    copy.close()
    assert "ledger_subjectkey" not in tables
    assert backup[1].stat().st_mode & 0o777 == 0o700


def _change(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda main, keys: _change(main / "main.sqlite3"), "main.sqlite3 berubah"),
        (lambda main, keys: _change(keys / "keys/django"), "keys/django berubah"),
        (lambda main, keys: _change(main / "manifest.json"), "manifest.json) berubah"),
        (lambda main, keys: (main / "manifest.json").unlink(), "bukan cadangan lengkap"),
        (lambda main, keys: (main / "log/tile/entries/000").unlink(), "log/tile/entries/000 hilang"),
        (lambda main, keys: (main / "log/lain").write_text("x"), "log/lain tidak tercatat"),
        (lambda main, keys: shutil.copy(main / "manifest.json", keys / "manifest.json"), "tertukar"),
    ],
    ids=["database", "key", "manifest", "cut off", "missing tile", "added file", "swapped parts"],
)
def test_a_damaged_or_partial_backup_changes_nothing(
    backup: tuple[Path, Path], tmp_path: Path, harm: Any, said: str
) -> None:
    main, keys = tmp_path / "main", tmp_path / "keys"
    shutil.copytree(backup[0], main)
    shutil.copytree(backup[1], keys)
    harm(main, keys)
    fresh = Home(tmp_path / "fresh")
    done = fresh.run("restore", str(main), "--keys", str(keys))
    assert done.returncode == 1
    assert said in done.stderr
    assert {path.name for path in fresh.path.iterdir()} <= {"keys", "static"}
    assert fresh.run("restore", str(main), "--keys", str(keys), "--check").returncode == 1


@pytest.mark.slow
def test_a_living_installation_is_not_overwritten_without_force_and_then_set_aside(
    first: Home, backup: tuple[Path, Path]
) -> None:
    twin = first.twin("twin")
    twin.do("write:1")
    refused = twin.run("restore", str(backup[0]), "--keys", str(backup[1]))
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert twin.state["entries"] == 304
    done = twin.run("restore", str(backup[0]), "--keys", str(backup[1]), "--force")
    assert done.returncode == 0, done.stderr
    assert twin.state == first.state
    [aside] = twin.path.glob("replaced-*")
    assert {"ikrar.sqlite3", "keys.sqlite3", "keys", "files"} <= {path.name for path in aside.iterdir()}


@pytest.mark.slow
def test_a_running_installation_is_not_restored_over(first: Home, backup: tuple[Path, Path]) -> None:
    twin = first.twin("running")
    with sqlite3.connect(twin.path / "ikrar.sqlite3") as other:
        other.execute("SELECT count(*) FROM ledger_entry").fetchone()
        done = twin.run("restore", str(backup[0]), "--keys", str(backup[1]), "--force")
    other.close()
    assert done.returncode == 1
    assert "masih berjalan" in done.stderr


@pytest.mark.slow
def test_what_was_published_after_the_backup_holds_the_log_until_it_is_read_again(
    first: Home, backup: tuple[Path, Path]
) -> None:
    later = first.twin("later")
    later.do("write:5", "publish")  # the three that waited, and five more
    published = later.state
    held = later.run("restore", str(backup[0]), "--keys", str(backup[1]), "--force", "--json")
    assert held.returncode == 1
    assert json.loads(held.stdout) | {"id": "", "set_aside": ""} == {
        "id": "", "set_aside": "", "database": 300, "published": 308, "erased": 0, "is_held": True,
    }  # fmt: skip
    assert later.state["held"]
    assert later.state["checkpoint"] == published["checkpoint"]
    assert "log.blocked" in later.refuses("publish")
    done = later.run("restore", "--reread")
    assert done.returncode == 0, done.stderr
    assert "3 catatan ditemukan kembali, 5 catatan hanya ada" in done.stdout
    now = later.state
    assert (now["size"], now["waiting"], now["held"]) == (308, 0, False)
    assert now["leaves"] == published["leaves"]
    assert now["facts"].count("log.recovered") == 5
    later.do("write:1", "publish")
    assert later.state["size"] == 309
    assert "\n309\n" in later.state["checkpoint"]
    assert later.run("restore", "--reread").returncode == 1


@pytest.mark.slow
def test_a_newer_checkpoint_at_the_second_place_holds_the_log_until_a_reason_is_recorded(
    first: Home, backup: tuple[Path, Path], tmp_path: Path
) -> None:
    later = first.twin("second")
    later.do("write:5", "publish")
    second = tmp_path / "checkpoint"
    shutil.copy(later.path / "log/checkpoint", second)
    fresh = Home(tmp_path / "fresh")
    held = fresh.run("restore", str(backup[0]), "--keys", str(backup[1]), "--second", str(second))
    assert held.returncode == 1
    assert "DITAHAN" in held.stdout
    missing = fresh.run("restore", "--reread")
    assert missing.returncode == 1
    assert "tempat kedua" in missing.stderr
    assert fresh.run("restore", "--accept-fork", "rusak").returncode == 1
    assert fresh.state["held"]
    done = fresh.run("restore", "--accept-fork", "Cakram rusak dan folder log tidak terselamatkan.")
    assert done.returncode == 0, done.stderr
    assert fresh.state["facts"][-1] == "log.fork_accepted"
    assert not fresh.state["held"]
    fresh.do("publish")
    assert fresh.state["size"] == 304


@pytest.mark.slow
def test_the_published_log_is_also_read_from_a_mirror(
    first: Home, backup: tuple[Path, Path], tmp_path: Path
) -> None:
    later = first.twin("mirrored")
    later.do("write:5", "publish")
    fresh = Home(tmp_path / "fresh")
    fresh.run("restore", str(backup[0]), "--keys", str(backup[1]), "--second", str(later.path / "log"))
    _change(later.path / "log/tile/entries/000")
    assert "tidak cocok" in fresh.run("restore", "--reread", "--log", str(later.path / "log")).stderr
    _change(later.path / "log/tile/entries/000")
    done = fresh.run("restore", "--reread", "--log", str(later.path / "log"))
    assert done.returncode == 0, done.stderr
    assert fresh.state["leaves"] == later.state["leaves"]
    assert fresh.state["checkpoint"] == later.state["checkpoint"]


@pytest.mark.slow
def test_a_person_erased_after_the_backup_stays_erased(
    first: Home, backup: tuple[Path, Path], tmp_path: Path
) -> None:
    later = first.twin("erased")
    later.do(f"erase:{PERSON}")
    assert later.run("restore", str(backup[0]), "--keys", str(backup[1]), "--force").returncode == 0
    assert later.state["keys"] == [OTHER]
    listed = tmp_path / "daftar.txt"
    listed.write_text(f"{OTHER}\n")
    fresh = Home(tmp_path / "fresh")
    done = fresh.run("restore", str(backup[0]), "--keys", str(backup[1]), "--erased", str(listed))
    assert done.returncode == 0, done.stderr
    assert fresh.state["keys"] == [PERSON]
    assert fresh.state["file"] == first.state["file"]


@pytest.mark.slow
def test_a_damaged_log_is_not_backed_up_in_silence(first: Home, tmp_path: Path) -> None:
    twin = first.twin("damaged")
    _change(twin.path / "log/tile/entries/000")
    done = twin.run("backup", str(tmp_path / "main"), "--without-keys")
    assert done.returncode == 1
    assert "tidak utuh" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_backup_goes_to_new_places_outside_and_apart(
    first: Home, backup: tuple[Path, Path], tmp_path: Path
) -> None:
    for main, keys, said in (
        (backup[0], tmp_path / "k", "sudah ada"),
        (first.path / "cadangan", tmp_path / "k", "di luar"),
        (tmp_path / "m", tmp_path / "m/k", "terpisah"),
    ):
        done = first.run("backup", str(main), "--keys", str(keys))
        assert (done.returncode, said in done.stderr) == (2, True)
    assert first.run("backup", str(tmp_path / "m")).returncode == 2
