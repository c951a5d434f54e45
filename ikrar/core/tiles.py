"""Which files hold the log, and which of them change when it grows? (C2SP tlog-tiles)

A tile holds up to 256 hashes of one level; a tile of level L + 1 holds the roots of full tiles of level L.
An entry bundle holds the 256 entries under one tile of level 0.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from ikrar.core import merkle

FULL = 256
HEIGHT = 8
TOP_LEVEL = 63
ENTRIES = -1  # the level that stands for entry bundles
LONGEST_ENTRY = 0xFFFF

ReadTile = Callable[["Tile"], bytes]

_PLACE = r"(?P<place>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
_PATH = re.compile(r"tile/(?P<level>entries|0|[1-9][0-9]?)/" + _PLACE, re.ASCII)


class BadTile(ValueError):
    """A path, a tile or a bundle is not what the layout says."""


class Tile(NamedTuple):
    """One file of the layout: its level (ENTRIES for a bundle), its place in the level, its width 1..256."""

    level: int
    place: int
    width: int

    @property
    def path(self) -> str:
        """The path under the log's prefix, such as tile/0/x001/x234/067.p/12."""
        groups = [f"{self.place % 1000:03d}"]
        higher = self.place // 1000
        while higher:
            groups.insert(0, f"x{higher % 1000:03d}")
            higher //= 1000
        level = "entries" if self.level == ENTRIES else str(self.level)
        partial = "" if self.width == FULL else f".p/{self.width}"
        return f"tile/{level}/{'/'.join(groups)}{partial}"


@dataclass(frozen=True, slots=True)
class Write:
    """A file to be written: which one and its bytes."""

    tile: Tile
    data: bytes


def parse_path(path: str) -> Tile:
    """The tile a path names; refuses leading zeroes, width 256 or more, levels above 63. Raises BadTile."""
    found = _PATH.fullmatch(path)
    if found is None:
        raise BadTile(f"no tile path: {path!r}")
    level = ENTRIES if found["level"] == "entries" else int(found["level"])
    place = int(found["place"].replace("x", "").replace("/", ""))
    tile = Tile(level, place, int(found["width"] or FULL))
    if level > TOP_LEVEL or tile.path != path:
        raise BadTile(f"no tile path: {path!r}")
    return tile


def width_at(level: int, place: int, size: int) -> int:
    """How many hashes of this tile exist in a tree of `size` leaves: 0 to 256."""
    there = size >> (HEIGHT * max(level, 0))
    return max(0, min(FULL, there - place * FULL))


def tiles_of(size: int) -> Iterator[Tile]:
    """Every tile and bundle of a tree of `size` leaves, full and partial."""
    return changed(0, size)


def changed(old: int, new: int) -> Iterator[Tile]:
    """The tiles and bundles that a tree of `new` leaves has and one of `old` leaves had not.

    Only the partial tiles of the new size itself are named, never those of sizes between.
    """
    if not 0 <= old <= new <= merkle.LARGEST_SIZE:
        raise BadTile(f"a tree of {new} does not continue one of {old}")
    yield from _changed_in(ENTRIES, old, new)
    level = 0
    while new >> (HEIGHT * level):
        yield from _changed_in(level, old, new)
        level += 1


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Up to 256 entries, each after its length as a big-endian uint16. Raises BadTile."""
    if not 1 <= len(entries) <= FULL or max(map(len, entries)) > LONGEST_ENTRY:
        raise BadTile("a bundle has 1 to 256 entries of at most 65,535 bytes")
    return b"".join([len(entry).to_bytes(2) + entry for entry in entries])


def decode_bundle(data: bytes, width: int) -> list[bytes]:
    """Exactly `width` entries and not one byte more. Raises BadTile."""
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2])
        entries.append(data[at + 2 : end])
        at = end
    if at != len(data) or len(entries) != width:
        raise BadTile(f"the bundle does not hold {width} whole entries")
    return entries


def split_tile(tile: Tile, data: bytes) -> list[bytes]:
    """The hashes of a tile file, which must be exactly as long as its width says. Raises BadTile."""
    if len(data) != tile.width * merkle.WIDTH:
        raise BadTile(f"{tile.path} has {len(data)} bytes")
    return [data[at : at + merkle.WIDTH] for at in range(0, len(data), merkle.WIDTH)]


class Hashes:
    """Any hash of a tree of `size` leaves, read from its tiles; the last tiles read are kept.

    `read_tile` gives the bytes of a tile as it stands in a tree of this size. Use `read_hash` with the
    proof functions of `merkle`.
    """

    def __init__(self, size: int, read_tile: ReadTile, *, kept: int = 64) -> None:
        self.size = size
        self._read_tile = read_tile
        self._kept = kept
        self._levels: dict[tuple[int, int], list[list[bytes]]] = {}

    def read_hash(self, level: int, index: int) -> bytes:
        """The hash of the complete subtree `index` of `level`. Raises BadTile when it does not exist."""
        if level < 0 or index < 0 or (index + 1) << level > self.size:
            raise BadTile(f"no complete subtree {index} of level {level} in a tree of {self.size}")
        tile_level, inner = divmod(level, HEIGHT)
        place, at = divmod(index, FULL >> inner)
        return self._tile(tile_level, place)[inner][at]

    def _tile(self, level: int, place: int) -> list[list[bytes]]:
        found = self._levels.pop((level, place), None)
        if found is None:
            tile = Tile(level, place, width_at(level, place, self.size))
            found = [split_tile(tile, self._read_tile(tile))]
            while len(found[-1]) > 1:
                found.append(merkle.pair_up(found[-1]))
            if len(self._levels) >= self._kept:
                del self._levels[next(iter(self._levels))]
        self._levels[level, place] = found
        return found


class Edge:
    """The right edge of a growing tree: the partial tile of every level and the partial bundle.

    It is all that is needed to append and to know the root, and it is made from the tiles of `size` alone.
    """

    def __init__(self, size: int = 0, read_tile: ReadTile | None = None) -> None:
        self.size = size
        self._entries: list[bytes] = []
        self._hashes: list[list[bytes]] = []
        if read_tile is None:
            if size:
                raise BadTile("a tree that is not empty needs its tiles")
            return
        for tile in _partial_tiles(size):
            data = read_tile(tile)
            if tile.level == ENTRIES:
                self._entries = decode_bundle(data, tile.width)
            else:
                self._level(tile.level).extend(split_tile(tile, data))

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        peaks: list[bytes] = []
        for hashes in reversed(self._hashes):
            at = 0
            for bit in range(HEIGHT - 1, -1, -1):
                if len(hashes) & (1 << bit):
                    peaks.append(merkle.root(hashes[at : at + (1 << bit)]))
                    at += 1 << bit
        return merkle.fold(peaks)

    def append(self, entries: Sequence[bytes]) -> Iterator[Write]:
        """Takes the entries in order and names the full tiles and bundles they complete.

        The caller must run the iterator to its end; `partials` then gives the files of the last tiles.
        """
        at = 0
        while at < len(entries):
            taken = entries[at : at + FULL - len(self._entries)]
            at += len(taken)
            self._entries.extend(taken)
            self._level(0).extend([sha256(b"\x00" + entry).digest() for entry in taken])
            self.size += len(taken)
            if len(self._entries) == FULL:
                yield Write(Tile(ENTRIES, self.size // FULL - 1, FULL), encode_bundle(self._entries))
                self._entries = []
                yield from self._carry()

    def partials(self) -> Iterator[Write]:
        """The partial bundle and tiles of the tree as it stands."""
        if self._entries:
            yield Write(Tile(ENTRIES, self.size // FULL, len(self._entries)), encode_bundle(self._entries))
        for level, hashes in enumerate(self._hashes):
            if hashes:
                place = self.size >> (HEIGHT * (level + 1))
                yield Write(Tile(level, place, len(hashes)), b"".join(hashes))

    def _carry(self) -> Iterator[Write]:
        level = 0
        while len(self._hashes[level]) == FULL:
            full, self._hashes[level] = self._hashes[level], []
            place = (self.size >> (HEIGHT * (level + 1))) - 1
            yield Write(Tile(level, place, FULL), b"".join(full))
            self._level(level + 1).append(merkle.root(full))
            level += 1

    def _level(self, level: int) -> list[bytes]:
        while len(self._hashes) <= level:
            self._hashes.append([])
        return self._hashes[level]


def _changed_in(level: int, old: int, new: int) -> Iterator[Tile]:
    shift = HEIGHT * max(level, 0)
    for place in range((old >> shift) // FULL, -(-(new >> shift) // FULL)):
        width = width_at(level, place, new)
        if width != width_at(level, place, old):
            yield Tile(level, place, width)


def _partial_tiles(size: int) -> Iterator[Tile]:
    level = 0
    while size >> (HEIGHT * level):
        place, width = divmod(size >> (HEIGHT * level), FULL)
        if width:
            if level == 0:
                yield Tile(ENTRIES, place, width)
            yield Tile(level, place, width)
        level += 1
