"""Dates and numbers as official Indonesian paper writes them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.papers import formats

AT = datetime(2026, 11, 22, 23, 31, tzinfo=UTC)


def test_dates_times_and_numbers_have_one_form() -> None:
    assert formats.day(date(2026, 11, 30)) == "Senin, 30 November 2026"
    assert formats.clock(AT, "WITA") == "pukul 07.31 WITA"
    assert formats.clock(AT, "Asia/Pontianak") == "pukul 06.31 WIB"
    assert formats.moment(AT, "WIT") == "Senin, 23 November 2026 pukul 08.31 WIT"
    assert formats.moment(AT, "Asia/Jakarta") == "Senin, 23 November 2026 pukul 06.31 WIB"
    assert formats.number(9412) == "9.412"
    assert formats.number(-1250000) == "-1.250.000"


def test_other_zones_and_naive_moments_are_refused() -> None:
    with pytest.raises(ValueError, match="legal zone"):
        formats.clock(AT, "Europe/Paris")
    with pytest.raises(ValueError, match="without zone"):
        formats.clock(datetime(2026, 1, 1), "WIB")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (968, 1000, "96,8%"),
        (9999, 10000, "99,9%"),
        (10, 10, "100,0%"),
        (0, 7, "0,0%"),
        (0, 0, "–"),
        (1, 3, "33,3%"),
    ],
)
def test_a_share_is_rounded_down_so_that_all_means_all(part: int, whole: int, said: str) -> None:
    assert formats.percent(part, whole) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (17, "tujuh belas"),
        (30, "tiga puluh"),
        (100, "seratus"),
        (119, "seratus sembilan belas"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (2026, "dua ribu dua puluh enam"),
        (9412, "sembilan ribu empat ratus dua belas"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (4_765_491, "empat juta tujuh ratus enam puluh lima ribu empat ratus sembilan puluh satu"),
    ],
)
def test_numbers_in_words(value: int, said: str) -> None:
    assert formats.number_words(value) == said


def test_a_day_in_words_opens_a_berita_acara() -> None:
    said = "Senin tanggal tiga puluh bulan November tahun dua ribu dua puluh enam"
    assert formats.day_words(date(2026, 11, 30)) == said


@settings(max_examples=50)
@given(st.integers(0, 10**12 - 1), st.integers(0, 10**12 - 1))
def test_different_numbers_have_different_words(one: int, other: int) -> None:
    assert (formats.number_words(one) == formats.number_words(other)) == (one == other)


@pytest.mark.parametrize("value", [-1, 10**12])
def test_numbers_out_of_reach_are_refused(value: int) -> None:
    with pytest.raises(ValueError, match="zero"):
        formats.number_words(value)
