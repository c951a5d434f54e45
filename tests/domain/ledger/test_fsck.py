"""Does the check from files alone see every change, and nothing where nothing changed?"""

import random
import shutil

import pytest

from ikrar.core import notes, tallies, tiles
from ikrar.domain.ledger import fsck as checks
from ikrar.domain.ledger.fsck import Problem, fsck
from ikrar.domain.ledger.tilestore import TileStore
from tests.given import logs

LOG = logs.small_log(600)


def written(directory, log=LOG):
    store = TileStore(directory, is_synced=False)
    store.write(tiles.Write(tile, data) for tile, data in log.files.items())
    store.publish(str(log.note))
    store.publish("\n".join(log.keys.vkeys) + "\n", checks.KEYS_FILE)
    return store


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    directory = tmp_path_factory.mktemp("log")
    written(directory)
    return directory


@pytest.fixture
def log(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "log")


def codes(directory, trusted=None):
    return {found.code for found in fsck(directory, trusted).found}


def test_a_whole_log_is_clean_and_says_what_it_holds(whole):
    report = fsck(whole, LOG.keys.vkeys)
    assert report.is_clean
    assert (report.size, report.origin, report.is_key_trusted, len(report.signed_by)) == (
        601,
        logs.ORIGIN,
        True,
        2,
    )
    assert sum(count.number for count in report.counts) == 601
    assert not fsck(whole).is_key_trusted


def test_every_changed_byte_in_any_file_is_seen(log):
    chance = random.Random(3)
    paths = sorted(path for path in log.rglob("*") if path.is_file() and path.name != checks.KEYS_FILE)
    for path in paths:
        data = path.read_bytes()
        at = chance.randrange(len(data))
        path.write_bytes(data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :])
        assert codes(log, LOG.keys.vkeys), path
        path.write_bytes(data)
    assert codes(log, LOG.keys.vkeys) == set()


def test_every_missing_or_cut_file_is_seen(log):
    for path in sorted(path for path in log.rglob("*") if path.is_file()):
        data = path.read_bytes()
        path.write_bytes(data[:-2])
        assert codes(log), path
        path.unlink()
        assert codes(log), path
        path.write_bytes(data)


def test_another_log_in_place_of_this_one_is_seen(tmp_path):
    forged = logs.small_log(599, keys=logs.fixed_keys(number=2))
    written(tmp_path, forged)
    assert codes(tmp_path) == set()
    assert codes(tmp_path, LOG.keys.vkeys) == {Problem.NO_SIGNATURE}


def test_a_checkpoint_for_other_contents_is_seen(log):
    text = notes.Checkpoint(logs.ORIGIN, 601, bytes(32)).text
    TileStore(log).publish(str(notes.Note(text, LOG.keys.sign(text, time=1))))
    assert codes(log) == {Problem.ROOT_DIFFERS}


def test_an_unsigned_or_unreadable_checkpoint_is_seen(log):
    store = TileStore(log)
    store.publish(str(notes.Note(LOG.note.text, LOG.note.signatures[:1])))
    assert codes(log) == {Problem.NO_SIGNATURE}
    store.publish(str(notes.Note(LOG.note.text.replace("601", "600"), LOG.note.signatures)))
    assert Problem.BAD_SIGNATURE in codes(log)
    store.publish("nothing")
    assert codes(log) == {Problem.BAD_CHECKPOINT}
    (log / "checkpoint").unlink()
    assert codes(log) == {Problem.NO_CHECKPOINT}


def test_faults_of_the_contents_are_named_beside_those_of_the_files(tmp_path):
    entries = [*LOG.entries[:20], LOG.entries[5]]
    edge = tiles.Edge()
    files = {write.tile: write.data for write in [*edge.append(entries), *edge.partials()]}
    text = notes.Checkpoint(logs.ORIGIN, edge.size, edge.root()).text
    note = notes.Note(text, LOG.keys.sign(text, time=1))
    written(tmp_path, logs.Log(tuple(entries), files, note, LOG.keys, (), ()))
    assert codes(tmp_path) == {tallies.Fault.COUNTED_TWICE}
