"""In which unit of the body does a row belong: one that is known, a new one, or a question to a person?"""

import hashlib
import re
from typing import NamedTuple

from ikrar.core.roster.defects import Defect
from ikrar.core.roster.known import Known, KnownUnit
from ikrar.core.roster.likeness import unit_key

_PATH = re.compile(r"\s+[-–>|]\s+|\s*[>\\|]\s*")


class NewUnit(NamedTuple):
    """A unit that the file names and the body has not. `key` begins with "+"; `parent` is a reference or a key."""

    key: str
    code: str
    name: str
    parent: str


class Placed(NamedTuple):
    """Where a row belongs. `ref` is empty when a person must decide; `fix` is what is proposed then."""

    ref: str
    defect: Defect | None = None
    given: str = ""
    fix: dict[str, str] | None = None


class Placing:
    """Places rows into units and remembers the answer for rows that say the same."""

    def __init__(self, known: Known, new_units: dict[str, NewUnit] | None = None) -> None:
        self.known = known
        self.new_units: dict[str, NewUnit] = {} if new_units is None else new_units
        self._answers: dict[tuple[str, str, str, str, bool], Placed] = {}

    def place(self, code: str, name: str, parent_code: str, parent: str, *, may_add: bool) -> Placed:
        """The unit meant by code and name, looked for below the office that the row names."""
        asked = (code, name, parent_code, parent, may_add)
        if (answer := self._answers.get(asked)) is None:
            answer = self._answers[asked] = self._place(code, name or parent, parent_code, parent, may_add)
        return answer

    def _place(self, code: str, name: str, parent_code: str, parent: str, may_add: bool) -> Placed:
        if not code and not name:
            return Placed("", Defect.UNIT_MISSING, fix={"unit_ref": self.known.root})
        if (by_code := self.known.unit_by_code.get(code)) is not None:
            return self._open(by_code)
        if unit_key(name) == self.known.agency or name in self.known.units:
            return Placed(name if name in self.known.units else self.known.root)
        office = self._office(parent_code, parent)
        for text in _readings(name):
            if (found := self.known.units_by_name.get(unit_key(text))) is not None:
                return self._one_of(found, office, name)
        if may_add or self.known.is_bare:
            return Placed(self._add(code, name, parent_code, parent))
        near = self.known.nearest_unit(name)
        return Placed("", Defect.UNIT_UNKNOWN, name, {"unit_ref": near} if near else {"unit_new": "1"})

    def _office(self, code: str, name: str) -> str:
        if code in self.known.unit_by_code:
            return self.known.unit_by_code[code].ref
        found = self.known.units_by_name.get(unit_key(name), []) if name else []
        return found[0].ref if len(found) == 1 else ""

    def _one_of(self, found: list[KnownUnit], office: str, name: str) -> Placed:
        below = [u for u in found if office and self.known.covers(office, u.ref)] or found
        standing = [u for u in below if not u.is_closed]
        if len(standing) == 1:
            return Placed(standing[0].ref)
        if not standing:
            return self._open(below[0])
        return Placed("", Defect.UNIT_AMBIGUOUS, name, {"unit_ref": standing[0].ref})

    def _open(self, unit: KnownUnit) -> Placed:
        if not unit.is_closed:
            return Placed(unit.ref)
        above = self.known.units.get(unit.parent)
        while above is not None and above.is_closed:
            above = self.known.units.get(above.parent)
        return Placed("", Defect.UNIT_CLOSED, unit.name, {"unit_ref": above.ref if above else self.known.root})

    def _add(self, code: str, name: str, parent_code: str, parent: str) -> str:
        parts = [p for p in _PATH.split(name) if p] if not parent else [name]
        office = self.known.root
        if parent and unit_key(parent) not in {unit_key(name), self.known.agency}:
            office = self._office(parent_code, parent) or self._new(parent_code, parent, office)
        for part in reversed(parts[1:]):  # the export writes the lowest unit first
            if unit_key(part) != self.known.agency:
                office = self._new("", part, office)
        return self._new(code, parts[0] if parts else name, office)

    def _new(self, code: str, name: str, parent: str) -> str:
        mark = hashlib.blake2s(f"{parent}|{code or unit_key(name)}".encode(), digest_size=8).hexdigest()
        unit = NewUnit(f"+{mark}", code[:64], name[:200], parent)
        return self.new_units.setdefault(unit.key, unit).key


def _readings(name: str) -> list[str]:
    """The name, and, when it is a path, its lowest part (written first, or last)."""
    parts = [p for p in _PATH.split(name) if p]
    return [name] if len(parts) < 2 else [name, parts[0], parts[-1]]
