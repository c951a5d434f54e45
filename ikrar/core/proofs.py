"""What does a proof show, claim by claim, to somebody who trusts nobody?"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ikrar.core import canonical, leaves, merkle, notes
from ikrar.core.proof_files import Proof, PublicProof

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_LEVELS = {"0": leaves.Level.KIOSK, "1": leaves.Level.CODE, "2": leaves.Level.PASSKEY,
           "3": leaves.Level.CERTIFICATE, "K": leaves.Level.PAPER}  # fmt: skip


class Claim(StrEnum):
    """What is asserted; each is answered on its own."""

    TEXT = "text"
    RECORD = "record"
    COMMITMENT = "commitment"
    INCLUSION = "inclusion"
    CHECKPOINT = "checkpoint"
    ED25519 = "ed25519"
    MLDSA = "mldsa"
    WITNESS = "witness"
    KEY = "key"


class Outcome(StrEnum):
    """How a claim came out."""

    OK = "ok"
    FAILED = "failed"
    UNCHECKED = "unchecked"


class Why(StrEnum):
    """Why a claim failed or could not be checked."""

    NONE = ""
    DIFFERS = "differs"
    NOT_INCLUDED = "not_included"
    MALFORMED = "malformed"
    UNKNOWN_SIGNATURE = "unknown_signature"
    BAD_SIGNATURE = "bad_signature"
    NO_SIGNATURE = "no_signature"
    NO_MEANS = "no_means"  # this program cannot check this kind of signature
    KEY_FROM_FILE = "key_from_file"
    KEY_NOT_TRUSTED = "key_not_trusted"


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim and its outcome."""

    claim: Claim
    outcome: Outcome
    why: Why = Why.NONE


@dataclass(frozen=True, slots=True)
class Report:
    """The findings on one proof, in the order of Claim."""

    findings: tuple[Finding, ...]

    def of(self, claim: Claim) -> Finding:
        return next(finding for finding in self.findings if finding.claim is claim)

    @property
    def has_failed(self) -> bool:
        return any(finding.outcome is Outcome.FAILED for finding in self.findings)

    @property
    def is_accepted(self) -> bool:
        """Nothing failed, and the chain from the record to a signed checkpoint was checked without a gap."""
        chain = (Claim.RECORD, Claim.COMMITMENT, Claim.INCLUSION, Claim.CHECKPOINT)
        whole = all(self.of(claim).outcome is Outcome.OK for claim in chain)
        signed = any(self.of(claim).outcome is Outcome.OK for claim in (Claim.ED25519, Claim.MLDSA))
        return whole and signed and not self.has_failed

    @property
    def is_listed(self) -> bool:
        """Nothing failed, and the leaf stands in a log signed by a key that is trusted; nothing is said of a record."""
        needed = (Claim.INCLUSION, Claim.CHECKPOINT, Claim.KEY)
        return all(self.of(claim).outcome is Outcome.OK for claim in needed) and not self.has_failed


def check_proof(
    proof: Proof,
    *,
    verify_ed25519: notes.Verify | None,
    verify_mldsa: notes.Verify | None,
    trusted_keys: Collection[str] | None = None,
) -> Report:
    """Every claim of the proof, checked on its own.

    `trusted_keys` are verifier keys from elsewhere; without any, the key in the file vouches for itself and
    the report says so. A verify function that is None leaves its signatures unchecked.
    """
    return Report(
        (
            _finding(Claim.TEXT, *_text(proof)),
            _finding(Claim.RECORD, *_equal(_leaf_tells_record(proof))),
            _finding(Claim.COMMITMENT, *_equal(_commitment_fits(proof))),
            *_Checkpoint(proof, verify_ed25519, verify_mldsa, trusted_keys or ()).findings(),
        )
    )


def check_public(
    proof: PublicProof,
    *,
    verify_ed25519: notes.Verify | None,
    verify_mldsa: notes.Verify | None,
    trusted_keys: Collection[str],
) -> Report:
    """What can be said of a leaf alone: it is well formed and stands in the log that the trusted keys signed.

    Lines of other signers are ignored, as C2SP signed-note asks of those who know no key but their own.
    """
    try:
        leaves.unpack(proof.leaf)
        record: _Answer = (Outcome.UNCHECKED, Why.NOT_INCLUDED)
    except leaves.BadLeaf:
        record = (Outcome.FAILED, Why.MALFORMED)
    whole = Proof({}, bytes(32), proof.leaf, proof.index, proof.path, proof.checkpoint, ())
    return Report(
        (
            Finding(Claim.TEXT, Outcome.UNCHECKED, Why.NOT_INCLUDED),
            Finding(Claim.RECORD, *record),
            Finding(Claim.COMMITMENT, Outcome.UNCHECKED, Why.NOT_INCLUDED),
            *_Checkpoint(whole, verify_ed25519, verify_mldsa, trusted_keys, knows_all=False).findings(),
        )
    )


_Answer = tuple[Outcome, Why]
_OK: _Answer = (Outcome.OK, Why.NONE)


class _Checkpoint:
    """The claims that hang on the signed note: inclusion, signatures, witnesses, and whose key it is."""

    def __init__(
        self,
        proof: Proof,
        ed25519: notes.Verify | None,
        mldsa: notes.Verify | None,
        trusted: Collection[str],
        *,
        knows_all: bool = True,
    ) -> None:
        self.knows_all = knows_all
        self.proof = proof
        self.verify = {
            notes.Algorithm.ED25519: ed25519,
            notes.Algorithm.ED25519_COSIGNATURE: ed25519,
            notes.Algorithm.MLDSA44_COSIGNATURE: mldsa,
        }
        self.trusted = frozenset(trusted)
        self.keys = [notes.parse_vkey(key) for key in dict.fromkeys([*proof.keys, *sorted(self.trusted)])]

    def findings(self) -> list[Finding]:
        try:
            self.note = notes.parse_note(self.proof.checkpoint)
            self.state = notes.parse_checkpoint(self.note.text)
        except notes.BadNote:
            odd = (Outcome.FAILED, Why.MALFORMED)
            rest = (Claim.INCLUSION, Claim.CHECKPOINT, Claim.ED25519, Claim.MLDSA, Claim.WITNESS, Claim.KEY)
            return [_finding(claim, *odd) for claim in rest]
        leaf = merkle.leaf_hash(self.proof.leaf)
        included = merkle.includes(leaf, self.proof.index, self.state.size, self.proof.path, self.state.root)
        return [
            _finding(Claim.INCLUSION, *_equal(included)),
            _finding(Claim.CHECKPOINT, *self._lines()),
            _finding(Claim.ED25519, *self._log_signature(notes.Algorithm.ED25519)),
            _finding(Claim.MLDSA, *self._log_signature(notes.Algorithm.MLDSA44_COSIGNATURE)),
            _finding(Claim.WITNESS, *self._witnesses()),
            _finding(Claim.KEY, *self._whose_key()),
        ]

    def _lines(self) -> _Answer:
        known = {(key.name, key.key_id) for key in self.keys}
        if not self.knows_all or all((line.name, line.key_id) in known for line in self.note.signatures):
            return _OK
        return Outcome.FAILED, Why.UNKNOWN_SIGNATURE

    def _one(self, key: notes.VerifierKey) -> _Answer:
        lines = key.signed(self.note)
        verify = self.verify[key.algorithm]
        if not lines:
            return Outcome.FAILED, Why.NO_SIGNATURE
        if verify is None:
            return Outcome.UNCHECKED, Why.NO_MEANS
        good = all(notes.is_good(self.note.text, key, line, verify) for line in lines)
        return _OK if good else (Outcome.FAILED, Why.BAD_SIGNATURE)

    def _log_signature(self, algorithm: notes.Algorithm) -> _Answer:
        """Every key of this kind that the file names for the log must have signed."""
        mine = [key for key in self.keys if key.algorithm is algorithm and key.name == self.state.origin]
        answers = [self._one(key) for key in mine if str(key) in self.proof.keys or key.signed(self.note)]
        return _worst(answers) if answers else (Outcome.UNCHECKED, Why.NOT_INCLUDED)

    def _witnesses(self) -> _Answer:
        others = [key for key in self.keys if key.name != self.state.origin]
        answers = [self._one(key) for key in others if str(key) in self.proof.keys or key.signed(self.note)]
        return _worst(answers) if answers else (Outcome.UNCHECKED, Why.NOT_INCLUDED)

    def _whose_key(self) -> _Answer:
        if not self.trusted:
            return Outcome.UNCHECKED, Why.KEY_FROM_FILE
        mine = [key for key in self.keys if str(key) in self.trusted and key.name == self.state.origin]
        if any(self._one(key)[0] is Outcome.OK for key in mine):
            return _OK
        if any(self._one(key)[1] is Why.NO_MEANS for key in mine):
            return Outcome.UNCHECKED, Why.NO_MEANS
        return Outcome.FAILED, Why.KEY_NOT_TRUSTED


def _text(proof: Proof) -> _Answer:
    stated = proof.record.get("text_sha256")
    if not proof.text:
        return Outcome.UNCHECKED, Why.NOT_INCLUDED
    return _equal(leaves.text_hash(proof.text).hex() == stated)


def _leaf_tells_record(proof: Proof) -> bool:
    record = proof.record
    try:
        leaf = leaves.unpack(proof.leaf)
    except leaves.BadLeaf:
        return False
    names = [record.get(name) for name in ("kind", "level", "campaign", "body", "text_sha256", "at")]
    if not all(isinstance(name, str) for name in names):
        return False
    kind, level, campaign, body, text, at = map(str, names)
    return (
        kind == leaf.kind.name.lower()
        and _LEVELS.get(level) is leaf.level
        and leaves.campaign(campaign) == leaf.campaign
        and leaves.institution(body) == leaf.institution
        and text == leaf.text_sha256.hex()
        and _same_time(at, leaf.time)
    )


def _same_time(at: str, time: int) -> bool:
    try:
        return _MOMENT.fullmatch(at) is not None and leaves.is_coarse_form_of(time, datetime.fromisoformat(at))
    except ValueError:
        return False


def _commitment_fits(proof: Proof) -> bool:
    return leaves.commitment(proof.salt, canonical.dumps(proof.record)) == proof.leaf[-32:]


def _equal(same: bool) -> _Answer:
    return _OK if same else (Outcome.FAILED, Why.DIFFERS)


def _worst(answers: list[_Answer]) -> _Answer:
    order = [Outcome.FAILED, Outcome.UNCHECKED, Outcome.OK]
    return min(answers, key=lambda answer: order.index(answer[0]))


def _finding(claim: Claim, outcome: Outcome, why: Why) -> Finding:
    return Finding(claim, outcome, why)
