"""What happened in bodies and units that an instruction asks about? A fixed number of statements for any number of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from ikrar.core.instructions import Evidence, ItemKind, has_reached, reached_on
from ikrar.domain.dashboards.happened_activities import Meetings, meetings_of
from ikrar.domain.dashboards.happened_numbers import Passed, Signed, passed_in, signed_in
from ikrar.domain.programme.models import Contact, InstructionItem, InstructionTarget, Taskforce
from ikrar.domain.roster.models import Unit
from ikrar.domain.roster.queries import day_at


@dataclass(frozen=True, slots=True)
class Ask:
    """One item, asked of one body or unit."""

    item: InstructionItem
    target: InstructionTarget

    @property
    def since(self) -> date:
        """What happened before this day does not count."""
        return self.item.instruction.counts_from

    @property
    def body(self) -> int:
        """The body, by its key."""
        return self.target.agency_id

    def day(self, at: datetime) -> date:
        """The day of a moment on the clock of the body."""
        return day_at(self.target.agency, at)

    def here(self, by_unit: Mapping[int, int]) -> int:
        """The sum over the units of this target: all of the body, or the unit with everything below it."""
        return sum(n for place, n in by_unit.items() if self.covers(place))

    def covers(self, place: int) -> bool:
        """Whether a unit, by its place in the tree of the body, belongs to this target."""
        unit = self.target.unit
        return unit is None or unit.first <= place <= unit.last


Found = list[Evidence]


def evidence_of(asks: Sequence[Ask], *, on: date) -> Found:
    """How far each of these is, in their order."""
    groups: dict[ItemKind, list[int]] = defaultdict(list)
    for n, ask in enumerate(asks):
        groups[ItemKind(ask.item.kind)].append(n)
    found = [Evidence() for _ in asks]
    meetings = _meetings(asks)
    readers: dict[ItemKind, Callable[[list[Ask]], Found]] = {
        ItemKind.TASKFORCE: _taskforces,
        ItemKind.CONTACT: _contacts,
        ItemKind.APEL: lambda some: [_apel(ask, meetings) for ask in some],
        ItemKind.OUTREACH: lambda some: [_outreach(ask, meetings) for ask in some],
        ItemKind.SIGNED: lambda some: _signed(some, on),
        ItemKind.TEST: _tested,
    }
    for kind, places in groups.items():
        if kind in readers:
            for n, evidence in zip(places, readers[kind]([asks[n] for n in places]), strict=True):
                found[n] = evidence
    return found


def places_of_units(asks: Iterable[Ask]) -> dict[int, int]:
    """The place of every unit of the bodies asked, by the key of the unit; one statement."""
    rows = Unit.objects.filter(agency__in={ask.body for ask in asks}).order_by()
    return dict(rows.values_list("pk", "first"))


def _taskforces(asks: list[Ask]) -> Found:
    """The first task force that was formed by decree and still stood; a drafted one is under way."""
    rows = Taskforce.objects.filter(agency__in={ask.body for ask in asks}, parent=None)
    by_body = _by_body(rows.order_by("decree_on", "pk"))
    return [_taskforce(ask, by_body[ask.body]) for ask in asks]


def _taskforce(ask: Ask, rows: Sequence[Taskforce]) -> Evidence:
    standing = [r for r in rows if (r.ended_on or r.until) >= ask.since]
    formed = next((r for r in standing if r.stage != "draft" and r.decree_on is not None), None)
    if formed is not None:
        return Evidence(formed.decree_on, 1, 1, formed.subject_ref)
    return Evidence(None, 0, 1, standing[-1].subject_ref) if standing else Evidence()


def _contacts(asks: list[Ask]) -> Found:
    """The first contact that was named at the institution and still held."""
    rows = Contact.objects.filter(agency__in={ask.body for ask in asks}).order_by("since", "pk")
    by_body = _by_body(rows.filter(Q(until=None) | Q(until__gte=min(ask.since for ask in asks))))
    return [_contact(ask, by_body[ask.body]) for ask in asks]


def _contact(ask: Ask, rows: Sequence[Contact]) -> Evidence:
    wanted = ask.item.institution
    for row in rows:
        if (not wanted or row.institution == wanted) and (row.until is None or row.until >= ask.since):
            return Evidence(row.since, 1, 1, row.subject_ref)
    return Evidence()


def _by_body(rows: Iterable[Taskforce | Contact]) -> dict[int, list]:  # type: ignore[type-arg]
    found = defaultdict(list)
    for row in rows:
        found[row.agency_id].append(row)
    return found


def _meetings(asks: Sequence[Ask]) -> Meetings | None:
    """Apels and activities, where any item asks for them."""
    kinds = {ItemKind.APEL, ItemKind.OUTREACH}
    some = [ask for ask in asks if ask.item.kind in kinds]
    if not some:
        return None
    people = any(ask.item.share or ask.target.unit is not None for ask in some)
    return meetings_of({ask.body for ask in some}, min(ask.since for ask in some), with_people=people)


def _apel(ask: Ask, meetings: Meetings | None) -> Evidence:
    """The first apel that was held and closed, with the oath read where that is asked; an open one is under way."""
    if meetings is None:
        return Evidence()
    events = [e for e in meetings.apels.get(ask.body, ()) if ask.day(e.at) >= ask.since]
    held = [e for e in events if e.is_over and (e.has_oath or not ask.item.with_oath)]
    if held:
        first = min(held, key=lambda e: e.at)
        return Evidence(ask.day(first.at), first.present, 0, first.about)
    return Evidence(None, events[-1].present, 0, events[-1].about) if events else Evidence()


def _outreach(ask: Ask, meetings: Meetings | None) -> Evidence:
    """Held by the body with people recorded; with a share, how many of its people were at any outreach, each once."""
    if meetings is None:
        return Evidence()
    if ask.item.share or ask.target.unit is not None:
        return _reached_people(ask, meetings)
    own = [e for e in meetings.outreach.get(ask.body, ()) if ask.day(e.at) >= ask.since]
    held = [e for e in own if e.is_over and e.present]
    if held:
        first = min(held, key=lambda e: e.at)
        return Evidence(ask.day(first.at), sum(e.present for e in held), 0, first.about)
    return Evidence(None, 0, 0, own[-1].about) if own else Evidence()


def _reached_people(ask: Ask, meetings: Meetings) -> Evidence:
    days: dict[date, int] = defaultdict(int)
    about = ""
    for came in meetings.came.get(ask.body, ()):
        day = ask.day(came.at)
        if day >= ask.since and ask.covers(came.place):
            days[day] += 1
            about = about or came.about
    number, of = sum(days.values()), ask.here(meetings.employees.get(ask.body, {}))
    if ask.item.share:
        return Evidence(reached_on(days.items(), of, ask.item.share), number, of, about)
    return Evidence(min(days, default=None), number, of, about)


def _signed(asks: list[Ask], on: date) -> Found:
    """How many of those asked now have signed, and the day on which the share was reached."""
    read = signed_in([(ask.body, ask.item.drive_id, ask.since) for ask in asks], on=on)
    places = places_of_units(asks)
    return [_signed_here(ask, read, places) for ask in asks]


def _signed_here(ask: Ask, read: Signed, places: Mapping[int, int]) -> Evidence:
    drive = read.drive_for(ask.body, ask.item.drive_id, ask.since)
    if drive is None:
        return Evidence()
    number = of = 0
    for unit, counts in read.counts.get((drive.pk, ask.body), {}).items():
        if ask.covers(places[unit]):
            of += counts.asked
            number += counts.signed.get(ask.item.level, 0) if ask.item.level else counts.signed_in_all
    days: dict[date, int] = defaultdict(int)
    for hour in read.hours.get((drive.pk, ask.body), ()):
        if ask.covers(places[hour.unit]) and ask.item.level in {"", hour.level}:
            days[ask.day(hour.at)] += hour.number
    reached = reached_on(days.items(), of, ask.item.share) if has_reached(number, of, ask.item.share) else None
    return Evidence(reached, number, of, drive.subject_ref)


def _tested(asks: list[Ask]) -> Found:
    """How many of those asked now have passed the test, and the day on which the share was reached."""
    read = passed_in([(ask.body, ask.item.drive_id, ask.since) for ask in asks])
    places = places_of_units(asks)
    return [_passed_here(ask, read, places) for ask in asks]


def _passed_here(ask: Ask, read: Passed, places: Mapping[int, int]) -> Evidence:
    test = read.test_for(ask.body, ask.item.drive_id, ask.since)
    if test is None:
        return Evidence()
    of = sum(n for unit, n in read.asked.get((test.drive_id, ask.body), {}).items() if ask.covers(places[unit]))
    days: dict[date, int] = defaultdict(int)
    for hour in read.hours.get((test.pk, ask.body), ()):
        if ask.covers(places[hour.unit]):
            days[ask.day(hour.at)] += hour.number
    number = sum(days.values())
    return Evidence(reached_on(days.items(), of, ask.item.share), number, of, test.subject_ref)
