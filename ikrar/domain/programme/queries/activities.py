"""Reading activities: which may this person see, what is in one, and which were held?"""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from ikrar.core.activities import Kind, Stage
from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import (
    Activity,
    ActivityRole,
    ActivitySession,
    ApelBody,
    Attendance,
    Discussed,
    Speaker,
)
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, agencies_seen_by

VIEW = Permission.ACTIVITY_VIEW


def activities_seen_by(staff: Staff, permission: Permission = VIEW) -> QuerySet[Activity]:
    """The activities that a person's bodies hold, with `first` and `last` of their sessions; the latest first."""
    seen = agencies_seen_by(staff, permission).order_by().values("pk")
    rows = Activity.objects.filter(agency__in=seen).select_related("agency", "apel")
    spanned = rows.annotate(
        first=Min("sessions__starts_at"), last=Max("sessions__ends_at"), count=Count("sessions")
    )
    return spanned.order_by("-first", "-pk")


def find_activities(
    staff: Staff, *, kind: str = "", agency: str = "", stage: str = "", since: date | None = None,
    until: date | None = None, zone: str = "Asia/Jakarta",
) -> QuerySet[Activity]:  # fmt: skip
    """The activities that a person sees, by kind, body, stage and days in a zone, both days included."""
    rows = activities_seen_by(staff)
    if kind:
        rows = rows.filter(of_kind(kind))
    if agency:
        rows = rows.filter(agency__ref=agency)
    if stage:
        rows = rows.filter(stage=stage)
    if since is None and until is None:
        return rows
    within = ActivitySession.objects.filter(activity=OuterRef("pk"))
    if since:
        within = within.filter(ends_at__gte=start_of(since, zone))
    if until:
        within = within.filter(starts_at__lt=start_of(until + timedelta(days=1), zone))
    return rows.filter(Exists(within))


def of_kind(kind: str) -> Q:
    """Activities of a kind, also where it is held within an event of another kind."""
    return Q(kind=kind) | Q(includes__contains=json.dumps(kind))


def start_of(day: date, zone: str) -> datetime:
    """The moment at which a day begins where the body is."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def activity_for(staff: Staff, ref: str, permission: Permission = VIEW) -> Activity:
    """The door to an activity. Raises Hidden."""
    found = activities_seen_by(staff, permission).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def activity_by_ref(ref: str) -> Activity:
    """The activity with this reference, for what the program does by itself. Raises Hidden."""
    found = Activity.objects.select_related("agency", "apel").filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def includes_of(activity: Activity) -> list[Kind]:
    """The further kinds that are held in the same event."""
    return [Kind(code) for code in json.loads(activity.includes)]


def lines_of(text: str) -> list[str]:
    """The entries of a text that holds one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def sessions_of(activity: Activity) -> list[ActivitySession]:
    """The sessions of an activity in order of time."""
    rows = ActivitySession.objects.filter(activity=activity).select_related("activity__agency")
    return list(rows.order_by("starts_at", "pk"))


def session_of(activity: Activity, ref: str) -> ActivitySession:
    """One session of an activity. Raises Hidden."""
    found = next((s for s in sessions_of(activity) if s.ref == ref), None)
    if found is None:
        raise Hidden
    return found


def is_used(session: ActivitySession) -> bool:
    """Whether anything of attendance belongs to a session: then it stays, and so does its day."""
    used = (session.attendances, session.scanners, session.absents, session.row_counts)
    return session.closed_at is not None or any(rows.exists() for rows in used)


def first_start(activity: Activity) -> datetime | None:
    """When the first session begins; None without sessions."""
    return min((s.starts_at for s in sessions_of(activity)), default=None)


def people_in_parts(activity: Activity) -> list[ActivityRole]:
    """Who does what in an activity, in the order of the programme."""
    rows = ActivityRole.objects.filter(activity=activity).select_related("employee")
    return list(rows.order_by("place_in_order", "pk"))


def part_in(activity: Activity, pk: int) -> ActivityRole:
    """One part that somebody has in an activity. Raises Hidden."""
    found = next((r for r in people_in_parts(activity) if r.pk == pk), None)
    if found is None:
        raise Hidden
    return found


def speakers_of(activity: Activity) -> list[Speaker]:
    """The speakers of an activity in their order."""
    return list(Speaker.objects.filter(activity=activity).order_by("place_in_order", "pk"))


def speaker_of(activity: Activity, ref: str) -> Speaker:
    """One speaker of an activity. Raises Hidden."""
    found = next((s for s in speakers_of(activity) if s.ref == ref), None)
    if found is None:
        raise Hidden
    return found


def questions_of(activity: Activity) -> list[Discussed]:
    """Questions and answers in the order in which they were noted."""
    rows = Discussed.objects.filter(activity=activity).select_related("answered_by")
    return list(rows.order_by("place_in_order", "pk"))


def question_of(activity: Activity, pk: int) -> Discussed:
    """One question of an activity. Raises Hidden."""
    found = next((q for q in questions_of(activity) if q.pk == pk), None)
    if found is None:
        raise Hidden
    return found


@dataclass(frozen=True, slots=True)
class HeldActivity:
    """An activity that was held, as evidence: which, on which day, and how many people of the body were there."""

    ref: str
    name: str
    on: date  # the last day in the period on which a session took place
    present: int  # people of this body recorded by name, each once; 0 where nobody recorded attendance
    is_host: bool  # the body held it; else it stood in the apel of another

    @property
    def subject_ref(self) -> str:
        """How the ledger names it."""
        return f"activity:{self.ref}"


def held_activities(agency: Agency, kind: Kind | None, since: date, until: date) -> list[HeldActivity]:
    """What a body held, or stood in, between two days (both included), the latest first; what is only planned is none.

    The days are those of the body. Each person counts at home only.
    """
    begin, end = start_of(since, agency.zone), start_of(until + timedelta(days=1), agency.zone)
    standing = ApelBody.objects.filter(apel=OuterRef("apel"), agency=agency)
    rows = Activity.objects.filter(Q(agency=agency) | Exists(standing), stage=Stage.HELD)
    if kind is not None:
        rows = rows.filter(of_kind(kind))
    within = Q(sessions__starts_at__gte=begin, sessions__starts_at__lt=end)
    dated = rows.filter(within).annotate(latest=Max("sessions__starts_at", filter=within))
    found = list(dated.order_by("-latest", "-pk"))
    present = _present_of(agency, [a.pk for a in found], begin, end)
    zone = ZoneInfo(agency.zone)
    return [
        HeldActivity(a.ref, a.name, a.latest.astimezone(zone).date(), present.get(a.pk, 0), a.agency_id == agency.pk)
        for a in found
    ]  # fmt: skip


def _present_of(agency: Agency, activities: list[int], begin: datetime, end: datetime) -> dict[int, int]:
    rows = Attendance.objects.filter(
        session__activity__in=activities, agency=agency, is_void=False, session__starts_at__gte=begin,
        session__starts_at__lt=end,
    )  # fmt: skip
    counted = rows.exclude(employee=None).order_by().values_list("session__activity")
    return dict(counted.annotate(n=Count("employee", distinct=True)))
