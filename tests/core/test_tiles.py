"""Do the files have the names, the widths and the bytes that the layout says?"""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core import merkle, tiles
from ikrar.core.tiles import ENTRIES, Tile

ENTRY = [n.to_bytes(3) for n in range(70_000)]


def built(size: int, steps: int = 1) -> dict[Tile, bytes]:
    """All files of a log of `size` entries that grew in so many steps, every partial one kept."""
    files: dict[Tile, bytes] = {}
    edge = tiles.Edge()
    cuts = [size * step // steps for step in range(steps + 1)]
    for low, high in itertools.pairwise(cuts):
        for write in [*edge.append(ENTRY[low:high]), *edge.partials()]:
            files[write.tile] = write.data
    return files


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0, 256), "tile/0/000"),
        (Tile(0, 1_234_067, 256), "tile/0/x001/x234/067"),
        (Tile(1, 999, 1), "tile/1/999.p/1"),
        (Tile(ENTRIES, 1_000, 255), "tile/entries/x001/000.p/255"),
        (Tile(63, 0, 17), "tile/63/000.p/17"),
    ],
)
def test_a_tile_has_one_path_and_a_path_one_tile(tile, path):
    assert tile.path == path
    assert tiles.parse_path(path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "tile/00/000", "tile/64/000", "tile/0/00", "tile/0/0000", "tile/0/x000/001", "tile/0/001/001", "tile/0/000.p/0",
        "tile/0/000.p/256", "tile/0/000.p/01", "tile/entries/000.p/", "tile/0/000/", "/tile/0/000", "tile/-1/000",
        "tile/0/../000", "tile/0/٠٠٠", "tile/0/000\n", "tile/x/000",
    ],
)  # fmt: skip
def test_every_other_path_is_refused(path):
    with pytest.raises(tiles.BadTile):
        tiles.parse_path(path)


def test_the_examples_of_the_specification():
    names = [tile for tile in tiles.tiles_of(70_000) if tile.level != ENTRIES]
    assert sum(tile.level == 0 and tile.width == 256 for tile in names) == 273
    partial = [(tile.level, tile.width) for tile in names if tile.width < 256]
    assert partial == [(0, 112), (1, 17), (2, 1)]
    assert sum(tile.level == 1 and tile.width == 256 for tile in names) == 1
    assert [(t.level, t.width) for t in tiles.tiles_of(256)] == [(ENTRIES, 256), (0, 256), (1, 1)]
    assert list(tiles.tiles_of(0)) == []


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 200_000), st.integers(0, 3_000))
def test_what_changed_is_what_is_new(old, more):
    was, now = set(tiles.tiles_of(old)), set(tiles.tiles_of(old + more))
    assert set(tiles.changed(old, old + more)) == now - was


def test_growing_by_steps_gives_the_same_files_as_growing_at_once():
    for size in (1, 255, 256, 257, 1_000, 66_000):
        at_once, by_steps = built(size), built(size, steps=7)
        assert {tile: by_steps[tile] for tile in at_once} == at_once
        assert set(at_once) == set(tiles.tiles_of(size))


def test_proofs_from_tiles_lead_to_the_root():
    size = 66_000
    files = built(size)
    hashes = tiles.Hashes(size, files.__getitem__, kept=8)
    whole = merkle.root([merkle.leaf_hash(entry) for entry in ENTRY[:size]])
    assert merkle.root_at(size, hashes.read_hash) == whole
    edge = tiles.Edge(size, files.__getitem__)
    assert edge.root() == whole
    for index in [0, size - 1, *random.Random(1).choices(range(size), k=20)]:
        path = merkle.inclusion_path(index, size, hashes.read_hash)
        assert merkle.includes(merkle.leaf_hash(ENTRY[index]), index, size, path, whole)
    for old in [1, 255, 256, 65_536, *random.Random(2).choices(range(1, size), k=10)]:
        before = merkle.root_at(old, hashes.read_hash)
        assert merkle.continues(old, size, before, whole, merkle.consistency_path(old, size, hashes.read_hash))


def test_an_edge_read_back_goes_on_as_if_it_had_never_stopped():
    files = built(1_000)
    edge = tiles.Edge(1_000, files.__getitem__)
    later = {write.tile: write.data for write in [*edge.append(ENTRY[1_000:70_000]), *edge.partials()]}
    straight = built(70_000)
    assert all(straight[tile] == data for tile, data in later.items())
    assert edge.root() == tiles.Edge(70_000, straight.__getitem__).root()


def test_a_hash_that_does_not_exist_is_refused():
    hashes = tiles.Hashes(300, built(300).__getitem__)
    for level, index in [(0, 300), (8, 1), (9, 0), (-1, 0), (0, -1)]:
        with pytest.raises(tiles.BadTile):
            hashes.read_hash(level, index)
    with pytest.raises(tiles.BadTile):
        tiles.Edge(3)
    with pytest.raises(tiles.BadTile):
        tiles.split_tile(Tile(0, 0, 2), bytes(63))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=40), min_size=1, max_size=12))
def test_a_bundle_gives_back_its_entries_and_nothing_else(entries):
    data = tiles.encode_bundle(entries)
    assert tiles.decode_bundle(data, len(entries)) == entries
    for odd, width in [
        (data, len(entries) + 1),
        (data[:-1], len(entries)),
        (data + b"\x00", len(entries)),
        (data + b"\x00\x00", len(entries)),
    ]:
        with pytest.raises(tiles.BadTile):
            tiles.decode_bundle(odd, width)


@pytest.mark.parametrize("entries", [[], [b"x"] * 257, [bytes(65_536)]])
def test_a_bundle_that_cannot_be_written_is_refused(entries):
    with pytest.raises(tiles.BadTile):
        tiles.encode_bundle(entries)
