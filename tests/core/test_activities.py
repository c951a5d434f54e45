"""Which plans cannot be right, how do repeats fall, and can every kind of real activity be expressed?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ikrar.core.activities import (
    SESSIONS_AT_MOST,
    Kind,
    NewsStage,
    Span,
    Stage,
    Why,
    can_cancel,
    can_hold,
    can_withdraw_news,
    can_write_news,
    holds_personal_number,
    is_past,
    spans_fault,
    stands,
    weekly,
)

NOW = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)

# What the words of press reports about neutrality programmes mean here. Circulars and task forces are no
# activities: they are letters and task forces; what is held for them is.
SAID = {
    "apel": Kind.APEL, "ikrar": Kind.OATH, "pakta": Kind.SIGNING, "sosialisasi": Kind.OUTREACH,
    "rakor": Kind.COORDINATION, "monitoring": Kind.MONITORING, "satgas": Kind.INAUGURATION,
}  # fmt: skip


@pytest.mark.parametrize(
    ("begin", "end", "fault"),
    [
        (HOUR, 2 * HOUR, None),
        (HOUR, HOUR, ("activity.ends_before_it_starts", "ends_at")),
        (2 * HOUR, HOUR, ("activity.ends_before_it_starts", "ends_at")),
        (HOUR, 25 * HOUR, None),
        (HOUR, 25 * HOUR + timedelta(minutes=1), ("activity.too_long", "ends_at")),
        (timedelta(days=1100), timedelta(days=1100, hours=1), ("activity.too_far", "starts_at")),
        (timedelta(days=-3662), timedelta(days=-3661, hours=-20), ("activity.too_long_ago", "starts_at")),
    ],
)
def test_a_plan_that_cannot_be_right_names_its_field(
    begin: timedelta, end: timedelta, fault: tuple[str, str] | None
) -> None:
    assert Span(NOW + begin, NOW + end).fault(NOW) == fault


def test_repeats_keep_the_clock_and_include_the_last_day() -> None:
    place = ZoneInfo("Asia/Makassar")
    first = Span(
        datetime(2026, 11, 30, 7, 30, tzinfo=place), datetime(2026, 11, 30, 8, 30, tzinfo=place), "Pagi"
    )
    spans = weekly(first, date(2026, 12, 14))
    assert [s.starts_at.date().day for s in spans] == [30, 7, 14]
    assert {(s.starts_at.hour, s.ends_at - s.starts_at, s.name) for s in spans} == {(7, HOUR, "Pagi")}
    assert weekly(first, date(2026, 12, 13)) == spans[:2]
    assert weekly(first, None) == weekly(first, date(2026, 1, 1)) == [first]


def test_too_many_repeats_are_refused_and_not_cut() -> None:
    first = Span(NOW, NOW + HOUR)
    many = weekly(first, date(2030, 1, 1))
    assert len(many) > SESSIONS_AT_MOST
    assert spans_fault(many, 0, NOW) == ("activity.too_many_sessions", "until")
    assert spans_fault(many[:10], SESSIONS_AT_MOST - 10, NOW) is None
    assert spans_fault(many[:10], SESSIONS_AT_MOST - 9, NOW) is not None


def test_what_began_is_past() -> None:
    assert is_past([Span(NOW, NOW + HOUR)], NOW)
    assert not is_past([Span(NOW + HOUR, NOW + 2 * HOUR)], NOW)


@pytest.mark.parametrize("stage", list(Stage))
def test_what_may_be_done_in_which_stage(stage: Stage) -> None:
    planned = stage is Stage.PLANNED
    assert bool(can_cancel(stage)) is planned
    assert bool(can_hold(stage, NOW - HOUR, NOW)) is planned
    assert bool(stands(stage)) is (stage is not Stage.CANCELLED)
    assert can_hold(Stage.PLANNED, NOW + HOUR, NOW).reason == can_hold(Stage.PLANNED, None, NOW).reason
    assert can_hold(Stage.PLANNED, NOW + HOUR, NOW).reason == Why.NOT_BEGUN


@pytest.mark.parametrize("stage", list(NewsStage))
def test_withdrawn_news_stays_withdrawn(stage: NewsStage) -> None:
    assert bool(can_write_news(stage)) is (stage is not NewsStage.WITHDRAWN)
    assert bool(can_withdraw_news(stage)) is (stage is NewsStage.PUBLISHED)


@pytest.mark.parametrize(
    "reported",
    [
        ("apel", "ikrar", "satgas"), ("pakta", "ikrar", "satgas", "sosialisasi"), ("rakor",), ("ikrar", "sosialisasi"),
        ("rakor", "ikrar"), ("sosialisasi",), ("monitoring",), ("apel", "ikrar", "pakta"),
    ],
)  # fmt: skip
def test_every_mixture_that_is_reported_has_a_kind_and_what_it_includes(reported: tuple[str, ...]) -> None:
    kinds = [SAID[word] for word in reported]
    assert len(set(kinds)) == len(reported)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("NIP 198001012005011001", True),
        ("NIP 19800101 200501 1 001.", True),
        ("NIK 6202010101800001", True),
        ("hubungi 0812-3456-7890", True),
        ("hubungi +62 812 3456 789", True),
        ("Dihadiri 9.412 pegawai pada 30-11-2026 pukul 07.30", False),
        ("Surat 800.1.6/254/2026, telepon kantor (021) 555-0123", False),
    ],
)
def test_personal_numbers_are_seen_in_a_text_for_the_public(text: str, holds: bool) -> None:
    assert holds_personal_number(text) is holds
