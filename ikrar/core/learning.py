"""What is asked in the test of understanding, what is the right answer, and who has passed?

The questions are the rules engine's own cases: the right answer is what `core.assess` says of the facts in the question,
never a second opinion typed beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from ikrar.core import canonical, leaves
from ikrar.core.assess import Assessment
from ikrar.core.assess.may import May, may
from ikrar.core.canonical import Json

LEAST_QUESTIONS, MOST_QUESTIONS = 3, 30
LEAST_SHARE, MOST_SHARE = 50, 100  # per cent of right answers that pass
MOST_HOURS = 20  # training hours (JP): a short test is never a course of weeks


class Choice(StrEnum):
    """The answers that a person can tick."""

    YES = "yes"  # allowed
    BESIDE = "beside"  # allowed, and stricter guidance stands beside it
    NO = "no"  # forbidden
    DEPENDS = "depends"  # on a fact that the question leaves open


class Standing(StrEnum):
    """What others may know of somebody in a test: never a score."""

    NOT_YET = "not_yet"
    ATTENDED = "attended"
    PASSED = "passed"


class Why(StrEnum):
    """Reasons of this noun."""

    CLOSED = "learning.closed"
    NOT_OPEN_YET = "learning.not_open_yet"
    LEFT = "learning.left"
    ERASED = "learning.erased"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the bank: its code, the situation in words, and the facts that the engine reads."""

    code: str
    topic: str
    text: str
    text_en: str
    facts: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Keyed:
    """A question with its right answer and the rules behind it, as codes with norm, source and confidence."""

    question: Question
    right: Choice
    grounds: tuple[Mapping[str, Json], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """How an attempt came out. `wrong` are the codes of questions that were answered otherwise or not at all."""

    right: int
    of: int
    wrong: tuple[str, ...]
    passed: bool


class NoKey(ValueError):
    """The engine does not settle this question (no rule read speaks of it), so it cannot be asked."""


def key_of(answer: Assessment) -> Choice:
    """The right answer to "may I?" on these facts. Raises NoKey where no rule read speaks."""
    match may(answer):
        case May.NOT_ALLOWED:
            return Choice.NO
        case May.ALLOWED:
            return Choice.YES
        case May.BESIDE:
            return Choice.BESIDE
        case May.DEPENDS:
            return Choice.DEPENDS
        case other:
            raise NoKey(str(other))


def mark(keys: Sequence[Keyed], given: Mapping[str, str], pass_share: int) -> Result:
    """Compare the answers given (question code -> choice) with the right ones; unanswered counts as wrong.

    `pass_share` is in per cent; at least that share of the questions must be right.
    """
    wrong = tuple(k.question.code for k in keys if given.get(k.question.code) != k.right)
    right = len(keys) - len(wrong)
    return Result(right, len(keys), wrong, bool(keys) and right * 100 >= pass_share * len(keys))


def bank_text(keys: Iterable[Keyed]) -> str:
    """The canonical text of a bank with its right answers: what its digest is made over and what a proof names."""
    return canonical.dumps(
        [
            {
                "code": k.question.code,
                "facts": dict(k.question.facts),
                "grounds": [dict(ground) for ground in k.grounds],
                "right": k.right.value,
                "text": k.question.text,
                "text_en": k.question.text_en,
                "topic": k.question.topic,
            }
            for k in sorted(keys, key=lambda k: k.question.code)
        ]
    ).decode()


def read_bank(text: str) -> dict[str, Keyed]:
    """A bank as it was stored, by question code. Raises ValueError for anything else."""
    rows = canonical.loads(text.encode())
    if not isinstance(rows, list):
        raise ValueError("a bank is a list")
    return {k.question.code: k for k in map(_keyed, rows)}


def _keyed(row: Json) -> Keyed:
    if not isinstance(row, dict) or not isinstance(row["facts"], dict) or not isinstance(row["grounds"], list):
        raise ValueError("no question")
    question = Question(
        str(row["code"]), str(row["topic"]), str(row["text"]), str(row["text_en"]), row["facts"]
    )
    grounds = tuple(ground for ground in row["grounds"] if isinstance(ground, dict))
    return Keyed(question, Choice(str(row["right"])), grounds)


def digest(text: str) -> bytes:
    """The 32 bytes that name a bank: as for any text of the programme."""
    return leaves.text_hash(text)


@dataclass(frozen=True, slots=True)
class Passed:
    """What a certificate proves: who passed which test when. `id` is the reference of the ledger entry."""

    id: str
    proof: str
    campaign: str  # reference of the test
    body: str  # code of the institution
    at: datetime
    bank_sha256: bytes
    bank_version: int
    hours: int
    subject: Mapping[str, Json]

    def as_json(self, answers: Mapping[str, str]) -> dict[str, Json]:
        """The record as it is kept and committed to; the answers stand in it as a digest only, and no score."""
        return {
            "agreement": "passed",
            "answers_sha256": sha256(canonical.dumps(dict(answers))).hexdigest(),
            "at": self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "body": self.body,
            "campaign": self.campaign,
            "hours": self.hours,
            "id": self.id,
            "kind": leaves.Kind.TRAINING.name.lower(),
            "level": "1",
            "proof": self.proof,
            "subject": dict(self.subject),
            "text_sha256": self.bank_sha256.hex(),
            "text_version": self.bank_version,
            "v": 1,
        }


def seal(passed: Passed, answers: Mapping[str, str], *, subject_key: bytes, people: int) -> tuple[str, bytes]:
    """Record (canonical) and public leaf of somebody who passed. `people` makes the public time coarse.

    Raises leaves.BadLeaf when a key, a hash or the time has the wrong form.
    """
    record = canonical.dumps(passed.as_json(answers))
    campaign = leaves.campaign(passed.campaign)
    leaf = leaves.Leaf(
        kind=leaves.Kind.TRAINING,
        time=leaves.coarse_time(passed.at, people),
        commitment=leaves.commitment(leaves.salt(subject_key, passed.id), record),
        level=leaves.Level.CODE,
        campaign=campaign,
        institution=leaves.institution(passed.body),
        text_sha256=passed.bank_sha256,
        nullifier=leaves.nullifier(subject_key, campaign),
    )
    return record.decode(), leaf.pack()
