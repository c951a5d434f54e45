"""Attendance in the demo: cards for one office, two gates with an overlap, a list with absences, a guest, heads counted."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from ikrar.core.attendance import AbsentWhy, Device, Way
from ikrar.core.attendance_cards import code_of, mark_of
from ikrar.demo.names import a_name
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import Brought, Confirmer, Contact
from ikrar.domain.programme.card_keys import number_of
from ikrar.domain.programme.models import ActivitySession, AttendanceCard, Scanner
from ikrar.domain.programme.queries.attendance_cards import people_in
from ikrar.domain.roster.models import Unit
from ikrar.domain.roster.queries import Staff

MOST_CARDS = 60


class Scene(Protocol):
    """One body with its crew."""

    def by(self, name: str) -> Staff: ...


def play_attendance(scene: Scene, session: ActivitySession, *, at: datetime, closed: bool = False) -> None:
    """Play a session of this body that has begun: one office by card, one by list. `closed` also closes it."""
    officer, chance = scene.by("officer"), Random(session.ref)
    with_cards, by_list = _two_offices(session)
    actions.issue_cards(with_cards, by=officer, at=at)
    gates = [
        result_of(actions.open_scanner(session, name=name, kind=Device.GATE, by=officer, at=at))
        for name in ("Gerbang utara", "Gerbang selatan")
    ]
    _scan(gates, with_cards, session, chance, at)
    people = list(people_in(by_list)[:40])
    away = {one: chance.choice(list(AbsentWhy)) for one in people[::9]}
    there = [one for one in people if one not in away]
    actions.record_list(session, by_list, present=there, absent=away, way=Way.LIST, by=officer, at=at)
    actions.note_guest(
        session, name=a_name(chance, "1"), institution="Bawaslu Kabupaten Contoh", by=officer, at=at
    )
    actions.count_row(
        session, session.activity.agency, unit=by_list, row="Barisan 2", heads=len(there) + 3, by=officer, at=at
    )
    actions.settle_attendance(session, by=officer, at=at)
    if closed:
        leader, committee = (Confirmer(a_name(chance, sex), "") for sex in "12")
        actions.close_attendance(session, leader=leader, committee=committee, by=officer, at=at)


def _two_offices(session: ActivitySession) -> tuple[Unit, Unit]:
    units = Unit.objects.filter(agency=session.activity.agency, closed_on=None, employees__isnull=False)
    found = list(units.distinct().order_by("depth", "first", "pk")[:3])
    return found[-2:][0], found[-1]


def _scan(gates: Sequence[Scanner], unit: Unit, session: ActivitySession, chance: Random, at: datetime) -> None:
    """Most people once, a few at both gates; the clock of the second gate is eleven minutes ahead and was measured."""
    cards = AttendanceCard.objects.filter(employee__in=people_in(unit).values("pk"), revoked_at=None)
    cards = cards.select_related("employee", "agency").order_by("pk")[:MOST_CARDS]
    brought: list[list[Brought]] = [[], []]
    for n, card in enumerate(cards):
        mark = mark_of(code_of(number_of(card.employee, card.agency.ref, card.round)))
        moment = min(session.starts_at + timedelta(seconds=7 * n), at)
        for place in (0, 1) if n % 17 == 5 else (chance.randrange(2),):
            ahead = timedelta(minutes=11 * place)
            number = uuid.UUID(int=chance.getrandbits(128), version=4)
            brought[place].append(Brought(number, moment + ahead, mark=mark, offset_ms=660_000 * place))
    for place, gate in enumerate(gates):
        contact = Contact(660_000 * place, 80)
        actions.take_in_scans(gate, brought[place], contact=contact, by=gate, at=at)
