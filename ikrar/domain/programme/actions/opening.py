"""Opening a drive: keys first, then everybody is asked in slices, then each body's roster leaf, then it is open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from ikrar.core import leaves
from ikrar.core.programme import PEOPLE_PER_SLICE, Stage, Why, can_move
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.subjects import keys_of, make_keys
from ikrar.domain.programme.actions.drives import lock_drive
from ikrar.domain.programme.actions.roster_leaf import tell_target
from ikrar.domain.programme.models import Asked, Drive, DriveBody
from ikrar.domain.programme.policies import may_open
from ikrar.domain.programme.queries import bodies_of
from ikrar.domain.programme.queries.target import next_slice
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at

ASKED_AT_ONCE = 400  # rows of one INSERT, below the limit of parameters of every database


@dataclass(frozen=True, slots=True)
class Person:
    """One person about to be asked: employee id, participant number, unit id, and the mark that counts once."""

    employee: int
    number: int
    unit: int
    nullifier: bytes


def open_drive(drive: Drive, *, by: Staff, at: datetime, key: str | None = None) -> Drive:
    """Open an approved drive and ask everybody before returning; a big one is better left to the worker.

    Raises Refused. Interrupted anywhere, `continue_opening` goes on where it stopped.
    """
    begin_opening(drive, by=by, at=at, key=key)
    return continue_opening(drive, by=by, at=at)


@action(Fact.DRIVE_OPENING)
def begin_opening(drive: Drive, *, by: Staff, at: datetime, key: str | None = None) -> Drive | Unchanged[Drive]:
    """Say that the drive opens; asking the people goes on in slices. Raises Refused."""
    if already(key):
        return Unchanged(drive)
    lock_drive(drive)
    may_open(by, drive).require()
    drive.stage, drive.opened_by = Stage.OPENING, by.actor_ref
    drive.save(update_fields=["stage", "opened_by"])
    record(Fact.DRIVE_OPENING, drive, by=by, at=at, key=key)
    return drive


def continue_opening(drive: Drive, *, by: Actor, at: datetime) -> Drive:
    """Ask everybody who is not asked yet, fix each body's first target, and open. Safe to repeat after a fall."""
    drive.refresh_from_db()
    if drive.stage != Stage.OPENING:
        return drive
    for body in bodies_of(drive):
        while people := next_slice(drive, body.agency, PEOPLE_PER_SLICE):
            ask_people(drive, body.agency, people=with_marks(drive, people), by=by, at=at)
        tell_target(body, by=by, at=at)
    drive.refresh_from_db()  # another worker may have been faster
    return finish_opening(drive, by=by, at=at) if drive.stage == Stage.OPENING else drive


def with_marks(drive: Drive, people: Sequence[tuple[int, str, int, int]]) -> list[Person]:
    """Make the subject keys of these people, committed before anything refers to them, and their nullifiers."""
    refs = [ref for _, ref, _, _ in people]
    make_keys(refs)
    keys, campaign = keys_of(refs), bytes(drive.campaign)
    return [Person(pk, number, unit, leaves.nullifier(keys[ref], campaign)) for pk, ref, number, unit in people]


@action(Fact.PEOPLE_ASKED)
def ask_people(drive: Drive, agency: Agency, *, people: Sequence[Person], by: Actor, at: datetime) -> int:
    """Ask at most 1,000 people of one body; how many were new. The entry holds their number and a digest."""
    can_move(drive.stage, Stage.OPEN, Why.NOT_OPENING).require()
    known = set(Asked.objects.filter(drive=drive, employee__in=[p.employee for p in people]).values_list("employee_id", flat=True))  # fmt: skip
    fresh = [p for p in people if p.employee not in known]
    day = day_at(agency, at)
    rows = [
        Asked(
            drive=drive, employee_id=p.employee, agency=agency, unit_id=p.unit, number=p.number,
            nullifier=p.nullifier, joined_on=day, in_first_target=True,
        )
        for p in fresh
    ]  # fmt: skip
    Asked.objects.bulk_create(rows, batch_size=ASKED_AT_ONCE)
    digest = digest_of(p.nullifier for p in fresh)
    record(Fact.PEOPLE_ASKED, drive, by=by, at=at, agency=agency.ref, people=len(rows), digest=digest)
    return len(rows)


@action(Fact.DRIVE_OPENED)
def finish_opening(drive: Drive, *, by: Actor, at: datetime) -> Drive:
    """Everybody is asked: freeze the first target of each body and open. Raises Refused."""
    drive.refresh_from_db()
    can_move(drive.stage, Stage.OPEN, Why.NOT_OPENING).require()
    drive.stage, drive.opened_at = Stage.OPEN, at
    drive.save(update_fields=["stage", "opened_at"])
    people = {b.agency.ref: b.first_target or 0 for b in DriveBody.objects.filter(drive=drive).select_related("agency")}  # fmt: skip
    record(Fact.DRIVE_OPENED, drive, by=by, at=at, target=people)
    return drive


def digest_of(marks: Iterable[bytes]) -> str:
    """SHA-256 in hex over the roster hashes of these people, in order."""
    whole = sha256()
    for mark in marks:
        whole.update(leaves.roster_hash(mark))
    return whole.hexdigest()
