"""Is the same text always the same bytes, and can two screens be told apart by six words?"""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core import texts
from ikrar.core.texts_words import WORDS

PLAIN = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co")), min_size=1, max_size=60).filter(
    lambda t: bool(t.strip())
)


@given(st.lists(PLAIN, min_size=1, max_size=5))
@settings(max_examples=50, deadline=None)
def test_line_ends_and_composition_never_change_the_hash(lines: list[str]) -> None:
    windows = texts.canonical("\r\n".join(lines))
    assert windows == texts.canonical("\n".join(unicodedata.normalize("NFD", line) for line in lines))
    assert texts.canonical(windows) == windows


def test_one_changed_letter_changes_hash_and_words() -> None:
    one, other = texts.canonical("Kami netral."), texts.canonical("Kami netral!")
    assert texts.hash_of(one) != texts.hash_of(other)
    assert texts.mark_of(texts.hash_of(one)) != texts.mark_of(texts.hash_of(other))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [(" \n ", "text.empty"), ("a" * 20_001, "text.too_long"), ("a\x00b", "text.unreadable")],
)
def test_what_cannot_be_a_text_says_why(typed: str, fault: str) -> None:
    with pytest.raises(texts.BadText) as bad:
        texts.canonical(typed)
    assert bad.value.fault == fault


def test_a_text_that_is_not_canonical_is_never_hashed() -> None:
    with pytest.raises(texts.BadText):
        texts.hash_of("Kami netral.\r\n")


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=50)
def test_words_and_digits_spell_the_same_first_48_bits(sha256: bytes) -> None:
    mark = texts.mark_of(sha256)
    assert bytes(WORDS.index(word) for word in mark.words) == bytes.fromhex(mark.digits) == sha256[:6]


def test_the_words_are_256_short_and_apart_by_two_letters() -> None:
    assert len(set(WORDS)) == 256
    assert all(3 <= len(word) <= 8 and word.isascii() and word.islower() for word in WORDS)
    assert [(a, b) for a in WORDS for b in WORDS if a < b and nearly_equal(a, b)] == []


def nearly_equal(a: str, b: str) -> bool:
    """Whether one letter changed, dropped or added makes one word of the other."""
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) < 2
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def test_no_word_is_a_colour_a_number_or_a_sign_of_a_party() -> None:
    banned = (
        "merah kuning hijau biru putih hitam oranye ungu satu dua tiga empat lima enam tujuh delapan sembilan bintang "
        "matahari bulan sabit beringin banteng garuda mawar padi kapas kabah rakyat adil adilan sejahtera amanat bangkit "
        "golkar karya buruh umat persatuan demokrat nasional hati jempol jari kursi partai calon pilih coblos menang"
    )
    assert set(banned.split()).isdisjoint(WORDS)


@given(st.lists(st.sampled_from(["satu baris", "dua baris", "tiga baris", ""]), max_size=6),
       st.lists(st.sampled_from(["satu baris", "dua baris", "empat baris", ""]), max_size=6))  # fmt: skip
@settings(max_examples=50, deadline=None)
def test_a_comparison_gives_back_both_texts(old: list[str], new: list[str]) -> None:
    lines = texts.compare("\n".join(old), "\n".join(new))
    assert [x.text for x in lines if x.sign != "new"] == "\n".join(old).splitlines()
    assert [x.text for x in lines if x.sign != "gone"] == "\n".join(new).splitlines()


def test_points_headings_and_paragraphs_are_told_apart() -> None:
    found = texts.blocks("# Judul\n\nKami:\n\n1. Satu\nterus\n\n2. Dua\n")
    assert [(b.kind, b.number, b.text) for b in found] == [
        ("heading", 0, "Judul"), ("paragraph", 0, "Kami:"), ("point", 1, "Satu terus"), ("point", 2, "Dua"),
    ]  # fmt: skip
