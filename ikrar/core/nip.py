"""What do the 18 digits of an employee number say, and what may have happened to them on the way?

Layout (press explainer rbtv.disway.id/72478 and a public NIP library; secondary): birth date 8, year and month of first appointment 6, sex 1,
serial 3. PPPK write the year, the code 2 and the ordinal of the contract in the middle part. No check digit exists.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

LENGTH = 18
NIK_LENGTH = 16
OLD_LENGTH = 9
_NOISE = str.maketrans(dict.fromkeys(" .-'`’‘\"\u00a0\u200b\ufeff\t/_", None))
_LOOKALIKE = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "i": "1", "|": "1", "S": "5", "B": "8"}
)
_SCIENTIFIC = re.compile(r"^\d+(?:[.,]\d+)?[eE]\+?\d{1,2}$")


class NipKind(StrEnum):
    """What the number itself says about the appointment; part-time work cannot be seen in it (secondary: KepmenPANRB 16/2025 as explained
    by catatanasn.com; one press sample shows 24 in that place)."""

    PNS = "pns"
    PPPK = "pppk"
    UNCLEAR = "unclear"


class NipFault(StrEnum):
    """What stands against a number."""

    MISSING = "nip_missing"
    SCIENTIFIC = "nip_scientific"
    LETTERS = "nip_letters"
    IS_NIK = "nip_is_nik"
    IS_OLD = "nip_is_old"
    TOO_SHORT = "nip_too_short"
    TOO_LONG = "nip_too_long"
    DAMAGED = "nip_damaged"
    BIRTH_DATE = "nip_birth_date"
    SEX = "nip_sex"


@dataclass(frozen=True, slots=True)
class Nip:
    """A number taken apart. `month` is 1 to 12 for PNS, `contract` 1 to 9 for PPPK, else 0."""

    digits: str
    birth_date: date
    kind: NipKind
    year: int
    month: int
    contract: int
    sex: str
    serial: str


class BadNip(ValueError):
    """The number cannot be what it claims; `fault` says why."""

    def __init__(self, fault: NipFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def digits_of(typed: str) -> str:
    """The number as stored: without the spaces, dots, hyphens and apostrophes that people and Excel put in."""
    return typed.translate(_NOISE)


@lru_cache(maxsize=40_000)
def day_of(eight: str) -> date | None:
    """A date from YYYYMMDD, or None when the calendar has no such day or it lies outside 1920 to 2099."""
    try:
        day = date(int(eight[:4]), int(eight[4:6]), int(eight[6:8]))
    except ValueError:
        return None
    return day if 1920 <= day.year < 2100 else None


def is_scientific(typed: str) -> bool:
    """Whether a spreadsheet wrote the number as a power of ten, such as 1,98504E+17."""
    return bool(_SCIENTIFIC.match(typed.strip()))


def fault_of(digits: str) -> NipFault | None:
    """The first thing that stands against `digits` (as `digits_of` gives them), or None."""
    if len(digits) == LENGTH and digits.isascii() and digits.isdigit():
        if digits[15:] == "000":  # serials start at 001: a spreadsheet kept 15 digits and lost the rest
            return NipFault.DAMAGED
        if day_of(digits[:8]) is None:
            return NipFault.BIRTH_DATE
        return None if digits[14] in "12" else NipFault.SEX
    return _fault_of_shape(digits)


def _fault_of_shape(digits: str) -> NipFault:
    if not digits:
        return NipFault.MISSING
    if is_scientific(digits) or re.fullmatch(r"\d+[eE]\+?\d\d", digits):
        return NipFault.SCIENTIFIC
    if not (digits.isascii() and digits.isdigit()):
        return NipFault.LETTERS
    if len(digits) == NIK_LENGTH:
        return NipFault.IS_NIK
    if len(digits) == OLD_LENGTH:
        return NipFault.IS_OLD
    return NipFault.TOO_SHORT if len(digits) < LENGTH else NipFault.TOO_LONG


def kind_of(digits: str) -> NipKind:
    """PNS or PPPK from digits 13 and 14: 01 to 12 is a month, 21 to 29 a contract."""
    middle = digits[12:14]
    if "01" <= middle <= "12":
        return NipKind.PNS
    return NipKind.PPPK if "21" <= middle <= "29" else NipKind.UNCLEAR


def read_nip(typed: str) -> Nip:
    """The number taken apart. Raises BadNip with the first fault."""
    digits = digits_of(typed)
    if (fault := fault_of(digits)) is not None:
        raise BadNip(fault)
    kind, birth_date = kind_of(digits), day_of(digits[:8]) or date.min  # never min: fault_of has looked
    return Nip(
        digits=digits,
        birth_date=birth_date,
        kind=kind,
        year=int(digits[8:12]),
        month=int(digits[12:14]) if kind is NipKind.PNS else 0,
        contract=int(digits[13]) if kind is NipKind.PPPK else 0,
        sex=digits[14],
        serial=digits[15:],
    )


def grouped(digits: str) -> str:
    """Written as people write it, 8-6-1-3; anything else comes back as it is."""
    if len(digits) != LENGTH:
        return digits
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def masked(digits: str) -> str:
    """Only sex and serial, because the rest tells the birth date; empty when it is no full number."""
    return f"········ ······ {digits[14]} {digits[15:]}" if len(digits) == LENGTH else ""


def without_lookalikes(typed: str) -> str:
    """The digits with letters read as the digits they look like (O as 0, l as 1)."""
    return digits_of(typed).translate(_LOOKALIKE)


def fits(whole: str, damaged: str) -> bool:
    """Whether `damaged` may be what was left of `whole`: the part that a spreadsheet keeps is equal.

    Fifteen digits survive; the fifteenth may have been rounded, so fourteen are compared. A power of ten keeps
    the digits before its E. A number with one digit missing or too many keeps the rest in order.
    """
    text = damaged.replace(",", ".")
    if is_scientific(text):
        kept = text.split("e")[0].split("E")[0].replace(".", "").rstrip("0")
        return len(kept) >= 4 and whole.startswith(kept[:-1])
    digits = digits_of(damaged)
    if len(digits) == LENGTH:
        return whole[:14] == digits[:14] or sum(a != b for a, b in zip(whole, digits, strict=False)) == 1
    longer, shorter = (whole, digits) if len(digits) < len(whole) else (digits, whole)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def shorter_by_one(digits: str, birth_date: str) -> str:
    """The valid number hidden in 19 digits when one was typed twice; empty when none or several fit.

    `birth_date` (YYYY-MM-DD or empty) must agree when given.
    """
    if len(digits) != LENGTH + 1:
        return ""
    tried = {digits[:at] + digits[at + 1 :] for at in range(1, len(digits)) if digits[at] == digits[at - 1]}
    born = birth_date.replace("-", "")
    found = [t for t in tried if fault_of(t) is None and (not born or t.startswith(born))]
    return found[0] if len(found) == 1 else ""
