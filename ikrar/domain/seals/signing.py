"""How does a person sign a PDF with a key of their own? Four ways, one answer, and no secret that outlives the act.

PAdES B-B (ETSI EN 319 142-1). A signature is certified only where the chain ends in an authority that this
installation trusts, or where the BSrE service made it (PP 71/2019 article 60).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NoReturn

from ikrar.core.verdicts import Problem


class Way(StrEnum):
    """Where the key is."""

    PKCS12 = "pkcs12"  # in a file that the person hands in for this act
    PKCS11 = "pkcs11"  # in a token or HSM of the installation
    BSRE_V1 = "bsre_v1"  # at the BSrE client service of the agency, first interface
    BSRE_V2 = "bsre_v2"  # the same, second interface


class Secret:
    """A passphrase or PIN: it is never shown, stored, compared by accident or pickled."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The secret itself, for the one call that needs it."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is never pickled")


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose key: the bytes of a .p12 file, the label of a key in the token, or a NIK at BSrE; and who is to sign."""

    name: str = ""
    container: bytes = b""
    person: str = ""
    nip: str = ""

    def __repr__(self) -> str:
        return "Identity(…)"


class CannotSign(Problem):
    """No signature was made. `reason` has words; `try_again` says whether repeating can help."""

    def __init__(
        self, reason: str, *, try_again: bool = False, field: str = "password", **values: object
    ) -> None:
        super().__init__(reason, field, **values)
        self.try_again = try_again


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed file, in which way, and whose certificate it bears."""

    pdf: bytes
    way: Way
    certificate: str
    is_certified: bool
    document_id: str = ""  # at the service, where one was given
    was_rewritten: bool = False  # the service wrote the file anew; its pages are equal


def ways_available() -> tuple[Way, ...]:
    """The ways that this installation offers: a file always, a token and the service where they are set."""
    from ikrar.domain.seals import bsre, token

    service = bsre.service()
    more = [Way.PKCS11] if token.is_set() else []
    more += [Way.BSRE_V2 if service.version == 2 else Way.BSRE_V1] if service else []
    return (Way.PKCS12, *more)


def sign_pdf(
    pdf: bytes, *, way: Way, identity: Identity, secret: Secret, reason: str, place: str, at: datetime
) -> Signed:
    """Sign a PDF of ours and check what came back. `at` is aware; `reason` and `place` are written into the signature.

    Raises CannotSign with a reason that has words; the error holds nothing that was typed.
    """
    from ikrar.domain.seals import bsre, keyfile, token

    makers: dict[Way, Callable[..., Signed]] = {
        Way.PKCS12: keyfile.sign,
        Way.PKCS11: token.sign,
        Way.BSRE_V1: bsre.sign_v1,
        Way.BSRE_V2: bsre.sign_v2,
    }
    return makers[way](pdf, identity=identity, secret=secret, reason=reason, place=place, at=at)
