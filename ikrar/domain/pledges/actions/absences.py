"""Absence with a reason, and leave to sign later."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ikrar.core.pledges import Absent
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.pledges.models import LateLink, Pledge
from ikrar.domain.programme.models import Absence, Asked, Drive
from ikrar.domain.roster.models import Agency, Unit


@action(Fact.ABSENCE_RECORDED)
def record_absences(
    people: Sequence[Asked],
    *,
    reason: Absent,
    until: date | None,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> list[Absence] | Unchanged[list[Absence]]:
    """Note why these people were not there, confirmed by the officer; an earlier reason of theirs ends.

    The entry says how many, not who and not why. Raises Problem for a day that is past or somebody who signed.
    """
    if already(key) is not None:
        return Unchanged([])
    if not people:
        raise Problem("absence.not_asked", "orang")
    today = at.astimezone(ZoneInfo(people[0].agency.zone)).date()
    if until is not None and until < today:
        raise Problem("absence.until_is_past", "sampai")
    rows = [a.pk for a in people]
    if Pledge.objects.filter(asked__in=rows, withdrawal__isnull=True).exists():
        raise Problem("absence.signed_already", "orang")
    _end(rows, by=by, at=at)
    made = Absence.objects.bulk_create(
        Absence(asked=a, reason=reason, until=until, confirmed_by=by.actor_ref, confirmed_at=at) for a in people
    )
    record(Fact.ABSENCE_RECORDED, people[0].drive, by=by, at=at, key=key, people=len(people))
    return made


@action(Fact.ABSENCE_ENDED)
def end_absences(
    people: Sequence[Asked], *, by: Actor, at: datetime, key: str | None = None
) -> int | Unchanged[int]:
    """These people are no longer absent; how many that changed."""
    if already(key) is not None:
        return Unchanged(0)
    if not people:
        raise Problem("absence.not_asked", "orang")
    ended = _end([a.pk for a in people], by=by, at=at)
    record(Fact.ABSENCE_ENDED, people[0].drive, by=by, at=at, key=key, people=ended)
    return ended


def _end(rows: Sequence[int], *, by: Actor, at: datetime) -> int:
    running = Absence.objects.filter(asked__in=rows, ended_at__isnull=True)
    return running.update(ended_at=at, ended_by=by.actor_ref)


@action(Fact.LATE_LINK_GIVEN)
def give_late_link(
    drive: Drive,
    agency: Agency,
    *,
    unit: Unit | None = None,
    asked: Asked | None = None,
    reason: str,
    until: datetime,
    by: Actor,
    at: datetime,
    key: str | None = None,
) -> LateLink | Unchanged[LateLink]:
    """Open a door to sign after the apel, for a body, a unit and below it, or one person.

    Number and code are still asked at that door. Raises Problem when it would end too early or too late.
    """
    if (done := already(key)) is not None:
        return Unchanged(LateLink.objects.get(ref=done.subject.split(":")[1]))
    if until <= at:
        raise Problem("late_link.until_is_past", "sampai")
    if until > drive.late_until:
        raise Problem("late_link.until_too_late", "sampai")
    link = LateLink(
        ref=fresh_ref(),
        drive=drive,
        agency=agency,
        unit=unit,
        asked=asked,
        reason=reason,
        until=until,
        given_at=at,
        given_by=by.actor_ref,
    )
    link.save(force_insert=True)
    record(Fact.LATE_LINK_GIVEN, link, by=by, at=at, key=key, drive=drive.ref, unit=unit.ref if unit else "")
    return link
