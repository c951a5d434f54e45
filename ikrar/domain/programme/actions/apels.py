"""Planning and running an apel: place and time, who does what, open, extend, close, heads that read, symbols."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ikrar.core import canonical
from ikrar.core.programme import ApelStage, Part, Term, Why, needs_basis
from ikrar.core.refs import make_ref
from ikrar.core.verdicts import Problem, when
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme.models import Apel, ApelBody, ApelRole, Drive, SigningGroup
from ikrar.domain.programme.policies import (
    may_close_apel,
    may_count_heads,
    may_join_apel,
    may_open_apel,
    may_plan_apel,
    may_run_apel,
)
from ikrar.domain.programme.queries import apel_by_code, bodies_of, roles_of
from ikrar.domain.roster.models import Agency, Employee
from ikrar.domain.roster.queries import Staff

CODE_LENGTH = 6
LONGEST_DAY = 24 * 60 * 60  # seconds: a session ends within a day of its start


@dataclass(frozen=True, slots=True)
class Session:
    """What an officer fills in for a session. Moments carry their zone."""

    name: str
    place: str
    starts_at: datetime
    ends_at: datetime
    shift: str = ""
    agenda: str = ""
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Who does what: the part, the person, the office, under which term and on what basis."""

    part: Part
    name: str
    office: str = ""
    term: Term = Term.DEFINITIVE
    basis: str = ""
    on_behalf_of: str = ""
    employee: Employee | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A group in the order of signing: its code or name, the echelons in it, and in front of whom it signs."""

    name: str
    echelons: Sequence[str] = ()
    before: str = ""


@action(Fact.APEL_PLANNED)
def plan_apel(
    drive: Drive,
    *,
    host: Agency,
    session: Session,
    bodies: Sequence[Agency] = (),
    duties: Sequence[Duty] = (),
    order: Sequence[Turn] = (),
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Apel | Unchanged[Apel]:
    """Plan a session of a drive; without `bodies` all bodies of the drive stand in it. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(Apel.objects.get(ref=done.subject.removeprefix("apel:")))
    may_plan_apel(by, drive, host).require()
    apel = Apel(ref=fresh_ref(), drive=drive, host=host, code=_fresh_code())
    _fill(apel, session)
    apel.save(force_insert=True)
    _set_bodies(apel, bodies)
    _set_duties(apel, duties)
    _set_order(apel, order)
    times: dict[str, Any] = {"starts": apel.starts_at.isoformat(), "ends": apel.ends_at.isoformat()}
    record(Fact.APEL_PLANNED, apel, by=by, at=at, key=key, drive=drive.ref, host=host.ref, **times)
    return apel


@action(Fact.APEL_CHANGED)
def change_apel(
    apel: Apel, *, session: Session, by: Staff, at: datetime, key: str | None = None
) -> Apel | Unchanged[Apel]:
    """Change what was planned, or write the guidance down afterwards. Raises Refused, Problem."""
    if already(key):
        return Unchanged(apel)
    _lock(apel)
    may_run_apel(by, apel).require()
    _fill(apel, session)
    apel.save()
    record(Fact.APEL_CHANGED, apel, by=by, at=at, key=key, what="session")
    return apel


@action(Fact.APEL_CHANGED)
def set_ceremony(
    apel: Apel,
    *,
    duties: Sequence[Duty],
    order: Sequence[Turn],
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Apel | Unchanged[Apel]:
    """Say anew who does what and in which order the ranks sign. Raises Refused, Problem."""
    if already(key):
        return Unchanged(apel)
    _lock(apel)
    may_run_apel(by, apel).require()
    ApelRole.objects.filter(apel=apel).delete()
    SigningGroup.objects.filter(apel=apel).delete()
    _set_duties(apel, duties)
    _set_order(apel, order)
    counts: dict[str, Any] = {"duties": len(duties), "groups": len(order)}
    record(Fact.APEL_CHANGED, apel, by=by, at=at, key=key, what="ceremony", **counts)
    return apel


@action(Fact.APEL_JOINED)
def join_apel(
    code: str, *, drive: Drive, agency: Agency, by: Staff, at: datetime, key: str | None = None
) -> Apel | Unchanged[Apel]:
    """Bring a body of another tree into a session by its short code; its people sign and count in their own drive.

    Raises Hidden for an unknown code, Refused, Problem.
    """
    apel = apel_by_code(code)
    if already(key):
        return Unchanged(apel)
    may_join_apel(by, drive, agency).require()
    if not bodies_of(drive).filter(agency=agency).exists():
        raise Problem("apel.body_takes_no_part", "agency")
    if ApelBody.objects.filter(apel=apel, agency=agency).exists():
        raise Problem("apel.body_stands_already", "agency")
    ApelBody(apel=apel, agency=agency, drive=drive).save(force_insert=True)
    record(Fact.APEL_JOINED, apel, by=by, at=at, key=key, agency=agency.ref, drive=drive.ref)
    return apel


@action(Fact.APEL_OPENED)
def open_apel(apel: Apel, *, by: Staff, at: datetime, key: str | None = None) -> Apel | Unchanged[Apel]:
    """Open the session: from now its code leads to signing. Raises Refused."""
    if already(key):
        return Unchanged(apel)
    _lock(apel)
    may_open_apel(by, apel).require()
    apel.stage, apel.opened_at, apel.opened_by = ApelStage.OPEN, at, by.actor_ref
    apel.closed_at, apel.closed_by = None, ""
    apel.save()
    record(Fact.APEL_OPENED, apel, by=by, at=at, key=key)
    return apel


@action(Fact.APEL_CLOSED)
def close_apel(apel: Apel, *, by: Staff, at: datetime, key: str | None = None) -> Apel | Unchanged[Apel]:
    """Close the session; it can be opened again for those who come late. Raises Refused."""
    if already(key):
        return Unchanged(apel)
    _lock(apel)
    may_close_apel(by, apel).require()
    apel.stage, apel.closed_at, apel.closed_by = ApelStage.CLOSED, at, by.actor_ref
    apel.save()
    record(Fact.APEL_CLOSED, apel, by=by, at=at, key=key)
    return apel


@action(Fact.APEL_CHANGED)
def extend_apel(
    apel: Apel, *, ends_at: datetime, by: Staff, at: datetime, key: str | None = None
) -> Apel | Unchanged[Apel]:
    """Move the end of an open session, later only. Raises Refused, Problem."""
    if already(key):
        return Unchanged(apel)
    _lock(apel)
    may_close_apel(by, apel).require()
    if ends_at <= apel.ends_at:
        raise Problem("apel.only_later", "ends_at")
    _check_times(apel.starts_at, ends_at)
    apel.ends_at = ends_at
    apel.save(update_fields=["ends_at"])
    record(Fact.APEL_CHANGED, apel, by=by, at=at, key=key, what="end", ends=ends_at.isoformat())
    return apel


@action(Fact.OATH_READ)
def count_heads(
    body: ApelBody, *, heads: int, by: Staff, at: datetime, key: str | None = None
) -> ApelBody | Unchanged[ApelBody]:
    """Write down how many heads of one body read the oath, and who counted. Raises Refused, Problem."""
    if already(key):
        return Unchanged(body)
    may_count_heads(by, body).require()
    if not 0 <= heads < 1_000_000:
        raise Problem("apel.heads_impossible", "heads")
    before = -1 if body.read_count is None else body.read_count
    body.read_count, body.read_counted_by, body.read_counted_at = heads, by.actor_ref, at
    body.save(update_fields=["read_count", "read_counted_by", "read_counted_at"])
    agency = body.agency.ref
    record(Fact.OATH_READ, body.apel, by=by, at=at, key=key, agency=agency, heads=heads, before=before)
    return body


@action(Fact.SYMBOLIC_SIGNED)
def note_symbolic_signing(
    apel: Apel, *, by: Staff, at: datetime, key: str | None = None
) -> int | Unchanged[int]:
    """Record that the symbolic signers signed on stage, and for whom; it counts nobody. How many there were."""
    signers = [r for r in roles_of(apel) if r.role == Part.SYMBOLIC_SIGNER]
    if already(key):
        return Unchanged(len(signers))
    _lock(apel)
    may_run_apel(by, apel).require()
    when(apel.stage != ApelStage.PLANNED, Why.APEL_NOT_OPEN).require()
    if not signers:
        raise Problem("apel.no_symbolic_signer")
    record(Fact.SYMBOLIC_SIGNED, apel, by=by, at=at, key=key, signers=len(signers))
    return len(signers)


def _lock(apel: Apel) -> None:
    """Read the session as it stands now; until this action ends nobody else changes it."""
    apel.refresh_from_db(from_queryset=Apel.objects.select_for_update())


def _fill(apel: Apel, session: Session) -> None:
    for value, field in ((session.name, "name"), (session.place, "place")):
        if not value.strip():
            raise Problem("apel.field_needed", field)
    _check_times(session.starts_at, session.ends_at)
    apel.name, apel.place = session.name.strip(), session.place.strip()
    apel.starts_at, apel.ends_at = session.starts_at, session.ends_at
    apel.shift, apel.agenda, apel.guidance = session.shift.strip(), session.agenda, session.guidance


def _check_times(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise Problem("apel.ends_before_it_starts", "ends_at")
    if (ends_at - starts_at).total_seconds() > LONGEST_DAY:
        raise Problem("apel.too_long", "ends_at")


def _fresh_code() -> str:
    while True:
        code = make_ref(secrets.token_bytes(CODE_LENGTH), CODE_LENGTH)
        if not Apel.objects.filter(code=code).exists():
            return code


def _set_bodies(apel: Apel, agencies: Sequence[Agency]) -> None:
    home = {b.agency_id for b in bodies_of(apel.drive)}
    if any(agency.pk not in home for agency in agencies):
        raise Problem("apel.body_takes_no_part", "bodies")
    wanted = [agency.pk for agency in agencies] or sorted(home)
    rows = [ApelBody(apel=apel, agency_id=pk, drive=apel.drive) for pk in dict.fromkeys(wanted)]
    ApelBody.objects.bulk_create(rows)


def _set_duties(apel: Apel, duties: Sequence[Duty]) -> None:
    for number, duty in enumerate(duties, 1):
        if not duty.name.strip():
            raise Problem("apel.duty_without_name", "duties", row=number)
        if needs_basis(duty.term) and not duty.basis.strip():
            raise Problem("apel.acting_without_basis", "duties", row=number)
        if duty.part is Part.SYMBOLIC_SIGNER and not duty.on_behalf_of.strip():
            raise Problem("apel.symbol_without_whom", "duties", row=number)
    rows = [
        ApelRole(
            apel=apel, role=d.part, place_in_order=n, name=d.name.strip(), office=d.office.strip(), term=d.term,
            basis=d.basis.strip(), on_behalf_of=d.on_behalf_of.strip(), employee=d.employee,
        )
        for n, d in enumerate(duties, 1)
    ]  # fmt: skip
    ApelRole.objects.bulk_create(rows)


def _set_order(apel: Apel, order: Sequence[Turn]) -> None:
    rows = [
        SigningGroup(
            apel=apel, place_in_order=n, name=t.name.strip(), before=t.before.strip(),
            echelons=canonical.dumps(list(t.echelons)).decode(),
        )
        for n, t in enumerate(order, 1)
    ]  # fmt: skip
    SigningGroup.objects.bulk_create(rows)
