"""A certification authority for tests, and the keys it vouches for."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    pkcs12,
)

FIRST, LAST = datetime(2025, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


@dataclass
class Authority:
    """Signs certificates for people of the tests."""

    key: rsa.RSAPrivateKey = field(default_factory=_key)

    def __post_init__(self) -> None:
        self.certificate = self._issue("Otoritas Contoh", self.key.public_key(), is_ca=True)

    @property
    def pem(self) -> bytes:
        """The authority's certificate, as trusted.pem holds it."""
        return self.certificate.public_bytes(Encoding.PEM)

    def _issue(
        self, name: str, key: Any, *, is_ca: bool = False, first: datetime = FIRST, last: datetime = LAST,
        signs: bool = True,
    ) -> x509.Certificate:  # fmt: skip
        usage = x509.KeyUsage(signs, signs, not signs, False, False, is_ca, is_ca, False, False)
        return (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(_name("Otoritas Contoh"))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(first)
            .not_valid_after(last)
            .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .sign(self.key, hashes.SHA256())
        )

    def certify(self, name: str, key: Any, **more: Any) -> x509.Certificate:
        """A certificate for a public key made elsewhere, for example in a token."""
        return self._issue(name, key, **more)

    def person(self, name: str, **more: Any) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
        """A key and its certificate."""
        key = _key()
        return key, self._issue(name, key.public_key(), **more)

    def file_of(self, name: str, passphrase: str, **more: Any) -> bytes:
        """A key file (.p12) of a person."""
        key, certificate = self.person(name, **more)
        how = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return pkcs12.serialize_key_and_certificates(b"kunci", key, certificate, [self.certificate], how)
