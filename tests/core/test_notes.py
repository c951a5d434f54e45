"""Are notes, checkpoints and cosignatures exactly those of C2SP, and is everything odd refused?"""

import base64
import hashlib

import pytest

from ikrar.core import notes
from ikrar.core.notes import Algorithm, BadNote, Checkpoint, Note, Signature, VerifierKey
from ikrar.domain.ledger import signer

# The example of c2sp.org/signed-note.
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# The examples of c2sp.org/tlog-checkpoint and c2sp.org/tlog-cosignature.
COSIGNED = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
STATE = Checkpoint("contoh.id/catatan", 5, hashlib.sha256(b"root").digest())


def seeds(*numbers: int) -> tuple[bytes, ...]:
    return tuple(bytes([number]) * 32 for number in numbers)


def some_keys(name: str, kind: Algorithm) -> signer.Keys:
    ed25519, mldsa = seeds(1, 2)
    return signer.Keys(name, signer.SigningKey(ed25519), signer.MLDSA44PrivateKey.from_seed_bytes(mldsa), kind)


def test_the_signed_note_of_the_specification_verifies():
    key, note = notes.parse_vkey(VKEY), notes.parse_note(EXAMPLE)
    assert str(note) == EXAMPLE
    assert str(key) == VKEY
    assert note.text == "This is an example message.\n"
    assert notes.is_good(note.text, key, note.signatures[0], signer.verify_ed25519)
    assert not notes.is_good(note.text.replace("an", "on"), key, note.signatures[0], signer.verify_ed25519)


def test_the_note_with_an_empty_line_in_its_text_is_read_whole():
    text = (
        "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
        "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
    )
    note = notes.parse_note(text)
    assert note.text.endswith("sole:\n\ned è subito sera.\n")
    assert str(note) == text


def test_the_cosigned_checkpoint_of_the_specification_is_read():
    note = notes.parse_note(COSIGNED)
    state = notes.parse_checkpoint(note.text)
    assert (state.origin, state.size, state.text) == ("example.com/behind-the-sofa", 20_852_163, note.text)
    key = VerifierKey("witness.example.com/w1", Algorithm.ED25519_COSIGNATURE, bytes(32))
    assert notes.cosigned_at(key, note.signatures[1]) == 1_679_315_147
    assert (
        notes.message(note.text, key, 1_679_315_147)
        == b"cosignature/v1\ntime 1679315147\n" + note.text.encode()
    )


def test_the_mldsa_message_has_the_layout_of_the_specification():
    key = VerifierKey("contoh.id/saksi", Algorithm.MLDSA44_COSIGNATURE, bytes(1312))
    expected = b"subtree/v1\n\x00\x0fcontoh.id/saksi" + (77).to_bytes(8) + b"\x11contoh.id/catatan"
    assert notes.message(STATE.text, key, 77) == expected + bytes(8) + (5).to_bytes(8) + STATE.root


@pytest.mark.parametrize("kind", [Algorithm.ED25519, Algorithm.ED25519_COSIGNATURE])
def test_a_checkpoint_signed_by_both_keys_verifies_and_no_changed_one_does(kind):
    keys = some_keys("contoh.id/catatan", kind)
    note = Note(STATE.text, keys.sign(STATE.text, time=1_800_000_000))
    assert keys.have_signed(notes.parse_note(str(note)))
    assert not keys.have_signed(Note(STATE.text.replace("5", "6"), note.signatures))
    assert not keys.have_signed(Note(STATE.text, note.signatures[:1]))
    for number, (key, line) in enumerate(zip(keys.verifier_keys, note.signatures, strict=True)):
        other = keys.verifier_keys[1 - number]
        assert not notes.is_good(note.text, other, line, lambda *_: True)
        for at in (0, 8, len(line.blob) - 1):
            blob = line.blob[:at] + bytes([line.blob[at] ^ 1]) + line.blob[at + 1 :]
            check = signer.verify_mldsa if number else signer.verify_ed25519
            assert not notes.is_good(note.text, key, Signature(line.name, line.key_id, blob), check)
        assert not notes.is_good(
            note.text, key, Signature(line.name, line.key_id, line.blob[:-1]), lambda *_: True
        )


def test_a_cosignature_commits_to_its_time_and_its_name():
    keys = some_keys("contoh.id/saksi", Algorithm.ED25519_COSIGNATURE)
    lines = keys.sign(STATE.text, time=1_800_000_000)
    for key, line in zip(keys.verifier_keys, lines, strict=True):
        assert notes.cosigned_at(key, line) == 1_800_000_000
        earlier = Signature(line.name, line.key_id, (1_700_000_000).to_bytes(8) + line.blob[8:])
        assert not signer.is_signed_by(Note(STATE.text, (earlier,)), [key])
    renamed = VerifierKey("contoh.id/lain", Algorithm.MLDSA44_COSIGNATURE, keys.verifier_keys[1].public)
    line = Signature(renamed.name, renamed.key_id, lines[1].blob)
    assert not signer.is_signed_by(Note(STATE.text, (line,)), [renamed])


def test_one_bad_line_of_a_known_key_spoils_the_note():
    keys = some_keys("contoh.id/catatan", Algorithm.ED25519)
    good = keys.sign(STATE.text, time=9)
    bad = Signature(good[0].name, good[0].key_id, bytes(64))
    assert not keys.have_signed(Note(STATE.text, (*good, bad)))
    stranger = Signature("orang.lain", b"abcd", b"x")
    assert keys.have_signed(Note(STATE.text, (*good, stranger)))


def test_a_line_is_added_once():
    keys = some_keys("contoh.id/catatan", Algorithm.ED25519)
    note = notes.with_signatures(Note(STATE.text), keys.sign(STATE.text, time=9)[:1])
    assert notes.with_signatures(note, note.signatures) == note


@pytest.mark.parametrize(
    "text",
    [
        "", "text\n", "text\n\n", "\n\n— a AAAAAAA=\n", "text\n\n— a AAAAAAA=", "text\n\n- a AAAAAAA=\n",
        "text\n\n— a  AAAAAAA=\n", "text\n\n— a+b AAAAAAA=\n", "text\n\n— a AAAA\n", "text\n\n— a AAAAAAB=\n",
        "text\n\n— a AAAAAAA\n", "text\n\n— a AA-AAAA=\n", "te\txt\n\n— a AAAAAAA=\n", "text\r\n\n— a AAAAAAA=\n",
        "text\n\n— a\u2003b AAAAAAA=\n", "te\ud800xt\n\n— a AAAAAAA=\n", "text\n\n" + "— a AAAAAAA=\n" * 65,
        "text\n\n— a AAAAAAA=\n— b\n",
    ],
)  # fmt: skip
def test_what_is_no_note_is_refused(text):
    with pytest.raises(BadNote):
        notes.parse_note(text)


ROOT = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "", f"a\n1\n{ROOT}", f"\n1\n{ROOT}\n", f"a\n01\n{ROOT}\n", f"a\n-1\n{ROOT}\n", f"a\n+1\n{ROOT}\n", f"a\n\n{ROOT}\n",
        f"a\n1\n{ROOT}\n\n", "a\n1\nAAAA\n", "a\n1\n", f"a\n{2**63}\n{ROOT}\n", f"a\n１\n{ROOT}\n", f"a\n1_0\n{ROOT}\n",
        f"a\n 1\n{ROOT}\n",
    ],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(BadNote):
        notes.parse_checkpoint(text)


def test_extension_lines_are_kept():
    assert notes.parse_checkpoint(f"a\n0\n{ROOT}\nmore\n").extensions == ("more",)


@pytest.mark.parametrize(
    "text",
    [
        VKEY[:-1], VKEY.replace("530d903a", "530d903b"), VKEY.replace("530d903a", "530D903A"), VKEY.replace("foo", "fo o"),
        "a+b", "", VKEY + "+", VKEY.replace("+Aek", "+Aul"), VKEY.replace("example.com/foo", ""),
    ],
)  # fmt: skip
def test_what_is_no_verifier_key_is_refused(text):
    with pytest.raises(BadNote):
        notes.parse_vkey(text)


def test_a_signature_of_the_wrong_length_or_time_is_never_made():
    key = notes.parse_vkey(VKEY)
    with pytest.raises(BadNote):
        notes.sign("text\n", key, lambda _: b"short")
    with pytest.raises(BadNote):
        notes.sign(
            STATE.text,
            VerifierKey("a", Algorithm.ED25519_COSIGNATURE, bytes(32)),
            lambda _: bytes(64),
            time=2**63,
        )
