"""A test of understanding in the demo: most people have taken it, most of them passed."""

from datetime import datetime, timedelta
from random import Random

from ikrar.domain.learning import actions, queries
from ikrar.domain.ledger.actions import Unknown, result_of
from ikrar.domain.programme.models import Drive
from ikrar.domain.programme.queries import asked_in
from ikrar.domain.roster.models import Unit
from ikrar.domain.roster.queries import Staff

ATTENDED, MOST = 0.7, 120  # people: enough to fill a page, few enough to play in a moment


def play_learning(drive: Drive, *, by: Staff, at: datetime) -> str:
    """Open a test for the people of a drive and let some of them take it; its reference."""
    actions.load_bank(by=Unknown(), at=at - timedelta(days=9))
    chance = Random(drive.agency.ref)
    plan = actions.Plan(
        "Uji pemahaman netralitas",
        ("like-candidate", "photo-candidate", "wa-group", "attend-passive", "invited-event", "non-asn-post", "state-car"),
        70, 2, at - timedelta(days=2), at + timedelta(days=5),
    )  # fmt: skip
    test = result_of(actions.open_test(drive, plan=plan, by=by, at=at - timedelta(days=2)))
    right = {k.question.code: k.right.value for k in queries.keyed_of(test)}
    root = Unit.objects.get(agency=drive.agency, parent=None)
    for asked in asked_in(drive, root)[:MOST]:
        if chance.random() > ATTENDED:
            continue
        given = {code: choice if chance.random() < 0.85 else "depends" for code, choice in right.items()}
        actions.take_test(test, asked, given=given, by=asked, at=at - timedelta(hours=chance.randint(2, 40)))
    return test.ref
