"""Who may give which seat, and to whom accounts are shown."""

from ikrar.core.verdicts import Verdict, Why, when
from ikrar.domain.people.grants import Permission, Role
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff


def may_give_seat(staff: Staff, role: Role, agency: Agency | None, unit: Unit | None = None) -> Verdict:
    """May this person give this role there? The installation itself belongs to system operators."""
    if agency is None or role is Role.SYSTEM_OPERATOR:
        return when(staff.permits(Permission.SYSTEM_OPERATE), Why.NOT_PERMITTED)
    return when(staff.permits_at(Permission.PERSON_MANAGE, agency, unit), Why.NOT_YOUR_UNIT)
