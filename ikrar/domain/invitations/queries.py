"""Reading invitations and duty notes: each behind its door; numbers only in total, and small ones not at all."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from ikrar.core.assess import Assessment, BadFacts
from ikrar.core.invitations import Destruction, Event, Host, destruction, facts_of
from ikrar.core.small_numbers import Shown, withhold
from ikrar.core.verdicts import Hidden
from ikrar.domain.elections.queries import calendar_for, lines_for
from ikrar.domain.invitations.models import DestructionDay, DutyNote, Invitation
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, agencies_seen_by, day_at
from ikrar.domain.roster.seat_queries import is_candidate
from ikrar.domain.rules.topics import assess_record

DECIDE, ANSWER = Permission.INVITATION_DECIDE, Permission.DUTY_NOTE_ANSWER
FATES = ("attend", "decline", "ask", "waiting", "left", "reported")


def invitations_seen_by(staff: Staff, *, on: date) -> QuerySet[Invitation]:
    """Own ones and those one registered; for who decides or writes the letters of a body, all of it.

    Whoever stands for election sees own ones only.
    """
    mine = Q(invited=staff.person) | Q(registered_by=staff.actor_ref)
    rows = Invitation.objects.select_related("agency", "invited")
    if is_candidate(staff.person, on):
        return rows.filter(invited=staff.person).order_by("-begins_at", "-pk")
    bodies = [s.agency.pk for s in staff.seats if s.agency is not None and s.unit is None]
    whole = [
        a.pk for a in agencies_seen_by(staff, Permission.INVITATION_REGISTER).filter(pk__in=bodies)
        if staff.permits_at(DECIDE, a) or staff.permits_at(Permission.LETTER_DRAFT, a)
    ]  # fmt: skip
    return rows.filter(mine | Q(agency__in=whole)).order_by("-begins_at", "-pk")


def invitation_for(staff: Staff, ref: str, *, on: date) -> Invitation:
    """The door to one invitation. Raises Hidden."""
    found = invitations_seen_by(staff, on=on).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def notes_seen_by(staff: Staff) -> QuerySet[DutyNote]:
    """Own notes, and those of the bodies where the person answers; the unanswered first.

    Whoever stands for election sees own ones only.
    """
    bodies = [a.pk for a in agencies_seen_by(staff, ANSWER) if staff.permits_at(ANSWER, a)]
    if is_candidate(staff.person, staff.on):
        bodies = []
    rows = DutyNote.objects.filter(Q(writer=staff.person) | Q(agency__in=bodies))
    return rows.select_related("agency", "writer").order_by("answered_at", "-written_at", "-pk")


def note_for(staff: Staff, ref: str) -> DutyNote:
    """The door to one duty note. Raises Hidden."""
    found = notes_seen_by(staff).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


@dataclass(frozen=True, slots=True)
class Advice:
    """What the rules say of coming without and with a duty letter; None where the facts cannot be weighed."""

    without: Assessment | None
    with_letter: Assessment | None
    phase: str


def advice_on(invitation: Invitation, status: str = "pns") -> Advice:
    """The engine's answer on the facts stated, both ways; it is guidance and no permit."""
    both = [_assessed(invitation, status, has_letter) for has_letter in (False, True)]
    found = next((one for one in both if one is not None), None)
    return Advice(both[0], both[1], found.phase.value if found else "unknown")


def _assessed(invitation: Invitation, status: str, has_letter: bool) -> Assessment | None:
    facts = facts_of(
        event=Event(invitation.event), on=day_at(invitation.agency, invitation.begins_at), election=invitation.election,
        region=invitation.agency.name, status=status, has_letter=has_letter,
    )  # fmt: skip
    try:
        return assess_record(facts, calendar_for(invitation.agency))[1]
    except BadFacts:
        return None


def totals_of(agency: Agency) -> Shown:
    """Invitations by kind of host and what became of them; never by party, and no small number."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in Invitation.objects.filter(agency=agency).values(
        "host_kind", "decision", "left_at", "reported_at"
    ):
        counts[row["host_kind"], row["decision"] or "waiting"] += 1
        counts[row["host_kind"], "left"] += row["left_at"] is not None
        counts[row["host_kind"], "reported"] += row["reported_at"] is not None
    return withhold(counts, [h.value for h in Host], FATES)


def totals_for(staff: Staff, ref: str, *, on: date) -> Agency:
    """The door to the totals of a body: not for somebody who stands for election. Raises Hidden."""
    permission = Permission.INVITATION_TOTALS
    found = agencies_seen_by(staff, permission).filter(ref=ref).first()
    if found is None or not staff.permits_at(permission, found) or is_candidate(staff.person, on):
        raise Hidden
    return found


def bodies_to_count(staff: Staff) -> list[Agency]:
    """The bodies whose totals the person may see, at home."""
    homes = [s.agency.pk for s in staff.seats if s.agency is not None]
    rows = agencies_seen_by(staff, Permission.INVITATION_TOTALS).filter(pk__in=homes)
    return [a for a in rows if staff.permits_at(Permission.INVITATION_TOTALS, a)]


def destruction_of(agency: Agency, election: str) -> Destruction:
    """When the details of this election go in this body."""
    chosen = DestructionDay.objects.filter(agency=agency, election=election).order_by("-set_at", "-pk").first()
    days = [
        line.last for line in lines_for(agency) if (line.election, line.stage) == (election, "INAUGURATION")
    ]
    return destruction(days[0] if days else None, chosen.on if chosen else None)


def kept_elections(agency: Agency) -> list[str]:
    """The elections of which the body still keeps details."""
    rows = Invitation.objects.filter(agency=agency, destroyed_at=None).order_by("election")
    return list(rows.values_list("election", flat=True).distinct())


def bodies_with_details() -> list[Agency]:
    """The bodies that keep details of any election."""
    kept = Invitation.objects.filter(destroyed_at=None).values("agency")
    return list(Agency.objects.filter(pk__in=kept).order_by("pk"))


def soon(at: datetime, ahead: timedelta) -> QuerySet[Invitation]:
    """Agreed invitations that begin within this time."""
    rows = Invitation.objects.filter(
        decision="attend", begins_at__gt=at, begins_at__lte=at + ahead, destroyed_at=None
    )
    return rows.select_related("invited", "agency")


def unreported(before: datetime) -> QuerySet[Invitation]:
    """Agreed invitations that began before this moment and have no report."""
    rows = Invitation.objects.filter(
        decision="attend", begins_at__lt=before, reported_at=None, destroyed_at=None
    )
    return rows.select_related("invited", "agency")
