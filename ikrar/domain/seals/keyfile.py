"""Signing with a key file (.p12 or .pfx) that the person hands in for this act only (PKCS#12, RFC 7292)."""

from collections.abc import Iterator
from datetime import datetime

from asn1crypto import parser
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
MOST_ROUNDS = 1_000_000  # of hashing the passphrase, all together; usual files ask for some thousands
DEEPEST = 24  # values inside values
_INTEGER, _OCTETS, _UNIVERSAL = 2, 4, 0


def sign(pdf: bytes, *, identity: Identity, secret: Secret, reason: str, place: str, at: datetime) -> Signed:
    """Sign with the key in the file. Raises CannotSign."""
    if not identity.container or len(identity.container) > LARGEST:
        raise CannotSign("sign.no_key_file", field="container")
    _demand_quick(identity.container)
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


def _demand_quick(container: bytes) -> None:
    """The file opens at once: its author says how often the passphrase is hashed. Raises CannotSign."""
    try:
        rounds = _rounds(container, 0)
    except (ValueError, RecursionError):
        raise CannotSign("sign.wrong_passphrase", try_again=True) from None
    if rounds > MOST_ROUNDS:
        raise CannotSign("sign.key_file_too_slow", field="container")


def _rounds(data: bytes, depth: int) -> int:
    """Every count that follows a salt: in MacData (RFC 7292), PBES1, PBKDF2 (RFC 8018) and scrypt (RFC 7914)."""
    if depth > DEEPEST:
        raise ValueError("too deep")
    total, is_salted = 0, False
    for kind, tag, is_made_up, content in _values(data):
        is_octets = (kind, tag) == (_UNIVERSAL, _OCTETS)
        if is_octets:
            total += _inside(_joined(content) if is_made_up else content, depth)
        elif is_made_up:
            total += _rounds(content, depth + 1)
        elif is_salted and (kind, tag) == (_UNIVERSAL, _INTEGER):
            total += abs(int.from_bytes(content, "big", signed=True))
        is_salted = is_octets
    return total


def _values(data: bytes) -> Iterator[tuple[int, int, bool, bytes]]:
    """The values that stand one after the other: class, tag, whether made up of others, content."""
    at = 0
    while at < len(data):
        kind, method, tag, head, content, tail = parser.parse(data[at:])
        at += len(head) + len(content) + len(tail)
        yield kind, tag, method == 1, content


def _joined(content: bytes) -> bytes:
    """A string that was written in pieces."""
    return b"".join(piece for _kind, _tag, _is_made_up, piece in _values(content))


def _inside(octets: bytes, depth: int) -> int:
    """What a string of octets counts, when it holds a value; a salt or a key holds none."""
    try:
        return _rounds(octets, depth + 1) if octets[:1] == b"\x30" else 0
    except ValueError:
        return 0


def common_name(certificate: x509.Certificate) -> str:
    """What a certificate calls its owner."""
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()
