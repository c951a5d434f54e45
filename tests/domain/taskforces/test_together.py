"""Two officers, one task force, the same moment: is there one chair?"""

import pytest

from ikrar.core.taskforces import Role
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import Member, Taskforce
from tests.given.cast import Cast
from tests.given.taskforces import a_member, a_plan
from tests.given.together import together

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.two_connections,
]
OFFICERS = 4


def test_only_one_of_several_chairs_is_taken(cast: Cast) -> None:
    by = cast.staff(cast.sari)
    row = result_of(actions.draft_taskforce(cast.agency, plan=a_plan(cast), by=by, at=cast.at))

    def join(n: int) -> None:
        mine = Taskforce.objects.select_related("agency").get(pk=row.pk)
        actions.add_member(mine, member=a_member(cast, Role.CHAIR, f"Ketua {n}"), by=by, at=cast.at)

    broken = together(join, many=OFFICERS)
    assert [type(error) for error in broken] == [Problem] * (OFFICERS - 1)
    assert Member.objects.get().role == Role.CHAIR
