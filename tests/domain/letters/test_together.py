"""Several officers, one register, the same moment: does every letter get its own number, without a gap?"""

from datetime import date

import pytest

from ikrar.core.letters import Kind
from ikrar.core.verdicts import Problem
from ikrar.domain.letters import actions
from ikrar.domain.letters.models import Incoming, Letter, Letterhead, Numbering, RegisterNumber
from tests.domain.letters.test_incoming import arrived
from tests.given.cast import Cast
from tests.given.letters import PLAIN, a_letter, a_register
from tests.given.together import together

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.two_connections,
]
DAY, OFFICERS = date(2026, 11, 23), 6


def test_each_letter_gets_its_own_number(cast: Cast) -> None:
    register, by = a_register(cast), cast.staff(cast.sari)
    letters = [a_letter(cast, kind=Kind.LETTER, body=PLAIN) for _ in range(OFFICERS)]

    def give(n: int) -> None:
        actions.give_number(letters[n], numbering=register, dated_on=DAY, by=by, at=cast.at)

    assert together(give, many=OFFICERS) == []
    serials = RegisterNumber.objects.values_list("serial", flat=True)
    assert sorted(n for n in serials if n) == list(range(1, OFFICERS + 1))
    assert len({letter.number for letter in letters}) == OFFICERS


def test_each_letter_that_came_in_gets_its_own_agenda_number(cast: Cast) -> None:
    by = cast.staff(cast.sari)

    def receive(n: int) -> None:
        actions.receive_letter(cast.agency, arrived=arrived(number=f"{n}/PM"), by=by, at=cast.at)

    assert together(receive, many=OFFICERS) == []
    agendas = Incoming.objects.values_list("agenda", flat=True)
    assert sorted(agendas) == list(range(1, OFFICERS + 1))


def test_a_number_from_elsewhere_is_noted_on_one_letter(cast: Cast) -> None:
    letters, by = [a_letter(cast, kind=Kind.LETTER, body=PLAIN) for _ in range(OFFICERS)], cast.staff(cast.sari)

    def note(n: int) -> None:
        number = actions.Elsewhere("800/23/Set")
        actions.note_elsewhere(letters[n], number=number, dated_on=DAY, by=by, at=cast.at)

    assert [type(error) for error in together(note, many=OFFICERS)] == [Problem] * (OFFICERS - 1)
    assert RegisterNumber.objects.count() == 1 and Letter.objects.exclude(number="").count() == 1


def test_the_first_letterhead_and_a_register_of_one_name_are_there_once(cast: Cast) -> None:
    by, head = cast.staff(cast.sari), actions.Head(body="Sekretariat")
    assert together(
        lambda _n: actions.set_letterhead(cast.agency, head=head, by=by, at=cast.at), many=OFFICERS
    ) == []  # fmt: skip
    assert Letterhead.objects.count() == 1
    register = actions.Register("Surat keluar", "{nomor}/{tahun}")
    broken = together(
        lambda _n: actions.set_numbering(cast.agency, register=register, by=by, at=cast.at), many=OFFICERS
    )
    assert [type(error) for error in broken] == [Problem] * (OFFICERS - 1) and Numbering.objects.count() == 1
