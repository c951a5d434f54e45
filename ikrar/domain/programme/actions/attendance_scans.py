"""Taking in scans and lists through one door, and settling from them who was there."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from ikrar.core import attendance as core
from ikrar.core.attendance import BY_SCAN, WAY_OF, Device, Move, Presence, Way, corrected
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.programme.actions.activities_sessions import lock_session
from ikrar.domain.programme.actions.attendance_cards import open_scanner
from ikrar.domain.programme.attendance_policies import may_note_guests
from ikrar.domain.programme.intake import insert_scans, people_of
from ikrar.domain.programme.models import ActivitySession, Attendance, ScanBatch, Scanner
from ikrar.domain.programme.queries.attendance_judging import is_all_known, outcome_of
from ikrar.domain.roster.models import Employee
from ikrar.domain.roster.queries import Staff

SALT_BYTES = 16
WRITTEN_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Brought:
    """One scan as a device brings it, or one row of a list (then the employee is known and the mark empty)."""

    id: uuid.UUID
    device_at: datetime
    mark: bytes = b""
    employee: int | None = None
    offset_ms: int | None = None
    move: Move = Move.IN
    undoes: uuid.UUID | None = None
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """What a contact measured of the device's clock; None when nothing could be measured."""

    offset_ms: int | None = None
    round_trip_ms: int | None = None


NOT_MEASURED = Contact()


class _NothingNew(Exception):
    """Every scan was stored before: what was begun is taken back."""


@action(Fact.SCANS_TAKEN_IN)
def take_in_scans(
    scanner: Scanner, scans: Sequence[Brought], *, contact: Contact = NOT_MEASURED, by: Actor, at: datetime
) -> ScanBatch | Unchanged[None]:
    """The one door for scans and lists: everything is stored, nothing is judged, one ledger entry a batch.

    A scan that is stored already is left as it is, so a replay is harmless; when nothing is new, nothing is
    written. A device that was closed meanwhile is heard all the same. Raises Problem for more than 50,000 at once.
    """
    if len(scans) > core.LIST_AT_MOST:
        raise Problem("attendance.too_many_scans", "berkas", most=core.LIST_AT_MOST)
    people = people_of({s.mark for s in scans if s.mark})
    try:
        with transaction.atomic():
            batch = _store(scanner, scans, people, contact, by=by, at=at)
    except _NothingNew:
        return Unchanged(None)
    if contact.offset_ms is not None:
        scanner.offset_ms = contact.offset_ms
        scanner.save(update_fields=["offset_ms"])
    record(
        Fact.SCANS_TAKEN_IN, scanner, by=by, at=at, session=scanner.session.ref, brought=batch.brought,
        fresh=batch.fresh, unknown=sum(1 for s in scans if s.mark and s.mark not in people),
        offset_ms=contact.offset_ms, sha256=bytes(batch.digest).hex(),
    )  # fmt: skip
    return batch


def _store(
    scanner: Scanner,
    scans: Sequence[Brought],
    people: Mapping[bytes, int],
    contact: Contact,
    *,
    by: Actor,
    at: datetime,
) -> ScanBatch:
    """Write the batch and what is new of it. Raises _NothingNew."""
    batch = ScanBatch(
        scanner=scanner, digest=_digest(scans), brought=len(scans), fresh=0, offset_ms=contact.offset_ms,
        round_trip_ms=contact.round_trip_ms, received_at=at, received_by=by.actor_ref,
    )  # fmt: skip
    batch.save(force_insert=True)
    batch.fresh = insert_scans(batch, (_row(s, people, contact) for s in scans))
    if not batch.fresh:
        raise _NothingNew
    batch.save(update_fields=["fresh"])
    return batch


def _digest(scans: Sequence[Brought]) -> bytes:
    lines = [
        f"{s.id.hex} {s.mark.hex()} {s.employee} {s.device_at} {s.offset_ms} {s.move} {s.undoes}" for s in scans
    ]
    return sha256("\n".join(lines).encode()).digest()


def _row(scan: Brought, people: Mapping[bytes, int], contact: Contact) -> tuple[Any, ...]:
    known = contact.offset_ms if scan.offset_ms is None else scan.offset_ms
    who = people.get(scan.mark) if scan.employee is None else scan.employee
    return (
        scan.id.hex, scan.mark, who, scan.device_at, scan.offset_ms, corrected(scan.device_at, known), scan.move.value,
        scan.undoes.hex if scan.undoes else None, scan.is_typed,
    )  # fmt: skip


@action(Fact.SCANS_TAKEN_IN)
def take_in_list(
    session: ActivitySession,
    rows: Sequence[Brought],
    *,
    name: str,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> ScanBatch | Unchanged[None]:
    """A list handed in as a file, through the same door; handing it in again changes nothing. Raises as the door does."""
    if already(key) or not rows or is_all_known({r.id for r in rows}):
        return Unchanged(None)
    may_note_guests(by, session).require()
    source = result_of(open_scanner(session, name=name, kind=Device.FILE, by=by, at=at, key=key))
    return take_in_scans(source, rows, by=by, at=at)


@action(Fact.ATTENDANCE_RECORDED)
def settle_attendance(
    session: ActivitySession, *, by: Actor, at: datetime, after_closing: bool = False
) -> int | Unchanged[int]:
    """Bring the rows of a session in line with what its scans say; how many rows changed.

    Safe to repeat. What people recorded by hand, and what a correction voided, is left alone. After closing
    nothing is changed unless an officer decided it (`after_closing`).
    """
    lock_session(session)
    if session.closed_at is not None and not after_closing:
        return Unchanged(0)
    present = outcome_of(session).present
    rows = list(Attendance.objects.filter(session=session).exclude(employee=None))
    standing = {r.employee_id: r for r in rows if not r.is_void}
    refused = {r.employee_id for r in rows if r.is_void and r.void_by}
    new = {pk: p for pk, p in present.items() if pk not in standing and pk not in refused}
    changed = [r for r in standing.values() if r.way in BY_SCAN and _follow(r, present.get(r.employee_id or 0))]
    if not new and not changed:
        return Unchanged(0)
    Attendance.objects.bulk_create(_new_rows(session, new, by=by, at=at), batch_size=WRITTEN_AT_ONCE)
    Attendance.objects.bulk_update(
        changed, ["at", "left_at", "left_by", "is_void", "void_reason"], batch_size=WRITTEN_AT_ONCE
    )
    record(
        Fact.ATTENDANCE_RECORDED, session, by=by, at=at, way="scan", new=len(new), changed=len(changed),
        gone=sum(1 for r in changed if r.is_void),
    )  # fmt: skip
    return len(new) + len(changed)


def _follow(row: Attendance, said: Presence | None) -> bool:
    """Make a row say what its scans say; whether anything changed. A void by machine names nobody."""
    if said is None:
        row.is_void, row.void_reason = True, "scan"
        return True
    left_at = said.left.at if said.left else None
    if (row.at, row.left_at) == (said.since.at, left_at):
        return False
    row.at, row.left_at = said.since.at, left_at
    row.left_by = f"scanner:{said.left.device}" if said.left else ""
    return True


def _new_rows(
    session: ActivitySession, present: Mapping[int, Presence], *, by: Actor, at: datetime
) -> list[Attendance]:
    ways = {ref: WAY_OF[Device(kind)] for ref, kind in session.scanners.values_list("ref", "kind")}
    homes: dict[int, int] = {}
    wanted = list(present)
    for start in range(0, len(wanted), 900):
        part = Employee.objects.filter(pk__in=wanted[start : start + 900]).values_list("pk", "agency")
        homes.update(part.order_by())
    return [
        Attendance(
            session=session, employee_id=pk, agency_id=homes[pk], way=ways.get(p.since.device, Way.CARD), at=p.since.at,
            left_at=p.left.at if p.left else None, left_by=f"scanner:{p.left.device}" if p.left else "",
            recorded_at=at, recorded_by=f"scanner:{p.since.device}", salt=secrets.token_bytes(SALT_BYTES),
        )
        for pk, p in sorted(present.items())
    ]  # fmt: skip
