"""People who can be reached: a mail address and a phone on their roster row."""

from datetime import datetime

from ikrar.domain.ledger.actions import Unknown, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.programme.models import Asked

PHONE = "+6281234567890"


def reach_by(asked: Asked, email: str, at: datetime) -> None:
    """Give this person a mail address (or take it away) and a phone."""
    _reach_by(asked, email=email, by=Unknown(), at=at)


@action(Fact.EMPLOYEE_CHANGED)
def _reach_by(asked: Asked, *, email: str, by: Unknown, at: datetime) -> None:
    asked.employee.email, asked.employee.phone = email, PHONE
    asked.employee.save()
    record(Fact.EMPLOYEE_CHANGED, asked.employee, by=by, at=at)
