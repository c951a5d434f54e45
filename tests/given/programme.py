"""Drives and apel sessions as tests need them, made by the real actions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from ikrar.core.programme import Part, Plan, Term
from ikrar.core.texts import Kind
from ikrar.domain.ledger.actions import Unknown, action, record, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people import actions as persons
from ikrar.domain.people.grants import Role
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import Apel, Asked, Drive
from ikrar.domain.programme.queries import STATUSES, asked_in, plan_digest
from ikrar.domain.roster.actions import give_seat
from ikrar.domain.roster.models import Agency, Employee, Unit
from ikrar.domain.texts.actions import load_library
from ikrar.domain.texts.models import Text
from tests.given.cast import Cast


def a_text(at: datetime, kind: Kind = Kind.PACT) -> Text:
    """The newest text of the library."""
    load_library(by=Unknown(), at=at)
    return Text.objects.get(owner="", kind=kind, superseded_by=None)


@action(Fact.EMPLOYEE_ADDED)
def add_people(unit: Unit, people: Sequence[dict[str, object]], *, by: Unknown, at: datetime) -> list[Employee]:
    """Put people on the roster of a unit; each may say its own columns."""
    last = (
        Employee.objects.filter(agency=unit.agency).order_by("-number").values_list("number", flat=True).first()
    )
    rows = [
        Employee(
            **{
                "agency": unit.agency, "unit": unit, "ref": fresh_ref(), "number": (last or 0) + n,
                "name": f"Pegawai {(last or 0) + n}", "status": "PNS", "legal_position": "active", **given,
            }
        )
        for n, given in enumerate(people, 1)
    ]  # fmt: skip
    Employee.objects.bulk_create(rows)
    record(Fact.EMPLOYEE_ADDED, unit, by=by, at=at, people=len(rows))
    return rows


def some_employees(unit: Unit, number: int, at: datetime, **columns: object) -> list[Employee]:
    """So many active PNS in a unit, with these columns."""
    return add_people(unit, [columns] * number, by=Unknown(), at=at)


def a_plan(at: datetime, **changes: Any) -> Plan:
    """A plan for one election and everybody, until the day after tomorrow, late until a week from now."""
    plan: dict[str, Any] = {
        "name": "Ikrar netralitas Pilkada Contoh", "elections": ("PILKADA_2024",), "statuses": STATUSES,
        "deadline_at": at + timedelta(days=2), "late_until": at + timedelta(days=7),
    }  # fmt: skip
    return Plan(**{**plan, **changes})


def a_drive(
    cast: Cast, *, agency: Agency | None = None, bodies: Sequence[Agency] = (), **changes: Any
) -> Drive:
    """A drive that Sari drafted for the regency (Anton, when it is the other body's)."""
    home = agency or cast.agency
    officer = cast.staff(cast.anton if home == cast.other else cast.sari)
    wording = actions.Wording(a_text(cast.at), a_text(cast.at, Kind.OATH))
    plan = a_plan(cast.at, **changes)
    made = actions.draft_drive(
        home, plan=plan, wording=wording, bodies=bodies or (home,), by=officer, at=cast.at
    )
    return result_of(made)


def an_approved_drive(cast: Cast, *, bodies: Sequence[Agency] = (), people: int = 3, **changes: Any) -> Drive:
    """A drive that Hadi approved; so many people are put in each of the three offices when nobody is there."""
    if people and not Employee.objects.filter(agency=cast.agency).exists():
        for unit in (cast.education, cast.health, cast.school):
            some_employees(unit, people, cast.at)
    drive = a_drive(cast, bodies=bodies, **changes)
    actions.approve_drive(drive, seen=plan_digest(drive), by=cast.staff(cast.hadi), at=cast.at)
    return drive


def an_opened_drive(cast: Cast, *, bodies: Sequence[Agency] = (), people: int = 3, **changes: Any) -> Drive:
    """A drive that is open: everybody is asked, the roster leaves stand in the ledger."""
    drive = an_approved_drive(cast, bodies=bodies, people=people, **changes)
    return actions.open_drive(drive, by=cast.staff(cast.sari), at=cast.at)


def a_session(at: datetime, **changes: Any) -> actions.Session:
    """An apel that began a minute ago and lasts two hours."""
    session: dict[str, Any] = {
        "name": "Apel Senin", "place": "Halaman kantor", "starts_at": at - timedelta(minutes=1),
        "ends_at": at + timedelta(hours=2), "agenda": "Pembacaan ikrar\nPenandatanganan pakta",
    }  # fmt: skip
    return actions.Session(**{**session, **changes})


DUTIES = (
    actions.Duty(Part.PEMBINA, "Hadi Contoh", "Sekretaris Daerah"),
    actions.Duty(Part.PEMIMPIN, "Tono Contoh", "Bupati", Term.PJ, "SK Contoh 1/2026"),
    actions.Duty(Part.OATH_READER, "Wati Contoh", "Kepala Bagian Umum"),
    actions.Duty(Part.WITNESS, "Dewi Contoh", "Bupati", Term.ELECTED),
    actions.Duty(Part.SYMBOLIC_SIGNER, "Eko Contoh", "Kepala Dinas", on_behalf_of="Seluruh pegawai dinas"),
)
ORDER = (
    actions.Turn("head"),
    actions.Turn("echelon_2", ("II.a", "II.b"), "pejabat eselon III"),
    actions.Turn("staff"),
)


def a_planned_apel(cast: Cast, drive: Drive | None = None, **changes: Any) -> Apel:
    """A session planned by Sari for an opened drive."""
    drive = drive or an_opened_drive(cast)
    planned = actions.plan_apel(
        drive, host=cast.agency, session=a_session(cast.at, **changes), duties=DUTIES, order=ORDER,
        by=cast.staff(cast.sari), at=cast.at,
    )  # fmt: skip
    return result_of(planned)


def an_open_apel(cast: Cast, drive: Drive | None = None, **changes: Any) -> Apel:
    """A session that is open now."""
    apel = a_planned_apel(cast, drive, **changes)
    return result_of(actions.open_apel(apel, by=cast.staff(cast.sari), at=cast.at))


def some_codes(cast: Cast, drive: Drive, unit: Unit | None = None) -> list[tuple[Asked, str]]:
    """Everybody of a unit (or of the body) with a fresh code."""
    unit = unit or Unit.objects.get(agency=cast.agency, parent=None)
    people = list(asked_in(drive, unit))
    cards = result_of(actions.issue_codes(drive, unit, people=people, by=cast.staff(cast.sari), at=cast.at))
    return [(row, card.code) for row, card in zip(people, cards, strict=True)]


def a_foreign_drive(cast: Cast, people: int = 2) -> Drive:
    """An opened drive of the other body, which Anton drafted and opened and its own head approved."""
    root = Unit.objects.get(agency=cast.other, parent=None)
    some_employees(root, people, cast.at)
    head = persons.add_person(name="Yuni", by=Unknown(), at=cast.at)
    give_seat(head, role=Role.HEAD, agency=cast.other, since=cast.at.date(), by=Unknown(), at=cast.at)
    drive = a_drive(cast, agency=cast.other)
    actions.approve_drive(drive, seen=plan_digest(drive), by=cast.staff(head), at=cast.at)
    return actions.open_drive(drive, by=cast.staff(cast.anton), at=cast.at)
