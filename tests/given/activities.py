"""Activities, their sessions and invitees as the tests of attendance need them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from ikrar.core.attendance import Device, Move
from ikrar.core.attendance_cards import code_of, mark_of
from ikrar.domain.ledger.actions import Actor, Unknown, action, record, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Brought
from ikrar.domain.programme.card_keys import number_of
from ikrar.domain.programme.models import (
    Activity,
    ActivitySession,
    Apel,
    AttendanceCard,
    Invitee,
    Scanner,
)
from ikrar.domain.programme.queries.attendance_cards import valid_card_of
from ikrar.domain.roster.models import Agency, Employee
from tests.given.cast import Cast


@action(Fact.ACTIVITY_PLANNED)
def add_activity_session(
    agency: Agency, *, name: str, starts_at: datetime, hours: float = 1, is_open: bool = False, kind: str = "outreach",
    apel: Apel | None = None, by: Actor, at: datetime,
) -> ActivitySession:  # fmt: skip
    """An activity of one session."""
    activity = Activity(
        ref=fresh_ref(), agency=agency, kind=kind, name=name, place="Aula kantor", is_open=is_open, apel=apel,
        planned_at=at, planned_by=by.actor_ref,
    )  # fmt: skip
    activity.save(force_insert=True)
    session = ActivitySession(
        ref=fresh_ref(), activity=activity, starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours)
    )
    session.save(force_insert=True)
    record(Fact.ACTIVITY_PLANNED, activity, by=by, at=at)
    return session


def a_session_to_attend(
    cast: Cast,
    *,
    agency: Agency | None = None,
    is_open: bool = False,
    apel: Apel | None = None,
    hours: float = 1,
) -> ActivitySession:
    """A session of the regency that began ten minutes ago."""
    return add_activity_session(
        agency or cast.agency, name="Sosialisasi netralitas", starts_at=cast.at - timedelta(minutes=10), hours=hours,
        is_open=is_open, apel=apel, by=Unknown(), at=cast.at,
    )  # fmt: skip


@action(Fact.PEOPLE_INVITED)
def invite(session: ActivitySession, people: Sequence[Employee], *, by: Actor, at: datetime) -> None:
    """Put people on the list of those invited."""
    Invitee.objects.bulk_create([Invitee(session=session, employee=e) for e in people])
    record(Fact.PEOPLE_INVITED, session.activity, by=by, at=at, people=len(people))


def a_gate(
    cast: Cast, session: ActivitySession, name: str = "Gerbang utara", kind: Device = Device.GATE
) -> Scanner:
    """A device that Sari opened for this session."""
    opened = actions.open_scanner(session, name=name, kind=kind, by=cast.staff(cast.sari), at=cast.at)
    return result_of(opened)


def code_for(employee: Employee) -> str:
    """The code on the valid card of somebody."""
    card = valid_card_of(employee)
    assert card is not None
    return code_on(card)


def code_on(card: AttendanceCard) -> str:
    """The code that is printed on a card."""
    return code_of(number_of(card.employee, card.agency.ref, card.round))


def a_brought(
    code: str,
    device_at: datetime,
    *,
    offset_ms: int | None = 0,
    move: Move = Move.IN,
    undoes: UUID | None = None,
) -> Brought:
    """One scan of a code as a device brings it."""
    return Brought(uuid4(), device_at, mark=mark_of(code), offset_ms=offset_ms, move=move, undoes=undoes)
