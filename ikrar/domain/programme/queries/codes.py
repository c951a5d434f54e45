"""Reading who gets a code: the people of a unit, the search of the help desk, and who stands at the door of an apel."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from ikrar.core.programme import LONGEST_NUMBER
from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import Apel, ApelBody, Asked, Drive
from ikrar.domain.programme.queries.target import asked_now
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff, units_seen_by

FOUND_AT_MOST = 20
SHORTEST_SEARCH = 3  # letters


def asked_in(drive: Drive, unit: Unit) -> QuerySet[Asked]:
    """The people asked now in a unit and below it, by unit and name."""
    rows = asked_now(drive, unit.agency).filter(unit__first__gte=unit.first, unit__first__lte=unit.last)
    return rows.select_related("employee", "unit").order_by("unit__first", "employee__name", "pk")


def units_to_serve(staff: Staff, drive: Drive, agency: Agency) -> QuerySet[Unit]:
    """The units of a body where this person may hand out codes and where somebody is asked, in tree order."""
    here = Q(asked__drive=drive, asked__left_on=None)
    units = units_seen_by(staff, agency, Permission.CODE_ISSUE)
    return units.annotate(
        people=Count("asked", filter=here), coded=Count("asked", filter=here & Q(asked__code_round__gt=0))
    ).filter(people__gt=0)


def root_of(agency: Agency) -> Unit:
    """The unit above all others of a body."""
    return Unit.objects.filter(agency=agency, parent=None).order_by("first", "pk")[0]


def unit_to_serve(staff: Staff, agency: Agency, ref: str) -> Unit:
    """The door to a unit for handing out codes. Raises Hidden."""
    found = units_seen_by(staff, agency, Permission.CODE_ISSUE).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def asked_seen_by(staff: Staff, drive: Drive, agency: Agency) -> QuerySet[Asked]:
    """The people of a body whom this person may serve at the help desk."""
    units = units_seen_by(staff, agency, Permission.CODE_ISSUE).order_by().values("pk")
    rows = asked_now(drive, agency).filter(unit__in=units)
    return rows.select_related("employee", "unit", "agency", "drive").order_by("employee__name", "pk")


def asked_for(staff: Staff, drive: Drive, agency: Agency, number: int) -> Asked:
    """The door to one person asked, by participant number. Raises Hidden."""
    found = asked_seen_by(staff, drive, agency).filter(number=number).first()
    if found is None:
        raise Hidden
    return found


def search(staff: Staff, drive: Drive, agency: Agency, typed: str) -> list[Asked]:
    """The people whose name, NIP or participant number was typed; at most 20."""
    words, digits = typed.split(), digits_in(typed)
    rows = asked_seen_by(staff, drive, agency)
    if digits and len(digits) == len(typed.replace(" ", "")):
        is_number = len(digits) <= len(str(LONGEST_NUMBER))
        rows = rows.filter(number=int(digits)) if is_number else rows.filter(employee__nip__startswith=digits)
        return list(rows[:FOUND_AT_MOST])
    if len("".join(words)) < SHORTEST_SEARCH:
        return []
    for word in words:
        rows = rows.filter(employee__name__icontains=word)
    return list(rows[:FOUND_AT_MOST])


def asked_at(apel: Apel, typed: str) -> list[Asked]:
    """Whom a number or NIP typed at an apel can mean: one person of each body that stands there.

    Numbers are unique in a body only, so with several bodies there may be several; the code tells them apart.
    """
    digits = digits_in(typed)[:18]
    if not digits:
        return []
    bodies = ApelBody.objects.filter(apel=apel).values_list("drive_id", "agency_id")
    places = Q(pk__in=[])
    for drive, agency in bodies:
        places |= Q(drive_id=drive, agency_id=agency)
    rows = Asked.objects.filter(places, left_on=None).select_related("employee", "unit", "agency", "drive")
    is_number = len(digits) <= len(str(LONGEST_NUMBER))
    found = rows.filter(number=int(digits)) if is_number else rows.filter(employee__nip=digits)
    return list(found.order_by("pk")[:50])


def digits_in(typed: str) -> str:
    """The digits 0 to 9 of what was typed; a raised two or a digit of another script is none."""
    return "".join(c for c in typed if c.isascii() and c.isdigit())


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How many people of a body have a code already."""

    people: int
    coded: int


def codes_of(drive: Drive, agency: Agency) -> CodeCount:
    """How far the handing out of codes has come in one body."""
    found = asked_now(drive, agency).aggregate(
        people=Count("pk"), coded=Count("pk", filter=Q(code_round__gt=0))
    )
    return CodeCount(found["people"], found["coded"])
