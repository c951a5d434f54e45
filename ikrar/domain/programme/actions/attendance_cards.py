"""Making attendance cards, revoking and reissuing them, and opening the devices that read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Max

from ikrar.core import attendance_cards as cards
from ikrar.core.attendance import Device
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.locks import lock
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme.actions.activities_sessions import lock_session
from ikrar.domain.programme.attendance_policies import may_issue_cards, may_open_scanner, may_run_attendance
from ikrar.domain.programme.card_keys import number_of, scanner_secret, token_of
from ikrar.domain.programme.models import ActivitySession, AttendanceCard, Scanner
from ikrar.domain.programme.queries.attendance_cards import people_in
from ikrar.domain.roster.models import Employee, Unit
from ikrar.domain.roster.queries import Staff

MOST_CARDS = 3_000  # on one print
NAMES_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """What is printed on one card. Token and code exist on paper and in the key, nowhere else."""

    name: str
    body: str
    unit: str
    token: str
    code: str


def printed(card: AttendanceCard) -> PrintedCard:
    """A card as it is printed, as often as needed."""
    who = card.employee
    number = number_of(who, card.agency.ref, card.round)
    return PrintedCard(who.full_name, card.agency.name, who.unit.name, token_of(number), cards.code_of(number))


def print_cards(unit: Unit, *, by: Staff) -> list[PrintedCard]:
    """The valid cards of a unit and below it, for the printer; this writes nothing. Raises Refused, Problem."""
    may_issue_cards(by, unit.agency, unit).require()
    rows = AttendanceCard.objects.filter(employee__in=people_in(unit).values("pk"), revoked_at=None)
    rows = rows.select_related("employee__unit", "agency")
    found = list(rows.order_by("employee__unit__first", "employee__name", "pk")[: MOST_CARDS + 1])
    if len(found) > MOST_CARDS:
        raise Problem("attendance.too_many_cards", most=MOST_CARDS)
    return [printed(card) for card in found]


@action(Fact.ATTENDANCE_CARDS_ISSUED)
def issue_cards(unit: Unit, *, by: Staff, at: datetime, key: str | None = None) -> int | Unchanged[int]:
    """Give everybody of a unit and below it a card who has none; how many are new. Raises Refused."""
    if already(key):
        return Unchanged(0)
    lock(unit.agency)  # cards of one body are made one after the other
    may_issue_cards(by, unit.agency, unit).require()
    held = AttendanceCard.objects.filter(agency=unit.agency, revoked_at=None).values("employee")
    rounds = dict(
        AttendanceCard.objects.filter(agency=unit.agency)
        .values_list("employee")
        .annotate(last=Max("round"))
        .order_by()
    )
    rows = [_new_card(e, rounds.get(e.pk, 0) + 1, by=by, at=at) for e in people_in(unit).exclude(pk__in=held)]
    if not rows:
        return Unchanged(0)
    AttendanceCard.objects.bulk_create(rows, batch_size=500)
    record(Fact.ATTENDANCE_CARDS_ISSUED, unit, by=by, at=at, key=key, agency=unit.agency.ref, cards=len(rows))
    return len(rows)


def _new_card(employee: Employee, card_round: int, *, by: Staff, at: datetime) -> AttendanceCard:
    number = number_of(employee, employee.agency.ref, card_round)
    mark = cards.mark_of(cards.code_of(number))
    return AttendanceCard(
        employee=employee, agency=employee.agency, round=card_round, mark=mark, issued_at=at, issued_by=by.actor_ref
    )  # fmt: skip


@action(Fact.ATTENDANCE_CARD_REVOKED)
def reissue_card(
    employee: Employee, *, by: Staff, at: datetime, key: str | None = None
) -> AttendanceCard | Unchanged[AttendanceCard]:
    """Void the valid card of somebody, if there is one, and make the next. Raises Refused."""
    lock(employee.agency)
    last = AttendanceCard.objects.filter(employee=employee, agency=employee.agency).order_by("-round").first()
    if already(key) and last is not None:
        return Unchanged(last)
    may_issue_cards(by, employee.agency, employee.unit).require()
    if last is not None and last.revoked_at is None:
        last.revoked_at, last.revoked_by = at, by.actor_ref
        last.save(update_fields=["revoked_at", "revoked_by"])
    card = _new_card(employee, (last.round if last else 0) + 1, by=by, at=at)
    card.save(force_insert=True)
    record(Fact.ATTENDANCE_CARD_REVOKED, employee, by=by, at=at, key=key, round=card.round - 1, next=card.round)
    return card


@action(Fact.ATTENDANCE_CARD_REVOKED)
def revoke_card(
    card: AttendanceCard, *, by: Staff, at: datetime, key: str | None = None
) -> Unchanged[None] | None:
    """Void a card that was lost; a scan from now on is listed for a look. Raises Refused."""
    if already(key):
        return Unchanged(None)
    lock(card.agency)
    lock(card, "agency", "employee__unit")
    if card.revoked_at is not None:
        return Unchanged(None)
    may_issue_cards(by, card.agency, card.employee.unit).require()
    card.revoked_at, card.revoked_by = at, by.actor_ref
    card.save(update_fields=["revoked_at", "revoked_by"])
    record(Fact.ATTENDANCE_CARD_REVOKED, card.employee, by=by, at=at, key=key, round=card.round, next=0)
    return None


@action(Fact.SCANNER_OPENED)
def open_scanner(
    session: ActivitySession, *, name: str, kind: Device, by: Staff, at: datetime, key: str | None = None
) -> Scanner | Unchanged[Scanner]:
    """Let a device scan for this session, or make a list handed in its source. Raises Refused and Problem."""
    if (done := already(key)) is not None:
        return Unchanged(Scanner.objects.get(ref=done.subject.partition(":")[2]))
    lock_session(session)
    may_open_scanner(by, session).require()
    called = " ".join(name.split())[:NAMES_AT_MOST]
    if not called:
        raise Problem("attendance.name_needed", "name")
    ref = fresh_ref()
    secret = b"" if kind is Device.FILE else sha256(scanner_secret(ref).encode()).digest()
    scanner = Scanner(
        ref=ref,
        session=session,
        kind=kind,
        name=called,
        secret_hash=secret,
        opened_at=at,
        opened_by=by.actor_ref,
    )
    scanner.save(force_insert=True)
    record(Fact.SCANNER_OPENED, scanner, by=by, at=at, key=key, session=session.ref, kind=kind)
    return scanner


@action(Fact.SCANNER_CLOSED)
def close_scanner(
    scanner: Scanner, *, by: Staff, at: datetime, key: str | None = None
) -> Scanner | Unchanged[Scanner]:
    """The device stops; what still waits on it is taken in when it comes. Raises Refused."""
    if already(key):
        return Unchanged(scanner)
    lock(scanner, "session__activity__agency", "session__activity__apel")
    if scanner.closed_at is not None:
        return Unchanged(scanner)
    may_run_attendance(by, scanner.session).require()
    scanner.closed_at, scanner.closed_by = at, by.actor_ref
    scanner.save(update_fields=["closed_at", "closed_by"])
    record(Fact.SCANNER_CLOSED, scanner, by=by, at=at, key=key, session=scanner.session.ref)
    return scanner


def links_of(scanners: Sequence[Scanner]) -> dict[str, str]:
    """The last part of the link that makes a device this scanner, by reference; closed ones and lists have none."""
    return {
        s.ref: f"{s.ref}/{scanner_secret(s.ref)}"
        for s in scanners
        if s.closed_at is None and s.kind != Device.FILE
    }
