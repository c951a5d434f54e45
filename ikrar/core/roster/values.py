"""How do names, dates, numbers and addresses of people become one spelling each?"""

import re
from datetime import date, timedelta
from functools import lru_cache

from ikrar.core.roster.cells import filled

_FRONT = re.compile(
    r"^((?:(?:prof|dr|drs|dra|drg|drh|ir|apt|ns|h|hj|kh|ust|r|rr|tgk|andi|letkol|mayor|kapten)\.|(?:Prof|Drs|Dra|Ir|Hj)\b\.?)\s*)+",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:S\.?\s?[A-Z][a-zA-Z]{0,4}|M\.?\s?[A-Z][a-zA-Z]{0,4}|A\.?\s?Md|Ph\.?D|Sp\.?\s?[A-Z]\w*|Amd|Ners|AMK|SST|CA|Ak)\b\.?",
    re.IGNORECASE,
)
_ONLY_BACK = re.compile(r"^(?:S|M|A|D)\.\s?[A-Z][\w.]*$|^(?:SE|SH|MM|MH|ST|MT|AMK|SKM|SST|Ners)\.?$")
_DIGIT, _NOT_DIGIT = re.compile("[0-9]"), re.compile("[^0-9]+")
_READ_AS = {
    ord(c): other for c, other in zip("0123456789", ("O", "I", "", "E", "A", "S", "", "", "B", ""), strict=True)
}
_MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8, "ags": 8, "agt": 8,
    "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12,
}  # fmt: skip
_DMY = re.compile(r"^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})(?:[ T].*)?$")
_YMD = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$")
_WORDY = re.compile(r"^(\d{1,2})[-/. ]*([A-Za-z]{3,9})[-/. ]*(\d{4})$")
_SERIAL_START = date(1899, 12, 30)
_EMAIL = re.compile(r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$")
_MOJIBAKE = re.compile(r"[ÃÂâ][\u0080-\u00bf€™“”œ]")


def split_name(text: str) -> tuple[str, str, str]:
    """Titles before, name, titles after, from one cell such as "Drs. AHMAD, S.H."; nothing else is changed."""
    name, _, back = text.partition(",")
    front = ""
    if "." in name and (match := _FRONT.match(name)) is not None and match.end() < len(name):
        front, name = match[0].strip(), name[match.end() :]
    if (
        not back
        and "." in name
        and (match := _BACK.search(name)) is not None
        and match.start() > 3
        and "." in match[0]
    ):
        name, back = name[: match.start()], name[match.start() :]
    return front, name.strip(" .,"), back.strip(" ,")


def is_back_title(text: str) -> bool:
    """Whether a degree that belongs behind the name stands here."""
    return bool(_ONLY_BACK.match(text))


def has_digits(text: str) -> bool:
    """Whether a name holds a digit, which no name does."""
    return _DIGIT.search(text) is not None


def without_digits(name: str) -> str:
    """The name with digits read as the letters they look like."""
    return name.translate(_READ_AS).strip()  # fmt: skip


def is_mojibake(text: str) -> bool:
    """Whether UTF-8 was once read as Windows-1252 ("Ã©")."""
    return not text.isascii() and bool(_MOJIBAKE.search(text))


def unmojibake(text: str) -> str:
    """The text read as it was meant, "" when that fails."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


@lru_cache(maxsize=40_000)
def day_of(text: str) -> str:
    """A date as YYYY-MM-DD from 12-04-1985, 1985-04-12, 12/04/1985, 12 April 1985, 19850412 or the day count of Excel.

    Day before month, always. "" when it is none of these.
    """
    plain = text.strip()
    if (m := _DMY.match(plain)) is not None:
        return _day(int(m[3]), int(m[2]), int(m[1]))
    if (m := _YMD.match(plain)) is not None:
        return _day(int(m[1]), int(m[2]), int(m[3]))
    if (m := _WORDY.match(plain)) is not None:
        return _day(int(m[3]), _MONTHS.get(m[2][:3].casefold(), 0), int(m[1]))
    if plain.isascii() and plain.isdigit():
        return _from_digits(plain)
    return ""


def _from_digits(plain: str) -> str:
    if len(plain) == 8:
        return _day(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if len(plain) == 5 and 7_000 <= int(plain) <= 55_000:  # 1919 to 2050
        return (_SERIAL_START + timedelta(days=int(plain))).isoformat()
    return ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def day_after_place(text: str) -> str:
    """The date out of a cell with place and date ("Contoh, 12-04-1985"), "" when there is none."""
    return day_of(text.rpartition(",")[2].strip()) or day_of(text.rpartition(" ")[2])


def phone_of(text: str) -> str:
    """A mobile number as +62...; a lost 0 in front comes back. "" when it is none."""
    digits = _NOT_DIGIT.sub("", text)
    plain = text.strip()
    if plain.startswith("+") and not plain.startswith("+62"):
        return f"+{digits}" if 8 <= len(digits) <= 15 else ""
    digits = digits[2:].lstrip("0") if digits.startswith("62") else digits.lstrip("0")
    return f"+62{digits}" if 8 <= len(digits) <= 13 and digits[:1] in set("123456789") else ""


def first_phone(text: str) -> str:
    """The first number where a cell holds two, "" when none can be read."""
    for part in re.split(r"[/;,&]|\bdan\b|\batau\b", text):
        if (found := phone_of(part)) != "":
            return found
    return ""


def is_email(text: str) -> bool:
    """Whether the text has the shape of an address."""
    return len(text) <= 120 and bool(_EMAIL.match(text))


def mended_email(text: str) -> str:
    """The address without spaces and with the slips everybody makes mended, "" when it stays none."""
    plain = re.sub(r"\s+", "", text).replace(",", ".").replace("@@", "@").strip(".;:<>")
    plain = re.sub(r"@(gmail|yahoo)$", r"@\1.com", plain, flags=re.IGNORECASE)
    plain = re.sub(r"\.(con|cim|comm)$", ".com", plain, flags=re.IGNORECASE)
    return plain if is_email(plain) else ""


def title_of(text: str) -> str:
    """A title, or nothing for "-", "0" and other ways to say that there is none."""
    return filled(text).strip(",").strip()


def nik_fault(digits: str) -> str:
    """What stands against a NIK (dukcapil.klaten.go.id, secondary): length, damaged, date; "" when nothing does."""
    if len(digits) != 16 or not (digits.isascii() and digits.isdigit()):
        return "length"
    if digits.endswith("0000"):
        return "damaged"
    day, month = int(digits[6:8]), int(digits[8:10])
    return "" if (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12 else "date"
