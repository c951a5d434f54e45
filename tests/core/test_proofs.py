"""Is every claim of a proof answered on its own, and does no changed bit pass?"""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core import canonical, leaves, notes, proof_files, proofs
from ikrar.core.proof_files import BadProof, dump_proof, load_proof
from ikrar.core.proofs import Claim, Outcome, Why
from ikrar.domain.ledger import signer
from tests.core.vectors import make
from tests.given import logs

LOG = logs.small_log(12)
PROOF = logs.proof_of(LOG, 4)
FILE = dump_proof(PROOF)
VECTORS = json.loads((Path(__file__).parent / "vectors" / "proofs.json").read_text("utf-8"))


def check(proof, trusted=None):
    return proofs.check_proof(
        proof, verify_ed25519=signer.verify_ed25519, verify_mldsa=signer.verify_mldsa, trusted_keys=trusted
    )


def test_a_good_proof_is_accepted_and_says_whose_key_it_believed():
    report = check(PROOF, LOG.keys.vkeys)
    assert report.is_accepted
    assert [finding.claim for finding in report.findings] == list(Claim)
    assert {f.claim for f in report.findings if f.outcome is not Outcome.OK} == {Claim.WITNESS}
    believed = check(PROOF).of(Claim.KEY)
    assert (believed.outcome, believed.why) == (Outcome.UNCHECKED, Why.KEY_FROM_FILE)
    assert check(PROOF).is_accepted


def test_a_proof_from_a_stranger_with_a_key_of_his_own_is_refused():
    report = check(PROOF, logs.fixed_keys(number=2).vkeys)
    assert not report.is_accepted
    assert report.of(Claim.KEY).why is Why.KEY_NOT_TRUSTED


def test_one_trusted_key_is_enough():
    assert check(PROOF, LOG.keys.vkeys[:1]).of(Claim.KEY).outcome is Outcome.OK
    assert check(PROOF, LOG.keys.vkeys[1:]).of(Claim.KEY).outcome is Outcome.OK


def test_a_program_without_means_says_so_and_never_says_yes_for_nothing():
    half = proofs.check_proof(PROOF, verify_ed25519=signer.verify_ed25519, verify_mldsa=None)
    assert half.is_accepted
    assert half.of(Claim.MLDSA).why is Why.NO_MEANS
    none = proofs.check_proof(PROOF, verify_ed25519=None, verify_mldsa=None, trusted_keys=LOG.keys.vkeys)
    assert not none.is_accepted
    assert not none.has_failed
    assert none.of(Claim.KEY).why is Why.NO_MEANS


def test_a_witness_counts_when_it_signed_and_spoils_when_it_did_not():
    witness = logs.fixed_keys("contoh.id/saksi", notes.Algorithm.ED25519_COSIGNATURE, 3)
    log = logs.small_log(12, witnesses=[witness])
    good = logs.proof_of(log, 4, witnesses=[witness])
    assert check(good).of(Claim.WITNESS).outcome is Outcome.OK
    missing = replace(good, checkpoint=str(LOG.note))
    assert check(missing).of(Claim.WITNESS).why is Why.NO_SIGNATURE
    unnamed = replace(good, keys=PROOF.keys)
    assert check(unnamed).of(Claim.CHECKPOINT).why is Why.UNKNOWN_SIGNATURE
    assert check(unnamed, [*log.keys.vkeys, *witness.vkeys]).is_accepted


@pytest.mark.parametrize(
    ("change", "claim"),
    [
        ({"text": logs.TEXT + " "}, Claim.TEXT),
        ({"record": logs.record_of(5)}, Claim.COMMITMENT),
        ({"record": {**PROOF.record, "level": "3"}}, Claim.RECORD),
        ({"record": {**PROOF.record, "level": 1}}, Claim.RECORD),
        ({"record": {**PROOF.record, "kind": "withdrawal"}}, Claim.RECORD),
        ({"record": {**PROOF.record, "campaign": "LAIN"}}, Claim.RECORD),
        ({"record": {**PROOF.record, "body": "LAIN"}}, Claim.RECORD),
        ({"record": {**PROOF.record, "at": "2027-02-01T00:32:07Z"}}, Claim.RECORD),
        ({"record": {**PROOF.record, "at": "2027-02-01"}}, Claim.RECORD),
        ({"record": {**PROOF.record, "at": "2027-02-31T00:31:07Z"}}, Claim.RECORD),
        ({"record": {}}, Claim.RECORD),
        ({"salt": bytes(32)}, Claim.COMMITMENT),
        ({"leaf": LOG.entries[6]}, Claim.INCLUSION),
        ({"leaf": bytes(132)}, Claim.RECORD),
        ({"index": 6}, Claim.INCLUSION),
        ({"path": ()}, Claim.INCLUSION),
        ({"checkpoint": "nothing"}, Claim.CHECKPOINT),
        ({"checkpoint": str(logs.small_log(13).note)}, Claim.INCLUSION),
        ({"checkpoint": str(notes.Note(LOG.note.text, LOG.note.signatures[1:]))}, Claim.ED25519),
        ({"checkpoint": str(notes.Note(LOG.note.text, LOG.note.signatures[:1]))}, Claim.MLDSA),
        ({"keys": LOG.keys.vkeys[:1]}, Claim.CHECKPOINT),
        ({"keys": logs.fixed_keys(number=2).vkeys}, Claim.ED25519),
    ],
)
def test_each_lie_fails_the_claim_it_belongs_to(change, claim):
    report = check(replace(PROOF, **change))
    assert report.of(claim).outcome is Outcome.FAILED
    assert report.has_failed
    assert not report.is_accepted


def test_paper_and_every_other_level_can_be_proven():
    for level in "0123K":
        record = logs.record_of(1, level=level)
        leaf, salt = logs.pledge_leaf(1, record)
        report = check(replace(PROOF, record=record, leaf=leaf, salt=salt))
        assert report.of(Claim.RECORD).outcome is report.of(Claim.COMMITMENT).outcome is Outcome.OK


def test_a_proof_without_its_text_leaves_the_text_unchecked():
    assert check(replace(PROOF, text="")).of(Claim.TEXT).why is Why.NOT_INCLUDED


def test_a_proof_file_is_read_back():
    assert load_proof(FILE) == PROOF


def test_the_printed_facts_come_from_the_proof():
    facts = proof_files.facts_of(PROOF)
    assert (facts["index"], facts["size"], facts["origin"]) == (5, 13, logs.ORIGIN)
    assert facts["record_sha256"] == leaves.sha256(canonical.dumps(PROOF.record)).hexdigest()


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 8 * len(FILE) - 1))
def test_a_changed_bit_never_passes(at):
    changed = make.flipped(FILE, at // 8, at % 8)
    try:
        report = check(load_proof(changed), LOG.keys.vkeys)
    except BadProof:
        return
    assert not report.is_accepted


@pytest.mark.parametrize(
    "change",
    [
        {"format": "ikrar-proof/2"}, {"how": {}}, {"more": 1}, {"salt": "00"}, {"salt": "G" * 64}, {"salt": "A" * 64},
        {"leaf": "00"}, {"index": -1}, {"index": True}, {"index": "1"}, {"path": "x"}, {"path": ["00"]}, {"path": [1]},
        {"record": []}, {"checkpoint": 1}, {"text": None}, {"keys": ["x"]}, {"keys": {}}, {"keys": list(PROOF.keys) * 2},
    ],
)  # fmt: skip
def test_what_is_no_proof_file_is_refused(change):
    with pytest.raises(BadProof):
        load_proof(canonical.dumps({**canonical.loads(FILE), **change}))


@pytest.mark.parametrize(
    "data", [b"", b"{}", FILE + b"\n", FILE.replace(b'","', b'", "', 1), b"[" + FILE + b"]", FILE[:-1]]
)
def test_a_proof_file_in_another_spelling_is_refused(data):
    with pytest.raises(BadProof):
        load_proof(data)


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_vectors_shared_with_the_offline_page_hold(case):
    data, trusted = make.bytes_of(case, VECTORS), VECTORS["keys"][case["trusted"]]
    if case["findings"] is None:
        with pytest.raises(BadProof):
            load_proof(data)
        return
    report = check(load_proof(data), trusted)
    assert {str(f.claim): [str(f.outcome), str(f.why)] for f in report.findings} == case["findings"]
    assert report.is_accepted is case["accepted"]
