"""How does a letter move, who signs it in whose name, and what may be said of how it was sent or disposed of?"""

from dataclasses import dataclass
from enum import StrEnum

from ikrar.core.letters import Kind
from ikrar.core.programme import Answer, Capacity, Term, needs_basis
from ikrar.core.verdicts import Verdict, when


class Stage(StrEnum):
    """Where a letter stands. A letter that is returned is a draft again, with the note that says why."""

    DRAFT = "draft"
    SUBMITTED = "submitted"  # the text is frozen; initials in order, then the signature
    SIGNED = "signed"
    SENT = "sent"
    CANCELLED = "cancelled"


MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.SUBMITTED, Stage.CANCELLED}),
    Stage.SUBMITTED: frozenset({Stage.DRAFT, Stage.SIGNED, Stage.CANCELLED}),
    Stage.SIGNED: frozenset({Stage.SENT, Stage.CANCELLED}),
    Stage.SENT: frozenset(),
    Stage.CANCELLED: frozenset(),
}


class Nature(StrEnum):
    """Sifat: how urgent and how closed a letter is."""

    ORDINARY = "biasa"
    IMPORTANT = "penting"
    URGENT = "segera"
    LIMITED = "terbatas"
    CONFIDENTIAL = "rahasia"


class Way(StrEnum):
    """How a letter was signed."""

    PAPER = "paper"  # by hand, and scanned back
    PKCS12 = "pkcs12"
    PKCS11 = "pkcs11"
    BSRE_V1 = "bsre_v1"
    BSRE_V2 = "bsre_v2"


class Sent(StrEnum):
    """How a letter travelled."""

    HAND = "hand"
    MAIL = "mail"
    SRIKANDI = "srikandi"
    MESSAGE = "message"


class Order(StrEnum):
    """What a disposition orders: the usual lines of the sheet."""

    FOLLOW_UP = "follow_up"
    ATTEND = "attend"
    REPRESENT = "represent"
    ADVISE = "advise"
    ANSWER = "answer"
    COORDINATE = "coordinate"
    STUDY = "study"
    NOTE = "note"
    FILE = "file"


class Behalf(StrEnum):
    """In whose name somebody signs: the own office, atas nama, or untuk beliau."""

    OWN = ""
    AN = "an"
    UB = "ub"


class Why(StrEnum):
    """Why something may not be done with a letter now."""

    NOT_DRAFT = "letter.not_draft"
    NOT_SUBMITTED = "letter.not_submitted"
    NOT_SIGNED = "letter.not_signed"
    CLOSED = "letter.closed"
    NOT_YOUR_TURN = "letter.not_your_turn"
    INITIALS_MISSING = "letter.initials_missing"
    NOT_THE_SIGNER = "letter.not_the_signer"
    SIGNER_HAS_LEFT = "letter.signer_has_left"
    TERM_CHANGED = "letter.term_changed"
    SIGNER_IS_SENT = "letter.signer_is_sent"
    SIGNER_STANDS = "letter.signer_stands_for_election"
    ACTING_WITHOUT_BASIS = "letter.acting_without_basis"
    PAPER_ONLY = "letter.paper_only"
    HAS_NUMBER = "letter.has_number"
    ALREADY_DONE = "letter.disposition_is_done"
    HAS_SCAN = "letter.has_scan"
    NOT_A_SCAN = "letter.not_a_scan"
    CHECKED_ALREADY = "letter.checked_already"


_ONCE_THERE = {
    Stage.DRAFT: Why.NOT_DRAFT,
    Stage.SUBMITTED: Why.NOT_SUBMITTED,
    Stage.SIGNED: Why.NOT_SIGNED,
}


def stands(stage: str, *wanted: Stage) -> Verdict:
    """Whether a letter stands in one of these stages; the reason names the first of them."""
    return when(stage in wanted, _ONCE_THERE.get(wanted[0], Why.CLOSED))


def can_cancel(stage: str) -> Verdict:
    """Whether a letter may still be cancelled: until it was sent."""
    return when(Stage.CANCELLED in MOVES[Stage(stage)], Why.CLOSED)


def whose_turn(given: list[bool]) -> int | None:
    """The place of the one who initials next, in a list of who has done so in order; None when all have."""
    return next((n for n, done in enumerate(given) if not done), None)


# What only somebody who may bind the body signs; the rest is signed by whoever wrote or led it.
BINDING = frozenset(
    {Kind.DECREE, Kind.CIRCULAR, Kind.INSTRUCTION, Kind.DUTY, Kind.INVITATION, Kind.PRESS, Kind.LETTER}
)

_OWN_OFFICE = Capacity(Answer.YES, "a rule of this program: the seat at the body says who signs for it", "text")
_MANDATE = Capacity(
    Answer.UNSETTLED,
    "UU 30/2014 art. 14(7): who acts by mandate takes no strategic decision on organisation, staffing or budget; "
    "which decrees that means is not settled in a text read here",
    "memory",
)
_DIRECTING = frozenset({Kind.DECREE, Kind.CIRCULAR, Kind.INSTRUCTION})


def may_bear(term: Term, kind: Kind) -> Capacity:
    """What is known of a letter of this kind signed under this term; an open question is shown, never guessed."""
    return _MANDATE if term in {Term.PLT, Term.PLH} and kind in _DIRECTING else _OWN_OFFICE


@dataclass(frozen=True, slots=True)
class SignerBlock:
    """The foot of a letter: in whose name, which office under which term, and whose name stands there."""

    behalf: Behalf = Behalf.OWN
    behalf_of: str = ""  # a.n.: the office; u.b.: the office and, after a semicolon, the one in between
    office: str = ""
    term: Term = Term.DEFINITIVE
    basis: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""

    def faults(self) -> list[tuple[str, str]]:
        """What stands against it: code and field.

        An acting office names its letter (DESIGN 2, ApelRole); a.n. and u.b. name for whom (PerANRI 5/2021,
        Permendagri 1/2023; which offices these are is each body's own rule; confidence: memory).
        """
        offices = [o for o in self.behalf_of.split(";") if o.strip()]
        wanted = {Behalf.OWN: 0, Behalf.AN: 1, Behalf.UB: 2}[self.behalf]
        checks = (
            (not self.name.strip(), "letter.signer_needed", "signer"),
            (not self.office.strip(), "letter.office_needed", "office"),
            (len(offices) < wanted, f"letter.behalf_{self.behalf or 'own'}_needed", "behalf_of"),
            (needs_basis(self.term) and not self.basis.strip(), str(Why.ACTING_WITHOUT_BASIS), "acting_basis"),
        )
        return [(code, field) for wrong, code, field in checks if wrong]
