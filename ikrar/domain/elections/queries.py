"""The calendar as a body sees it: the tables that ship, its corrections and those above it, and its days off."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from ikrar.core.calendars import Certainty, Line, corrected
from ikrar.core.days import DayOff, Kind, WorkWeek
from ikrar.core.elections import Calendar, Election, Family, Reach, State
from ikrar.core.verdicts import Hidden
from ikrar.domain.elections.holidays import work_week
from ikrar.domain.elections.models import ElectionEntry, LocalDayOff, StageEntry
from ikrar.domain.elections.tables import read_calendar, read_names, read_stages
from ikrar.domain.roster.models import Agency

LIKE = {Family.PEMILU: "PEMILU_2024", Family.PILKADA: "PILKADA_2024"}
STAGES = ("CAND_REG", "CAND_SET", "CAND_SET_LEG", "CAND_SET_PRES", "CAMPAIGN", "QUIET", "VOTE")


@dataclass(frozen=True, slots=True)
class Told:
    """One election with its name and its stages, in the order of the days."""

    election: Election
    name: str
    lines: tuple[Line, ...]


def elections_for(agency: Agency) -> list[Told]:
    """Every election that is or may be held where the body is, the latest first."""
    lines, added = lines_for(agency), list(_above(ElectionEntry.objects.all(), agency))
    names = {**read_names(), **{entry.code: (entry.name, entry.name) for entry in added}}
    found = [
        Told(one, names[one.code][0], tuple(line for line in lines if line.election == one.code))
        for one in (*read_calendar().elections, *map(_election, added))
        if one.reach != Reach.LISTED or one.is_in(agency.name)
    ]
    return sorted(found, key=lambda told: told.election.closes_on, reverse=True)


def election_for(agency: Agency, code: str) -> Told:
    """One election of the body's calendar. Raises Hidden."""
    for told in elections_for(agency):
        if told.election.code == code:
            return told
    raise Hidden


def lines_for(agency: Agency) -> list[Line]:
    """Every stage as it stands for this body: its own correction before one from above, that before the table."""
    blank = [line for entry in _above(ElectionEntry.objects.all(), agency) for line in blank_stages(entry)]
    found = {(line.election, line.stage): line for line in (*shipped(), *blank)}
    for entry in (
        _above(StageEntry.objects.all(), agency).filter(is_current=True).order_by("agency__first", "pk")
    ):
        found[entry.election, entry.stage] = line_of(entry)
    return sorted(found.values(), key=lambda line: (line.first or line.last or date.max, line.stage))


def calendar_for(agency: Agency) -> Calendar:
    """The calendar by which this body's assessments are made: what ships, with its corrections and those above."""
    return corrected(read_calendar(), (line for line in lines_for(agency) if line.version))


def line_for(agency: Agency, election: str, stage: str) -> Line:
    """One stage as it stands for the body. Raises Hidden."""
    election_for(agency, election)
    for line in lines_for(agency):
        if (line.election, line.stage) == (election, stage):
            return line
    raise Hidden


def history_of(agency: Agency, election: str, stage: str) -> list[StageEntry]:
    """The versions of one stage that count for the body, the newest first."""
    rows = _above(StageEntry.objects.select_related("agency"), agency).filter(election=election, stage=stage)
    return list(rows.order_by("-entered_on", "-pk"))


def shipped() -> list[Line]:
    """The stages of the tables that ship with the program."""
    undecided = {one.code for one in read_calendar().elections if one.state == State.NOT_DECIDED}
    return [
        Line(
            row.election, row.stage, row.name_id, row.first, row.last,
            _certainty(row.first, row.last, row.election in undecided), row.basis, row.source, row.confidence,
        )
        for row in read_stages()
    ]  # fmt: skip


def blank_stages(entry: ElectionEntry) -> list[Line]:
    """The stages of an added election: those of the like election of 2024, none of them decided."""
    like = LIKE[Family(entry.family)]
    return [
        Line(
            entry.code, row.stage, row.name_id.partition(" (")[0], None, None, Certainty.NOT_DECIDED, entry.basis,
            entry.source, entry.confidence,
        )
        for row in read_stages()
        if row.election == like and row.stage in STAGES
    ]  # fmt: skip


def _election(entry: ElectionEntry) -> Election:
    like = next(one for one in read_calendar().elections if one.code == LIKE[Family(entry.family)])
    return Election(
        entry.code,
        like.family,
        like.targets,
        Reach.ASSUMED,
        (),
        State.NOT_DECIDED,
        None,
        date.max,
        entry.confidence,
    )


def _certainty(first: date | None, last: date | None, is_planned: bool) -> Certainty:
    if first is None and last is None:
        return Certainty.NOT_DECIDED
    return Certainty.WINDOW if is_planned and first != last else Certainty.DATED


def line_of(entry: StageEntry) -> Line:
    """The line that an entry states."""
    return Line(
        entry.election, entry.stage, entry.name, entry.first_on, entry.last_on, Certainty(entry.certainty),
        entry.basis, entry.source, entry.confidence, entry.version,
    )  # fmt: skip


def days_off_of(agency: Agency) -> QuerySet[LocalDayOff]:
    """The local days off that count for the body, withdrawn ones too, the latest first."""
    return _above(LocalDayOff.objects.select_related("agency"), agency).order_by("-day", "-pk")


def day_off_for(agency: Agency, ref: str) -> LocalDayOff:
    """The door to a day off that this body itself entered. Raises Hidden."""
    found = LocalDayOff.objects.filter(agency=agency, ref=ref).first()
    if found is None:
        raise Hidden
    return found


def work_week_for(agency: Agency, *, known_on: date | None = None, has_six_days: bool = False) -> WorkWeek:
    """The working days of the body: national days off and the local ones, as known on a day."""
    local = [
        DayOff(row.day, row.name, Kind.LOCAL, row.known_on, row.withdrawn_on) for row in days_off_of(agency)
    ]
    return work_week(local, known_on=known_on, has_six_days=has_six_days)


Rows = TypeVar("Rows", ElectionEntry, StageEntry, LocalDayOff)


def _above(rows: QuerySet[Rows], agency: Agency) -> QuerySet[Rows]:
    """Rows of the body and of the bodies above it in the tree."""
    return rows.filter(agency__first__lte=agency.first, agency__last__gte=agency.first)
