"""Do the public files of the log survive a crash, never change, and get rid of what is no longer needed?"""

import os
from datetime import UTC, datetime, timedelta

import pytest

from ikrar.core import merkle, tiles
from ikrar.core.tiles import ENTRIES, Tile, Write
from ikrar.domain.ledger.tilestore import MissingTile, TileChanged, TileStore

ENTRIES_OF = [n.to_bytes(4) for n in range(1_500)]


def grown(store: TileStore, *sizes: int) -> tiles.Edge:
    edge = tiles.Edge()
    for size in sizes:
        store.write(edge.append(ENTRIES_OF[edge.size : size]))
        store.write(edge.partials())
    return edge


def test_the_files_are_those_of_the_layout(tmp_path):
    grown(TileStore(tmp_path), 600)
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {tile.path for tile in tiles.tiles_of(600)}


def test_a_log_goes_on_from_its_files(tmp_path):
    store = TileStore(tmp_path)
    root = grown(store, 10, 256, 300, 1_500).root()
    assert store.edge(1_500).root() == root
    assert merkle.root_at(1_500, store.hashes(1_500).read_hash) == root
    assert store.entry(1_499, 1_500) == ENTRIES_OF[1_499]


def test_a_file_that_would_change_stops_everything(tmp_path):
    store = TileStore(tmp_path)
    grown(store, 300)
    tile = Tile(0, 0, 256)
    with pytest.raises(TileChanged):
        store.write([Write(tile, bytes(8_192))])
    assert store.read(tile) != bytes(8_192)
    grown(store, 300)


def test_an_old_partial_tile_is_cut_from_the_full_one(tmp_path):
    store = TileStore(tmp_path)
    grown(store, 300, 1_500)
    for level in (ENTRIES, 0):
        (tmp_path / Tile(level, 1, 44).path).unlink()
    old = store.edge(300)
    assert old.root() == merkle.root([merkle.leaf_hash(entry) for entry in ENTRIES_OF[:300]])
    with pytest.raises(MissingTile):
        store.read(Tile(0, 5, 221))


def test_partials_go_only_when_the_full_tile_is_old_enough(tmp_path):
    store = TileStore(tmp_path)
    grown(store, 10, 200, 300, 310)
    now = datetime.now(UTC)
    (tmp_path / "tile" / "0" / ".draft-0123456789ab").write_bytes(b"left behind")
    assert store.clear_partials(now=now, grace=timedelta(hours=1)) == 0
    assert store.clear_partials(now=now + timedelta(hours=2), grace=timedelta(hours=1)) == 5
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.p/*")}
    assert left == {f"tile/{level}/001.p/{width}" for level in ("entries", "0") for width in (44, 54)} | {
        "tile/1/000.p/1"
    }
    assert store.read(Tile(ENTRIES, 0, 10)) == tiles.encode_bundle(ENTRIES_OF[:10])


def test_the_checkpoint_is_replaced_whole(tmp_path):
    store = TileStore(tmp_path / "log")
    assert store.checkpoint() is None
    store.publish("first")
    store.publish("second")
    assert store.checkpoint() == "second"
    assert os.listdir(tmp_path / "log") == ["checkpoint"]
