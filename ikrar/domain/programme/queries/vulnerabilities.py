"""Reading the vulnerability register: the review, the entries, the heat table, and numbers by area."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from ikrar.core.small_numbers import Shown, withhold
from ikrar.core.verdicts import Hidden
from ikrar.core.vulnerabilities import Category, Stage, heat
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import ElectionReview, Vulnerability
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, agencies_seen_by, agency_for

VIEW = Permission.VULNERABILITY_VIEW


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an entry: what it said before, field by field."""

    at: datetime
    by: str
    before: tuple[tuple[str, str], ...]


def registers_seen_by(staff: Staff) -> QuerySet[Agency]:
    """The bodies whose register this person may see."""
    return agencies_seen_by(staff, VIEW)


def register_for(staff: Staff, ref: str) -> Agency:
    """The door to the register of a body: seats over a single unit do not open it. Raises Hidden."""
    agency = agency_for(staff, ref, VIEW)
    if not staff.permits_at(VIEW, agency):
        raise Hidden
    return agency


def reviews_of(agency: Agency) -> QuerySet[ElectionReview]:
    """What happened in the last election, the newest first."""
    return ElectionReview.objects.filter(agency=agency).order_by("-written_at", "-pk")


def is_reviewed(agency: Agency) -> bool:
    """Whether the register was opened with a review."""
    return reviews_of(agency).exists()


def entries_of(agency: Agency, *, category: str = "", with_closed: bool = False) -> list[Vulnerability]:
    """The entries of a body, the heaviest first; closed ones only when asked for."""
    rows = Vulnerability.objects.filter(agency=agency).select_related("unit", "owner", "agency")
    if not with_closed:
        rows = rows.exclude(stage=Stage.CLOSED)
    if category:
        rows = rows.filter(category=category)
    return sorted(rows, key=lambda row: (-row.likelihood * row.impact, row.review_on, row.pk))


def entry_for(staff: Staff, ref: str) -> Vulnerability:
    """The door to one entry. Raises Hidden."""
    found = Vulnerability.objects.select_related("agency", "unit", "owner").filter(ref=ref).first()
    if found is None or not staff.permits_at(VIEW, found.agency):
        raise Hidden
    return found


def changes_of(entry: Vulnerability) -> list[Change]:
    """The history of an entry, the newest first."""
    rows = entry.changes.order_by("-changed_at", "-pk")
    return [Change(r.changed_at, r.changed_by, tuple(json.loads(r.before).items())) for r in rows]


def heat_of(agency: Agency) -> dict[tuple[int, int], int]:
    """How many entries that are not closed stand in each cell (likelihood, impact)."""
    open_ones = Vulnerability.objects.filter(agency=agency).exclude(stage=Stage.CLOSED)
    return heat(open_ones.values_list("likelihood", "impact"))


def numbers_by_area(agency: Agency) -> Shown:
    """Entries by area and category, as they may be shown outside the task force: few are withheld."""
    rows = Vulnerability.objects.filter(agency=agency).values_list("area", "category")
    counts = Counter(rows)
    areas = sorted({area for area, _ in counts}, key=str.casefold)
    return withhold(counts, areas, [c.value for c in Category])


def due_for_review(day: date) -> QuerySet[Vulnerability]:
    """The entries that are not closed and whose day of review has come."""
    rows = Vulnerability.objects.exclude(stage=Stage.CLOSED).filter(review_on__lte=day)
    return rows.select_related("agency", "owner").order_by("pk")
