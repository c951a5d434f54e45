"""Who may change the roster, and when."""

from datetime import datetime

from ikrar.core.roster.rows import READY
from ikrar.core.roster.stages import can_repair, can_save, can_undo
from ikrar.core.verdicts import Verdict, Why, when
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency, Employee, RosterImport
from ikrar.domain.roster.queries import Staff, may


def may_import(staff: Staff, agency: Agency) -> Verdict:
    """May this person bring a file into this body?"""
    return may(staff, Permission.ROSTER_IMPORT, agency)


def may_repair_import(staff: Staff, imported: RosterImport) -> Verdict:
    """May this person repair rows of this import now?"""
    return may_import(staff, imported.agency) & can_repair(imported.state)


def may_save_import(staff: Staff, imported: RosterImport) -> Verdict:
    """May this person save what is ready now?"""
    ready = sum(imported.standings.get(s, 0) for s in READY)
    return may_import(staff, imported.agency) & can_save(imported.state, ready)


def may_undo_import(staff: Staff, imported: RosterImport, at: datetime) -> Verdict:
    """May this person take this import back now?"""
    return may_import(staff, imported.agency) & can_undo(imported.state, imported.saved_at, at)


def may_edit_employee(staff: Staff, employee: Employee) -> Verdict:
    """May this person change this employee's record?"""
    return may(staff, Permission.ROSTER_EDIT, employee.agency, employee.unit)


def may_add_employee(staff: Staff, agency: Agency) -> Verdict:
    """May this person add somebody to this body by hand?"""
    return may(staff, Permission.ROSTER_EDIT, agency)


def may_edit_units(staff: Staff, agency: Agency) -> Verdict:
    """May this person change the units of this body?"""
    return may(staff, Permission.ROSTER_IMPORT, agency)


def may_add_agency(staff: Staff, parent: Agency | None) -> Verdict:
    """May this person add a body there? The top of the tree belongs to system operators."""
    if parent is None:
        return when(staff.permits(Permission.SYSTEM_OPERATE), Why.NOT_PERMITTED)
    return may(staff, Permission.AGENCY_MANAGE, parent)
