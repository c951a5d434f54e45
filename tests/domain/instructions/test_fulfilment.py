"""Is fulfilment computed from what happened, with its proof and its day, in a fixed number of statements?"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ikrar.core.instructions import Every, ItemKind, State
from ikrar.core.taskforces import Institution, Role
from ikrar.core.verdicts import Problem
from ikrar.domain.dashboards.accounts import account_of
from ikrar.domain.dashboards.fulfilment import Because, Cell, fulfilment_of, late_in, tasks_for
from ikrar.domain.learning import actions as learning
from ikrar.domain.learning.queries import reach_of_bodies
from ikrar.domain.ledger.actions import Unknown, result_of
from ikrar.domain.ledger.files import Kept
from ikrar.domain.pledges.queries.counts import counts_of_body
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Decree, NewContact, NewMember, Reply, TaskforcePlan
from ikrar.domain.programme.models import Asked, Drive, Instruction
from ikrar.domain.programme.queries import bodies_at
from ikrar.domain.roster import actions as roster
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import day_at
from tests.given.activities import add_activity_session
from tests.given.cast import Cast
from tests.given.instructions import House, a_house, an_issued_instruction, in_days, item_of, target_of
from tests.given.learning import right_answers
from tests.given.pledges import a_pledge
from tests.given.programme import a_session, an_opened_drive, some_employees

pytestmark = pytest.mark.django_db
K = ItemKind
A_FILE = Kept(b"\1" * 32, "answers/contoh.pdf")


@pytest.fixture
def house(cast: Cast) -> House:
    made = a_house(cast)
    for body, people in ((made.office, 4), (made.house, 5)):
        some_employees(root_of(body), people, cast.at)
    return made


def root_of(body: Agency) -> Unit:
    return Unit.objects.get(agency=body, parent=None)


def cell(cast: Cast, instruction: Instruction, body: Agency, kind: ItemKind, days: float = 0) -> Cell:
    """How far the body is with this item, so many days later."""
    at = cast.at + timedelta(days=days)
    rows = fulfilment_of(instruction, at=at)
    row = next(row for row in rows if row.target.agency == body)
    return next(c for c in row.cells if c.item.kind == kind)


def a_drive_of(cast: Cast, house: House) -> Drive:
    return an_opened_drive(cast, bodies=(house.office, house.house), people=0)


def signs(cast: Cast, drive: Drive, body: Agency, people: int, days: float = 0) -> None:
    waiting = Asked.objects.filter(drive=drive, agency=body, pledges=None).order_by("pk")
    for asked in waiting[:people]:
        a_pledge(asked, cast.at + timedelta(days=days))


def test_a_task_force_counts_by_its_decree_and_a_drafted_one_is_under_way(cast: Cast, house: House) -> None:
    row, dian = (
        an_issued_instruction(cast, [house.office], in_days(cast, 5, K.TASKFORCE)),
        cast.staff(house.dian),
    )
    assert cell(cast, row, house.office, K.TASKFORCE).state is State.NOT_YET
    day = day_at(house.office, cast.at)
    plan = TaskforcePlan("Satgas Contoh", day - timedelta(days=9), day + timedelta(days=90))
    force = result_of(actions.draft_taskforce(house.office, plan=plan, by=dian, at=cast.at))
    begun = cell(cast, row, house.office, K.TASKFORCE)
    assert (begun.state, begun.about) == (State.RUNNING, force.subject_ref)
    actions.add_member(force, member=NewMember(Role.CHAIR, "Ketua", day), by=dian, at=cast.at)
    actions.form_taskforce(force, decree=Decree("800/1", day), by=dian, at=cast.at)
    done = cell(cast, row, house.office, K.TASKFORCE, days=30)
    assert (done.state, done.judged.on, done.about) == (State.FULFILLED, day, force.subject_ref)


def test_a_task_force_of_the_last_election_fulfils_nothing(cast: Cast, house: House) -> None:
    row, dian = (
        an_issued_instruction(cast, [house.office], in_days(cast, 5, K.TASKFORCE)),
        cast.staff(house.dian),
    )
    old = day_at(house.office, cast.at) - timedelta(days=400)
    plan = TaskforcePlan("Satgas Lama", old, old + timedelta(days=90))
    force = result_of(actions.draft_taskforce(house.office, plan=plan, by=dian, at=cast.at))
    actions.add_member(force, member=NewMember(Role.CHAIR, "Ketua", old), by=dian, at=cast.at)
    actions.form_taskforce(force, decree=Decree("800/1", old), by=dian, at=cast.at)
    assert cell(cast, row, house.office, K.TASKFORCE).state is State.NOT_YET


def test_a_contact_counts_at_the_institution_that_was_named(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office], in_days(cast, 5, K.CONTACT, institution="kpu"))
    day, dian = day_at(house.office, cast.at), cast.staff(house.dian)
    for institution, state in ((Institution.BKN, State.NOT_YET), (Institution.KPU, State.FULFILLED)):
        new = NewContact(institution, "Data", "Narahubung Contoh", day, phone="0511-1")
        actions.name_contact(house.office, contact=new, by=dian, at=cast.at)
        assert cell(cast, row, house.office, K.CONTACT).state is state


def test_an_apel_counts_when_it_was_closed_and_the_oath_was_read(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office], in_days(cast, 5, K.APEL, with_oath=True))
    drive, sari = a_drive_of(cast, house), cast.staff(cast.sari)
    planned = actions.plan_apel(
        drive, host=house.office, session=a_session(cast.at), duties=(), order=(), by=sari, at=cast.at
    )
    apel = result_of(planned)
    assert cell(cast, row, house.office, K.APEL).state is State.RUNNING
    apel = result_of(actions.open_apel(apel, by=sari, at=cast.at))
    actions.close_apel(apel, by=sari, at=cast.at + timedelta(hours=1))
    assert cell(cast, row, house.office, K.APEL).state is State.RUNNING  # nobody counted who read the oath
    body = next(b for b in bodies_at(apel) if b.agency == house.office)
    actions.count_heads(body, heads=4, by=sari, at=cast.at + timedelta(hours=1))
    held = cell(cast, row, house.office, K.APEL)
    assert (held.state, held.judged.number, held.about) == (State.FULFILLED, 4, apel.subject_ref)
    assert held.judged.on == day_at(house.office, cast.at)


def test_a_share_is_reached_on_its_day_and_later_signatures_do_not_move_it(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office, house.house], in_days(cast, 1, K.SIGNED, share=50))
    drive = a_drive_of(cast, house)
    signs(cast, drive, house.office, 1)
    running = cell(cast, row, house.office, K.SIGNED)
    assert (running.state, running.judged.number, running.judged.of) == (State.RUNNING, 1, 4)
    signs(cast, drive, house.office, 1, days=0.5)
    signs(cast, drive, house.office, 2, days=3)
    signs(cast, drive, house.house, 3, days=3)
    done = cell(cast, row, house.office, K.SIGNED, days=4)
    assert (done.state, done.judged.number, done.about) == (State.FULFILLED, 4, drive.subject_ref)
    assert done.judged.on == day_at(house.office, cast.at + timedelta(days=0.5))
    late = cell(cast, row, house.house, K.SIGNED, days=4)
    assert (late.state, late.judged.is_late, late.judged.number) == (State.LATE, True, 3)


def test_the_numbers_are_those_of_the_coverage_pages(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office, house.house], in_days(cast, 5, K.SIGNED, share=90))
    drive = a_drive_of(cast, house)
    signs(cast, drive, house.office, 3)
    signs(cast, drive, house.house, 2)
    for body in (house.office, house.house):
        counts, here = counts_of_body(drive, body, on=cast.at.date()), cell(cast, row, body, K.SIGNED)
        assert (here.judged.number, here.judged.of) == (counts.signed_in_all, counts.asked)


def test_of_one_level_only_that_level_counts(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office], in_days(cast, 5, K.SIGNED, share=50, level="3"))
    drive = a_drive_of(cast, house)
    signs(cast, drive, house.office, 4)  # with a code
    here = cell(cast, row, house.office, K.SIGNED)
    assert (here.judged.number, here.judged.of, here.state) == (0, 4, State.RUNNING)


def test_a_test_counts_who_passed(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office, house.house], in_days(cast, 5, K.TEST, share=50))
    drive = a_drive_of(cast, house)
    learning.load_bank(by=Unknown(), at=cast.at)
    plan = learning.Plan(
        name="Uji Contoh", questions=("like-candidate", "attend-passive", "invited-event", "state-car"),
        pass_share=75, hours=2, opens_at=cast.at - timedelta(hours=1), until=cast.at + timedelta(days=9),
    )  # fmt: skip
    test = result_of(learning.open_test(drive, plan=plan, by=cast.staff(cast.sari), at=cast.at))
    for n, asked in enumerate(Asked.objects.filter(drive=drive, agency=house.office).order_by("pk")[:3]):
        given = right_answers(test, wrong=4 if n == 2 else 0)
        learning.take_test(test, asked, given=given, by=asked, at=cast.at)
    here = cell(cast, row, house.office, K.TEST)
    reach = reach_of_bodies([test])[test.pk, house.office.pk]
    assert (here.judged.number, here.judged.of) == (reach.passed, reach.asked) == (2, 4)
    assert (here.state, here.about) == (State.FULFILLED, test.subject_ref)
    assert cell(cast, row, house.house, K.TEST).state is State.RUNNING  # open, nobody passed yet


def test_outreach_counts_when_somebody_was_there_and_people_count_once_at_home(
    cast: Cast, house: House
) -> None:
    row = an_issued_instruction(
        cast, [house.office, house.house], in_days(cast, 5, K.OUTREACH),
    )  # fmt: skip
    share = an_issued_instruction(cast, [house.office, house.house], in_days(cast, 5, K.OUTREACH, share=40))
    dian = cast.staff(house.dian)
    start = cast.at - timedelta(hours=5)
    here = list(root_of(house.office).employees.all())
    there = list(root_of(house.house).employees.all())
    for _ in range(2):
        session = add_activity_session(
            house.office, name="Sosialisasi", starts_at=start, is_open=True, by=Unknown(), at=cast.at
        )
        assert cell(cast, row, house.office, K.OUTREACH).state is not State.NOT_YET
        actions.record_list(session, root_of(house.office), present=here[:2], absent={}, by=dian, at=cast.at)
        actions.hold_activity(session.activity, by=dian, at=cast.at)
    held = cell(cast, row, house.office, K.OUTREACH)
    assert (held.state, held.judged.number) == (State.FULFILLED, 4)
    assert cell(cast, row, house.house, K.OUTREACH).state is State.NOT_YET
    reached = cell(cast, share, house.office, K.OUTREACH)
    assert (reached.state, reached.judged.number, reached.judged.of) == (State.FULFILLED, 2, 4)
    assert cell(cast, share, house.house, K.OUTREACH).judged.of == len(there)


def test_a_document_with_a_name_fulfils_and_nothing_to_report_is_no_silence(cast: Cast, house: House) -> None:
    row = an_issued_instruction(
        cast, [house.office, house.house], in_days(cast, 2, K.REPORT), in_days(cast, 2, K.OTHER, words="Pasang spanduk"),
        in_days(cast, 2, K.APEL),
    )  # fmt: skip
    dian, target = cast.staff(house.dian), target_of(row, house.office)
    report, other = item_of(row, K.REPORT), item_of(row, K.OTHER)
    for item, reply, reason in (
        (report, Reply("Dian"), "no_document"),
        (report, Reply(" ", is_nothing=True), "no_responsible"),
        (other, Reply("Dian", is_nothing=True), "nothing_only_in_reports"),
        (item_of(row, K.APEL), Reply("Dian", document=A_FILE), "is_computed"),
    ):
        with pytest.raises(Problem, match=reason):
            actions.answer_item(item, target=target, reply=reply, by=dian, at=cast.at)
    actions.answer_item(report, target=target, reply=Reply("Dian", is_nothing=True), by=dian, at=cast.at)
    late = cast.at + timedelta(days=4)
    actions.answer_item(other, target=target, reply=Reply("Dian", document=A_FILE), by=dian, at=late)
    states = {body: [c.state for c in found.cells] for found in fulfilment_of(row, at=late)
              for body in [found.target.agency]}  # fmt: skip
    assert states[house.office] == [State.NOTHING, State.LATE, State.NO_ANSWER]
    assert states[house.house] == [State.NO_ANSWER] * 3


def test_each_month_has_its_own_answer(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office], in_days(cast, 7, K.REPORT, every=Every.MONTHLY))
    dian, target, item = cast.staff(house.dian), target_of(row, house.office), item_of(row, K.REPORT)
    first = item.due_on
    assert first is not None
    with pytest.raises(Problem, match="which_period"):
        actions.answer_item(item, target=target, reply=Reply("Dian", is_nothing=True), by=dian, at=cast.at)
    reply = Reply("Dian", is_nothing=True, period_on=first)
    actions.answer_item(item, target=target, reply=reply, by=dian, at=cast.at)
    assert cell(cast, row, house.office, K.REPORT).state is State.NOTHING
    later = cell(cast, row, house.office, K.REPORT, days=20)
    assert (later.state, later.judged.number, later.judged.of) == (State.RUNNING, 1, 2)
    silent = cell(cast, row, house.office, K.REPORT, days=60)
    assert silent.state is State.NO_ANSWER and silent.judged.due > first


def test_who_is_late_stands_by_the_alphabet_with_a_reason(cast: Cast, house: House) -> None:
    nobody = roster.add_agency(
        ref="arsip-contoh",
        code="ARSIPCTH",
        name="Arsip Contoh",
        kind="upt",
        parent=cast.agency,
        by=Unknown(),
        at=cast.at,
    )
    for body in (house.office, house.house, cast.agency):
        body.refresh_from_db()
    row = an_issued_instruction(cast, [house.office, house.house, nobody], in_days(cast, 1, K.APEL))
    actions.receive_instruction(target_of(row, house.office), by=cast.staff(house.dian), at=cast.at)
    soon, later = cast.at + timedelta(days=1), cast.at + timedelta(days=3)
    assert late_in(fulfilment_of(row, at=soon), on=soon.date()) == []
    found = late_in(fulfilment_of(row, at=later), on=later.date())
    assert [(one.target.shown, one.because) for one in found] == [
        ("Arsip Contoh", Because.NO_OFFICER), ("Balai Contoh", Because.NOT_RECEIVED), ("Kantor Contoh", Because.NOT_BEGUN),
    ]  # fmt: skip


def test_tasks_are_those_of_the_own_body_and_of_who_is_late_below(cast: Cast, house: House) -> None:
    row = an_issued_instruction(cast, [house.office, house.house], in_days(cast, 1, K.APEL))
    mine = tasks_for(cast.staff(house.dian), at=cast.at)
    assert [(d.title, d.url, d.args, d.is_late) for d in mine] == [
        ("instruction.item.apel", "instructions:work", (row.ref, target_of(row, house.office).pk), False)
    ]
    assert tasks_for(cast.staff(cast.sari), at=cast.at) == []
    later = cast.at + timedelta(days=3)
    assert [(d.title, d.number) for d in tasks_for(cast.staff(cast.sari), at=later)] == [
        ("instruction.late_below", 2)
    ]
    assert tasks_for(cast.staff(cast.anton), at=later) == []
    actions.close_instruction(row, because="Selesai", by=cast.staff(cast.sari), at=cast.at)
    assert tasks_for(cast.staff(house.dian), at=later) == []


ALL: tuple[tuple[str, dict[str, Any]], ...] = (
    ("taskforce", {}), ("apel", {}), ("signed", {"share": 90}), ("outreach", {}), ("outreach", {"share": 50}),
    ("test", {"share": 60}), ("contact", {}), ("report", {}), ("other", {"words": "Spanduk"}),
)  # fmt: skip


def test_the_number_of_statements_does_not_grow_with_the_bodies(cast: Cast, house: House) -> None:
    some = [
        roster.add_agency(ref=f"upt-{n}", code=f"UPT{n:05d}", name=f"UPT {n}", kind="upt", parent=cast.agency,
                          by=Unknown(), at=cast.at) for n in range(12)
    ]  # fmt: skip
    cast.agency.refresh_from_db()
    bodies = [house.office, house.house, *some]
    drive = an_opened_drive(cast, bodies=bodies, people=0)
    signs(cast, drive, house.office, 2)
    items = [in_days(cast, 5, ItemKind(kind), **more) for kind, more in ALL]
    small = an_issued_instruction(cast, [house.office], *items)
    large = an_issued_instruction(cast, bodies, *items)
    counts = []
    for row in (small, large):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            found = fulfilment_of(row, at=cast.at)
        counts.append(len(caught))
        assert all(len(one.cells) == len(ALL) for one in found)
    assert counts[0] == counts[1] <= 30


def test_the_account_of_a_body_holds_its_own_work_and_what_it_passed_on(cast: Cast, house: House) -> None:
    from ikrar.core.instructions import Reach

    row = an_issued_instruction(
        cast, [house.office], in_days(cast, 5, K.REPORT), in_days(cast, 5, K.SIGNED, share=50)
    )
    dian = cast.staff(house.dian)
    below = result_of(actions.pass_on(
        row, agency=house.office, whom=actions.Whom(Reach.CHILDREN), days_earlier=1, by=dian, at=cast.at
    ))  # fmt: skip
    actions.issue_instruction(below, by=dian, at=cast.at)
    signs(cast, a_drive_of(cast, house), house.house, 3)
    account = account_of(row, house.office, at=cast.at)
    assert [(p.is_own, [r.target.agency for r in p.rows]) for p in account.parts] == [
        (True, [house.office]), (False, [house.house])
    ]  # fmt: skip
    own, passed = account.parts
    assert [(line.number, line.of, line.done) for line in passed.lines] == [(0, 0, 0), (3, 5, 1)]
    assert (own.complete, passed.complete) == (0, 0)
    whole = account_of(row, cast.agency, at=cast.at)
    assert [(p.is_own, len(p.rows)) for p in whole.parts] == [(False, 1)]


def test_of_a_unit_only_its_people_count(cast: Cast) -> None:
    from ikrar.core.instructions import Reach
    from tests.given.instructions import an_order

    drive = an_opened_drive(cast)  # three people in each office
    sari = cast.staff(cast.sari)
    whom = actions.Whom(Reach.UNITS, units=[cast.education, cast.school, cast.health])
    row = result_of(
        actions.draft_instruction(cast.agency, order=an_order(cast.at), whom=whom, by=sari, at=cast.at)
    )
    actions.add_item(row, item=in_days(cast, 5, K.SIGNED, share=50), by=sari, at=cast.at)
    actions.issue_instruction(row, by=sari, at=cast.at)
    for asked in Asked.objects.filter(drive=drive, unit=cast.school):
        a_pledge(asked, cast.at)
    numbers = {r.target.unit: (r.cells[0].judged.number, r.cells[0].judged.of, r.cells[0].state)
               for r in fulfilment_of(row, at=cast.at)}  # fmt: skip
    assert numbers == {
        cast.education: (3, 6, State.FULFILLED), cast.school: (3, 3, State.FULFILLED), cast.health: (0, 3, State.RUNNING)
    }  # fmt: skip
    assert isinstance(item_of(row, K.SIGNED).due_on, date)
