"""How is the number of a letter written, which comes next, and what may become of one that was taken?

Numbering is each body's own (operations.md section 6); seen: 000.8.3.3/15/OR, B-99/IJ/KP.07.6/04/2020,
NOMOR 23 TAHUN 2020, KP.07.1/3/418.50/VI/2023, 800/254/IV.1/BKD.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ikrar.core.letters_stages import Nature

LARGEST = 999_999
LONGEST = 120
_TOKEN = re.compile(r"\{([a-z_]+)(?::([1-6]))?\}")
_VALUE = re.compile(r"[A-Za-z0-9.]*\Z")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SECURITY = {Nature.CONFIDENTIAL: "R", Nature.LIMITED: "T"}  # every other nature is B, biasa


class State(StrEnum):
    """What became of a number that was taken from its register."""

    RESERVED = "reserved"
    GIVEN = "given"
    RELEASED = "released"  # was reserved, not needed: the note says why there is a gap
    VOID = "void"  # was given to a letter that was cancelled


MOVES: dict[State, frozenset[State]] = {
    State.RESERVED: frozenset({State.GIVEN, State.RELEASED}),
    State.GIVEN: frozenset({State.VOID}),
    State.RELEASED: frozenset(),
    State.VOID: frozenset(),
}


class Fault(StrEnum):
    """Why a pattern, a value or a number cannot be taken."""

    EMPTY = "number.pattern_empty"
    TOO_LONG = "number.pattern_too_long"
    NO_SERIAL = "number.pattern_without_serial"
    UNKNOWN_WORD = "number.pattern_unknown_token"
    RUNS_TOGETHER = "number.pattern_runs_together"
    VALUE_MISSING = "number.value_missing"
    VALUE_UNFIT = "number.value_unfit"
    USED = "number.used"
    NOT_RESERVED = "number.not_reserved"
    NOTE_NEEDED = "number.note_needed"
    DAY_AHEAD = "number.day_ahead"
    OTHER_YEAR = "number.other_year"
    REGISTER_CLOSED = "number.register_closed"
    REGISTER_FULL = "number.register_full"
    UNREADABLE = "number.unreadable"
    START_TOO_LATE = "number.start_too_late"


class Misfit(ValueError):
    """A number cannot be written: `fault` says why, `word` names the token."""

    def __init__(self, fault: Fault, word: str = "") -> None:
        super().__init__(f"{fault} {word}")
        self.fault, self.word = fault, word


@dataclass(frozen=True, slots=True)
class Codes:
    """What a body and its letter put into a number beside the serial."""

    classification: str = ""
    unit: str = ""
    body: str = ""
    nature: Nature = Nature.ORDINARY


def faults_of(pattern: str) -> list[Fault]:
    """What stands against a pattern. Set apart from its neighbours, the serial can never run into another token."""
    tokens = [m.group(1) for m in _TOKEN.finditer(pattern)]
    rest = _TOKEN.sub("", pattern)
    unknown = bool(set(tokens) - TOKENS) or "{" in rest or "}" in rest
    checks = (
        (not pattern.strip(), Fault.EMPTY),
        (len(pattern) > LONGEST, Fault.TOO_LONG),
        (unknown or any(m.group(2) and m.group(1) != "nomor" for m in _TOKEN.finditer(pattern)),
         Fault.UNKNOWN_WORD),
        (tokens.count("nomor") != 1, Fault.NO_SERIAL),
        (_is_crowded(pattern), Fault.RUNS_TOGETHER),
    )  # fmt: skip
    return [fault for wrong, fault in checks if wrong]


def _is_crowded(pattern: str) -> bool:
    """Whether a letter, a digit, a dot or another token touches the serial."""
    found = re.search(r"(.?)\{nomor(?::[1-6])?\}(.?)", pattern)
    return found is not None and any(c and (c.isalnum() or c in "{}.") for c in found.groups())


def render(pattern: str, serial: int, on: date, codes: Codes) -> str:
    """The number as printed. Raises Misfit: a token without its value, or a value with a sign that may not stand there."""
    for fault in faults_of(pattern):
        raise Misfit(fault)
    if not 1 <= serial <= LARGEST:
        raise Misfit(Fault.REGISTER_FULL)
    values = {
        "nomor": str(serial), "klasifikasi": codes.classification, "unit": codes.unit, "kode": codes.body,
        "sifat": _SECURITY.get(codes.nature, "B"), "bulan": f"{on.month:02}", "bulan_romawi": _ROMAN[on.month - 1],
        "tahun": f"{on.year:04}",
    }  # fmt: skip
    for token in {m.group(1) for m in _TOKEN.finditer(pattern)}:
        if not values[token]:
            raise Misfit(Fault.VALUE_MISSING, token)
        if not _VALUE.match(values[token]) or values[token] != values[token].strip():
            raise Misfit(Fault.VALUE_UNFIT, token)
    return _TOKEN.sub(lambda m: values[m.group(1)].zfill(int(m.group(2) or 1)), pattern.strip())


TOKENS = frozenset({"nomor", "klasifikasi", "unit", "kode", "sifat", "bulan", "bulan_romawi", "tahun"})


def asks_for(pattern: str, token: str) -> bool:
    """Whether a pattern uses this token."""
    return any(m.group(1) == token for m in _TOKEN.finditer(pattern))


def next_serial(highest: int | None, year: int, *, start_year: int = 0, start_serial: int = 1) -> int:
    """The serial that follows the highest one taken in this year; a year begins at 1, or where the old book ended."""
    first = start_serial if year == start_year else 1
    return first if highest is None else max(highest + 1, first)


def can_settle(state: str, to: State, note: str = "") -> Fault | None:
    """Whether a taken number may become `to`: what leaves a gap says why."""
    if to not in MOVES[State(state)]:
        return Fault.NOT_RESERVED
    leaves_gap = to in {State.RELEASED, State.VOID}
    return Fault.NOTE_NEEDED if leaves_gap and not note.strip() else None


def folded(number: str) -> str:
    """A number as it is compared: case and spaces do not make another."""
    return re.sub(r"\s+", "", number).upper()
