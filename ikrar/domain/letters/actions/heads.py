"""Setting how a body writes: its letterhead and the registers that number its letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ikrar.core import canonical
from ikrar.core.letters import Kind
from ikrar.core.letters_numbers import LARGEST, Fault, Misfit, asks_for, faults_of, render
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import Kept
from ikrar.domain.ledger.locks import lock
from ikrar.domain.letters.actions.drafting import PAPERS
from ikrar.domain.letters.models import Letterhead, Numbering, RegisterNumber
from ikrar.domain.letters.policies import may_register
from ikrar.domain.letters.queries import codes_for, letterhead_of
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff


@dataclass(frozen=True, slots=True)
class Head:
    """What an officer fills in for the letterhead; without a `logo` the present one stays."""

    body: str
    above: str = ""
    address: str = ""
    phone: str = ""
    place: str = ""
    paper: str = "a4"
    logo: Kept | None = None  # see `handed_in.keep_logo`
    drop_logo: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """What an officer fills in for a register."""

    name: str
    pattern: str
    kinds: Sequence[Kind] = ()
    classification: str = ""
    unit_code: str = ""
    body_code: str = ""
    start_year: int = 0
    start_serial: int = 1


@action(Fact.LETTERHEAD_SET)
def set_letterhead(
    agency: Agency, *, head: Head, by: Staff, at: datetime, key: str | None = None
) -> Letterhead | Unchanged[Letterhead]:
    """Set the letterhead of a body. Raises Refused, Problem."""
    if already(key):
        return Unchanged(Letterhead.objects.get(agency=agency))
    may_register(by, agency).require()
    if not head.body.strip():
        raise Problem("letterhead.body_needed", "body")
    if head.paper not in PAPERS:
        raise Problem("letter.paper_unknown", "paper")
    lock(agency)  # two who set the first one at once set the same one
    row = letterhead_of(agency) or Letterhead(agency=agency)
    for name in ("above", "body", "address", "phone", "place", "paper"):
        setattr(row, name, " ".join(getattr(head, name).split()))
    if head.drop_logo:
        row.logo_name, row.logo_sha256 = "", None
    if head.logo is not None:
        row.logo_name, row.logo_sha256 = head.logo.name, head.logo.sha256
    row.set_at, row.set_by = at, by.actor_ref
    row.save()
    logo = bytes(row.logo_sha256).hex() if row.logo_sha256 else ""
    record(Fact.LETTERHEAD_SET, row, by=by, at=at, key=key, agency=agency.ref, logo=logo, paper=row.paper)
    return row


@action(Fact.NUMBERING_SET)
def set_numbering(
    agency: Agency,
    *,
    register: Register,
    numbering: Numbering | None = None,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Numbering | Unchanged[Numbering]:
    """Open a register, or change how it writes; its counter goes on. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(Numbering.objects.get(ref=done.subject.removeprefix("numbering:")))
    may_register(by, agency).require()
    lock(agency)  # one register of a name
    row = numbering or Numbering(ref=fresh_ref(), agency=agency)
    if numbering is not None:
        lock(row, "agency")
    _fill(row, register, at)
    row.set_at, row.set_by = at, by.actor_ref
    row.save()
    record(Fact.NUMBERING_SET, row, by=by, at=at, key=key, agency=agency.ref, pattern=row.pattern)
    return row


@action(Fact.NUMBERING_SET)
def close_numbering(
    numbering: Numbering, *, is_closed: bool, by: Staff, at: datetime, key: str | None = None
) -> Numbering | Unchanged[Numbering]:
    """Close a register, or open it again; what was taken stays. Raises Refused."""
    if already(key):
        return Unchanged(numbering)
    may_register(by, numbering.agency).require()
    lock(numbering, "agency")
    numbering.is_closed, numbering.set_at, numbering.set_by = is_closed, at, by.actor_ref
    numbering.save(update_fields=["is_closed", "set_at", "set_by"])
    record(Fact.NUMBERING_SET, numbering, by=by, at=at, key=key, closed=is_closed)
    return numbering


def _fill(row: Numbering, register: Register, at: datetime) -> None:
    name = " ".join(register.name.split())
    if not name:
        raise Problem("number.name_needed", "name")
    if Numbering.objects.filter(agency=row.agency, name=name).exclude(pk=row.pk).exists():
        raise Problem("number.name_taken", "name")
    for fault in faults_of(register.pattern):
        raise Problem(fault, "pattern")
    started = register.start_year, register.start_serial
    if not 1 <= register.start_serial <= LARGEST:
        raise Problem(Fault.REGISTER_FULL, "start_serial")
    if row.pk and started != (row.start_year, row.start_serial) and _has_begun(row, register.start_year):
        raise Problem(Fault.START_TOO_LATE, "start_serial")
    row.name, row.pattern = name, register.pattern.strip()
    row.kinds = canonical.dumps([str(Kind(k)) for k in register.kinds]).decode()
    row.classification = register.classification.strip()
    row.unit_code, row.body_code = register.unit_code.strip(), register.body_code.strip()
    row.start_year, row.start_serial = started
    _try_out(row, at)


def _has_begun(row: Numbering, year: int) -> bool:
    """Whether a number was taken in the year whose beginning would move: that would tear a gap."""
    return RegisterNumber.objects.filter(numbering=row, year__in=(year, row.start_year)).exists()


def _try_out(row: Numbering, at: datetime) -> None:
    """Write one number for the look of it: what is missing is said now and not on the day of the first letter."""
    classification = row.classification or ("000" if asks_for(row.pattern, "klasifikasi") else "")
    try:
        render(row.pattern, row.start_serial, at.date(), codes_for(row, "biasa", classification))
    except Misfit as bad:
        field = {"unit": "unit_code", "kode": "body_code", "klasifikasi": "classification"}.get(
            bad.word, "pattern"
        )
        raise Problem(bad.fault, field, word=bad.word) from bad
