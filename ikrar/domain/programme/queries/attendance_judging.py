"""Which scans of a session need a look, what are its rows, and does the root of its closing still hold?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from ikrar.core import attendance as core
from ikrar.core.attendance import Decision, Judged, Move, Outcome, Rules, is_one_clock, judge
from ikrar.core.verdicts import Hidden
from ikrar.domain.programme.models import (
    ActivitySession,
    Attendance,
    AttendanceCard,
    AttendanceClosing,
    Scan,
    ScanBatch,
    ScanDecision,
    Scanner,
)
from ikrar.domain.programme.queries.attendance import expected_at
from ikrar.domain.roster.models import Employee

_COLUMNS = ("scan_id", "scanner", "employee", "at", "kind", "undoes", "offset_ms", "batch__offset_ms", "mark")


def rules_of(session: ActivitySession) -> Rules:
    """The window of a session and who is expected."""
    opens, closes = core.window(session.starts_at, session.ends_at)
    return Rules(opens, closes, expected_at(session))


def scans_of(session: ActivitySession) -> list[core.Scan]:
    """Every scan of a session as the rules see it; the state of each card comes from the cards of today."""
    rows = list(Scan.objects.filter(session=session).order_by().values_list(*_COLUMNS))
    kinds = dict(Scanner.objects.filter(session=session).values_list("pk", "kind"))
    refs = dict(Scanner.objects.filter(session=session).values_list("pk", "ref"))
    gone = AttendanceCard.objects.exclude(revoked_at=None).filter(employee__scans__session=session).distinct()
    revoked = {bytes(mark): at for mark, at in gone.values_list("mark", "revoked_at")}
    return [
        core.Scan(
            id=scan_id.hex, device=refs[scanner], person=employee or 0, at=at, mark=bytes(mark), move=Move(kind),
            undoes=undoes.hex if undoes else "", revoked_at=revoked.get(bytes(mark)),
            is_measured=kinds[scanner] == core.Device.FILE or is_one_clock(offset, measured),
            is_listed=kinds[scanner] == core.Device.FILE,
        )
        for scan_id, scanner, employee, at, kind, undoes, offset, measured, mark in rows
    ]  # fmt: skip


def decisions_of(session: ActivitySession) -> dict[str, Decision]:
    """The last decision about each scan."""
    rows = ScanDecision.objects.filter(scan__session=session).order_by("pk")
    return {scan_id.hex: Decision(said) for scan_id, said in rows.values_list("scan__scan_id", "decision")}


def outcome_of(session: ActivitySession) -> Outcome:
    """All rulings of a session and who is present by scan."""
    return judge(scans_of(session), rules_of(session), decisions_of(session))


@dataclass(frozen=True, slots=True)
class Conflict:
    """One scan that needs a look: what it is, by which device, the other scan it meets, and what was decided."""

    scan: core.Scan
    judged: Judged
    device: str
    other: core.Scan | None
    other_device: str
    employee: Employee | None
    decided: ScanDecision | None


def conflicts_of(session: ActivitySession) -> list[Conflict]:
    """The scans that need a look, in order of time, and those about which something was decided."""
    said = {
        d.scan.scan_id.hex: d
        for d in ScanDecision.objects.filter(scan__session=session).select_related("scan").order_by("pk")
    }
    shown = [r for r in outcome_of(session).rulings if r.judged in core.TO_LOOK_AT or r.scan.id in said]
    names = dict(Scanner.objects.filter(session=session).values_list("ref", "name"))
    people = Employee.objects.select_related("unit", "agency").in_bulk({r.scan.person for r in shown})
    return [
        Conflict(
            r.scan, r.judged, names[r.scan.device], r.other, names[r.other.device] if r.other else "",
            people.get(r.scan.person), said.get(r.scan.id),
        )
        for r in shown
    ]  # fmt: skip


def scan_to_decide(session: ActivitySession, scan_id: UUID) -> tuple[Scan, Conflict]:
    """The door to one scan that needs a look, or about which something was decided. Raises Hidden."""
    conflict = next((c for c in conflicts_of(session) if c.scan.id == scan_id.hex), None)
    row = Scan.objects.filter(session=session, scan_id=scan_id).first()
    if conflict is None or row is None:
        raise Hidden
    row.session = session
    return row, conflict


@dataclass(frozen=True, slots=True)
class WrongClock:
    """A device whose clock was far from ours, or was never measured, or moved between two contacts."""

    scanner: Scanner
    offset: timedelta | None
    has_moved: bool


def wrong_clocks(session: ActivitySession) -> list[WrongClock]:
    """The devices of a session whose clocks people should know about."""
    found = []
    for scanner in Scanner.objects.filter(session=session).exclude(kind=core.Device.FILE).order_by("pk"):
        rows = list(
            ScanBatch.objects.filter(scanner=scanner).order_by("pk").values_list("offset_ms", flat=True)
        )
        measured = [ms for ms in rows if ms is not None]
        if not rows:
            continue
        spread = max(measured) - min(measured) if measured else 0
        has_moved = spread > core.CLOCK_MOVED.total_seconds() * 1000
        offset = timedelta(milliseconds=measured[-1]) if measured else None
        if offset is None or has_moved or abs(offset) > core.CLOCK_WRONG:
            found.append(WrongClock(scanner, offset, has_moved))
    return found


def late_scans(session: ActivitySession) -> int:
    """How many scans came in after the attendance was closed: they change nothing until a correction."""
    if session.closed_at is None:
        return 0
    rows = Scan.objects.filter(session=session, batch__received_at__gt=session.closed_at)
    return rows.exclude(kind=Move.UNDO).count()


def row_of(one: Attendance) -> dict[str, object]:
    """One row as its leaf covers it: codes, moments and references; a guest by name and institution."""
    return {
        "session": one.session.ref,
        "employee": one.employee.ref if one.employee else "",
        "guest": [one.guest_name, one.guest_institution],
        "way": one.way,
        "at": one.at.isoformat(),
        "left_at": one.left_at.isoformat() if one.left_at else "",
        "is_void": one.is_void,
    }


def root_of(session: ActivitySession) -> tuple[bytes, int]:
    """The root over all rows of a session as they stand, voided ones included, and how many they are."""
    rows = Attendance.objects.filter(session=session).select_related("session", "employee")
    leaves = [core.row_leaf(row_of(one), bytes(one.salt)) for one in rows]
    return core.root_of_rows(leaves), len(leaves)


def still_holds(closing: AttendanceClosing) -> bool:
    """Whether the rows of a session are what the closing says: a later correction needs a new one."""
    root, rows = root_of(closing.session)
    return root == bytes(closing.root) and rows == closing.rows


def is_all_known(ids: Collection[UUID]) -> bool:
    """Whether every one of these scans is stored already."""
    wanted = list(ids)
    parts = (wanted[start : start + 900] for start in range(0, len(wanted), 900))
    return sum(Scan.objects.filter(scan_id__in=part).count() for part in parts) == len(wanted)
