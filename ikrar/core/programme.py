"""How does a drive move, who is asked in it, who may act for an office, and how does an apel run?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ikrar.core.verdicts import Verdict, when

PEOPLE_PER_SLICE = 1_000  # one resumable action asks at most so many (DESIGN 2)
LONGEST_NUMBER = 99_999  # a participant number has at most five digits


class Stage(StrEnum):
    """Where a drive stands. Opening is a stage of its own: asking 60,000 people takes many actions."""

    DRAFT = "draft"
    APPROVED = "approved"
    OPENING = "opening"
    OPEN = "open"
    CLOSED = "closed"


MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.APPROVED}),
    Stage.APPROVED: frozenset({Stage.DRAFT, Stage.OPENING}),  # any change makes it a draft again
    Stage.OPENING: frozenset({Stage.OPEN}),
    Stage.OPEN: frozenset({Stage.CLOSED}),
    Stage.CLOSED: frozenset(),
}


class ApelStage(StrEnum):
    """Where an apel session stands; it may be opened again for those who came late."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


APEL_MOVES: dict[ApelStage, frozenset[ApelStage]] = {
    ApelStage.PLANNED: frozenset({ApelStage.OPEN}),
    ApelStage.OPEN: frozenset({ApelStage.CLOSED}),
    ApelStage.CLOSED: frozenset({ApelStage.OPEN}),
}


class Left(StrEnum):
    """Why somebody is no longer asked."""

    RETIRED = "retired"
    TRANSFERRED = "transferred"
    DIED = "died"
    RESIGNED = "resigned"
    DISMISSED = "dismissed"
    CONTRACT_ENDED = "contract_ended"
    CORRECTED = "corrected"  # was never to be asked: a mistake of the list


class Standing(StrEnum):
    """What the legal position of a person means for the target (a policy of ours; no rule was found)."""

    ASKED = "asked"
    LISTED = "listed"  # on the list, named apart: the officer decides
    LEFT_OUT = "left_out"


ASKED_POSITIONS = frozenset({"active", "pppk_active", "study", "pre_retirement", "seconded"})
LISTED_POSITIONS = frozenset({"unpaid_leave", "suspended"})


def standing_of(position: str) -> Standing:
    """Whether somebody in this legal position (code of the roster) is asked."""
    if position in ASKED_POSITIONS:
        return Standing.ASKED
    return Standing.LISTED if position in LISTED_POSITIONS else Standing.LEFT_OUT


class Part(StrEnum):
    """Who does what in an apel: the parts are kept apart, whoever fills them."""

    PEMBINA = "pembina"  # gives the amanat
    PEMIMPIN = "pemimpin"  # leads the rows
    OATH_READER = "oath_reader"
    WITNESS = "witness"
    SYMBOLIC_SIGNER = "symbolic_signer"  # signs on stage, on whose behalf is written down; counts nobody else


class Term(StrEnum):
    """How somebody holds an office: different terms with a basis and dates, not grades."""

    DEFINITIVE = "definitive"
    PLT = "plt"
    PLH = "plh"
    PJ = "pj"
    PJS = "pjs"
    ELECTED = "elected"  # elected heads and deputies: may open, lead or witness, never count as ASN


class Deed(StrEnum):
    """What the holder of an office may be asked to do in a drive."""

    LEAD_APEL = "lead_apel"
    WITNESS = "witness"
    SIGN_FIRST = "sign_first"
    APPROVE_DRIVE = "approve_drive"


class Answer(StrEnum):
    """Yes, no, or: no source read settles it, so the page says so and a person decides."""

    YES = "yes"
    NO = "no"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class Capacity:
    """May a term do a deed: the answer, where it comes from, and how sure that is."""

    answer: Answer
    source: str
    confidence: str  # text | secondary | memory | unsettled


_HEADS_FIRST = "https://bappedalitbang.kalteng.go.id/berita/read/11222/blog.html"
_OUR_RULE = "a rule of this program: the responsible official of the body approves"
_ACTING_REGENT_LED = "report of an apel led by an acting regent (Pj), intimnews.com"
_ELECTED_OPENED = (
    "report of 8 June 2023 from a regency: the deputy regent opened, the oath followed in the same event"
)
_ELECTED_WITNESSED = "report of a signing witnessed by a regent and a regional head of BKN, halkahalki.com"
_NOT_ASN = "UU 20/2023: ASN are PNS and PPPK; an elected head is neither, so the signature of one counts nobody"
CAPACITIES: dict[tuple[Term, Deed], Capacity] = {
    (Term.DEFINITIVE, Deed.LEAD_APEL): Capacity(Answer.YES, _HEADS_FIRST, "secondary"),
    (Term.DEFINITIVE, Deed.WITNESS): Capacity(Answer.YES, _HEADS_FIRST, "secondary"),
    (Term.DEFINITIVE, Deed.SIGN_FIRST): Capacity(Answer.YES, _HEADS_FIRST, "secondary"),
    (Term.DEFINITIVE, Deed.APPROVE_DRIVE): Capacity(Answer.YES, _OUR_RULE, "text"),
    (Term.PJ, Deed.LEAD_APEL): Capacity(Answer.YES, _ACTING_REGENT_LED, "secondary"),
    (Term.ELECTED, Deed.LEAD_APEL): Capacity(Answer.YES, _ELECTED_OPENED, "secondary"),
    (Term.ELECTED, Deed.WITNESS): Capacity(Answer.YES, _ELECTED_WITNESSED, "secondary"),
    (Term.ELECTED, Deed.SIGN_FIRST): Capacity(Answer.NO, _NOT_ASN, "secondary"),
}
_NO_SOURCE = Capacity(Answer.UNSETTLED, "", "unsettled")


def capacity(term: Term, deed: Deed) -> Capacity:
    """May the holder of an office under this term do that? Unsettled where no source was read."""
    return CAPACITIES.get((term, deed), _NO_SOURCE)


def needs_basis(term: Term) -> bool:
    """An acting office stands on a letter with its dates; without naming it nobody acts."""
    return term in {Term.PLT, Term.PLH, Term.PJ, Term.PJS}


def level_of_echelon(echelon: str) -> int:
    """1 to 5 for I.a to V.a, however it was typed ("II/a", "III.b", "22"); 0 for none or unknown."""
    plain = "".join(c for c in echelon.upper() if c.isalnum())
    if plain[:1].isdigit():  # code of SIASN: 22 is II.b
        return int(plain[0]) if len(plain) == 2 and 1 <= int(plain[0]) <= 5 else 0
    roman = plain[:-1] if plain[-1:] in {"A", "B"} else plain
    return {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}.get(roman, 0)


def ranks_present(echelons: Iterable[str]) -> tuple[str, ...]:
    """The codes of the groups that sign, in order: the head, each echelon that stands there, the staff.

    Heads first, in front of the next rank, as offices do it (report with the order: bappedalitbang.kalteng.go.id).
    """
    levels = {level_of_echelon(e) for e in echelons} - {0}
    return ("head", *(f"echelon_{n}" for n in sorted(levels)), "staff")


class Why(StrEnum):
    """Why something in a drive or an apel may not be done now."""

    NOT_DRAFT = "drive.not_draft"
    NOT_APPROVED = "drive.not_approved"
    NOT_OPEN = "drive.not_open"
    NOT_OPENING = "drive.not_opening"
    ACTING_WITHOUT_BASIS = "drive.acting_without_basis"
    APEL_IS_OPEN = "apel.is_open"
    APEL_NOT_OPEN = "apel.not_open"
    HAS_LEFT = "target.has_left"


def can_move(stage: str, to: Stage, otherwise: Why) -> Verdict:
    """Whether a drive in this stage may become `to`."""
    return when(to in MOVES[Stage(stage)], otherwise)


class DriveFault(StrEnum):
    """Why the plan of a drive cannot be taken; the code says which field."""

    NO_NAME = "drive.no_name"
    NO_ELECTION = "drive.no_election"
    NO_STATUS = "drive.no_status"
    NO_BODY = "drive.no_body"
    ENDS_IN_THE_PAST = "drive.ends_in_the_past"
    LATE_BEFORE_DEADLINE = "drive.late_before_deadline"


@dataclass(frozen=True, slots=True)
class Plan:
    """What an officer fills in for a drive. Moments carry their zone."""

    name: str
    elections: Sequence[str]
    statuses: Sequence[str]
    deadline_at: datetime
    late_until: datetime

    def faults(self, at: datetime) -> list[tuple[DriveFault, str]]:
        """What stands against it, with the name of the field."""
        checks = (
            (not self.name.strip(), DriveFault.NO_NAME, "name"),
            (not self.elections, DriveFault.NO_ELECTION, "elections"),
            (not self.statuses, DriveFault.NO_STATUS, "statuses"),
            (self.deadline_at <= at, DriveFault.ENDS_IN_THE_PAST, "deadline_at"),
            (self.late_until < self.deadline_at, DriveFault.LATE_BEFORE_DEADLINE, "late_until"),
        )
        return [(fault, field) for wrong, fault, field in checks if wrong]
