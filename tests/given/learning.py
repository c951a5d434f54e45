"""Tests of understanding as tests need them, made by the real actions."""

from datetime import datetime, timedelta
from typing import Any

from ikrar.domain.learning import actions, queries
from ikrar.domain.learning.models import Test
from ikrar.domain.ledger.actions import Unknown, result_of
from tests.given.cast import Cast
from tests.given.pledges import Morning


def a_test(cast: Cast, morning: Morning, at: datetime | None = None, **changes: Any) -> Test:
    """A test of four questions that Sari opened for the people of the drive; three right answers pass."""
    moment = at or morning.at
    bank = actions.load_bank(by=Unknown(), at=moment)
    known: dict[str, Any] = {
        "name": "Uji Contoh", "questions": ("like-candidate", "attend-passive", "invited-event", "state-car"),
        "pass_share": 75, "hours": 2, "opens_at": moment - timedelta(hours=1), "until": moment + timedelta(days=10),
    }  # fmt: skip
    assert bank.version >= 1
    plan = actions.Plan(**{**known, **changes})
    return result_of(actions.open_test(morning.drive, plan=plan, by=cast.staff(cast.sari), at=moment))


def right_answers(test: Test, wrong: int = 0) -> dict[str, str]:
    """The right answers, so many of them made wrong."""
    answers = {k.question.code: k.right.value for k in queries.keyed_of(test)}
    for code in list(answers)[:wrong]:
        answers[code] = "yes" if answers[code] != "yes" else "no"
    return answers
