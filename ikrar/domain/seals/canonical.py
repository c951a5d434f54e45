"""Has every part of a seal that its signature does not cover the one value it may have?

A CMS signature covers the signed attributes (digest of the file, hash of the signer's certificate). Versions, the list
of digest algorithms, the name of the signer and further certificates stand outside. So the value is written again
from its covered parts and must come out equal to the byte.
"""

from asn1crypto import algos, cms, x509
from cryptography import x509 as pyca
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # n of FIPS 186-5, curve P-256


class NotCanonical(ValueError):
    """The seal says the same in another spelling, or carries what nothing vouches for."""


def low_s(signature: bytes) -> bytes:
    """The one of the two P-256 signatures (r, s) and (r, n-s) that we write; both verify, so checkers ask for this."""
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, min(s, P256_ORDER - s))


def demand_canonical(der: bytes) -> None:
    """Passes over a seal in the form we write: CMS version 1, SHA-256, signer first, each further certificate the
    issuer of the one before, no unsigned attribute. Raises NotCanonical, ValueError when it cannot be read."""
    signed = cms.ContentInfo.load(der, strict=True)["content"]
    if len(signed["signer_infos"]) != 1 or not len(signed["certificates"]):
        raise NotCanonical("not one signer with a certificate")
    signer = signed["signer_infos"][0]
    chain = [one.chosen for one in signed["certificates"]]
    leaf = next((one for one in chain if _is_signer(one, signer)), None)
    if leaf is None:
        raise NotCanonical("the certificate of the signer is missing")
    _demand_chain(leaf, [one for one in chain if one is not leaf])
    if _written_again(leaf, signed, signer) != der:
        raise NotCanonical("a part that the signature does not cover has another spelling")
    signature = signer["signature"].native
    if signer["signature_algorithm"].signature_algo == "ecdsa" and low_s(signature) != signature:
        raise NotCanonical("the signature is the other of two that would verify")


def _is_signer(one: x509.Certificate, signer: cms.SignerInfo) -> bool:
    hashes = [
        attribute["values"][0]["certs"][0]["cert_hash"].native
        for attribute in signer["signed_attrs"]
        if attribute["type"].native == "signing_certificate_v2"
    ]
    return hashes == [one.sha256]


def _demand_chain(leaf: x509.Certificate, others: list[x509.Certificate]) -> None:
    """Each further certificate has signed one already vouched for, so none can be added or changed."""
    known, rest = [pyca.load_der_x509_certificate(leaf.dump())], others
    while rest:
        issuers = [one for one in rest if any(_has_signed(one, below) for below in known)]
        if not issuers:
            raise NotCanonical("a certificate stands in the seal that signed none of the others")
        known += [pyca.load_der_x509_certificate(one.dump()) for one in issuers]
        rest = [one for one in rest if one not in issuers]


def _has_signed(above: x509.Certificate, below: pyca.Certificate) -> bool:
    try:
        below.verify_directly_issued_by(pyca.load_der_x509_certificate(above.dump()))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _written_again(leaf: x509.Certificate, signed: cms.SignedData, signer: cms.SignerInfo) -> bytes:
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    name = cms.IssuerAndSerialNumber({"issuer": leaf.issuer, "serial_number": leaf.serial_number})
    again = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": name}),
            "digest_algorithm": sha256,
            "signed_attrs": cms.CMSAttributes.load(b"\x31" + signer["signed_attrs"].dump()[1:]),
            "signature_algorithm": _signature_algorithm(signer),
            "signature": signer["signature"].native,
        }
    )
    content = {
        "version": "v1",
        "digest_algorithms": cms.DigestAlgorithms((sha256,)),
        "encap_content_info": {"content_type": "data"},
        "certificates": [one.chosen for one in signed["certificates"]],
        "signer_infos": [again],
    }
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)}).dump())


def _signature_algorithm(signer: cms.SignerInfo) -> algos.SignedDigestAlgorithm:
    name = signer["signature_algorithm"]["algorithm"].native
    if name not in ("sha256_ecdsa", "sha256_rsa"):
        raise NotCanonical("signed with an algorithm we do not use")
    return algos.SignedDigestAlgorithm({"algorithm": name})
