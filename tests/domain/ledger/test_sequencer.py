"""Does every acknowledged entry get its one place in the log, wherever the sequencer is cut off or set back?"""

import random
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from ikrar.core import leaves, notes
from ikrar.core.leaves import Kind, Leaf
from ikrar.domain.ledger import gate, sequencer, signer
from ikrar.domain.ledger.actions import Unknown, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.fsck import fsck
from ikrar.domain.ledger.models import Checkpoint, Entry
from ikrar.domain.ledger.second_place import MovedOn, SecondPlace
from ikrar.domain.ledger.sequencer import Log, Stopped
from ikrar.domain.ledger.tilestore import TileStore

pytestmark = pytest.mark.django_db
AT = datetime(2027, 2, 1, 0, 31, tzinfo=UTC)
BY = Unknown()


class Cut(Exception):
    """The process dies here."""


@action(Fact.PERSON_ADDED)
def happen(*, subject: str, by: Unknown, at: datetime, leaf: bytes | None = None) -> Entry:
    """Anything that happens."""
    return record(Fact.PERSON_ADDED, subject, by=by, at=at, leaf=leaf)


def happens(number: int, *, first: int = 0) -> None:
    for n in range(first, first + number):
        happen(subject=f"thing:{n}", by=BY, at=AT)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(
        TileStore(tmp_path / "log"), SecondPlace(tmp_path / "second"), tmp_path / "keys", "contoh.id/catatan"
    )


def one_round(log: Log, at: datetime = AT) -> int:
    return sequencer.run(at, log=log, chance=random.Random(1))


def everything(log: Log) -> tuple[list[tuple[int, int | None]], dict[str, bytes], str | None]:
    """What a stranger and the database see: places, tiles, and the text of the checkpoint."""
    files = {
        str(path.relative_to(log.store.directory)): path.read_bytes()
        for path in log.store.directory.rglob("*")
        if path.is_file() and "tile" in path.parts
    }
    text = log.store.checkpoint()
    return (
        list(Entry.objects.order_by("id").values_list("id", "index")),
        files,
        text and notes.parse_note(text).text,
    )


def test_everything_that_happened_is_in_a_signed_log_that_checks_clean(log: Log) -> None:
    happens(300)
    assert one_round(log) == 300
    assert sorted(Entry.objects.values_list("index", flat=True)) == list(range(300))
    report = fsck(log.store.directory, log.keys.vkeys)
    assert report.is_clean
    assert report.size == 300
    happens(5, first=300)
    assert one_round(log) == 305
    assert fsck(log.store.directory, log.keys.vkeys).is_clean
    assert [c.size for c in Checkpoint.objects.order_by("size")] == [300, 305]


def test_nothing_is_written_when_nothing_happened(log: Log) -> None:
    assert one_round(log) == 0
    assert not log.store.directory.exists()
    happens(3)
    one_round(log)
    before = {path: path.stat().st_mtime_ns for path in log.store.directory.parent.rglob("*") if path.is_file()}
    assert one_round(log, AT + timedelta(hours=1)) == 3
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert Checkpoint.objects.count() == 1


class CutStore(TileStore):
    """Dies at the n-th file it is to write."""

    left = 10**9

    def _put(self, path: Path, data: bytes) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cut
        super()._put(path, data)


class CutSecond(SecondPlace):
    """Dies before or after it has stored the checkpoint."""

    when = ""

    def swap(self, old: str | None, new: str) -> None:
        if self.when == "before":
            raise Cut
        super().swap(old, new)
        if self.when == "after":
            raise Cut


@pytest.mark.parametrize("files", range(9))
def test_cut_off_while_writing_any_file_it_goes_on_to_the_same_result(log: Log, files: int) -> None:
    happens(520)
    store = CutStore(log.store.directory)
    store.left = files
    with pytest.raises(Cut):
        one_round(replace(log, store=store))
    places = everything(log)[0]
    assert None not in dict(places).values()
    assert one_round(log) == 520
    assert everything(log)[0] == places
    assert fsck(log.store.directory, log.keys.vkeys).is_clean
    assert fsck(log.store.directory).counts[0].number == 520
    assert [c.size for c in Checkpoint.objects.all()] == [520]


@pytest.mark.parametrize("when", ["before", "after"])
def test_cut_off_around_the_second_place_it_signs_no_other_tree(log: Log, when: str) -> None:
    happens(20)
    second = CutSecond(log.second.folder)
    second.when = when
    with pytest.raises(Cut):
        one_round(replace(log, second=second))
    happens(4, first=20)
    assert one_round(log) == 24
    assert fsck(log.store.directory, log.keys.vkeys).is_clean
    remembered = notes.parse_checkpoint(notes.parse_note(log.second.read() or "").text)
    assert remembered.size == 24


def test_cut_off_after_the_indexes_they_stay_as_they_are(log: Log) -> None:
    happens(30)
    assert sequencer.assign(AT, chance=random.Random(5), limit=20) == 20
    places = dict(everything(log)[0])
    one_round(log)
    after = dict(everything(log)[0])
    assert all(after[pk] == index for pk, index in places.items() if index is not None)
    assert fsck(log.store.directory).is_clean


def test_a_restored_backup_refuses_to_fork(log: Log) -> None:
    happens(10)
    one_round(log)
    Checkpoint.objects.all().delete()
    later = everything(log)
    older = Log(log.store, SecondPlace(log.second.folder), log.keys_folder, log.origin)
    forget_the_last(3)
    happens(2, first=50)
    with pytest.raises(Stopped) as refused:
        one_round(older)
    assert refused.value.reason == "log.behind"
    assert everything(log)[1:] == later[1:]


def forget_the_last(number: int) -> None:
    """What a restore does: the newest rows were never there."""
    from django.db import connection

    with gate.opened("test"), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_entry_stays")
        else:
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        cursor.execute('DELETE FROM ledger_entry WHERE "index" >= %s', [Entry.objects.count() - number])


def test_with_the_public_folder_lost_it_is_built_again_from_the_database(log: Log) -> None:
    happens(300)
    one_round(log)
    before = everything(log)
    shutil.rmtree(log.store.directory)
    assert one_round(log) == 300
    happens(1, first=300)
    assert one_round(log) == 301
    assert fsck(log.store.directory, log.keys.vkeys).is_clean
    assert before[1]["tile/0/000"] == everything(log)[1]["tile/0/000"]


def test_with_the_second_place_lost_it_takes_up_what_was_published(log: Log) -> None:
    happens(7)
    one_round(log)
    shutil.rmtree(log.second.folder)
    happens(1, first=7)
    assert one_round(log) == 8
    assert fsck(log.store.directory, log.keys.vkeys).is_clean


def test_a_second_place_that_says_otherwise_stops_it(log: Log) -> None:
    happens(7)
    one_round(log)
    for size in (7, 3):
        text = notes.Checkpoint(log.origin, size, bytes(32)).text
        forged = str(notes.Note(text, log.keys.sign(text, time=1)))
        log.second.swap(log.second.read(), forged)
        with pytest.raises(Stopped) as refused:
            one_round(log)
        assert refused.value.reason == "log.forked"


def test_lost_or_changed_keys_stop_it_and_no_new_ones_are_made(log: Log) -> None:
    happens(2)
    one_round(log)
    happens(1, first=2)
    kept = log.keys_folder.with_name("kept")
    log.keys_folder.rename(kept)
    with pytest.raises(Stopped) as refused:
        one_round(log)
    assert refused.value.reason == "log.keys_missing"
    signer.log_keys(log.keys_folder, log.origin)
    with pytest.raises(Stopped) as refused:
        one_round(log)
    assert refused.value.reason == "log.keys_changed"
    shutil.rmtree(log.keys_folder)
    kept.rename(log.keys_folder)
    assert one_round(log) == 3


def test_unsigned_files_of_a_lost_attempt_give_way(log: Log) -> None:
    happens(4)
    one_round(log)
    happens(3, first=4)
    store = CutStore(log.store.directory)
    store.left = 1
    with pytest.raises(Cut):
        one_round(replace(log, store=store))
    for path in (log.store.directory / "tile").rglob("7"):
        path.write_bytes(bytes(len(path.read_bytes())))
    assert one_round(log) == 7
    assert fsck(log.store.directory, log.keys.vkeys).is_clean


def test_two_sequencers_never_sign_two_trees(log: Log) -> None:
    happens(4)
    one_round(log)
    stale = sequencer.last_state(log)
    happens(2, first=4)
    one_round(log)
    happens(2, first=6)
    sequencer.assign(AT, chance=random.Random(1))
    with pytest.raises(MovedOn):
        sequencer.publish(log, stale, AT)
    assert one_round(log) == 8
    assert fsck(log.store.directory, log.keys.vkeys).is_clean


def test_an_index_once_given_is_never_given_again(log: Log) -> None:
    happens(2)
    one_round(log)
    first = Entry.objects.get(index=0)
    with pytest.raises(DatabaseError), transaction.atomic(), gate.opened("test"):
        Entry.objects.filter(pk=first.pk).update(index=9)


def test_day_only_entries_wait_for_the_end_of_their_day(log: Log) -> None:
    happens(2)
    with gate.opened("test"):
        for _ in range(3):
            leaf = leaves.pack_other(day=AT.date(), commitment=random.randbytes(32))
            Entry(ref=f"{random.getrandbits(128):032x}", fact="x", subject="x", actor="x", at=AT, leaf=leaf, salt=b"",
                  day_only=True).save(force_insert=True)  # fmt: skip
    assert one_round(log, AT.replace(hour=23, minute=59)) == 2
    assert one_round(log, AT + timedelta(days=1)) == 5


def test_the_order_tells_nobodys_time_of_arrival_but_keeps_each_subjects() -> None:
    rows = [(n, f"pledge:{n % 40}", True, False) for n in range(80)] + [(80, "drive:1", False, False)]
    order = sequencer.in_order(rows, random.Random(4))
    assert sorted(order) == list(range(81))
    assert order[0] == 80
    assert order[1:] != list(range(80))
    place = {pk: at for at, pk in enumerate(order)}
    assert all(place[n] < place[n + 40] for n in range(40))


def test_people_are_shuffled_behind_what_made_room_for_them(log: Log) -> None:
    drive, body = leaves.campaign("G"), leaves.institution("B")

    def pledge(n: int) -> bytes:
        return Leaf(
            Kind.PLEDGE, 0, bytes([n]) * 32, campaign=drive, institution=body, nullifier=bytes([n + 1]) * 32
        ).pack()

    for n in range(20):
        happen(subject=f"pledge:{n}", by=BY, at=AT, leaf=pledge(n))
    roster = leaves.Roster(bytes(32), 20, 20)
    happen(subject="drive:1", by=BY, at=AT,
           leaf=leaves.roster_leaf(campaign=drive, institution=body, roster=roster, time=0, commitment=bytes(32)).pack())  # fmt: skip
    one_round(log)
    assert Entry.objects.get(index=0).subject == "drive:1"
    arrived = list(
        Entry.objects.filter(subject__startswith="pledge").order_by("id").values_list("index", flat=True)
    )
    assert arrived != sorted(arrived)
    assert fsck(log.store.directory, log.keys.vkeys).is_clean
