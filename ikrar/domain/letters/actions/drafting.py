"""Writing a letter: the draft, its changes, and another signer when the first has left."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ikrar.core import letters_content
from ikrar.core.letters import Body, Kind
from ikrar.core.letters_content import LARGEST, LONGEST_SUBJECT, Content
from ikrar.core.letters_stages import Nature, SignerBlock, Stage
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.letters.models import Initial, Letter, LetterVersion
from ikrar.domain.letters.policies import may_change, may_draft, may_name_signer
from ikrar.domain.letters.queries import content_of, default_block, letter_by_ref, letterhead_of
from ikrar.domain.people.models import Person
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at

PAPERS = ("a4", "f4")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a letter is to say and who handles it.

    `about` is the ledger subject the letter belongs to. Without a `block` the foot is made from the signer's seat;
    without a `paper` the letter takes the paper of the letterhead.
    """

    kind: Kind
    subject: str
    body: Body = field(default_factory=Body)
    to: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    about: str = ""
    nature: str = Nature.ORDINARY
    paper: str = ""
    signer: Person | None = None
    initials: tuple[Person, ...] = ()
    block: SignerBlock | None = None
    title: str = ""
    attachments: str = ""


@action(Fact.LETTER_DRAFTED)
def draft_letter(
    agency: Agency, *, draft: Draft, by: Staff, at: datetime, key: str | None = None
) -> Letter | Unchanged[Letter]:
    """Draft a letter of a body; other nouns draft theirs from their record. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(letter_by_ref(done.subject.removeprefix("letter:")))
    may_draft(by, agency).require()
    letter = Letter(ref=fresh_ref(), agency=agency, kind=Kind(draft.kind), about=draft.about, version=1)
    letter.drafted_at, letter.drafted_by = at, by.actor_ref
    content = _fill(letter, draft, at)
    letter.save(force_insert=True)
    _set_initials(letter, draft.initials, draft.signer)
    _add_version(letter, content, "drafted", by, at)
    record(Fact.LETTER_DRAFTED, letter, by=by, at=at, key=key, agency=agency.ref, kind=str(draft.kind))
    return letter


@action(Fact.LETTER_CHANGED)
def change_letter(
    letter: Letter, *, draft: Draft, seen: int, by: Staff, at: datetime, key: str | None = None
) -> Letter | Unchanged[Letter]:
    """Change a draft: a new version. `seen` is the version that was on the page. Kind and thing stay what they are.

    Raises Refused, and Problem letter.changed_meanwhile when somebody else was faster.
    """
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_change(by, letter).require()
    if seen != letter.version:
        raise Problem("letter.changed_meanwhile")
    content = _fill(letter, replace(draft, kind=Kind(letter.kind), about=letter.about), at)
    letter.version += 1
    letter.save()
    _set_initials(letter, draft.initials, draft.signer)
    _add_version(letter, content, "changed", by, at)
    record(Fact.LETTER_CHANGED, letter, by=by, at=at, key=key, version=letter.version)
    return letter


@action(Fact.LETTER_CHANGED)
def name_signer(
    letter: Letter,
    *,
    signer: Person | None,
    block: SignerBlock,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Letter | Unchanged[Letter]:
    """Name another signer: the way on when the first has left office. The letter is a draft again.

    The signer is part of what was initialled, so every initial is given anew. Raises Refused, Problem.
    """
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_name_signer(by, letter).require()
    content = letters_content.tidy(replace(content_of(letter), signer=block))
    for code, field_name in content.signer.faults():
        raise Problem(code, field_name)
    reopen(letter)
    letter.signer, letter.version = signer, letter.version + 1
    letter.save()
    _drop_signer_from_initials(letter)
    _add_version(letter, content, "signer", by, at)
    record(Fact.LETTER_CHANGED, letter, by=by, at=at, key=key, version=letter.version, what="signer")
    return letter


def lock_letter(letter: Letter) -> None:
    """Read the letter as it stands now; until this action ends nobody else changes it.

    Raises nothing: a letter is never deleted.
    """
    letter.refresh_from_db(from_queryset=Letter.objects.select_for_update())


def reopen(letter: Letter) -> None:
    """Make a submitted letter a draft again: nothing is frozen, and no initial holds any more. Unsaved."""
    letter.stage, letter.digest = Stage.DRAFT, None
    letter.submitted_at, letter.submitted_by = None, ""
    Initial.objects.filter(letter=letter).update(given_at=None, given_by="", digest=None)


def _fill(letter: Letter, draft: Draft, at: datetime) -> Content:
    """Put a draft into the letter and return its content. Raises Problem."""
    subject = " ".join(draft.subject.split())
    if not subject:
        raise Problem("letter.subject_needed", "subject")
    if len(subject) > LONGEST_SUBJECT:
        raise Problem("letter.subject_too_long", "subject", limit=LONGEST_SUBJECT)
    head = letterhead_of(letter.agency)
    paper = draft.paper or (head.paper if head else "a4")
    if paper not in PAPERS:
        raise Problem("letter.paper_unknown", "paper")
    letter.subject, letter.nature, letter.paper = subject, Nature(draft.nature), paper
    letter.signer = draft.signer
    block = draft.block or default_block(letter.agency, draft.signer, letter.kind, day_at(letter.agency, at))
    content = Content(draft.body, draft.to, draft.copies, draft.title, draft.attachments, block)
    content = letters_content.tidy(content)
    if len(letters_content.pack(content).encode()) > LARGEST:
        raise Problem("letter.too_long", "", kilobytes=LARGEST // 1000)
    return content


def _set_initials(letter: Letter, people: Sequence[Person], signer: Person | None) -> None:
    """Who initials, in order; the signer does not initial the own letter."""
    named = list(dict.fromkeys(p for p in people if signer is None or p.pk != signer.pk))
    Initial.objects.filter(letter=letter).delete()
    rows = [Initial(letter=letter, person=p, place_in_order=n) for n, p in enumerate(named, 1)]
    Initial.objects.bulk_create(rows)


def _drop_signer_from_initials(letter: Letter) -> None:
    if letter.signer is not None:
        Initial.objects.filter(letter=letter, person=letter.signer).delete()


def _add_version(letter: Letter, content: Content, what: str, by: Staff, at: datetime) -> None:
    version = LetterVersion(letter=letter, number=letter.version, what=what, made_at=at, made_by=by.actor_ref)
    version.content = letters_content.pack(content)
    version.save(force_insert=True)
