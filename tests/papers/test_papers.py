"""Every paper keeps its fields, its page count and its fonts, in A4 and F4."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ikrar.domain.seals.checking import check_seal
from ikrar.domain.seals.sealing import seal_pdf
from ikrar.papers.cards import CardSet, cards
from ikrar.papers.certificate import HOW_TO_CHECK, Certificate, certificate
from ikrar.papers.poster import poster
from ikrar.papers.register import register
from ikrar.papers.sheets import sheets
from ikrar.papers.summary import ROWS, summary
from ikrar.papers.topic import topic
from ikrar.papers.typesetting import Paper
from tests.given import papers as given
from tests.papers.pdf import letters, look, needs_poppler, page_count, squeezed

Make = Callable[[Paper], bytes]
SIZES: dict[Paper, tuple[float, float]] = {"a4": (210, 297), "f4": (215, 330)}
ALL: dict[str, Make] = {
    "certificate": lambda paper: certificate(given.a_certificate(), proof=given.a_proof(), paper=paper),
    "register": lambda paper: register(given.a_register(), proofs={"bukti.json": b"{}"}, paper=paper),
    "cards": lambda paper: cards(given.some_cards(), paper=paper),
    "sheets": lambda paper: sheets(given.some_sheets(), paper=paper),
    "poster": lambda paper: poster(given.a_poster(), paper=paper),
    "summary": lambda paper: summary(given.a_summary(), paper=paper),
    "topic": lambda paper: topic(given.a_topic(), paper=paper),
}
ONE_PAGE: dict[str, Make] = {
    "usual": ALL["certificate"],
    "shortest": lambda paper: certificate(given.the_shortest_certificate(), proof=b"{}", paper=paper),
    "longest": lambda paper: certificate(given.the_longest_certificate(), proof=given.a_proof(), paper=paper),
    "poster": ALL["poster"],
    "full summary": lambda paper: summary(given.a_summary(400), paper=paper),
    "empty summary": lambda paper: summary(given.a_summary(0), paper=paper),
    "short topic": lambda paper: topic(given.a_topic(10), paper=paper),
    "long topic": lambda paper: topic(given.a_topic(240), paper=paper),
}


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("name", ALL)
def test_every_paper_is_pdf_a_of_its_size_with_all_fonts_inside(name: str, paper: Paper) -> None:
    seen = look(ALL[name](paper))
    assert seen.size == SIZES[paper]
    assert seen.is_pdf_a
    assert seen.fonts
    assert all(seen.fonts.values())
    assert all("Libertinus" in font or "DejaVu" in font for font in seen.fonts)


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("name", ONE_PAGE)
def test_what_must_fit_one_page_does(name: str, paper: Paper) -> None:
    assert page_count(ONE_PAGE[name](paper)) == 1


@pytest.mark.parametrize("name", ALL)
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    assert ALL[name]("a4") == ALL[name]("a4")


@needs_poppler
@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize(
    "make", [given.a_certificate, given.the_shortest_certificate, given.the_longest_certificate]
)
def test_a_certificate_keeps_every_field_whole(make: Callable[[], Certificate], paper: Paper) -> None:
    it = make()
    page = letters(certificate(it, proof=b"{}", paper=paper))
    shown = (
        it.name,
        it.nip,
        it.unit,
        it.drive,
        it.text_title,
        *it.points,
        it.closing,
        *it.hash_words,
        it.level_words,
    )
    for field in (
        *shown,
        it.codes_from,
        it.address,
        it.certificate,
        "7K3M-9QX2",
        "tidak tersertifikasi",
        it.root,
    ):
        assert squeezed(field) in page, field
    assert squeezed(it.agency.upper()) in page
    assert ("Sertifikatpengembangan." in page) == it.is_development
    assert "Senin,23November2026pukul08.31WITA" in page
    assert ("tautansusulan" in page) == it.is_late


def test_a_sealed_certificate_carries_its_proof_and_stays_small(tmp_path: Path) -> None:
    unsealed = certificate(given.a_certificate(), proof=given.a_proof(), more={"gambar.bin": bytes(range(256))})
    sealed = seal_pdf(unsealed, keys_dir=tmp_path / "keys", reason="Bukti ikrar", at=given.AT)
    assert check_seal(sealed).is_valid
    assert len(sealed) <= 60 * 1024
    assert look(sealed).attachments == {
        "bukti.json": given.a_proof(),
        "CARA-MEMERIKSA.txt": HOW_TO_CHECK.encode(),
        "gambar.bin": bytes(range(256)),
    }


@needs_poppler
def test_nothing_typed_into_a_record_is_read_as_markup() -> None:
    it = replace(
        given.a_certificate(), name=given.NASTY, unit=given.NASTY, points=(given.NASTY,), drive=given.NASTY
    )
    page = letters(certificate(it, proof=b"{}"))
    assert page.count(squeezed(given.NASTY)) == 4
    assert "root:" not in page


@needs_poppler
def test_a_register_adds_up_in_numbers_and_words() -> None:
    it = replace(given.a_register(3), joined=7, left=2)
    pdf = register(it, proofs={"daftar.json": b"[]"})
    page = letters(pdf)
    for part in (
        "SenintanggaltigapuluhbulanNovembertahunduaribuduapuluhenam",
        "135(seratustigapuluhlima)dari153orang,88,2%",
        "12.345–14.000",
        "Bertambah7",
        "cuti9",
        "Belummenandatangani6",
        "Jumlah1531239312" + "6",
        "NIP197001011995011001",
    ):
        assert part in page, part
    assert look(pdf).attachments == {"daftar.json": b"[]", "checkpoint.txt": it.checkpoint.encode()}


@needs_poppler
def test_a_day_without_pledges_says_so() -> None:
    page = letters(register(replace(given.a_register(1), first_index=None, last_index=None), proofs={}))
    assert "Nomorcatatanhariinitidakada" in page


def test_a_register_of_two_thousand_units_is_made() -> None:
    assert page_count(register(given.a_register(2000), proofs={})) > 30


def test_a_unit_that_forgets_a_level_is_refused() -> None:
    it = given.a_register(1)
    broken = replace(it, units=(replace(it.units[0], by_level=(1, 2)),))
    with pytest.raises(ValueError, match="each level"):
        register(broken, proofs={})


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize(("people", "pages"), [(1, 1), (8, 1), (9, 2), (16, 2), (17, 3)])
def test_cards_stand_eight_to_a_page(people: int, pages: int, paper: Paper) -> None:
    assert page_count(cards(given.some_cards(people), paper=paper)) == pages


@needs_poppler
def test_cards_stand_by_unit_and_name_and_show_number_and_code_once() -> None:
    page = letters(cards(given.some_cards(9)))
    places = [page.index(f"PegawaiContoh{at:03}") for at in (0, 3, 6, 1, 4, 7, 2, 5, 8)]
    assert places == sorted(places) or places[0] < places[3] < places[6]
    assert page.count("00007") == page.count("K7QM07") == 1


def test_no_cards_and_no_sheets_are_refused() -> None:
    with pytest.raises(ValueError, match="no cards"):
        cards(CardSet("A", "B", "C", given.AT, "WIB", (), given.AT))
    with pytest.raises(ValueError, match="no sheets"):
        sheets(replace(given.some_sheets(), sheets=()))


@needs_poppler
def test_a_sheet_names_each_person_once_and_repeats_its_head() -> None:
    page = letters(sheets(given.some_sheets()))
    assert page.count("Tandatangan(lembar7K3M-9QX2)") == 2
    assert page.count("00017") == 1
    assert page.count("W") == 80 + page.count("WITA")
    assert "Lembar8K3M-9QX2,halaman1" in page


@needs_poppler
def test_a_poster_shows_address_code_words_and_three_steps() -> None:
    it = given.a_poster()
    page = letters(poster(it))
    for part in (it.address, it.short_code, " ".join(it.hash_words), *it.steps, it.help):
        assert squeezed(part) in page


@needs_poppler
def test_a_summary_lists_units_by_the_alphabet_and_counts_the_rest() -> None:
    page = letters(summary(given.a_summary(ROWS + 6)))
    assert page.index("Contoh000") < page.index("Contoh001") < page.index(f"Contoh{ROWS - 1:03}")
    assert "dan6unitlain" in page
    assert f"{44 * 30:,}".replace(",", ".") + "dari1.500orang" in page


@needs_poppler
def test_a_topic_is_no_permit_and_names_norm_source_and_confidence() -> None:
    page = letters(topic(given.a_topic()))
    for part in ("bukan izin dan bukan putusan", "Hak yang tetap ada", "Keyakinan: pasti", "1 Oktober 2026"):
        assert squeezed(part) in page
