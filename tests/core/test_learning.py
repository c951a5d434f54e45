"""Are answers marked fairly, does the engine give the key, and does nothing that is proven hold a score?"""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.core import canonical, learning, leaves
from ikrar.core.learning import Choice, Keyed, NoKey, Passed, Question
from ikrar.domain.learning.bank import keyed, read_questions
from ikrar.domain.rules.topics import assess_record

SHIPPED = [keyed(question) for question in read_questions()]
choices = st.sampled_from([c.value for c in Choice])


def some_keys(rights: list[str]) -> list[Keyed]:
    return [
        Keyed(Question(f"q{n}", "t", f"Soal {n}?", f"Question {n}?", {"acts": ["x"]}), Choice(right), ())
        for n, right in enumerate(rights)
    ]


@given(rights=st.lists(choices, min_size=1, max_size=30), data=st.data(), share=st.integers(50, 100))
def test_marking_agrees_with_counting_by_hand(rights: list[str], data: Any, share: int) -> None:
    given_answers = {f"q{n}": data.draw(st.one_of(choices, st.just(""))) for n in range(len(rights))}
    result = learning.mark(some_keys(rights), given_answers, share)
    same = [n for n, right in enumerate(rights) if given_answers[f"q{n}"] == right]
    assert (result.right, result.of) == (len(same), len(rights))
    assert set(result.wrong) == {f"q{n}" for n in range(len(rights))} - {f"q{n}" for n in same}
    assert result.passed == (len(same) / len(rights) >= share / 100)


def test_nobody_passes_a_test_without_questions() -> None:
    assert not learning.mark([], {}, 50).passed


def test_every_shipped_question_has_the_answer_that_the_rules_give_today() -> None:
    assert len(SHIPPED) >= 15
    for one in SHIPPED:
        _, answer = assess_record(dict(one.question.facts))
        assert learning.key_of(answer) is one.right, one.question.code
        assert one.grounds
        assert all(g["norm"] and (g["source"] or g["confidence"] == "unsettled") for g in one.grounds)


def test_the_bank_asks_for_every_kind_of_answer_that_the_rules_can_give_with_a_source() -> None:
    assert {one.right for one in SHIPPED} >= {Choice.NO, Choice.DEPENDS, Choice.BESIDE}


def test_a_question_on_which_no_rule_speaks_cannot_be_asked() -> None:
    _, silent = assess_record(
        {"acts": ["event-without-duty-letter"], "actor_status": "non_asn", "act_date": "2010-01-01"}
    )
    with pytest.raises(NoKey):
        learning.key_of(silent)


def test_a_bank_survives_being_stored_and_one_changed_letter_is_another_bank() -> None:
    text = learning.bank_text(SHIPPED)
    again = learning.read_bank(text)
    assert learning.bank_text(again.values()) == text
    assert learning.digest(text) != learning.digest(text.replace("Bolehkah", "Bolehkan", 1))
    assert learning.digest(text) == leaves.text_hash(text)


def a_pass(**changes: Any) -> Passed:
    known: dict[str, Any] = {
        "id": "11111111-1111-1111-1111-111111111111", "proof": "7K3M9QX2", "campaign": "UJI1", "body": "KABC",
        "at": datetime(2026, 11, 23, 0, 31, 8, tzinfo=UTC), "bank_sha256": b"b" * 32, "bank_version": 3, "hours": 2,
        "subject": {"name": "Ayu Contoh", "nip": "", "number": 101},
    }  # fmt: skip
    return Passed(**{**known, **changes})


def test_the_leaf_is_of_training_and_names_nobody_and_the_record_holds_no_score() -> None:
    key, answers = b"k" * 32, {"q1": "no"}
    record, packed = learning.seal(a_pass(), answers, subject_key=key, people=60)
    leaf = leaves.unpack(packed)
    assert (leaf.kind, leaf.level) == (leaves.Kind.TRAINING, leaves.Level.CODE)
    assert leaf.campaign == leaves.campaign("UJI1")
    assert leaf.commitment == leaves.commitment(leaves.salt(key, a_pass().id), record.encode())
    said = json.loads(record)
    assert not {"score", "right", "share", "answers"} & said.keys()
    assert canonical.dumps(said).decode() == record
    assert b"Ayu" not in packed


def test_the_same_person_has_another_mark_in_every_test() -> None:
    key = b"k" * 32
    one, two = (
        leaves.unpack(learning.seal(a_pass(campaign=c), {}, subject_key=key, people=60)[1]).nullifier
        for c in ("UJI1", "UJI2")
    )
    assert one != two
