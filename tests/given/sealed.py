"""A sealed certificate as the program makes them, small and with a certificate of its own."""

import atexit
import io
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from ikrar.domain.seals.sealing import seal_pdf

FROM = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def keys_dir(kind: str) -> Path:
    """A keys folder with a fresh key of this kind: "ec" is the program's own development key, "rsa" one brought along."""
    folder = Path(tempfile.mkdtemp(prefix="ikrar-segel-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if kind == "rsa":
        (folder / "seal.p12").write_bytes(_rsa_p12())
    return folder


def _rsa_p12() -> bytes:
    key = rsa.generate_private_key(65_537, 2_048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Segel Contoh")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 4_711, FROM, FROM + timedelta(days=3_650))
    certificate = builder.sign(key, hashes.SHA256())
    return pkcs12.serialize_key_and_certificates(b"segel", key, certificate, None, NoEncryption())


def pdf_with(files: dict[str, bytes]) -> bytes:
    """A one-page PDF with these attachments, deflated."""
    writer = PdfFileWriter()
    stream = writer.add_object(generic.StreamObject(stream_data=b""))
    writer.insert_page(
        PageObject(contents=stream, media_box=generic.ArrayObject(map(generic.NumberObject, (0, 0, 300, 300))))
    )
    for name, data in files.items():
        inside = embed.EmbeddedFileObject.from_file_data(writer, data=data, mime_type="application/json")
        embed.embed_file(writer, embed.FileSpec(file_spec_string=name, file_name=name, embedded_data=inside))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def sealed(pdf: bytes, kind: str = "ec") -> bytes:
    """The PDF with the seal that the program gives its papers."""
    return seal_pdf(pdf, keys_dir=keys_dir(kind), reason="Ikrar Netralitas", at=FROM + timedelta(days=330))


def sealed_again(pdf: bytes) -> bytes:
    """The PDF with a further seal, valid in itself, that another program has added."""
    meta = signers.PdfSignatureMetadata("Kedua", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    signer = signers.SimpleSigner.load_pkcs12_data(_rsa_p12(), other_certs=[])
    assert signer is not None
    with ThreadPoolExecutor(1) as apart:  # pyHanko wants an event loop, and a browser test already runs one
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        return bytes(apart.submit(signers.sign_pdf, writer, meta, signer).result().getvalue())
