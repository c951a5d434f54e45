"""What does the roster of a body say now: as a snapshot for a check, and as one canonical text with its digest?"""

import hashlib
from collections.abc import Collection, Iterator
from datetime import date

from django.utils.crypto import salted_hmac

from ikrar.core import canonical
from ikrar.core.roster.known import COMPARED, Known, KnownPerson, KnownUnit
from ikrar.domain.roster import bulk
from ikrar.domain.roster.models import Agency, Employee, RosterImport, Unit

UNIT = "unit_ref"
COLUMNS = tuple(f for f in COMPARED if f != UNIT)  # columns of Employee that a file can change, unit aside


def text_of(value: object) -> str:
    """A column as the checks see it: dates as YYYY-MM-DD, nothing as ""."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def hash_nik(agency: Agency, nik: str) -> str:
    """The local id of somebody known by NIK only: keyed by a secret outside the database, so nobody can try numbers."""
    return f"N-{salted_hmac('ikrar.roster.nik', f'{agency.ref}:{nik}').hexdigest()[:24]}"


def known_of(agency: Agency, *, on: date) -> Known:
    """The snapshot of a body for a check: two queries, about one kilobyte a person."""
    return Known(
        known_people(agency), known_units(agency), on=on, agency=agency.name, hash_nik=lambda nik: hash_nik(agency, nik)
    )  # fmt: skip


def known_people(agency: Agency) -> Iterator[KnownPerson]:
    """Everybody the body knows, those who left included."""
    wanted = ("ref", "local_id", "left_on", "left_reason", "unit__ref", *COLUMNS)
    at_birth = COMPARED.index("birth_date")
    for ref, local_id, left_on, reason, unit, *fields in (
        Employee.objects.filter(agency=agency).values_list(*wanted).iterator(5_000)
    ):
        fields[at_birth] = text_of(fields[at_birth])
        yield KnownPerson(ref, local_id, (reason or "left") if left_on else "", (*fields, unit))


def known_units(agency: Agency) -> list[KnownUnit]:
    """The units of the body; those that an undone import had made count as open, so that the file can come again."""
    undone = RosterImport.objects.filter(agency=agency, undone_at__isnull=False).values_list(
        "new_units", flat=True
    )
    back = {made[3] for units in undone for made in units.values() if len(made) > 3}
    rows = Unit.objects.filter(agency=agency).order_by("first").values_list(
        "ref", "code", "name", "parent__ref", "first", "last", "closed_on"
    )  # fmt: skip
    return [
        KnownUnit(ref, code, name, parent or "", first, last, closed is not None and ref not in back)
        for ref, code, name, parent, first, last, closed in rows
    ]


def known_elsewhere(agency: Agency, nips: Collection[str]) -> frozenset[str]:
    """Which of these numbers belong to somebody who serves at another body; one query."""
    if not nips:
        return frozenset()
    there = Employee.objects.filter(left_on=None).exclude(agency=agency).exclude(nip="")
    return frozenset(bulk.one_of(there, "nip", nips).values_list("nip", flat=True))


def canonical_export(agency: Agency) -> Iterator[bytes]:
    """The current roster of a body, one canonical line a person, in the order of their references."""
    wanted = ("ref", "number", "local_id", "joined_on", "unit__ref", *COLUMNS)
    rows = Employee.objects.filter(agency=agency, left_on=None).order_by("ref").values_list(*wanted)
    for row in rows.iterator(2_000):
        yield canonical.dumps([text_of(cell) for cell in row]) + b"\n"


def roster_digest(agency: Agency) -> str:
    """SHA-256 of the canonical export: equal digests mean equal rosters."""
    digest = hashlib.sha256()
    for line in canonical_export(agency):
        digest.update(line)
    return digest.hexdigest()
