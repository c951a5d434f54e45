"""How is a personal code made and checked, and how long does somebody wait after wrong ones?"""

import hmac
from datetime import timedelta
from enum import StrEnum

from ikrar.core.refs import ALPHABET, make_ref, read_ref

CODE_LENGTH = 6
FREE_TRIES = 5  # wrong codes before a person is slowed
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=15)


class CodeWhy(StrEnum):
    """Why a code does not open the door."""

    NONE = "code.none"  # nobody made one for this person yet
    WRONG = "code.wrong"
    WAIT = "code.wait"


def make_code(chance: bytes) -> str:
    """A personal code of six characters, 30 bits, from at least six random bytes."""
    return make_ref(chance, CODE_LENGTH)


def read_code(typed: str) -> str:
    """The code as it was printed, however it was typed; "" when it cannot be one."""
    code = read_ref(typed[:20])
    return code if len(code) == CODE_LENGTH and all(c in ALPHABET for c in code) else ""


def code_mark(key: bytes, *, asked: int, code: str) -> bytes:
    """What is stored of a code: HMAC-SHA256 under a key outside the database, bound to the row of its person."""
    return hmac.digest(key, b"ikrar/v1/code\x00%d\x00" % asked + code.encode(), "sha256")


def is_code(key: bytes, *, asked: int, typed: str, mark: bytes) -> bool:
    """Whether what was typed is the code behind this mark; compared in constant time."""
    code = read_code(typed)
    return bool(code) and hmac.compare_digest(code_mark(key, asked=asked, code=code), mark)


def pause_after(wrong: int) -> timedelta:
    """How long a person waits after so many wrong codes: nothing below five, then 30 s doubling to 15 minutes."""
    if wrong < FREE_TRIES:
        return timedelta(0)
    doublings = min(wrong - FREE_TRIES, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
