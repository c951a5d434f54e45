"""Where do the public files of the log lie, and how are they written so that a crash leaves no half file?

The directory has the C2SP tlog-tiles layout and is served as it is: `checkpoint`, `tile/<L>/<N>`,
`tile/entries/<N>`. A file, once there, never changes; only `checkpoint` is replaced.
"""

import os
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from ikrar.core import tiles
from ikrar.core.tiles import Tile, Write

CHECKPOINT = "checkpoint"
WITNESSED = "checkpoint.disaksikan"  # the newest one that outside witnesses have cosigned
_DRAFT = re.compile(r"\.draft-[0-9a-f]{12}")


class TileChanged(Exception):
    """A file of the log was to be written with other bytes than it has: the log would fork."""


class MissingTile(OSError):
    """A file that a log of this size must have is not there."""


class TileStore:
    """The public directory of one log."""

    def __init__(self, directory: Path, *, is_synced: bool = True) -> None:
        """`is_synced=False` leaves out fsync; for rebuilding into a fresh directory only."""
        self.directory = directory
        self._is_synced = is_synced

    def read(self, tile: Tile) -> bytes:
        """The bytes of this tile or bundle; a partial one is also cut from its full one. Raises MissingTile."""
        try:
            return (self.directory / tile.path).read_bytes()
        except FileNotFoundError:
            return self._from_full(tile)

    def hashes(self, size: int) -> tiles.Hashes:
        """Every hash of the tree of this size, for proofs."""
        return tiles.Hashes(size, self.read)

    def edge(self, size: int) -> tiles.Edge:
        """The right edge of the tree of this size, for appending. Raises MissingTile or BadTile."""
        return tiles.Edge(size, self.read)

    def entry(self, index: int, size: int) -> bytes:
        """One log entry of a tree of this size. Raises MissingTile."""
        place, at = divmod(index, tiles.FULL)
        tile = Tile(tiles.ENTRIES, place, tiles.width_at(tiles.ENTRIES, place, size))
        return tiles.decode_bundle(self.read(tile), tile.width)[at]

    def write(self, writes: Iterable[Write]) -> None:
        """Puts tiles and bundles in place; the same bytes again change nothing. Raises TileChanged."""
        touched: set[Path] = set()
        for write in writes:
            path = self.directory / write.tile.path
            if path.exists():
                if path.read_bytes() != write.data:
                    raise TileChanged(f"{write.tile.path} would change")
                continue
            touched |= self._make_directories(path.parent)
            self._put(path, write.data)
            touched.add(path.parent)
        self._sync(touched)

    def checkpoint(self) -> str | None:
        """The published checkpoint, a signed note; None before the first."""
        return self.text(CHECKPOINT)

    def text(self, name: str) -> str | None:
        """A text file at the top of the directory; None when it is not there."""
        try:
            return (self.directory / name).read_text("utf-8")
        except FileNotFoundError:
            return None

    def publish(self, note: str, name: str = CHECKPOINT) -> None:
        """Replaces the checkpoint in one step."""
        self._make_directories(self.directory)
        self._put(self.directory / name, note.encode())
        self._sync({self.directory})

    def clear_partials(self, *, now: datetime, grace: timedelta) -> int:
        """Removes partial tiles whose full tile exists and is older than `grace`; returns how many.

        Drafts that a killed process left behind go the same way.
        """
        limit = (now - grace).timestamp()
        removed = 0
        for place, folders, files in os.walk(self.directory / "tile"):
            here = Path(place)
            removed += sum(_remove_draft(here / name, limit) for name in files if _DRAFT.fullmatch(name))
            for name in [folder for folder in folders if folder.endswith(".p")]:
                folders.remove(name)
                full = here / name.removesuffix(".p")
                if full.exists() and full.stat().st_mtime <= limit:
                    removed += _remove_folder(here / name)
        return removed

    def discard_beyond(self, size: int) -> int:
        """Removes every tile and bundle that a tree of `size` leaves does not have; returns how many.

        Only for files that no signed checkpoint covers.
        """
        removed = 0
        for path in [path for path in (self.directory / "tile").rglob("*") if path.is_file()]:
            try:
                tile = tiles.parse_path(str(path.relative_to(self.directory)))
            except tiles.BadTile:
                continue
            if tile.width > tiles.width_at(tile.level, tile.place, size):
                path.unlink()
                removed += 1
        return removed

    def _from_full(self, tile: Tile) -> bytes:
        full = Tile(tile.level, tile.place, tiles.FULL)
        try:
            data = (self.directory / full.path).read_bytes()
        except FileNotFoundError as missing:
            raise MissingTile(f"{tile.path} is not there") from missing
        if tile.level == tiles.ENTRIES:
            return tiles.encode_bundle(tiles.decode_bundle(data, tiles.FULL)[: tile.width])
        return b"".join(tiles.split_tile(full, data)[: tile.width])

    def _make_directories(self, directory: Path) -> set[Path]:
        missing: list[Path] = []
        at = directory
        while not at.exists():
            missing.append(at)
            at = at.parent
        directory.mkdir(parents=True, exist_ok=True)
        return {made.parent for made in missing}

    def _put(self, path: Path, data: bytes) -> None:
        draft = path.with_name(f".draft-{secrets.token_hex(6)}")
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            if self._is_synced:
                os.fsync(file.fileno())
        draft.replace(path)

    def _sync(self, directories: Iterable[Path]) -> None:
        if not self._is_synced:
            return
        for directory in sorted(directories):
            handle = os.open(directory, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _remove_draft(path: Path, limit: float) -> int:
    if path.stat().st_mtime > limit:
        return 0
    path.unlink(missing_ok=True)
    return 1


def _remove_folder(folder: Path) -> int:
    partials = list(folder.iterdir())
    for partial in partials:
        partial.unlink(missing_ok=True)
    folder.rmdir()
    return len(partials)
