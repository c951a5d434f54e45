"""Are the officers of a body told of an instruction, of its changes and its days: once, and nobody else?"""

from datetime import timedelta

import pytest

from ikrar.core.instructions import ItemKind, Reach
from ikrar.domain.dashboards import instruction_notices
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.ledger.models import Entry
from ikrar.domain.people.models import Notice
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Reply, Whom
from tests.given.cast import Cast
from tests.given.instructions import (
    House,
    a_house,
    an_instruction,
    an_issued_instruction,
    an_order,
    in_days,
    item_of,
    target_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(cast: Cast) -> House:
    return a_house(cast)


def told() -> list[tuple[str, str]]:
    """Who was told what."""
    return sorted(Notice.objects.values_list("person__name", "kind"))


def test_the_officers_of_the_body_hear_of_it_and_nobody_above(cast: Cast, house: House) -> None:
    an_issued_instruction(cast, [house.office], in_days(cast, 20, ItemKind.APEL))
    entry = Entry.objects.get(fact="instruction.issued")
    assert [instruction_notices.tell_of_arrival(entry, cast.at) for _ in range(2)] == [1, 1]
    assert told() == [("Dian", "instruction.received")]


def test_a_draft_is_changed_in_silence_and_an_issued_one_is_not(cast: Cast, house: House) -> None:
    row = an_instruction(cast, [house.office], in_days(cast, 20, ItemKind.APEL))
    for entry in Entry.objects.filter(fact="instruction.changed"):
        assert instruction_notices.tell_of_change(entry, cast.at) == 0
    later = cast.at + timedelta(hours=1)
    row = result_of(actions.issue_instruction(row, by=cast.staff(cast.sari), at=later))
    for entry in Entry.objects.filter(fact="instruction.changed"):
        assert instruction_notices.tell_of_change(entry, later) == 0  # it was made before the issue
    actions.withdraw_instruction(row, because="Keliru", by=cast.staff(cast.sari), at=later)
    assert instruction_notices.tell_of_change(Entry.objects.get(fact="instruction.withdrawn"), later) == 1
    assert told() == [("Dian", "instruction.changed")]


def test_reminders_come_a_week_before_a_day_before_and_when_late(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office], in_days(cast, 10, ItemKind.REPORT))
    kinds = []
    for day in (0, 2, 3, 4, 8, 9, 10, 11, 12):
        instruction_notices.remind(cast.at + timedelta(days=day))
        kinds.append(Notice.objects.count())
    assert kinds == [0, 0, 1, 1, 1, 2, 2, 3, 3]
    assert told() == [("Dian", "instruction.due_soon")] * 2 + [("Dian", "instruction.late")]
    assert {about.split(":")[1] for about in Notice.objects.values_list("about", flat=True)} == {row.ref}


def test_nobody_is_reminded_of_what_is_answered(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office], in_days(cast, 3, ItemKind.REPORT))
    reply, dian = Reply("Dian", is_nothing=True), cast.staff(house.dian)
    actions.answer_item(
        item_of(row, ItemKind.REPORT), target=target_of(row, house.office), reply=reply, by=dian, at=cast.at
    )
    assert instruction_notices.remind(cast.at + timedelta(days=9)) == 0


def test_the_operator_of_a_unit_is_told_where_there_is_one(cast: Cast) -> None:
    sari, whom = cast.staff(cast.sari), Whom(Reach.UNITS, units=[cast.school, cast.health])
    row = result_of(
        actions.draft_instruction(cast.agency, order=an_order(cast.at), whom=whom, by=sari, at=cast.at)
    )
    actions.add_item(row, item=in_days(cast, 5, ItemKind.REPORT), by=sari, at=cast.at)
    actions.issue_instruction(row, by=sari, at=cast.at)
    instruction_notices.tell_of_arrival(Entry.objects.get(fact="instruction.issued"), cast.at)
    assert told() == [
        ("Budi", "instruction.received"),
        ("Sari", "instruction.received"),
    ]  # the school; health has none
