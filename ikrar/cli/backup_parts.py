"""How is each part of an installation copied while it runs, and put back while it stands still?

Order of a copy: log files, then the main database, then uploaded files, then keys. So the database knows at least what
the copied checkpoint says, and the keys are at least those the database refers to.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ikrar.core import notes
from ikrar.domain.ledger import signer
from ikrar.domain.ledger.fsck import FsckReport, fsck
from ikrar.domain.ledger.tilestore import CHECKPOINT, TileStore

KEYS_SCHEMA = "ikrar_keys"


class CannotCopy(Exception):
    """A part could not be copied or put back whole; `reason` is a code."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason, self.detail = reason, detail


def copy_sqlite(source: Path, target: Path) -> None:
    """A consistent copy by SQLite's own backup, checked, as one file without WAL. Raises CannotCopy."""
    try:
        with (
            sqlite3.connect(f"file:{source}?mode=rw", uri=True, timeout=20) as live,
            sqlite3.connect(target) as copy,
        ):
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
            [(verdict,)] = copy.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.Error as broken:
        raise CannotCopy("database_unreadable", source.name) from broken
    live.close()
    copy.close()
    if verdict != "ok":
        raise CannotCopy("database_damaged", source.name)
    _sync(target)


def is_in_use(path: Path) -> bool:
    """Whether another process has this SQLite file open: leaving WAL needs the file for oneself alone."""
    if not path.exists():
        return False
    try:
        with sqlite3.connect(path, timeout=0) as alone:
            [(mode,)] = alone.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.Error:
        return True
    alone.close()
    return bool(mode != "delete")


def dump_postgresql(settings: Mapping[str, Any], target: Path, *, is_keys: bool) -> None:
    """`pg_dump` in its custom format: the keys schema alone, or everything but it. Raises CannotCopy."""
    which = f"--schema={KEYS_SCHEMA}" if is_keys else f"--exclude-schema={KEYS_SCHEMA}"
    _run(settings, ["pg_dump", "--format=custom", "--no-owner", which, f"--file={target}", "--dbname"])
    _sync(target)


def load_postgresql(settings: Mapping[str, Any], source: Path) -> None:
    """`pg_restore` over what is there, in one transaction. Raises CannotCopy."""
    options = ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
    _run(settings, ["pg_restore", *options, "--dbname"], [str(source)])


def _run(settings: Mapping[str, Any], command: list[str], more: list[str] | None = None) -> None:
    """Runs a PostgreSQL tool; the password goes by the environment, where no list of processes shows it."""
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    env = os.environ | {name: str(settings[key]) for key, name in names.items() if settings.get(key)}
    try:
        subprocess.run([*command, settings["NAME"], *(more or [])], env=env, check=True, capture_output=True)
    except FileNotFoundError as missing:
        raise CannotCopy("tool_missing", command[0]) from missing
    except subprocess.CalledProcessError as failed:
        raise CannotCopy("tool_failed", failed.stderr.decode(errors="replace").strip()[:300]) from failed


def copy_log(source: Path, target: Path, keys_dir: Path) -> tuple[str, int]:
    """Copies the public folder up to its checkpoint and checks the copy; origin and size, ("", 0) without a log.

    Full tiles may replace partial ones meanwhile, so a copy that lacks a file is completed once. Raises CannotCopy.
    """
    state = read_checkpoint(source)
    if state is None:
        return "", 0
    shutil.copy2(source / CHECKPOINT, _made(target) / CHECKPOINT)  # first: the tiles are then never older
    for _ in range(2):
        copy_tree(source, target)
        report = check_log(target, keys_dir)
        if report.is_clean:
            return state.origin, state.size
    raise CannotCopy("log_damaged", f"{report.found[0].code} {report.found[0].where}")


def check_log(folder: Path, keys_dir: Path) -> FsckReport:
    """The whole log recomputed from its files, with the keys of this installation where they exist."""
    state = read_checkpoint(folder)
    known = state is not None and signer.have_log_keys(keys_dir)
    return fsck(folder, signer.log_keys(keys_dir, state.origin).vkeys if known and state else None)


def read_checkpoint(folder: Path) -> notes.Checkpoint | None:
    """The checkpoint published in a log folder; None without one. Raises CannotCopy when it cannot be read."""
    try:
        text = TileStore(folder).checkpoint()
        return None if text is None else notes.parse_checkpoint(notes.parse_note(text).text)
    except (notes.BadNote, UnicodeDecodeError) as broken:
        raise CannotCopy("checkpoint_damaged", str(folder / CHECKPOINT)) from broken


def copy_tree(source: Path, target: Path) -> None:
    """Copies every file that is not there yet; drafts and files that vanish meanwhile are left out."""
    _made(target)
    for place, _, names in os.walk(source):
        here = target / Path(place).relative_to(source)
        here.mkdir(parents=True, exist_ok=True)
        for name in names:
            if name.startswith(".draft-") or (here / name).exists():
                continue
            try:
                shutil.copy2(Path(place) / name, here / name)
            except FileNotFoundError:
                continue
            _sync(here / name)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
