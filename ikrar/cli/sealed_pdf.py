"""Is this PDF sealed as a whole, in one spelling only, and which files does it carry?

A seal alone lets its own padding be changed: the signature stands in a hole that it does not cover. So the
hole must hold exactly one DER value in its canonical form, then zeroes, in hex digits of one case.
"""

import io
import logging
import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # it reports every unknown issuer as a failure
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
_HEX = re.compile(rb"[0-9a-f]+|[0-9A-F]+")
_MOST_NODES = 1_000


class BadPdf(ValueError):
    """The bytes are no PDF that can be read, or its attachments are not in order."""


class Seal(StrEnum):
    """What is asked of the seal, in this order; the issuer is named and never judged."""

    ONE = "seal_one"
    SPELLING = "seal_spelling"
    INTACT = "seal_intact"


@dataclass(frozen=True)
class SealReport:
    """Whether each question could be answered with yes, and the name in the signer's certificate."""

    answers: dict[Seal, bool]
    signer: str = ""

    @property
    def is_whole(self) -> bool:
        return all(self.answers.values())


def attachments(data: bytes) -> dict[str, bytes]:
    """The embedded files by name. Raises BadPdf when a name stands twice or the PDF cannot be read."""
    found: dict[str, bytes] = {}
    try:
        root = PdfFileReader(io.BytesIO(data)).root
        has_files = "/Names" in root and "/EmbeddedFiles" in root["/Names"]
        for name, spec in _names(root["/Names"]["/EmbeddedFiles"], [0]) if has_files else []:
            if name in found:
                raise BadPdf(f"attachment {name} stands twice")
            found[name] = spec["/EF"]["/F"].data
    except BadPdf:
        raise
    except Exception as broken:  # a hostile file may break the reader in any way
        raise BadPdf("no readable PDF") from broken
    return found


def check_seal(data: bytes) -> SealReport:
    """Answers every question about the seal; whatever is odd is a no."""
    answers = dict.fromkeys(Seal, False)
    try:
        reader = PdfFileReader(io.BytesIO(data))
        seals = reader.embedded_signatures
        if len(seals) != 1:
            return SealReport(answers)
        seal = seals[0]
        seal.compute_integrity_info()
        answers[Seal.ONE] = seal.coverage is SignatureCoverageLevel.ENTIRE_FILE
        answers[Seal.SPELLING] = _is_spelled_one_way(data, [int(number) for number in seal.byte_range])
        status = validate_pdf_signature(seal, ValidationContext(trust_roots=[], allow_fetching=False))
        answers[Seal.INTACT] = bool(status.intact and status.valid)
        return SealReport(answers, seal.signer_cert.subject.human_friendly)
    except Exception:  # noqa: BLE001 as above: a broken seal is no seal
        return SealReport(answers)


def _names(node: Any, seen: list[int]) -> list[tuple[str, Any]]:
    """The leaves of a name tree; indexing follows references, iterating would not."""
    seen[0] += 1
    if seen[0] > _MOST_NODES:
        raise BadPdf("too many attachments")
    flat = _followed(node, "/Names")
    pairs = [(str(flat[at]), flat[at + 1]) for at in range(0, len(flat), 2)]
    kids = _followed(node, "/Kids")
    for at in range(len(kids)):
        pairs += _names(kids[at], seen)
    return pairs


def _followed(node: Any, name: str) -> Any:
    if name in node:
        return node[name]  # unlike `get`, this follows a reference
    return []


def _is_spelled_one_way(data: bytes, byte_range: list[int]) -> bool:
    """The ranges touch the hole on both sides and reach to the end; the hole is hex of one case, DER, zeroes."""
    if len(byte_range) != 4 or byte_range[0] != 0:
        return False
    start, end = byte_range[1], byte_range[2]
    hole = data[start:end]
    if end + byte_range[3] != len(data) or hole[:1] != b"<" or hole[-1:] != b">" or len(hole) % 2:
        return False
    if not _HEX.fullmatch(hole[1:-1]):
        return False
    content = bytes.fromhex(hole[1:-1].decode())
    length = _der_length(content)
    return 0 < length <= len(content) and not any(content[length:]) and _is_canonical(content[:length])


def _der_length(content: bytes) -> int:
    """The whole length of the DER value at the start, from its own header; 0 when the header is odd."""
    if len(content) < 2 or content[0] != 0x30:
        return 0
    if content[1] < 0x80:
        return 2 + content[1]
    count = content[1] & 0x7F
    length = int.from_bytes(content[2 : 2 + count])
    is_short = count == 0 or count > 4 or length < 0x80 or content[2] == 0
    return 0 if is_short else 2 + count + length


def _is_canonical(der: bytes) -> bool:
    """Everything in the CMS that its signature does not cover has the one value it may have."""
    content = cms.ContentInfo.load(der, strict=True)
    signed = content["content"]
    if content["content_type"].native != "signed_data" or len(signed["signer_infos"]) != 1:
        return False
    signer, algorithms = signed["signer_infos"][0], signed["digest_algorithms"]
    is_plain = (
        signed["version"].native == signer["version"].native == "v1"
        and [one.dump() for one in algorithms] == [signer["digest_algorithm"].dump()]
        and signed["encap_content_info"]["content_type"].native == "data"
        and signed["encap_content_info"]["content"].native is None
        and signed["crls"].native is None
    )
    is_rewritten_same: bool = content.copy().dump(force=True) == der
    return is_plain and is_rewritten_same and _are_bound(signer, signed["certificates"])


def _are_bound(signer: Any, choices: Any) -> bool:
    """The signed part names the signer's certificate by its hash; every other one is signed by one beside it."""
    raw = [choice.chosen.dump() for choice in choices if choice.name == "certificate"]
    named = [
        attribute
        for attribute in signer["signed_attrs"]
        if attribute["type"].native == "signing_certificate_v2"
    ]
    if len(raw) != len(choices) or len(set(raw)) != len(raw) or len(named) != 1:
        return False
    mine = [der for der in raw if _is_named(der, named[0], signer["sid"])]
    loaded = [x509.load_der_x509_certificate(der) for der in raw if der not in mine]
    return len(mine) == 1 and all(any(_has_issued(other, one) for other in loaded) for one in loaded)


def _is_named(der: bytes, attribute: Any, sid: Any) -> bool:
    ids = attribute["values"][0]["certs"]
    certificate = asn1_x509.Certificate.load(der)
    is_hashed = ids[0]["hash_algorithm"]["algorithm"].native == "sha256"
    return bool(
        is_hashed
        and ids[0]["cert_hash"].native == sha256(der).digest()
        and sid.name == "issuer_and_serial_number"
        and sid.chosen["issuer"].dump() == certificate.issuer.dump()
        and sid.chosen["serial_number"].native == certificate.serial_number
    )


def _has_issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
