"""Are files kept whole under the digest of their content, and kept again where a power cut left a part of them?"""

import os
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.files import keep_file, read_file

DATA = b"%PDF-1.7 " + b"isi surat " * 200


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for this test alone."""
    monkeypatch.setattr(default_storage, "location", str(tmp_path))


def kept_path() -> Path:
    """Where the file of these tests is kept."""
    return Path(default_storage.path(keep_file(DATA, "contoh", kinds={"pdf"}, largest=10_000).name))


@pytest.mark.parametrize("left", [b"", DATA[:100], DATA[:-1] + b"?"])
def test_a_damaged_file_is_written_again_when_the_same_bytes_come(left: bytes) -> None:
    path = kept_path()
    path.write_bytes(left)
    kept = keep_file(DATA, "contoh", kinds={"pdf"}, largest=10_000)
    assert read_file(kept.name, kept.sha256) == (DATA, "application/pdf")


def test_a_file_is_on_the_disk_before_its_name_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """The order in which the system was asked: contents, then the name, then the folder."""
    asked: list[str] = []
    sync, replace = os.fsync, os.replace

    def fsync(handle: int) -> None:
        asked.append("folder" if Path(f"/proc/self/fd/{handle}").resolve().is_dir() else "contents")
        sync(handle)

    def rename(old: str, new: Path) -> None:
        asked.append("name")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", rename)
    path = kept_path()
    assert asked == ["contents", "name", "folder", "folder"]
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o644
    kept_path()
    assert len(asked) == 4  # the same bytes are kept once


def test_a_write_that_fails_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(old: str, new: Path) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space"):
        kept_path()
    assert list(Path(default_storage.path("contoh")).iterdir()) == []


def test_other_kinds_and_larger_files_are_refused_and_a_lost_one_is_hidden() -> None:
    for data, largest, reason in (
        (b"MZ", 10, "upload.unreadable"),
        (DATA, 10, "upload.too_large"),
    ):
        with pytest.raises(Problem, match=reason):
            keep_file(data, "contoh", kinds={"pdf"}, largest=largest)
    kept = keep_file(DATA, "contoh", kinds={"pdf"}, largest=10_000)
    kept_path().unlink()
    with pytest.raises(Hidden):
        read_file(kept.name, kept.sha256)
