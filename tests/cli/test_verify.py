"""Does `ikrar verify` accept what is genuine and refuse every other file, with the right exit code and words?"""

import json
import random
import re
from dataclasses import replace

import pytest

from ikrar.cli import verify, verify_words
from ikrar.core import canonical, notes, proof_files
from ikrar.core.proofs import Claim, Outcome
from tests.given import logs
from tests.given.sealed import pdf_with, sealed, sealed_again

LOG = logs.small_log(12)
PROOF = logs.proof_of(LOG, 4)
FILE = proof_files.dump_proof(PROOF)
FACTS = canonical.dumps(proof_files.facts_of(PROOF))
INSIDE = {"bukti.json": FILE, "fakta.json": FACTS, "CARA-MEMERIKSA.txt": b"Buka periksa.html\n"}


@pytest.fixture(scope="module", params=["ec", "rsa"])
def certificate(request):
    return sealed(pdf_with(INSIDE), request.param)


def code_of(tmp_path, data: bytes, *options: str) -> int:
    path = tmp_path / "berkas"
    path.write_bytes(data)
    return verify.main([str(path), *options])


def hole_of(data: bytes) -> tuple[int, int]:
    """Where the hex digits of the seal begin and end."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", data)
    return int(found[1]) + 1, int(found[2]) - 1


def flipped(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]


def test_a_proof_file_is_genuine_and_says_that_its_key_is_its_own(tmp_path, capsys):
    assert code_of(tmp_path, FILE) == 0
    said = capsys.readouterr().out
    assert "BUKTI INI ASLI" in said
    assert "Kunci berasal dari berkas ini sendiri" in said
    assert "Contoh Pegawai" not in said


def test_english_and_json_say_the_same(tmp_path, capsys):
    assert code_of(tmp_path, FILE, "--lang", "en") == 0
    assert "THIS PROOF IS GENUINE" in capsys.readouterr().out
    assert code_of(tmp_path, FILE, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["genuine"] is True
    assert [finding["claim"] for finding in said["findings"]] == list(Claim)


def test_trusted_keys_are_demanded_when_given(tmp_path, capsys):
    mine, other, odd = tmp_path / "mine", tmp_path / "other", tmp_path / "odd"
    mine.write_text("\n".join(LOG.keys.vkeys))
    other.write_text(logs.fixed_keys(number=2).vkeys[0])
    odd.write_text("")
    assert code_of(tmp_path, FILE, "--trusted", str(mine)) == 0
    assert code_of(tmp_path, FILE, "--trusted", str(other)) == 1
    assert code_of(tmp_path, FILE, "--trusted", str(odd)) == 2
    assert code_of(tmp_path, FILE, "--trusted", str(tmp_path / "absent")) == 2
    assert "TIDAK SAH" in capsys.readouterr().out


def test_a_sealed_certificate_is_genuine(tmp_path, certificate, capsys):
    assert code_of(tmp_path, certificate, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    outcomes = {finding["claim"]: finding["outcome"] for finding in said["findings"]}
    assert outcomes["seal"] == outcomes["facts"] == "ok"
    assert outcomes["seal_issuer"] == "unchecked"
    assert said["sealed_by"] in {"Segel Contoh", "Sertifikat pengembangan Ikrar, bukan BSrE"}


def test_no_changed_bit_inside_the_sealed_range_passes(tmp_path, certificate):
    start, end = hole_of(certificate)
    chance = random.Random(11)
    places = [*chance.sample(range(start), 25), *chance.sample(range(end, len(certificate)), 15)]
    for at in places:
        assert code_of(tmp_path, flipped(certificate, at, chance.randrange(8))) != 0, at


def test_no_changed_bit_of_the_seal_itself_passes(tmp_path, certificate):
    start, end = hole_of(certificate)
    digits = certificate[start:end].rstrip(b"0")
    chance = random.Random(12)
    places = [
        *range(start, start + 8),
        *chance.sample(range(start, start + len(digits)), 40),
        start + len(digits),
        end - 1,
    ]
    for at in places:
        assert code_of(tmp_path, flipped(certificate, at, chance.randrange(8))) == 1, at


def test_the_padding_of_the_seal_holds_nothing_and_has_one_spelling(tmp_path, certificate):
    start, end = hole_of(certificate)
    hidden = certificate[: end - 2] + b"01" + certificate[end:]
    other_case = certificate[:start] + certificate[start:end].swapcase() + certificate[end:]
    first = re.search(rb"[a-fA-F]", certificate[start:end]).start() + start
    mixed = certificate[:first] + certificate[first : first + 1].swapcase() + certificate[first + 1 :]
    spaced = certificate[: end - 2] + b" 0" + certificate[end:]
    assert code_of(tmp_path, hidden) == code_of(tmp_path, mixed) == code_of(tmp_path, spaced) == 1
    assert code_of(tmp_path, other_case) == 1


def test_a_second_seal_or_a_later_change_is_refused(tmp_path, certificate):
    assert code_of(tmp_path, sealed_again(certificate)) == 1
    assert code_of(tmp_path, certificate + b"\n") == 1
    assert code_of(tmp_path, pdf_with(INSIDE)) == 1


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ({**INSIDE, "fakta.json": canonical.dumps({**proof_files.facts_of(PROOF), "level": "3"})}, 1),
        ({**INSIDE, "fakta.json": b"{}"}, 1),
        ({**INSIDE, "fakta.json": b"x"}, 1),
        ({**INSIDE, "bukti.json": FILE + b"\n"}, 1),
        ({**INSIDE, "bukti.json": proof_files.dump_proof(replace(PROOF, index=3))}, 1),
        ({"CARA-MEMERIKSA.txt": b"x"}, 1),
        ({"bukti.json": FILE}, 0),
    ],
)
def test_a_seal_over_something_false_does_not_make_it_true(tmp_path, inside, code):
    assert code_of(tmp_path, sealed(pdf_with(inside))) == code


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"%PDF-1.7\n", b"%PDF-" + bytes(2_000), b"PK\x03\x04", FILE[:-1], b"\xff\xfe"]
)
def test_what_cannot_be_read_is_said_to_be_unreadable(tmp_path, data, capsys):
    assert code_of(tmp_path, data) == 2
    assert "TIDAK DAPAT DIBACA" in capsys.readouterr().out


def test_the_worst_of_several_files_counts(tmp_path, capsys):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(FILE)
    bad.write_bytes(proof_files.dump_proof(replace(PROOF, salt=bytes(32))))
    assert verify.verify_files([str(good), str(bad)]) == 1
    assert verify.verify_files([str(good), str(bad), str(tmp_path / "absent")], json=True) == 2
    assert len(capsys.readouterr().out.strip().splitlines()[-3:]) == 3


def test_every_finding_has_its_words():
    for claim in [*Claim, "seal", "facts", "seal_issuer"]:
        for outcome in Outcome:
            if (str(claim), str(outcome)) in verify_words._SENTENCES:
                for lang in ("id", "en"):
                    assert len(verify_words.sentence(claim, outcome, lang).split()) <= 20
    possible = {(str(claim), outcome) for claim in Claim for outcome in ("ok", "failed")}
    assert possible <= set(verify_words._SENTENCES)
    assert {("key", "unchecked"), ("mldsa", "unchecked"), ("text", "unchecked")} <= set(verify_words._SENTENCES)


def test_a_witnessed_proof_says_so(tmp_path, capsys):
    witness = logs.fixed_keys("contoh.id/saksi", notes.Algorithm.ED25519_COSIGNATURE, 3)
    log = logs.small_log(12, witnesses=[witness])
    assert code_of(tmp_path, proof_files.dump_proof(logs.proof_of(log, 4, witnesses=[witness]))) == 0
    assert "Saksi dari luar turut menandatangani." in capsys.readouterr().out


def test_a_proof_without_a_name_needs_the_keys_of_the_log(tmp_path, capsys):
    keys, other = tmp_path / "kunci", tmp_path / "lain"
    keys.write_text("\n".join(LOG.keys.vkeys))
    other.write_text("\n".join(logs.fixed_keys(number=2).vkeys))
    text = proof_files.dump_public(
        proof_files.PublicProof(PROOF.leaf, PROOF.index, PROOF.path, PROOF.checkpoint)
    )
    assert code_of(tmp_path, text.encode(), "--trusted", str(keys)) == 0
    assert code_of(tmp_path, text.encode(), "--trusted", str(other)) == 1
    assert code_of(tmp_path, text.encode()) == 2
    assert "--trusted" in capsys.readouterr().out
    said = text.encode()
    for at in range(0, said.rindex(b"\n\n"), 7):  # below it stand signatures, of which one good one is enough
        changed = said[:at] + bytes([said[at] ^ 1]) + said[at + 1 :]
        assert code_of(tmp_path, changed, "--trusted", str(keys)) != 0, at
