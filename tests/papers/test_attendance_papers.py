"""Do attendance cards and paper lists keep every field, whole, in A4 and F4, with the shortest and the longest content?"""

from datetime import UTC, datetime

import pytest

from ikrar.papers.attendance_cards import HadirCard, HadirCards, attendance_cards
from ikrar.papers.attendance_list import ListRow, PaperList, attendance_list
from ikrar.papers.typesetting import Paper
from tests.papers.pdf import letters, look, page_count, squeezed

AT = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
SIZES: dict[Paper, tuple[float, float]] = {"a4": (210, 297), "f4": (215, 330)}
TOKEN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 4
SHORT = HadirCard("Wayan", "Kab. Contoh", "UPT", TOKEN, "7K3M9QX2")
LONG = HadirCard(
    "Prof. Dr. Ir. Bernadetta Kusumaningrum Wirjosoedirdjo Contoh, S.Pd., M.Si., Ph.D.",
    "Pemerintah Kabupaten Kepulauan Contoh Selatan dan Sekitarnya",
    "Bidang Pembinaan Sekolah Dasar dan Sekolah Menengah Pertama Kecamatan Contoh Utara", TOKEN, "0A1B2C3D",
)  # fmt: skip


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("card", [SHORT, LONG], ids=["short", "long"])
def test_a_card_keeps_name_body_code_and_last_four(card: HadirCard, paper: Paper) -> None:
    pdf = attendance_cards(HadirCards((card,) * 10, AT), paper=paper)
    seen, text = look(pdf), letters(pdf)
    assert (seen.size, seen.is_pdf_a, page_count(pdf)) == (SIZES[paper], True, 1)
    assert all(seen.fonts.values())
    words = f"{card.name} {card.body} {card.unit} {card.code[:4]}-{card.code[4:]}".split()
    for word in words:  # two cards stand beside each other, so a reader by lines mixes their sentences
        assert text.count(word) >= 10, word
    assert text.count(card.code[-4:]) >= 20
    assert TOKEN not in text


def test_no_cards_are_no_paper() -> None:
    with pytest.raises(ValueError, match="no cards"):
        attendance_cards(HadirCards((), AT))


def a_list(rows: int, *, is_long: bool) -> PaperList:
    """A list of so many people."""
    name, position = (LONG.name, LONG.unit) if is_long else ("Wayan", "")
    return PaperList(
        agency=LONG.body if is_long else "Kab. Contoh", activity="Sosialisasi netralitas " * (6 if is_long else 1),
        place="Aula", starts_at=AT, zone="Asia/Makassar", unit=LONG.unit if is_long else "UPT",
        rows=tuple(ListRow(str(n + 101), name, position) for n in range(rows)), printed_by="Sari", printed_at=AT,
    )  # fmt: skip


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize(("rows", "is_long", "pages"), [(0, False, 1), (12, False, 1), (60, True, 6)])
def test_a_list_names_everybody_once_and_leaves_room(
    rows: int, is_long: bool, pages: int, paper: Paper
) -> None:
    it = a_list(rows, is_long=is_long)
    pdf = attendance_list(it, paper=paper)
    text = letters(pdf)
    assert look(pdf).size == SIZES[paper]
    assert page_count(pdf) <= pages
    if rows:
        for word in f"{it.rows[0].name} {it.rows[0].position}".split():
            assert text.count(word) >= rows, word
    for said in ("DAFTARHADIR", "08.30WITA", "Tandatangan", "Panitia", squeezed(it.unit)):
        assert said in text
