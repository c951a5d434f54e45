"""Does every kind of official letter stand whole on A4 and F4, with the least and with the most that it may say?"""

import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ikrar.core.letters import Annex, Body, Kind, Named, Table
from ikrar.core.letters_content import NEEDED, missing
from ikrar.papers import typesetting
from ikrar.papers.letter import LetterPage, letter_pdf
from ikrar.papers.typesetting import Paper
from tests.given.letter_pages import (
    AT,
    NAME,
    RUN,
    SENTENCE,
    a_wide_table,
    as_content,
    longest,
    shortest,
    some_people,
)
from tests.papers.letter_layout import SIZES, faults
from tests.papers.pdf import needs_poppler
from tests.papers.pixels import darkness, ink_outside
from tests.papers.poppler import read

pytestmark = needs_poppler
PAPERS = sorted(SIZES)


def checked(page: LetterPage, paper: Paper = "a4") -> list[str]:
    """What the check finds on the paper of this letter."""
    return faults(read(letter_pdf(page, at=AT, paper=paper)), page, paper)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", Kind)
def test_the_least_stands_whole_on_one_page(kind: Kind, paper: Paper) -> None:
    page = shortest(kind)
    it = read(letter_pdf(page, at=AT, paper=paper))
    assert faults(it, page, paper) == []
    assert len(it.sizes) == 1


@pytest.mark.parametrize("kind", Kind)
def test_it_is_the_least_that_the_rule_of_the_kind_accepts(kind: Kind) -> None:
    content = as_content(shortest(kind))
    assert missing(kind, content) == [] and content.signer.faults() == []
    for name in NEEDED[kind]:
        without = {"to": ()} if name == "to" else {"body": replace(content.body, **{name: ()})}
        assert missing(kind, replace(content, **without)) == [name]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", Kind)
def test_the_most_loses_nothing_and_keeps_its_order(kind: Kind, paper: Paper) -> None:
    page = longest(kind, paper)
    it = read(letter_pdf(page, at=AT, paper=paper))
    assert faults(it, page, paper) == []
    assert len(it.sizes) > 1


@pytest.mark.parametrize("paper", PAPERS)
def test_emblem_and_code_are_drawn_and_no_ink_leaves_the_margins(paper: Paper) -> None:
    page = replace(longest(Kind.PRESS, paper), qr="HTTPS://CONTOH.GO.ID/S/7K3M9QX2", paraf=())
    pdf, (wide, high) = letter_pdf(page, at=AT, paper=paper), SIZES[paper]
    it = read(pdf)
    [run] = it.runs(f"{page.signer.office},{page.signer.name}")
    assert darkness(pdf, 1, (32, 24, 50, 46)) > 0.4
    assert darkness(pdf, run[0].page, (30, run[-1].bottom - 15, 54, run[-1].bottom + 5)) > 0.2
    assert darkness(pdf, run[0].page, (60, run[-1].bottom - 15, 84, run[-1].bottom + 5)) < 0.01
    for number in range(1, len(it.sizes) + 1):
        assert ink_outside(pdf, number, (29, 10, wide - 19, high - 8)) == 0


def lines(count: int) -> tuple[str, ...]:
    """Paragraphs of one line."""
    return tuple(f"Baris {n:02} yang pendek." for n in range(count))


FILLED = {Kind.DECREE: "recalling", Kind.DUTY: "basis"}  # the part that grows; elsewhere it is the opening


def ending_in(kind: Kind, **parts: object) -> Callable[[int], LetterPage]:
    """Letters that grow by a line and then end in these parts."""

    def made(count: int) -> LetterPage:
        name = FILLED.get(kind, "opening")
        filled = lines(count) if kind in FILLED else "\n".join(lines(count))
        return replace(shortest(kind), body=replace(shortest(kind).body, **{name: filled}, **parts))

    return made


ENDS: dict[str, Callable[[int], LetterPage]] = {
    "a closing": ending_in(Kind.LETTER, closing=SENTENCE),
    "a paragraph": ending_in(Kind.LETTER, paragraphs=(" ".join([SENTENCE] * 4),)),
    "a line": ending_in(Kind.REPORT, paragraphs=("Selesai.",)),
    "an item": ending_in(Kind.DECREE, dictum=("Pertama.", "Kedua.", "Ketiga.")),
    "details": ending_in(Kind.INVITATION, facts=tuple((f"Hal {n}", f"Isi {n}") for n in range(5))),
    "a table": ending_in(Kind.REPORT, table=a_wide_table(4, 3)),
    "people": ending_in(Kind.DUTY, people=some_people(2)),
}


@pytest.mark.parametrize("end", ENDS)
def test_wherever_a_page_ends_the_signature_stays_whole_below_what_it_signs(end: str) -> None:
    pages = set()
    for count in range(12, 56):
        it = read(letter_pdf(ENDS[end](count), at=AT))
        pages.add(len(it.sizes))
        assert faults(it, ENDS[end](count), "a4") == [], count
    assert pages == {1, 2}


@pytest.mark.parametrize("rows", range(12, 30))
def test_a_list_of_people_takes_its_last_rows_along_to_the_signature(rows: int) -> None:
    annexed = Body(
        considering=("bahwa",),
        recalling=("Contoh",),
        dictum=("Tetap.",),
        annexes=(Annex("SUSUNAN", people=some_people(rows)),),
    )
    for page in (
        replace(shortest(Kind.DECREE), body=annexed),
        replace(shortest(Kind.ATTENDANCE), body=Body(facts=(("Hari", "Senin"),), people=some_people(rows))),
    ):
        it = read(letter_pdf(page, at=AT))
        assert faults(it, page, "a4") == []
        assert any(w.text == f"{100 + rows}" and w.page == len(it.sizes) for w in it.words)


def test_a_cell_a_closing_and_copies_that_are_longer_than_a_page_are_not_cut() -> None:
    told = tuple(f"{n}: {SENTENCE}" for n in range(101, 160))
    long = Table(("No.", "Isi", "Nama"), (("1.", " ".join(told), f"{NAME} {RUN}"),))
    body = Body(paragraphs=("Baik.",), closing=" ".join(told), table=long)
    page = replace(shortest(Kind.REPORT), copies=tuple(f"Arsip {one}" for one in told), body=body)
    it = read(letter_pdf(page, at=AT))
    found = [
        f for f in faults(it, page, "a4") if not f.startswith("missing table: 1.101")
    ]  # its head is repeated inside
    assert found == []
    assert all(it.text.count(f"{n}:Setiap") == 3 for n in range(101, 160))


def test_nobody_named_leaves_rows_to_sign_and_a_program_may_say_more_than_its_kind() -> None:
    it = read(letter_pdf(shortest(Kind.ATTENDANCE), at=AT))
    assert "Tandatangan1.2.3." in it.text and "12." in it.text
    beyond = replace(
        shortest(Kind.INVITATION),
        body=Body(facts=(("Hari", "Senin"),), dictum=("Hadir.",), closing="Terima kasih."),
    )
    text = read(letter_pdf(beyond, at=AT)).text
    assert text.index("Senin") < text.index("KESATU") < text.index("Terimakasih.")


# The check itself: each planted fault is named, so a check that finds nothing has looked.


@pytest.mark.parametrize(
    ("what", "asked"),
    [
        ("copies", lambda p: replace(p, copies=(*p.copies, "Arsip"))), ("nip", lambda p: replace(p, signer=replace(p.signer, nip="197001011995011002"))),
        ("to", lambda p: replace(p, to=(*p.to, "Lurah Contoh"))), ("head", lambda p: replace(p, head=replace(p.head, phone="0800"))),
        ("attachments", lambda p: replace(p, attachments="9 berkas")), ("nature", lambda p: replace(p, nature="Segera")),
        ("facts", lambda p: replace(p, body=replace(p.body, facts=(("Hari", "Minggu"),)))),
        ("annexes", lambda p: replace(p, body=replace(p.body, annexes=(Annex("SUSUNAN", people=(Named("Wati Lain"),)),)))),
        ("table", lambda p: replace(p, body=replace(p.body, table=Table(("No.", "Isi"), (("1.", "Hilang"),))))),
        ("initials", lambda p: replace(p, paraf=(*p.paraf, "Wati"))),
    ],
)  # fmt: skip
def test_whatever_is_not_on_the_paper_is_reported_by_its_name(
    what: str, asked: Callable[[LetterPage], LetterPage]
) -> None:
    page = longest(Kind.LETTER)
    it = read(letter_pdf(page, at=AT))
    assert any(f.startswith(f"missing {what}") for f in faults(it, asked(page), "a4"))


PLANTED: dict[str, tuple[str, str, str]] = {
    "a page too wide": ("paper.typ", "a4: (210mm, 297mm)", "a4: (211mm, 297mm)"),
    "size": ("paper.typ", "width: size.at(0)", "width: 211mm"),
    "outside": ("letter.typ", "if is-wide(it) { it.clusters()", "if false { it.clusters()"),
    "overlap": (
        "letter.typ",
        "measure(style(p)).width > widths.at(n)",
        "measure(style(p)).width > 999mm + widths.at(n)",
    ),
    "signature: no room": ("letter.typ", "v(20mm)", "v(2mm)"),
    "signature: name not in its column": (
        "letter.typ",
        "strong(fitting(it.name))",
        "h(9mm) + strong(fitting(it.name))",
    ),
    "signature: lines too close": (
        "letter.typ",
        'if it.rank != "" [ \\ #fitting',
        'if it.rank != "" [ \\ #v(-9pt) #fitting',
    ),
    "missing copies": ("letter.typ", "#copies(data.copies)", ""),
    "missing initials": ("letter.typ", "} else { paraf },", "},"),
    "foot of page": ("letter.typ", "Halaman #counter(page).display()", "Halaman 1"),
    "order": ("letter.typ", "#head-of-letter()", "#copies(data.copies)\n#head-of-letter()"),
}


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates that the typesetter reads in this test."""
    for path in Path(typesetting.__file__).parent.glob("*.typ"):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(typesetting, "_HERE", tmp_path)
    monkeypatch.setattr(typesetting, "_local", threading.local())
    return tmp_path


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_in_the_layout_is_reported(fault: str, templates: Path) -> None:
    name, right, wrong = PLANTED[fault]
    text = (templates / name).read_text()
    assert text.count(right) == 1
    (templates / name).write_text(text.replace(right, wrong))
    found = checked(longest(Kind.LETTER))
    assert any(f.startswith("size" if fault == "a page too wide" else fault) for f in found), found[:5]


def test_a_signature_alone_on_its_page_and_one_that_is_parted_are_reported(templates: Path) -> None:
    text = (templates / "letter.typ").read_text()
    loose = text.replace(
        "block(breakable: false, sticky: true, width: 100%, above: above, {", "block(above: above, {"
    )
    loose = loose.replace("signature(it) = block(breakable: false,", "signature(it) = block(")
    assert loose.count("breakable: false") == text.count("breakable: false") - 2
    (templates / "letter.typ").write_text(loose)
    assert any("alone on its page" in f for count in range(30, 45) for f in checked(ENDS["a line"](count)))
    typesetting._local.__dict__.clear()  # compilers keep what they have parsed
    (templates / "letter.typ").write_text(loose.replace("v(20mm)", "colbreak()"))
    assert any("parted" in f for f in checked(ENDS["a line"](20)))
