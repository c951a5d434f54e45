"""The 18 digits: what they say, how they break, and that a broken one is never taken for a whole one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core import nip
from ikrar.core.nip import BadNip, NipFault, NipKind

WHOLE = "198504122010011003"
numbers = st.builds(
    lambda born, year, middle, sex, serial: f"{born:%Y%m%d}{year}{middle}{sex}{serial:03}",
    st.dates(date(1950, 1, 1), date(2005, 12, 31)),
    st.integers(1975, 2026),
    st.sampled_from([*(f"{m:02}" for m in range(1, 13)), *(f"2{n}" for n in range(1, 10))]),
    st.sampled_from("12"),
    st.integers(1, 999),
)


@settings(max_examples=50)
@given(numbers)
def test_a_well_made_number_is_read_back_whole(digits: str) -> None:
    read = nip.read_nip(digits)
    assert (read.digits, read.sex, read.serial) == (digits, digits[14], digits[15:])
    assert f"{read.birth_date:%Y%m%d}" == digits[:8]
    assert (read.kind is NipKind.PNS) == (1 <= read.month <= 12)
    assert (read.kind is NipKind.PPPK) == (1 <= read.contract <= 9)


@settings(max_examples=50)
@given(numbers)
def test_what_a_spreadsheet_leaves_of_a_number_is_never_taken_for_it(digits: str) -> None:
    as_float = f"{int(float(digits)):d}"
    kept = f"{digits[:15]}000"
    assert nip.fault_of(kept) is NipFault.DAMAGED
    assert nip.fits(digits, kept)
    assert as_float == digits or as_float[15:] != digits[15:]
    assert nip.fits(digits, f"{digits[0]},{digits[1:6]}E+17")


@settings(max_examples=30)
@given(numbers, st.integers(0, 17))
def test_a_lost_digit_is_seen_and_still_fits(digits: str, at: int) -> None:
    shorter = digits[:at] + digits[at + 1 :]
    assert nip.fault_of(shorter) is NipFault.TOO_SHORT
    assert nip.fits(digits, shorter)


@pytest.mark.parametrize(
    "typed",
    [
        "19850412 201001 1 003",
        "19850412.201001.1.003",
        "'198504122010011003",
        "\u00a0198504122010011003 ",
        "19850412-201001-1-003",
    ],
)
def test_the_ways_people_write_it_are_one(typed: str) -> None:
    assert nip.read_nip(typed).digits == WHOLE


@pytest.mark.parametrize(
    ("digits", "fault"),
    [
        ("", NipFault.MISSING),
        ("1,98504E+17", NipFault.SCIENTIFIC),
        ("1.98504122010011E+17", NipFault.SCIENTIFIC),
        ("19850412201O011003", NipFault.LETTERS),
        ("6202010101850001", NipFault.IS_NIK),
        ("131234567", NipFault.IS_OLD),
        ("19850412201001100", NipFault.TOO_SHORT),
        ("1985041220100110031", NipFault.TOO_LONG),
        ("198513122010011003", NipFault.BIRTH_DATE),
        ("185004122010011003", NipFault.BIRTH_DATE),
        ("198504122010013003", NipFault.SEX),
        ("198504122010011000", NipFault.DAMAGED),
        ("١٩٨٥٠٤١٢٢٠١٠٠١١٠٠٣", NipFault.LETTERS),
    ],
)
def test_each_fault_has_its_name(digits: str, fault: NipFault) -> None:
    assert nip.fault_of(digits) is fault
    with pytest.raises(BadNip):
        nip.read_nip(digits or "-")


def test_part_time_is_never_read_from_the_number() -> None:
    assert nip.read_nip("198504122025241003").kind is NipKind.PPPK
    assert nip.kind_of("198504122025451003") is NipKind.UNCLEAR


def test_a_doubled_digit_is_found_only_when_one_answer_fits() -> None:
    assert nip.shorter_by_one("1985504122010011003", "1985-04-12") == WHOLE
    assert nip.shorter_by_one("1985504122010011003", "1990-01-01") == ""


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert nip.without_lookalikes("l985O4l22OlOOllOO3") == WHOLE


def test_in_public_only_sex_and_serial_are_shown() -> None:
    assert nip.grouped(WHOLE) == "19850412 201001 1 003"
    assert nip.masked(WHOLE) == "········ ······ 1 003"
    assert "1985" not in nip.masked(WHOLE)
    assert nip.masked("123") == ""


def test_another_number_does_not_fit() -> None:
    assert not nip.fits("197001011995031001", "198504122010011000")
