"""The cast of the tests: a regency with a few offices, who holds which role, and somebody from another body."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from ikrar.domain.ledger.actions import Unknown
from ikrar.domain.people import actions as people
from ikrar.domain.people.grants import Role
from ikrar.domain.people.models import Account, Person
from ikrar.domain.roster import actions as roster
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff, staff_of

PASSWORD = "kata sandi yang panjang"


@dataclass(frozen=True)
class Cast:
    """Sari is the officer, Budi runs one unit, Hadi heads the body, Rina is in the task force, Joko audits,
    Oki runs the system; Anton is the officer of another body and must never see anything of this one."""

    agency: Agency
    education: Unit
    health: Unit
    school: Unit
    other: Agency
    sari: Person
    budi: Person
    hadi: Person
    rina: Person
    joko: Person
    oki: Person
    anton: Person
    at: datetime

    def staff(self, person: Person) -> Staff:
        """The person with the seats of the day."""
        return staff_of(person, on=timezone.localdate(self.at))

    def account(self, person: Person) -> Account:
        """The login of the person (without password; use `client.force_login`)."""
        found = Account.objects.filter(person=person).first()
        return found or people.open_account(person, username=person.name, by=Unknown(), at=self.at)


def a_cast(at: datetime) -> Cast:
    """The cast, made by the real actions."""
    by = Unknown()
    agency = roster.add_agency(
        ref="kab-contoh", code="KABCTH", name="Pemerintah Kabupaten Contoh", kind="regency", zone="Asia/Makassar",
        region="62.02", place="Contoh", responsible_title="Sekretaris Daerah", by=by, at=at,
    )  # fmt: skip
    root = agency.units.get(parent=None)
    education = roster.add_unit(agency, name="Dinas Pendidikan", parent=root, code="U1", by=by, at=at)
    health = roster.add_unit(agency, name="Dinas Kesehatan", parent=root, code="U2", by=by, at=at)
    school = roster.add_unit(agency, name="SD Negeri 1 Contoh", parent=education, code="U3", by=by, at=at)
    other = roster.add_agency(
        ref="kota-lain", code="KOTALAIN", name="Pemerintah Kota Lain", kind="city", by=by, at=at
    )
    since = (at - timedelta(days=30)).date()
    person = {
        n: people.add_person(name=n.title(), by=by, at=at)
        for n in ("sari", "budi", "hadi", "rina", "joko", "oki", "anton")
    }
    for name, role, where, unit in (
        ("sari", Role.OFFICER, agency, None),
        ("budi", Role.UNIT_OPERATOR, agency, education),
        ("hadi", Role.HEAD, agency, None),
        ("rina", Role.TASK_FORCE, agency, None),
        ("joko", Role.AUDITOR, agency, None),
        ("oki", Role.SYSTEM_OPERATOR, None, None),
        ("anton", Role.OFFICER, other, None),
    ):
        roster.give_seat(person[name], role=role, agency=where, unit=unit, since=since, by=by, at=at)
    for unit in (education, health, school):
        unit.refresh_from_db()
    return Cast(agency=agency, education=education, health=health, school=school, other=other, at=at, **person)
