"""The target moves: people join, move, leave and come back; everybody keeps one row and y is the latest leaf."""

from datetime import date

import pytest

from ikrar.core.programme import Left
from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.actions import Actor, Unknown, Worker, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.ledger.subjects import make_keys
from ikrar.domain.people.grants import Role
from ikrar.domain.programme import actions, following
from ikrar.domain.programme.models import Asked, Drive, DriveBody, Following
from ikrar.domain.programme.queries import bodies_of, roster_of, target_of
from ikrar.domain.roster.actions import give_seat
from ikrar.domain.roster.models import Agency, Employee, Unit
from tests.domain.programme.test_opening import last_leaf, root_of_asked
from tests.given.cast import Cast
from tests.given.programme import an_opened_drive, some_employees

pytestmark = pytest.mark.django_db
BY = Worker("test")


@action(Fact.EMPLOYEE_CHANGED)
def change_employee(employee: Employee, *, by: Actor, at: object, **columns: object) -> Employee:
    """Let the roster say something new about one person."""
    for name, value in columns.items():
        setattr(employee, name, value)
    employee.save()
    record(Fact.EMPLOYEE_CHANGED, employee, by=by, at=at)  # type: ignore[arg-type]
    return employee


def told(cast: Cast, employee: Employee, **columns: object) -> None:
    """The roster changes, the drive follows, and the log is told."""
    change_employee(employee, by=Unknown(), at=cast.at, **columns)
    entry = Entry.objects.filter(subject=employee.subject_ref).order_by("-id")[0]
    following.follow_fact(entry, cast.at)
    following.tell_targets(cast.at)


def two_bodies(cast: Cast) -> tuple[Drive, Unit]:
    """One drive over the regency and the other body, both with people, run by Sari and approved by Hadi."""
    for person, role in ((cast.sari, Role.OFFICER), (cast.hadi, Role.HEAD)):
        give_seat(person, role=role, agency=cast.other, since=cast.at.date(), by=Unknown(), at=cast.at)
    root = Unit.objects.get(agency=cast.other, parent=None)
    some_employees(root, 2, cast.at)
    return an_opened_drive(cast, bodies=[cast.agency, cast.other]), root


def body(drive: Drive, agency: Agency) -> DriveBody:
    return bodies_of(drive).get(agency=agency)


def test_who_moves_to_another_unit_keeps_one_row(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    row = Asked.objects.filter(drive=drive, unit=cast.education).select_related("employee")[0]
    told(cast, row.employee, unit=cast.health)
    moved = Asked.objects.get(drive=drive, employee=row.employee)
    assert (moved.pk, moved.unit, bytes(moved.nullifier)) == (row.pk, cast.health, bytes(row.nullifier))
    assert last_leaf(body(drive, cast.agency)).roster.asked == 9


def test_who_moves_to_another_body_of_the_drive_signs_once_and_both_leaves_say_so(cast: Cast) -> None:
    drive, root = two_bodies(cast)
    row = Asked.objects.filter(drive=drive, unit=cast.education).select_related("employee")[0]
    told(cast, row.employee, agency=cast.other, unit=root, number=7_777)
    moved = Asked.objects.get(drive=drive, employee=row.employee)
    assert (moved.pk, moved.agency, moved.number) == (row.pk, cast.other, 7_777)
    here, there = body(drive, cast.agency), body(drive, cast.other)
    assert [(last_leaf(b).roster.asked, last_leaf(b).roster.ever) for b in (here, there)] == [(8, 9), (3, 3)]
    assert [last_leaf(b).roster.root for b in (here, there)] == [root_of_asked(here), root_of_asked(there)]
    first, second = sorted(target_of(drive), key=lambda t: t.now)
    assert (first.agency, first.moved_in, second.moved_out, second.first) == (cast.other, 1, 1, 9)


def test_who_comes_back_is_counted_ever_once(cast: Cast) -> None:
    drive, root = two_bodies(cast)
    row = Asked.objects.filter(drive=drive, unit=cast.education).select_related("employee")[0]
    number = row.employee.number
    told(cast, row.employee, agency=cast.other, unit=root, number=7_777)
    told(cast, row.employee, agency=cast.agency, unit=cast.education, number=number)
    found = [(r.asked, r.ever) for r in (roster_of(body(drive, a)) for a in (cast.agency, cast.other))]
    assert found == [(9, 9), (2, 3)]


def test_a_transfer_that_makes_a_new_employee_record_keeps_the_row(cast: Cast) -> None:
    drive, root = two_bodies(cast)
    row = Asked.objects.filter(drive=drive, unit=cast.education).select_related("employee")[0]
    nip = "198504122010011003"
    told(cast, row.employee, nip=nip)
    told(cast, row.employee, left_on=date(2026, 11, 20), left_reason="transferred", left_basis="SK 1")
    fresh = some_employees(root, 1, cast.at, nip=nip)[0]
    told(cast, fresh)
    moved = Asked.objects.get(pk=row.pk)
    assert (moved.employee, moved.agency, moved.left_on) == (fresh, cast.other, None)
    assert not Asked.objects.filter(drive=drive, employee=row.employee).exists()
    following.follow_body(drive, cast.agency, cast.at)
    assert Asked.objects.get(pk=row.pk).left_on is None


def test_who_retires_leaves_with_date_and_basis_and_the_row_stays(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    row = Asked.objects.filter(drive=drive).select_related("employee")[0]
    told(cast, row.employee, left_on=date(2026, 11, 1), left_reason="retired", left_basis="SK 5/2026")
    row.refresh_from_db()
    assert (row.left_on, row.left_reason, row.left_basis) == (date(2026, 11, 1), "retired", "SK 5/2026")
    leaf = last_leaf(body(drive, cast.agency)).roster
    assert (leaf.asked, leaf.ever, leaf.root) == (8, 9, root_of_asked(body(drive, cast.agency)))
    told(cast, row.employee, left_on=None)
    assert last_leaf(body(drive, cast.agency)).roster.asked == 9


def test_who_joins_is_asked_and_never_in_the_first_target(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    fresh = some_employees(cast.health, 1, cast.at)[0]
    told(cast, fresh)
    row = Asked.objects.get(drive=drive, employee=fresh)
    assert not row.in_first_target
    one = body(drive, cast.agency)
    assert (one.first_target, last_leaf(one).roster.asked) == (9, 10)
    assert (target_of(drive)[0].joined, target_of(drive)[0].now) == (1, 10)


def test_an_import_is_followed_once_and_repeating_changes_nothing(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    some_employees(cast.health, 3, cast.at)
    following.note_changed_roster(cast.agency.ref, cast.at)
    assert following.follow_rosters(cast.at) == 3
    assert not Following.objects.exists()
    following.note_changed_roster("", cast.at)
    assert following.follow_rosters(cast.at) == 0
    assert following.tell_targets(cast.at) == 1
    assert following.tell_targets(cast.at) == 0
    assert last_leaf(body(drive, cast.agency)).roster.asked == 12


def test_y_is_the_latest_leaf_and_ever_never_shrinks(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    rows = list(Asked.objects.filter(drive=drive).select_related("employee"))
    for row in rows[:3]:
        told(cast, row.employee, left_on=date(2026, 11, 1), left_reason="died")
    entries = Entry.objects.filter(fact="target.set").order_by("id")
    from ikrar.core import leaves

    rosters = [leaves.unpack(bytes(e.leaf)).roster for e in entries]
    assert [r.asked for r in rosters] == [9, 8, 7, 6]
    assert [r.ever for r in rosters] == [9, 9, 9, 9]


def test_a_transfer_told_in_the_other_order_moves_the_row_too(cast: Cast) -> None:
    drive, root = two_bodies(cast)
    row = Asked.objects.filter(drive=drive, unit=cast.education).select_related("employee")[0]
    nip = "198504122010011003"
    told(cast, row.employee, nip=nip)
    fresh = some_employees(root, 1, cast.at, nip=nip)[0]
    told(cast, fresh)
    assert Asked.objects.get(pk=row.pk).agency == cast.agency
    assert not Asked.objects.filter(drive=drive, employee=fresh).exists()
    told(cast, row.employee, left_on=date(2026, 11, 20), left_reason="transferred")
    moved = Asked.objects.get(pk=row.pk)
    assert (moved.employee, moved.agency, moved.left_on) == (fresh, cast.other, None)


def test_a_person_on_two_rosters_is_asked_once_and_stays_where_they_are(cast: Cast) -> None:
    drive, root = two_bodies(cast)
    row = Asked.objects.filter(drive=drive, unit=cast.education).select_related("employee")[0]
    told(cast, row.employee, nip="198504122010011003")
    some_employees(root, 1, cast.at, nip="198504122010011003")
    for _ in range(2):
        changed = sum(following.follow_body(drive, agency, cast.at) for agency in (cast.agency, cast.other))
        assert changed == 0
    assert Asked.objects.get(pk=row.pk).agency == cast.agency


def test_what_an_officer_decided_is_not_undone_by_the_next_import(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    row = Asked.objects.filter(drive=drive).select_related("drive", "agency", "employee")[0]
    actions.remove_asked(
        row, reason=Left.RETIRED, on=cast.at.date(), basis="SK", by=cast.staff(cast.sari), at=cast.at
    )
    assert following.follow_body(drive, cast.agency, cast.at) == 0
    actions.add_asked(drive, row.employee, by=cast.staff(cast.sari), at=cast.at)
    row.refresh_from_db()
    assert (row.left_on, row.left_by) == (None, "")


def test_a_number_that_somebody_has_already_is_not_given_twice(cast: Cast) -> None:
    drive, root = two_bodies(cast)
    row = Asked.objects.filter(drive=drive, unit=cast.education).select_related("employee")[0]
    taken = Asked.objects.filter(drive=drive, agency=cast.other).order_by("-number")[0]
    told(cast, taken.employee, number=5_000)
    told(cast, row.employee, agency=cast.other, unit=root, number=taken.number)
    assert Asked.objects.get(pk=row.pk).number == taken.number + 1


def test_an_officer_takes_somebody_out_only_with_a_basis(cast: Cast) -> None:
    drive = an_opened_drive(cast)
    row = Asked.objects.filter(drive=drive).select_related("drive", "agency")[0]
    sari, day = cast.staff(cast.sari), cast.at.date()
    with pytest.raises(Problem, match=r"target\.basis_needed"):
        actions.remove_asked(row, reason=Left.RETIRED, on=day, basis=" ", by=sari, at=cast.at)
    with pytest.raises(Problem, match=r"target\.day_in_future"):
        actions.remove_asked(row, reason=Left.RETIRED, on=date(2099, 1, 1), basis="SK", by=sari, at=cast.at)
    with pytest.raises(Refused):
        actions.remove_asked(row, reason=Left.RETIRED, on=day, basis="SK", by=cast.staff(cast.budi), at=cast.at)
    actions.remove_asked(row, reason=Left.RETIRED, on=day, basis="SK", by=sari, at=cast.at)
    with pytest.raises(Refused, match=r"target\.has_left"):
        actions.remove_asked(row, reason=Left.RETIRED, on=day, basis="SK", by=sari, at=cast.at)


def test_somebody_left_out_by_the_rule_can_be_asked_by_the_officer_once(cast: Cast) -> None:
    away = some_employees(cast.health, 1, cast.at, legal_position="unpaid_leave")[0]
    some_employees(cast.education, 2, cast.at)
    drive = an_opened_drive(cast, people=0)
    make_keys([away.ref])
    actions.add_asked(drive, away, by=cast.staff(cast.sari), at=cast.at)
    with pytest.raises(Problem, match=r"target\.asked_already"):
        actions.add_asked(drive, away, by=cast.staff(cast.sari), at=cast.at)
    assert following.follow_body(drive, cast.agency, cast.at) == 0
