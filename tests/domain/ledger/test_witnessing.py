"""Does a witness confirm growth and nothing else, and remember what it confirmed?"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ikrar.core import notes, tiles
from ikrar.core.notes import BadNote, Note
from ikrar.domain.ledger import signer, witnessing
from ikrar.domain.ledger.tilestore import TileStore
from ikrar.domain.ledger.witnessing import NotCosigned, Witness
from tests.given import logs

AT = datetime(2027, 2, 1, tzinfo=UTC)
KEYS = list(logs.fixed_keys().verifier_keys)


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path / "saksi", "contoh.id/saksi")


def grown(folder: Path, people: int) -> tuple[TileStore, Note]:
    """A log of one roster leaf and these people; the roster says 600 from the start, so that it only grows."""
    whole = logs.small_log(599)
    store, edge = TileStore(folder, is_synced=False), tiles.Edge()
    store.write(edge.append(whole.entries[: people + 1]))
    store.write(edge.partials())
    text = notes.Checkpoint(logs.ORIGIN, edge.size, edge.root()).text
    return store, Note(text, whole.keys.sign(text, time=1))


def test_it_confirms_a_log_that_grows(tmp_path: Path, witness: Witness) -> None:
    old = 0
    for people in (4, 5, 300, 599):
        store, note = grown(tmp_path / "log", people)
        asked = witnessing.parse_request(str(witnessing.make_request(store, note, old)))
        answer = witness.cosign(asked, KEYS, AT)
        full = witnessing.accept_answer(note, answer, list(witness.keys.verifier_keys))
        assert signer.is_signed_by(notes.parse_note(str(full)), [*KEYS, *witness.keys.verifier_keys])
        old = people + 1
    assert Witness(tmp_path / "saksi", "contoh.id/saksi").seen(logs.ORIGIN) == notes.parse_checkpoint(note.text)


def test_it_refuses_a_rewritten_past(tmp_path: Path, witness: Witness) -> None:
    store, note = grown(tmp_path / "log", 9)
    witness.cosign(witnessing.make_request(store, note, 0), KEYS, AT)
    other = logs.small_log(40)
    folder = TileStore(tmp_path / "other", is_synced=False)
    folder.write(tiles.Write(tile, data) for tile, data in other.files.items())
    with pytest.raises(NotCosigned) as refused:
        witness.cosign(witnessing.make_request(folder, other.note, 10), KEYS, AT)
    assert refused.value.reason == "witness.not_a_continuation"
    for old in (0, 9):
        with pytest.raises(NotCosigned) as refused:
            witness.cosign(witnessing.make_request(store, note, old), KEYS, AT)
        assert (refused.value.reason, refused.value.size) == ("witness.other_size", 10)
    same = witnessing.make_request(store, note, 10)
    assert witness.cosign(same, KEYS, AT)
    shorter, small = grown(tmp_path / "small", 5)
    with pytest.raises(NotCosigned):
        witness.cosign(replace(witnessing.make_request(shorter, small, 6), old=10), KEYS, AT)


def test_it_refuses_strangers_and_bad_signatures(tmp_path: Path, witness: Witness) -> None:
    store, note = grown(tmp_path / "log", 9)
    asked = witnessing.make_request(store, note, 0)
    with pytest.raises(NotCosigned) as refused:
        witness.cosign(asked, list(logs.fixed_keys("orang.lain").verifier_keys), AT)
    assert refused.value.reason == "witness.unknown_log"
    for keys in (
        list(logs.fixed_keys(number=2).verifier_keys),
        [*KEYS, logs.fixed_keys(number=2).verifier_keys[0]],
    ):
        with pytest.raises(NotCosigned) as refused:
            witness.cosign(asked, keys, AT)
        assert refused.value.reason == "witness.bad_signature"
    assert witness.seen(logs.ORIGIN) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "old 0",
        "old 0\n\n",
        "old 01\n\n{}",
        "new 0\n\n{}",
        "old 1\nAAAA\n\n{}",
        "old 1\n" + "A" * 43 + "=\n" * 64 + "\n{}",
    ],
)
def test_what_is_no_request_is_refused(tmp_path: Path, text: str) -> None:
    note = grown(tmp_path / "log", 9)[1]
    with pytest.raises(BadNote):
        witnessing.parse_request(text.format(note))


def test_an_answer_counts_only_from_a_known_witness_and_for_this_state(
    tmp_path: Path, witness: Witness
) -> None:
    store, note = grown(tmp_path / "log", 9)
    answer = witness.cosign(witnessing.make_request(store, note, 0), KEYS, AT)
    with pytest.raises(BadNote):
        witnessing.accept_answer(note, answer, list(logs.fixed_keys("contoh.id/saksi").verifier_keys))
    later = grown(tmp_path / "log", 12)[1]
    with pytest.raises(BadNote):
        witnessing.accept_answer(later, answer, list(witness.keys.verifier_keys))
    with pytest.raises(BadNote):
        witnessing.accept_answer(note, "", list(witness.keys.verifier_keys))
