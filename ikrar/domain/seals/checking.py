"""Is the seal of this PDF whole, does it cover every byte, and whose is it?"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

from ikrar.domain.seals.canonical import NotCanonical, demand_canonical
from ikrar.domain.seals.contents import BadContents, read_hole


@dataclass(frozen=True, slots=True)
class SealCheck:
    """What the check found. `why` names the first thing that failed, in English, for logs and tests."""

    is_valid: bool
    why: str = ""
    signer: str = ""
    certificate: bytes = b""
    sealed_at: datetime | None = None
    is_stamped: bool = False


def check_seal(pdf: bytes) -> SealCheck:
    """Checks signature, digest, whole-file coverage and the form of the hole; says nothing about trust in the signer."""
    try:
        demand_canonical(read_hole(pdf).der)
        seals = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        if len(seals) != 1:
            return SealCheck(False, "not exactly one seal")
        return _check(seals[0])
    except (BadContents, NotCanonical) as bad:
        return SealCheck(False, str(bad))
    except Exception as bad:  # noqa: BLE001 a hostile file breaks the reader in any way; the answer is the same
        return SealCheck(False, f"unreadable: {bad}")


def _check(seal: EmbeddedPdfSignature) -> SealCheck:
    seal.compute_integrity_info()  # type: ignore[no-untyped-call]
    if seal.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        return SealCheck(False, "the seal does not cover the whole file")
    certificate = seal.signer_cert
    intact, valid = validate_sig_integrity(
        seal.signer_info,
        certificate,
        expected_content_type="data",
        actual_digest=seal.compute_digest(),
    )
    if not intact or not valid:
        return SealCheck(
            False, "the file was changed after sealing" if not intact else "the signature is not right"
        )
    name = certificate.subject.native.get("common_name", certificate.subject.human_friendly)
    stamped = any(
        one["type"].native == "signature_time_stamp_token" for one in seal.signer_info["unsigned_attrs"]
    )
    return SealCheck(True, "", str(name), certificate.dump(), seal.self_reported_timestamp, stamped)
