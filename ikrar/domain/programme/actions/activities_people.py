"""The people of an activity: who does what, who speaks and about what, what was asked, and who is invited."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ikrar.core.activities import Part
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import Kept
from ikrar.domain.ledger.locks import lock
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme.actions.activities import lock_activity
from ikrar.domain.programme.activity_policies import may_change_activity
from ikrar.domain.programme.models import Activity, ActivityRole, ActivitySession, Discussed, Invitee, Speaker
from ikrar.domain.programme.queries.activities import (
    people_in_parts,
    questions_of,
    speaker_of,
    speakers_of,
)
from ikrar.domain.roster.models import Employee
from ikrar.domain.roster.queries import Staff

PEOPLE_PER_SLICE = 1_000  # invited in one transaction


@dataclass(frozen=True, slots=True)
class PartHeld:
    """Who does what: the part, the name and office, or an employee; an elected head is no employee."""

    part: Part
    name: str
    office: str = ""
    is_elected: bool = False
    employee: Employee | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """Who speaks, for which institution, about what. `material` is a kept file; None leaves what is there."""

    name: str
    institution: str
    title: str = ""
    summary: str = ""
    material: Kept | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked and answered; who asked stands as an office or group, never as a name."""

    question: str
    answer: str = ""
    asked_as: str = ""
    answered_by: Speaker | None = None


@action(Fact.ACTIVITY_CHANGED)
def add_part(
    activity: Activity, *, held: PartHeld, by: Staff, at: datetime, key: str | None = None
) -> ActivityRole | Unchanged[Activity]:
    """Say who does what. Raises Refused, Problem."""
    if already(key):
        return Unchanged(activity)
    lock_activity(activity)
    may_change_activity(by, activity).require()
    name = held.employee.full_name if held.employee else held.name.strip()
    if not name:
        raise Problem("activity.part_without_name", "name")
    if held.is_elected and held.employee is not None:
        raise Problem("activity.elected_is_no_employee", "is_elected")
    last = max((r.place_in_order for r in people_in_parts(activity)), default=0)
    role = ActivityRole(
        activity=activity, role=Part(held.part), place_in_order=last + 1, name=name, employee=held.employee,
        office=held.office.strip() or (held.employee.position[:160] if held.employee else ""),
        is_elected=held.is_elected,
    )  # fmt: skip
    role.save(force_insert=True)
    record(Fact.ACTIVITY_CHANGED, activity, by=by, at=at, key=key, what="part_added", part=held.part)
    return role


@action(Fact.ACTIVITY_CHANGED)
def remove_part(
    role: ActivityRole, *, by: Staff, at: datetime, key: str | None = None
) -> Activity | Unchanged[Activity]:
    """Take a part back. Raises Refused."""
    activity = role.activity
    if already(key):
        return Unchanged(activity)
    lock_activity(activity)
    may_change_activity(by, activity).require()
    ActivityRole.objects.filter(pk=role.pk).delete()
    record(Fact.ACTIVITY_CHANGED, activity, by=by, at=at, key=key, what="part_removed", part=role.role)
    return activity


@action(Fact.SPEAKER_SET)
def set_speaker(
    activity: Activity, *, talk: Talk, speaker: Speaker | None = None, by: Staff, at: datetime,
    key: str | None = None,
) -> Speaker | Unchanged[Speaker]:  # fmt: skip
    """Add a speaker, or change one. Raises Refused, Problem, and Hidden when the speaker was taken off meanwhile."""
    if done := already(key):
        return Unchanged(speaker or speaker_of(activity, json.loads(done.details)["speaker"]))
    lock_activity(activity)
    may_change_activity(by, activity).require()
    if speaker is not None:
        lock(speaker)
    for name in ("name", "institution"):
        if not getattr(talk, name).strip():
            raise Problem(f"activity.speaker_without_{name}", name)
    is_new = speaker is None
    if speaker is None:
        last = max((s.place_in_order for s in speakers_of(activity)), default=0)
        speaker = Speaker(ref=fresh_ref(), activity=activity, place_in_order=last + 1)
    for name in ("name", "institution", "title", "summary"):
        setattr(speaker, name, getattr(talk, name).strip())
    if talk.material is not None:
        speaker.material_name, speaker.material_sha256 = talk.material.name, talk.material.sha256
    speaker.save(force_insert=is_new)
    sha256 = bytes(speaker.material_sha256).hex() if speaker.material_sha256 else ""
    record(Fact.SPEAKER_SET, activity, by=by, at=at, key=key, speaker=speaker.ref, material=sha256)
    return speaker


@action(Fact.SPEAKER_SET)
def remove_speaker(
    speaker: Speaker, *, by: Staff, at: datetime, key: str | None = None
) -> Activity | Unchanged[Activity]:
    """Take a speaker off the programme; what was answered stays, without a name. Raises Refused."""
    activity = speaker.activity
    if already(key):
        return Unchanged(activity)
    lock_activity(activity)
    may_change_activity(by, activity).require()
    Discussed.objects.filter(answered_by=speaker).update(answered_by=None)
    Speaker.objects.filter(pk=speaker.pk).delete()
    record(Fact.SPEAKER_SET, activity, by=by, at=at, key=key, speaker=speaker.ref, what="removed")
    return activity


@action(Fact.QUESTION_NOTED)
def note_question(
    activity: Activity, *, asked: Question, row: Discussed | None = None, by: Staff, at: datetime,
    key: str | None = None,
) -> Discussed | Unchanged[Activity]:  # fmt: skip
    """Note a question with its answer, or change one. Raises Refused, Problem, and Hidden when it was removed."""
    if already(key):
        return Unchanged(activity)
    lock_activity(activity)
    may_change_activity(by, activity).require()
    if row is not None:
        lock(row)
    if not asked.question.strip():
        raise Problem("activity.no_question", "question")
    is_new = row is None
    if row is None:
        last = max((q.place_in_order for q in questions_of(activity)), default=0)
        row = Discussed(activity=activity, place_in_order=last + 1)
    row.question, row.answer = asked.question.strip(), asked.answer.strip()
    row.asked_as, row.answered_by = asked.asked_as.strip(), asked.answered_by
    row.save(force_insert=is_new)
    record(Fact.QUESTION_NOTED, activity, by=by, at=at, key=key, answered=bool(row.answer), new=is_new)
    return row


@action(Fact.QUESTION_NOTED)
def remove_question(
    row: Discussed, *, by: Staff, at: datetime, key: str | None = None
) -> Activity | Unchanged[Activity]:
    """Take a question out of the record. Raises Refused."""
    activity = row.activity
    if already(key):
        return Unchanged(activity)
    lock_activity(activity)
    may_change_activity(by, activity).require()
    Discussed.objects.filter(pk=row.pk).delete()
    record(Fact.QUESTION_NOTED, activity, by=by, at=at, key=key, what="removed")
    return activity


@action(Fact.PEOPLE_INVITED)
def invite_people(
    activity: Activity, *, sessions: Sequence[ActivitySession], people: Sequence[int], by: Staff, at: datetime,
    key: str | None = None,
) -> int | Unchanged[int]:  # fmt: skip
    """Invite people (keys of employees, at most a slice) to sessions; whoever stands there stays. How many new rows.

    Raises Refused, Problem, ValueError for more than a slice.
    """
    if done := already(key):
        return Unchanged(int(json.loads(done.details)["people"]))
    if len(people) > PEOPLE_PER_SLICE:
        raise ValueError("more people than one action takes")
    lock_activity(activity)
    may_change_activity(by, activity).require()
    if activity.is_open:
        raise Problem("activity.open_to_all")
    rows = Invitee.objects.filter(session__in=sessions, employee__in=people)
    known = set(rows.values_list("session", "employee"))
    fresh = [(s.pk, pk) for s in sessions for pk in people if (s.pk, pk) not in known]
    Invitee.objects.bulk_create(Invitee(session_id=s, employee_id=e) for s, e in fresh)
    refs = [s.ref for s in sessions]
    record(Fact.PEOPLE_INVITED, activity, by=by, at=at, key=key, people=len(fresh), sessions=refs)
    return len(fresh)


@action(Fact.PEOPLE_INVITED)
def take_back_invitations(
    activity: Activity, *, people: Sequence[int] | None = None, by: Staff, at: datetime, key: str | None = None
) -> int | Unchanged[int]:
    """Take people off the list of all sessions; everybody without `people`. How many rows. Raises Refused."""
    if done := already(key):
        return Unchanged(int(json.loads(done.details)["taken_back"]))
    lock_activity(activity)
    may_change_activity(by, activity).require()
    rows = Invitee.objects.filter(session__activity=activity, session__closed_at=None)
    if people is not None:
        rows = rows.filter(employee__in=people)
    gone, _ = rows.delete()
    record(Fact.PEOPLE_INVITED, activity, by=by, at=at, key=key, taken_back=gone)
    return gone
