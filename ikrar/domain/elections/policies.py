"""Who may change the calendar of a body, and who may read it?"""

from ikrar.core.verdicts import Verdict
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, may


def may_correct(staff: Staff, agency: Agency) -> Verdict:
    """May this person correct stages and enter days off for this body?"""
    return may(staff, Permission.ELECTION_MANAGE, agency)
