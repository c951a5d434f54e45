"""What is one row of a file, before and after it was checked?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from ikrar.core.roster.defects import ACCEPTED, DEFECTS, LEFT_OUT, Defect, Found, Repair
from ikrar.core.roster.known import KnownPerson


class Standing(StrEnum):
    """What would happen to a row if it were saved now."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BLOCKED = "blocked"
    LEFT_OUT = "left_out"


READY = frozenset({Standing.NEW, Standing.CHANGED, Standing.SAME})


class CheckedRow(NamedTuple):
    """A row after the check: its line in the file, normal values, defects, whom it is about, what would change.

    `identity` is the same for two rows about one person; it finds duplicates.
    """

    line: int
    values: dict[str, str]
    found: tuple[Found, ...]
    standing: Standing
    match: str
    changed: tuple[str, ...]
    identity: str

    @property
    def is_move(self) -> bool:
        """Whether somebody known would change unit."""
        return "unit_ref" in self.changed


@dataclass(slots=True)
class Row:
    """A row while it is checked. `given` is what the file or a repair says, `values` what it means."""

    line: int
    given: Mapping[str, str]
    values: dict[str, str] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    person: KnownPerson | None = None
    accepted: str = ""
    has_number: bool = False

    def tell(self, defect: Defect, given: str = "", fix: dict[str, str] | None = None, at: str = "") -> None:
        """Note a defect, unless somebody said that it is right as it stands.

        Without a `fix` the usual one press of the kind is offered: accept, leave out, or clear.
        """
        if self.accepted and defect in self.accepted.split(","):
            return
        kind = DEFECTS[defect]
        where = at or kind.field.value
        if fix is None:
            fix = _USUAL.get(kind.repair, {}).get(defect) or (
                {where: ""} if kind.repair is Repair.CLEAR else None
            )
        self.found.append(Found(defect.value, where, given[:200], fix))


_USUAL: dict[Repair, dict[Defect, dict[str, str]]] = {
    Repair.ACCEPT: {d: {ACCEPTED: d.value} for d in Defect},
    Repair.LEAVE_OUT: {d: {LEFT_OUT: d.value} for d in Defect},
}


def accepting(defect: Defect) -> dict[str, str]:
    """The repair that says: it is right as it stands."""
    return {ACCEPTED: defect.value}


def repaired(values: Mapping[str, str], fix: Mapping[str, str]) -> dict[str, str]:
    """The values of a row after one press; what was accepted before stays accepted."""
    after = {**values, **fix}
    if "unit_ref" not in fix and fix.keys() & {"unit", "unit_code", "parent", "parent_code", "unit_new"}:
        after.pop("unit_ref", None)
    if ACCEPTED in fix and values.get(ACCEPTED):
        after[ACCEPTED] = f"{values[ACCEPTED]},{fix[ACCEPTED]}"
    return {k: v for k, v in after.items() if v}
