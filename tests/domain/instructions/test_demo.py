"""Does the demo play an instruction through the real actions, with something done, open and late?"""

import pytest

from ikrar.core.instructions import ItemKind, State
from ikrar.demo.instructions import play_instructions
from ikrar.domain.dashboards.fulfilment import fulfilment_of, late_in
from tests.given.cast import Cast
from tests.given.instructions import a_house

pytestmark = pytest.mark.django_db


def test_the_demo_plays_one_instruction_answered_in_part(cast: Cast) -> None:
    house = a_house(cast)
    above, officer = cast.staff(cast.sari), cast.staff(house.dian)
    row = play_instructions(house.office, above=above, officer=officer, at=cast.at)
    (found,) = fulfilment_of(row, at=cast.at)
    states = {ItemKind(cell.item.kind): cell.state for cell in found.cells}
    assert states[ItemKind.OTHER] == State.FULFILLED and states[ItemKind.REPORT] == State.NOTHING
    assert states[ItemKind.TASKFORCE] == State.NO_ANSWER and states[ItemKind.CONTACT] == State.NOT_YET
    assert [one.target.shown for one in late_in([found], on=cast.at.date())] == ["Kantor Contoh"]


def test_a_body_that_stands_alone_gets_no_instruction(cast: Cast) -> None:
    sari = cast.staff(cast.sari)
    with pytest.raises(ValueError, match="kab-contoh"):
        play_instructions(cast.agency, above=sari, officer=sari, at=cast.at)
