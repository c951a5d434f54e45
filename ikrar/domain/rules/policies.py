"""Who may have facts assessed and the answer kept?"""

from ikrar.core.verdicts import Verdict
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, may


def may_assess(staff: Staff, agency: Agency) -> Verdict:
    """May this person store an assessment for this body?"""
    return may(staff, Permission.RULE_ASSESS, agency)
