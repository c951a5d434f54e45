"""Which apels and outreach did many bodies hold, and who of their people was there? A fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

from django.db.models import Count, Min, Q, QuerySet, Sum

from ikrar.core.activities import Kind, Stage
from ikrar.domain.programme.models import Activity, ApelBody, Attendance, RowCount
from ikrar.domain.roster.models import Employee

EAST = timezone(timedelta(hours=9))  # where a day begins first in the country


@dataclass(frozen=True, slots=True)
class Held:
    """One apel or activity: when, whether it is over, whether the oath was read, and how many were counted."""

    at: datetime
    about: str
    is_over: bool
    has_oath: bool = False
    present: int = 0


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody at an outreach for the first time: when, from which place in the tree of the body, at which activity."""

    at: datetime
    place: int
    about: str


@dataclass(frozen=True, slots=True)
class Meetings:
    """By body: apels, outreach held, who of the body came to any outreach, and its people by the place of their unit."""

    apels: dict[int, list[Held]]
    outreach: dict[int, list[Held]]
    came: dict[int, list[Came]] = field(default_factory=dict)
    employees: dict[int, dict[int, int]] = field(default_factory=dict)


def meetings_of(bodies: set[int], since: date, *, with_people: bool) -> Meetings:
    """What these bodies held since a day; four statements, six with people."""
    start = datetime.combine(since, time(), EAST)
    apels, outreach = defaultdict(list), defaultdict(list)
    for row in _apel_bodies(bodies, start):
        apels[row.agency_id].append(_of_drive(row))
    held = _activities(bodies, start)
    present = _present(held)
    for one in held:
        event = _of_activity(one, present)
        if Kind.OUTREACH in _kinds(one):
            outreach[one.agency_id].append(event)
        if Kind.APEL in _kinds(one) and one.apel_id is None:  # an apel of a drive speaks for itself
            apels[one.agency_id].append(event)
    if not with_people:
        return Meetings(apels, outreach)
    return Meetings(apels, outreach, _came(bodies, start), _employees(bodies))


def _apel_bodies(bodies: set[int], start: datetime) -> QuerySet[ApelBody]:
    rows = ApelBody.objects.filter(agency__in=bodies, apel__starts_at__gte=start)
    return rows.select_related("apel").order_by("apel__starts_at", "pk")


def _of_drive(row: ApelBody) -> Held:
    apel = row.apel
    is_over = apel.opened_at is not None and apel.closed_at is not None
    return Held(
        apel.opened_at or apel.starts_at,
        apel.subject_ref,
        is_over,
        row.read_count is not None,
        row.read_count or 0,
    )


def _activities(bodies: set[int], start: datetime) -> list[Activity]:
    """Apels and outreach of these bodies that were not cancelled, with the start of their first session."""
    kinds = Q(pk__in=[])
    for kind in (Kind.APEL, Kind.OUTREACH):
        kinds |= Q(kind=kind) | Q(includes__contains=f'"{kind}"')
    rows = Activity.objects.filter(kinds, agency__in=bodies).exclude(stage=Stage.CANCELLED)
    return list(
        rows.annotate(begins=Min("sessions__starts_at")).filter(begins__gte=start).order_by("begins", "pk")
    )


def _kinds(activity: Activity) -> set[str]:
    return {activity.kind, *(kind for kind in Kind if f'"{kind}"' in activity.includes)}


def _of_activity(activity: Activity, present: dict[int, int]) -> Held:
    begins: datetime = activity.begins  # type: ignore[attr-defined]
    is_over = activity.stage == Stage.HELD
    return Held(
        begins, activity.subject_ref, is_over, Kind.OATH in _kinds(activity), present.get(activity.pk, 0)
    )


def _present(activities: Iterable[Activity]) -> dict[int, int]:
    """People recorded by name; where nobody was, the heads counted: the two are never added up."""
    pks = [a.pk for a in activities]
    heads = RowCount.objects.filter(session__activity__in=pks, is_replaced=False).order_by()
    found = dict(heads.values_list("session__activity").annotate(n=Sum("heads")))
    named = Attendance.objects.filter(session__activity__in=pks, is_void=False).order_by()
    people = Count("employee", distinct=True)
    guests = Count("pk", filter=Q(employee=None))
    for activity, known, others in named.values_list("session__activity").annotate(known=people, others=guests):
        found[activity] = known + others
    return found


def _came(bodies: set[int], start: datetime) -> dict[int, list[Came]]:
    """Everybody of these bodies who was at an outreach that was held, whoever held it, at the first time."""
    kinds = Q(session__activity__kind=Kind.OUTREACH) | Q(
        session__activity__includes__contains=f'"{Kind.OUTREACH}"'
    )
    rows = Attendance.objects.filter(
        kinds, agency__in=bodies, employee__isnull=False, is_void=False, session__activity__stage=Stage.HELD,
        session__starts_at__gte=start,
    )  # fmt: skip
    seen, found = set(), defaultdict(list)
    for agency, employee, place, at, ref in rows.order_by("session__starts_at", "pk").values_list(
        "agency", "employee", "employee__unit__first", "session__starts_at", "session__activity__ref"
    ):
        if employee not in seen:
            seen.add(employee)
            found[agency].append(Came(at, place, f"activity:{ref}"))
    return found


def _employees(bodies: set[int]) -> dict[int, dict[int, int]]:
    """How many work in each unit now, by body and place of the unit."""
    rows = Employee.objects.filter(agency__in=bodies, left_on=None).order_by()
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for agency, place, n in rows.values_list("agency", "unit__first").annotate(n=Count("pk")):
        found[agency][place] = n
    return found
