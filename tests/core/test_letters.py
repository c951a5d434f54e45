"""How letters are written, numbered and moved: patterns, registers, contents, feet."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.core.letters import Body, Kind, as_data, from_data
from ikrar.core.letters_content import NEEDED, PARTS, Content, digest, missing, pack, tidy, unpack
from ikrar.core.letters_numbers import (
    LARGEST,
    Codes,
    Fault,
    Misfit,
    State,
    can_settle,
    faults_of,
    folded,
    next_serial,
    render,
)
from ikrar.core.letters_stages import (
    MOVES,
    Behalf,
    Nature,
    SignerBlock,
    Stage,
    can_cancel,
    may_bear,
    stands,
    whose_turn,
)
from ikrar.core.programme import Answer, Term
from tests.given.letter_contents import contents

DAY = date(2023, 6, 9)


@pytest.mark.parametrize(
    ("pattern", "serial", "on", "codes", "number"),
    [
        ("{klasifikasi}/{nomor}/{unit}", 15, DAY, Codes("000.8.3.3", "OR"), "000.8.3.3/15/OR"),
        (
            "{sifat}-{nomor}/{kode}/{klasifikasi}/{bulan}/{tahun}", 99, date(2020, 4, 2),
            Codes("KP.07.6", body="IJ"), "B-99/IJ/KP.07.6/04/2020",
        ),
        ("NOMOR {nomor} TAHUN {tahun}", 23, date(2020, 1, 1), Codes(), "NOMOR 23 TAHUN 2020"),
        (
            "{klasifikasi}/{nomor}/{unit}/{bulan_romawi}/{tahun}", 3, DAY, Codes("KP.07.1", "418.50"),
            "KP.07.1/3/418.50/VI/2023",
        ),
        ("800/{nomor}/{unit}/{kode}", 254, DAY, Codes(unit="IV.1", body="BKD"), "800/254/IV.1/BKD"),
        ("{nomor:3}/{kode}", 7, DAY, Codes(body="X"), "007/X"),
        ("{nomor:3}/{kode}", 1234, DAY, Codes(body="X"), "1234/X"),
        ("{sifat}-{nomor}", 1, DAY, Codes(nature=Nature.CONFIDENTIAL), "R-1"),
    ],
)  # fmt: skip
def test_the_numbers_seen_in_offices_can_all_be_written(
    pattern: str, serial: int, on: date, codes: Codes, number: str
) -> None:
    assert render(pattern, serial, on, codes) == number


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("", Fault.EMPTY),
        ("/".join("a" * 200), Fault.TOO_LONG),
        ("{tahun}", Fault.NO_SERIAL),
        ("{nomor}/{nomor}", Fault.NO_SERIAL),
        ("{nomor}/{hari}", Fault.UNKNOWN_WORD),
        ("{nomor}/{tahun:2}", Fault.UNKNOWN_WORD),
        ("{nomor:9}/x", Fault.UNKNOWN_WORD),
        ("{nomor}/{", Fault.UNKNOWN_WORD),
        ("1{nomor}", Fault.RUNS_TOGETHER),
        ("{klasifikasi}{nomor}", Fault.RUNS_TOGETHER),
        ("{nomor}.{unit}", Fault.RUNS_TOGETHER),
    ],
)
def test_a_pattern_that_cannot_number_says_why(pattern: str, fault: Fault) -> None:
    assert fault in faults_of(pattern)


@pytest.mark.parametrize(
    ("codes", "fault", "word"),
    [
        (Codes(unit="A"), Fault.VALUE_MISSING, "klasifikasi"),
        (Codes("8/1", "A"), Fault.VALUE_UNFIT, "klasifikasi"),
        (Codes("8", "A B"), Fault.VALUE_UNFIT, "unit"),
    ],
)
def test_a_code_that_is_missing_or_unfit_is_named(codes: Codes, fault: Fault, word: str) -> None:
    with pytest.raises(Misfit) as bad:
        render("{klasifikasi}/{nomor}/{unit}", 1, DAY, codes)
    assert (bad.value.fault, bad.value.word) == (fault, word)


@pytest.mark.parametrize("serial", [0, -1, LARGEST + 1])
def test_a_serial_outside_the_register_is_refused(serial: int) -> None:
    with pytest.raises(Misfit) as bad:
        render("{nomor}", serial, DAY, Codes())
    assert bad.value.fault == Fault.REGISTER_FULL


parts = st.sampled_from(
    ["{klasifikasi}", "{unit}", "{kode}", "{sifat}", "{bulan}", "{bulan_romawi}", "{tahun}", "800"]
)
serial_parts = st.sampled_from(["{nomor}", "{nomor:1}", "{nomor:3}", "{nomor:6}"])
values = st.text("ABC123.", min_size=1, max_size=6)


@st.composite
def patterns(draw: st.DrawFn) -> str:
    """A pattern with its serial somewhere, set apart by the signs that offices use."""
    pieces = draw(st.lists(parts, max_size=4))
    pieces.insert(draw(st.integers(0, len(pieces))), draw(serial_parts))
    out = pieces[0]
    for piece in pieces[1:]:
        out += draw(st.sampled_from(["/", "-", " ", " TAHUN "])) + piece
    return out


@given(
    patterns(),
    st.lists(st.integers(1, LARGEST), min_size=2, max_size=5, unique=True),
    st.dates(),
    values,
    values,
)
def test_two_serials_of_a_year_are_never_written_alike(
    pattern: str, serials: list[int], day: date, one: str, other: str
) -> None:
    assert faults_of(pattern) == []
    codes = Codes(one, other, "KODE")
    written = {render(pattern, n, day.replace(month=1 + i % 12, day=1), codes) for i, n in enumerate(serials)}
    assert len(written) == len(serials)


@given(st.lists(st.tuples(values, values, st.integers(1, 12), st.integers(1, 400)), min_size=2, max_size=6))
def test_codes_and_months_of_different_letters_never_hide_the_serial(
    letters: list[tuple[str, str, int, int]],
) -> None:
    pattern = "{klasifikasi}/{nomor}/{unit}/{bulan_romawi}/{tahun}"
    written: dict[str, int] = {}
    for klass, unit, month, serial in letters:
        number = render(pattern, serial, date(2026, month, 1), Codes(klass, unit))
        assert written.setdefault(number, serial) == serial


@given(st.integers(1, 500), st.lists(st.sampled_from([2025, 2026, 2027]), max_size=60))
def test_a_register_counts_anew_each_year_without_a_gap_or_a_repeat(start: int, years: list[int]) -> None:
    taken: dict[int, list[int]] = {}
    for year in years:
        mine = taken.setdefault(year, [])
        mine.append(next_serial(max(mine, default=None), year, start_year=2026, start_serial=start))
    for year, serials in taken.items():
        first = start if year == 2026 else 1
        assert serials == list(range(first, first + len(serials)))


def test_what_leaves_a_gap_says_why() -> None:
    assert can_settle("reserved", State.GIVEN) is None
    assert can_settle("reserved", State.RELEASED, " ") is Fault.NOTE_NEEDED
    assert can_settle("reserved", State.RELEASED, "tidak jadi") is None
    assert can_settle("given", State.RELEASED, "x") is Fault.NOT_RESERVED
    assert can_settle("given", State.VOID, "dibatalkan") is None
    assert can_settle("void", State.GIVEN) is Fault.NOT_RESERVED


def test_case_and_spaces_make_no_other_number() -> None:
    assert folded("B-99 / IJ") == folded("b-99/IJ")
    assert folded("B-99/IJ") != folded("B-9/9IJ")


def test_stages_lead_to_an_end() -> None:
    assert set(MOVES) == set(Stage)
    assert stands("draft", Stage.DRAFT)
    assert stands("sent", Stage.SIGNED, Stage.SENT)
    assert stands("sent", Stage.DRAFT).reason == "letter.not_draft"
    assert can_cancel("signed")
    assert not can_cancel("sent")
    assert not can_cancel("cancelled")


def test_initials_come_in_order() -> None:
    assert whose_turn([False, False]) == 0
    assert whose_turn([True, False]) == 1
    assert whose_turn([]) is None


@pytest.mark.parametrize(
    ("block", "codes"),
    [
        (SignerBlock(), ["letter.signer_needed", "letter.office_needed"]),
        (SignerBlock(office="Sekda", name="Hadi"), []),
        (SignerBlock(Behalf.AN, "", "Sekda", name="Hadi"), ["letter.behalf_an_needed"]),
        (SignerBlock(Behalf.AN, "Bupati Contoh", "Sekda", name="Hadi"), []),
        (SignerBlock(Behalf.UB, "Bupati Contoh", "Asisten", name="Hadi"), ["letter.behalf_ub_needed"]),
        (SignerBlock(Behalf.UB, "Bupati Contoh; Sekda", "Asisten", name="Hadi"), []),
        (SignerBlock(office="Sekda", term=Term.PLT, name="Hadi"), ["letter.acting_without_basis"]),
        (SignerBlock(office="Sekda", term=Term.PJS, basis="SK 1/2026", name="Hadi"), []),
        (SignerBlock(office="Bupati", term=Term.ELECTED, name="Dewi"), []),
    ],
)
def test_a_foot_names_who_signs_for_whom_and_on_what(block: SignerBlock, codes: list[str]) -> None:
    assert [code for code, _ in block.faults()] == codes


def test_what_a_mandate_may_sign_is_shown_as_unsettled() -> None:
    assert may_bear(Term.PLT, Kind.DECREE).answer is Answer.UNSETTLED
    assert may_bear(Term.PLH, Kind.CIRCULAR).confidence == "memory"
    assert may_bear(Term.PLT, Kind.INVITATION).answer is Answer.YES
    assert may_bear(Term.DEFINITIVE, Kind.DECREE).answer is Answer.YES


def test_every_kind_has_its_parts_and_needs_only_those() -> None:
    assert set(PARTS) == set(NEEDED) == set(Kind)
    for kind in Kind:
        assert set(NEEDED[kind]) <= set(PARTS[kind]), kind
        for part in PARTS[kind]:
            Content().part(part)


def test_a_letter_says_what_it_lacks() -> None:
    assert missing(Kind.DECREE, Content()) == ["considering", "recalling", "dictum"]
    whole = Content(Body(considering=("a",), recalling=("b",), dictum=("c",)))
    assert missing(Kind.DECREE, whole) == []
    assert missing(Kind.LETTER, Content(Body(paragraphs=("x",)), to=("Bupati",))) == []


@given(contents)
def test_contents_come_back_as_they_were_stored(content: Content) -> None:
    assert unpack(pack(content)) == content
    assert from_data(as_data(content.body)) == content.body


@given(contents)
def test_tidying_twice_changes_nothing_more(content: Content) -> None:
    once = tidy(content)
    assert tidy(once) == once
    if once.body.table:
        assert {len(row) for row in once.body.table.rows} <= {len(once.body.table.head)}


def test_every_word_of_a_letter_is_frozen_but_not_its_number() -> None:
    content = Content(Body(paragraphs=("Isi.",)), ("Bupati",), signer=SignerBlock(office="Sekda", name="Hadi"))
    base = digest(Kind.LETTER, "Hal", "biasa", "a4", content)
    others = {
        digest(Kind.NOTE, "Hal", "biasa", "a4", content),
        digest(Kind.LETTER, "Lain", "biasa", "a4", content),
        digest(Kind.LETTER, "Hal", "rahasia", "a4", content),
        digest(Kind.LETTER, "Hal", "biasa", "f4", content),
        digest(Kind.LETTER, "Hal", "biasa", "a4", Content(content.body, ("Wali Kota",), signer=content.signer)),
        digest(Kind.LETTER, "Hal", "biasa", "a4", Content(content.body, content.to)),
    }
    assert len(others) == 6
    assert base not in others
    assert base == digest(Kind.LETTER, "Hal", "biasa", "a4", unpack(pack(content)))
