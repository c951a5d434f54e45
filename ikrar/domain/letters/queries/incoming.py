"""Reading what came in: the agenda of a body, and what was ordered to whom."""

from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from ikrar.core.verdicts import Hidden
from ikrar.domain.letters.models import Disposition, Incoming
from ikrar.domain.letters.queries.letters import bodies_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff


def incoming_seen_by(staff: Staff) -> QuerySet[Incoming]:
    """The letters that came to the person's bodies, and those disposed to the person; the newest first."""
    seen = bodies_of(staff, Permission.LETTER_VIEW).order_by().values("pk")
    mine = Disposition.objects.filter(incoming=OuterRef("pk"), person=staff.person)
    home = Q(pk__in=[])
    for seat in staff.seats:
        if seat.agency is not None:
            home |= Q(agency__first__gte=seat.agency.first, agency__first__lte=seat.agency.last)
    rows = Incoming.objects.filter(Q(agency__in=seen) | (Exists(mine) & home))
    return rows.select_related("agency").order_by("-year", "-agenda", "-pk")


def incoming_for(staff: Staff, ref: str) -> Incoming:
    """The door to a letter that came in. Raises Hidden."""
    found = incoming_seen_by(staff).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def incoming_by_ref(ref: str) -> Incoming:
    """The letter that came in under this reference, for what the program does by itself. Raises Hidden."""
    found = Incoming.objects.select_related("agency").filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def next_agenda(agency: Agency, year: int) -> int:
    """The agenda number that comes next; the caller holds the lock of the body."""
    rows = Incoming.objects.filter(agency=agency, year=year)
    highest: int | None = rows.aggregate(highest=Max("agenda"))["highest"]
    return (highest or 0) + 1


def dispositions_of(incoming: Incoming) -> list[Disposition]:
    """What was ordered about a letter, in order."""
    rows = Disposition.objects.filter(incoming=incoming).select_related("person")
    return list(rows.order_by("given_at", "pk"))


def disposition_for(staff: Staff, ref: str) -> Disposition:
    """The door to one order: through the door of its letter. Raises Hidden."""
    rows = Disposition.objects.filter(ref=ref).select_related("incoming__agency", "person")
    found = rows.filter(incoming__in=incoming_seen_by(staff).order_by().values("pk")).first()
    if found is None:
        raise Hidden
    return found


def waiting_dispositions(staff: Staff) -> QuerySet[Disposition]:
    """What was ordered to this person and waits for an answer, the first due first."""
    seen = incoming_seen_by(staff).order_by().values("pk")
    rows = Disposition.objects.filter(person=staff.person, done_at=None, incoming__in=seen)
    return rows.select_related("incoming__agency").order_by("due_on", "given_at", "pk")


def incoming_at(staff: Staff, agency: Agency, *, year: int = 0, search: str = "") -> QuerySet[Incoming]:
    """The agenda of one body as a person sees it, the newest first."""
    rows = incoming_seen_by(staff).filter(agency=agency)
    if year:
        rows = rows.filter(year=year)
    if search:
        said = Q(subject__icontains=search) | Q(number__icontains=search) | Q(sender__icontains=search)
        rows = rows.filter(said)
    return rows


def received_between(agency: Agency, since: date, until: date) -> list[Incoming]:
    """What came to a body on these days, by agenda."""
    rows = Incoming.objects.filter(agency=agency, received_on__gte=since, received_on__lte=until)
    return list(rows.order_by("year", "agenda"))
