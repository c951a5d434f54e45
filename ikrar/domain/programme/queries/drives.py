"""Reading drives: which may this person see, what is planned, and who would be asked?"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ikrar.core import canonical, leaves
from ikrar.core.programme import ASKED_POSITIONS, Stage, Standing, standing_of
from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import Drive, DriveBody
from ikrar.domain.roster.models import Agency, Employee
from ikrar.domain.roster.queries import Staff, agencies_seen_by

STATUSES = ("PNS", "CPNS", "PPPK", "PPPK_PW", "NON_ASN")


def drives_seen_by(staff: Staff, permission: Permission = Permission.DRIVE_VIEW) -> QuerySet[Drive]:
    """The drives of bodies, or with bodies, where the person holds the permission; the newest first."""
    seen = agencies_seen_by(staff, permission).order_by().values("pk")
    takes_part = DriveBody.objects.filter(drive=OuterRef("pk"), agency__in=seen)
    return (
        Drive.objects.filter(Q(agency__in=seen) | Exists(takes_part))
        .select_related("agency", "text", "oath")
        .order_by("-deadline_at", "-pk")
    )


def drive_for(staff: Staff, ref: str, permission: Permission = Permission.DRIVE_VIEW) -> Drive:
    """The door to a drive. Raises Hidden."""
    found = drives_seen_by(staff, permission).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def drive_by_ref(ref: str) -> Drive:
    """The drive with this reference, for what the program does by itself. Raises Hidden."""
    found = Drive.objects.select_related("agency", "text", "oath").filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def bodies_of(drive: Drive) -> QuerySet[DriveBody]:
    """The bodies that take part, in tree order."""
    return (
        DriveBody.objects.filter(drive=drive).select_related("agency").order_by("agency__first", "agency__pk")
    )


def body_of(drive: Drive, agency: Agency) -> DriveBody:
    """The part of one body in a drive. Raises Hidden."""
    found = DriveBody.objects.select_related("agency", "drive").filter(drive=drive, agency=agency).first()
    if found is None:
        raise Hidden
    return found


def agency_in_drive(staff: Staff, drive: Drive, ref: str, permission: Permission) -> Agency:
    """The door to a body of a drive for this permission. Raises Hidden."""
    seen = agencies_seen_by(staff, permission).order_by().values("pk")
    found = bodies_of(drive).filter(agency__ref=ref, agency__in=seen).first()
    if found is None:
        raise Hidden
    return found.agency


def reached(staff: Staff, drive: Drive, permission: Permission) -> set[int]:
    """The ids of the bodies of a drive where this person holds the permission, at the body or at a unit of it."""
    seen = agencies_seen_by(staff, permission).order_by().values("pk")
    return set(bodies_of(drive).filter(agency__in=seen).values_list("agency_id", flat=True))


def opening_drives() -> QuerySet[Drive]:
    """The drives whose opening has begun and is not finished."""
    return Drive.objects.filter(stage=Stage.OPENING).select_related("agency", "text").order_by("pk")


def statuses_of(drive: Drive) -> tuple[str, ...]:
    """The employment statuses that a drive asks."""
    return tuple(json.loads(drive.statuses))


def elections_of(drive: Drive) -> tuple[str, ...]:
    """The codes of the elections that a drive names."""
    return tuple(json.loads(drive.elections))


def plan_digest(drive: Drive) -> str:
    """What the responsible official approves, in 16 hex digits: another text, date, status or body changes it."""
    plan = {
        "bodies": sorted(b.agency.ref for b in bodies_of(drive)),
        "deadline": drive.deadline_at.isoformat(),
        "elections": list(elections_of(drive)),
        "late": drive.late_until.isoformat(),
        "name": drive.name,
        "oath": bytes(drive.oath.sha256).hex() if drive.oath else "",
        "statuses": list(statuses_of(drive)),
        "text": bytes(drive.text.sha256).hex(),
    }
    return leaves.text_hash(canonical.dumps(plan).decode()).hex()[:16]


def to_be_asked(agency: Agency, statuses: Sequence[str]) -> QuerySet[Employee]:
    """The employees of a body that a drive for these statuses asks, by id."""
    return Employee.objects.filter(
        agency=agency, status__in=statuses, left_on=None, legal_position__in=ASKED_POSITIONS
    ).order_by("pk")


@dataclass(frozen=True, slots=True)
class BodyPreview:
    """Who of one body would be asked: by status and by unit, and who would not with the reason."""

    agency: Agency
    by_status: tuple[tuple[str, int], ...]
    by_unit: tuple[tuple[str, int], ...]
    listed: tuple[tuple[str, int], ...]  # legal position, people: named apart, the officer decides
    left_out: tuple[tuple[str, int], ...]  # legal position, people
    other_status: int

    @property
    def asked(self) -> int:
        """How many would be asked."""
        return sum(n for _, n in self.by_status)


@dataclass(frozen=True, slots=True)
class Preview:
    """The target as it would be if the drive opened now."""

    bodies: tuple[BodyPreview, ...]

    @property
    def asked(self) -> int:
        """How many would be asked in all bodies."""
        return sum(b.asked for b in self.bodies)


def preview_of(agencies: Iterable[Agency], statuses: Sequence[str]) -> Preview:
    """The target of a drive for these bodies and statuses, counted now; two queries a body."""
    return Preview(tuple(_preview(agency, tuple(statuses)) for agency in agencies))


def _preview(agency: Agency, statuses: tuple[str, ...]) -> BodyPreview:
    rows = (
        Employee.objects.filter(agency=agency, left_on=None)
        .values_list("status", "legal_position")
        .annotate(n=Count("pk"))
        .order_by("status", "legal_position")
    )
    asked, listed, out, other = Counter[str](), Counter[str](), Counter[str](), 0
    for status, position, number in rows:
        if status not in statuses:
            other += number
            continue
        match standing_of(position):
            case Standing.ASKED:
                asked[status] += number
            case Standing.LISTED:
                listed[position] += number
            case _:
                out[position] += number
    units = (
        to_be_asked(agency, statuses)
        .order_by("unit__first", "unit__pk")
        .values_list("unit__name")
        .annotate(n=Count("pk"))
    )
    ordered = tuple((s, asked[s]) for s in STATUSES if s in statuses)
    return BodyPreview(
        agency, ordered, tuple(units), tuple(sorted(listed.items())), tuple(sorted(out.items())), other
    )


def not_asked(agencies: Iterable[Agency], statuses: Sequence[str], limit: int = 500) -> list[Employee]:
    """The people of these bodies whom their legal position keeps out of the target, by body, position and name."""
    rows = Employee.objects.filter(agency__in=list(agencies), status__in=statuses, left_on=None)
    rows = rows.exclude(legal_position__in=ASKED_POSITIONS).select_related("agency", "unit")
    return list(rows.order_by("agency__first", "legal_position", "name", "pk")[:limit])
