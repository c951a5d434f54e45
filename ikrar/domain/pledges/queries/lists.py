"""Who signed and who not yet, by name: alphabetical, with level and reason, never a league table."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery

from ikrar.core.pledges import Standing
from ikrar.core.verdicts import Hidden
from ikrar.domain.pledges.models import Dispute, Kiosk, LateLink, Pledge, Refusal, Register, Sheet, SheetLine
from ikrar.domain.pledges.queries.counts import current_absences
from ikrar.domain.programme.models import Apel, Asked, Drive
from ikrar.domain.roster.models import Agency, Unit

MANY = 4  # signatures of one device from which on somebody should look


@dataclass(frozen=True, slots=True)
class Listed:
    """One person asked, and where they stand."""

    asked: int
    number: int
    name: str
    unit: str
    standing: Standing
    level: str
    reason: str  # core.pledges.Absent; leave is leave, whatever its kind
    until: date | None
    signed_at: datetime | None
    pledge: str
    late: bool


def people_rows(
    drive: Drive, units: Sequence[Unit] | QuerySet[Unit], *, on: date, standing: str = ""
) -> QuerySet[Asked, Any]:
    """Everybody asked in these units (of one standing, when it is named) by name, as rows for `listed`."""
    pledge = Pledge.objects.filter(asked=OuterRef("pk"), withdrawal__isnull=True)
    away = current_absences(on).filter(asked=OuterRef("pk")).order_by("-pk")
    people = Asked.objects.filter(drive=drive, unit__in=units, left_on__isnull=True)
    if standing == Standing.SIGNED:
        people = people.filter(Exists(pledge))
    elif standing == Standing.ABSENT:
        people = people.filter(~Exists(pledge), Exists(away))
    elif standing == Standing.NOT_YET:
        people = people.filter(~Exists(pledge), ~Exists(away))
    return (
        people.annotate(
            level=Subquery(pledge.values("level")[:1]),
            signed_at=Subquery(pledge.values("signed_at")[:1]),
            proof=Subquery(pledge.values("ref")[:1]),
            late=Subquery(pledge.values("late")[:1]),
            reason=Subquery(away.values("reason")[:1]),
            until=Subquery(away.values("until")[:1]),
        )
        .order_by("employee__name", "pk")
        .values_list("pk", "number", "employee__name", "employee__title_front", "employee__title_back",
                     "unit__name", "level", "reason", "until", "signed_at", "proof", "late")
    )  # fmt: skip


def people_listed(
    drive: Drive, units: Sequence[Unit] | QuerySet[Unit], *, on: date, standing: str = ""
) -> list[Listed]:
    """Everybody asked in these units (of one standing, when it is named) by name; one statement."""
    return [listed(*row) for row in people_rows(drive, units, on=on, standing=standing)]


def asked_among(drive: Drive, units: Sequence[Unit] | QuerySet[Unit], rows: Sequence[int]) -> list[Asked]:
    """Those of these rows who are asked in these units, by name: nobody reaches beyond their units."""
    found = Asked.objects.filter(drive=drive, unit__in=units, pk__in=rows, left_on__isnull=True)
    return list(found.select_related("agency", "drive", "employee").order_by("employee__name", "pk"))


def asked_with_number(drive: Drive, agency: Agency, units: QuerySet[Unit], number: int) -> Asked:
    """The person with this number in these units. Raises Hidden."""
    found = Asked.objects.filter(
        drive=drive, agency=agency, unit__in=units, number=number, left_on=None
    ).first()
    if found is None:
        raise Hidden
    return found


def not_yet(drive: Drive, units: Sequence[Unit] | QuerySet[Unit], *, on: date) -> list[Listed]:
    """Those who neither signed nor are excused, by name; nothing tells who refused."""
    return people_listed(drive, units, on=on, standing=Standing.NOT_YET)


def units_below(unit: Unit) -> QuerySet[Unit]:
    """A unit and everything below it, in tree order."""
    return Unit.objects.filter(agency_id=unit.agency_id, first__gte=unit.first, first__lte=unit.last).order_by(
        "first", "pk"
    )


def listed(
    asked: int, number: int, name: str, front: str, back: str, unit: str, level: str | None, reason: str | None,
    until: date | None, signed_at: datetime | None, proof: str | None, late: bool | None,
) -> Listed:  # fmt: skip
    """One row of `people_rows`."""
    full = f"{front} {name}".strip()
    standing = Standing.SIGNED if proof else Standing.ABSENT if reason else Standing.NOT_YET
    return Listed(
        asked=asked, number=number, name=f"{full}, {back}" if back else full, unit=unit, standing=standing,
        level=level or "", reason="" if proof else reason or "", until=until, signed_at=signed_at,
        pledge=proof or "", late=bool(late),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Device:
    """Pledges that came from one device of one body, by name."""

    device: str
    pledges: list[Pledge]


def shared_devices(drive: Drive, agency: Agency, *, at_least: int = MANY) -> list[Device]:
    """Devices from which many pledges came, the most first: to be looked at, not an accusation."""
    mine = Pledge.objects.filter(drive=drive, agency=agency, withdrawal__isnull=True).exclude(device="")
    many = mine.order_by().values("device").annotate(n=Count("pk")).filter(n__gte=at_least).values("device")
    found: dict[str, list[Pledge]] = {}
    rows = mine.filter(device__in=many).select_related("asked__employee", "unit")
    for pledge in rows.order_by("asked__employee__name", "pk"):
        found.setdefault(pledge.device, []).append(pledge)
    return [Device(d, p) for d, p in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))]


def refusals_seen(drive: Drive, agency: Agency) -> QuerySet[Refusal]:
    """Who refuses now, by name; for those entitled only."""
    return (
        Refusal.objects.filter(asked__drive=drive, asked__agency=agency, withdrawn_at__isnull=True)
        .select_related("asked__employee", "asked__unit")
        .order_by("asked__employee__name", "pk")
    )


def disputes_seen(drive: Drive, agency: Agency) -> QuerySet[Dispute]:
    """What people say of their rows: open ones first, then by time."""
    return (
        Dispute.objects.filter(asked__drive=drive, asked__agency=agency)
        .select_related("asked__employee", "asked__unit")
        .order_by(F("answered_at").asc(nulls_first=True), "raised_at", "pk")
    )


def dispute_for(drive: Drive, agency: Agency, pk: int) -> Dispute:
    """One thing that somebody of this body says. Raises Hidden."""
    found = disputes_seen(drive, agency).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def pledge_for(drive: Drive, agency: Agency, ref: str) -> Pledge:
    """A pledge of this body. Raises Hidden."""
    found = (
        Pledge.objects.filter(drive=drive, agency=agency, ref=ref)
        .select_related("asked__employee", "unit", "agency", "drive")
        .first()
    )
    if found is None:
        raise Hidden
    return found


def sheet_for(drive: Drive, units: QuerySet[Unit], ref: str) -> Sheet:
    """A sheet of one of these units. Raises Hidden."""
    found = (
        Sheet.objects.filter(drive=drive, unit__in=units, ref=ref)
        .select_related("unit__agency", "drive__text", "apel")
        .first()
    )
    if found is None:
        raise Hidden
    return found


def lines_of(sheet: Sheet) -> list[SheetLine]:
    """The rows of a sheet in their order."""
    rows = SheetLine.objects.filter(sheet=sheet).select_related("asked__employee")
    return list(rows.order_by("row"))


def employees_who_pledged(ids: Collection[int]) -> set[int]:
    """Those of these employees (by id) for whom a pledge was ever made, in any drive; at most some hundreds asked."""
    found = Pledge.objects.filter(asked__employee__in=ids).order_by()
    return set(found.values_list("asked__employee_id", flat=True))


def unsigned_in(drive: Drive, unit: Unit) -> list[Asked]:
    """Those of one unit (not below it) who have not signed, by name: whom a sheet is printed for."""
    standing = Pledge.objects.filter(asked=OuterRef("pk"), withdrawal__isnull=True)
    rows = Asked.objects.filter(~Exists(standing), drive=drive, unit=unit, left_on__isnull=True)
    return list(rows.select_related("employee", "agency", "drive").order_by("employee__name", "pk"))


def late_links_of(drive: Drive, agency: Agency) -> QuerySet[LateLink]:
    """The late links of a body, newest first."""
    return (
        LateLink.objects.filter(drive=drive, agency=agency)
        .select_related("unit", "asked__employee")
        .order_by("-given_at", "-pk")
    )


def kiosks_of(apel: Apel) -> QuerySet[Kiosk]:
    """The kiosks of an apel, newest first."""
    return Kiosk.objects.filter(apel=apel).select_related("operator", "witness").order_by("-opened_at", "-pk")


def kiosk_by_ref(ref: str) -> Kiosk:
    """The kiosk with this reference; the device shows its own cookie first. Raises Hidden."""
    found = Kiosk.objects.select_related("apel__drive", "operator", "witness").filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def sheets_of(drive: Drive, agency: Agency) -> QuerySet[Sheet]:
    """The paper sheets of a body, newest first."""
    return (
        Sheet.objects.filter(drive=drive, unit__agency=agency)
        .select_related("unit")
        .order_by("-printed_at", "-pk")
    )


def registers_of(drive: Drive, agency: Agency) -> QuerySet[Register]:
    """The sealed registers of a body, newest day first."""
    return Register.objects.filter(drive=drive, agency=agency).order_by("-day", "-sealed_at", "-pk")
