"""Two phones, one person, the same moment: is exactly one record made, and do both get it?"""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from ikrar.domain.ledger.actions import result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.pledges import actions
from ikrar.domain.pledges.models import Pledge
from tests.given.cast import Cast
from tests.given.pledges import a_consent, a_morning

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.two_connections,
]


def test_threads_that_sign_for_one_person_leave_one_record(cast: Cast) -> None:
    morning = a_morning(cast)
    consents = [a_consent(morning.ayu) for _ in range(6)]
    start, found, broken = threading.Barrier(len(consents)), [], []

    def press(number: int) -> None:
        try:
            start.wait(5)
            done = actions.sign_pledges([consents[number]], by=consents[number].signer, at=cast.at)
            found.append(result_of(done[0]).ref)
        except Exception as error:  # noqa: BLE001 shown below
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(n,)) for n in range(len(consents))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert broken == []
    assert len(found) == len(consents) and len(set(found)) == 1
    assert Pledge.objects.count() == Entry.objects.filter(fact=Fact.PLEDGE_SIGNED).count() == 1


def test_one_person_who_signed_meanwhile_does_not_spoil_a_batch(cast: Cast) -> None:
    morning = a_morning(cast)
    stale = [a_consent(a) for a in (morning.ayu, morning.made, morning.nyoman)]
    first = actions.sign_pledges([a_consent(morning.made)], by=stale[1].signer, at=cast.at)[0]
    outcomes = actions.sign_pledges(stale, by=stale[0].signer, at=cast.at + timedelta(seconds=1))
    assert result_of(outcomes[1]).ref == result_of(first).ref
    assert Pledge.objects.count() == 3


def test_a_pledge_on_a_phone_wins_against_the_sheet_that_is_checked_later(cast: Cast) -> None:
    from tests.given.pledges import an_entered_sheet

    morning = a_morning(cast)
    sheet = an_entered_sheet(cast, morning, rows={1, 2})
    phone = a_consent(morning.ayu)
    mine = result_of(actions.sign_pledges([phone], by=phone.signer, at=cast.at)[0])
    checked = actions.check_sheet(sheet, seen={1, 2}, by=cast.staff(cast.rina), at=cast.at)
    assert checked.left_out == [1]
    assert Pledge.objects.get(asked=morning.ayu).ref == mine.ref
    assert {p.level for p in Pledge.objects.all()} == {"1", "K"}
