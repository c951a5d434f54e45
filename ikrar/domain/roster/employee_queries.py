"""Reading people and units: lists, one person with their history, and a search that forgives slips."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from ikrar.core.nip import digits_of
from ikrar.core.roster.likeness import alike, name_key, sounds, trigrams
from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency, Employee, EmployeeHistory, Unit
from ikrar.domain.roster.queries import Staff, agencies_seen_by, units_seen_by

SHOWN = 50
VIEW = Permission.ROSTER_VIEW


def employees_seen_by(staff: Staff, agency: Agency, permission: Permission = VIEW) -> QuerySet[Employee]:
    """Everybody of the body whom this person may see, those who left included, by name."""
    units = units_seen_by(staff, agency, permission)
    rows = Employee.objects.filter(agency=agency, unit__in=units.order_by().values("pk"))
    return rows.select_related("unit").order_by("name", "pk")


def employee_for(staff: Staff, ref: str, permission: Permission = VIEW) -> Employee:
    """The door to one person. Raises Hidden when they serve where this permission does not reach."""
    found = Employee.objects.select_related("unit", "agency").filter(ref=ref).first()
    if found is None or not staff.permits_at(permission, found.agency, found.unit):
        raise Hidden
    return found


def unit_for(staff: Staff, agency: Agency, ref: str, permission: Permission = VIEW) -> Unit:
    """The door to one unit of a body. Raises Hidden."""
    found = units_seen_by(staff, agency, permission).filter(ref=ref).select_related("agency", "parent").first()
    if found is None:
        raise Hidden
    return found


def of_unit(people: QuerySet[Employee], unit: Unit) -> QuerySet[Employee]:
    """Those who serve in a unit or below it."""
    return people.filter(
        unit__agency_id=unit.agency_id, unit__first__gte=unit.first, unit__first__lte=unit.last
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """One unit of the tree with how many people serve in it, and in it and below."""

    unit: Unit
    own: int
    total: int


def tree_seen_by(staff: Staff, agency: Agency) -> list[Branch]:
    """The open units that this person may see, in order, with people counted; two queries."""
    own = dict(
        Employee.objects.filter(agency=agency, left_on=None)
        .values_list("unit")
        .annotate(n=Count("pk"))
        .order_by()
    )
    units = list(units_seen_by(staff, agency, VIEW).filter(closed_on=None))
    counted = [(u.first, own.get(u.pk, 0)) for u in units]
    sums = [0]
    for _, number in counted:
        sums.append(sums[-1] + number)
    ends = {first: at for at, (first, _) in enumerate(counted)}
    return [
        Branch(u, own.get(u.pk, 0), sums[_end(units, at, u.last)] - sums[ends[u.first]])
        for at, u in enumerate(units)
    ]


def _end(units: list[Unit], at: int, last: int) -> int:
    low, high = at + 1, len(units)
    while low < high:
        middle = (low + high) // 2
        if units[middle].first <= last:
            low = middle + 1
        else:
            high = middle
    return low


def search(people: QuerySet[Employee], typed: str) -> list[Employee]:
    """Up to fifty people whose name, number or post is like what was typed; slips and old spellings are forgiven.

    Names that hold every word come first; only when there are none are all names compared by sound and trigrams.
    """
    digits = digits_of(typed)
    if digits.isdigit() and len(digits) >= 3:
        number = int(digits) if len(digits) <= 5 else -1
        return list(
            people.filter(Q(nip__startswith=digits) | Q(nip__endswith=digits) | Q(number=number))[:SHOWN]
        )
    words = name_key(typed).split() or typed.split()
    if not words:
        return []
    exact = people
    for word in words:
        exact = exact.filter(name__icontains=word)
    if found := list(exact[:SHOWN]):
        return found
    by_post = list(people.filter(position__icontains=typed.strip())[:SHOWN]) if len(typed.strip()) > 3 else []
    return by_post or _like(people, typed)


def _like(people: QuerySet[Employee], typed: str) -> list[Employee]:
    asked = sounds(typed)
    wanted = trigrams(asked)
    marks: list[tuple[float, str, int]] = []
    for pk, name in people.order_by("pk").values_list("pk", "name").iterator(5_000):
        heard = sounds(name)
        score = alike(wanted, trigrams(heard))
        if score < 0.45 and " " in heard:
            score = max(alike(wanted, trigrams(part)) for part in heard.split()) - 0.1
        if score >= 0.45:
            marks.append((-score, name, pk))
    best = [pk for _, _, pk in sorted(marks)[:SHOWN]]
    rows = {e.pk: e for e in people.filter(pk__in=best)}
    return [rows[pk] for pk in best]


@dataclass(frozen=True, slots=True)
class Change:
    """One act in the life of a record: when, by whom, because of what, and the old values (none: the person was new)."""

    at: datetime
    by: str
    cause: str
    before: dict[str, str] | None


def history_of(employee: Employee) -> list[Change]:
    """What was changed, the latest first; names of people in place of their references."""
    rows = list(EmployeeHistory.objects.filter(employee=employee).order_by("-pk")[:200])
    refs = {r.changed_by.partition(":")[2] for r in rows}
    names = dict(Person.objects.filter(ref__in=refs).values_list("ref", "name"))
    return [
        Change(
            r.changed_at,
            names.get(r.changed_by.partition(":")[2], r.changed_by),
            r.cause.partition(":")[0],
            json.loads(r.before),
        )
        for r in rows
    ]


def bodies_seen_by(staff: Staff) -> list[tuple[Agency, int]]:
    """The bodies whose roster this person may see, in tree order, with how many people serve there."""
    agencies = list(agencies_seen_by(staff, VIEW))
    counts = dict(
        Employee.objects.filter(agency__in=agencies, left_on=None)
        .values_list("agency")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return [(a, counts.get(a.pk, 0)) for a in agencies]
