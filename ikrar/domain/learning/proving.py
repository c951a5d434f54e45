"""What does somebody who passed take home, and what may a stranger learn of it?"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from ikrar.core import canonical, leaves
from ikrar.core.canonical import Json
from ikrar.core.proof_files import Proof
from ikrar.core.verdicts import Hidden
from ikrar.domain.learning.models import Attempt
from ikrar.domain.learning.queries import attempt_by_ref
from ikrar.domain.ledger import proving
from ikrar.domain.ledger.models import Entry, SubjectKey
from ikrar.domain.ledger.proving import Place
from ikrar.domain.ledger.subjects import key_of


@dataclass(frozen=True, slots=True)
class Said:
    """What the public page says of a certificate: no name, no number, no score."""

    ref: str
    test: str
    agency: str
    hours: int
    day: date
    bank_version: int
    place: Place | None  # None while no signed checkpoint covers it


def said_of(ref: str) -> Said:
    """The public side of the pass with this code. Raises Hidden."""
    attempt = attempt_by_ref(ref)
    day = attempt.at.astimezone(ZoneInfo(attempt.asked.agency.zone)).date()
    test = attempt.test
    place = proving.place_of(entry_of(attempt))
    return Said(attempt.ref, test.name, attempt.asked.agency.name, test.hours, day, test.bank.version, place)


def entry_of(attempt: Attempt) -> Entry:
    """The ledger entry of a pass. Raises Hidden for an attempt that did not pass."""
    if attempt.entry is None:
        raise Hidden
    return Entry.objects.get(ref=attempt.entry)


def record_of(attempt: Attempt) -> dict[str, Json]:
    """The private record of a pass. Raises Hidden when the person was erased."""
    record = canonical.loads(attempt.record.encode()) if attempt.record else None
    if not isinstance(record, dict) or not record:
        raise Hidden
    return record


def proof_of_pass(attempt: Attempt) -> Proof | None:
    """The whole proof for its owner; None while no signed checkpoint covers it. Raises Hidden after an erasure."""
    record = record_of(attempt)
    try:
        key = key_of(attempt.asked.employee.ref)
    except SubjectKey.DoesNotExist:
        raise Hidden from None
    salt = leaves.salt(key, str(record["id"]))
    return proving.proof_of_entry(entry_of(attempt), record=record, salt=salt, text=attempt.test.bank.body)
