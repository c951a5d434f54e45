"""Which bytes are a text, how do people compare two screens, and what differs between two versions?"""

import difflib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from ikrar.core.leaves import text_hash
from ikrar.core.texts_words import WORDS

SHOWN_BYTES = 6  # 48 bits of the SHA-256: six words, or twelve hex digits
LONGEST_TEXT = 20_000  # characters


class Kind(StrEnum):
    """What a text is for: read aloud together, or signed by each."""

    OATH = "oath"
    PACT = "pact"


class TextFault(StrEnum):
    """Why something cannot become a text."""

    EMPTY = "text.empty"
    TOO_LONG = "text.too_long"
    UNREADABLE = "text.unreadable"


@dataclass(frozen=True, slots=True)
class BadText(Exception):
    """It cannot become a text; `fault` says why."""

    fault: TextFault

    def __str__(self) -> str:
        return str(self.fault)


def canonical(typed: str) -> str:
    """The one form that is hashed: Unicode NFC, LF line ends, no blanks at line ends, one LF at the end.

    Raises BadText when nothing is left, it is longer than 20,000 characters, or it holds control characters.
    """
    text = unicodedata.normalize("NFC", typed.removeprefix("\ufeff"))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if any(unicodedata.category(c) in {"Cc", "Cs", "Co"} and c != "\n" for c in text):
        raise BadText(TextFault.UNREADABLE)
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    if not text.strip():
        raise BadText(TextFault.EMPTY)
    if len(text) > LONGEST_TEXT:
        raise BadText(TextFault.TOO_LONG)
    return text + "\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """The fingerprint of a text as people compare it: six words for the ear, twelve hex digits for the eye."""

    words: tuple[str, ...]
    digits: str

    @property
    def spoken(self) -> str:
        """The six words with blanks between."""
        return " ".join(self.words)

    @property
    def grouped(self) -> str:
        """The digits in three groups of four."""
        return " ".join(self.digits[i : i + 4] for i in range(0, len(self.digits), 4))


def mark_of(sha256: bytes) -> Mark:
    """Words and digits that stand for a hash of 32 bytes; both spell its first 48 bits."""
    head = sha256[:SHOWN_BYTES]
    return Mark(tuple(WORDS[byte] for byte in head), head.hex())


def hash_of(text: str) -> bytes:
    """The SHA-256 of a text that is canonical already. Raises BadText when it is not."""
    if canonical(text) != text:
        raise BadText(TextFault.UNREADABLE)
    return text_hash(text)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a comparison: `same`, `gone` (only in the old text) or `new`."""

    sign: str
    text: str


_SIGNS = {"  ": "same", "- ": "gone", "+ ": "new"}


def compare(old: str, new: str) -> list[Line]:
    """What changed between two texts, line by line, in reading order."""
    lines = difflib.ndiff(old.splitlines(), new.splitlines())
    return [Line(_SIGNS[one[:2]], one[2:]) for one in lines if one[:2] in _SIGNS]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text as a page sets it: a heading, a numbered point or a paragraph."""

    kind: str  # heading | point | paragraph
    text: str
    number: int = 0


def blocks(text: str) -> list[Block]:
    """The pieces of a text: lines "# …" are headings, "1. …" numbered points, the rest paragraphs."""
    found: list[Block] = []
    for piece in (" ".join(p.split()) for p in text.split("\n\n")):
        number, dot, rest = piece.partition(". ")
        if piece.startswith("# "):
            found.append(Block("heading", piece[2:]))
        elif dot and number.isascii() and number.isdigit() and len(number) < 3:
            found.append(Block("point", rest, int(number)))
        elif piece:
            found.append(Block("paragraph", piece))
    return found
