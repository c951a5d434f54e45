"""Whom does an activity invite, by unit, status or typed numbers, and who stands on the list already?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from ikrar.core.nip import LENGTH, digits_of
from ikrar.core.verdicts import Problem
from ikrar.domain.programme.models import Activity, ActivitySession, Invitee
from ikrar.domain.roster.models import Agency, Employee, Unit

TYPED_AT_MOST = 2_000
SHOWN_UNKNOWN = 10


@dataclass(frozen=True, slots=True)
class Selection:
    """Who is to be invited: people of these units (none: of the whole body) with these statuses, and typed numbers."""

    units: Sequence[Unit] = ()
    statuses: Sequence[str] = ()
    numbers: str = ""  # NIP or participant numbers, however they were typed

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.units or self.statuses or self.numbers.strip())


def people_selected(agency: Agency, selection: Selection) -> list[int]:
    """The keys of those who work at the body and are chosen, in a fixed order. Raises Problem for unknown numbers."""
    found = set(_typed(agency, selection.numbers)) if selection.numbers.strip() else set()
    if selection.units or selection.statuses:
        rows = _working(agency)
        if selection.units:
            rows = rows.filter(_within(selection.units))
        if selection.statuses:
            rows = rows.filter(status__in=selection.statuses)
        found.update(rows.values_list("pk", flat=True))
    return sorted(found)


def _working(agency: Agency) -> QuerySet[Employee]:
    return Employee.objects.filter(agency=agency, left_on=None)


def _within(units: Sequence[Unit]) -> Q:
    """In one of these units or below it."""
    reach = Q(pk__in=[])
    for unit in units:
        reach |= Q(unit__first__gte=unit.first, unit__first__lte=unit.last)
    return reach


def _typed(agency: Agency, numbers: str) -> list[int]:
    """The people behind typed NIP and participant numbers. Raises Problem that names those that nobody has."""
    typed = _entries(numbers)
    if len(typed) > TYPED_AT_MOST:
        raise Problem("activity.too_many_numbers", "numbers", limit=TYPED_AT_MOST)
    nips = {entry for entry in typed if len(entry) == LENGTH}
    short = {int(entry) for entry in typed if entry.isdecimal() and len(entry) <= 5}
    rows = _working(agency).filter(Q(nip__in=nips) | Q(number__in=short)).values_list("pk", "nip", "number")
    by_entry = {key: pk for pk, nip, number in rows for key in (nip, str(number))}
    unknown = [entry for entry in typed if entry.lstrip("0") not in by_entry and entry not in by_entry]
    if unknown:
        shown = ", ".join(unknown[:SHOWN_UNKNOWN])
        raise Problem("activity.numbers_unknown", "numbers", count=len(unknown), numbers=shown)
    return [by_entry.get(entry) or by_entry[entry.lstrip("0")] for entry in typed]


def _entries(numbers: str) -> list[str]:
    """One entry a line, or parted by comma or semicolon; blanks inside a NIP are no separators."""
    parts = (digits_of(part) or part.strip() for part in re.split(r"[,;\n\r\t]+", numbers))
    return list(dict.fromkeys(part for part in parts if part))


def invitees_of(activity: Activity) -> QuerySet[Employee]:
    """Who is invited to any session of an activity, by unit and name."""
    invited = Invitee.objects.filter(session__activity=activity).order_by().values("employee")
    rows = Employee.objects.filter(pk__in=invited).select_related("unit")
    return rows.order_by("unit__first", "name", "pk")


def invited_counts(activity: Activity) -> dict[int, int]:
    """How many are invited to each session, by its key; a session without a list is missing."""
    rows = Invitee.objects.filter(session__activity=activity).order_by().values_list("session")
    return dict(rows.annotate(n=Count("pk")))


def invited_statuses(activity: Activity) -> dict[str, int]:
    """How many different people are invited, by employment status."""
    rows = invitees_of(activity).order_by().values_list("status")
    return dict(rows.annotate(n=Count("pk")))


def invited_units(activity: Activity) -> list[Unit]:
    """The units from which somebody is invited, in tree order: whom the invitation letter addresses."""
    units = invitees_of(activity).order_by().values("unit")
    return list(Unit.objects.filter(pk__in=units).order_by("first", "pk"))


def sessions_named(activity: Activity, refs: Sequence[str]) -> list[ActivitySession]:
    """These sessions of an activity; all of them without a reference."""
    rows = ActivitySession.objects.filter(activity=activity)
    return list((rows.filter(ref__in=refs) if refs else rows).order_by("starts_at", "pk"))


def employee_typed(agency: Agency, number: str, *, field: str) -> Employee | None:
    """The employee behind a typed NIP or participant number; None where nothing was typed.

    Raises Problem activity.nobody_found at the field.
    """
    if not number.strip():
        return None
    try:
        keys = people_selected(agency, Selection(numbers=number))
    except Problem as problem:
        raise Problem("activity.nobody_found", field) from problem
    if not keys:  # nothing but separators
        raise Problem("activity.nobody_found", field)
    return Employee.objects.select_related("unit").get(pk=keys[0])
