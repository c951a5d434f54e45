"""Changing the calendar of a body: a stage is corrected, a calendar is taken in, a local day off comes or goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ikrar.core.calendars import LONGEST, YEARS, Confidence, Line, check
from ikrar.core.elections import Family
from ikrar.core.verdicts import Problem
from ikrar.domain.elections.models import ElectionEntry, LocalDayOff, StageEntry
from ikrar.domain.elections.policies import may_correct
from ikrar.domain.elections.queries import line_for, lines_for
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff

MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Draft:
    """An election as an officer adds it."""

    name: str
    family: Family
    basis: str
    source: str
    confidence: str


@action(Fact.ELECTION_ADDED)
def add_election(
    agency: Agency, draft: Draft, *, by: Staff, at: datetime, key: str | None = None
) -> ElectionEntry | Unchanged[ElectionEntry]:
    """An election more for this body and those below it; every stage starts undecided. Raises Problem or Refused."""
    if done := already(key):
        return Unchanged(ElectionEntry.objects.get(ref=done.subject.removeprefix("election:")))
    may_correct(by, agency).require()
    for field in ("name", "basis", "source"):
        if not getattr(draft, field).strip() or len(getattr(draft, field)) > LONGEST[field]:
            raise Problem("calendar.text_needed", field, most=LONGEST[field])
    if draft.confidence not in set(Confidence):
        raise Problem("calendar.unknown_confidence", "confidence")
    if ElectionEntry.objects.filter(agency=agency, name=draft.name.strip()).exists():
        raise Problem("calendar.name_taken", "name")
    entry = ElectionEntry(
        ref=fresh_ref(), agency=agency, name=draft.name.strip(), family=draft.family, basis=draft.basis.strip(),
        source=draft.source.strip(), confidence=draft.confidence, entered_on=_today(agency, at),
    )  # fmt: skip
    entry.save(force_insert=True)
    record(Fact.ELECTION_ADDED, entry, by=by, at=at, key=key, agency=agency.ref, family=str(draft.family))
    return entry


@action(Fact.CALENDAR_CORRECTED)
def correct_stage(
    agency: Agency, line: Line, *, reason: str, by: Staff, at: datetime, key: str | None = None
) -> StageEntry | Unchanged[StageEntry]:
    """Let `line` stand for this body and those below it from now on. Raises Problem, Refused or Hidden."""
    if done := already(key):
        return Unchanged(StageEntry.objects.get(ref=done.subject.removeprefix("stage:")))
    may_correct(by, agency).require()
    before = line_for(agency, line.election, line.stage)
    if not reason.strip() or len(reason) > LONGEST["reason"]:
        raise Problem("calendar.text_needed", "reason", most=LONGEST["reason"])
    _check(line)
    if before.said == line.said:
        raise Problem("calendar.nothing_changed", "first")
    return _enter(agency, line, reason=reason, by=by, at=at, key=key)


@action(Fact.CALENDAR_CORRECTED)
def import_calendar(
    agency: Agency, lines: Sequence[Line], *, digest: str, by: Staff, at: datetime, key: str | None = None
) -> int | Unchanged[int]:
    """Take in the rows of a file that differ from what stands; how many did. All or none. Raises Problem.

    `digest` is the SHA-256 of the file, in hex.
    """
    if already(key):
        return Unchanged(0)
    may_correct(by, agency).require()
    if len(lines) > MOST_ROWS:
        raise Problem("calendar.too_many_rows", "file", most=MOST_ROWS)
    standing = {(one.election, one.stage): one for one in lines_for(agency)}
    changed = [one for one in lines if _standing(standing, one).said != one.said]
    if not changed:
        raise Problem("calendar.nothing_changed", "file")
    for line in changed:
        _check(line)
        _enter(agency, line, reason=f"SHA-256 {digest[:16]}", by=by, at=at, key=None)
    record(Fact.CALENDAR_CORRECTED, agency, by=by, at=at, key=key, rows=len(changed), sha256=digest)
    return len(changed)


@action(Fact.HOLIDAY_ADDED)
def add_day_off(
    agency: Agency, *, day: date, name: str, basis: str, by: Staff, at: datetime, key: str | None = None
) -> LocalDayOff | Unchanged[LocalDayOff]:
    """A day on which this body and those below it do not work, known from today. Raises Problem or Refused."""
    if done := already(key):
        return Unchanged(LocalDayOff.objects.get(ref=done.subject.removeprefix("day-off:")))
    may_correct(by, agency).require()
    for field, text in (("name", name), ("basis", basis)):
        if not text.strip() or len(text) > LONGEST[field]:
            raise Problem("calendar.text_needed", field, most=LONGEST[field])
    if day.year not in YEARS:
        raise Problem("calendar.impossible_year", "day")
    if LocalDayOff.objects.filter(agency=agency, day=day, withdrawn_on=None).exists():
        raise Problem("day_off.stands_already", "day")
    row = LocalDayOff(
        ref=fresh_ref(),
        agency=agency,
        day=day,
        name=name.strip(),
        basis=basis.strip(),
        known_on=_today(agency, at),
    )
    row.save(force_insert=True)
    record(Fact.HOLIDAY_ADDED, row, by=by, at=at, key=key, day=day.isoformat(), agency=agency.ref)
    return row


@action(Fact.HOLIDAY_WITHDRAWN)
def withdraw_day_off(
    row: LocalDayOff, *, by: Staff, at: datetime, key: str | None = None
) -> LocalDayOff | Unchanged[LocalDayOff]:
    """From today the day counts as a day of work again; that it once stood stays visible."""
    if already(key) or row.withdrawn_on is not None:
        return Unchanged(row)
    may_correct(by, row.agency).require()
    row.withdrawn_on = _today(row.agency, at)
    row.save(update_fields=["withdrawn_on"])
    record(Fact.HOLIDAY_WITHDRAWN, row, by=by, at=at, key=key, day=row.day.isoformat(), agency=row.agency.ref)
    return row


def _standing(standing: Mapping[tuple[str, str], Line], line: Line) -> Line:
    if (found := standing.get((line.election, line.stage))) is None:
        raise Problem("calendar.unknown_stage", "file")
    return found


def _check(line: Line) -> None:
    check(line)
    if line.confidence not in set(Confidence):
        raise Problem("calendar.unknown_confidence", "confidence")


def _enter(agency: Agency, line: Line, *, reason: str, by: Staff, at: datetime, key: str | None) -> StageEntry:
    rows = StageEntry.objects.filter(agency=agency, election=line.election, stage=line.stage)
    last = rows.order_by("-version").first()
    rows.filter(is_current=True).update(is_current=False)
    entry = StageEntry(
        ref=fresh_ref(), agency=agency, election=line.election, stage=line.stage,
        version=(last.version if last else 0) + 1, name=line.name.strip(), first_on=line.first, last_on=line.last,
        certainty=line.certainty, basis=line.basis.strip(), source=line.source.strip(), confidence=line.confidence,
        reason=reason.strip(), entered_on=_today(agency, at),
    )  # fmt: skip
    entry.save(force_insert=True)
    record(
        Fact.CALENDAR_CORRECTED, entry, by=by, at=at, key=key, agency=agency.ref, election=line.election,
        stage=line.stage, version=entry.version, first=_iso(line.first), last=_iso(line.last),
        certainty=str(line.certainty),
    )  # fmt: skip
    return entry


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _today(agency: Agency, at: datetime) -> date:
    return at.astimezone(ZoneInfo(agency.zone)).date()
