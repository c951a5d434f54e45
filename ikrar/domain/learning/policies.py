"""Who may open and close a test, and may this person take it now?"""

from datetime import datetime

from ikrar.core.learning import Why
from ikrar.core.programme import Stage
from ikrar.core.programme import Why as DriveWhy
from ikrar.core.verdicts import Verdict, when
from ikrar.domain.learning.models import Test
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import Asked, Drive
from ikrar.domain.roster.queries import Staff, may


def may_open_test(staff: Staff, drive: Drive) -> Verdict:
    """May this person open a test for the people of this drive? The drive holds the numbers and codes."""
    opened = drive.stage in {Stage.OPEN, Stage.CLOSED}
    return may(staff, Permission.TEST_MANAGE, drive.agency) & when(opened, DriveWhy.NOT_OPEN)


def may_close_test(staff: Staff, test: Test) -> Verdict:
    """May this person end the test early?"""
    return may(staff, Permission.TEST_MANAGE, test.agency) & when(test.closed_at is None, Why.CLOSED)


def may_take_test(asked: Asked | None, test: Test, at: datetime) -> Verdict:
    """May this person answer now? Without a person: is the door open at all?"""
    return (
        when(test.closed_at is None and at < test.until, Why.CLOSED)
        & when(test.opens_at <= at, Why.NOT_OPEN_YET)
        & when(asked is None or asked.left_on is None, Why.LEFT)
    )
