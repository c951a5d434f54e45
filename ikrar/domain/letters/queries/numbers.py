"""Reading registers: how a body numbers, which numbers are taken, and whether one was used before."""

import json

from django.db.models import Q, QuerySet

from ikrar.core.letters_numbers import Codes, State, folded
from ikrar.core.letters_stages import Nature
from ikrar.core.verdicts import Hidden
from ikrar.domain.letters.models import Letterhead, Numbering, RegisterNumber
from ikrar.domain.letters.queries.letters import bodies_of
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff


def letterhead_of(agency: Agency) -> Letterhead | None:
    """The letterhead of a body; None before it was set."""
    return Letterhead.objects.filter(agency=agency).first()


def numberings_of(agency: Agency) -> QuerySet[Numbering]:
    """The registers of a body, open ones first, by name."""
    return Numbering.objects.filter(agency=agency).order_by("is_closed", "name", "pk")


def usable_for(agency: Agency, kind: str) -> list[Numbering]:
    """The open registers that number letters of this kind; one without kinds numbers all, and comes last."""
    rows = Numbering.objects.filter(agency=agency, is_closed=False).order_by("name", "pk")
    usable = [(json.loads(n.kinds), n) for n in rows if kind in (json.loads(n.kinds) or [kind])]
    return [n for kinds, n in sorted(usable, key=lambda one: not one[0])]


def numbering_for(staff: Staff, ref: str, permission: Permission = Permission.LETTER_VIEW) -> Numbering:
    """The door to a register. Raises Hidden."""
    seen = bodies_of(staff, permission).order_by().values("pk")
    found = Numbering.objects.filter(ref=ref, agency__in=seen).select_related("agency").first()
    if found is None:
        raise Hidden
    return found


def number_for(staff: Staff, ref: str, permission: Permission = Permission.LETTER_VIEW) -> RegisterNumber:
    """The door to one number. Raises Hidden."""
    seen = bodies_of(staff, permission).order_by().values("pk")
    rows = RegisterNumber.objects.select_related("agency", "numbering")
    found = rows.filter(ref=ref, agency__in=seen).first()
    if found is None:
        raise Hidden
    return found


def numbers_of(agency: Agency, *, year: int, search: str = "", numbering: str = "") -> QuerySet[RegisterNumber]:
    """The register of a body in a year: every number that was taken, in order."""
    rows = RegisterNumber.objects.filter(agency=agency, year=year).select_related("numbering", "letter")
    if numbering:
        rows = rows.filter(numbering__ref=numbering)
    if search:
        said = Q(text__icontains=search) | Q(subject__icontains=search) | Q(note__icontains=search)
        rows = rows.filter(said)
    return rows.order_by("numbering__name", "numbering", "serial", "taken_at", "pk")


def years_of(agency: Agency) -> list[int]:
    """The years in which a body took numbers, the newest first."""
    rows = RegisterNumber.objects.filter(agency=agency).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def reserved_for(agency: Agency, kind: str) -> list[RegisterNumber]:
    """The numbers that are kept for a letter of this kind."""
    registers = [n.pk for n in usable_for(agency, kind)]
    rows = RegisterNumber.objects.filter(numbering__in=registers, state=State.RESERVED)
    return list(rows.select_related("numbering").order_by("dated_on", "serial", "pk"))


def taken_like(
    agency: Agency, kind: str, year: int, text: str, *, elsewhere: bool = False
) -> RegisterNumber | None:
    """A number of the year that a reader would take for this one: of the same kind, or kept for such a letter.

    Other kinds count for themselves: a decree and a circular may both be number 23. `elsewhere`: only those that
    another system gave.
    """
    rows = RegisterNumber.objects.filter(agency=agency, year=year)
    kept = Q(kind="", numbering__in=[n.pk for n in usable_for(agency, kind)])
    rows = rows.filter(kind=kind, numbering=None) if elsewhere else rows.filter(Q(kind=kind) | kept)
    same = folded(text)
    return next((row for row in rows.order_by("pk").iterator() if folded(row.text) == same), None)


def codes_for(numbering: Numbering, nature: str, classification: str = "") -> Codes:
    """What goes into a number beside the serial; a letter may say its own classification."""
    chosen = classification.strip() or numbering.classification
    return Codes(chosen, numbering.unit_code, numbering.body_code, Nature(nature))
