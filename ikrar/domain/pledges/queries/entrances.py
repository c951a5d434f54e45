"""Through which door somebody comes to sign: an apel that is open, or a late link; and who they are by number."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from ikrar.core.pledges import Window
from ikrar.core.refs import read_ref
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.people.grants import Permission
from ikrar.domain.pledges.models import Kiosk, LateLink
from ikrar.domain.pledges.queries.signers import OPEN_DRIVE
from ikrar.domain.programme.models import Apel, Asked, Drive
from ikrar.domain.programme.queries import apel_by_code, asked_at, bodies_at
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import staff_of, units_seen_by

APEL_CODE = 6
LONGEST_NUMBER = 5
SHORTEST_SEARCH = 3


@dataclass(frozen=True, slots=True)
class Entrance:
    """A door to one drive. `bodies` are the bodies whose people may come through."""

    code: str
    drive: Drive
    apel: Apel | None
    late_link: LateLink | None
    bodies: tuple[Agency, ...]

    @property
    def window(self) -> Window:
        """When the drive takes in pledges."""
        return Window(self.drive.stage == OPEN_DRIVE, self.drive.deadline_at, self.drive.late_until)

    @property
    def zone(self) -> str:
        """The time zone of whoever opened the door."""
        return self.apel.host.zone if self.apel else self.drive.agency.zone

    @property
    def ends_at(self) -> datetime | None:
        """When this door closes or closed, where that is known."""
        return self.late_link.until if self.late_link else self.apel.closed_at if self.apel else None


def entrance_for(typed: str) -> Entrance:
    """The door behind a short code, however it was typed. Raises Hidden."""
    code = read_ref(typed)
    if len(code) == APEL_CODE:
        apel = apel_by_code(code)
        bodies = tuple(body.agency for body in bodies_at(apel))
        return Entrance(code, apel.drive, apel, None, bodies)
    link = (
        LateLink.objects.select_related("drive__text", "drive__agency", "agency", "unit")
        .filter(ref=code)
        .first()
    )
    if link is None:
        raise Hidden
    return Entrance(code, link.drive, None, link, (link.agency,))


def asked_by_number(entrance: Entrance, typed: str, body: str = "") -> Asked | None:
    """The person behind a participant number or a NIP, typed with or without spaces; None when there is nobody.

    `body` is the reference of a body where several stand together. Raises Problem when the number is somebody's
    in more than one of them and no body was chosen.
    """
    found = asked_at(entrance.apel, typed) if entrance.apel else _asked_by_link(entrance, typed)
    here = [asked for asked in found if not body or asked.agency.ref == body]
    if len(here) > 1:
        raise Problem("pledge.choose_body", "badan")
    return here[0] if here else None


def _asked_by_link(entrance: Entrance, typed: str) -> list[Asked]:
    digits = "".join(sign for sign in typed if sign.isdecimal() and sign.isascii())
    if not digits:
        return []
    people = _people_of(entrance).select_related("agency")
    if len(digits) > LONGEST_NUMBER:
        return list(people.filter(employee__nip=digits))
    return list(people.filter(number=int(digits)))


def _people_of(entrance: Entrance) -> QuerySet[Asked]:
    people = Asked.objects.filter(drive=entrance.drive, agency__in=entrance.bodies)
    link = entrance.late_link
    if link is not None and link.asked_id is not None:
        return people.filter(pk=link.asked_id)
    if link is not None and link.unit is not None:
        return people.filter(unit__first__gte=link.unit.first, unit__first__lte=link.unit.last)
    return people


def people_at(kiosk: Kiosk, typed: str, *, on: date, at_most: int = 12) -> list[Asked]:
    """People whose name holds what was typed (three letters at least), by name: those whom both officers serve."""
    words = typed.split()
    if sum(map(len, words)) < SHORTEST_SEARCH:
        return []
    officers = (staff_of(kiosk.operator, on=on), staff_of(kiosk.witness, on=on))
    places = Q(pk__in=[])
    for body in bodies_at(kiosk.apel):
        first, second = (units_seen_by(o, body.agency, Permission.KIOSK_WITNESS).order_by() for o in officers)
        here = Q(unit__in=first.values("pk")) & Q(unit__in=second.values("pk"))
        places |= Q(drive_id=body.drive_id, agency_id=body.agency_id) & here
    people = Asked.objects.filter(places, left_on__isnull=True).select_related(
        "employee", "unit", "agency", "drive"
    )
    for word in words:
        people = people.filter(employee__name__icontains=word)
    return list(people.order_by("employee__name", "pk")[:at_most])
