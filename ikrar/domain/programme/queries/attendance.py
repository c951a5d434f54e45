"""Which sessions may this person see, who is expected, which devices are there, and what does one take along?"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from ikrar.core.attendance import Device
from ikrar.core.attendance_cards import PREFIX_BYTES
from ikrar.core.verdicts import Hidden
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import (
    ActivitySession,
    ApelBody,
    AttendanceCard,
    Invitee,
    Scanner,
)
from ikrar.domain.roster.models import Agency, Employee, Unit
from ikrar.domain.roster.queries import Staff, agencies_seen_by, unit_for, units_reached_by

RECORD = Permission.ATTENDANCE_RECORD
FOUND_AT_MOST = 20


def sessions_seen_by(staff: Staff, permission: Permission = RECORD) -> QuerySet[ActivitySession]:
    """The sessions of activities that a person's bodies hold, the latest first; cancelled ones are left out."""
    seen = agencies_seen_by(staff, permission).order_by().values("pk")
    rows = ActivitySession.objects.filter(activity__agency__in=seen).exclude(activity__stage="cancelled")
    return rows.select_related("activity", "activity__agency", "activity__apel").order_by("-starts_at", "-pk")


def attendance_session_for(staff: Staff, ref: str, permission: Permission = RECORD) -> ActivitySession:
    """The door to the attendance of a session. Raises Hidden."""
    found = sessions_seen_by(staff, permission).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def bodies_expected(session: ActivitySession) -> QuerySet[Agency]:
    """The bodies whose people belong to a session: the host with all below it, and the bodies that stand in its apel."""
    host, apel = session.activity.agency, session.activity.apel_id
    below = Agency.objects.filter(first__gte=host.first, first__lte=host.last)
    if apel is None:
        return below.order_by("first", "pk")
    standing = ApelBody.objects.filter(apel=apel, agency=OuterRef("pk"))
    return (below | Agency.objects.filter(Exists(standing))).order_by("first", "pk")


def is_body_expected(session: ActivitySession, agency: Agency) -> bool:
    """Whether the people of a body belong to a session."""
    return bodies_expected(session).filter(pk=agency.pk).exists()


def unit_to_list(staff: Staff, session: ActivitySession, agency: str, unit: str) -> Unit:
    """The door to a unit whose people may be listed at a session. Raises Hidden, also for a body not expected there."""
    found = unit_for(staff, agency, unit, RECORD)
    if not is_body_expected(session, found.agency):
        raise Hidden
    return found


def units_to_list(staff: Staff, session: ActivitySession) -> list[tuple[Agency, list[Unit]]]:
    """The open units of the bodies expected whose lists this person may fill in, body by body; one statement."""
    bodies = bodies_expected(session).order_by().values("pk")
    units = units_reached_by(staff, RECORD).filter(agency__in=bodies, closed_on=None).select_related("agency")
    return [(body, list(here)) for body, here in groupby(units, key=lambda unit: unit.agency)]


def expected_at(session: ActivitySession) -> frozenset[int] | None:
    """Who is expected, by key; None when everybody may come. A closed activity without a list expects its bodies."""
    if session.activity.is_open:
        return None
    invited = frozenset(Invitee.objects.filter(session=session).values_list("employee", flat=True))
    if invited:
        return invited
    return frozenset(_people_of_bodies(session).values_list("pk", flat=True))


def expected_count(session: ActivitySession) -> int | None:
    """How many are expected; None when everybody may come."""
    if session.activity.is_open:
        return None
    return Invitee.objects.filter(session=session).count() or _people_of_bodies(session).count()


def _people_of_bodies(session: ActivitySession) -> QuerySet[Employee]:
    bodies = bodies_expected(session).order_by().values("pk")
    return Employee.objects.filter(agency__in=bodies, left_on=None)


def scanners_of(session: ActivitySession) -> QuerySet[Scanner]:
    """The devices and lists of a session, in the order in which they were opened."""
    return Scanner.objects.filter(session=session).order_by("pk")


def scanner_of(session: ActivitySession, ref: str) -> Scanner:
    """One device of a session. Raises Hidden."""
    found = scanners_of(session).filter(ref=ref).first()
    if found is None:
        raise Hidden
    found.session = session
    return found


def scanner_by_secret(ref: str, secret: str, *, kind: Device | None = None) -> Scanner:
    """The device that holds this secret, open or closed: what it brings is never refused. Raises Hidden."""
    rows = Scanner.objects.select_related("session__activity__agency", "session__activity__apel")
    found = rows.filter(ref=ref).first()
    digest = sha256(secret.encode(errors="replace")).digest()
    if found is None or not hmac.compare_digest(bytes(found.secret_hash), digest):
        raise Hidden
    if kind is not None and found.kind != kind:
        raise Hidden
    return found


@dataclass(frozen=True, slots=True)
class Provisions:
    """What a device takes along for a day without network: beginnings of card hashes, and nothing about people."""

    valid: bytes  # four bytes a card, in no telling order
    revoked: bytes


def provisions_of(scanner: Scanner) -> Provisions:
    """The cards of those who are expected, and the revoked ones among them."""
    cards = AttendanceCard.objects.all()
    expected = None if scanner.session.activity.is_open else Invitee.objects.filter(session=scanner.session)
    if expected is not None and expected.exists():
        cards = cards.filter(employee__in=expected.order_by().values("employee"))
    else:
        cards = cards.filter(agency__in=bodies_expected(scanner.session).order_by().values("pk"))
    return Provisions(
        _prefixes(cards.filter(revoked_at=None).values_list("mark", flat=True)),
        _prefixes(cards.exclude(revoked_at=None).values_list("mark", flat=True)),
    )


def _prefixes(marks: "Iterable[bytes | memoryview[int]]") -> bytes:
    return b"".join(sorted(bytes(mark)[:PREFIX_BYTES] for mark in marks))
