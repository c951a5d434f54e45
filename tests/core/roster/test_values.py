"""One spelling each for grades, status, dates, phones; and trees that are trees."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core.roster.cells import Rounded, filled, text_of
from ikrar.core.roster.likeness import Likeness, name_key, sounds
from ikrar.core.roster.standing_facts import status_of
from ikrar.core.roster.unit_tree import TreeDefect, check_tree, find_tree_header
from ikrar.core.roster.values import day_after_place, day_of, first_phone, mended_email, phone_of, split_name
from ikrar.core.roster.vocabulary import PNS_GRADES, PPPK_GRADES, RANK_OF_GRADE, grade_of, grade_of_rank


@pytest.mark.parametrize(
    "text",
    [
        "III/c",
        "III/C",
        "IIIc",
        "III-c",
        "iii.c",
        "Penata (III/c)",
        "Penata, III/c",
        "3/c",
        "33",
        "Penata",
        "Gol. III/c",
    ],
)
def test_the_ways_to_write_a_grade_are_one(text: str) -> None:
    assert grade_of(text, "PNS") == "III/c"


@pytest.mark.parametrize(("text", "status", "grade"), [("Golongan IX", "PPPK", "IX"), ("9", "PPPK", "IX"), ("IX", "PPPK_PW", "IX"), ("III", "PNS", "?III"), ("III", "PPPK", "III"), ("III/e", "PNS", ""), ("atas", "PNS", "")])  # fmt: skip
def test_a_roman_numeral_alone_means_pppk(text: str, status: str, grade: str) -> None:
    assert grade_of(text, status) == grade


def test_every_grade_reads_as_itself_and_every_rank_as_its_grade() -> None:
    assert [grade_of(g, "PNS") for g in PNS_GRADES] == list(PNS_GRADES)
    assert [grade_of(g, "PPPK") for g in PPPK_GRADES] == list(PPPK_GRADES)
    assert [grade_of_rank(r) for r in RANK_OF_GRADE.values()] == list(PNS_GRADES)
    assert grade_of_rank("Penata Tk. I") == grade_of_rank("PENATA TK.I") == "III/d"


@pytest.mark.parametrize(("text", "status"), [("P", "PNS"), ("C", "CPNS"), ("P3K", "PPPK"), ("PPPK Paruh Waktu", "PPPK_PW"), ("PPPKPW", "PPPK_PW"), ("Tenaga Honorer", "NON_ASN"), ("THL", "NON_ASN"), ("PPPK Guru 2023", "PPPK"), ("entah", "")])  # fmt: skip
def test_the_names_of_a_status(text: str, status: str) -> None:
    assert status_of(text) == status


@pytest.mark.parametrize(
    "text",
    [
        "12-04-1985",
        "12/04/1985",
        "1985-04-12",
        "12.4.1985",
        "12 April 1985",
        "19850412",
        "31149",
        "1985-04-12 00:00:00",
    ],
)
def test_a_date_is_read_day_first(text: str) -> None:
    assert day_of(text) == "1985-04-12"


@pytest.mark.parametrize("text", ["31-02-1985", "04-13-1985", "kemarin", "", "99999999"])
def test_what_is_no_date_is_not_made_one(text: str) -> None:
    assert day_of(text) == ""


def test_a_date_behind_a_place_is_found() -> None:
    assert day_after_place("Contoh, 12-04-1985") == "1985-04-12"
    assert day_after_place("Contoh") == ""


@pytest.mark.parametrize(
    "text",
    [
        "081234567890",
        "81234567890",
        "+6281234567890",
        "6281234567890",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "62 0812 3456 7890",
    ],
)
def test_the_ways_to_write_a_phone_are_one(text: str) -> None:
    assert phone_of(text) == "+6281234567890"


def test_of_two_phones_the_first_is_proposed() -> None:
    assert first_phone("0812-1111-2222 / 0813-3333-4444") == "+6281211112222"
    assert first_phone("tidak punya") == ""


def test_slips_in_addresses_are_mended() -> None:
    assert mended_email("budi @contoh,example") == "budi@contoh.example"
    assert mended_email("budi@gmail") == "budi@gmail.com"
    assert mended_email("budi") == ""


@settings(max_examples=50)
@given(st.integers(10**15, 10**18))
def test_a_number_of_more_than_fifteen_digits_is_marked_and_keeps_fifteen(number: int) -> None:
    text = text_of(float(number))
    assert isinstance(text, Rounded)
    assert len(text) == len(str(int(float(number))))
    assert set(text[15:]) <= {"0"}


def test_numbers_dates_and_nothing_become_text() -> None:
    assert [text_of(c) for c in (12.0, 1.5, 7, None, "x", True)] == ["12", "1.5", "7", "", "x", "1"]
    assert [filled(t) for t in (" - ", "'0812", "0", "n/a", "a\u00a0 b")] == ["", "0812", "", "", "a b"]


def test_names_with_and_without_titles() -> None:
    assert split_name("Prof. Dr. Ir. Budi") == ("Prof. Dr. Ir.", "Budi", "")
    assert split_name("Ahmad, S.H., M.H.") == ("", "Ahmad", "S.H., M.H.")
    assert split_name("Siti") == ("", "Siti", "")
    assert name_key("Drs. AHMAD YANI, M.Si") == "ahmad yani"


def test_old_and_new_spellings_sound_alike() -> None:
    assert sounds("Soeharto Djaja") == sounds("Suharto Jaya")
    assert sounds("Yusuf") == sounds("Jusuf") or sounds("Muhammad") == sounds("Muhamad")


def test_the_nearest_name_is_found_and_a_far_one_is_not() -> None:
    likeness = Likeness([("kes", "dinas kesehatan"), ("dik", "dinas pendidikan")])
    assert likeness.nearest("dinas kesehtan") == "kes"
    assert likeness.nearest("kantor camat") == ""


def test_a_sibling_with_another_number_is_never_proposed() -> None:
    likeness = Likeness([("1", "regu jaga 1"), ("2", "regu jaga 2"), ("iii", "bidang iii")])
    assert [likeness.nearest(t) for t in ("regu jag 2", "regu jaga 4", "bidang ii")] == ["2", "", ""]


TREE = [("R", "Kabupaten", ""), ("A", "Dinas A", "R"), ("B", "Bidang B", "A")]


def defects(rows: list[tuple[str, str, str]]) -> set[TreeDefect]:
    """What stands against a file of units."""
    return {f.code for f in check_tree(enumerate(rows, 2), (0, 1, 2)).found}


def test_a_tree_is_ordered_from_its_root() -> None:
    tree = check_tree(enumerate(reversed(TREE), 2), (0, 1, 2))
    assert tree.is_usable
    assert [u.code for u in tree.units] == ["R", "A", "B"]
    assert find_tree_header([["KOP"], ["ID", "NAMA_UNOR", "ID_ATASAN"]]) == (1, 0, 1, 2)


@pytest.mark.parametrize(
    ("rows", "defect"),
    [
        ([*TREE, ("C", "C", "D"), ("D", "D", "C")], TreeDefect.CIRCLE),
        ([*TREE, ("C", "C", "NOWHERE")], TreeDefect.ORPHAN),
        ([*TREE, ("Z", "Zwei", "")], TreeDefect.TWO_ROOTS),
        ([("A", "A", "B"), ("B", "B", "A")], TreeDefect.NO_ROOT),
        ([*TREE, ("A", "Again", "R")], TreeDefect.CODE_TWICE),
        ([*TREE, ("C", "", "R")], TreeDefect.NO_NAME),
        ([*TREE, ("", "Nameless", "R")], TreeDefect.NO_CODE),
    ],
)
def test_what_is_no_tree_is_refused_with_its_reason(
    rows: list[tuple[str, str, str]], defect: TreeDefect
) -> None:
    assert defect in defects(rows)
    assert not check_tree(enumerate(rows, 2), (0, 1, 2)).is_usable
