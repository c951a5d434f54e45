"""Are the keys made once, kept private, and refused when they are damaged?"""

import threading

import pytest

from ikrar.core import notes
from ikrar.core.notes import Note
from ikrar.domain.ledger import signer

TEXT = notes.Checkpoint("contoh.id/catatan", 0, bytes(32)).text


def test_keys_are_made_once_and_only_the_owner_may_read_them(tmp_path):
    home = tmp_path / "keys"
    assert not signer.have_log_keys(home)
    first = signer.log_keys(home, "contoh.id/catatan")
    assert signer.have_log_keys(home)
    assert signer.log_keys(home, "contoh.id/catatan").vkeys == first.vkeys
    assert home.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in home.iterdir()} == {0o600}
    assert signer.log_keys(tmp_path / "other", "contoh.id/catatan").vkeys != first.vkeys


def test_the_witness_has_keys_of_its_own(tmp_path):
    log, witness = signer.log_keys(tmp_path, "a"), signer.witness_keys(tmp_path, "b")
    note = Note(TEXT, witness.sign(TEXT, time=7))
    assert witness.have_signed(note)
    assert not log.have_signed(note)
    assert bytes(log.ed25519.verify_key) != bytes(witness.ed25519.verify_key)


def test_two_processes_starting_together_end_with_the_same_key(tmp_path):
    found: list[tuple[str, str]] = []
    threads = [
        threading.Thread(target=lambda: found.append(signer.log_keys(tmp_path, "contoh.id/catatan").vkeys))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log.ed25519", "log.mldsa44"]


@pytest.mark.parametrize("text", ["", "zz" * 32, "00" * 31])
def test_a_damaged_key_is_never_replaced(tmp_path, text):
    signer.log_keys(tmp_path, "a")
    (tmp_path / "log.ed25519").write_text(text)
    with pytest.raises(signer.DamagedKey):
        signer.log_keys(tmp_path, "a")
    assert (tmp_path / "log.ed25519").read_text() == text


def test_whatever_is_odd_is_no_signature():
    for check in (signer.verify_ed25519, signer.verify_mldsa):
        assert not check(b"", b"", b"")
        assert not check(bytes(32), b"x", bytes(64))
        assert not check(bytes(1312), b"x", bytes(2420))
    assert not signer.is_signed_by(Note(TEXT, ()), [])
