"""What does one cell of a sheet say, once spaces, placeholders and number formats are set aside?"""

import re
from datetime import date, datetime
from functools import lru_cache

PRECISE_DIGITS = 15  # what a spreadsheet keeps of a number (IEEE 754 double: 15 significant digits)
_MARKS = frozenset({"'", "’", "`"})
_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff]+")
PLACEHOLDERS = frozenset(
    {"-", "--", "---", "0", "00", ".", "..", "...", "n/a", "na", "null", "none", "nihil", "tidak ada", "belum ada", "kosong",
     "(null)", "#null", "\\n", "nan", "x", "xx", "xxx", "_"}
)  # fmt: skip
FORMULA_FAULTS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!"})


class Rounded(str):
    """Text of a number that had more than fifteen digits in its cell: the last ones are not to be trusted."""

    __slots__ = ()


def text_of(cell: object) -> str:
    """A cell as text. Whole numbers lose their ".0"; numbers over fifteen digits come as Rounded, ended by zeros."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float):
        return text_of_number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def text_of_number(number: float) -> str:
    """A number as its digits. Raises nothing: what is no whole number keeps its decimals."""
    if number != number or number in {float("inf"), float("-inf")}:
        return ""
    if number != int(number):
        return repr(number)
    digits = str(abs(int(number)))
    sign = "-" if number < 0 else ""
    if len(digits) <= PRECISE_DIGITS:
        return sign + digits
    kept = f"{abs(number):.14e}".replace(".", "").split("e")[0]
    return Rounded(sign + kept + "0" * (len(digits) - PRECISE_DIGITS))


def squeezed(text: str) -> str:
    """The text with every run of white space as one space and none at the ends."""
    return " ".join(text.split()) if text.isascii() else _SPACES.sub(" ", text).strip()


def is_placeholder(text: str) -> bool:
    """Whether the text only says that there is nothing."""
    return text.casefold() in PLACEHOLDERS


def is_formula_fault(text: str) -> bool:
    """Whether the cell shows that its formula failed."""
    return text in FORMULA_FAULTS


@lru_cache(maxsize=20_000)
def filled(text: str) -> str:
    """The squeezed text, or nothing for a placeholder; a leading apostrophe (text mark of spreadsheets) is dropped."""
    plain = " ".join(text.split()) if text.isascii() else squeezed(text)
    if plain[:1] in _MARKS:
        plain = plain[1:].strip()
    return "" if len(plain) < 12 and plain.casefold() in PLACEHOLDERS else plain
