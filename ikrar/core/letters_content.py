"""Which parts has a letter of each kind, is it complete, and which bytes are frozen when it is submitted?"""

import re
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any

from ikrar.core import canonical
from ikrar.core.letters import Annex, Body, Kind, Named, Table, as_data, from_data
from ikrar.core.letters_stages import Behalf, SignerBlock
from ikrar.core.programme import Term

LARGEST = 300_000  # bytes of a content; an annex of some thousand rows fits
LONGEST_SUBJECT = 200

# The parts that a kind has, in the order of its page, and which of them it cannot be without.
PARTS: dict[Kind, tuple[str, ...]] = {
    Kind.DECREE: ("considering", "recalling", "dictum", "copies", "annexes"),
    Kind.CIRCULAR: ("to", "opening", "basis", "paragraphs", "dictum", "closing", "copies", "annexes"),
    Kind.INSTRUCTION: ("considering", "recalling", "to", "dictum", "closing", "copies", "annexes"),
    Kind.DUTY: ("basis", "people", "opening", "paragraphs", "facts", "closing", "copies", "annexes"),
    Kind.INVITATION: ("to", "opening", "facts", "paragraphs", "closing", "copies", "annexes"),
    Kind.NOTE: ("to", "opening", "paragraphs", "facts", "closing", "copies", "annexes"),
    Kind.MINUTES: ("opening", "people", "paragraphs", "facts", "closing", "annexes"),
    Kind.ATTENDANCE: ("facts", "people", "table", "closing"),
    Kind.NOTULA: ("facts", "people", "opening", "paragraphs", "dictum", "closing", "annexes"),
    Kind.REPORT: ("to", "opening", "basis", "facts", "paragraphs", "table", "closing", "copies", "annexes"),
    Kind.PRESS: ("opening", "paragraphs", "quotes", "closing", "facts"),
    Kind.LETTER: ("to", "opening", "paragraphs", "facts", "table", "closing", "copies", "annexes"),
}
NEEDED: dict[Kind, tuple[str, ...]] = {
    Kind.DECREE: ("considering", "recalling", "dictum"),
    Kind.CIRCULAR: ("to",),
    Kind.INSTRUCTION: ("to", "dictum"),
    Kind.DUTY: ("basis", "people"),
    Kind.INVITATION: ("to", "facts"),
    Kind.NOTE: ("to", "paragraphs"),
    Kind.MINUTES: ("paragraphs",),
    Kind.ATTENDANCE: ("facts",),
    Kind.NOTULA: ("facts", "paragraphs"),
    Kind.REPORT: ("paragraphs",),
    Kind.PRESS: ("paragraphs",),
    Kind.LETTER: ("to", "paragraphs"),
}


@dataclass(frozen=True, slots=True)
class Content:
    """All that a letter says, apart from its number and its day: what is initialled and signed."""

    body: Body = field(default_factory=Body)
    to: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    title: str = ""  # e.g. whose decree it is; empty: the name of the kind
    attachments: str = ""  # the line Lampiran
    signer: SignerBlock = field(default_factory=SignerBlock)

    def part(self, name: str) -> Any:
        """A part by its name in PARTS."""
        return getattr(self, name) if name in {"to", "copies"} else getattr(self.body, name)


def missing(kind: Kind, content: Content) -> list[str]:
    """The parts without which a letter of this kind cannot be submitted."""
    return [name for name in NEEDED[kind] if not content.part(name)]


def tidy(content: Content) -> Content:
    """The content with its white space in order and without empty entries: as it is stored and typed back."""
    body = content.body
    return replace(
        content, body=_tidy_body(body), to=_lines(content.to), copies=_lines(content.copies),
        title=_line(content.title), attachments=_line(content.attachments), signer=_tidy_signer(content.signer),
    )  # fmt: skip


def _tidy_body(body: Body) -> Body:
    lists = ("paragraphs", "considering", "recalling", "basis", "dictum")
    return replace(
        body, opening=_line(body.opening), closing=_line(body.closing), people=_people(body.people),
        table=_table(body.table), facts=_pairs(body.facts), quotes=_pairs(body.quotes),
        annexes=tuple(a for a in map(_annex, body.annexes) if a != Annex("")),
        **{name: _lines(getattr(body, name)) for name in lists},
    )  # fmt: skip


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in map(_line, texts) if line)


def _pairs(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((_line(a), _line(b)) for a, b in pairs if _line(a) or _line(b))


def _people(people: tuple[Named, ...]) -> tuple[Named, ...]:
    tidied = (Named(**{name: _line(value) for name, value in asdict(who).items()}) for who in people)
    return tuple(who for who in tidied if who.name)


def _table(table: Table | None) -> Table | None:
    """A table whose rows are as wide as its head, without empty rows, and without empty columns at its end."""
    if table is None:
        return None
    cells = [tuple(map(_line, row)) for row in (table.head, *table.rows)]
    width = max((n for row in cells for n, cell in enumerate(row, 1) if cell), default=0)
    if not any(cells[0][:width]):
        return None
    head, *rows = [row[:width] + ("",) * (width - len(row)) for row in cells]
    return Table(head, tuple(row for row in rows if any(row)))


def _annex(annex: Annex) -> Annex:
    return Annex(_line(annex.title), _lines(annex.paragraphs), _table(annex.table), _people(annex.people))


def _tidy_signer(signer: SignerBlock) -> SignerBlock:
    return replace(
        signer, behalf_of=_line(signer.behalf_of), office=_line(signer.office), basis=_line(signer.basis),
        name=_line(signer.name), rank=_line(signer.rank), nip=_line(signer.nip),
    )  # fmt: skip


def pack(content: Content) -> str:
    """The content as canonical JSON."""
    data = {
        "attachments": content.attachments, "body": as_data(content.body), "copies": list(content.copies),
        "signer": {k: str(v) for k, v in asdict(content.signer).items()}, "title": content.title,
        "to": list(content.to),
    }  # fmt: skip
    return canonical.dumps(data).decode()


def unpack(packed: str) -> Content:
    """The content as it was stored. Raises ValueError, KeyError or TypeError for anything else."""
    data: Any = canonical.loads(packed.encode())
    signer = data["signer"]
    signer = SignerBlock(**{**signer, "behalf": Behalf(signer["behalf"]), "term": Term(signer["term"])})
    return Content(
        from_data(data["body"]), tuple(data["to"]), tuple(data["copies"]), data["title"], data["attachments"],
        signer,
    )  # fmt: skip


def digest(kind: Kind, subject: str, nature: str, paper: str, content: Content) -> bytes:
    """What is frozen at submission, and what everybody who initials or signs puts a name to. Never number or day."""
    whole = {"content": pack(content), "kind": str(kind), "nature": nature, "paper": paper, "subject": subject}
    return sha256(b"ikrar/letter/v1\n" + canonical.dumps(whole)).digest()
