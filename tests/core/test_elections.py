"""Does the calendar switch on the right day, for the right contestant, in the right region, and keep what it cannot know?"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core.elections import DETERMINATION, Phase, Stage, State, Target, standing
from ikrar.domain.elections.tables import read_calendar, read_names, read_stages

CALENDAR = read_calendar()
RULING = date(2025, 2, 24)


def stages(target: str, day: str, region: str = "", until: str = "", election: str = "") -> set[str]:
    first = date.fromisoformat(day)
    last = date.fromisoformat(until) if until else first
    return set(standing(CALENDAR, Target(target), region, first, last, election).stages)


def phases(target: str, day: str, region: str = "") -> set[str]:
    on = date.fromisoformat(day)
    return set(standing(CALENDAR, Target(target), region, on, on).phases)


@pytest.mark.parametrize(
    ("target", "eve"),
    [
        ("regional_head", "2018-02-11"),
        ("legislative", "2018-09-19"),
        ("presidential", "2018-09-19"),
        ("regional_head", "2020-09-22"),
        ("legislative", "2023-11-02"),
        ("party", "2023-11-02"),
        ("presidential", "2023-11-12"),
        ("regional_head", "2024-09-21"),
    ],
)
def test_the_stage_turns_on_the_day_of_determination(target: str, eve: str) -> None:
    day = date.fromisoformat(eve) + timedelta(1)
    assert stages(target, eve) == {"aspirant"}
    assert stages(target, day.isoformat()) == {"candidate"}


def test_each_kind_of_contestant_has_its_own_day() -> None:
    assert stages("legislative", "2023-11-08") == {"candidate"}
    assert stages("presidential", "2023-11-08") == {"aspirant"}


def test_a_supported_person_of_unknown_kind_keeps_both_stages_where_they_differ() -> None:
    assert stages("unknown", "2023-11-08") == {"aspirant", "candidate"}
    assert stages("unknown", "2023-09-08") == {"aspirant"}


def test_a_month_across_determination_keeps_both_stages_with_their_reasons() -> None:
    found = standing(CALENDAR, Target.REGIONAL_HEAD, "", date(2024, 9, 1), date(2024, 9, 30))
    assert found.stages == {Stage.ASPIRANT, Stage.CANDIDATE}
    assert "2024-09-22" in found.stage_from
    assert found.phases == {Phase.PRE, Phase.CAMPAIGN}


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        ("2024-09-24", "pre"),
        ("2024-09-25", "campaign"),
        ("2024-11-23", "campaign"),
        ("2024-11-24", "quiet"),
        ("2024-11-26", "quiet"),
        ("2024-11-27", "polling"),
        ("2024-11-28", "post"),
    ],
)
def test_every_phase_begins_and_ends_on_its_day(day: str, phase: str) -> None:
    assert phases("regional_head", day) == {phase}


def test_a_fresh_election_concerns_only_its_regions() -> None:
    assert stages("regional_head", "2025-07-23", "Kepulauan Bangka Belitung / Kota Pangkalpinang") == {
        "candidate"
    }
    assert phases("regional_head", "2025-08-24", "Kota Pangkalpinang") == {"quiet"}
    assert (
        "PILKADA_ULANG_2025"
        not in standing(
            CALENDAR, Target.REGIONAL_HEAD, "Kota Bandung", date(2025, 8, 20), date(2025, 8, 20)
        ).elections
    )


def test_a_region_that_may_vote_again_keeps_both_stages() -> None:
    assert stages("regional_head", "2025-04-01", "Kabupaten Contoh") == {"aspirant", "candidate"}
    assert stages("regional_head", "2025-08-20", "Kabupaten Contoh") == {"aspirant"}


def test_an_election_that_was_not_held_is_never_at_hand() -> None:
    found = standing(CALENDAR, Target.PRESIDENTIAL, "", date(2024, 6, 10), date(2024, 6, 10))
    assert found.elections == ("PEMILU_2024",)
    assert found.phases == {Phase.POST}


def test_planned_elections_say_that_their_days_are_not_decided() -> None:
    planned = [e for e in CALENDAR.elections if e.state == State.NOT_DECIDED]
    assert {e.code for e in planned} == {"PEMILU_NASIONAL_2029", "PEMILU_DAERAH_2031"}
    assert all(w.within for e in planned for w in CALENDAR.by_election[e.code])
    assert stages("presidential", "2026-11-27") == {"aspirant"}
    assert stages("presidential", "2028-05-01") == {"aspirant", "candidate"}


def test_a_party_follows_the_election_whose_polling_is_nearer() -> None:
    assert phases("party", "2024-10-05") == {"campaign"}
    assert stages("party", "2020-11-23") == {"candidate"}


def test_the_ban_on_replacing_officials_is_the_half_year_before_determination() -> None:
    ban = [w for w in CALENDAR.windows if w.kind == "replacement_ban"]
    assert (date(2024, 3, 22), date(2024, 9, 22)) in [(w.first, w.last) for w in ban]
    found = standing(CALENDAR, Target.REGIONAL_HEAD, "", date(2024, 3, 21), date(2024, 3, 21))
    assert found.in_replacement_ban == {"no"}


def test_the_next_determination_is_told_while_a_post_can_still_cross_it() -> None:
    on = date(2024, 8, 1)
    assert standing(CALENDAR, Target.REGIONAL_HEAD, "", on, on).next_determination == date(2024, 9, 22)


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(list(Target)),
    st.dates(date(2017, 6, 1), date(2031, 12, 31)),
    st.integers(0, 70),
)
def test_a_range_keeps_exactly_what_its_days_say_one_by_one(target: Target, first: date, length: int) -> None:
    last = first + timedelta(length)
    days = [first + timedelta(n) for n in range(length + 1)]
    whole = standing(CALENDAR, target, "", first, last)
    single = [standing(CALENDAR, target, "", day, day) for day in days]
    assert whole.stages == frozenset().union(*(s.stages for s in single))
    assert whole.phases == frozenset().union(*(s.phases for s in single))


def test_every_window_stands_among_the_published_stages_or_says_why_not() -> None:
    published = {(s.election, s.first, s.last) for s in read_stages()}
    for window in CALENDAR.windows:
        derived = window.within or window.confidence == "derived"
        known = (window.election, window.first, window.last) in published
        assert known or derived or window.kind == DETERMINATION, window


def test_every_row_tells_how_sure_it_is() -> None:
    allowed = {"text", "secondary", "secondary-conflict", "memory", "derived", "projection"}
    assert {s.confidence for s in read_stages()} <= allowed
    assert {w.confidence for w in CALENDAR.windows} <= allowed
    assert all(s.source for s in read_stages() if s.confidence in {"text", "secondary", "projection"})
    assert read_names().keys() == {e.code for e in CALENDAR.elections}
