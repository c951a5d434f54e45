"""Is the hole of a seal filled in the one form that leaves no bit free?

A PDF signature covers the whole file but its own `/Contents`. PDF readers ignore the padding of that hole and the
case of its hex digits, so both could be changed unseen. We write and accept one form alone:

1. `/ByteRange [0 a b c]`: it begins at 0, ends at the last byte of the file, and what it leaves out is exactly the
   hex string with its `<` and `>`;
2. between them only the digits 0-9 and A-F (upper case), an even number of them;
3. one DER value (definite, minimal length) from the first byte, followed by zeros alone.
"""

import re
from dataclasses import dataclass

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")
_HEX = re.compile(rb"(?:[0-9A-F]{2})+")


class BadContents(ValueError):
    """The hole of the seal is not in its one form."""


@dataclass(frozen=True, slots=True)
class Hole:
    """Where the seal's own bytes stand: offsets of `<` and of the byte after `>`, and the DER value inside."""

    start: int
    end: int
    der: bytes


def read_hole(pdf: bytes) -> Hole:
    """The hole of the last seal of the file. Raises BadContents when it is missing or in any other form."""
    found = _RANGE.findall(pdf)
    if not found:
        raise BadContents("no seal")
    first, length, second, rest = (int(number) for number in found[-1])
    if first != 0 or second + rest != len(pdf) or not 0 < length < second:
        raise BadContents("the seal does not cover the whole file")
    hole = pdf[length:second]
    digits = hole[1:-1]
    if hole[:1] != b"<" or hole[-1:] != b">" or not _HEX.fullmatch(digits):
        raise BadContents("the hole holds more than upper-case hex digits")
    filled = bytes.fromhex(digits.decode("ascii"))
    size = _der_size(filled)
    if filled[size:].strip(b"\x00"):
        raise BadContents("the padding of the hole is not all zeros")
    return Hole(length, second, filled[:size])


def _der_size(data: bytes) -> int:
    """Bytes of the DER SEQUENCE at the start (X.690, 10.1: definite and shortest length)."""
    if len(data) < 2 or data[0] != 0x30:
        raise BadContents("the hole does not begin with a DER sequence")
    head, size = 2, data[1]
    if size & 0x80:
        count = size & 0x7F
        head, size = 2 + count, int.from_bytes(data[2 : 2 + count])
        if not 1 <= count <= 4 or size < 0x80 or size.bit_length() <= 8 * (count - 1):
            raise BadContents("the length of the DER sequence is not minimal")
    if head + size > len(data):
        raise BadContents("the DER sequence is longer than its hole")
    return head + size
