"""Has every code its words, and do the words keep the tone?"""

import re

import pytest

from ikrar.core import verdicts
from ikrar.domain.dashboards.queries import State, Todo
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.grants import Role
from ikrar.words import WORDS

BANNED = re.compile(
    r"\b(error|klik|submit|login|upload|download|user|kamu|pelaku|salah satu paslon)\b", re.IGNORECASE
)


@pytest.mark.parametrize("fact", list(Fact))
def test_every_fact_has_words(fact: Fact) -> None:
    assert f"fact.{fact}" in WORDS


@pytest.mark.parametrize("code", [*verdicts.Why, *Todo, *State, *(f"role.{r}" for r in Role)])
def test_every_code_has_words(code: str) -> None:
    assert str(code) in WORDS


@pytest.mark.parametrize("code", sorted(WORDS))
def test_words_keep_the_tone(code: str) -> None:
    text = str(WORDS[code])
    assert not BANNED.search(text), text
    assert all(len(sentence.split()) <= 24 for sentence in re.split(r"[.!?] ", text)), text
