"""Changing the roster: bodies, units, seats, people one by one, and files."""

from ikrar.domain.roster.actions.bodies import add_agency, add_unit, end_seat, give_seat, number_units
from ikrar.domain.roster.actions.imports import ask_to_save, save_slice, save_units
from ikrar.domain.roster.actions.people import (
    NewEmployee,
    add_employee,
    change_employee,
    leave_employee,
    move_employee,
)
from ikrar.domain.roster.actions.undoing import ask_to_undo, undo_slice
from ikrar.domain.roster.actions.units import change_unit, import_units

__all__ = [
    "NewEmployee",
    "add_agency",
    "add_employee",
    "add_unit",
    "ask_to_save",
    "ask_to_undo",
    "change_employee",
    "change_unit",
    "end_seat",
    "give_seat",
    "import_units",
    "leave_employee",
    "move_employee",
    "number_units",
    "save_slice",
    "save_units",
    "undo_slice",
]
