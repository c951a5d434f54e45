"""Is a certificate plainly that of somebody else than the person who is to sign?"""

import re

from cryptography import x509

from ikrar.core.roster.likeness import alike, name_key, sounds, trigrams

_ALIKE = 0.6  # Sulaeman and Sulaiman
_MUHAMMAD = re.compile(r"\b(?:mo[ck]?h|much?|mohd|muhd|muh|(?:mo|mu)(?:h|ch|kh)?am+[ae]d)\b")
_NIP = re.compile(r"\d{18}")


def names_differ(one: str, other: str) -> bool:
    """Whether two names cannot be one person's: a word of the shorter name has no like in the longer one.

    Titles, case, punctuation, old spelling and initials make no difference; nothing is said of an empty name.
    """
    short, long = sorted((_words(one), _words(other)), key=len)
    return bool(short) and not all(any(_match(word, its) for its in long) for word in short)


def is_of_somebody_else(certificate: x509.Certificate, *, person: str, nip: str) -> bool:
    """Whether the certificate names another person; a NIP in it decides, where there are two."""
    subject = [str(one.value) for one in certificate.subject]
    numbers = {number for text in subject for number in _NIP.findall(text)}
    own = re.sub(r"\D", "", nip)
    if _NIP.fullmatch(own) and numbers:
        return own not in numbers
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return bool(names) and names_differ(str(names[0].value), person)


def _words(name: str) -> list[str]:
    return _MUHAMMAD.sub("muhammad", name_key(name)).split()


def _match(one: str, other: str) -> bool:
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return sounds(one) == sounds(other) or alike(trigrams(one), trigrams(other)) >= _ALIKE
