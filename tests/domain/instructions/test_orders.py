"""Who drafts, issues, changes and passes on an instruction, and what is refused?"""

from datetime import timedelta

import pytest

from ikrar.core.instructions import Every, ItemKind, Reach, Stage
from ikrar.core.instructions_dues import DueUnit
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, result_of
from ikrar.domain.ledger.models import Entry
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import NewItem, Whom
from ikrar.domain.programme.models import Instruction, InstructionItem
from ikrar.domain.programme.queries import instructions as queries
from ikrar.domain.roster.queries import day_at
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
from tests.given.letters import a_signed_letter

pytestmark = pytest.mark.django_db
TASKFORCE, APEL, SIGNED = ItemKind.TASKFORCE, ItemKind.APEL, ItemKind.SIGNED


@pytest.fixture
def house(cast: Cast) -> House:
    return a_house(cast)


def test_a_draft_is_hidden_from_those_below_until_it_is_issued(cast: Cast, house: House) -> None:
    row = an_instruction(cast, [house.office], in_days(cast, 5, TASKFORCE))
    dian, anton = cast.staff(house.dian), cast.staff(cast.anton)
    with pytest.raises(Hidden):
        queries.instruction_for(dian, row.ref)
    actions.issue_instruction(row, by=cast.staff(cast.sari), at=cast.at)
    assert queries.instruction_for(dian, row.ref) == row
    with pytest.raises(Hidden):
        queries.instruction_for(anton, row.ref)
    assert [t.agency for t in queries.targets_seen_by(dian, row)] == [house.office]


def test_only_those_below_can_be_instructed_and_only_by_their_issuer(cast: Cast, house: House) -> None:
    order, sari = an_order(cast.at), cast.staff(cast.sari)
    for whom in (Whom(Reach.CHOSEN, [cast.other]), Whom(Reach.CHOSEN, [cast.agency]), Whom(Reach.CHOSEN)):
        with pytest.raises(Problem, match=r"not_below|reaches_nobody"):
            actions.draft_instruction(cast.agency, order=order, whom=whom, by=sari, at=cast.at)
    with pytest.raises(Refused):
        actions.draft_instruction(
            cast.agency, order=order, whom=Whom(Reach.SUBTREE), by=cast.staff(house.dian), at=cast.at
        )
    subtree = result_of(
        actions.draft_instruction(cast.agency, order=order, whom=Whom(Reach.SUBTREE), by=sari, at=cast.at)
    )
    assert [t.agency for t in queries.targets_of(subtree)] == [house.office, house.house]
    children = result_of(
        actions.draft_instruction(cast.agency, order=order, whom=Whom(Reach.CHILDREN), by=sari, at=cast.at)
    )
    assert [t.agency for t in queries.targets_of(children)] == [house.office]


def test_a_basis_without_its_source_is_not_taken(cast: Cast, house: House) -> None:
    with pytest.raises(Problem, match="basis_without_source"):
        an_instruction(cast, [house.office], basis="Surat edaran Contoh")
    with pytest.raises(Problem, match="letter_in_future"):
        an_instruction(cast, [house.office], letter_on=(cast.at + timedelta(days=3)).date())


def test_the_same_key_drafts_once(cast: Cast, house: House) -> None:
    whom, sari = Whom(Reach.CHOSEN, [house.office]), cast.staff(cast.sari)
    one, two = (
        actions.draft_instruction(
            cast.agency, order=an_order(cast.at), whom=whom, by=sari, at=cast.at, key="satu"
        )
        for _ in range(2)
    )
    assert isinstance(two, Unchanged) and result_of(one) == two.result and Instruction.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": SIGNED, "share": 0}, "share"),
        ({"kind": SIGNED, "share": 101}, "share"),
        ({"kind": ItemKind.OTHER}, "say_what"),
        ({"kind": APEL, "due_on": None}, "no_due"),
        ({"kind": APEL, "due_days": 3}, "two_dues"),
        ({"kind": APEL, "due_on": None, "due_days": 500}, "due_out_of_reach"),
        ({"kind": ItemKind.REPORT, "every": Every.MONTHLY, "until_on": "yesterday"}, "until_before_due"),
    ],
)
def test_what_cannot_be_asked(cast: Cast, house: House, changes: dict[str, object], reason: str) -> None:
    row, due = an_instruction(cast, [house.office]), (cast.at + timedelta(days=5)).date()
    if changes.get("until_on"):
        changes = {**changes, "until_on": due - timedelta(days=1)}
    item = NewItem(**{"due_on": due, **changes})  # type: ignore[arg-type]
    with pytest.raises(Problem, match=reason):
        actions.add_item(row, item=item, by=cast.staff(cast.sari), at=cast.at)


def test_an_instruction_that_asks_nothing_or_the_past_is_not_issued(cast: Cast, house: House) -> None:
    sari = cast.staff(cast.sari)
    with pytest.raises(Problem, match="asks_nothing"):
        actions.issue_instruction(an_instruction(cast, [house.office]), by=sari, at=cast.at)
    row = an_instruction(cast, [house.office], in_days(cast, 1, APEL))
    with pytest.raises(Problem, match="an_item_is_past"):
        actions.issue_instruction(row, by=sari, at=cast.at + timedelta(days=3))
    with pytest.raises(Problem, match="due_in_the_past"):
        actions.add_item(row, item=in_days(cast, -1, APEL), by=sari, at=cast.at)


def test_working_days_count_from_the_issue(cast: Cast, house: House) -> None:
    item = NewItem(APEL, due_days=5, due_unit=DueUnit.WORKING)
    row = an_issued_instruction(cast, [house.office], item)
    day = day_at(cast.agency, cast.at)  # a Monday
    assert item_of(row, APEL).due_on == day + timedelta(days=7)


def test_after_the_issue_every_change_has_its_note_and_after_the_end_there_is_none(
    cast: Cast, house: House
) -> None:
    row, sari = an_issued_instruction(cast, [house.office], in_days(cast, 5, APEL)), cast.staff(cast.sari)
    more = in_days(cast, 9, TASKFORCE)
    with pytest.raises(Problem, match="note_needed"):
        actions.add_item(row, item=more, by=sari, at=cast.at)
    assert len(queries.items_of(row)) == 1
    actions.add_item(row, item=more, note="Menyusul rapat", by=sari, at=cast.at)
    actions.change_item(item_of(row, APEL), item=in_days(cast, 8, APEL), note="Diundur", by=sari, at=cast.at)
    actions.drop_item(item_of(row, TASKFORCE), note="Tidak perlu", by=sari, at=cast.at)
    assert [c.note for c in queries.changes_of(row)] == ["Tidak perlu", "Diundur", "Menyusul rapat"]
    with pytest.raises(Problem, match="asks_nothing"):
        actions.drop_item(item_of(row, APEL), note="x", by=sari, at=cast.at)
    with pytest.raises(Problem, match="kind_stays"):
        actions.change_item(item_of(row, APEL), item=more, note="x", by=sari, at=cast.at)
    with pytest.raises(Problem, match="say_why"):
        actions.withdraw_instruction(row, because=" ", by=sari, at=cast.at)
    actions.close_instruction(row, because="Pemilihan selesai", by=sari, at=cast.at)
    for _ in range(2):
        with pytest.raises(Refused, match="has_ended"):
            actions.add_item(row, item=more, note="x", by=sari, at=cast.at)
    assert row.stage == Stage.CLOSED


def test_whoever_received_it_stays_when_the_targets_change(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office, house.house], in_days(cast, 5, APEL))
    sari = cast.staff(cast.sari)
    actions.receive_instruction(target_of(row, house.house), by=cast.staff(house.eka), at=cast.at)
    with pytest.raises(Problem, match="target_is_at_work"):
        actions.change_targets(row, whom=Whom(Reach.CHOSEN, [house.office]), note="x", by=sari, at=cast.at)
    actions.change_targets(row, whom=Whom(Reach.CHOSEN, [house.house]), note="x", by=sari, at=cast.at)
    assert [t.agency for t in queries.targets_of(row)] == [house.house]


def test_it_is_passed_on_earlier_with_additions_and_never_later_without_saying_so(
    cast: Cast, house: House
) -> None:
    above = an_issued_instruction(
        cast, [house.office], in_days(cast, 10, APEL, with_oath=True), in_days(cast, 2, SIGNED, share=90)
    )
    dian, whom = cast.staff(house.dian), Whom(Reach.CHILDREN)
    row = result_of(actions.pass_on(above, agency=house.office, whom=whom, days_earlier=3, by=dian, at=cast.at))
    today = day_at(house.office, cast.at)
    apel, signed = item_of(row, APEL), item_of(row, SIGNED)
    assert (apel.due_on, apel.with_oath, apel.parent) == (today + timedelta(days=7), True, item_of(above, APEL))
    assert (signed.due_on, signed.share) == (today, 90)
    assert (row.parent, row.stage, row.from_office) == (above, Stage.DRAFT, "Bupati Contoh")
    later = in_days(cast, 11, APEL)
    with pytest.raises(Problem, match="later_than_above"):
        actions.change_item(apel, item=later, by=dian, at=cast.at)
    said = NewItem(APEL, due_on=later.due_on, later_because="Kapal hanya sekali sepekan")
    actions.change_item(apel, item=said, by=dian, at=cast.at)
    actions.add_item(row, item=in_days(cast, 4, TASKFORCE), by=dian, at=cast.at)
    actions.issue_instruction(row, by=dian, at=cast.at)
    assert queries.instruction_for(cast.staff(house.eka), row.ref) == row
    with pytest.raises(Problem, match="passed_on_already"):
        actions.pass_on(above, agency=house.office, whom=whom, days_earlier=0, by=dian, at=cast.at)


def test_nobody_from_above_passes_on_or_answers_in_place_of_a_body(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office], in_days(cast, 5, APEL))
    sari, eka = cast.staff(cast.sari), cast.staff(house.eka)
    with pytest.raises(Refused, match="only_its_own_people"):
        actions.pass_on(
            row, agency=house.office, whom=Whom(Reach.CHILDREN), days_earlier=0, by=sari, at=cast.at
        )
    with pytest.raises(Refused, match="only_its_own_people"):
        actions.receive_instruction(target_of(row, house.office), by=sari, at=cast.at)
    with pytest.raises(Refused):
        actions.pass_on(row, agency=house.house, whom=Whom(Reach.CHILDREN), days_earlier=0, by=eka, at=cast.at)


def test_units_get_what_a_unit_can_do(cast: Cast, house: House) -> None:
    sari = cast.staff(cast.sari)
    whom = Whom(Reach.UNITS, units=[cast.education, cast.school])
    row = result_of(
        actions.draft_instruction(cast.agency, order=an_order(cast.at), whom=whom, by=sari, at=cast.at)
    )
    assert [t.unit for t in queries.targets_of(row)] == [cast.education, cast.school]
    with pytest.raises(Problem, match="not_for_units"):
        actions.add_item(row, item=in_days(cast, 5, APEL), by=sari, at=cast.at)
    actions.add_item(row, item=in_days(cast, 5, SIGNED, share=80), by=sari, at=cast.at)
    with pytest.raises(Problem, match="not_below"):
        actions.change_targets(
            row, whom=Whom(Reach.UNITS, units=list(house.office.units.all())), by=sari, at=cast.at
        )


def test_the_ledger_holds_codes_and_no_words_of_an_officer(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office], in_days(cast, 5, APEL, words="Rahasia petugas"))
    actions.withdraw_instruction(row, because="Kalimat bebas", by=cast.staff(cast.sari), at=cast.at)
    told = " ".join(Entry.objects.values_list("details", flat=True))
    assert "Rahasia" not in told and "Kalimat" not in told and "Bupati" not in told
    assert InstructionItem.objects.count() == 1


def test_an_old_copy_revives_nothing_that_was_withdrawn(cast: Cast) -> None:
    house = a_house(cast)
    row = an_issued_instruction(cast, [house.office], in_days(cast, 5, ItemKind.TASKFORCE))
    old, sari = Instruction.objects.select_related("agency").get(pk=row.pk), cast.staff(cast.sari)
    actions.withdraw_instruction(row, because="Diganti", by=sari, at=cast.at)
    order = an_order(cast.at, name="Nama baru")
    with pytest.raises(Refused, match="has_ended"):
        actions.change_instruction(old, order=order, note="Nama", by=sari, at=cast.at)
    item = InstructionItem.objects.select_related("instruction__agency").get(instruction=row)
    item.instruction.stage = "issued"  # as it was loaded before
    with pytest.raises(Refused, match="has_ended"):
        actions.drop_item(item, note="Cabut", by=sari, at=cast.at)
    assert Instruction.objects.get(pk=row.pk).stage == "withdrawn"


def test_letters_to_name_are_those_that_the_person_may_read(cast: Cast) -> None:
    signed = a_signed_letter(cast)
    assert signed in queries.letters_to_choose(cast.staff(cast.sari), cast.agency)
    assert queries.letters_to_choose(cast.staff(cast.budi), cast.agency) == []
