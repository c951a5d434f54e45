"""Reading apel sessions: which may this person see, who does what there, and what the big screen needs."""

import json
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ikrar.core.programme import ApelStage
from ikrar.core.refs import read_ref
from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import Apel, ApelBody, ApelRole, Drive, SigningGroup
from ikrar.domain.roster.queries import Staff, agencies_seen_by


def apels_seen_by(staff: Staff, permission: Permission = Permission.DRIVE_VIEW) -> QuerySet[Apel]:
    """The sessions that a person's bodies host or stand in; the next first."""
    seen = agencies_seen_by(staff, permission).order_by().values("pk")
    stands = ApelBody.objects.filter(apel=OuterRef("pk"), agency__in=seen)
    return (
        Apel.objects.filter(Q(host__in=seen) | Exists(stands))
        .select_related("drive", "drive__text", "drive__oath", "host")
        .order_by("starts_at", "pk")
    )


def apels_of(staff: Staff, drive: Drive) -> QuerySet[Apel]:
    """The sessions of a drive that a person may see, in order of time."""
    stands = ApelBody.objects.filter(apel=OuterRef("pk"), drive=drive)
    return apels_seen_by(staff).filter(Q(drive=drive) | Exists(stands))


def apel_for(staff: Staff, ref: str, permission: Permission = Permission.DRIVE_VIEW) -> Apel:
    """The door to an apel session. Raises Hidden."""
    found = apels_seen_by(staff, permission).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def apel_by_code(typed: str) -> Apel:
    """The session with this short code, however it was typed: it is on the big screen, so it opens to everybody.

    Raises Hidden.
    """
    code = read_ref(typed)
    found = Apel.objects.select_related("drive", "drive__text", "drive__oath", "host").filter(code=code).first()
    if found is None:
        raise Hidden
    return found


def open_apels() -> QuerySet[Apel]:
    """Every session that is open now."""
    return Apel.objects.filter(stage=ApelStage.OPEN).select_related("drive", "host").order_by("starts_at", "pk")


def bodies_at(apel: Apel) -> list[ApelBody]:
    """The bodies that stand in an apel, the host's tree first."""
    rows = ApelBody.objects.filter(apel=apel).select_related("agency", "drive", "drive__agency")
    return list(rows.order_by("agency__first", "agency__pk"))


def body_at(staff: Staff, apel: Apel, ref: str) -> ApelBody:
    """The door to one body in an apel for those who count its heads: its own people, or the host's. Raises Hidden."""
    seen = agencies_seen_by(staff, Permission.APEL_MANAGE).order_by().values("pk")
    rows = ApelBody.objects.filter(apel=apel, agency__ref=ref).select_related("agency", "drive", "apel")
    found = rows.filter(Q(agency__in=seen) | Q(apel__host__in=seen)).first()
    if found is None:
        raise Hidden
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """A place in the order of signing."""

    number: int
    name: str
    echelons: tuple[str, ...]
    before: str


def groups_of(apel: Apel) -> list[Group]:
    """The order of signing of an apel."""
    rows = SigningGroup.objects.filter(apel=apel).order_by("place_in_order")
    return [Group(n, g.name, tuple(json.loads(g.echelons)), g.before) for n, g in enumerate(rows, 1)]


def roles_of(apel: Apel) -> list[ApelRole]:
    """Who does what in an apel, in the order of the programme."""
    rows = ApelRole.objects.filter(apel=apel).select_related("employee")
    return list(rows.order_by("place_in_order", "pk"))


def heads_of(apel: Apel) -> int | None:
    """How many heads read the oath in all bodies; None before anybody counted."""
    counts = [b.read_count for b in bodies_at(apel) if b.read_count is not None]
    return sum(counts) if counts else None
