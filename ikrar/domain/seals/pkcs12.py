"""Which key seals here, and what does its certificate call itself?

`seal.p12` in the keys folder (mode 0600), its passphrase, if any, in `seal.pass` beside it. Without one a
development certificate is made that says what it is, in its own subject.
"""

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import cast

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ikrar.domain.seals.canonical import low_s

DEVELOPMENT_NAME = "Sertifikat pengembangan Ikrar, bukan BSrE"
FILE, PASSPHRASE_FILE = "seal.p12", "seal.pass"
# Wide on purpose: a development certificate must fit demo stories of any year.
_VALID_FROM, _VALID_UNTIL = datetime(2024, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)

UsableKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class NoSealKey(Exception):
    """The key file is there but cannot be used: damaged, wrong passphrase, or a kind of key we do not seal with."""


class KeptKeySigner(Signer):
    """A pyHanko signer that keeps its private key loaded; the stock one reads it anew for each seal."""

    def __init__(
        self, key: UsableKey, certificate: x509.Certificate, chain: tuple[x509.Certificate, ...]
    ) -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple([_asn1(one) for one in chain])
        super().__init__(signing_cert=_asn1(certificate), cert_registry=store)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The raw signature over `data`: ECDSA, or RSA with PKCS#1 v1.5 padding."""
        if digest_algorithm != "sha256":
            raise NoSealKey("seals are made over SHA-256 alone")
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            return low_s(self._key.sign(data, ec.ECDSA(hashes.SHA256())))
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())


@dataclass(frozen=True, slots=True)
class SealKey:
    """A loaded key: its signer, its certificate in DER, the certificates that came with it, and its name."""

    signer: KeptKeySigner
    certificate: bytes
    chain: tuple[bytes, ...]
    name: str

    @property
    def is_development(self) -> bool:
        """Whether this is the certificate made here on first run, which no authority vouches for."""
        return self.name == DEVELOPMENT_NAME


def seal_key(keys_dir: Path) -> SealKey:
    """The key of this installation, kept loaded; made on first use. Raises NoSealKey, OSError."""
    path = keys_dir / FILE
    if not path.exists():
        _make(path)
    state = path.stat()
    return _load(path, state.st_mtime_ns, state.st_size)


def certificate_name(keys_dir: Path) -> str:
    """What the certificate calls itself (common name of its subject), as papers print it. Raises NoSealKey."""
    return seal_key(keys_dir).name


def is_development(keys_dir: Path) -> bool:
    """Whether papers must carry the line that this is a development certificate. Raises NoSealKey."""
    return seal_key(keys_dir).is_development


@lru_cache(maxsize=8)
def _load(path: Path, _changed: int, _size: int) -> SealKey:
    word = path.with_name(PASSPHRASE_FILE)
    passphrase = word.read_bytes().strip() if word.exists() else None
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(path.read_bytes(), passphrase)
    except ValueError as damaged:
        raise NoSealKey(f"{path.name} is damaged or its passphrase does not fit") from damaged
    is_p256 = isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1)
    if certificate is None or not (is_p256 or isinstance(key, rsa.RSAPrivateKey)):
        raise NoSealKey(f"{path.name} holds no certificate with a P-256 or RSA key")
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    name = str(names[0].value) if names else certificate.subject.rfc4514_string()
    chain = tuple(others)
    signer = KeptKeySigner(cast("UsableKey", key), certificate, chain)
    return SealKey(signer, _asn1(certificate).dump(), tuple(_asn1(one).dump() for one in chain), name)


def _make(path: Path) -> None:
    """Writes the development key; when two processes do so at once, the first one stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    data = pkcs12.serialize_key_and_certificates(b"ikrar", key, _certificate(key), None, NoEncryption())
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)


def _certificate(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, DEVELOPMENT_NAME)])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)  # signature, commitment
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_VALID_FROM)
        .not_valid_after(_VALID_UNTIL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
