"""Where an officer stands: one drive, one body of it, and the units that this permission reaches."""

from dataclasses import dataclass

from django.db.models import QuerySet

from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import Drive
from ikrar.domain.programme.queries import agency_in_drive, drive_for
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import units_seen_by
from ikrar.web.shell.access import Request


@dataclass(frozen=True, slots=True)
class Place:
    """A drive and a body of it, as one permission reaches them."""

    drive: Drive
    agency: Agency
    units: QuerySet[Unit]
    whole: bool  # the permission reaches the whole body


def place_for(request: Request, ref: str, agency: str, permission: Permission) -> Place:
    """The door to a body in a drive. Raises Hidden."""
    drive = drive_for(request.staff, ref, permission)
    body = agency_in_drive(request.staff, drive, agency, permission)
    units = units_seen_by(request.staff, body, permission)
    return Place(drive, body, units, request.staff.permits_at(permission, body))


def whole_place_for(request: Request, ref: str, agency: str, permission: Permission) -> Place:
    """The same for what concerns the whole body. Raises Hidden for those who reach units only."""
    place = place_for(request, ref, agency, permission)
    if not place.whole:
        raise Hidden
    return place


def unit_of(place: Place, ref: str) -> Unit:
    """One of the units that are reached. Raises Hidden."""
    found = place.units.filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found
