"""A consistent backup of a running installation, the keys apart from everything else."""

import argparse
import json
import secrets
import shutil
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from ikrar.cli import backup_parts as parts
from ikrar.cli.backup_manifest import BadBackup, Manifest, sync_folder, write_manifest
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry

MAIN_SQLITE, MAIN_DUMP = "main.sqlite3", "main.dump"
KEYS_SQLITE, KEYS_DUMP = "keys.sqlite3", "keys.dump"
LOG, FILES, KEYS, ERASED = "log", "files", "keys", "erased.txt"
SAYINGS = {
    "database_unreadable": "Basis data {detail} tidak dapat dibaca. Cadangan tidak dibuat.",
    "database_damaged": "Basis data {detail} rusak. Cadangan tidak dibuat.",
    "tool_missing": "Program {detail} tidak ada. Pasang klien PostgreSQL, lalu ulangi.",
    "tool_failed": "PostgreSQL menolak: {detail}",
    "log_damaged": "Buku catatan tidak utuh ({detail}). Cadangan tidak dibuat.",
    "checkpoint_damaged": "Titik periksa {detail} tidak dapat dibaca.",
}


def main(argv: list[str]) -> int:
    """Write the backup. Exit 0 done, 1 refused or impossible, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="ikrar backup", description="Membuat cadangan yang utuh.")
    parser.add_argument("folder", type=Path, help="folder baru untuk basis data, buku catatan, dan berkas")
    keys = parser.add_mutually_exclusive_group(required=True)
    keys.add_argument("--keys", type=Path, metavar="FOLDER", help="folder baru, di tempat lain, untuk kunci")
    keys.add_argument("--without-keys", action="store_true", help="kunci dicadangkan dengan cara lain")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    folder, keys_folder = args.folder.resolve(), args.keys.resolve() if args.keys else None
    if (problem := _misplaced(folder, keys_folder)) is not None:
        print(problem, file=sys.stderr)
        return 2
    try:
        main_part, keys_part = back_up(folder, keys_folder, at=datetime.now(UTC))
    except parts.CannotCopy as refused:
        print(SAYINGS[refused.reason].format(detail=refused.detail), file=sys.stderr)
        return 1
    except (OSError, BadBackup) as broken:
        print(f"Cadangan tidak selesai: {broken}", file=sys.stderr)
        return 1
    _tell(main_part, keys_part, is_json=args.json)
    return 0


def back_up(folder: Path, keys_folder: Path | None, *, at: datetime) -> tuple[Manifest, Manifest | None]:
    """Writes both parts and returns their manifests. Nothing is left behind when it fails. Raises CannotCopy, OSError."""
    about: dict[str, object] = {
        "id": secrets.token_hex(8),
        "made_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "version": version("ikrar"),
        "engine": "sqlite" if is_sqlite() else "postgresql",
    }
    drafts = [path.with_name(f".{path.name}.{about['id']}") for path in (folder, keys_folder) if path]
    try:
        log = _write_main(drafts[0])
        about |= {"log_origin": log[0], "log_size": log[1]}
        main_part = write_manifest(drafts[0], part="main", **about)
        keys_part = None
        if keys_folder:
            _write_keys(drafts[1])
            keys_part = write_manifest(drafts[1], part="keys", **about)
        for draft, path in zip(drafts, (folder, keys_folder), strict=False):
            if path:
                draft.rename(path)
                sync_folder(path.parent)
        return main_part, keys_part
    finally:
        for draft in drafts:
            shutil.rmtree(draft, ignore_errors=True)


def is_sqlite() -> bool:
    """Whether this installation keeps its record in a SQLite file."""
    return str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")


def _write_main(draft: Path) -> tuple[str, int]:
    draft.mkdir(parents=True, mode=0o700)
    log = parts.copy_log(settings.IKRAR_LOG, draft / LOG, settings.IKRAR_KEYS)
    if is_sqlite():
        parts.copy_sqlite(Path(settings.DATABASES["default"]["NAME"]), draft / MAIN_SQLITE)
    else:
        parts.dump_postgresql(settings.DATABASES["default"], draft / MAIN_DUMP, is_keys=False)
    if (files := settings.IKRAR_HOME / FILES).exists():
        parts.copy_tree(files, draft / FILES)
    return log


def _write_keys(draft: Path) -> None:
    draft.mkdir(parents=True, mode=0o700)
    if is_sqlite():
        parts.copy_sqlite(Path(settings.DATABASES["keys"]["NAME"]), draft / KEYS_SQLITE)
        (draft / KEYS_SQLITE).chmod(0o600)
    else:
        parts.dump_postgresql(settings.DATABASES["keys"], draft / KEYS_DUMP, is_keys=True)
    parts.copy_tree(settings.IKRAR_KEYS, draft / KEYS)
    (draft / KEYS).chmod(0o700)
    (draft / ERASED).write_text("".join(f"{ref}\n" for ref in erased_subjects()))


def erased_subjects() -> list[str]:
    """References of the people erased so far, by the ledger and by the list beside the database."""
    subjects = Entry.objects.filter(fact=Fact.PERSON_ERASED).values_list("subject", flat=True)
    refs = {subject.partition(":")[2] for subject in subjects}
    listed = settings.IKRAR_HOME / ERASED
    return sorted(refs | set(listed.read_text().split() if listed.exists() else ()))


def _misplaced(folder: Path, keys_folder: Path | None) -> str | None:
    for path in filter(None, (folder, keys_folder)):
        if path.exists():
            return f"Folder {path} sudah ada. Pilih nama baru; cadangan lama tidak ditimpa."
        if path.is_relative_to(settings.IKRAR_HOME):
            return "Simpan cadangan di luar folder pemasangan ini."
    if keys_folder and (keys_folder.is_relative_to(folder) or folder.is_relative_to(keys_folder)):
        return "Simpan kunci terpisah dari cadangan utama."
    return None


def _tell(main_part: Manifest, keys_part: Manifest | None, *, is_json: bool) -> None:
    if is_json:
        print(json.dumps({"id": main_part.id, "files": len(main_part.files), "log_size": main_part.log_size,
                          "keys": keys_part is not None}))  # fmt: skip
        return
    print(f"Cadangan {main_part.id} selesai: {len(main_part.files)} berkas, {main_part.log_size} catatan.")
    if keys_part is None:
        print("Kunci TIDAK ikut. Tanpa kunci, cadangan ini tidak dapat dipulihkan penuh.")
