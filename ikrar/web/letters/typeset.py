"""How does a letter of ours become a page? From the record to the plain data that the paper is set from."""

from datetime import datetime

from ikrar.core.letters import Kind
from ikrar.core.letters_stages import Behalf
from ikrar.core.programme import Term
from ikrar.domain.ledger.files import read_file
from ikrar.domain.letters.models import Letter
from ikrar.domain.letters.queries import content_of, initials_of, letterhead_of
from ikrar.papers import formats
from ikrar.papers.letter import Head, LetterPage, Signer, letter_pdf
from ikrar.words import say

BEHALF = {Behalf.OWN: "", Behalf.AN: "a.n.", Behalf.UB: "u.b."}
TERM = {Term.PLT: "Plt.", Term.PLH: "Plh.", Term.PJ: "Pj.", Term.PJS: "Pjs."}


def page_of(letter: Letter, *, is_concept: bool, note: str = "") -> LetterPage:
    """All that stands on the paper of a letter. `note` is a line at its foot."""
    content, kind = content_of(letter), Kind(letter.kind)
    head, foot = letterhead_of(letter.agency), content.signer
    return LetterPage(
        kind=kind, head=_head(letter), title=content.title or say(f"letter.kind.{kind}").upper(),
        number=letter.number, day=formats.short_day(letter.dated_on) if letter.dated_on else "",
        place=(head.place if head else "") or letter.agency.place, nature=say(f"letter.nature.{letter.nature}"),
        attachments=content.attachments, subject=letter.subject, to=content.to, body=content.body,
        signer=Signer(
            on_behalf=BEHALF[foot.behalf], behalf_of=foot.behalf_of, office=foot.office,
            term_mark=TERM.get(foot.term, ""), name=foot.name, rank=foot.rank, nip=foot.nip,
        ),
        copies=content.copies, paraf=_paraf(letter) if is_concept else (), is_concept=is_concept, qr=None,
        note=note,
    )  # fmt: skip


def pdf_of(letter: Letter, *, at: datetime, is_concept: bool, note: str = "") -> bytes:
    """The letter as a PDF on its own paper. The same letter at the same moment gives the same bytes."""
    page = page_of(letter, is_concept=is_concept, note=note)
    return letter_pdf(page, at=at, paper="f4" if letter.paper == "f4" else "a4")


def _head(letter: Letter) -> Head:
    """The letterhead as it was set, or the names of the body where none was."""
    head, agency = letterhead_of(letter.agency), letter.agency
    if head is None:
        return Head(above="", body=agency.name, address=agency.address, phone=agency.phone, logo=None)
    logo = read_file(head.logo_name, bytes(head.logo_sha256))[0] if head.logo_sha256 else None
    return Head(above=head.above, body=head.body, address=head.address, phone=head.phone, logo=logo)


def _paraf(letter: Letter) -> tuple[str, ...]:
    return tuple(initial.person.name for initial in initials_of(letter))
