"""How does an official letter become a page? Twelve kinds in official layout, on A4 or F4, from plain data.

Layout after PerANRI 5/2021 and what local offices print (Permendagri 1/2023, known from memory): head, number, nature,
attachments, subject, recipient; decrees and instructions with their own parts; signature block with acting terms; copies.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from ikrar.core.letters import Annex, Body, Kind, Named, Table
from ikrar.papers.qr import qr_svg
from ikrar.papers.typesetting import Paper, typeset

ORDINALS = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN", "KESEPULUH",
    "KESEBELAS", "KEDUA BELAS", "KETIGA BELAS", "KEEMPAT BELAS", "KELIMA BELAS", "KEENAM BELAS", "KETUJUH BELAS",
    "KEDELAPAN BELAS", "KESEMBILAN BELAS", "KEDUA PULUH",
)  # fmt: skip
LOGO_PIXELS = 320
_LETTERS = {Kind.LETTER, Kind.INVITATION}
Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """The letterhead of a body; `logo` is a PNG or JPG."""

    above: str
    body: str
    address: str = ""
    phone: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: in the own office, on behalf (a.n.), or for somebody between (u.b.; two offices joined by ";")."""

    office: str
    name: str
    on_behalf: str = ""  # "", "a.n." or "u.b."
    behalf_of: str = ""
    term_mark: str = ""  # "", "Plt.", "Plh.", "Pj." or "Pjs."
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class LetterPage:
    """Everything that stands on the paper of a letter. Empty texts leave their line out."""

    kind: Kind
    head: Head
    title: str
    number: str
    day: str
    place: str
    nature: str
    attachments: str
    subject: str
    to: tuple[str, ...]
    body: Body
    signer: Signer
    copies: tuple[str, ...] = ()
    paraf: tuple[str, ...] = ()
    is_concept: bool = False
    qr: str | None = None
    note: str = ""


def letter_pdf(page: LetterPage, *, at: datetime, paper: Paper = "a4") -> bytes:
    """The letter as PDF/A-3b: the same bytes for the same page, moment and paper. Raises CannotTypeset."""
    data = {
        "title": page.subject or page.title,
        "head": {"above": page.head.above, "body": page.head.body, "lines": _lines(page.head)},
        "logo": _logo(page.head.logo),
        "blocks": [*_opening(page), *_content(page), *_ending(page)],
        "annexes": [_annex(page, number, annex) for number, annex in enumerate(page.body.annexes, 1)],
        "concept": page.is_concept,
        "note": page.note,
    }
    return typeset("letter", data, at=at, paper=paper)


def _lines(head: Head) -> list[str]:
    return [line.strip() for line in (*head.address.splitlines(), head.phone) if line.strip()]


def _logo(logo: bytes | None) -> list[int]:
    """The emblem, made small enough for a letter."""
    if logo is None:
        return []
    from PIL import Image

    with Image.open(BytesIO(logo)) as image:
        small = image.convert("RGBA")
        small.thumbnail((LOGO_PIXELS, LOGO_PIXELS))
        out = BytesIO()
        small.save(out, "PNG", optimize=True)
    return list(out.getvalue())


def _opening(page: LetterPage) -> list[Block]:
    """Everything above the content: titles and numbers as each kind has them."""
    if page.kind in _LETTERS:
        return _letter_opening(page)
    if page.kind is Kind.NOTE:
        return [_centre(page.title), *_note_rows(page)]
    if page.kind in {Kind.DECREE, Kind.INSTRUCTION}:
        named = [_centre(page.signer.office.upper() + ",")] if page.kind is Kind.DECREE else []
        return [
            _centre(page.title), _centre(_numbered(page), bold=False), _centre("TENTANG", bold=False),
            _centre(page.subject.upper()), *named,
        ]  # fmt: skip
    titled = [_centre(page.title), *([_centre(_numbered(page), bold=False)] if page.number else [])]
    if page.kind is Kind.DUTY:
        return titled
    about = [_centre("TENTANG", bold=False)] if page.kind is Kind.CIRCULAR else []
    to = [_to(page)] if page.kind is Kind.CIRCULAR and page.to else []
    return [*to, *titled, *about, _centre(page.subject)]


def _numbered(page: LetterPage) -> str:
    """NOMOR before a number that does not bring the word along."""
    number = page.number or "…"
    return number if number.upper().startswith("NOMOR") else f"NOMOR {number}"


def _letter_opening(page: LetterPage) -> list[Block]:
    rows = [
        ["Nomor", page.number or "…"], ["Sifat", page.nature], ["Lampiran", page.attachments or "-"],
        ["Hal", page.subject],
    ]  # fmt: skip
    return [{"t": "numbers", "rows": rows, "right": _place_and_day(page)}, _to(page)]


def _note_rows(page: LetterPage) -> list[Block]:
    rows = [
        ["Kepada", "; ".join(page.to)], ["Dari", page.signer.office], ["Tanggal", page.day], ["Nomor", page.number],
        ["Sifat", page.nature], ["Lampiran", page.attachments or "-"], ["Hal", page.subject],
    ]  # fmt: skip
    return [{"t": "numbers", "rows": [row for row in rows if row[1]], "right": ""}, {"t": "rule"}]


def _to(page: LetterPage) -> Block:
    return {"t": "to", "lines": list(page.to)}


def _place_and_day(page: LetterPage) -> str:
    return ", ".join(part for part in (page.place, page.day) if part)


def _content(page: LetterPage) -> list[Block]:
    """The content in the order in which its kind is read."""
    body = page.body
    if page.kind is Kind.DECREE:
        return [
            *_labelled("Menimbang", body.considering, letters=True), *_labelled("Mengingat", body.recalling),
            _centre("MEMUTUSKAN:"), *_labelled("Menetapkan", [_decided(page)], plain=True), *_dictum(body),
            *map(_para, body.paragraphs),
        ]  # fmt: skip
    blocks = [_para(body.opening)] if body.opening else []
    blocks += _labelled("Dasar", body.basis)
    if page.kind is Kind.INSTRUCTION:
        blocks += [*_labelled("Kepada", page.to), _centre("MENGINSTRUKSIKAN:", bold=False), *_dictum(body)]
    blocks += _labelled("Menimbang", body.considering, letters=True) + _labelled("Mengingat", body.recalling)
    if page.kind is Kind.DUTY:
        blocks += [
            _centre("MENUGASKAN:", bold=False),
            *_people("Kepada", body.people),
            *_labelled("Untuk", body.paragraphs),
        ]
        return [*blocks, *_facts(body), *_table(body.table)]
    if page.kind is Kind.PRESS and page.place:
        first, *rest = body.paragraphs or ("",)
        blocks += [_para(f"{page.place.upper()}, {page.day}. {first}".strip()), *map(_para, rest)]
    else:
        blocks += map(_para, body.paragraphs)
    blocks += [*_facts(body), *(_dictum(body) if page.kind is not Kind.INSTRUCTION else [])]
    blocks += [*_people("", body.people), *_table(body.table)]
    return blocks + [{"t": "quote", "who": who, "said": said} for who, said in body.quotes]


def _decided(page: LetterPage) -> str:
    return f"{page.title} TENTANG {page.subject}".upper() + "."


def _labelled(label: str, items: Sequence[str], *, letters: bool = False, plain: bool = False) -> list[Block]:
    if not items:
        return []
    marks = [""] * len(items) if plain else [_mark(n, letters=letters) for n in range(len(items))]
    if len(items) == 1 and not letters:
        marks = [""]
    return [{"t": "labelled", "label": label, "items": [list(pair) for pair in zip(marks, items, strict=True)]}]


def _mark(number: int, *, letters: bool) -> str:
    """a., b., … z., aa.; or 1., 2."""
    if not letters:
        return f"{number + 1}."
    return chr(97 + number % 26) * (number // 26 + 1) + "."


def _dictum(body: Body) -> list[Block]:
    names = [ORDINALS[n] if n < len(ORDINALS) else f"{n + 1}." for n in range(len(body.dictum))]
    return (
        [{"t": "dictum", "items": [[f"{name}", text] for name, text in zip(names, body.dictum, strict=True)]}]
        if names
        else []
    )


def _people(label: str, people: Iterable[Named]) -> list[Block]:
    rows = [[[k, v] for k, v in _fields(person) if v] for person in people]
    return [{"t": "people", "label": label, "rows": rows}] if rows else []


def _fields(person: Named) -> tuple[tuple[str, str], ...]:
    return (
        ("Nama", person.name), ("NIP", person.nip), ("Pangkat/golongan", person.rank), ("Jabatan", person.position),
        ("Kedudukan", person.role),
    )  # fmt: skip


def _facts(body: Body) -> list[Block]:
    return [{"t": "facts", "rows": [list(pair) for pair in body.facts]}] if body.facts else []


def _table(table: Table | None) -> list[Block]:
    if table is None:
        return []
    return [{"t": "table", "head": list(table.head), "rows": [list(row) for row in table.rows]}]


def _ending(page: LetterPage) -> list[Block]:
    """The closing words and the signature, which never stand on a page alone; then the copies."""
    dated = page.kind not in _LETTERS | {Kind.NOTE, Kind.PRESS}
    where = _place_and_day(page)
    placed = (
        [f"Ditetapkan di {page.place}", f"pada tanggal {page.day or '…'}"]
        if page.kind is Kind.DECREE
        else [where]
    )
    signature: Block = {
        "t": "signature",
        "keep": page.body.closing,
        "place": placed if dated and (where or page.kind is Kind.DECREE) else [],
        "office": office_lines(page.signer),
        "name": page.signer.name,
        "rank": page.signer.rank,
        "nip": page.signer.nip,
        "paraf": list(page.paraf) if page.is_concept else [],
        "qr": qr_svg(page.qr).decode() if page.qr else "",
    }
    copies = [{"t": "copies", "items": list(page.copies)}] if page.copies else []
    return [signature, *copies]


def office_lines(signer: Signer) -> list[str]:
    """The lines above a signature: the own office, a.n. with the office that gave the power, or u.b. between."""
    own = f"{signer.term_mark} {signer.office}".strip()
    if signer.on_behalf == "a.n.":
        return [f"a.n. {signer.behalf_of}", f"{own},"]
    if signer.on_behalf == "u.b.":
        gave, _, between = signer.behalf_of.partition(";")
        return [f"a.n. {gave.strip()}", between.strip(), "u.b.", f"{own},"]
    return [f"{own},"]


def _annex(page: LetterPage, number: int, annex: Annex) -> dict[str, Any]:
    """An attachment, which names the letter that it belongs to."""
    many = len(page.body.annexes) > 1
    of = [
        ["LAMPIRAN" + (f" {number}" if many else ""), page.title],
        ["NOMOR", page.number or "…"],
        ["TANGGAL", page.day or "…"],
    ]
    people: list[Block] = []
    if annex.people:
        rows = [[str(n), p.name, p.position, p.role] for n, p in enumerate(annex.people, 1)]
        people = [{"t": "table", "head": ["No.", "Nama", "Jabatan", "Kedudukan"], "rows": rows}]
    blocks = [*map(_para, annex.paragraphs), *people, *_table(annex.table)]
    return {"of": of, "title": annex.title, "blocks": blocks}


def _para(text: str) -> Block:
    return {"t": "para", "text": text}


def _centre(text: str, *, bold: bool = True) -> Block:
    return {"t": "centre", "text": text, "bold": bold}
