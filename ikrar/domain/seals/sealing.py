"""How does a PDF get the seal of this installation, and what level did the seal reach?

PAdES B-B (ETSI EN 319 142-1), by pyHanko, with a hole of fixed size. Each seal is validated before it leaves.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession

from ikrar.domain.seals.checking import check_seal
from ikrar.domain.seals.pkcs12 import SealKey, seal_key

HOLE = 16 * 1024  # hex digits reserved for the CMS: fixed, so that the seal is made once and always fits
FIELD = "Segel"


class Level(StrEnum):
    """The PAdES levels a seal may be asked for. More than B-B needs a time-stamp authority."""

    B_B = "B-B"
    B_T = "B-T"


class CannotSeal(Exception):
    """No seal was made: the level asked for is out of reach, the file cannot be read, or the result was not valid."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed file, what was asked, what was reached, and whose certificate it bears."""

    pdf: bytes
    asked: Level
    reached: Level
    certificate: str


class _DatedSigner(PdfSigner):
    """Writes the moment it is given into the signature instead of reading a clock."""

    at: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


class _PlainWriter(IncrementalPdfFileWriter):
    """Leaves title, dates and version as they were typeset: PDF/A-3 is PDF 1.7, where PAdES is an extension (ESIC)."""

    def _update_meta(self) -> None:
        pass

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        pass


def seal_pdf(pdf: bytes, *, keys_dir: Path, reason: str, at: datetime) -> bytes:
    """The file with a B-B seal. Raises as `seal` does."""
    return seal(pdf, keys_dir=keys_dir, reason=reason, at=at).pdf


def seal(pdf: bytes, *, keys_dir: Path, reason: str, at: datetime, level: Level = Level.B_B) -> Sealed:
    """Seals a PDF of ours as an incremental update and validates the result.

    `at` is an aware moment, `reason` is written into the signature. Raises CannotSeal (never a lower level in
    silence), NoSealKey when the key file cannot be used.
    """
    if level is not Level.B_B:
        raise CannotSeal(f"{level} needs a time-stamp authority, and none is set")
    key = seal_key(keys_dir)
    try:
        out = _sign(pdf, key, reason, at)
    except (PdfReadError, SigningError) as broken:
        raise CannotSeal(str(broken)) from broken
    check = check_seal(out)
    reached = Level.B_T if check.is_stamped else Level.B_B
    if not check.is_valid or check.certificate != key.certificate or reached is not level:
        raise CannotSeal(f"the seal made is not valid: {check.why}")
    return Sealed(out, level, reached, key.name)


def _sign(pdf: bytes, key: SealKey, reason: str, at: datetime) -> bytes:
    writer = _PlainWriter(BytesIO(pdf))
    signer = _DatedSigner(
        PdfSignatureMetadata(
            field_name=FIELD,
            reason=reason,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            name=key.name,
        ),
        signer=key.signer,
        new_field_spec=SigFieldSpec(FIELD),
    )
    signer.at = at
    out = BytesIO()
    with ThreadPoolExecutor(1) as apart:  # pyHanko wants an event loop, and this thread may already run one
        apart.submit(asyncio.run, signer.async_sign_pdf(writer, bytes_reserved=HOLE, output=out)).result()
    return out.getvalue()
