"""A sealed certificate as the program makes them, small and with a certificate of its own."""

import io
from datetime import datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

FROM = datetime(2026, 1, 1)  # noqa: DTZ001 certificates of the test know no zone


@cache
def sealer(kind: str) -> signers.SimpleSigner:
    """A signer with a fresh RSA or P-256 key and a certificate that it gave itself."""
    key = rsa.generate_private_key(65_537, 2_048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Segel Contoh")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 4_711, FROM, FROM + timedelta(days=3_650))
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    data = pkcs12.serialize_key_and_certificates(b"segel", key, certificate, None, NoEncryption())
    found = signers.SimpleSigner.load_pkcs12_data(data, other_certs=[])
    assert found is not None
    return found


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


def sealed(pdf: bytes, kind: str = "ec", field: str = "Segel") -> bytes:
    """The PDF with one more seal over the whole of it."""
    meta = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, sealer(kind), bytes_reserved=8_192)
    return bytes(out.getvalue())
