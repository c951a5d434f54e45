"""Planning, approving and closing a drive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ikrar.core import canonical, leaves
from ikrar.core.programme import Plan, Stage
from ikrar.core.texts import Kind
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme.models import Drive, DriveBody
from ikrar.domain.programme.policies import may_approve, may_change, may_close, may_draft
from ikrar.domain.programme.queries import bodies_of, drive_by_ref, plan_digest, preview_of, statuses_of
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff
from ikrar.domain.texts.models import Text


@dataclass(frozen=True, slots=True)
class Wording:
    """What is signed, and what is read aloud before."""

    text: Text
    oath: Text | None = None


@action(Fact.DRIVE_DRAFTED)
def draft_drive(
    agency: Agency,
    *,
    plan: Plan,
    wording: Wording,
    bodies: Sequence[Agency],
    basis: str = "",
    help_contact: str = "",
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Drive | Unchanged[Drive]:
    """Draft a drive of a body with the bodies that take part. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(drive_by_ref(done.subject.removeprefix("drive:")))
    may_draft(by, agency).require()
    ref = fresh_ref()
    drive = Drive(ref=ref, campaign=leaves.campaign(ref), agency=agency, drafted_by=by.actor_ref)
    _fill(drive, plan, wording, basis, help_contact, at)
    drive.save(force_insert=True)
    _set_bodies(drive, bodies, by)
    record(Fact.DRIVE_DRAFTED, drive, by=by, at=at, key=key, agency=agency.ref, plan=plan_digest(drive))
    return drive


@action(Fact.DRIVE_CHANGED)
def change_drive(
    drive: Drive,
    *,
    plan: Plan,
    wording: Wording,
    bodies: Sequence[Agency],
    basis: str = "",
    help_contact: str = "",
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Drive | Unchanged[Drive]:
    """Change the plan before it opens; an approval that was given is void. Raises Refused, Problem."""
    if already(key):
        return Unchanged(drive)
    lock_drive(drive)
    may_change(by, drive).require()
    _fill(drive, plan, wording, basis, help_contact, at)
    drive.stage, drive.drafted_by = Stage.DRAFT, by.actor_ref
    drive.approved_at, drive.approved_by = None, ""
    drive.save()
    _set_bodies(drive, bodies, by)
    record(Fact.DRIVE_CHANGED, drive, by=by, at=at, key=key, plan=plan_digest(drive))
    return drive


@action(Fact.DRIVE_APPROVED)
def approve_drive(
    drive: Drive, *, seen: str, by: Staff, at: datetime, key: str | None = None
) -> Drive | Unchanged[Drive]:
    """The responsible official approves text and target. `seen` is the digest of the plan that was on the page.

    Raises Refused (never who drafted it), and Problem when the plan changed meanwhile or nobody would be asked.
    """
    if already(key):
        return Unchanged(drive)
    lock_drive(drive)
    may_approve(by, drive, at.date()).require()
    digest, target = plan_digest(drive), preview_of([b.agency for b in bodies_of(drive)], statuses_of(drive))
    if seen != digest:
        raise Problem("drive.changed_meanwhile")
    if not target.asked:
        raise Problem("drive.nobody_asked")
    drive.stage, drive.approved_at, drive.approved_by = Stage.APPROVED, at, by.actor_ref
    drive.save(update_fields=["stage", "approved_at", "approved_by"])
    text, people = bytes(drive.text.sha256).hex(), target.asked
    record(Fact.DRIVE_APPROVED, drive, by=by, at=at, key=key, plan=digest, text=text, target=people)
    return drive


@action(Fact.DRIVE_CLOSED)
def close_drive(drive: Drive, *, by: Staff, at: datetime, key: str | None = None) -> Drive | Unchanged[Drive]:
    """Close a drive: nobody signs in it any more. Raises Refused."""
    if already(key):
        return Unchanged(drive)
    lock_drive(drive)
    may_close(by, drive).require()
    drive.stage, drive.closed_at, drive.closed_by = Stage.CLOSED, at, by.actor_ref
    drive.save(update_fields=["stage", "closed_at", "closed_by"])
    record(Fact.DRIVE_CLOSED, drive, by=by, at=at, key=key)
    return drive


@action(Fact.DRIVE_CHANGED)
def extend_drive(
    drive: Drive,
    *,
    deadline_at: datetime,
    late_until: datetime,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Drive | Unchanged[Drive]:
    """Move the deadline and the late window of an open drive, later only. Raises Refused, Problem."""
    if already(key):
        return Unchanged(drive)
    lock_drive(drive)
    may_close(by, drive).require()
    if deadline_at < drive.deadline_at:
        raise Problem("drive.only_later", "deadline_at")
    if late_until < max(deadline_at, drive.late_until):
        raise Problem("drive.late_before_deadline", "late_until")
    before = drive.deadline_at.isoformat()
    drive.deadline_at, drive.late_until = deadline_at, late_until
    drive.save(update_fields=["deadline_at", "late_until"])
    record(Fact.DRIVE_CHANGED, drive, by=by, at=at, key=key, before=before, deadline=deadline_at.isoformat())
    return drive


def lock_drive(drive: Drive) -> None:
    """Read the drive as it stands now; until this action ends nobody else changes it.

    The page read it before: what was approved or opened meanwhile in another tab must not be overwritten.
    """
    drive.refresh_from_db(from_queryset=Drive.objects.select_for_update())


def _fill(drive: Drive, plan: Plan, wording: Wording, basis: str, help_contact: str, at: datetime) -> None:
    for fault, field in plan.faults(at):
        raise Problem(fault, field)
    if wording.text.kind != Kind.PACT:
        raise Problem("drive.text_is_no_pact", "text")
    if wording.oath is not None and wording.oath.kind != Kind.OATH:
        raise Problem("drive.oath_is_no_oath", "oath")
    drive.name = plan.name.strip()
    drive.elections = canonical.dumps(list(plan.elections)).decode()
    drive.statuses = canonical.dumps(list(plan.statuses)).decode()
    drive.deadline_at, drive.late_until = plan.deadline_at, plan.late_until
    drive.text, drive.oath = wording.text, wording.oath
    drive.basis, drive.help_contact = basis.strip(), help_contact.strip()


def _set_bodies(drive: Drive, agencies: Sequence[Agency], by: Staff) -> None:
    if not agencies:
        raise Problem("drive.no_body", "bodies")
    for agency in agencies:
        may_draft(by, agency).require()
    wanted = {agency.pk for agency in agencies}
    DriveBody.objects.filter(drive=drive).exclude(agency__in=wanted).delete()
    known = set(DriveBody.objects.filter(drive=drive).values_list("agency_id", flat=True))
    DriveBody.objects.bulk_create([DriveBody(drive=drive, agency_id=pk) for pk in sorted(wanted - known)])
