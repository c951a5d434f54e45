"""Numbers for those who decide: what must be done now, how far a body is, what changed last. Never rows of people."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef

from ikrar.core.programme import ApelStage, Stage
from ikrar.core.verdicts import Hidden
from ikrar.domain.ledger.models import Entry
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges.models import Dispute
from ikrar.domain.pledges.queries.counts import Counts, Coverage, Row, counts_of_body, coverage
from ikrar.domain.programme.models import Apel, Drive, DriveBody
from ikrar.domain.programme.queries.drives import drives_seen_by
from ikrar.domain.roster.models import Agency, Employee, Unit
from ikrar.domain.roster.queries import Staff, agencies_seen_by

SOON = timedelta(days=3)
SHOWN_ON_HOME = 6


class Todo(StrEnum):
    """What there is to do, in the order in which a programme goes."""

    IMPORT_ROSTER = "todo.import_roster"
    DRAFT_DRIVE = "todo.draft_drive"
    APPROVE_DRIVE = "todo.approve_drive"
    OPEN_DRIVE = "todo.open_drive"
    PLAN_APEL = "todo.plan_apel"
    RUN_APEL = "todo.run_apel"
    CHASE = "todo.chase"
    ANSWER_DISPUTES = "todo.answer_disputes"


class State(StrEnum):
    """How far a task is."""

    NOT_STARTED = "state.not_started"
    RUNNING = "state.running"
    NEEDS_YOU = "state.needs_you"
    DONE = "state.done"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list. `ref` and `agency` say where to go; `number` is a count that the words may use."""

    todo: Todo
    state: State
    ref: str = ""
    agency: str = ""
    name: str = ""
    number: int = 0
    of: int = 0
    due: datetime | None = None


def tasks_for(staff: Staff, *, at: datetime, on: date) -> list[Task]:
    """What this person must do now; finished steps are shown as done, so that the way is visible."""
    tasks: list[Task] = []
    if staff.permits(Permission.ROSTER_IMPORT):
        bodies = agencies_seen_by(staff, Permission.ROSTER_IMPORT)
        people = Employee.objects.filter(agency__in=bodies, left_on=None).count()
        tasks.append(Task(Todo.IMPORT_ROSTER, State.DONE if people else State.NEEDS_YOU, number=people))
    drives = list(drives_seen_by(staff)[:SHOWN_ON_HOME])
    if staff.permits(Permission.DRIVE_MANAGE) and not drives:
        tasks.append(Task(Todo.DRAFT_DRIVE, State.NOT_STARTED))
    for drive in drives:
        tasks.extend(_tasks_of_drive(staff, drive, at=at, on=on))
    return tasks


def _tasks_of_drive(staff: Staff, drive: Drive, *, at: datetime, on: date) -> list[Task]:
    here = {"ref": drive.ref, "name": drive.name, "due": drive.deadline_at}
    match drive.stage:
        case Stage.DRAFT if staff.permits_at(Permission.DRIVE_APPROVE, drive.agency):
            return [Task(Todo.APPROVE_DRIVE, State.NEEDS_YOU, **here)]  # type: ignore[arg-type]
        case Stage.DRAFT:
            return [Task(Todo.APPROVE_DRIVE, State.RUNNING, **here)]  # type: ignore[arg-type]
        case Stage.APPROVED | Stage.OPENING if staff.permits_at(Permission.DRIVE_MANAGE, drive.agency):
            return [Task(Todo.OPEN_DRIVE, State.NEEDS_YOU, **here)]  # type: ignore[arg-type]
        case Stage.OPEN:
            return _tasks_of_open_drive(staff, drive, at=at, on=on)
        case _:
            return []


def _tasks_of_open_drive(staff: Staff, drive: Drive, *, at: datetime, on: date) -> list[Task]:
    tasks = []
    apel = Apel.objects.filter(drive=drive).exclude(stage=ApelStage.CLOSED).order_by("starts_at", "pk").first()
    if staff.permits(Permission.APEL_MANAGE):
        if apel is None:
            had = Apel.objects.filter(drive=drive).exists()
            state = State.DONE if had else State.NEEDS_YOU
            tasks.append(Task(Todo.PLAN_APEL, state, ref=drive.ref, name=drive.name, due=drive.deadline_at))
        else:
            state = State.RUNNING if apel.stage == ApelStage.OPEN else State.NOT_STARTED
            tasks.append(Task(Todo.RUN_APEL, state, ref=apel.ref, name=apel.name, due=apel.starts_at))
    for body in bodies_in_view(staff, drive):
        counts = counts_of_body(drive, body, on=on)
        state = (
            State.DONE
            if not counts.not_yet
            else State.NEEDS_YOU
            if drive.deadline_at - at < SOON
            else State.RUNNING
        )
        tasks.append(
            Task(
                Todo.CHASE,
                state,
                drive.ref,
                body.ref,
                body.shown,
                counts.not_yet,
                counts.asked,
                drive.deadline_at,
            )
        )
        if staff.permits_at(Permission.DISPUTE_ANSWER, body):
            open_ones = Dispute.objects.filter(asked__drive=drive, asked__agency=body, answered_at=None).count()
            if open_ones:
                tasks.append(
                    Task(Todo.ANSWER_DISPUTES, State.NEEDS_YOU, drive.ref, body.ref, body.shown, open_ones)
                )
    return tasks


def bodies_in_view(
    staff: Staff, drive: Drive, permission: Permission = Permission.COVERAGE_VIEW
) -> list[Agency]:
    """The bodies of a drive whose numbers this person may see, in tree order."""
    takes_part = DriveBody.objects.filter(drive=drive, agency=OuterRef("pk"))
    return list(agencies_seen_by(staff, permission).filter(Exists(takes_part)))


def body_in_view(staff: Staff, drive: Drive, ref: str, permission: Permission) -> Agency:
    """The door to the numbers of one body in a drive. Raises Hidden."""
    for body in bodies_in_view(staff, drive, permission):
        if body.ref == ref:
            return body
    raise Hidden


@dataclass(frozen=True, slots=True)
class Bar:
    """A unit below, and the share that signed as the width of its bar in percent."""

    unit: Unit
    below: Counts

    @property
    def width(self) -> str:
        """The width with a point, as SVG wants it in every language."""
        return f"{100 * self.below.signed_in_all / self.below.asked:.1f}" if self.below.asked else "0"


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit whose units below are shown, with the path from the root."""

    unit: Unit
    path: list[Unit]
    here: Row
    rows: list[Bar]
    whole: Coverage


def branch_of(drive: Drive, agency: Agency, unit_ref: str, *, on: date) -> Branch:
    """One unit of a body and the units directly below it, by name; the root when no unit is named. Raises Hidden."""
    whole = coverage(drive, agency, on=on)
    by_ref = {row.unit.ref: row for row in whole.rows}
    here = by_ref.get(unit_ref) if unit_ref else (whole.rows[0] if whole.rows else None)
    if here is None:
        raise Hidden
    rows = [Bar(r.unit, r.below) for r in whole.rows if r.unit.parent_id == here.unit.pk and r.below.asked]
    rows.sort(key=lambda r: (r.unit.name.casefold(), r.unit.pk))
    path = [
        r.unit
        for r in whole.rows
        if r.unit.first < here.unit.first <= r.unit.last and r.unit.pk != here.unit.pk
    ]
    return Branch(here.unit, path, here, rows, whole)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one body stands in one drive."""

    drive: Drive
    agency: Agency
    counts: Counts


def standings_seen_by(staff: Staff, permission: Permission, *, on: date) -> list[Standing]:
    """Every body in view, in every drive that is open or closed, newest drive first."""
    found: list[Standing] = []
    for drive in drives_seen_by(staff, permission)[:SHOWN_ON_HOME]:
        if drive.stage in {Stage.OPEN, Stage.CLOSED}:
            bodies = bodies_in_view(staff, drive, permission)
            found.extend(Standing(drive, body, counts_of_body(drive, body, on=on)) for body in bodies)
    return found


def counts_below(drive: Drive, unit: Unit, *, on: date) -> Counts:
    """The counts of a unit and everything below it."""
    for row in coverage(drive, unit.agency, on=on).rows:
        if row.unit.pk == unit.pk:
            return row.below
    return Counts()


def decisions_of(staff: Staff) -> list[Drive]:
    """Drives that wait for the approval of this person."""
    drafts = drives_seen_by(staff, Permission.DRIVE_APPROVE).filter(stage=Stage.DRAFT)
    return [d for d in drafts if staff.permits_at(Permission.DRIVE_APPROVE, d.agency)]


def last_deeds_of(staff: Staff, limit: int = 8) -> list[Entry]:
    """What this person did last; what others did, and in which body, is not told here."""
    return list(Entry.objects.filter(actor=staff.actor_ref, day_only=False).order_by("-id")[:limit])
