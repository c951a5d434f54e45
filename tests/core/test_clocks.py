"""Does every clock end on the day its source gives, and does it say what remains open?"""

import csv
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ikrar.cli.due_words import NOTES, UNITS, tell_day
from ikrar.core.clocks import BadFacts, Facts, Note, State, Unit, due, state
from ikrar.core.days import Pause, WorkWeek, Zone, zone_of
from ikrar.domain.elections.holidays import work_week
from ikrar.domain.rules.clock_tables import LIBRARY, BadClockTable, explain, read_clock_words, read_clocks
from tests.core.oracles.random_clocks import random_case
from tests.core.oracles.slow_clocks import due_days, local_day, weekday

CLOCKS = read_clocks()
WORDS = read_clock_words()
WEEK = work_week()
MONDAY = date(2024, 2, 5)
PLAIN = WorkWeek((), date(2100, 12, 31))


def told(code: str, facts: Facts) -> str:
    """The sentence of a clock as people read it."""
    return explain(due(CLOCKS[code], facts, WEEK), WORDS[code], tell_day, UNITS)


@pytest.mark.parametrize(
    ("code", "days"),
    [
        (
            "C-REPORT-PEMILU",
            ["2024-02-19"],
        ),  # 6 7 12 13 15 16 19: Isra Miraj, joint leave, Imlek, polling day between
        ("C-REPORT-PILKADA", ["2024-02-12", "2024-02-19"]),
        ("C-KAJIAN-AWAL", ["2024-02-07"]),
        ("C-FOLLOW-PEMILU", ["2024-02-12"]),
        ("C-FOLLOW-PILKADA", ["2024-02-08"]),
        ("C-SBT-VERIFY", ["2024-02-12"]),
        ("C-SBT-BAWASLU", ["2024-02-12"]),
        ("C-LAPOR-FORWARD", ["2024-02-12"]),
        ("C-LAPOR-REPLY", ["2024-02-15"]),
        ("C-LAPOR-CLOSE", ["2024-02-22"]),
        ("C-SUMMON-1", ["2024-02-19"]),
        ("C-SUMMON-2", ["2024-02-19"]),
        ("C-NO-SHOW-2", ["2024-02-05"]),
        ("C-DELIVER", ["2024-02-19", "2024-02-28"]),
        ("C-SEND-ABSENT", ["2024-02-12"]),
        ("C-EFFECT", ["2024-02-20", "2024-02-29"]),
        ("C-APPEAL", ["2024-02-28"]),
        ("C-APPEAL-REPLY", ["2024-03-08"]),
        ("C-APPEAL-DECIDE", ["2024-05-29"]),
        ("C-PPK-FOLLOWUP", []),
    ],
)
def test_each_clock_ends_on_the_day_counted_by_hand(code: str, days: list[str]) -> None:
    found = due(CLOCKS[code], Facts(MONDAY), WEEK)
    assert [str(reading.due) for reading in found.readings] == days


def test_the_table_holds_every_clock_of_the_dossier() -> None:
    assert len(CLOCKS) == 21
    assert [code for code, clock in CLOCKS.items() if clock.length is None] == ["C-PPK-FOLLOWUP"]
    assert all(clock.article and clock.owner and clock.lapse and clock.stops_when for clock in CLOCKS.values())


def test_a_day_of_hours_runs_through_a_holiday_and_needs_an_hour() -> None:
    clock = CLOCKS["C-CRIME-FORWARD"]
    at = datetime(2024, 2, 13, 22, 30, tzinfo=zone_of(Zone.WIT))
    found = due(clock, Facts(at, Zone.WIT), WEEK)
    assert found.due == at + timedelta(hours=24)
    with pytest.raises(BadFacts, match=r"clock\.time_needed"):
        due(clock, Facts(MONDAY), WEEK)


def test_the_zone_decides_the_day_on_which_a_late_moment_falls() -> None:
    moment = datetime(
        2024, 2, 5, 16, 30, tzinfo=UTC
    )  # 23.30 in the west, half past midnight and later further east
    days = [due(CLOCKS["C-KAJIAN-AWAL"], Facts(moment, zone), WEEK).due for zone in Zone]
    assert days == [date(2024, 2, 7), date(2024, 2, 8), date(2024, 2, 8)]


def test_an_extension_whose_start_no_source_gives_shows_both_days() -> None:
    found = due(CLOCKS["C-FOLLOW-PEMILU"], Facts(MONDAY, extension=14), WEEK)
    assert (found.due, found.other) == (date(2024, 2, 28), date(2024, 3, 4))
    assert {Note.READINGS_DIFFER, Note.EXTENDED} <= set(found.notes)


def test_an_unknown_length_says_so_until_the_body_sets_it() -> None:
    clock = CLOCKS["C-PPK-FOLLOWUP"]
    found = due(clock, Facts(MONDAY), WEEK)
    assert (found.due, found.notes) == (None, (Note.UNCONFIGURED,))
    assert "instansi perlu menetapkan" in told("C-PPK-FOLLOWUP", Facts(MONDAY))
    own = due(clock, Facts(MONDAY, configured=14, configured_unit=Unit.WORKING), WEEK)
    assert own.due == date(2024, 2, 28)
    assert Note.CONFIGURED in own.notes


def test_paused_days_do_not_count() -> None:
    facts = Facts(MONDAY, pauses=(Pause(date(2024, 2, 6), date(2024, 2, 8)),), configured=3)
    clock = CLOCKS["C-PPK-FOLLOWUP"]
    assert due(clock, replace(facts, configured_unit=Unit.CALENDAR), WEEK).due == date(2024, 2, 11)
    assert due(clock, replace(facts, configured_unit=Unit.WORKING), PLAIN).due == date(2024, 2, 13)


@pytest.mark.parametrize(
    ("code", "facts", "reason"),
    [
        ("C-SUMMON-1", Facts(MONDAY, pauses=(Pause(MONDAY, MONDAY),)), "clock.no_pause"),
        ("C-SUMMON-1", Facts(MONDAY, extension=1), "clock.no_extension"),
        ("C-SUMMON-1", Facts(MONDAY, configured=9), "clock.length_is_law"),
        ("C-FOLLOW-PILKADA", Facts(MONDAY, extension=3), "clock.extension_too_long"),
        ("C-SUMMON-1", Facts(MONDAY, stopped=date(2024, 2, 4)), "clock.stopped_before_start"),
        ("C-SUMMON-1", Facts(date(1024, 2, 5)), "days.year_out_of_reach"),
        ("C-SUMMON-1", Facts(datetime.fromisoformat("2024-02-05T09:00")), "days.zone_missing"),
        ("C-PPK-FOLLOWUP", Facts(MONDAY, configured=-1), "days.span_out_of_reach"),
        ("C-PPK-FOLLOWUP", Facts(MONDAY, configured=10**9), "days.span_out_of_reach"),
    ],
)
def test_facts_the_row_does_not_allow_are_refused_by_name(code: str, facts: Facts, reason: str) -> None:
    with pytest.raises(BadFacts) as refused:
        due(CLOCKS[code], facts, WEEK)
    assert refused.value.reason == reason


def test_a_clock_stands_as_its_facts_say() -> None:
    def at(day: date) -> datetime:
        return datetime(day.year, day.month, day.day, 12, tzinfo=zone_of(Zone.WIB))

    clock, last = CLOCKS["C-SUMMON-1"], date(2024, 2, 19)
    running = due(clock, Facts(MONDAY), WEEK)
    assert state(running, at(last)) == State.RUNNING
    assert state(running, at(last + timedelta(1))) == State.LAPSED
    assert state(due(clock, Facts(MONDAY, stopped=last), WEEK), at(last)) == State.MET
    assert state(due(clock, Facts(MONDAY, stopped=last + timedelta(1)), WEEK), at(last)) == State.LATE


def test_between_two_readings_it_is_not_told_whether_the_day_was_kept() -> None:
    between = datetime(2024, 2, 22, 12, tzinfo=zone_of(Zone.WIB))
    assert state(due(CLOCKS["C-DELIVER"], Facts(MONDAY), WEEK), between) == State.UNSURE


def test_a_remedy_holds_up_the_effect_of_a_punishment() -> None:
    found = due(CLOCKS["C-EFFECT"], Facts(MONDAY, stopped=date(2024, 2, 12)), WEEK)
    assert state(found, datetime(2024, 6, 1, tzinfo=UTC)) == State.STOPPED


def test_a_year_without_a_decree_is_flagged_and_a_day_off_that_ends_a_term_too() -> None:
    far = due(CLOCKS["C-APPEAL-DECIDE"], Facts(date(2040, 1, 2)), WEEK)
    assert Note.NOT_DECREED in far.notes
    assert Note.NOT_DECREED not in due(CLOCKS["C-APPEAL-DECIDE"], Facts(MONDAY), WEEK).notes
    assert Note.ENDS_ON_DAY_OFF in due(CLOCKS["C-SBT-VERIFY"], Facts(date(2024, 2, 3)), WEEK).notes


def test_every_sentence_has_an_article_a_day_and_at_most_twenty_words() -> None:
    at = datetime(2024, 12, 30, 23, 30, tzinfo=zone_of(Zone.WITA))
    for code, clock in CLOCKS.items():
        facts = Facts(at, Zone.WITA, configured=None if clock.length is not None else 14)
        for chosen in (facts, replace(facts, extension=clock.extension)):
            found = due(clock, replace(chosen, started=at if Unit.HOURS in clock.units else at.date()), WEEK)
            sentence = explain(found, WORDS[code], tell_day, UNITS)
            assert len(sentence.split()) <= 20, sentence
            assert tell_day(found.due or at) in sentence
            named = clock.article.split(";")[0].casefold() in sentence.casefold()
            assert named or clock.confidence == "unsettled", sentence


def test_every_note_has_words() -> None:
    assert set(NOTES) == set(Note)


def test_due_days_agree_with_the_slow_reference() -> None:
    chance = random.Random(11)
    for _ in range(1500):
        clock, facts, week, off, days_a_week = random_case(chance, tuple(CLOCKS.values()))
        fast = [local_day(reading.due, facts.zone) for reading in due(clock, facts, week).readings]
        assert fast == due_days(clock, facts, off, days_a_week), (clock, facts)


def test_the_reference_knows_the_weekdays() -> None:
    assert [weekday(MONDAY + timedelta(n)) for n in range(7)] == [1, 2, 3, 4, 5, 6, 7]
    assert weekday(date(2000, 2, 29)) == 2


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("unit", "weeks"),
        ("length", "-7"),
        ("pause", "maybe"),
        ("explain_id", "Selesai {when}."),
        ("confidence", "sure"),
        ("clock", "C-SUMMON-2"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, column: str, value: str) -> None:
    with (LIBRARY / "clocks.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    next(row for row in rows if row["clock"] == "C-SUMMON-1")[column] = value
    with (tmp_path / "clocks.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(BadClockTable, match=r"clocks\.csv"):
        read_clock_words(tmp_path)
        read_clocks(tmp_path)
