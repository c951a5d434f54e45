"""Is a file of units a tree: one root, no circle, nobody under a unit that is not there?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ikrar.core.roster.cells import filled
from ikrar.core.roster.fields import heading_key

_CODE = frozenset(map(heading_key, ("ID", "KODE", "KODE UNIT", "UNOR ID", "ID UNOR", "KODE UNOR")))
_NAME = frozenset(
    map(
        heading_key,
        ("NAMA_UNOR", "NAMA UNOR", "UNOR NAMA", "NAMA", "NAMA UNIT", "UNIT", "UNIT KERJA", "UNIT ORGANISASI"),
    )
)
_PARENT = frozenset(
    map(heading_key, ("ID_ATASAN", "ID ATASAN", "DIATASAN ID", "ID INDUK", "KODE ATASAN", "KODE INDUK", "UNOR ATASAN ID", "PARENT ID",
                      "UNOR INDUK ID", "ATASAN"))
)  # fmt: skip


class TreeDefect(StrEnum):
    """What can be wrong with a file of units."""

    NO_TABLE = "tree_no_table"
    NO_CODE = "tree_no_code"
    NO_NAME = "tree_no_name"
    CODE_TWICE = "tree_code_twice"
    ORPHAN = "tree_orphan"
    CIRCLE = "tree_circle"
    NO_ROOT = "tree_no_root"
    TWO_ROOTS = "tree_two_roots"


class TreeUnit(NamedTuple):
    """One unit of the file: its line, code, name, and the code of the unit above ("" for the root)."""

    line: int
    code: str
    name: str
    parent: str


class TreeFound(NamedTuple):
    """One defect: which line, what is wrong, and the text it is about."""

    line: int
    code: TreeDefect
    given: str


@dataclass(frozen=True, slots=True)
class CheckedTree:
    """The units in an order in which every unit follows the one above it, and what stands against the file."""

    units: tuple[TreeUnit, ...]
    found: tuple[TreeFound, ...]

    @property
    def is_usable(self) -> bool:
        """Whether the tree can be saved."""
        return bool(self.units) and not self.found


def find_tree_header(rows: Sequence[Sequence[str]]) -> tuple[int, int, int, int] | None:
    """Row (from 0) of the headings among the first ten, and the places of code, name and parent; None without all."""
    for at, row in enumerate(rows[:10]):
        keys = [heading_key(c) for c in row]
        places = [
            next((n for n, k in enumerate(keys) if k in wanted), None) for wanted in (_CODE, _NAME, _PARENT)
        ]
        if None not in places and len(set(places)) == 3:
            code, name, parent = (p for p in places if p is not None)
            return at, code, name, parent
    return None


def check_tree(rows: Iterable[tuple[int, Sequence[str]]], places: tuple[int, int, int]) -> CheckedTree:
    """Check the rows below the headings; `places` are the columns of code, name and parent code."""
    units: dict[str, TreeUnit] = {}
    found: list[TreeFound] = []
    for line, cells in rows:
        code, name, parent = (filled(cells[p]) if p < len(cells) else "" for p in places)
        if not (code or name):
            continue
        if not code or not name:
            found.append(TreeFound(line, TreeDefect.NO_NAME if code else TreeDefect.NO_CODE, code or name))
        elif code in units:
            found.append(TreeFound(line, TreeDefect.CODE_TWICE, code))
        else:
            units[code] = TreeUnit(line, code[:64], name[:200], "" if parent == code else parent)
    return _ordered(units, found)


def _ordered(units: dict[str, TreeUnit], found: list[TreeFound]) -> CheckedTree:
    below: dict[str, list[TreeUnit]] = {}
    for unit in units.values():
        if unit.parent and unit.parent not in units:
            found.append(TreeFound(unit.line, TreeDefect.ORPHAN, unit.parent))
        below.setdefault(unit.parent, []).append(unit)
    roots = below.get("", [])
    if units and not roots:
        found.append(TreeFound(0, TreeDefect.NO_ROOT, ""))
    found.extend(TreeFound(u.line, TreeDefect.TWO_ROOTS, u.name) for u in roots[1:])
    order, at = list(roots), 0
    while at < len(order):
        order.extend(below.get(order[at].code, []))
        at += 1
    reached = {u.code for u in order}
    orphans = {f.line for f in found if f.code is TreeDefect.ORPHAN}
    lost = (u for u in units.values() if u.code not in reached and u.line not in orphans)
    found.extend(TreeFound(u.line, TreeDefect.CIRCLE, u.name) for u in lost if _turns_in_circle(u, units))
    return CheckedTree(tuple(order), tuple(sorted(found)))


def _turns_in_circle(unit: TreeUnit, units: dict[str, TreeUnit]) -> bool:
    seen, here = {unit.code}, units.get(unit.parent)
    while here is not None and here.code not in seen:
        seen.add(here.code)
        here = units.get(here.parent)
    return here is not None
