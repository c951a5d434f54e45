"""Is whom an activity invites found by unit, status and number, and do persons never mix with the offices they come from?"""

from datetime import timedelta

import pytest

from ikrar.core.activities import Part
from ikrar.core.pledges_erasing import Ground
from ikrar.core.programme import Part as Duties
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged
from ikrar.domain.ledger.models import Entry
from ikrar.domain.pledges.actions.erasing import erase_person
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import PartHeld
from ikrar.domain.programme.activity_erasing import follow_erasure
from ikrar.domain.programme.models import Invitee
from ikrar.domain.programme.queries import activities as queries
from ikrar.domain.programme.queries import attendance_counts
from ikrar.domain.programme.queries.activities_invited import (
    Selection,
    invited_counts,
    invited_statuses,
    invited_units,
    people_selected,
)
from ikrar.domain.programme.queries.activities_reach import reach_of
from ikrar.domain.roster.models import Employee
from tests.given.activity_records import a_span, an_activity
from tests.given.cast import Cast
from tests.given.programme import an_open_apel, some_employees

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast: Cast) -> dict[str, list[Employee]]:
    at = cast.at
    return {
        "teachers": some_employees(cast.school, 2, at, status="PPPK"),
        "office": some_employees(cast.education, 1, at, nip="198001012005011001"),
        "health": some_employees(cast.health, 2, at, status="NON_ASN"),
        "gone": some_employees(cast.health, 1, at, left_on=at.date()),
    }


def keys(*groups: list[Employee]) -> list[int]:
    return sorted(e.pk for group in groups for e in group)


def test_a_unit_brings_those_below_it_and_a_status_narrows(
    cast: Cast, people: dict[str, list[Employee]]
) -> None:
    def chosen(**choice: object) -> list[int]:
        return people_selected(cast.agency, Selection(**choice))  # type: ignore[arg-type]

    assert chosen(units=[cast.education]) == keys(people["teachers"], people["office"])
    assert chosen(units=[cast.education], statuses=["PPPK"]) == keys(people["teachers"])
    assert chosen(statuses=["NON_ASN"]) == keys(people["health"])
    assert chosen(units=[cast.health], numbers="1980 0101 200501 1 001") == keys(
        people["health"], people["office"]
    )
    assert Selection().is_empty and not Selection(numbers="3").is_empty


def test_typed_numbers_are_read_generously_and_unknown_ones_are_named(
    cast: Cast, people: dict[str, list[Employee]]
) -> None:
    first, second = people["teachers"]
    typed = f"{first.number}; 198001012005011001\n0000{second.number}, {first.number}"
    assert people_selected(cast.agency, Selection(numbers=typed)) == keys(people["teachers"], people["office"])
    gone = people["gone"][0].number
    with pytest.raises(Problem) as problem:
        people_selected(cast.agency, Selection(numbers=f"{first.number}\n{gone}\nabc"))
    assert problem.value.field == "numbers"
    assert problem.value.values == {"count": 2, "numbers": f"{gone}, abc"}


def test_inviting_again_adds_nobody_twice(cast: Cast, people: dict[str, list[Employee]]) -> None:
    activity = an_activity(cast, spans=[a_span(cast.at), a_span(cast.at, days=2)])
    sari, both = cast.staff(cast.sari), queries.sessions_of(activity)
    everybody = people_selected(cast.agency, Selection(units=[cast.education, cast.health]))
    assert actions.invite_people(activity, sessions=both, people=everybody, by=sari, at=cast.at, key="i") == 10
    again = actions.invite_people(activity, sessions=both, people=everybody, by=sari, at=cast.at, key="i")
    assert again == Unchanged(10)
    assert actions.invite_people(activity, sessions=both[:1], people=everybody, by=sari, at=cast.at) == 0
    assert sorted(invited_counts(activity).values()) == [5, 5]
    assert invited_statuses(activity) == {"PPPK": 2, "PNS": 1, "NON_ASN": 2}
    names = [u.name for u in invited_units(activity)]
    assert names == ["Dinas Kesehatan", "Dinas Pendidikan", "SD Negeri 1 Contoh"]
    gone = actions.take_back_invitations(activity, people=keys(people["health"]), by=sari, at=cast.at)
    assert gone == 4 and Invitee.objects.count() == 6


def test_more_than_a_slice_is_refused_and_an_open_activity_invites_nobody(cast: Cast) -> None:
    sari = cast.staff(cast.sari)
    activity = an_activity(cast)
    with pytest.raises(ValueError, match="more people"):
        actions.invite_people(
            activity, sessions=queries.sessions_of(activity), people=range(1001), by=sari, at=cast.at
        )
    is_open = an_activity(cast, is_open=True)
    with pytest.raises(Problem) as problem:
        actions.invite_people(is_open, sessions=queries.sessions_of(is_open), people=[], by=sari, at=cast.at)
    assert problem.value.reason == "activity.open_to_all"


def test_persons_and_offices_are_counted_apart_and_somebody_twice_there_is_one(
    cast: Cast, people: dict[str, list[Employee]]
) -> None:
    span = a_span(cast.at, days=-0.01)
    later = a_span(cast.at, days=0.2, name="Sore")
    activity = an_activity(cast, days=-1, spans=[span, later])
    sari = cast.staff(cast.sari)
    for session in queries.sessions_of(activity):
        there = people["teachers"] + (people["health"] if session.name else [])
        for person in there:
            actions.add_attendance(session, person, reason="Daftar kertas", by=sari, at=cast.at)
        actions.note_guest(session, name="Rudi Contoh", institution="Bawaslu Contoh", by=sari, at=cast.at)
        actions.count_row(session, cast.agency, unit=None, row="1", heads=40, by=sari, at=cast.at)
    reach = reach_of(activity)
    assert (reach.asn, reach.non_asn, reach.guests, reach.present) == (2, 2, 1, 5)
    assert (reach.units, reach.institutions, reach.offices) == (2, 1, 3)
    assert [heads for _, heads in reach.heads] == [40, 40]
    assert [(u.unit.name, u.asn, u.non_asn) for u in reach.by_unit] == [
        ("Dinas Kesehatan", 0, 2),
        ("SD Negeri 1 Contoh", 2, 0),
    ]


def test_one_session_reaches_what_its_attendance_counts(cast: Cast, people: dict[str, list[Employee]]) -> None:
    activity = an_activity(cast, days=-0.01)
    (session,), sari = queries.sessions_of(activity), cast.staff(cast.sari)
    for person in people["office"] + people["health"]:
        actions.add_attendance(session, person, reason="Kertas", by=sari, at=cast.at)
    reach, counts = reach_of(activity), attendance_counts(session)
    assert (reach.asn, reach.non_asn, reach.guests) == (counts.asn, counts.non_asn, counts.guests) == (1, 2, 0)
    assert reach.offices == counts.offices


def test_evidence_counts_each_person_at_home_only(cast: Cast, people: dict[str, list[Employee]]) -> None:
    activity = an_activity(cast, days=-0.01)
    (session,), sari = queries.sessions_of(activity), cast.staff(cast.sari)
    actions.add_attendance(session, people["office"][0], reason="Kertas", by=sari, at=cast.at)
    actions.hold_activity(activity, by=sari, at=cast.at)
    day = session.starts_at.date()
    (held,) = queries.held_activities(cast.agency, None, day - timedelta(1), day + timedelta(1))
    assert held.present == 1 and held.subject_ref == activity.subject_ref


def test_whoever_was_erased_leaves_no_name_in_an_activity(
    cast: Cast, people: dict[str, list[Employee]]
) -> None:
    activity, sari = an_activity(cast), cast.staff(cast.sari)
    (person,) = people["gone"]
    actions.add_part(activity, held=PartHeld(Part.MODERATOR, "", employee=person), by=sari, at=cast.at)
    everybody = [e.pk for group in people.values() for e in group]
    actions.invite_people(
        activity, sessions=queries.sessions_of(activity), people=everybody, by=sari, at=cast.at
    )
    erase_person(person, ground=Ground.RETENTION, by=sari, at=cast.at)
    entry = Entry.objects.get(fact="person.erased")
    assert follow_erasure(entry, cast.at) and not follow_erasure(entry, cast.at)
    (role,) = queries.people_in_parts(activity)
    assert (role.name, role.office) == ("", "")
    assert set(Invitee.objects.values_list("employee", flat=True)) == set(everybody) - {person.pk}


def test_whoever_was_erased_leaves_no_name_in_an_apel(cast: Cast, people: dict[str, list[Employee]]) -> None:
    apel, sari = an_open_apel(cast), cast.staff(cast.sari)
    (person,) = people["gone"]
    duties = [actions.Duty(Duties.WITNESS, "Saksi Contoh", "Kepala Bidang Contoh", employee=person)]
    actions.set_ceremony(apel, duties=duties, order=(), by=sari, at=cast.at)
    erase_person(person, ground=Ground.RETENTION, by=sari, at=cast.at)
    assert follow_erasure(Entry.objects.get(fact="person.erased"), cast.at)
    assert [(role.name, role.office) for role in apel.roles.all()] == [("", "")]
