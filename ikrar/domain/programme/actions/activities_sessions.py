"""The sessions of an activity: further ones, shifts and repeats, a changed time, and one taken away again."""

from collections.abc import Sequence
from datetime import datetime

from ikrar.core.activities import Span, is_past
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.locks import lock
from ikrar.domain.programme.actions.activities import check_spans, insert_sessions, lock_activity
from ikrar.domain.programme.activity_policies import may_change_activity
from ikrar.domain.programme.models import Activity, ActivitySession, Invitee
from ikrar.domain.programme.queries.activities import is_used, sessions_of
from ikrar.domain.roster.queries import Staff


@action(Fact.ACTIVITY_CHANGED)
def add_sessions(
    activity: Activity, *, spans: Sequence[Span], past_is_meant: bool = False, by: Staff, at: datetime,
    key: str | None = None,
) -> list[ActivitySession] | Unchanged[list[ActivitySession]]:  # fmt: skip
    """Add sessions: a shift, a day, repeats. One that began already is marked so. Raises Refused, Problem."""
    if already(key):
        return Unchanged(sessions_of(activity))
    lock_activity(activity)
    may_change_activity(by, activity).require()
    standing = sessions_of(activity)
    check_spans(spans, len(standing), at, past_is_meant=past_is_meant)
    taken = {(s.starts_at, s.name) for s in standing}
    if any((span.starts_at, span.name.strip()) in taken for span in spans):
        raise Problem("activity.session_stands", "starts_at")
    made = insert_sessions(activity, spans, max((s.place_in_order for s in standing), default=0))
    if is_past(spans, at) and not activity.was_past:
        activity.was_past = True
        activity.save(update_fields=["was_past"])
    record(Fact.ACTIVITY_CHANGED, activity, by=by, at=at, key=key, what="sessions", added=len(made))
    return made


@action(Fact.ACTIVITY_CHANGED)
def change_session(
    session: ActivitySession, *, span: Span, past_is_meant: bool = False, by: Staff, at: datetime,
    key: str | None = None,
) -> ActivitySession | Unchanged[ActivitySession]:  # fmt: skip
    """Change time or name of a session; once attendance belongs to it only its name. Raises Refused, Problem."""
    if already(key):
        return Unchanged(session)
    lock_activity(session.activity)
    lock_session(session)
    may_change_activity(by, session.activity).require()
    moved = (span.starts_at, span.ends_at) != (session.starts_at, session.ends_at)
    if moved and is_used(session):
        raise Problem("activity.session_is_used", "starts_at")
    if moved:
        check_spans([span], 0, at, past_is_meant=past_is_meant)
    session.name, session.starts_at, session.ends_at = span.name.strip(), span.starts_at, span.ends_at
    session.save(update_fields=["name", "starts_at", "ends_at"])
    times = {"starts": span.starts_at.isoformat(), "ends": span.ends_at.isoformat()}
    record(Fact.ACTIVITY_CHANGED, session, by=by, at=at, key=key, what="session", moved=moved,
           activity=session.activity.ref, times=times)  # fmt: skip
    return session


@action(Fact.ACTIVITY_CHANGED)
def remove_session(
    session: ActivitySession, *, by: Staff, at: datetime, key: str | None = None
) -> Activity | Unchanged[Activity]:
    """Take a session away to which no attendance belongs; the last one stays. Raises Refused, Problem."""
    activity = session.activity
    if already(key):
        return Unchanged(activity)
    lock_activity(activity)
    lock_session(session)
    may_change_activity(by, activity).require()
    if is_used(session):
        raise Problem("activity.session_is_used")
    if len(sessions_of(activity)) == 1:
        raise Problem("activity.last_session")
    Invitee.objects.filter(session=session).delete()
    ActivitySession.objects.filter(pk=session.pk).delete()
    record(Fact.ACTIVITY_CHANGED, activity, by=by, at=at, key=key, what="session_removed", session=session.ref)
    return activity


def lock_session(session: ActivitySession) -> None:
    """Read the session as it stands now; until this action ends nobody else changes it or who attended it.

    Raises Problem when it is gone.
    """
    try:
        lock(session, "activity__agency", "activity__apel")
    except Hidden as gone:
        raise Problem("activity.session_is_gone") from gone
