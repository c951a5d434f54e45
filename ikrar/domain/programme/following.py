"""What the worker does for drives: go on opening, bring targets in line with the roster, tell the log."""

from datetime import datetime

from django.db.models import F, Q

from ikrar.core.programme import PEOPLE_PER_SLICE, Stage
from ikrar.domain.ledger.actions import Worker
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.ledger.queries import details_of
from ikrar.domain.programme.actions import continue_opening, follow_roster, tell_target
from ikrar.domain.programme.models import Drive, DriveBody, Following
from ikrar.domain.programme.queries import opening_drives
from ikrar.domain.programme.queries.target import slice_of_body
from ikrar.domain.roster.models import Agency, Employee, Unit

FOLLOWED = (
    Fact.EMPLOYEE_ADDED,
    Fact.EMPLOYEE_CHANGED,
    Fact.EMPLOYEE_MOVED,
    Fact.EMPLOYEE_LEFT,
    Fact.ROSTER_IMPORTED,
    Fact.ROSTER_IMPORT_UNDONE,
)
BY = Worker("programme")


def follow_fact(entry: Entry, at: datetime) -> None:
    """A fact of the roster: one person is followed at once, a whole body is noted for `follow_rosters`."""
    kind, _, ref = entry.subject.partition(":")
    if kind == "employee":
        follow_person(ref, at)
        return
    agency = details_of(entry).get("agency") or (ref if kind == "agency" else "")
    if kind == "unit":
        agency = Unit.objects.filter(ref=ref).values_list("agency__ref", flat=True).first()
    note_changed_roster(str(agency or ""), at)


def follow_person(ref: str, at: datetime) -> None:
    """Bring one employee's rows in line in every open drive that asks them or their body."""
    employee = Employee.objects.filter(ref=ref).first()
    if employee is None:
        return
    concerned = Q(bodies__agency=employee.agency_id) | Q(asked__employee=employee)
    drives = Drive.objects.filter(concerned, stage=Stage.OPEN).distinct().order_by("pk")
    for drive in drives:
        follow_roster(drive, [employee], by=BY, at=at)


def note_changed_roster(agency: str, at: datetime) -> None:
    """Note that the roster of this body (by ref; "" for all) changed, for each open drive it takes part in."""
    bodies = DriveBody.objects.filter(drive__stage=Stage.OPEN)
    if agency:
        bodies = bodies.filter(agency__ref=agency)
    for body in bodies:
        Following.objects.update_or_create(body=body, defaults={"since": at})


def follow_rosters(at: datetime) -> int:
    """Compare roster and target of every noted body, in slices of 1,000 people; how many rows changed."""
    changed = 0
    for noted in Following.objects.select_related("body__drive", "body__agency").order_by("since", "pk"):
        changed += follow_body(noted.body.drive, noted.body.agency, at)
        Following.objects.filter(pk=noted.pk, since=noted.since).delete()
    return changed


def follow_body(drive: Drive, agency: Agency, at: datetime) -> int:
    """Bring the target of one body in line with its roster; how many rows changed."""
    changed, after = 0, 0
    while people := slice_of_body(drive, agency, after, PEOPLE_PER_SLICE):
        changed += follow_roster(drive, people, by=BY, at=at)
        after = people[-1].pk
    return changed


def tell_targets(at: datetime) -> int:
    """Write a new roster leaf for every body whose target changed since the last one; how many."""
    stale = DriveBody.objects.filter(drive__stage=Stage.OPEN).exclude(told=F("changes"))
    bodies = list(stale.select_related("drive", "agency").order_by("pk"))
    for body in bodies:
        tell_target(body, by=BY, at=at)
    return len(bodies)


def continue_openings(at: datetime) -> int:
    """Go on with every drive whose opening was begun; how many."""
    drives = list(opening_drives())
    for drive in drives:
        continue_opening(drive, by=BY, at=at)
    return len(drives)
