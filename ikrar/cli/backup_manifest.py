"""Is this folder a whole backup, with every byte that was written into it and nothing else?"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = "ikrar-backup/1"
NAME = "manifest.json"
_CHUNK = 1 << 20


class BadBackup(Exception):
    """The folder is no whole backup: `reason` is a code, `path` the file concerned."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(f"{reason} {path}".strip())
        self.reason, self.path = reason, path


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `files` maps relative paths to (bytes, SHA-256 in hex).

    `id` is the same in the main part and in the keys part of one run; `log_size` is the size of the checkpoint.
    """

    id: str
    part: str  # main | keys
    made_at: str
    version: str
    engine: str  # sqlite | postgresql
    log_origin: str
    log_size: int
    files: dict[str, tuple[int, str]]


def write_manifest(folder: Path, **about: object) -> Manifest:
    """Hashes every file of the folder and writes the manifest last, so that a cut-off backup has none."""
    files = {name: _measure(folder / name) for name in _names(folder)}
    manifest = Manifest(files=files, **about)  # type: ignore[arg-type]
    body = asdict(manifest)
    text = _written(body)
    draft = folder / f".{NAME}"
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(folder / NAME)
    sync_folder(folder)
    return manifest


def read_manifest(folder: Path, part: str) -> Manifest:
    """The manifest, after every file was compared with it. Raises BadBackup at the first difference."""
    try:
        text = (folder / NAME).read_text("utf-8")
        body = json.loads(text)["manifest"]
        if text != _written(body):
            raise BadBackup("manifest_changed", NAME)
        files = {str(name): (int(size), str(digest)) for name, (size, digest) in body.pop("files").items()}
        manifest = Manifest(files=files, **body)
    except FileNotFoundError as missing:
        raise BadBackup("no_manifest", NAME) from missing
    except (ValueError, KeyError, TypeError) as broken:
        raise BadBackup("manifest_changed", NAME) from broken
    if manifest.part != part:
        raise BadBackup("wrong_part", NAME)
    _compare(folder, manifest)
    return manifest


def _compare(folder: Path, manifest: Manifest) -> None:
    present = set(_names(folder))
    for name in sorted(manifest.files.keys() - present):
        raise BadBackup("file_missing", name)
    for name in sorted(present - manifest.files.keys()):
        raise BadBackup("file_added", name)
    for name, known in sorted(manifest.files.items()):
        if _measure(folder / name) != known:
            raise BadBackup("file_changed", name)


def _names(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    names = [path.relative_to(folder).as_posix() for path in found]
    return sorted(name for name in names if name not in (NAME, f".{NAME}"))


def _measure(path: Path) -> tuple[int, str]:
    if path.is_symlink():
        raise BadBackup("file_changed", path.name)
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def _written(body: dict[str, object]) -> str:
    """The one text of a manifest, its own digest included."""
    digest = hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    return json.dumps({"format": FORMAT, "manifest": body, "sha256": digest}, indent=1, sort_keys=True)


def sync_folder(folder: Path) -> None:
    """Makes new names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
