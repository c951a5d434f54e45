"""The steps of a restore: check everything first, set the old aside, put the new in place, replay what was erased."""

import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections

from ikrar.cli import backup, restore_log
from ikrar.cli import backup_parts as parts
from ikrar.cli.backup_manifest import Manifest, read_manifest, sync_folder
from ikrar.domain.ledger.queries import sequenced_size
from ikrar.domain.ledger.signer import have_log_keys
from ikrar.domain.ledger.subjects import erase_key
from ikrar.domain.ledger.tilestore import CHECKPOINT


class NotRestored(Exception):
    """The restore was refused before anything changed; `reason` is a code, `path` what it is about."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(f"{reason} {path}".strip())
        self.reason, self.path = reason, path


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. `published` is the newest checkpoint known anywhere, `database` the restored size."""

    id: str
    database: int
    published: int
    erased: int
    set_aside: str

    @property
    def is_held(self) -> bool:
        """Whether the log stands still, because more was published than the database knows."""
        return self.published > self.database

    def as_dict(self) -> dict[str, object]:
        """For `--json`."""
        return {**asdict(self), "is_held": self.is_held}

    def sentence(self) -> str:
        """For people."""
        said = f"Cadangan {self.id} dipulihkan. Penghapusan yang diulang: {self.erased}."
        if self.set_aside:
            said += f"\nIsi lama disisihkan di {self.set_aside}."
        if self.is_held:
            said += (
                f"\nBuku catatan DITAHAN: {self.published} catatan sudah terbit, basis data mengenal {self.database}."
                "\nJalankan `ikrar restore --reread`. Bila berkasnya tidak ada: `ikrar restore --accept-fork ALASAN`."
            )
        return said


def check_backup(folder: Path, keys_folder: Path | None) -> Manifest:
    """Compares every file of both parts with its manifest. Raises BadBackup, NotRestored."""
    main_part = read_manifest(folder, "main")
    if keys_folder:
        keys_part = read_manifest(keys_folder, "keys")
        if keys_part.id != main_part.id and keys_part.made_at < main_part.made_at:
            raise NotRestored("other_run")
        if keys_part.engine != main_part.engine:
            raise NotRestored("other_engine", keys_part.engine)
    return main_part


def put_back(
    folder: Path,
    keys_folder: Path | None,
    *,
    at: datetime,
    is_forced: bool,
    second: Path | None,
    erased: Path | None,
) -> Restored:
    """Restores both parts. The log is held from the first step on and let go in the last.

    Raises BadBackup and NotRestored before anything changed, CannotCopy when a step failed: then the log stays held.
    """
    main_part = check_backup(folder, keys_folder)
    _demand_room(main_part, keys_folder, is_forced=is_forced)
    gone = set(_erased_here()) | _lines(erased) | _lines(keys_folder and keys_folder / backup.ERASED)
    published = restore_log.published_size(settings.IKRAR_LOG, second)
    restore_log.hold(database=main_part.log_size, published=published, at=at)
    aside = settings.IKRAR_HOME / f"replaced-{at:%Y%m%d-%H%M%S}"
    _place_databases(folder, keys_folder, aside)
    _place_folders(folder, keys_folder, aside, is_newer=main_part.log_size >= published)
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    again = [ref for ref in sorted(gone | set(backup.erased_subjects())) if erase_key(ref)]
    _keep_list(gone)
    database, published = sequenced_size(), max(published, main_part.log_size)
    restore_log.hold(database=database, published=published, at=at)
    if published <= database:
        restore_log.let_go()
    return Restored(main_part.id, database, published, len(again), str(aside) if aside.exists() else "")


def _demand_room(main_part: Manifest, keys_folder: Path | None, *, is_forced: bool) -> None:
    if (main_part.engine == "sqlite") != backup.is_sqlite():
        raise NotRestored("other_engine", main_part.engine)
    if keys_folder is None and not have_log_keys(settings.IKRAR_KEYS):
        raise NotRestored("keys_missing")
    if not is_forced and (_has_rows() or (settings.IKRAR_LOG / CHECKPOINT).exists()):
        raise NotRestored("not_empty")
    if _is_running():
        raise NotRestored("in_use")


def _is_running() -> bool:
    """Whether another process has one of the databases open."""
    if not backup.is_sqlite():
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            others = cursor.fetchone()[0]
        connections.close_all()
        return bool(others)
    connections.close_all()
    return any(parts.is_in_use(Path(one["NAME"])) for one in settings.DATABASES.values())


def _has_rows() -> bool:
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT 1 FROM ledger_entry LIMIT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        return False


def _erased_here() -> list[str]:
    """Who was erased in the installation that is about to be replaced; nobody when it cannot be read."""
    try:
        return backup.erased_subjects()
    except DatabaseError:
        return sorted(_lines(settings.IKRAR_HOME / backup.ERASED))
    finally:
        connections.close_all()


def _lines(path: Path | None) -> set[str]:
    return set(path.read_text().split()) if path and path.exists() else set()


def _keep_list(gone: Iterable[str]) -> None:
    listed = settings.IKRAR_HOME / backup.ERASED
    listed.write_text("".join(f"{ref}\n" for ref in sorted(set(gone) | _lines(listed))))


def _place_databases(folder: Path, keys_folder: Path | None, aside: Path) -> None:
    pairs = [("default", folder, backup.MAIN_SQLITE, backup.MAIN_DUMP)]
    if keys_folder:
        pairs.insert(0, ("keys", keys_folder, backup.KEYS_SQLITE, backup.KEYS_DUMP))
    for alias, source, file, dump in pairs:
        if backup.is_sqlite():
            place = Path(settings.DATABASES[alias]["NAME"])
            for old in (place, *(place.with_name(place.name + tail) for tail in ("-wal", "-shm"))):
                _set_aside(old, aside)
            parts.copy_sqlite(source / file, place)
            place.chmod(0o600)
            sync_folder(place.parent)
        else:
            parts.load_postgresql(settings.DATABASES[alias], source / dump)


def _place_folders(folder: Path, keys_folder: Path | None, aside: Path, *, is_newer: bool) -> None:
    """Puts folders in place. A log folder that was published further than the backup stays: it is the truth."""
    todo = [(folder / backup.FILES, settings.IKRAR_HOME / backup.FILES)]
    if keys_folder:
        todo.append((keys_folder / backup.KEYS, settings.IKRAR_KEYS))
    if is_newer:
        todo.append((folder / backup.LOG, settings.IKRAR_LOG))
    for source, target in todo:
        if not source.exists():
            continue
        _set_aside(target, aside)
        parts.copy_tree(source, target)
        sync_folder(target.parent)
    settings.IKRAR_KEYS.chmod(0o700)


def _set_aside(path: Path, aside: Path) -> None:
    if path.exists():
        aside.mkdir(mode=0o700, exist_ok=True)
        shutil.move(path, aside / path.name)
