"""Several officers, one register, the same moment: does every letter get its own number, without a gap?"""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connections

from ikrar.core.letters import Kind
from ikrar.domain.letters import actions
from ikrar.domain.letters.models import Incoming, RegisterNumber
from tests.domain.letters.test_incoming import arrived
from tests.given.cast import Cast
from tests.given.letters import PLAIN, a_letter, a_register

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.two_connections,
]
DAY, OFFICERS = date(2026, 11, 23), 6


def together(deed: Callable[[int], object]) -> list[Exception]:
    """Let everybody do it at once; what went wrong."""
    start, broken = threading.Barrier(OFFICERS), list[Exception]()

    def press(number: int) -> None:
        try:
            start.wait(5)
            deed(number)
        except Exception as error:  # noqa: BLE001 shown by the test
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(n,)) for n in range(OFFICERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return broken


def test_each_letter_gets_its_own_number(cast: Cast) -> None:
    register, by = a_register(cast), cast.staff(cast.sari)
    letters = [a_letter(cast, kind=Kind.LETTER, body=PLAIN) for _ in range(OFFICERS)]

    def give(n: int) -> None:
        actions.give_number(letters[n], numbering=register, dated_on=DAY, by=by, at=cast.at)

    assert together(give) == []
    serials = RegisterNumber.objects.values_list("serial", flat=True)
    assert sorted(n for n in serials if n) == list(range(1, OFFICERS + 1))
    assert len({letter.number for letter in letters}) == OFFICERS


def test_each_letter_that_came_in_gets_its_own_agenda_number(cast: Cast) -> None:
    by = cast.staff(cast.sari)

    def receive(n: int) -> None:
        actions.receive_letter(cast.agency, arrived=arrived(number=f"{n}/PM"), by=by, at=cast.at)

    assert together(receive) == []
    agendas = Incoming.objects.values_list("agenda", flat=True)
    assert sorted(agendas) == list(range(1, OFFICERS + 1))
