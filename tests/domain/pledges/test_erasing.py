"""One person is forgotten; everybody else's proof and every count stay."""

from datetime import timedelta

import pytest

from ikrar.core import leaves
from ikrar.core.pledges_erasing import Ground
from ikrar.core.programme import Left
from ikrar.core.verdicts import Refused
from ikrar.domain.ledger.actions import Unchanged
from ikrar.domain.ledger.models import Entry, SubjectKey
from ikrar.domain.pledges.actions import erasing
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.pledges.queries.counts import counts_of_body
from ikrar.domain.programme.actions import remove_asked
from ikrar.domain.programme.models import Drive
from ikrar.domain.roster.actions import leave_employee
from ikrar.domain.roster.models import Employee, EmployeeHistory
from tests.given.cast import Cast
from tests.given.programme import an_opened_drive
from tests.given.signatures import signed_by

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drive(cast: Cast) -> Drive:
    """A drive in which the two people of the school signed."""
    drive = an_opened_drive(cast, people=2)
    signed_by(drive, cast.school, 2, at=cast.at)
    return drive


def leave(employee: Employee, cast: Cast, drive: Drive) -> Employee:
    """The person retires and is no longer asked."""
    day, by = cast.at.date() - timedelta(days=1), cast.staff(cast.sari)
    remove_asked(
        drive.asked.get(employee=employee), reason=Left.RETIRED, on=day, basis="SK Contoh 2", by=by, at=cast.at
    )
    leave_employee(employee, reason="retired", on=day, basis="SK Contoh 2", by=by, at=cast.at)
    return Employee.objects.get(pk=employee.pk)


def test_who_still_works_here_is_not_erased(cast: Cast, drive: Drive) -> None:
    employee = Employee.objects.filter(unit=cast.school).order_by("number")[0]
    with pytest.raises(Refused):
        erasing.erase_person(employee, ground=Ground.REQUEST, by=cast.staff(cast.sari), at=cast.at)
    assert Employee.objects.get(pk=employee.pk).name


def test_nothing_is_left_that_says_who_it_was(cast: Cast, drive: Drive) -> None:
    employee = leave(Employee.objects.filter(unit=cast.school).order_by("number")[0], cast, drive)
    name = employee.name
    public = {bytes(e.leaf) for e in Entry.objects.filter(fact="pledge.signed")}
    erasing.erase_person(employee, ground=Ground.RETENTION, by=cast.staff(cast.sari), at=cast.at)
    row = Employee.objects.get(pk=employee.pk)
    assert (row.name, row.nip, row.position) == ("", "", "")
    assert not SubjectKey.objects.filter(subject=employee.ref).exists()
    assert name not in "".join(
        EmployeeHistory.objects.filter(employee=employee).values_list("before", flat=True)
    )
    assert not Pledge.objects.filter(asked__employee=employee).exclude(record="{}").exists()
    assert {bytes(e.leaf) for e in Entry.objects.filter(fact="pledge.signed")} == public


def test_the_public_leaf_says_only_that_somebody_was_erased(cast: Cast, drive: Drive) -> None:
    employee = leave(Employee.objects.filter(unit=cast.school).order_by("number")[0], cast, drive)
    erasing.erase_person(employee, ground=Ground.REQUEST, by=cast.staff(cast.sari), at=cast.at)
    leaf = leaves.unpack(bytes(Entry.objects.get(fact="person.erased").leaf))
    assert leaf.kind is leaves.Kind.ERASURE
    assert (leaf.campaign, leaf.institution, leaf.nullifier) == (bytes(16), bytes(8), bytes(32))


def test_the_others_still_count_and_erasing_twice_changes_nothing(cast: Cast, drive: Drive) -> None:
    employee = leave(Employee.objects.filter(unit=cast.school).order_by("number")[0], cast, drive)
    before = counts_of_body(drive, cast.agency, on=cast.at.date())
    erasing.erase_person(employee, ground=Ground.REQUEST, by=cast.staff(cast.sari), at=cast.at)
    assert counts_of_body(drive, cast.agency, on=cast.at.date()) == before
    again = erasing.erase_person(
        Employee.objects.get(pk=employee.pk), ground=Ground.REQUEST, by=cast.staff(cast.sari), at=cast.at
    )
    assert isinstance(again, Unchanged)
    assert Entry.objects.filter(fact="person.erased").count() == 1


def test_a_restored_backup_forgets_again(cast: Cast, drive: Drive) -> None:
    employee = Employee.objects.filter(unit=cast.school).order_by("number")[0]
    assert erasing.replay_erasures([employee.ref, "UNKNOWN"], by=cast.sari, at=cast.at) == 1
    assert erasing.replay_erasures([employee.ref], by=cast.sari, at=cast.at) == 0
    assert not SubjectKey.objects.filter(subject=employee.ref).exists()
