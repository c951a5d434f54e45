"""Several who write the attendance of one session at once: is everybody there once, and does the root hold?"""

from typing import Any

import pytest

from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.actions import Unchanged
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Confirmer
from ikrar.domain.programme.models import ActivitySession, Attendance, AttendanceCard, AttendanceClosing
from ikrar.domain.programme.queries.attendance_judging import still_holds
from tests.given.activities import a_brought, a_gate, a_session_to_attend, code_for
from tests.given.cast import Cast
from tests.given.programme import some_employees
from tests.given.together import together

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.two_connections,
]
LEADERS = 4
TWO: dict[str, Any] = {"leader": Confirmer("Hadi Contoh", ""), "committee": Confirmer("Rina Contoh", "")}


def own(session: ActivitySession) -> ActivitySession:
    """The session as a page of its own reads it."""
    return ActivitySession.objects.select_related("activity__agency", "activity__apel").get(pk=session.pk)


def test_two_lists_and_the_scans_of_the_same_people_name_them_once(cast: Cast) -> None:
    session, people, by = (
        a_session_to_attend(cast),
        some_employees(cast.health, 30, cast.at),
        cast.staff(cast.sari),
    )
    actions.issue_cards(cast.health, by=by, at=cast.at)
    gate = a_gate(cast, session)
    scans = [a_brought(code_for(e), cast.at) for e in people]
    actions.take_in_scans(gate, scans, by=gate, at=cast.at)

    def write(n: int) -> None:
        mine = own(session)
        if n == 0:
            actions.settle_attendance(mine, by=gate, at=cast.at)
        else:
            actions.record_list(mine, cast.health, present=people, absent={}, by=by, at=cast.at)

    assert together(write, many=LEADERS) == []
    assert Attendance.objects.filter(is_void=False).count() == len(people)


def test_one_of_several_who_add_the_same_person_is_first(cast: Cast) -> None:
    session, (who,), by = (
        a_session_to_attend(cast),
        some_employees(cast.health, 1, cast.at),
        cast.staff(cast.sari),
    )

    def add(n: int) -> None:
        actions.add_attendance(own(session), who, reason=f"Lupa kartu {n}", by=by, at=cast.at)

    assert [type(error) for error in together(add, many=LEADERS)] == [Problem] * (LEADERS - 1)
    guests = together(
        lambda _n: actions.note_guest(own(session), name="Tamu", institution="KPU", by=by, at=cast.at),
        many=LEADERS,
    )
    assert [type(error) for error in guests] == [Problem] * (LEADERS - 1)


def test_no_list_stands_outside_the_root(cast: Cast) -> None:
    session, people, by = (
        a_session_to_attend(cast),
        some_employees(cast.health, 60, cast.at),
        cast.staff(cast.sari),
    )

    def write(n: int) -> None:
        mine = own(session)
        if n == 0:
            actions.close_attendance(mine, **TWO, by=by, at=cast.at)
        else:
            part = people[n::LEADERS]
            actions.record_list(mine, cast.health, present=part, absent={}, by=by, at=cast.at)

    assert {type(error) for error in together(write, many=LEADERS)} <= {Refused}
    assert still_holds(AttendanceClosing.objects.select_related("session").get())


def test_cards_made_at_once_are_made_once(cast: Cast) -> None:
    people, by = some_employees(cast.health, 20, cast.at), cast.staff(cast.sari)
    made: list[int | Unchanged[int]] = []
    assert (
        together(lambda _n: made.append(actions.issue_cards(cast.health, by=by, at=cast.at)), many=LEADERS)
        == []
    )
    assert AttendanceCard.objects.count() == len(people)
    assert sorted(n for n in made if isinstance(n, int)) == [len(people)]
