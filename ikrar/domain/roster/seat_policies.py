"""Who may give which seat, and to whom accounts are shown."""

from datetime import date

from ikrar.core.verdicts import YES, Verdict, Why, when
from ikrar.domain.people.grants import Permission, Role
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff, seats_of


def may_give_seat(staff: Staff, role: Role, agency: Agency | None, unit: Unit | None = None) -> Verdict:
    """May this person give this role there? The installation itself belongs to system operators."""
    if agency is None or role is Role.SYSTEM_OPERATOR:
        return when(staff.permits(Permission.SYSTEM_OPERATE), Why.NOT_PERMITTED)
    return when(staff.permits_at(Permission.PERSON_MANAGE, agency, unit), Why.NOT_YOUR_UNIT)


def may_manage_login(staff: Staff, person: Person, on: date) -> Verdict:
    """May this person renew the letter or take off the second factor? Only with a say over every seat held today.

    Else a helper's seat in one body would open the login of somebody who rules another, or the installation.
    """
    verdicts = [may_give_seat(staff, s.role, s.agency, s.unit) for s in seats_of(person, on=on)]
    return next((v for v in verdicts if not v), YES)
