"""Writes proofs.json, the accepted and refused proofs shared with the offline page: python -m tests.core.vectors.make"""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ikrar.core import canonical, notes, proof_files, proofs
from ikrar.core.proof_files import BadProof, Proof, dump_proof, load_proof
from ikrar.domain.ledger import signer
from tests.given import logs

PLACE = Path(__file__).parent / "proofs.json"
FLIPS = 160
KEYS = {"log": list(logs.fixed_keys().vkeys), "stranger": list(logs.fixed_keys(number=2).vkeys), "nobody": []}


def flipped(data: bytes, at: int, bit: int) -> bytes:
    """The same bytes with one bit changed."""
    return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]


def bytes_of(case: dict[str, Any], vectors: dict[str, Any]) -> bytes:
    """The file of a case: its own text, or the first case with one bit changed."""
    if "flip" in case:
        return flipped(vectors["cases"][0]["file"].encode(), *case["flip"])
    return bytes(case["file"], "utf-8")


def case_of(name: str, data: bytes, trusting: str) -> dict[str, Any]:
    """A case with the answer that Python gives; the reader of the diff judges whether it is right."""
    trusted = KEYS[trusting]
    case: dict[str, Any] = {"name": name, "trusted": trusting, "accepted": False, "findings": None}
    try:
        proof = load_proof(data)
    except BadProof:
        return case
    report = proofs.check_proof(
        proof, verify_ed25519=signer.verify_ed25519, verify_mldsa=signer.verify_mldsa, trusted_keys=trusted
    )
    findings = {str(f.claim): [str(f.outcome), str(f.why)] for f in report.findings}
    return {**case, "accepted": report.is_accepted, "findings": findings}


def lies(proof: Proof, other: Proof) -> Iterator[tuple[str, bytes]]:
    """Files that are wrong in one way each."""
    for name, change in {
        "another text": {"text": proof.text + "5. Tambahan.\n"},
        "no text": {"text": ""},
        "another name in the record": {"record": {**proof.record, "subject": {"name": "Contoh Orang Lain"}}},
        "a higher level": {"record": {**proof.record, "level": "2"}},
        "another minute": {"record": {**proof.record, "at": "2027-02-01T00:32:00Z"}},
        "an impossible day": {"record": {**proof.record, "at": "2027-02-30T00:31:07Z"}},
        "another salt": {"salt": other.salt},
        "another leaf": {"leaf": other.leaf},
        "another index": {"index": other.index},
        "a shortened path": {"path": proof.path[:-1]},
        "a longer path": {"path": (*proof.path, proof.path[0])},
        "no signature": {"checkpoint": proof.checkpoint.split("\n\n", maxsplit=1)[0] + "\n\n"},
        "only half of the signatures": {"checkpoint": proof.checkpoint.rsplit("— ", 1)[0]},
        "a line from nobody": {"checkpoint": proof.checkpoint + "— orang.lain AAAAAAA=\n"},
    }.items():
        yield name, dump_proof(replace(proof, **change))
    raw = canonical.loads(dump_proof(proof))
    assert isinstance(raw, dict)
    yield "another format", canonical.dumps({**raw, "format": "ikrar-proof/2"})
    yield "a field more", canonical.dumps({**raw, "valid": True})
    yield "a field less", canonical.dumps({name: value for name, value in raw.items() if name != "how"})
    yield "not canonical", dump_proof(proof) + b"\n"
    yield "a key twice", dump_proof(proof)[:-1] + b',"text":""}'
    yield "capital hex", canonical.dumps({**raw, "salt": str(raw["salt"]).upper()})
    yield "not a proof", b'{"a":1}'
    yield "nothing", b""


def build() -> dict[str, Any]:
    """All cases; the first is the good proof from which the flips are made."""
    witness = logs.fixed_keys("contoh.id/saksi", notes.Algorithm.ED25519_COSIGNATURE, 3)
    log, seen = logs.small_log(85), logs.small_log(300, witnesses=[witness])
    proof = logs.proof_of(log, 41)
    files: list[tuple[str, bytes, str]] = [
        ("good", dump_proof(proof), "log"),
        ("good, key from the file", dump_proof(proof), "nobody"),
        ("good, key of somebody else", dump_proof(proof), "stranger"),
        ("good, last leaf", dump_proof(logs.proof_of(log, 84)), "log"),
        ("good, with a witness", dump_proof(logs.proof_of(seen, 256, witnesses=[witness])), "log"),
    ]
    files += [(name, data, "log") for name, data in lies(proof, logs.proof_of(log, 7))]
    cases = [{**case_of(name, data, trusting), "file": data.decode()} for name, data, trusting in files]
    good, chance = dump_proof(proof), random.Random(20_270_201)
    for number in range(FLIPS):
        at, bit = chance.randrange(len(good)), chance.randrange(8)
        cases.append({**case_of(f"bit {number}", flipped(good, at, bit), "log"), "flip": [at, bit]})
    return {"format": proof_files.FORMAT, "keys": KEYS, "cases": cases}


if __name__ == "__main__":
    PLACE.write_text(json.dumps(build(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
