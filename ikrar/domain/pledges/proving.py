"""What can be said of a pledge to a stranger, and which proof does its own signer take home?"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ikrar.core import canonical, leaves
from ikrar.core.proof_files import Proof
from ikrar.core.verdicts import Hidden
from ikrar.domain.ledger import proving
from ikrar.domain.ledger.models import Entry, SubjectKey
from ikrar.domain.ledger.proving import Place
from ikrar.domain.ledger.subjects import key_of
from ikrar.domain.people.models import Person
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.pledges.queries.receipts import pledge_by_ref, text_signed
from ikrar.domain.programme.models import Asked

PEOPLE_FOR_UNIT = 10  # a unit is named to strangers only where it has so many people


@dataclass(frozen=True, slots=True)
class Said:
    """What the public page may say of one pledge: no name, no number, no hour."""

    ref: str
    drive: str
    level: str
    day: date
    is_late: bool
    unit: str  # unit and body; empty where too few people work
    text_sha256: bytes
    withdrawn_on: date | None
    place: Place | None  # None while no signed checkpoint covers it


def said_of(ref: str) -> Said:
    """The public side of the pledge with this proof code. Raises Hidden when there is none."""
    pledge = pledge_by_ref(ref)
    withdrawal = getattr(pledge, "withdrawal", None)
    return Said(
        ref=pledge.ref,
        drive=pledge.drive.name,
        level=pledge.level,
        day=_day(pledge.signed_at, pledge),
        is_late=pledge.late,
        unit=f"{pledge.unit.name}, {pledge.agency.name}" if _people_of(pledge) >= PEOPLE_FOR_UNIT else "",
        text_sha256=_record_of(pledge)[1],
        withdrawn_on=_day(withdrawal.withdrawn_at, pledge) if withdrawal else None,
        place=proving.place_of(entry_of(pledge)),
    )


def entry_of(pledge: Pledge) -> Entry:
    """The ledger entry of a pledge."""
    return Entry.objects.get(ref=pledge.entry)


def proof_of_pledge(pledge: Pledge) -> Proof | None:
    """The whole proof, for the signer and those entitled; None while no signed checkpoint covers it.

    Raises Hidden when the person was erased: then nobody can prove anything about them any more.
    """
    record, text = _record_of(pledge)
    try:
        key = key_of(pledge.asked.employee.ref)
    except SubjectKey.DoesNotExist:
        raise Hidden from None
    salt = leaves.salt(key, str(record["id"]))
    return proving.proof_of_entry(entry_of(pledge), record=record, salt=salt, text=text_signed(text).body)


def public_proof(ref: str) -> str | None:
    """The proof without the record, for everybody; None while no signed checkpoint covers it. Raises Hidden."""
    return proving.public_proof_of(entry_of(pledge_by_ref(ref)))


def _day(moment: datetime, pledge: Pledge) -> date:
    return moment.astimezone(ZoneInfo(pledge.agency.zone)).date()


def handed_out_by(pledge: Pledge) -> str:
    """The name of the officer who handed out the code; empty where no code was used."""
    evidence = canonical.loads(pledge.evidence.encode())
    given = str(evidence.get("code_given_by", "")) if isinstance(evidence, dict) else ""
    person = Person.objects.filter(ref=given.removeprefix("person:")).first() if given else None
    return person.name if person else ""


def _record_of(pledge: Pledge) -> tuple[dict[str, canonical.Json], bytes]:
    record = canonical.loads(pledge.record.encode())
    if not isinstance(record, dict) or not record:  # cleared when the person was erased
        raise Hidden
    return record, bytes.fromhex(str(record["text_sha256"]))


def _people_of(pledge: Pledge) -> int:
    return Asked.objects.filter(drive=pledge.drive_id, unit=pledge.unit_id, left_on__isnull=True).count()
