"""Bringing in the unit tree of a body from its own file, and renaming, moving or closing one unit."""

import hashlib
from datetime import date, datetime

from ikrar.core import canonical
from ikrar.core.roster.unit_tree import CheckedTree
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, Worker, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster.actions.bodies import number_units
from ikrar.domain.roster.models import Agency, Employee, Unit
from ikrar.domain.roster.policies import may_edit_units
from ikrar.domain.roster.queries import Staff


@action(Fact.UNITS_IMPORTED)
def import_units(
    agency: Agency, tree: CheckedTree, *, by: Staff | Worker, at: datetime, key: str | None = None
) -> tuple[int, int] | Unchanged[tuple[int, int]]:
    """Add and change units as the file says; the root of the file is the body. New and changed units are counted.

    Units that the file does not name stay. Raises Refused, and Problem when the file is no tree.
    """
    if isinstance(by, Staff):
        may_edit_units(by, agency).require()
    if already(key):
        return Unchanged((0, 0))
    if not tree.is_usable:
        raise Problem("units.not_a_tree", "berkas")
    by_code = {u.code: u for u in Unit.objects.filter(agency=agency).exclude(code="")}
    by_place = {(u.parent_id, u.name.casefold()): u for u in Unit.objects.filter(agency=agency, code="")}
    root = Unit.objects.get(agency=agency, parent=None)
    new, changed = 0, 0
    for row in tree.units:
        parent = by_code.get(row.parent)
        unit = (
            root
            if not row.parent
            else by_code.get(row.code) or by_place.get((parent.pk if parent else None, row.name.casefold()))
        )
        if unit is None:
            unit = Unit(agency=agency, ref=fresh_ref(), code=row.code, name=row.name, parent=parent)
            unit.save(force_insert=True)
            new += 1
        elif _brought_in_line(unit, row.code, row.name, parent if row.parent else None, is_root=not row.parent):
            changed += 1
        by_code[row.code] = unit
    if not new and not changed:
        return Unchanged((0, 0))
    number_units(agency)
    digest = hashlib.sha256(canonical.dumps([[u.code, u.parent] for u in tree.units])).hexdigest()
    record(Fact.UNITS_IMPORTED, agency, by=by, at=at, key=key, new=new, changed=changed, digest=digest)
    return new, changed


def _brought_in_line(unit: Unit, code: str, name: str, parent: Unit | None, *, is_root: bool) -> bool:
    wanted = (code, unit.name if is_root else name, None if parent is None else parent.pk, None)
    if (unit.code, unit.name, unit.parent_id, unit.closed_on) == wanted:
        return False
    unit.code, unit.name, unit.parent, unit.closed_on = code, wanted[1], parent, None
    unit.save(update_fields=["code", "name", "parent", "closed_on"])
    return True


@action(Fact.UNIT_CHANGED)
def change_unit(
    unit: Unit,
    *,
    name: str,
    parent: Unit | None,
    closed_on: date | None,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Unit | Unchanged[Unit]:
    """Rename, move or close one unit. Raises Refused, and Problem for a circle or for closing a unit where people serve."""
    may_edit_units(by, unit.agency).require()
    if already(key) or (unit.name, unit.parent, unit.closed_on) == (name, parent, closed_on):
        return Unchanged(unit)
    if parent is not None and (parent.agency_id != unit.agency_id or unit.first <= parent.first <= unit.last):
        raise Problem("units.circle", "induk")
    if parent is None and unit.parent_id is not None:
        raise Problem("units.one_root", "induk")
    if closed_on is not None and Employee.objects.filter(unit=unit, left_on=None).exists():
        raise Problem("units.not_empty", "tutup")
    is_moved = unit.parent != parent
    unit.name, unit.parent, unit.closed_on = name, parent, closed_on
    unit.save(update_fields=["name", "parent", "closed_on"])
    if is_moved:
        number_units(unit.agency)
        unit.refresh_from_db()
    record(
        Fact.UNIT_CHANGED,
        unit,
        by=by,
        at=at,
        key=key,
        agency=unit.agency.ref,
        moved=is_moved,
        closed=closed_on is not None,
    )
    return unit
