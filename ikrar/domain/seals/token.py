"""Signing with a key in a token or HSM of the installation (PKCS#11, OASIS); needs the extra `hsm`."""

from datetime import datetime
from importlib.util import find_spec
from typing import Any

from cryptography import x509
from django.conf import settings

from ikrar.domain.seals.keyfile import common_name
from ikrar.domain.seals.local_signing import demand_usable, is_trusted, put_signature
from ikrar.domain.seals.owners import is_of_somebody_else
from ikrar.domain.seals.signing import CannotSign, Identity, Secret, Signed, Way


def is_set() -> bool:
    """Whether a module and the name of a token are set, and the extra is installed."""
    return (
        bool(settings.IKRAR_PKCS11_MODULE and settings.IKRAR_PKCS11_TOKEN) and find_spec("pkcs11") is not None
    )


def sign(pdf: bytes, *, identity: Identity, secret: Secret, reason: str, place: str, at: datetime) -> Signed:
    """Sign with the key of this label; the session ends with the act. Raises CannotSign.

    All signers share one PIN: the certificate must not be that of somebody else.
    """
    if not is_set():
        raise CannotSign("sign.token_missing", field="")
    session = _open(secret)
    try:
        return _sign(session, pdf, identity, reason=reason, place=place, at=at)
    finally:
        session.close()


def _open(secret: Secret) -> Any:
    import pkcs11
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import open_pkcs11_session

    try:
        return open_pkcs11_session(
            settings.IKRAR_PKCS11_MODULE,
            token_criteria=TokenCriteria(label=settings.IKRAR_PKCS11_TOKEN),
            user_pin=secret.reveal(),
        )
    except pkcs11.exceptions.PinLocked:
        raise CannotSign("sign.pin_locked") from None
    except (pkcs11.exceptions.PinIncorrect, pkcs11.exceptions.PinInvalid, pkcs11.exceptions.PinLenRange):
        raise CannotSign("sign.wrong_pin", try_again=True) from None
    except Exception:  # noqa: BLE001 a module fails in its own ways; none of them may tell the PIN
        raise CannotSign("sign.token_missing", field="") from None


def _sign(session: Any, pdf: bytes, identity: Identity, *, reason: str, place: str, at: datetime) -> Signed:
    import pkcs11
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.pkcs11 import PKCS11Signer

    label = identity.name
    try:
        signer = PKCS11Signer(session, cert_label=label, key_label=label)
        signing_cert = signer.signing_cert
    except (pkcs11.exceptions.PKCS11Error, PdfError, ValueError, LookupError):
        raise CannotSign("sign.no_such_key", field="identity", label=label) from None
    if signing_cert is None:
        raise CannotSign("sign.no_such_key", field="identity", label=label)
    certificate = x509.load_der_x509_certificate(signing_cert.dump())
    demand_usable(certificate, at)
    name = common_name(certificate)
    if is_of_somebody_else(certificate, person=identity.person, nip=identity.nip):
        raise CannotSign("sign.of_somebody_else", field="identity", name=name)
    try:
        out = put_signature(pdf, signer, name=name, reason=reason, place=place, at=at)
    except pkcs11.exceptions.PKCS11Error:
        raise CannotSign("sign.no_such_key", field="identity", label=label) from None
    return Signed(out, Way.PKCS11, name, is_trusted(certificate, [], at))
