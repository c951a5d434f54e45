"""Whom did an activity reach? People who were there; their offices are only represented, and the two are never mixed."""

from collections import Counter
from dataclasses import dataclass

from ikrar.domain.programme.models import Activity, Attendance
from ikrar.domain.programme.queries.activities import sessions_of
from ikrar.domain.programme.queries.attendance_counts import NON_ASN, attendance_counts
from ikrar.domain.roster.models import Unit


@dataclass(frozen=True, slots=True)
class UnitReach:
    """People of one unit who were there."""

    unit: Unit
    asn: int
    non_asn: int


@dataclass(frozen=True, slots=True)
class Reach:
    """The people present in any session, each once; and, as a number of another kind, the offices they came from."""

    asn: int
    non_asn: int
    guests: int
    units: int  # units of which somebody was there
    institutions: int  # of the guests
    heads: tuple[tuple[str, int], ...]  # heads counted, by session: they name nobody and are added to nothing
    by_unit: list[UnitReach]

    @property
    def present(self) -> int:
        """Everybody recorded by name. An elected head stands among the guests, never among the ASN."""
        return self.asn + self.non_asn + self.guests

    @property
    def offices(self) -> int:
        """Offices represented; represented is not reached."""
        return self.units + self.institutions


def reach_of(activity: Activity) -> Reach:
    """Who was there over all sessions; somebody who came to three of them is one person."""
    rows = Attendance.objects.filter(session__activity=activity, is_void=False)
    named = rows.exclude(employee=None).order_by().values_list("employee", "employee__unit", "employee__status")
    asn: Counter[int] = Counter()
    others: Counter[int] = Counter()
    for _, unit, status in named.distinct():
        (others if status == NON_ASN else asn)[unit] += 1
    guests = set(rows.filter(employee=None).order_by().values_list("guest_name", "guest_institution"))
    told = {(name.strip().casefold(), home.strip().casefold()) for name, home in guests}
    units = Unit.objects.filter(pk__in={*asn, *others}).order_by("agency__first", "first", "pk")
    return Reach(
        asn=asn.total(),
        non_asn=others.total(),
        guests=len(told),
        units=len({*asn, *others}),
        institutions=len({home for _, home in told if home}),
        heads=_heads(activity),
        by_unit=[UnitReach(unit, asn[unit.pk], others[unit.pk]) for unit in units],
    )


def _heads(activity: Activity) -> tuple[tuple[str, int], ...]:
    counted = ((session.ref, attendance_counts(session).heads) for session in sessions_of(activity))
    return tuple((ref, heads) for ref, heads in counted if heads is not None)
