"""ikrar verify FILE…: is this proof, or this certificate with its proof inside, genuine? No network, no database."""

import argparse
import json as json_module
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ikrar.cli import pdf_attachments, verify_words
from ikrar.core import canonical, notes, proof_files, proofs
from ikrar.core.proofs import Outcome
from ikrar.domain.ledger import signer
from ikrar.domain.seals.checking import check_seal

PROOF_NAME = "bukti.json"
FACTS_NAME = "fakta.json"
LARGEST_FILE = 50_000_000  # bytes
GENUINE, NEGATIVE, UNREADABLE = 0, 1, 2


@dataclass(frozen=True)
class Line:
    """One claim and its answer, by code; the words are in `verify_words`."""

    claim: str
    outcome: str
    why: str = ""


@dataclass
class Answer:
    """What is said of one file."""

    path: str
    code: int
    lines: list[Line] = field(default_factory=list)
    trouble: str = ""  # a code: why the file could not be read
    facts: dict[str, canonical.Json] = field(default_factory=dict)
    sealed_by: str = ""


def main(argv: Sequence[str]) -> int:
    """The command. Exit 0 genuine, 1 not genuine, 2 unreadable or wrong use."""
    parser = argparse.ArgumentParser(
        prog="ikrar verify", description="Periksa bukti atau sertifikat tanpa jaringan."
    )
    parser.add_argument("files", nargs="+", metavar="BERKAS", help="bukti .json atau sertifikat .pdf")
    parser.add_argument(
        "--trusted", metavar="BERKAS", help="kunci publik catatan yang Anda percaya, satu per baris"
    )
    parser.add_argument("--json", action="store_true", help="satu objek JSON per berkas")
    parser.add_argument("--lang", choices=["id", "en"], default="id", help="bahasa jawaban")
    chosen = parser.parse_args(argv)
    trusted: list[str] | None = None
    if chosen.trusted:
        try:
            trusted = read_keys(Path(chosen.trusted))
        except (OSError, ValueError):
            print(verify_words.trouble("bad_keys", chosen.lang), file=sys.stderr)
            return UNREADABLE
    return verify_files(chosen.files, trusted=trusted, lang=chosen.lang, json=chosen.json)


def read_keys(path: Path) -> list[str]:
    """The verifier keys of a file, one a line. Raises ValueError when one is none, or when there is none."""
    keys = [str(notes.parse_vkey(line)) for line in path.read_text("utf-8").split()]
    if not keys:
        raise ValueError("no key")
    return keys


def verify_files(
    paths: Sequence[str], *, trusted: Collection[str] | None = None, lang: str = "id", json: bool = False
) -> int:
    """Prints an answer per file; gives the worst exit code of all."""
    worst = GENUINE
    for path in paths:
        answer = verify_file(Path(path), trusted)
        worst = max(worst, answer.code)
        print(_as_json(answer) if json else _as_text(answer, lang))
    return worst


def verify_file(path: Path, trusted: Collection[str] | None = None) -> Answer:
    """The answer on one file; never raises for what the file holds."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return Answer(str(path), UNREADABLE, trouble="too_large")
        data = path.read_bytes()
    except OSError:
        return Answer(str(path), UNREADABLE, trouble="no_file")
    if data[:5] == b"%PDF-":
        return verify_pdf(str(path), data, trusted)
    if data.startswith(proof_files.TLOG_PROOF.encode()):
        return verify_public(str(path), data, trusted)
    return verify_proof(str(path), data, trusted)


def verify_proof(path: str, data: bytes, trusted: Collection[str] | None) -> Answer:
    """The answer on a proof file."""
    try:
        proof = proof_files.load_proof(data)
    except proof_files.BadProof:
        return Answer(path, UNREADABLE, trouble="bad_proof")
    report = proofs.check_proof(
        proof, verify_ed25519=signer.verify_ed25519, verify_mldsa=signer.verify_mldsa, trusted_keys=trusted
    )
    lines = [Line(finding.claim, finding.outcome, finding.why) for finding in report.findings]
    facts = proof_files.facts_of(proof) if report.is_accepted else {}
    return Answer(path, GENUINE if report.is_accepted else NEGATIVE, lines, facts=facts)


def verify_public(path: str, data: bytes, trusted: Collection[str] | None) -> Answer:
    """The answer on a proof that names nobody; it carries no key, so somebody has to bring one."""
    try:
        proof = proof_files.load_public(data)
    except proof_files.BadProof:
        return Answer(path, UNREADABLE, trouble="bad_proof")
    if not trusted:
        return Answer(path, UNREADABLE, trouble="needs_keys")
    report = proofs.check_public(
        proof, verify_ed25519=signer.verify_ed25519, verify_mldsa=signer.verify_mldsa, trusted_keys=trusted
    )
    lines = [Line(finding.claim, finding.outcome, finding.why) for finding in report.findings]
    return Answer(path, GENUINE if report.is_listed else NEGATIVE, lines)


def verify_pdf(path: str, data: bytes, trusted: Collection[str] | None) -> Answer:
    """The answer on a certificate: its seal, the proof inside, and whether the page shows what the proof says."""
    try:
        inside = pdf_attachments.attachments(data)
    except pdf_attachments.BadPdf:
        return Answer(path, UNREADABLE, trouble="bad_pdf")
    seal = check_seal(data)
    lines = [
        Line("seal", Outcome.OK if seal.is_valid else Outcome.FAILED, seal.why),
        Line("seal_issuer", Outcome.UNCHECKED),
    ]
    if PROOF_NAME not in inside:
        return Answer(path, NEGATIVE, lines, trouble="no_proof_inside", sealed_by=seal.signer)
    proof = verify_proof(path, inside[PROOF_NAME], trusted)
    shown = _shown_facts(inside, proof)
    lines += [*proof.lines, shown]
    is_good = seal.is_valid and proof.code == GENUINE and shown.outcome != Outcome.FAILED
    code = GENUINE if is_good else NEGATIVE
    return Answer(path, code, lines, proof.trouble, proof.facts if is_good else {}, seal.signer)


def _shown_facts(inside: dict[str, bytes], proof: Answer) -> Line:
    """The page is typeset from fakta.json; it must say what the proof says and nothing else."""
    if FACTS_NAME not in inside:
        return Line("facts", Outcome.UNCHECKED)
    try:
        shown = canonical.loads_exact(inside[FACTS_NAME])
    except canonical.NotCanonical:
        return Line("facts", Outcome.FAILED)
    return Line("facts", Outcome.OK if shown == proof.facts else Outcome.FAILED)


def _as_json(answer: Answer) -> str:
    return json_module.dumps(
        {
            "file": answer.path,
            "genuine": answer.code == GENUINE,
            "code": answer.code,
            "trouble": answer.trouble,
            "sealed_by": answer.sealed_by,
            "facts": answer.facts,
            "findings": [
                {"claim": line.claim, "outcome": line.outcome, "why": line.why} for line in answer.lines
            ],
        },
        ensure_ascii=False,
    )


def _as_text(answer: Answer, lang: str) -> str:
    rows = [f"{answer.path}: {verify_words.verdict(answer.code, lang)}"]
    if answer.trouble:
        rows.append(f"  {verify_words.trouble(answer.trouble, lang)}")
    rows += [_as_row(line, lang) for line in answer.lines]
    if answer.sealed_by:
        rows.append(f"  {verify_words.label('sealed_by', lang)}: {answer.sealed_by}")
    for name, value in answer.facts.items():
        rows.append(f"  {verify_words.label(name, lang)}: {value}")
    return "\n".join(rows)


def _as_row(line: Line, lang: str) -> str:
    sentence = verify_words.sentence(line.claim, line.outcome, lang)
    return f"  [{verify_words.mark(line.outcome, lang)}] {sentence}"
