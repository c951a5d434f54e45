"""The layout check of official letters: what poppler reads of the PDF against everything that should stand on it."""

from collections.abc import Iterator
from itertools import pairwise

from ikrar.core.letters import Annex, Kind, Named, Table
from ikrar.core.letters_content import PARTS
from ikrar.papers.letter import LetterPage
from ikrar.papers.typesetting import Paper
from tests.papers.pdf import squeezed
from tests.papers.poppler import FOOT, Read, Word, overlapping

SIZES: dict[Paper, tuple[float, float]] = {"a4": (210, 297), "f4": (215, 330)}
LEFT, RIGHT, TOP, BOTTOM = 30, 20, 20, FOOT  # margins in mm; the foot of the page stands inside the last
COLUMN = 82  # of the signature, at the right
ROOM_TO_SIGN = 15
WITH_NATURE = {Kind.LETTER, Kind.INVITATION, Kind.NOTE}
CAPITALS = {Kind.DECREE, Kind.INSTRUCTION, Kind.CIRCULAR}


def faults(it: Read, page: LetterPage, paper: Paper) -> list[str]:
    """Everything that is wrong with the paper of a letter; nothing when it is right."""
    return [
        *_missing(it, page), *_wrong_sizes(it, paper), *_wrong_fonts(it), *_outside(it), *overlapping(it),
        *_without_foot(it, page), *_wrong_signatures(it, page), *_wrong_order(it, page),
    ]  # fmt: skip


def _missing(it: Read, page: LetterPage) -> list[str]:
    return [f"missing {what}: {text}" for what, text in fields(page) if squeezed(text) not in it.text]


def fields(page: LetterPage) -> Iterator[tuple[str, str]]:
    """Everything that must stand on the paper of this letter, by name."""
    head, signer, body = page.head, page.signer, page.body
    for name, text in (
        ("head", head.above.upper()), ("head", head.body.upper()), ("head", head.phone), ("number", page.number),
        *(("head", line) for line in head.address.splitlines()), ("day", page.day), ("office", signer.office),
        ("term", signer.term_mark), ("name", signer.name), ("rank", signer.rank), ("nip", signer.nip),
        *(("behalf", part) for part in signer.behalf_of.split(";")), ("on behalf", signer.on_behalf),
        ("concept", "KONSEP" if page.is_concept else ""), *(("initials", p) for p in page.paraf if page.is_concept),
        *(("to", one) for one in page.to), *(("copies", one) for one in page.copies),
        ("title", page.title if page.kind not in {Kind.LETTER, Kind.INVITATION} else ""),
        ("place", _place(page)), ("subject", _subject(page)),
        *((("nature", page.nature), ("attachments", page.attachments or "Lampiran:-")) if page.kind in WITH_NATURE else ()),
        ("opening", body.opening), ("closing", body.closing), *_texts(page),
        *(("facts", part) for pair in body.facts for part in pair), *_table("table", body.table),
        *(("quotes", part) for pair in body.quotes for part in pair), *_people("people", body.people),
        *(found for annex in body.annexes for found in _annex(annex)),
    ):  # fmt: skip
        if text:
            yield name, text


def _place(page: LetterPage) -> str:
    return "" if page.kind is Kind.NOTE else page.place.upper() if page.kind is Kind.PRESS else page.place


def _subject(page: LetterPage) -> str:
    return "" if page.kind is Kind.DUTY else page.subject.upper() if page.kind in CAPITALS else page.subject


def _texts(page: LetterPage) -> Iterator[tuple[str, str]]:
    for name in ("considering", "recalling", "basis", "dictum", "paragraphs"):
        yield from ((name, text) for text in getattr(page.body, name))


def _people(name: str, people: tuple[Named, ...]) -> Iterator[tuple[str, str]]:
    for one in people:
        yield from ((name, part) for part in (one.name, one.nip, one.rank, one.position, one.role))


def _table(name: str, table: Table | None) -> Iterator[tuple[str, str]]:
    if table:
        yield from ((name, "".join(row)) for row in (table.head, *table.rows))


def _annex(annex: Annex) -> Iterator[tuple[str, str]]:
    yield "annexes", annex.title
    yield from (("annexes", text) for text in annex.paragraphs)
    yield from (*_people("annexes", annex.people), *_table("annexes", annex.table))


def _wrong_sizes(it: Read, paper: Paper) -> list[str]:
    wanted = SIZES[paper]
    off = [s for s in it.sizes if max(abs(s[0] - wanted[0]), abs(s[1] - wanted[1])) > 0.5]
    return [f"size {s} instead of {wanted}" for s in off]


def _wrong_fonts(it: Read) -> list[str]:
    """Lines of pdffonts end with: embedded, subset, unicode, object, generation."""
    wrong = [line for line in it.fonts if "Type 3" in line or line.split()[-5] != "yes"]
    return [f"font: {line}" for line in wrong or ([] if it.fonts else ["none"])]


def _outside(it: Read) -> list[str]:
    def is_inside(w: Word) -> bool:
        wide, high = it.sizes[w.page - 1]
        top = 8 if w.text == "KONSEP" else TOP - 1.5  # the room above small letters counts as part of the word
        at_foot = w.top >= high - BOTTOM
        bottom = high - 8 if at_foot else high - BOTTOM + 1.5
        return w.left >= LEFT - 0.3 and w.right <= wide - RIGHT + 0.8 and w.top >= top and w.bottom <= bottom

    return [f"outside: {w.text} on page {w.page}" for w in it.words if not is_inside(w)]


def _without_foot(it: Read, page: LetterPage) -> list[str]:
    count, found = len(it.sizes), []
    for number in range(1, count + 1):
        foot = "".join(w.text for w in it.words if w.page == number and w.top >= it.high(number) - BOTTOM)
        wanted = squeezed(page.note) + (f"Halaman{number}dari{count}" if count > 1 else "")
        found += [] if foot == wanted else [f"foot of page {number}: {foot}"]
    return found


def _wrong_signatures(it: Read, page: LetterPage) -> list[str]:
    """Each signature whole on one page, below something that is signed, in its column, with room above the name."""
    signer, found = page.signer, []
    term = f"{signer.term_mark} {signer.office},"
    rest = signer.rank + (f"NIP {signer.nip}" if signer.nip else "")
    runs = [*it.runs(term + signer.name + rest)]
    if len(runs) != 1 + len(page.body.annexes):
        found.append(f"signature: {len(runs)} of them")
    for run in runs:
        name = [
            w
            for n, w in enumerate(run)
            if len("".join(o.text for o in run[n:])) <= len(squeezed(signer.name + rest))
        ]
        found += _wrong_block(it, run, run[: -len(name)], name)
    return found


def _wrong_block(it: Read, run: list[Word], office: list[Word], name: list[Word]) -> list[str]:
    page, column = run[0].page, it.sizes[run[0].page - 1][0] - RIGHT - COLUMN
    on_it = [w for w in it.body if w.page == page and w.bottom < run[0].top]
    lines = sorted({round(w.bottom, 1) for w in name})
    starts = [min(w.left for w in name if round(w.bottom, 1) == line) for line in lines]
    checks = (
        (any(w.page != page for w in run), "signature: parted"),
        (not any(w.left < column - 10 for w in on_it), "signature: alone on its page"),
        (any(abs(start - column) > 0.5 for start in starts), "signature: name not in its column"),
        (any(w.left < column - 0.5 for w in office), "signature: office not in its column"),
        (min(w.top for w in name) - max(w.bottom for w in office) < ROOM_TO_SIGN, "signature: no room to sign"),
        (any(below - above < 3.5 for above, below in pairwise(lines)), "signature: lines too close"),
    )
    return [f"{fault} on page {page}" for wrong, fault in checks if wrong]


def _wrong_order(it: Read, page: LetterPage) -> list[str]:
    """The parts stand in the order that the kind has, the copies behind the signature, the annexes at the end."""
    first: dict[str, int] = {}
    for name, text in fields(page):
        first.setdefault(name, it.text.find(squeezed(text)))
    first["name"] = it.text.find(squeezed(f"{page.signer.office},{page.signer.name}"))
    parts = [name for name in PARTS[page.kind] if name in first and name not in {"copies", "annexes"}]
    behind = [name for name in ("copies", "annexes") if name in first]
    order = [first[name] for name in (*parts, "name", *behind)]
    return [] if order == sorted(order) else [f"order of {parts}: {order}"]
