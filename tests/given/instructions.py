"""Instructions as tests need them: the regency orders two offices below it; made by the real actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ikrar.core.instructions import ItemKind, Reach
from ikrar.domain.ledger.actions import Unknown, result_of
from ikrar.domain.people import actions as persons
from ikrar.domain.people.grants import Role
from ikrar.domain.people.models import Person
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import NewItem, Order, Whom
from ikrar.domain.programme.models import Instruction, InstructionItem, InstructionTarget
from ikrar.domain.programme.queries.instructions import body_target
from ikrar.domain.roster import actions as roster
from ikrar.domain.roster.models import Agency
from tests.given.cast import Cast


@dataclass(frozen=True)
class House:
    """Two bodies below the regency: an office whose officer is Dian, with a house below it whose officer is Eka."""

    office: Agency
    house: Agency
    dian: Person
    eka: Person


def a_house(cast: Cast) -> House:
    """The office and the house, with their officers."""
    by, at = Unknown(), cast.at
    office = roster.add_agency(
        ref="kantor-contoh", code="KANTORCT", name="Kantor Contoh", kind="office", parent=cast.agency,
        zone="Asia/Makassar", by=by, at=at,
    )  # fmt: skip
    house = roster.add_agency(
        ref="balai-contoh", code="BALAICTH", name="Balai Contoh", kind="upt", parent=office, zone="Asia/Makassar",
        by=by, at=at,
    )  # fmt: skip
    people = []
    for name, body in (("Dian", office), ("Eka", house)):
        person = persons.add_person(name=name, by=by, at=at)
        since = (at - timedelta(days=30)).date()
        roster.give_seat(person, role=Role.OFFICER, agency=body, since=since, by=by, at=at)
        people.append(person)
    for body in (cast.agency, office, house, cast.other):
        body.refresh_from_db()
    return House(office, house, *people)


def an_order(at: datetime, **changes: Any) -> Order:
    """From the regent, on one basis."""
    told: dict[str, Any] = {
        "name": "Netralitas pegawai", "from_office": "Bupati Contoh", "counts_from": (at - timedelta(days=20)).date(),
        "basis": "Keputusan bersama 2022 | salinan pada kantor Contoh", "letter_number": "800/1/2026",
        "letter_on": (at - timedelta(days=5)).date(),
    }  # fmt: skip
    return Order(**{**told, **changes})


def an_instruction(cast: Cast, bodies: Sequence[Agency], *items: NewItem, **order: Any) -> Instruction:
    """A draft of the regency to these bodies."""
    sari = cast.staff(cast.sari)
    whom = Whom(Reach.CHOSEN, bodies)
    made = actions.draft_instruction(
        cast.agency, order=an_order(cast.at, **order), whom=whom, by=sari, at=cast.at
    )
    row = result_of(made)
    for item in items:
        actions.add_item(row, item=item, by=sari, at=cast.at)
    return row


def in_days(cast: Cast, days: int, kind: ItemKind, **more: Any) -> NewItem:
    """An item that is due so many days from today."""
    return NewItem(kind, due_on=(cast.at + timedelta(days=days)).date(), **more)


def an_issued_instruction(cast: Cast, bodies: Sequence[Agency], *items: NewItem, **order: Any) -> Instruction:
    """Issued by Sari."""
    row = an_instruction(cast, bodies, *items, **order)
    return result_of(actions.issue_instruction(row, by=cast.staff(cast.sari), at=cast.at))


def target_of(instruction: Instruction, agency: Agency) -> InstructionTarget:
    """The part of a body in it."""
    found = body_target(instruction, agency)
    assert found is not None
    return found


def item_of(instruction: Instruction, kind: ItemKind) -> InstructionItem:
    """The item of this kind."""
    return InstructionItem.objects.select_related("instruction__agency", "parent").get(
        instruction=instruction, kind=kind
    )
