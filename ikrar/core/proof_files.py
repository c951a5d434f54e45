"""How is a proof written down, so that not one bit of it can change unseen? (format ikrar-proof/1)

The file is canonical JSON (RFC 8785) to the byte. Hashes are lower-case hex.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from ikrar.core import canonical, leaves, merkle, notes
from ikrar.core.canonical import Json

FORMAT = "ikrar-proof/1"
TLOG_PROOF = "c2sp.org/tlog-proof@v1"
HOW: dict[str, Json] = {
    "text": "SHA-256(UTF-8 text) = record.text_sha256 = leaf[36:68]",
    "record": "kind leaf[4], level leaf[5], campaign leaf[8:24] = SHA-256('ikrar/v1/campaign' 00 campaign)[:16], "
    "body leaf[24:32] = SHA-256('ikrar/v1/institution' 00 body)[:8], time leaf[32:36] = at to the minute, hour or day",
    "commitment": "SHA-256('ikrar/v1/commitment' 00 salt RFC8785(record)) = leaf[100:132]",
    "inclusion": "RFC 9162 section 2.1.3.2 from SHA-256(00 leaf)",
    "checkpoint": "c2sp.org/tlog-checkpoint, c2sp.org/signed-note 01, c2sp.org/tlog-cosignature 04 and 06",
}
_FIELDS = frozenset({"format", "how", "text", "record", "salt", "leaf", "index", "path", "checkpoint", "keys"})
_HEX = re.compile(r"(?:[0-9a-f]{2})*", re.ASCII)


class BadProof(ValueError):
    """The bytes are not a proof of this format."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A record and everything needed to see that the log holds it. `checkpoint` is the signed note."""

    record: dict[str, Json]
    salt: bytes
    leaf: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: str
    keys: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class PublicProof:
    """That a leaf stands in the log, without the record behind it: it names nobody (C2SP tlog-proof)."""

    leaf: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: str


def dump_public(proof: PublicProof) -> str:
    """The proof as C2SP tlog-proof; the leaf is its extra line."""
    head = [TLOG_PROOF, f"extra {notes.to_base64(proof.leaf)}", f"index {proof.index}"]
    return "\n".join([*head, *map(notes.to_base64, proof.path), "", proof.checkpoint])


def load_public(data: bytes) -> PublicProof:
    """Reads a tlog-proof of ours, which always has its leaf. Raises BadProof."""
    try:
        head, gap, note = data.decode().partition("\n\n")
        version, extra, index, *path = head.split("\n")
        if not gap or version != TLOG_PROOF or extra[:6] != "extra " or index[:6] != "index ":
            raise BadProof("not a tlog-proof with a leaf")
        leaf, hashes = notes.from_base64(extra[6:]), tuple(map(notes.from_base64, path))
        if len(leaf) != leaves.SIZE or any(len(one) != merkle.WIDTH for one in hashes):
            raise BadProof("the leaf or a hash has the wrong length")
        return PublicProof(leaf, notes.parse_decimal(index[6:]), hashes, str(notes.parse_note(note)))
    except (UnicodeDecodeError, ValueError) as bad:
        raise BadProof(str(bad)) from bad


def dump_proof(proof: Proof) -> bytes:
    """The proof file, canonical to the byte."""
    return canonical.dumps(
        {
            "format": FORMAT,
            "how": HOW,
            "text": proof.text,
            "record": proof.record,
            "salt": proof.salt.hex(),
            "leaf": proof.leaf.hex(),
            "index": proof.index,
            "path": [sibling.hex() for sibling in proof.path],
            "checkpoint": proof.checkpoint,
            "keys": list(proof.keys),
        }
    )


def load_proof(data: bytes) -> Proof:
    """Reads a proof file; refuses unknown fields, other spellings, anything odd. Raises BadProof."""
    try:
        raw = canonical.loads_exact(data)
        if not isinstance(raw, dict) or raw.keys() != _FIELDS or raw["format"] != FORMAT or raw["how"] != HOW:
            raise BadProof("not an ikrar-proof/1 file")
        record, path, keys = raw["record"], raw["path"], raw["keys"]
        if not isinstance(record, dict) or not isinstance(path, list) or not isinstance(keys, list):
            raise BadProof("record, path or keys have the wrong form")
        proof = Proof(
            record=record,
            salt=_bytes(raw["salt"], 32),
            leaf=_bytes(raw["leaf"], leaves.SIZE),
            index=_whole(raw["index"]),
            path=tuple(_bytes(sibling, merkle.WIDTH) for sibling in path),
            checkpoint=_string(raw["checkpoint"]),
            keys=tuple(str(notes.parse_vkey(_string(key))) for key in keys),
            text=_string(raw["text"]),
        )
    except (canonical.NotCanonical, notes.BadNote) as bad:
        raise BadProof(str(bad)) from bad
    if len(set(proof.keys)) != len(proof.keys):
        raise BadProof("a key stands twice")
    return proof


def facts_of(proof: Proof) -> dict[str, Json]:
    """What a printed page may say of this proof; the page and the file beside it must agree on it."""
    checkpoint = notes.parse_checkpoint(notes.parse_note(proof.checkpoint).text)
    facts = {
        name: proof.record.get(name)
        for name in ("id", "kind", "campaign", "body", "level", "at", "text_sha256")
    }
    record_hash = sha256(canonical.dumps(proof.record)).hexdigest()
    return {**facts, "index": proof.index, "size": checkpoint.size, "origin": checkpoint.origin,
            "record_sha256": record_hash}  # fmt: skip


def _bytes(value: Json, length: int) -> bytes:
    text = _string(value)
    if len(text) != 2 * length or not _HEX.fullmatch(text):
        raise BadProof("a hash or a leaf has the wrong form")
    return bytes.fromhex(text)


def _whole(value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadProof("the index is no whole number")
    return value


def _string(value: Json) -> str:
    if not isinstance(value, str):
        raise BadProof("a text is expected")
    return value
