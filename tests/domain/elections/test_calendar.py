"""The calendar of a body: corrections keep their history, reach downwards only, and local days off move due days."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from ikrar.core.calendars import Certainty, Line, corrected
from ikrar.core.elections import Family, State
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.elections import actions, queries
from ikrar.domain.elections.files import COLUMNS, read_file
from ikrar.domain.elections.ics import ics_of
from ikrar.domain.elections.models import ElectionEntry, LocalDayOff, StageEntry
from ikrar.domain.ledger.actions import Unchanged
from ikrar.domain.ledger.models import Entry
from ikrar.domain.roster import actions as roster
from ikrar.domain.roster.models import Agency
from ikrar.domain.rules.topics import assess_record
from tests.given.cast import Cast

pytestmark = pytest.mark.django_db
VOTE = ("PEMILU_NASIONAL_2029", "VOTE")


def decided(cast: Cast) -> Line:
    """The polling day of 2029 as if it had been decreed."""
    return replace(
        queries.line_for(cast.agency, *VOTE), first=date(2029, 2, 14), last=date(2029, 2, 14),
        certainty=Certainty.DATED, basis="Keputusan contoh 1/2027", source="contoh", confidence="text",
    )  # fmt: skip


def correct(cast: Cast, line: Line, key: str | None = None) -> StageEntry | Unchanged[StageEntry]:
    return actions.correct_stage(
        cast.agency, line, reason="Tanggal ditetapkan", by=cast.staff(cast.sari), at=cast.at, key=key
    )


def test_a_planned_election_is_a_window_until_somebody_decides(cast: Cast) -> None:
    assert queries.line_for(cast.agency, *VOTE).certainty == Certainty.WINDOW
    assert queries.line_for(cast.agency, "PEMILU_DAERAH_2031", "TRANSITION").certainty == Certainty.NOT_DECIDED
    assert queries.line_for(cast.agency, "PILKADA_2024", "VOTE").certainty == Certainty.DATED


def test_a_correction_stands_for_the_body_and_keeps_what_was(cast: Cast) -> None:
    correct(cast, decided(cast))
    correct(cast, replace(decided(cast), first=date(2029, 2, 21), last=date(2029, 2, 21)))
    assert queries.line_for(cast.agency, *VOTE).first == date(2029, 2, 21)
    assert [(e.version, e.is_current) for e in queries.history_of(cast.agency, *VOTE)] == [
        (2, True),
        (1, False),
    ]
    assert Entry.objects.filter(fact="calendar.corrected").count() == 2
    assert queries.line_for(cast.other, *VOTE).certainty == Certainty.WINDOW


def test_a_correction_from_above_counts_until_the_body_has_its_own(cast: Cast) -> None:
    roster.add_agency(
        ref="rutan-contoh",
        code="RTNCTH",
        name="Rutan Contoh",
        kind="upt",
        parent=cast.agency,
        by=cast.sari,
        at=cast.at,
    )
    cast.agency.refresh_from_db()
    below = Agency.objects.get(ref="rutan-contoh")
    correct(cast, decided(cast))
    assert queries.line_for(below, *VOTE).first == date(2029, 2, 14)
    own = replace(decided(cast), first=date(2029, 2, 28), last=date(2029, 2, 28))
    actions.correct_stage(below, own, reason="Setempat", by=cast.staff(cast.sari), at=cast.at)
    assert queries.line_for(below, *VOTE).first == date(2029, 2, 28)
    assert queries.line_for(cast.agency, *VOTE).first == date(2029, 2, 14)
    assert len(queries.history_of(below, *VOTE)) == 2


def test_sending_twice_corrects_once_and_changing_nothing_is_said(cast: Cast) -> None:
    first, again = correct(cast, decided(cast), key="k1"), correct(cast, decided(cast), key="k1")
    assert isinstance(again, Unchanged)
    assert again.result == first
    with pytest.raises(Problem, match=r"calendar\.nothing_changed"):
        correct(cast, decided(cast))


def test_only_the_officer_of_the_body_corrects(cast: Cast) -> None:
    for person in (cast.budi, cast.hadi, cast.rina, cast.joko, cast.anton):
        with pytest.raises(Refused):
            actions.correct_stage(cast.agency, decided(cast), reason="x", by=cast.staff(person), at=cast.at)
    assert not StageEntry.objects.exists()


def test_an_unknown_stage_and_an_election_elsewhere_are_hidden(cast: Cast) -> None:
    with pytest.raises(Hidden):
        queries.line_for(cast.agency, "PEMILU_NASIONAL_2029", "FEAST")
    with pytest.raises(Hidden):
        queries.line_for(cast.agency, "PILKADA_ULANG_2025", "VOTE")
    cast.agency.name = "Pemerintah Kabupaten Bangka"
    assert queries.line_for(cast.agency, "PILKADA_ULANG_2025", "VOTE").first == date(2025, 8, 27)


def test_an_added_election_starts_undecided_and_its_days_can_be_filled_in(cast: Cast) -> None:
    draft = actions.Draft("Pilkada ulang 2027", Family.PILKADA, "Keputusan contoh 3/2027", "contoh", "text")
    entry = actions.add_election(cast.agency, draft, by=cast.staff(cast.sari), at=cast.at)
    assert isinstance(entry, ElectionEntry)
    told = queries.election_for(cast.agency, entry.code)
    assert (told.name, told.election.state) == ("Pilkada ulang 2027", State.NOT_DECIDED)
    assert {x.stage for x in told.lines} == {"CAND_REG", "CAND_SET", "CAMPAIGN", "QUIET", "VOTE"}
    assert {x.certainty for x in told.lines} == {Certainty.NOT_DECIDED}
    vote = next(x for x in told.lines if x.stage == "VOTE")
    correct(cast, replace(vote, first=date(2027, 8, 27), last=date(2027, 8, 27), certainty=Certainty.DATED))
    assert queries.line_for(cast.agency, entry.code, "VOTE").first == date(2027, 8, 27)
    with pytest.raises(Hidden):
        queries.election_for(cast.other, entry.code)
    with pytest.raises(Problem, match=r"calendar\.name_taken"):
        actions.add_election(cast.agency, draft, by=cast.staff(cast.sari), at=cast.at)


def as_file(lines: list[Line], separator: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(COLUMNS)
    for x in lines:
        row = (
            x.election,
            x.stage,
            x.name,
            x.first or "",
            x.last or "",
            x.certainty,
            x.basis,
            x.source,
            x.confidence,
        )
        writer.writerow(row)
    return out.getvalue().encode("utf-8-sig")


def standing(cast: Cast) -> dict[tuple[str, str], Line]:
    return {(x.election, x.stage): x for told in queries.elections_for(cast.agency) for x in told.lines}


@pytest.mark.parametrize("separator", [",", ";"])
def test_the_exported_table_comes_back_and_only_what_changed_is_written(cast: Cast, separator: str) -> None:
    now = standing(cast)
    lines, faults = read_file(as_file([*(now | {VOTE: decided(cast)}).values()], separator), now)
    assert faults == []
    number = actions.import_calendar(
        cast.agency, lines, digest="ab" * 32, by=cast.staff(cast.sari), at=cast.at, key="k1"
    )
    assert number == 1
    assert queries.line_for(cast.agency, *VOTE).first == date(2029, 2, 14)
    assert StageEntry.objects.count() == 1
    again = actions.import_calendar(
        cast.agency, lines, digest="ab" * 32, by=cast.staff(cast.sari), at=cast.at, key="k1"
    )
    assert isinstance(again, Unchanged)


def test_every_faulty_row_is_named_by_row_and_column(cast: Cast) -> None:
    good = decided(cast)
    bad = [
        replace(good, stage="FEAST"),
        replace(good, first=date(2029, 3, 1)),
        replace(good, source=""),
        replace(good, confidence="certain"),
        good,
        good,
    ]
    content = as_file(bad).replace(b"2029-03-01", b"1 Maret")
    lines, faults = read_file(content, standing(cast))
    assert [(f.row, f.column) for f in faults] == [
        (2, "stage"), (3, "start"), (4, "source"), (5, "confidence"), (7, "stage"),
    ]  # fmt: skip
    assert lines == [good]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe\x00", "calendar.file_unreadable"),
        (b"", "calendar.column_missing"),
        (b"election,stage\nA,B\n", "calendar.column_missing"),
        (b"x" * 1_000_001, "calendar.file_too_large"),
    ],
)
def test_what_is_no_calendar_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Problem) as caught:
        read_file(content, {})
    assert caught.value.reason == reason


def test_a_short_or_long_row_is_a_fault_and_no_crash(cast: Cast) -> None:
    content = as_file([]) + b"PEMILU_NASIONAL_2029,VOTE\r\n" + b"a," * 30 + b"\r\n"
    lines, faults = read_file(content, standing(cast))
    assert lines == []
    assert [fault.row for fault in faults] == [2, 3]


def day_off(cast: Cast, key: str | None = None) -> LocalDayOff | Unchanged[LocalDayOff]:
    return actions.add_day_off(
        cast.agency, day=date(2026, 11, 25), name="Pemilihan kepala desa", basis="SK Contoh 3/2026",
        by=cast.staff(cast.sari), at=cast.at, key=key,
    )  # fmt: skip


def test_a_local_day_off_moves_a_due_day_of_this_body_only(cast: Cast) -> None:
    day_off(cast)
    tuesday = date(2026, 11, 24)
    assert queries.work_week_for(cast.agency).add(tuesday, 1) == date(2026, 11, 26)
    assert queries.work_week_for(cast.other).add(tuesday, 1) == date(2026, 11, 25)


def test_what_was_known_before_the_day_off_stays_provable(cast: Cast) -> None:
    day_off(cast)
    tuesday, known = date(2026, 11, 24), date(2026, 11, 23)
    assert queries.work_week_for(cast.agency, known_on=known).add(tuesday, 1) == date(2026, 11, 26)
    assert queries.work_week_for(cast.agency, known_on=known - timedelta(1)).add(tuesday, 1) == date(
        2026, 11, 25
    )


def test_a_withdrawn_day_off_is_work_again_and_stays_visible(cast: Cast) -> None:
    row = day_off(cast)
    assert isinstance(row, LocalDayOff)
    with pytest.raises(Problem, match=r"day_off\.stands_already"):
        day_off(cast)
    actions.withdraw_day_off(row, by=cast.staff(cast.sari), at=cast.at)
    assert queries.work_week_for(cast.agency).is_working(row.day)
    assert [one.withdrawn_on for one in queries.days_off_of(cast.agency)] == [date(2026, 11, 23)]
    assert isinstance(actions.withdraw_day_off(row, by=cast.staff(cast.sari), at=cast.at), Unchanged)
    day_off(cast)


def test_the_ics_file_ends_a_day_after_and_says_what_is_not_decided(cast: Cast) -> None:
    lines = queries.lines_for(cast.agency)
    content = ics_of(lines, {}, body="Contoh", host="contoh.example", at=cast.at)
    events = {str(e["uid"]): e for e in Calendar.from_ical(content).walk("VEVENT")}
    campaign = events["PILKADA_2024.CAMPAIGN@contoh.example"]
    assert (campaign.decoded("dtstart"), campaign.decoded("dtend")) == (date(2024, 9, 25), date(2024, 11, 24))
    assert str(campaign["status"]) == "CONFIRMED"
    assert str(events["PEMILU_NASIONAL_2029.VOTE@contoh.example"]["status"]) == "TENTATIVE"
    assert str(events["PEMILU_NASIONAL_2029.OATH_PRES@contoh.example"]["status"]) == "TENTATIVE"
    assert "PEMILU_DAERAH_2031.TRANSITION@contoh.example" not in events
    assert len(events) == len([x for x in lines if x.first or x.last])


def test_a_correction_reaches_the_assessments_of_the_body_and_of_no_other(cast: Cast) -> None:
    """The polling day of 2029 was a window of a year; once it is decreed, a day after it lies after the vote."""
    facts = {
        "acts": ["social-media-post"],
        "actor_status": "pns",
        "act_date": "2029-06-01",
        "target": "presidential",
    }
    before = assess_record(facts, queries.calendar_for(cast.agency))[1]
    correct(cast, decided(cast))
    here = assess_record(facts, queries.calendar_for(cast.agency))[1]
    there = assess_record(facts, queries.calendar_for(cast.other))[1]
    assert here.phase != before.phase
    assert there.phase == before.phase


def test_a_correction_without_days_changes_no_assessment(cast: Cast) -> None:
    line = replace(queries.line_for(cast.agency, "PILKADA_2024", "VOTE"), first=None, last=None)
    shipped = queries.calendar_for(cast.agency)
    assert corrected(shipped, [line]).windows == shipped.windows


def test_one_contestant_s_day_leaves_the_others_days_alone(cast: Cast) -> None:
    line = replace(
        queries.line_for(cast.agency, "PEMILU_2024", "CAND_SET_PRES"),
        first=date(2023, 11, 14),
        last=date(2023, 11, 14),
    )
    days = {
        (tuple(sorted(w.targets)), w.first)
        for w in corrected(queries.calendar_for(cast.agency), [line]).by_election["PEMILU_2024"]
        if w.kind == "determination"
    }
    assert days == {(("presidential",), date(2023, 11, 14)), (("legislative", "party"), date(2023, 11, 3))}
