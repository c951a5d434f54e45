"""Planning an activity and saying what became of it: plan, change, hold, cancel, what was said and what came out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ikrar.core.activities import Kind, Mode, Part, Span, Stage, is_past, spans_fault
from ikrar.core.programme import Part as ApelPart
from ikrar.core.programme import Term
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.locks import lock
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme.activity_policies import (
    may_cancel_activity,
    may_change_activity,
    may_document_apel,
    may_hold_activity,
    may_plan_activity,
)
from ikrar.domain.programme.models import Activity, ActivityRole, ActivitySession, Apel
from ikrar.domain.programme.queries import roles_of
from ikrar.domain.programme.queries.activities import activity_by_ref
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff

PARTS_OF_APEL = {
    ApelPart.PEMBINA: Part.GUIDE,
    ApelPart.PEMIMPIN: Part.LEADER,
    ApelPart.OATH_READER: Part.OATH_READER,
    ApelPart.WITNESS: Part.WITNESS,
}


@dataclass(frozen=True, slots=True)
class ActivityPlan:
    """What an officer fills in for an activity, apart from its sessions."""

    kind: Kind
    name: str
    place: str
    includes: Sequence[Kind] = ()
    mode: Mode = Mode.ONSITE
    link: str = ""
    organiser: str = ""
    purpose: str = ""
    agenda: str = ""
    basis: str = ""
    is_open: bool = False
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is written down afterwards."""

    guidance: str = ""
    results: str = ""
    obstacles: str = ""


@action(Fact.ACTIVITY_PLANNED)
def plan_activity(
    agency: Agency, *, plan: ActivityPlan, spans: Sequence[Span], past_is_meant: bool = False, by: Staff,
    at: datetime, key: str | None = None,
) -> Activity | Unchanged[Activity]:  # fmt: skip
    """Plan an activity with its sessions, or record one afterwards when that is said to be meant.

    Raises Refused, Problem.
    """
    if done := already(key):
        return Unchanged(activity_by_ref(done.subject.removeprefix("activity:")))
    may_plan_activity(by, agency).require()
    check_spans(spans, 0, at, past_is_meant=past_is_meant)
    activity = Activity(ref=fresh_ref(), agency=agency, planned_at=at, planned_by=by.actor_ref)
    activity.was_past = is_past(spans, at)
    _fill(activity, plan)
    activity.save(force_insert=True)
    insert_sessions(activity, spans, 0)
    record(Fact.ACTIVITY_PLANNED, activity, by=by, at=at, key=key, agency=agency.ref, kind=plan.kind,
           sessions=len(spans), was_past=activity.was_past)  # fmt: skip
    return activity


@action(Fact.ACTIVITY_PLANNED)
def document_apel(
    apel: Apel, *, by: Staff, at: datetime, key: str | None = None
) -> Activity | Unchanged[Activity]:
    """Make the activity that documents an apel, with its session and who did what; a second call finds the first.

    Raises Refused, Problem.
    """
    if done := already(key):
        return Unchanged(activity_by_ref(done.subject.removeprefix("activity:")))
    lock(apel, "host", "drive")  # two presses at once make one activity
    may_document_apel(by, apel).require()
    known = Activity.objects.filter(apel=apel).exclude(stage=Stage.CANCELLED).order_by("pk").first()
    if known is not None:
        return Unchanged(known)
    activity = Activity(ref=fresh_ref(), agency=apel.host, apel=apel, planned_at=at, planned_by=by.actor_ref)
    kinds = (Kind.OATH, Kind.SIGNING) if apel.drive.oath_id else (Kind.SIGNING,)
    plan = ActivityPlan(
        Kind.APEL, apel.name, apel.place, includes=kinds, agenda=apel.agenda, basis=apel.drive.basis[:200]
    )
    _fill(activity, plan)
    activity.guidance, activity.was_past = apel.guidance, False  # it was planned in time, as an apel
    activity.save(force_insert=True)
    insert_sessions(activity, [Span(apel.starts_at, apel.ends_at, apel.shift)], 0)
    _carry_over(activity, apel)
    record(Fact.ACTIVITY_PLANNED, activity, by=by, at=at, key=key, agency=apel.host.ref, kind=Kind.APEL,
           sessions=1, apel=apel.ref)  # fmt: skip
    return activity


@action(Fact.ACTIVITY_CHANGED)
def change_activity(
    activity: Activity, *, plan: ActivityPlan, by: Staff, at: datetime, key: str | None = None
) -> Activity | Unchanged[Activity]:
    """Change what was planned. Raises Refused, Problem."""
    if already(key):
        return Unchanged(activity)
    lock_activity(activity)
    may_change_activity(by, activity).require()
    _fill(activity, plan)
    activity.save()
    record(Fact.ACTIVITY_CHANGED, activity, by=by, at=at, key=key, what="plan")
    return activity


@action(Fact.ACTIVITY_CHANGED)
def note_outcome(
    activity: Activity, *, outcome: Outcome, by: Staff, at: datetime, key: str | None = None
) -> Activity | Unchanged[Activity]:
    """Write down the guidance that was given, the results and what stood in the way. Raises Refused."""
    if already(key):
        return Unchanged(activity)
    lock_activity(activity)
    may_change_activity(by, activity).require()
    activity.guidance, activity.results = outcome.guidance.strip(), outcome.results.strip()
    activity.obstacles = outcome.obstacles.strip()
    activity.save(update_fields=["guidance", "results", "obstacles"])
    record(Fact.ACTIVITY_CHANGED, activity, by=by, at=at, key=key, what="outcome")
    return activity


@action(Fact.ACTIVITY_HELD)
def hold_activity(
    activity: Activity, *, by: Staff, at: datetime, key: str | None = None
) -> Activity | Unchanged[Activity]:
    """Declare that the activity was held: from now it counts as evidence. Raises Refused."""
    if already(key):
        return Unchanged(activity)
    lock_activity(activity)
    may_hold_activity(by, activity, at).require()
    activity.stage, activity.held_at, activity.held_by = Stage.HELD, at, by.actor_ref
    activity.save(update_fields=["stage", "held_at", "held_by"])
    record(Fact.ACTIVITY_HELD, activity, by=by, at=at, key=key, agency=activity.agency.ref, kind=activity.kind)
    return activity


@action(Fact.ACTIVITY_CANCELLED)
def cancel_activity(
    activity: Activity, *, because: str, by: Staff, at: datetime, key: str | None = None
) -> Activity | Unchanged[Activity]:
    """Cancel a planned activity and say why. Raises Refused, Problem."""
    if already(key):
        return Unchanged(activity)
    lock_activity(activity)
    may_cancel_activity(by, activity).require()
    if not because.strip():
        raise Problem("activity.say_why", "because")
    activity.stage, activity.cancelled_at, activity.cancelled_by = Stage.CANCELLED, at, by.actor_ref
    activity.cancelled_because = because.strip()
    activity.save()
    record(Fact.ACTIVITY_CANCELLED, activity, by=by, at=at, key=key)
    return activity


def lock_activity(activity: Activity) -> None:
    """Read the activity as it stands now; until this action ends nobody else changes it."""
    lock(activity, "agency")


def check_spans(spans: Sequence[Span], standing: int, at: datetime, *, past_is_meant: bool) -> None:
    """Whether these sessions can be right. Raises Problem at the field that is wrong."""
    if fault := spans_fault(spans, standing, at):
        code, field = fault
        raise Problem(code, field)
    if is_past(spans, at) and not past_is_meant:
        raise Problem("activity.past_unconfirmed", "past_is_meant")


def insert_sessions(activity: Activity, spans: Sequence[Span], standing: int) -> list[ActivitySession]:
    """The sessions of an activity as new rows; to be called inside an action."""
    rows = [
        ActivitySession(
            ref=fresh_ref(), activity=activity, name=span.name.strip(), starts_at=span.starts_at,
            ends_at=span.ends_at, place_in_order=number,
        )
        for number, span in enumerate(spans, standing + 1)
    ]  # fmt: skip
    return ActivitySession.objects.bulk_create(rows)


def _fill(activity: Activity, plan: ActivityPlan) -> None:
    for value, field in ((plan.name, "name"), (plan.place, "place")):
        if not value.strip():
            raise Problem(f"activity.no_{field}", field)
    if plan.link and not plan.link.startswith("https://"):
        raise Problem("activity.link_not_safe", "link")
    activity.kind, activity.mode, activity.is_open = Kind(plan.kind), Mode(plan.mode), plan.is_open
    activity.includes = json.dumps(sorted({str(Kind(k)) for k in plan.includes} - {str(plan.kind)}))
    for name in ("name", "place", "link", "organiser", "purpose", "agenda", "basis", "outside"):
        setattr(activity, name, getattr(plan, name).strip())


def _carry_over(activity: Activity, apel: Apel) -> None:
    """Who did what in the apel. Symbolic signers are left out: they sign for others there and do nothing here."""
    parts = [role for role in roles_of(apel) if ApelPart(role.role) in PARTS_OF_APEL]
    rows = [
        ActivityRole(
            activity=activity, role=PARTS_OF_APEL[ApelPart(role.role)], place_in_order=number, name=role.name,
            office=role.office, is_elected=role.term == Term.ELECTED,
            employee=None if role.term == Term.ELECTED else role.employee,
        )
        for number, role in enumerate(parts, 1)
    ]  # fmt: skip
    ActivityRole.objects.bulk_create(rows)
