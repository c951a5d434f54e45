"""How is a signature put into a PDF with a signer that runs here, and how is any signed file checked?"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

from ikrar.domain.seals.signing import CannotSign

HOLE = 32 * 1024  # hex digits: room for a chain of three RSA certificates
FIELD = "TandaTangan"
TRUSTED = "trusted.pem"  # certificates of authorities, in the keys folder


class _DatedSigner(PdfSigner):
    """Writes the moment it is given into the signature instead of reading a clock."""

    at: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def signatures_in(pdf: bytes) -> int:
    """How many signatures a PDF bears. Raises CannotSign for a file that cannot be read."""
    try:
        return len(PdfFileReader(BytesIO(pdf)).embedded_signatures)
    except (PdfError, ValueError) as broken:
        raise CannotSign("sign.unreadable_file", field="") from broken


def put_signature(pdf: bytes, signer: Signer, *, name: str, reason: str, place: str, at: datetime) -> bytes:
    """The file with one more signature as an incremental update, checked. Raises CannotSign."""
    number = signatures_in(pdf) + 1
    field = f"{FIELD}{number}"
    dated = _DatedSigner(
        PdfSignatureMetadata(
            field_name=field, reason=reason, location=place, name=name, md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
        ),
        signer=signer,
        new_field_spec=SigFieldSpec(field),
    )  # fmt: skip
    dated.at = at
    out = BytesIO()
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        with ThreadPoolExecutor(1) as apart:  # pyHanko wants an event loop, and this thread may already run one
            apart.submit(asyncio.run, dated.async_sign_pdf(writer, bytes_reserved=HOLE, output=out)).result()
    except (PdfError, SigningError, ValueError) as refused:
        raise CannotSign("sign.not_made", field="") from refused
    demand_signed(pdf, out.getvalue(), signatures=number)
    return out.getvalue()


def demand_signed(sent: bytes, got: bytes, *, signatures: int) -> tuple[str, asn1_x509.Certificate, bool]:
    """Demand that `got` is the file that was sent, with so many signatures, the last valid and over every byte.

    Gives the name and certificate of the last signer, and whether the file was written anew. Raises CannotSign.
    """
    try:
        reader = PdfFileReader(BytesIO(got))
        found = reader.embedded_signatures
        if len(found) != signatures:
            raise CannotSign("sign.not_valid", field="")
        last = found[-1]
        last.compute_integrity_info()
        certificate = last.signer_cert
        intact, valid = validate_sig_integrity(
            last.signer_info, certificate, expected_content_type="data", actual_digest=last.compute_digest()
        )
        is_whole = last.coverage == SignatureCoverageLevel.ENTIRE_FILE
        rewritten = not got.startswith(sent)
        if rewritten and _pages(reader) != _pages(PdfFileReader(BytesIO(sent))):
            raise CannotSign("sign.not_the_file_sent", field="")
    except CannotSign:
        raise
    except Exception as broken:  # a hostile file breaks the reader in any way; the answer is the same
        raise CannotSign("sign.not_valid", field="") from broken
    if not (intact and valid and is_whole):
        raise CannotSign("sign.not_valid", field="")
    name = certificate.subject.native.get("common_name", certificate.subject.human_friendly)
    return str(name), certificate, rewritten


def _pages(reader: PdfFileReader) -> list[bytes]:
    """What is drawn on each page, as decoded content."""
    return [_drawn(reader, number) for number in range(int(reader.root["/Pages"]["/Count"]))]


def _drawn(reader: PdfFileReader, number: int) -> bytes:
    page = reader.find_page_for_modification(number)[0].get_object()  # type: ignore[no-untyped-call]
    contents = page.get("/Contents", [])
    streams = contents if isinstance(contents, list) else [contents]
    return b"\n".join(
        stream.get_object().data if hasattr(stream, "get_object") else stream.data for stream in streams
    )


def is_trusted(certificate: x509.Certificate, chain: list[x509.Certificate], at: datetime) -> bool:
    """Whether the chain ends in a certificate of trusted.pem, every link signed and in force."""
    path = Path(settings.IKRAR_KEYS) / TRUSTED
    roots = x509.load_pem_x509_certificates(path.read_bytes()) if path.exists() else []
    current, left = certificate, list(chain)
    for _ in range(8):
        if not current.not_valid_before_utc <= at <= current.not_valid_after_utc:
            return False
        if any(_issued(current, root) or current == root for root in roots):
            return True
        above = next((one for one in left if one != current and _issued(current, one)), None)
        if above is None:
            return False
        left.remove(above)
        current = above
    return False


def _issued(certificate: x509.Certificate, by: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(by)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def demand_usable(certificate: x509.Certificate, at: datetime) -> None:
    """The certificate is in force and may sign. Raises CannotSign."""
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        day = f"{certificate.not_valid_after_utc:%d-%m-%Y}"
        raise CannotSign("sign.certificate_expired", field="container", day=day)
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise CannotSign("sign.wrong_certificate", field="container")
