"""What counts as late, which taps are believed, and which bytes stand for a pledge?"""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core import canonical, leaves, pledges
from ikrar.core import pledges_records as records
from ikrar.core.leaves import Kind
from ikrar.core.pledges import ANSWERS, SHEET_MOVES, Answer, DisputeKind, Level, SheetStage, Void, Why, Window

AT = datetime(2026, 11, 23, 0, 31, 8, tzinfo=UTC)
KEY, MARK = b"k" * 32, b"n" * 32
WINDOW = Window(True, AT, AT + timedelta(days=1))


def a_statement(**fields: object) -> records.Statement:
    known: dict[str, object] = {
        "id": "0b0e0ad4-0000-4000-8000-000000000001", "proof": "7K3M9QX2", "kind": Kind.PLEDGE, "campaign": "DRIVE001",
        "body": "KABCTH", "level": Level.CODE, "at": AT, "text_sha256": b"t" * 32, "text_version": 3, "nonce": b"0" * 16,
        "subject": records.Subject("Ayu Lestari", "198504122010010101", 101, "Analis", "Dinas Pendidikan", "Kab. Contoh"),
    }  # fmt: skip
    return records.Statement(**{**known, **fields})  # type: ignore[arg-type]


def sealed(**fields: object) -> records.Sealed:
    return records.seal(a_statement(**fields), {"way": "phone"}, subject_key=KEY, nullifier=MARK, people=60)


@pytest.mark.parametrize(
    ("window", "seconds", "reason"),
    [
        (WINDOW, 0, ""),
        (WINDOW, 86_400, ""),
        (WINDOW, 86_401, Why.WINDOW_CLOSED),
        (Window(False, AT, AT), -5, Why.DRIVE_NOT_OPEN),
    ],
)
def test_a_pledge_arrives_until_the_late_window_closes(window: Window, seconds: int, reason: str) -> None:
    assert pledges.may_arrive(window, AT + timedelta(seconds=seconds)).reason == reason


def test_the_deadline_itself_is_in_time() -> None:
    assert not pledges.is_late(WINDOW, AT, by_late_link=False)
    assert pledges.is_late(WINDOW, AT + timedelta(microseconds=1), by_late_link=False)
    assert pledges.is_late(WINDOW, AT - timedelta(hours=1), by_late_link=True)


@settings(max_examples=50)
@given(st.integers(min_value=-4 * 86_400, max_value=4 * 86_400))
def test_a_tap_is_believed_only_around_its_receipt(seconds: int) -> None:
    claimed = AT + timedelta(seconds=seconds)
    assert (pledges.believable_tap(claimed, AT) == claimed) == (-2 * 86_400 <= seconds <= 600)


def test_a_tap_without_a_zone_is_no_claim() -> None:
    assert pledges.believable_tap(AT.replace(tzinfo=None), AT) is None


def test_the_record_is_canonical_and_binds_its_evidence() -> None:
    made = sealed()
    assert canonical.dumps(json.loads(made.record)).decode() == made.record
    assert json.loads(made.record)["evidence_sha256"] == sha256(made.evidence.encode()).hexdigest()


@settings(max_examples=30)
@given(
    st.sampled_from(["id", "proof", "campaign", "body", "text_version", "nonce", "at"]), st.integers(1, 10**6)
)
def test_any_changed_fact_changes_the_commitment(name: str, other: int) -> None:
    value: object = f"other-{other}"
    value = 3 + other if name == "text_version" else value
    value = other.to_bytes(16, "big") if name == "nonce" else value
    value = AT + timedelta(seconds=other) if name == "at" else value
    assert sealed(**{name: value}).leaf[100:] != sealed().leaf[100:]


def test_the_leaf_says_level_kind_and_body_and_nobody() -> None:
    leaf = leaves.unpack(sealed(level=Level.PAPER, kind=Kind.CORRECTION).leaf)
    assert (leaf.kind, leaf.level, leaf.nullifier) == (Kind.CORRECTION, leaves.Level.PAPER, MARK)
    assert leaf.institution == leaves.institution("KABCTH")
    assert leaf.time % 60 == 0


def test_a_withdrawal_names_the_record_it_voids_and_no_person() -> None:
    pledged = json.loads(sealed().record)
    record, leaf = records.seal_withdrawal(
        pledged, entry="0b0e0ad4-0000-4000-8000-000000000002", reason=Void.NOT_ME, at=AT, subject_key=KEY,
        nullifier=MARK, people=60,
    )  # fmt: skip
    said = json.loads(record)
    assert said["voids_sha256"] == sha256(canonical.dumps(pledged)).hexdigest()
    assert "Ayu" not in record and "1985" not in record
    assert leaves.unpack(leaf).kind is Kind.WITHDRAWAL


def test_every_level_has_its_public_form() -> None:
    assert {level.leaf for level in Level} == set(leaves.Level)


def test_only_a_pledge_that_was_not_mine_is_withdrawn_by_a_dispute() -> None:
    assert Answer.WITHDRAWN not in ANSWERS[DisputeKind.DATA]
    assert Answer.CORRECTED not in ANSWERS[DisputeKind.NOT_ME]
    assert all(Answer.UNFOUNDED in answers for answers in ANSWERS.values())


def test_a_checked_sheet_moves_nowhere() -> None:
    assert SHEET_MOVES[SheetStage.CHECKED] == frozenset()
    assert SheetStage.CHECKED not in SHEET_MOVES[SheetStage.PRINTED]


@pytest.mark.parametrize(("words", "seconds"), [(1, 10), (30, 10), (31, 20), (180, 60), (181, 70)])
def test_reading_time_is_rounded_up_to_ten_seconds(words: int, seconds: int) -> None:
    assert pledges.reading_seconds("kata " * words) == seconds
