"""People who are asked to sign, and the pledges they made: built by the real actions where these exist."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from ikrar.core import leaves
from ikrar.core.pledges import Level, Way
from ikrar.core.programme_codes import code_mark
from ikrar.domain.ledger.actions import Unknown, action, record, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.subjects import key_of, make_keys
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.pledges import actions, queries
from ikrar.domain.pledges.consent import Consent
from ikrar.domain.pledges.models import Pledge, Sheet
from ikrar.domain.pledges.scans import keep_scan
from ikrar.domain.programme.codes import code_key
from ikrar.domain.programme.models import Apel, ApelBody, Asked, Drive, DriveBody
from ikrar.domain.roster.models import Agency, Employee, Unit
from ikrar.domain.texts.models import Text
from tests.given.cast import Cast

TEXT = "1. Menjaga netralitas.\n2. Tidak memihak.\n3. Bijak di media sosial.\n4. Menolak politik uang.\n"


@dataclass(frozen=True)
class Morning:
    """A drive that is open, one apel under way, and three people of the education office: Ayu, Made and Nyoman.

    Wayan works at the health office."""

    drive: Drive
    apel: Apel
    ayu: Asked
    made: Asked
    nyoman: Asked
    wayan: Asked
    at: datetime


def a_morning(cast: Cast, *, people: int = 60, at: datetime | None = None, **drive: object) -> Morning:
    """An open drive with an open apel. `people` is the first target of the body."""
    return _a_morning(cast, people=people, fields=drive, by=Unknown(), at=at or cast.at)


@action(Fact.DRIVE_DRAFTED)
def _a_morning(cast: Cast, *, people: int, fields: dict[str, object], by: Unknown, at: datetime) -> Morning:
    text = Text(ref=fresh_ref(), kind="pact", version=1, title="Pakta integritas", body=TEXT,
                sha256=leaves.text_hash(TEXT), basis="Contoh")  # fmt: skip
    text.save()
    ref = fresh_ref()
    settled: dict[str, object] = {
        "ref": ref, "campaign": leaves.campaign(ref), "agency": cast.agency, "name": "Ikrar contoh", "text": text,
        "stage": "open", "deadline_at": at + timedelta(hours=4), "late_until": at + timedelta(days=2), "opened_at": at,
    }  # fmt: skip
    drive = Drive(**{**settled, **fields})
    drive.save()
    DriveBody(drive=drive, agency=cast.agency, first_target=people).save()
    apel = Apel(ref=fresh_ref(), drive=drive, host=cast.agency, name="Apel Senin", place="Halaman kantor",
                starts_at=at - timedelta(minutes=30), ends_at=at + timedelta(hours=1), stage="open",
                code=fresh_ref(6), opened_at=at)  # fmt: skip
    apel.save()
    ApelBody(apel=apel, agency=cast.agency, drive=drive).save()
    names = (("Ayu Lestari", cast.education), ("Made Artana", cast.education), ("Nyoman Sari", cast.school),
             ("Wayan Putra", cast.health))  # fmt: skip
    ayu, made, nyoman, wayan = (
        an_asked(drive, cast.agency, unit, name, n, at) for n, (name, unit) in enumerate(names, 101)
    )
    record(Fact.DRIVE_DRAFTED, drive, by=by, at=at)
    return Morning(drive, apel, ayu, made, nyoman, wayan, at)


def an_asked(drive: Drive, agency: Agency, unit: Unit, name: str, number: int, at: datetime) -> Asked:
    """Somebody asked in the drive; call inside an action."""
    nip = f"19850412201001{number:04d}"
    employee = Employee(agency=agency, unit=unit, ref=fresh_ref(), number=number, name=name, nip=nip, status="PNS",
                        position="Analis")  # fmt: skip
    employee.save()
    make_keys([employee.ref])
    mark = leaves.nullifier(key_of(employee.ref), bytes(drive.campaign))
    asked = Asked(drive=drive, employee=employee, agency=agency, unit=unit, number=number, nullifier=mark,
                  joined_on=at.date())  # fmt: skip
    asked.save()
    asked.code_hmac = code_mark(code_key(), asked=asked.pk, code=code_of(number))
    asked.code_round, asked.code_given_by = 1, "person:SARI"
    asked.save()
    return asked


def code_of(number: int) -> str:
    """The code on the card of this participant in the tests."""
    return f"7K{number:04d}"


def a_consent(asked: Asked, **fields: object) -> Consent:
    """This person agrees on their own phone."""
    known: dict[str, object] = {"signer": queries.signer(asked.pk), "level": Level.CODE, "way": Way.PHONE}
    return Consent(**{**known, **fields})  # type: ignore[arg-type]


def a_pledge(asked: Asked, at: datetime, **fields: object) -> Pledge:
    """This person's pledge, signed now."""
    consent = a_consent(asked, **fields)
    return result_of(actions.sign_pledges([consent], by=consent.signer, at=at)[0])


def an_entered_sheet(cast: Cast, morning: Morning, *, rows: set[int]) -> Sheet:
    """A sheet of the education office (rows: 1 Ayu, 2 Made) that Budi printed and typed in."""
    budi = cast.staff(cast.budi)
    people = [morning.ayu, morning.made]
    sheet = result_of(
        actions.issue_sheet(
            morning.drive, cast.education, people=people, apel=morning.apel, by=budi, at=cast.at
        )
    )
    scan = keep_scan(b"%PDF-1.7 lembar contoh")
    day = cast.at.date()
    return result_of(actions.enter_sheet(sheet, signed=rows, signed_on=day, scan=scan, by=budi, at=cast.at))


def right_now() -> datetime:
    """The moment that the pages see."""
    return timezone.now()  # noqa: TID251 pages take their own moment
