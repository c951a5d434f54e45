"""Adding, changing, moving and letting go one person, with the day and the basis."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from ikrar.core import canonical
from ikrar.core.nip import digits_of, fault_of
from ikrar.core.programme import Left
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster.models import Agency, Employee, EmployeeHistory, Unit
from ikrar.domain.roster.policies import may_add_employee, may_edit_employee
from ikrar.domain.roster.queries import Staff
from ikrar.domain.roster.snapshots import text_of

CHANGEABLE = (
    "nip", "local_id", "name", "title_front", "title_back", "birth_date", "sex", "status", "legal_position", "grade", "echelon",
    "position", "position_kind", "phone", "email",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewEmployee:
    """Somebody to be added by hand: the unit, and values by column of `CHANGEABLE`."""

    unit: Unit
    values: Mapping[str, Any]


@action(Fact.EMPLOYEE_ADDED)
def add_employee(
    agency: Agency,
    new: NewEmployee,
    *,
    joined_on: date,
    basis: str = "",
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Employee | Unchanged[Employee]:
    """Add one person with the day they joined. Raises Refused, Problem (a number that is taken or cannot be one)."""
    may_add_employee(by, agency).require()
    if (done := already(key)) is not None:
        return Unchanged(Employee.objects.get(ref=done.subject.partition(":")[2]))
    values = _checked(new.values, agency, None)
    last = Employee.objects.filter(agency=agency).aggregate(last=Max("number"))["last"] or 0
    employee = Employee(
        agency=agency, unit=new.unit, ref=fresh_ref(10), number=last + 1, joined_on=joined_on, **values
    )
    employee.save(force_insert=True)
    _remember(employee, None, by=by, at=at)
    record(
        Fact.EMPLOYEE_ADDED,
        employee,
        by=by,
        at=at,
        key=key,
        agency=agency.ref,
        on=joined_on.isoformat(),
        basis=bool(basis),
    )
    return employee


@action(Fact.EMPLOYEE_CHANGED)
def change_employee(
    employee: Employee, *, values: Mapping[str, Any], by: Staff, at: datetime, key: str | None = None
) -> Employee | Unchanged[Employee]:
    """Correct columns of one person; what did not change leaves no trace. Raises Refused, Problem."""
    may_edit_employee(by, employee).require()
    new = _checked(values, employee.agency, employee)
    before = {
        f: text_of(getattr(employee, f)) for f, v in new.items() if text_of(getattr(employee, f)) != text_of(v)
    }
    if already(key) or not before:
        return Unchanged(employee)
    for field in before:
        setattr(employee, field, new[field])
    employee.save(update_fields=list(before))
    _remember(employee, before, by=by, at=at)
    record(
        Fact.EMPLOYEE_CHANGED,
        employee,
        by=by,
        at=at,
        key=key,
        agency=employee.agency.ref,
        fields=sorted(before),
    )
    return employee


@action(Fact.EMPLOYEE_MOVED)
def move_employee(
    employee: Employee,
    unit: Unit,
    *,
    on: date,
    basis: str = "",
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Employee | Unchanged[Employee]:
    """Move somebody to another unit, also of another body, where they get a new participant number. Raises Refused, Problem."""
    may_edit_employee(by, employee).require()
    if already(key) or employee.unit_id == unit.pk:
        return Unchanged(employee)
    before = {"unit_ref": employee.unit.ref, "agency": employee.agency.ref}
    if unit.agency_id != employee.agency_id:
        if employee.nip and Employee.objects.filter(agency=unit.agency, nip=employee.nip).exists():
            raise Problem("employee.nip_taken", "unit", nip=employee.nip)
        before["number"] = str(employee.number)
        employee.number = (
            Employee.objects.filter(agency=unit.agency).aggregate(last=Max("number"))["last"] or 0
        ) + 1
    employee.unit, employee.agency = unit, unit.agency
    employee.save(update_fields=["unit", "agency", "number"])
    _remember(employee, before, by=by, at=at)
    record(
        Fact.EMPLOYEE_MOVED, employee, by=by, at=at, key=key, agency=unit.agency.ref, unit=unit.ref, on=on.isoformat(),
        basis=bool(basis),
    )  # fmt: skip
    return employee


@action(Fact.EMPLOYEE_LEFT)
def leave_employee(
    employee: Employee, *, on: date, reason: str, basis: str, by: Staff, at: datetime, key: str | None = None
) -> Employee | Unchanged[Employee]:
    """Note that somebody serves no longer: since when, why, and on what basis. Nobody is deleted. Raises Refused, Problem."""
    may_edit_employee(by, employee).require()
    if already(key) or employee.left_on is not None:
        return Unchanged(employee)
    if reason not in set(Left):
        raise Problem("employee.reason_unknown", "alasan")
    before = {"left_on": "", "left_reason": "", "left_basis": ""}
    employee.left_on, employee.left_reason, employee.left_basis = on, reason, basis
    employee.save(update_fields=["left_on", "left_reason", "left_basis"])
    _remember(employee, before, by=by, at=at)
    record(
        Fact.EMPLOYEE_LEFT,
        employee,
        by=by,
        at=at,
        key=key,
        agency=employee.agency.ref,
        reason=reason,
        on=on.isoformat(),
    )
    return employee


def _remember(employee: Employee, before: dict[str, str] | None, *, by: Actor, at: datetime) -> None:
    EmployeeHistory(
        employee=employee, changed_at=at, changed_by=by.actor_ref, cause=employee.subject_ref,
        before=canonical.dumps(before).decode(),
    ).save(force_insert=True)  # fmt: skip


def _checked(values: Mapping[str, Any], agency: Agency, employee: Employee | None) -> dict[str, Any]:
    new = {f: v for f, v in values.items() if f in CHANGEABLE}
    if new.get("nip"):
        new["nip"] = digits_of(new["nip"])
        if (fault := fault_of(new["nip"])) is not None:
            raise Problem(f"defect.{fault}", "nip", given=new["nip"])
        owner = Employee.objects.filter(agency=agency, nip=new["nip"]).first()
        if owner is not None and owner != employee:
            raise Problem("employee.nip_taken", "nip", nip=new["nip"])
    return new
