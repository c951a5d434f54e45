"""What is the signer told, who is not reached, and which rows does an officer send by message?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat

from ikrar.core.pledges import Level, Way
from ikrar.domain.ledger.models import Entry
from ikrar.domain.people.models import Outbox
from ikrar.domain.people.outbox import put_mail
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.programme.models import Drive
from ikrar.domain.roster.models import Unit

KIND = "signed"
NEWS = timedelta(days=30)  # an older pledge is not told any more: its drive is long over
WAYS = {Level.PAPER: Way.PAPER, Level.KIOSK: Way.KIOSK}  # every other level is one's own device


class Reach(StrEnum):
    """Where the notice of one pledge stands: the stages of the outbox, and what never came to it."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DEMO = "demo"
    LAPSED = "lapsed"
    NO_ADDRESS = "no_address"
    UNMADE = "unmade"


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says. No NIP and no personal code; the proof code alone opens no page that names anybody."""

    proof: str
    number: int
    name: str
    mail: str  # empty where none is known
    phone: str
    drive: str
    agency: str
    help: str
    signed_at: datetime
    zone: str
    way: Way
    is_withdrawn: bool


def notify_signer(entry: Entry, at: datetime) -> bool:
    """Owe the signer of this entry a notice; False where no mail address is known. Safe to repeat."""
    ref = entry.subject.partition(":")[2]
    if not Pledge.objects.filter(ref=ref).exclude(asked__employee__email="").exists():
        return False
    put_mail(KIND, entry.subject, at=at)
    return True


def notice_of(about: str) -> Notice | None:
    """The notice of a pledge ("pledge:REF"), as things stand now; None when there is no such pledge."""
    pledge = _rows().filter(ref=about.partition(":")[2]).first()
    return None if pledge is None else _notice(pledge)


def is_news(notice: Notice, at: datetime) -> bool:
    """Whether the pledge is recent enough to be told."""
    return at - notice.signed_at <= NEWS


def notices_by_reach(drive: Drive, units: Sequence[Unit] | QuerySet[Unit]) -> dict[Reach, int]:
    """How many pledges of the people in these units were told, by where the notice stands; one statement."""
    rows = _reached(drive, units).order_by().values_list("reach").annotate(n=Count("pk"))
    found = dict(rows)
    return {reach: found.get(reach.value, 0) for reach in Reach}


def notices_listed(
    drive: Drive, units: Sequence[Unit] | QuerySet[Unit], *, only_unreached: bool
) -> list[Notice]:
    """The notices of the pledges that stand in these units by name; only those that no mail reached, if so asked."""
    rows = _reached(drive, units).filter(withdrawal__isnull=True)
    if only_unreached:
        rows = rows.exclude(reach=Reach.SENT)
    named = rows.exclude(asked__employee__name="")  # whoever was erased is told nothing
    return [_notice(p) for p in named.order_by("asked__employee__name", "pk")]


def _rows() -> QuerySet[Pledge]:
    return Pledge.objects.select_related("asked__employee", "drive", "agency", "withdrawal")


def _reached(drive: Drive, units: Sequence[Unit] | QuerySet[Unit]) -> QuerySet[Any]:
    """The pledges of the people in these units, each with the column `reach`."""
    row = Outbox.objects.filter(key=Concat(Value(f"{KIND}:pledge:"), OuterRef("ref")))
    unowed = Case(When(asked__employee__email="", then=Value(Reach.NO_ADDRESS)), default=Value(Reach.UNMADE))
    mine = _rows().filter(drive=drive, asked__unit__in=units)
    return mine.annotate(reach=Coalesce(Subquery(row.values("stage")[:1]), unowed))


def _notice(pledge: Pledge) -> Notice:
    who = pledge.asked.employee
    return Notice(
        proof=pledge.ref, number=pledge.asked.number, name=who.full_name, mail=who.email, phone=who.phone,
        drive=pledge.drive.name, agency=pledge.agency.name, help=pledge.drive.help_contact,
        signed_at=pledge.signed_at, zone=pledge.agency.zone, way=WAYS.get(Level(pledge.level), Way.PHONE),
        is_withdrawn=hasattr(pledge, "withdrawal"),
    )  # fmt: skip
