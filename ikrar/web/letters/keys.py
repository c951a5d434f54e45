"""Which ways of signing with a key are there, and what comes back from one? The door to `domain/seals/signing.py`."""

from datetime import datetime
from typing import Any

from ikrar.core.letters_stages import SignerBlock, Way
from ikrar.domain.letters.actions import SignedFile
from ikrar.domain.letters.models import Letter
from ikrar.domain.seals import signing
from ikrar.domain.seals.owners import names_differ
from ikrar.domain.seals.signing import Identity, Secret

UNCERTIFIED = "Ditandatangani secara elektronik, tidak tersertifikasi (PP 71/2019 Pasal 60)."


def ways() -> list[str]:
    """The ways that this installation offers."""
    return [str(way) for way in signing.ways_available()]


def note_of(way: str) -> str:
    """The line at the foot of a letter signed in this way; a BSrE service puts its own, which is never imitated."""
    return "" if way in {Way.BSRE_V1, Way.BSRE_V2} else UNCERTIFIED


def sign(
    pdf: bytes, data: dict[str, Any], *, signer: SignerBlock, reason: str, at: datetime, place: str
) -> SignedFile:
    """Sign with the way, identity and secret that were typed; nothing of them is kept. Raises CannotSign (a Problem)."""
    container = data["container"].read(1_000_000) if data["container"] else b""
    signed = signing.sign_pdf(
        pdf, way=signing.Way(data["way"]), identity=Identity(data["identity"], container, signer.name, signer.nip),
        secret=Secret(data["password"]), reason=reason, place=place, at=at,
    )  # fmt: skip
    return SignedFile(signed.pdf, Way(signed.way), signed.certificate, signed.is_certified)


def is_of_another_name(letter: Letter, signer: SignerBlock) -> bool:
    """Whether the certificate that signed a letter bears another name than its foot: somebody should look."""
    return bool(letter.certificate) and names_differ(letter.certificate, signer.name)
