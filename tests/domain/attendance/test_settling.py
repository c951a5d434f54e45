"""Does the worker settle a session because a batch arrived, once and again without harm?"""

import pytest

from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import Attendance
from ikrar.domain.programme.settling import settle_scans
from ikrar.worker.reactions import REACTIONS
from tests.given.activities import a_brought, a_gate, a_session_to_attend, code_for
from tests.given.cast import Cast
from tests.given.programme import some_employees

pytestmark = pytest.mark.django_db


def test_a_batch_is_settled_by_the_worker(cast: Cast) -> None:
    people = some_employees(cast.health, 2, cast.at)
    actions.issue_cards(cast.health, by=cast.staff(cast.sari), at=cast.at)
    gate = a_gate(cast, a_session_to_attend(cast))
    actions.take_in_scans(gate, [a_brought(code_for(p), cast.at) for p in people], by=gate, at=cast.at)
    assert Attendance.objects.count() == 0
    entry = Entry.objects.get(fact=Fact.SCANS_TAKEN_IN)
    for _ in range(2):
        settle_scans(entry, cast.at)
    assert Attendance.objects.count() == 2
    assert Entry.objects.get(fact=Fact.ATTENDANCE_RECORDED).actor == "worker:attendance"
    assert Fact.SCANS_TAKEN_IN in next(r for r in REACTIONS if r.name == "settle-attendance").facts


def test_an_entry_about_no_scanner_is_passed_by(cast: Cast) -> None:
    settle_scans(Entry(subject="scanner:7K3M9QX2"), cast.at)
    assert Attendance.objects.count() == 0
