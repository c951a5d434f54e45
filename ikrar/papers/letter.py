"""How does an official letter become a page? Twelve kinds in official layout, on A4 or F4, from plain data.

Layout after PerANRI 5/2021 and what local offices print (Permendagri 1/2023, known from memory): head, number, nature,
attachments, subject, recipient; decrees and instructions with their own parts; signature block with acting terms; copies.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from ikrar.core.letters import Annex, Body, Kind
from ikrar.core.letters_content import PARTS
from ikrar.papers import letter_blocks as blocks
from ikrar.papers.letter_blocks import Block, centre, gap, labelled, para
from ikrar.papers.qr import qr_svg
from ikrar.papers.typesetting import Paper, typeset

LOGO_PIXELS = 320
_LETTERS = {Kind.LETTER, Kind.INVITATION}
_DIRECTING = {Kind.DECREE, Kind.INSTRUCTION, Kind.CIRCULAR}


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
        "opening": _opening(page),
        "content": blocks.last_alone(_content(page)),
        "signature": _signature(page),
        "copies": list(page.copies),
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

    with Image.open(BytesIO(logo), formats=("PNG", "JPEG")) as image:
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
        return [centre(page.title), *_note_rows(page)]
    titled = [centre(page.title)]
    if page.number or page.kind in _DIRECTING:
        titled.append(centre(_numbered(page), bold=False))
    if page.kind is Kind.DUTY:
        return [*titled, gap()]
    if page.kind in _DIRECTING:
        titled.append(centre("TENTANG", bold=False))
    titled.append(centre(page.subject.upper() if page.kind in _DIRECTING else page.subject))
    if page.kind is Kind.DECREE:
        titled.append(centre(page.signer.office.upper() + ","))
    to = [_to(page)] if page.to and page.kind is not Kind.INSTRUCTION else []
    return [*to, *titled, gap()]


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
    rows: list[list[Any]] = [
        ["Kepada", list(page.to)], ["Dari", page.signer.office], ["Tanggal", page.day], ["Nomor", page.number],
        ["Sifat", page.nature], ["Lampiran", page.attachments or "-"], ["Hal", page.subject],
    ]  # fmt: skip
    return [{"t": "numbers", "rows": [row for row in rows if row[1]], "right": ""}, {"t": "rule"}]


def _to(page: LetterPage) -> Block:
    return {"t": "to", "lines": list(page.to)}


def _place_and_day(page: LetterPage) -> str:
    """Place and day; no line ends inside a day."""
    return ", ".join(part for part in (page.place, page.day.replace(" ", "\u00a0")) if part)


def _content(page: LetterPage) -> list[Block]:
    """The parts in the order of the kind, and before the closing whatever a program wrote beyond them."""
    order = [n for n in PARTS[page.kind] if n in _MAKERS and (n != "to" or page.kind is Kind.INSTRUCTION)]
    at = order.index("closing") if "closing" in order else len(order)
    order[at:at] = [n for n in _MAKERS if n not in order and n != "to"]
    return [block for name in order for block in _MAKERS[name](page)]


def _opening_words(page: LetterPage) -> list[Block]:
    return [para(_dated(page, page.body.opening))] if page.body.opening else []


def _dated(page: LetterPage, text: str) -> str:
    """The first words of a press release bear place and day, where they do not say so themselves."""
    line = ", ".join(part for part in (page.place.upper(), page.day) if part)
    if (
        page.kind is not Kind.PRESS
        or not line
        or text.casefold().startswith((page.place or page.day).casefold())
    ):
        return text
    return f"{line}. {text}"


def _instructed(page: LetterPage) -> list[Block]:
    return [centre("MENGINSTRUKSIKAN:", bold=False), *labelled("Kepada", page.to)]


def _people(page: LetterPage) -> list[Block]:
    """Whom a duty letter sends stands in lines; who signs for having been there, in rows with room for it."""
    people, kind = page.body.people, page.kind
    if kind is Kind.DUTY:
        return [centre("MENUGASKAN:", bold=False), *blocks.people_list("Kepada", people)]
    nobody_yet = kind is Kind.ATTENDANCE and page.body.table is None
    to_sign = kind in {Kind.ATTENDANCE, Kind.MINUTES} and bool(people or nobody_yet)
    return blocks.people_table(people, to_sign=to_sign)


def _paragraphs(page: LetterPage) -> list[Block]:
    texts = page.body.paragraphs
    if page.kind is Kind.DUTY:
        return labelled("Untuk", texts)
    if texts and not page.body.opening:
        texts = (_dated(page, texts[0]), *texts[1:])
    return [para(text) for text in texts]


def _dictum(page: LetterPage) -> list[Block]:
    told = blocks.dictum(page.body.dictum)
    if page.kind is Kind.DECREE:
        decided = f"{page.title} TENTANG {page.subject}".upper() + "."
        return [centre("MEMUTUSKAN:"), *labelled("Menetapkan", (decided,)), *told]
    return [*labelled("Untuk", ("",)), *told] if page.kind is Kind.INSTRUCTION else told


_MAKERS: dict[str, Callable[[LetterPage], list[Block]]] = {
    "opening": _opening_words,
    "basis": lambda page: labelled("Dasar", page.body.basis),
    "considering": lambda page: labelled("Menimbang", page.body.considering, letters=True),
    "recalling": lambda page: labelled("Mengingat", page.body.recalling),
    "to": _instructed, "people": _people, "paragraphs": _paragraphs, "dictum": _dictum,
    "facts": lambda page: blocks.facts(page.body.facts), "table": lambda page: blocks.table(page.body.table),
    "quotes": lambda page: [{"t": "quote", "who": who, "said": said} for who, said in page.body.quotes],
    "closing": lambda page: [para(page.body.closing)] if page.body.closing else [],
}  # fmt: skip


def _signature(page: LetterPage) -> Block:
    """Place and day where they do not stand above, the office, room to sign, the name; initials of a concept."""
    where = _place_and_day(page)
    placed = [where] if where and page.kind not in _LETTERS | {Kind.NOTE, Kind.PRESS} else []
    if page.kind is Kind.DECREE:
        placed = [f"Ditetapkan di {page.place or '…'}", f"pada tanggal {page.day or '…'}"]
    return {
        "place": placed, "office": office_lines(page.signer), "name": page.signer.name, "rank": page.signer.rank,
        "nip": page.signer.nip, "paraf": list(page.paraf) if page.is_concept else [],
        "qr": qr_svg(page.qr).decode() if page.qr else "",
    }  # fmt: skip


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
    label = "LAMPIRAN" + (f" {number}" if len(page.body.annexes) > 1 else "")
    of = [[label, page.title], ["NOMOR", page.number or "…"], ["TANGGAL", page.day or "…"]]
    told = [*map(para, annex.paragraphs), *blocks.people_table(annex.people), *blocks.table(annex.table)]
    return {"of": of, "title": annex.title, "content": told}
