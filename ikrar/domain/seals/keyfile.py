"""Signing with a key file (.p12 or .pfx) that the person hands in for this act only (PKCS#12, RFC 7292)."""

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from ikrar.domain.seals.local_signing import (
    demand_signed,
    demand_usable,
    is_trusted,
    put_signature,
    signatures_in,
)
from ikrar.domain.seals.pkcs12 import KeptKeySigner
from ikrar.domain.seals.signing import CannotSign, Identity, Secret, Signed, Way

LARGEST = 100_000  # bytes: a key with its chain needs some thousands


def sign(pdf: bytes, *, identity: Identity, secret: Secret, reason: str, place: str, at: datetime) -> Signed:
    """Sign with the key in the file. Raises CannotSign."""
    if not identity.container or len(identity.container) > LARGEST:
        raise CannotSign("sign.no_key_file", field="container")
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(
            identity.container, secret.reveal().encode() or None
        )
    except (ValueError, TypeError):  # wrong passphrase and a damaged file look alike
        raise CannotSign("sign.wrong_passphrase", try_again=True) from None
    if certificate is None or not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise CannotSign("sign.no_key_in_file", field="container")
    if isinstance(key, ec.EllipticCurvePrivateKey) and not isinstance(key.curve, ec.SECP256R1):
        raise CannotSign("sign.no_key_in_file", field="container")
    demand_usable(certificate, at)
    signer = KeptKeySigner(key, certificate, tuple(others))
    name = common_name(certificate)
    out = put_signature(pdf, signer, name=name, reason=reason, place=place, at=at)
    demand_signed(pdf, out, signatures=signatures_in(pdf) + 1)
    return Signed(out, Way.PKCS12, name, is_trusted(certificate, list(others), at))


def common_name(certificate: x509.Certificate) -> str:
    """What a certificate calls its owner."""
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()
