"""Which ways of signing with a key are there, and what comes back from one? The door to `domain/seals/signing.py`."""

from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ikrar.core.letters_stages import Way
from ikrar.core.verdicts import Problem
from ikrar.domain.letters.actions import SignedFile

MODULE = "ikrar.domain.seals.signing"
UNCERTIFIED = "Ditandatangani secara elektronik, tidak tersertifikasi (PP 71/2019 Pasal 60)."


def ways() -> list[str]:
    """The ways that this installation offers; none where the part that signs is not installed."""
    if find_spec(MODULE) is None:
        return []
    return [str(way) for way in import_module(MODULE).ways_available()]


def note_of(way: str) -> str:
    """The line at the foot of a letter signed in this way; a BSrE service puts its own, which is never imitated."""
    return "" if way in {Way.BSRE_V1, Way.BSRE_V2} else UNCERTIFIED


def sign(pdf: bytes, data: dict[str, Any], *, reason: str, at: datetime, place: str) -> SignedFile:
    """Sign with the way, identity and secret that were typed; nothing of them is kept. Raises Problem."""
    signing = import_module(MODULE)
    container = data["container"].read() if data["container"] else None
    try:
        signed = signing.sign_pdf(
            data["way"], pdf, identity=container or data["identity"], secret=data["password"], reason=reason,
            at=at, place=place,
        )  # fmt: skip
    except signing.CannotSign as refused:
        raise Problem(refused.reason, "password") from None  # the cause may hold what was typed
    return SignedFile(signed.pdf, Way(signed.way), signed.certificate, bool(signed.is_certified))
