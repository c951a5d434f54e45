"""Is a banner as large as it says, whole whatever is written on it, and in ink and brown alone?"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ikrar.papers.banner import SIZES, Banner, banner
from tests.papers.pdf import look, needs_poppler, squeezed
from tests.papers.pixels import colours, ink_outside
from tests.papers.poppler import overlapping, read

pytestmark = needs_poppler
USUAL = Banner(
    above="Pemerintah Kabupaten Contoh", body="Badan Kepegawaian Contoh", heading="Ikrar Netralitas Pegawai",
    title="Apel dan sosialisasi netralitas", place="Halaman Kantor Contoh", day=date(2026, 11, 30),
    slogan="Melayani semua, tidak memihak siapa pun", to_sign=True, size="3x1", made_at=datetime(2026, 11, 1, tzinfo=UTC),
)  # fmt: skip
SHORTEST = replace(USUAL, above="", body="UPT", heading="Ikrar", title="A", place="B", slogan="", to_sign=False)
RUN = "Pertanggungjawabanpenyelenggaraanpemerintahandaerahkabupatenkepulauan"
LONGEST = replace(
    USUAL, above=f"Pemerintah Provinsi Kepulauan Contoh {RUN}", body=f"Badan Kepegawaian dan Pengembangan Contoh {RUN}" * 2,
    heading="Penandatanganan Pakta Integritas Netralitas Pegawai", title=("W" * 30 + " Sosialisasi netralitas dan ") * 3,
    place=f"Gedung Serbaguna {RUN}", slogan="M" * 80,
)  # fmt: skip
ALL = {
    "usual": USUAL,
    "shortest": SHORTEST,
    "longest": LONGEST,
    "without a panel": replace(LONGEST, to_sign=False),
}
PALETTE = {(33, 29, 26), (92, 68, 51), (95, 88, 81), (143, 135, 127), (255, 255, 255)}
SYMBOLIC = "Tanda tangan di sini hanya simbol dan tidak menghitung siapa pun."


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ALL)
def test_everything_stands_on_it_whole_and_inside_its_margin(name: str, size: str) -> None:
    it, finished = replace(ALL[name], size=size), SIZES[size]
    pdf = banner(it)
    seen = read(pdf)
    [(wide, high)] = seen.sizes
    assert abs(wide - finished.wide) < 0.5 and abs(high - finished.high) < 0.5
    text, edge = "".join(w.text for w in seen.words), finished.margin
    for told in (
        it.above.upper(),
        it.body.upper(),
        it.heading.upper(),
        it.title,
        it.place,
        "Senin, 30 November 2026",
        it.slogan,
    ):
        assert squeezed(told) in text, told
    assert (squeezed(SYMBOLIC) in text) == it.to_sign
    for w in seen.words:
        assert edge - 1 <= w.left and w.right <= wide - edge + 1 and w.top > 0 and w.bottom < high, w
    assert overlapping(seen) == []
    assert (
        ink_outside(
            pdf, 1, (edge - 2, edge - 2, wide - edge + 2, high - edge + 2), dpi=36 if size == "a3" else 6
        )
        == 0
    )


@pytest.mark.parametrize("size", SIZES)
def test_it_is_vectors_with_its_fonts_inside_and_says_its_finished_size(size: str) -> None:
    pdf = banner(replace(USUAL, size=size))
    seen = look(pdf)
    assert seen.fonts and all(seen.fonts.values()) and all("Libertinus" in name for name in seen.fonts)
    assert seen.is_pdf_a and seen.attachments == {} and b"/Subtype/Image" not in pdf
    assert not [line for line in read(pdf).fonts if "Type 3" in line]
    assert f"Ukuran jadi {SIZES[size].wide} x {SIZES[size].high} mm".encode() in pdf
    assert pdf == banner(replace(USUAL, size=size))


@pytest.mark.parametrize("size", SIZES)
def test_its_colours_are_ink_and_brown_on_white(size: str) -> None:
    counted = colours(banner(replace(USUAL, size=size)), dpi=60 if size == "a3" else 10)
    whole = sum(counted.values())
    strong = {colour for colour, pixels in counted.items() if pixels > whole / 2000}
    assert {(255, 255, 255), (92, 68, 51), (33, 29, 26)} <= strong
    # Edges of letters are mixed with the white below, so every pixel lies on a line from white to a colour of the palette.
    assert [c for c in counted if not any(_is_mixed(c, ink) for ink in PALETTE)] == []
    assert not any(_is_mixed((200, 0, 0), ink) or _is_mixed((0, 60, 160), ink) for ink in PALETTE)


def _is_mixed(colour: tuple[int, ...], ink: tuple[int, ...]) -> bool:
    """Whether a colour is this ink, thinned with white."""
    room = max(255 - part for part in ink)
    part = 0.0 if room == 0 else max(255 - c for c in colour) / room
    return part <= 1.02 and all(
        abs((255 - c) - part * (255 - i)) <= 6 for c, i in zip(colour, ink, strict=True)
    )


def test_a_long_title_wraps_and_shrinks_and_a_short_one_stands_large() -> None:
    def high(title: str) -> float:
        seen = read(banner(replace(USUAL, title=title, size="4x1")))
        return max(w.bottom - w.top for w in seen.words if w.text.startswith("Sosialisasi"))

    short, long = high("Sosialisasi"), high("Sosialisasi netralitas pegawai aparatur sipil negara " * 4)
    assert short > 1.3 * long > 20  # millimetres


def test_no_size_but_those_is_made() -> None:
    with pytest.raises(KeyError):
        banner(replace(USUAL, size="9x9"))
