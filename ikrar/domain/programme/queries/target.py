"""Reading the target: who is asked where, what moved since the start, and the root that a roster leaf tells."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from ikrar.core import leaves
from ikrar.core.leaves import Roster
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.ledger.models import Entry
from ikrar.domain.programme.models import Asked, Drive, DriveBody, FormerHome
from ikrar.domain.programme.queries.drives import bodies_of, statuses_of, to_be_asked
from ikrar.domain.roster.models import Agency, Employee

MARKS_AT_ONCE = 2_000


def asked_now(drive: Drive, agency: Agency | None = None) -> QuerySet[Asked]:
    """The people asked now (those who left are not), in all bodies of the drive or in one."""
    rows = Asked.objects.filter(drive=drive, left_on=None)
    return rows if agency is None else rows.filter(agency=agency)


def next_slice(drive: Drive, agency: Agency, size: int) -> list[tuple[int, str, int, int]]:
    """The next people of a body to be asked: (employee id, ref, participant number, unit id); [] when all are."""
    rows = Asked.objects.filter(drive=drive, agency=agency).order_by("-employee_id")
    last = rows.values_list("employee_id", flat=True).first() or 0
    people = to_be_asked(agency, statuses_of(drive)).filter(pk__gt=last)
    return list(people.values_list("pk", "ref", "number", "unit_id")[:size])


def marks_of(body: DriveBody) -> Iterator[bytes]:
    """The nullifiers of the people asked now in one body, a few at a time."""
    rows = asked_now(body.drive, body.agency).order_by("pk").values_list("nullifier", flat=True)
    return (bytes(mark) for mark in rows.iterator(chunk_size=MARKS_AT_ONCE))


def roster_of(body: DriveBody) -> Roster:
    """What the roster leaf of a body must say: root and number of those asked now, and how many ever.

    Whoever was asked here and moved to another body of the drive still counts in `ever`.
    """
    marks = list(marks_of(body))
    at_home = Asked.objects.filter(drive=body.drive, agency=body.agency).count()
    gone = FormerHome.objects.filter(agency=body.agency, asked__drive=body.drive)
    ever = at_home + gone.exclude(asked__agency=body.agency).count()
    return Roster(leaves.roster_root(marks), len(marks), ever)


def roster_hashes(body: DriveBody) -> list[str]:
    """The list behind the root, as it is published: one hash of 64 hex digits a person, ascending."""
    return sorted(leaves.roster_hash(mark).hex() for mark in marks_of(body))


def last_roster_leaf(body: DriveBody) -> Entry | None:
    """The entry of the newest roster leaf of a body."""
    return Entry.objects.filter(fact="target.set", subject=f"target:{body.pk}").order_by("-id").first()


@dataclass(frozen=True, slots=True)
class Target:
    """How the target of one body moved: first, joined, moved in and out, left by reason, now."""

    agency: Agency
    first: int
    joined: int
    moved_in: int
    moved_out: int
    left: tuple[tuple[str, int], ...]
    now: int


def target_of(drive: Drive) -> list[Target]:
    """The moving target, body by body, in tree order; three queries."""
    rows = (
        Asked.objects.filter(drive=drive)
        .annotate(came=Exists(FormerHome.objects.filter(asked=OuterRef("pk"))))
        .values_list("agency_id", "in_first_target", "came", "left_reason")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counts: dict[int, Counter[str]] = {}
    for agency, in_first, came, reason, number in rows:
        count = counts.setdefault(agency, Counter())
        if came:
            count["in"] += number
        elif not in_first:
            count["joined"] += number
        count[f"left {reason}" if reason else "now"] += number
    gone = FormerHome.objects.filter(asked__drive=drive).values_list("agency_id").annotate(n=Count("pk"))
    return [_target(b, counts.get(b.agency_id, Counter()), dict(gone)) for b in bodies_of(drive)]


def _target(body: DriveBody, count: Counter[str], gone: dict[int, int]) -> Target:
    left = tuple(sorted((k.removeprefix("left "), n) for k, n in count.items() if k.startswith("left ")))
    return Target(
        body.agency, body.first_target or 0, count["joined"], count["in"], gone.get(body.agency_id, 0), left,
        count["now"],
    )  # fmt: skip


def same_people(drive: Drive, employees: list[Employee]) -> dict[str, Asked]:
    """The rows of the same people under other employee records (a transfer between bodies), by NIP."""
    nips = [e.nip for e in employees if e.nip]
    if not nips:
        return {}
    rows = Asked.objects.filter(drive=drive, employee__nip__in=nips)
    rows = rows.exclude(employee__in=employees).select_related("employee").order_by("-pk")
    return {row.employee.nip: row for row in rows}


def slice_of_body(drive: Drive, agency: Agency, after: int, size: int) -> list[Employee]:
    """The next employees of a body by id, whoever they are: to compare the roster with the target."""
    return list(Employee.objects.filter(agency=agency, pk__gt=after).order_by("pk")[:size])


def rows_of(drive: Drive, employees: list[int]) -> dict[int, Asked]:
    """The rows of these employees in a drive, by employee id."""
    return {a.employee_id: a for a in Asked.objects.filter(drive=drive, employee_id__in=employees)}


def asked_by_number(drive: Drive, agency: Agency, number: int) -> Asked:
    """The person asked under this participant number in one body. Raises Problem when there is none."""
    rows = asked_now(drive, agency).select_related("drive", "agency", "employee")
    found = rows.filter(number=number).first()
    if found is None:
        raise Problem("target.nobody_found", "number")
    return found


def employee_by_number(agency: Agency, number: int) -> Employee:
    """The employee of a body under this number. Raises Problem when there is none."""
    found = Employee.objects.select_related("agency").filter(agency=agency, number=number, left_on=None).first()
    if found is None:
        raise Problem("target.nobody_found", "number")
    return found


def public_body(drive: str, agency: str) -> DriveBody:
    """A body of an open or closed drive whose roster leaf is public. Raises Hidden."""
    rows = DriveBody.objects.select_related("drive", "agency").exclude(told=-1)
    found = rows.filter(drive__ref=drive, agency__ref=agency).first()
    if found is None:
        raise Hidden
    return found


def echelons_in(drive: Drive) -> list[str]:
    """The echelons of the people asked in a drive, or to be asked before it opens; without those who have none."""
    rows = Employee.objects.filter(asked__drive=drive, asked__left_on=None)
    if not rows.exists():
        agencies = bodies_of(drive).values_list("agency_id", flat=True)
        rows = Employee.objects.filter(agency__in=agencies, left_on=None)
    return sorted(set(rows.exclude(echelon="").order_by().values_list("echelon", flat=True).distinct()))
