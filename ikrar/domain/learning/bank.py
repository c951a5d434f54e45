"""Which questions ship with the program, and what do the rules of this installation answer to them?"""

import csv
from pathlib import Path

from ikrar.core.assess import Assessment
from ikrar.core.canonical import Json
from ikrar.core.learning import Keyed, Question, key_of
from ikrar.domain.rules.topics import assess_record

LIBRARY = Path(__file__).parent / "library" / "questions.csv"
MOST_GROUNDS = 4


def read_questions(path: Path = LIBRARY) -> tuple[Question, ...]:
    """The questions of the table, in its order. Raises OSError, KeyError or ValueError for a broken table."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_question(row) for row in csv.DictReader(file))


def _question(row: dict[str, str]) -> Question:
    facts: dict[str, Json] = {"acts": [*row["acts"].split("|")], **_pairs(row["facts"])}
    if answers := _pairs(row["answers"]):
        facts["answers"] = answers
    return Question(row["code"], row["topic"], row["text_id"], row["text_en"], facts)


def _pairs(cell: str) -> dict[str, Json]:
    return {name: value for name, _, value in (part.partition("=") for part in cell.split("|") if part)}


def keyed(question: Question) -> Keyed:
    """The question with its right answer and grounds. Raises BadFacts, and NoKey where no rule read speaks."""
    _, answer = assess_record(dict(question.facts))
    return Keyed(question, key_of(answer), tuple(_grounds(answer)))


def rules_version(question: Question) -> str:
    """The version of the rules that answer now."""
    return assess_record(dict(question.facts))[1].version


def _grounds(answer: Assessment) -> list[dict[str, Json]]:
    """The permits and rules behind the answer; where rules speak, those that might speak too are left aside."""
    rules = [finding.rule for finding in answer.findings or answer.possible]
    said: list[dict[str, Json]] = [
        _ground(p.code, p.title, p.title_en, p.norm, p.source, p.confidence) for p in answer.permitted
    ]
    said += [_ground(r.code, r.title, r.title_en, r.norm, r.source, r.confidence) for r in rules]
    return said[:MOST_GROUNDS]


def _ground(code: str, title: str, title_en: str, norm: str, source: str, confidence: str) -> dict[str, Json]:
    return {
        "code": code,
        "confidence": str(confidence),
        "norm": norm,
        "source": source,
        "title": title,
        "title_en": title_en,
    }
