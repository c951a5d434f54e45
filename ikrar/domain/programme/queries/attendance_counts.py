"""How many were there: ASN, others and guests by name, offices represented, and heads counted, which name nobody?"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum

from ikrar.domain.programme.models import ActivitySession, Attendance, NamedAbsent, RowCount
from ikrar.domain.programme.queries.attendance import bodies_expected, expected_count
from ikrar.domain.programme.queries.attendance_judging import conflicts_of
from ikrar.domain.programme.queries.attendance_names import absents_in
from ikrar.domain.roster.models import Agency, Unit

NON_ASN = "NON_ASN"


@dataclass(frozen=True, slots=True)
class UnitCount:
    """One unit: its people who were there, those named absent, and heads counted in its rows."""

    agency: Agency
    unit: Unit | None
    asn: int
    non_asn: int
    absent: int
    heads: int | None

    @property
    def named(self) -> int:
        """People of this unit recorded by name."""
        return self.asn + self.non_asn


@dataclass(frozen=True, slots=True)
class AttendanceCounts:
    """The numbers of one session. Heads are counted, not named, and never added to names."""

    asn: int
    non_asn: int
    guests: int
    offices: int  # units and institutions of which somebody was there
    absent: int
    expected: int | None  # None: everybody may come
    heads: int | None  # None: nobody counted
    by_unit: list[UnitCount]

    @property
    def named(self) -> int:
        """Everybody recorded by name."""
        return self.asn + self.non_asn + self.guests


def attendance_counts(session: ActivitySession) -> AttendanceCounts:
    """Who was there in numbers, from the rows that count; the one query behind page, paper and file."""
    rows = Attendance.objects.filter(session=session, is_void=False)
    present = Counter(
        rows.exclude(employee=None).values_list("agency", "employee__unit", "employee__status").order_by()
    )
    asn: Counter[tuple[int, int]] = Counter()
    others: Counter[tuple[int, int]] = Counter()
    for (agency, unit, status), number in present.items():
        (others if status == NON_ASN else asn)[agency, unit] += number
    absent = Counter(absents_in(session).order_by().values_list("employee__agency", "employee__unit"))
    guests = list(rows.filter(employee=None).values_list("guest_institution", flat=True))
    heads = _heads(session)
    institutions = {name.strip().casefold() for name in guests if name.strip()}
    return AttendanceCounts(
        asn=asn.total(),
        non_asn=others.total(),
        guests=len(guests),
        offices=len({*asn, *others}) + len(institutions),
        absent=absent.total(),
        expected=expected_count(session),
        heads=sum(heads.values()) if heads else None,
        by_unit=_by_unit(asn, others, absent, heads),
    )


def _heads(session: ActivitySession) -> dict[tuple[int, int | None], int]:
    rows = RowCount.objects.filter(session=session, is_replaced=False).values_list("agency", "unit").order_by()
    return {(agency, unit): heads for agency, unit, heads in rows.annotate(n=Sum("heads"))}


def _by_unit(
    asn: Counter[tuple[int, int]],
    others: Counter[tuple[int, int]],
    absent: Counter[tuple[int, int]],
    heads: dict[tuple[int, int | None], int],
) -> list[UnitCount]:
    places: set[tuple[int, int | None]] = {*asn, *others, *absent, *heads}
    units = Unit.objects.in_bulk([unit for _, unit in places if unit is not None])
    agencies = Agency.objects.in_bulk([agency for agency, _ in places])
    found = [
        UnitCount(
            agencies[agency],
            None if unit is None else units[unit],
            0 if unit is None else asn[agency, unit],
            0 if unit is None else others[agency, unit],
            0 if unit is None else absent[agency, unit],
            heads.get((agency, unit)),
        )
        for agency, unit in places
    ]
    return sorted(found, key=lambda c: (c.agency.first, c.agency.pk, c.unit.first if c.unit else -1))


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """What is still to do before the attendance of a session can be closed with a good conscience."""

    conflicts: int
    units_without_list: int


def open_points(session: ActivitySession) -> OpenPoints:
    """Conflicts nobody decided, and top units of the host of which nobody is named yet, present or absent."""
    undecided = sum(1 for c in conflicts_of(session) if c.decided is None)
    host = session.activity.agency
    named = set(
        Attendance.objects.filter(session=session, is_void=False, employee__agency=host)
        .values_list("employee__unit__first", flat=True)
        .order_by()
    )
    named |= set(
        NamedAbsent.objects.filter(session=session, employee__agency=host)
        .values_list("employee__unit__first", flat=True)
        .order_by()
    )
    tops = Unit.objects.filter(agency=host, depth=1, closed_on=None).values_list("first", "last")
    silent = sum(1 for first, last in tops if not any(first <= place <= last for place in named))
    return OpenPoints(undecided, silent)


def present_employees(session: ActivitySession) -> frozenset[int]:
    """Who counts as present by name, as keys: for comparing with pledges."""
    rows = Attendance.objects.filter(session=session, is_void=False).exclude(employee=None)
    return frozenset(rows.values_list("employee", flat=True))


def bodies_at_session(session: ActivitySession) -> list[Agency]:
    """The bodies expected, in tree order."""
    return list(bodies_expected(session))
