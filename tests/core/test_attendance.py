"""Is somebody present exactly when the rules say so, however the scans arrive, and is a card what it seems?"""

import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey

from ikrar.core import attendance_cards as cards
from ikrar.core.attendance import (
    Decision,
    Judged,
    Move,
    Rules,
    Scan,
    corrected,
    is_one_clock,
    judge,
    root_of_rows,
    row_leaf,
    window,
)
from tests.core.oracles import slow_attendance as slow

START = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
OPENS, CLOSES = window(START, START + timedelta(hours=1))
RULES = Rules(OPENS, CLOSES)


def a_scan(name: str, minute: float, device: str = "A", **changes: object) -> Scan:
    return replace(Scan(name, device, 1, START + timedelta(minutes=minute)), **changes)  # type: ignore[arg-type]


def judged(*scans: Scan, rules: Rules = RULES, said: dict[str, Decision] | None = None) -> dict[str, str]:
    return {r.scan.id: str(r.judged) for r in judge(scans, rules, said or {}).rulings}


def test_the_first_scan_counts_and_the_same_device_again_says_so() -> None:
    assert judged(a_scan("2", 5), a_scan("1", 0)) == {"1": "present", "2": "again"}


def test_a_second_gate_is_listed_with_the_first() -> None:
    outcome = judge([a_scan("1", 3, "A"), a_scan("2", 1, "B")], RULES, {})
    second = outcome.rulings[1]
    assert (second.judged, second.scan.device, second.other and second.other.device) == ("two_gates", "A", "B")
    assert outcome.present[1].since.id == "2"


def test_leaving_and_coming_back_is_no_second_gate() -> None:
    scans = (
        a_scan("1", 0),
        a_scan("2", 10, move=Move.OUT),
        a_scan("3", 20, "B"),
        a_scan("4", 30, "B", move=Move.OUT),
    )
    assert judged(*scans) == {"1": "present", "2": "left", "3": "back", "4": "left"}
    left = judge(scans, RULES, {}).present[1].left
    assert left is not None and left.id == "4"


@pytest.mark.parametrize(
    ("scan", "expected"),
    [
        (a_scan("1", 0, person=0), Judged.UNKNOWN_CARD),
        (a_scan("1", 0, revoked_at=START), Judged.REVOKED_CARD),
        (a_scan("1", -1, revoked_at=START), Judged.PRESENT),
        (a_scan("1", -91), Judged.TOO_EARLY),
        (a_scan("1", 121), Judged.TOO_LATE),
        (a_scan("1", 181, is_measured=False), Judged.CLOCK_DOUBTFUL),
        (a_scan("1", 5, is_measured=False), Judged.PRESENT),
        (a_scan("1", 5, move=Move.OUT), Judged.LEFT_UNSEEN),
        (a_scan("1", 5, person=9), Judged.NOT_INVITED),
    ],
)
def test_what_does_not_count_is_kept_with_its_reason(scan: Scan, expected: Judged) -> None:
    outcome = judge([scan], Rules(OPENS, CLOSES, frozenset({1})), {})
    assert outcome.rulings[0].judged is expected
    assert bool(outcome.present) is (expected is Judged.PRESENT)
    if expected not in {Judged.PRESENT, Judged.UNKNOWN_CARD, Judged.LEFT_UNSEEN}:
        assert judge([scan], Rules(OPENS, CLOSES, frozenset({1})), {"1": Decision.COUNT}).present


def test_only_the_device_that_scanned_takes_back() -> None:
    undo = a_scan("9", 2, move=Move.UNDO, undoes="1")
    assert judged(a_scan("1", 0), undo) == {"1": "taken_back"}
    assert judged(a_scan("1", 0), replace(undo, device="B")) == {"1": "present"}


def test_a_left_out_scan_gives_way_to_the_next() -> None:
    said = {"1": Decision.LEAVE_OUT}
    assert judged(a_scan("1", 0), a_scan("2", 9, "B"), said=said) == {"1": "left_out", "2": "present"}


def test_a_wrong_clock_is_set_right_by_its_offset() -> None:
    three_hours = 3 * 60 * 60 * 1000
    assert corrected(START + timedelta(hours=3), three_hours) == START
    assert is_one_clock(three_hours, three_hours + 60_000)
    assert is_one_clock(None, 0) and is_one_clock(0, None)
    assert not is_one_clock(0, three_hours) and not is_one_clock(None, None)


MOMENTS = some.integers(-200, 260)
SCANS = some.builds(
    lambda device, person, minute, move, undoes, revoked, measured: (
        device, person, minute, move, undoes, revoked, measured
    ),
    some.sampled_from("ABC"), some.integers(0, 3), MOMENTS, some.sampled_from(["in", "in", "in", "out", "undo"]),
    some.integers(0, 11), some.one_of(some.none(), MOMENTS), some.booleans(),
)  # fmt: skip


@given(
    rows=some.lists(SCANS, max_size=12),
    invited=some.one_of(some.none(), some.sets(some.integers(1, 3))),
    said=some.dictionaries(some.integers(0, 11), some.sampled_from(list(Decision)), max_size=3),
    chance=some.randoms(use_true_random=False),
)
def test_it_agrees_with_the_slow_reference_in_every_order(
    rows: Sequence[tuple[object, ...]],
    invited: set[int] | None,
    said: dict[int, Decision],
    chance: random.Random,
) -> None:
    scans = [
        Scan(
            f"s{n:02}", str(device), int(str(person)), START + timedelta(minutes=int(str(minute))), move=Move(str(move)),
            undoes=f"s{undoes:02}" if move == "undo" else "", is_measured=bool(measured), is_listed=device == "C",
            revoked_at=None if revoked is None else START + timedelta(minutes=int(str(revoked))),
        )
        for n, (device, person, minute, move, undoes, revoked, measured) in enumerate(rows)
    ]  # fmt: skip
    decisions = {f"s{n:02}": decision for n, decision in said.items()}
    plain = [{**asdict(s), "move": str(s.move)} for s in scans]
    wanted = slow.rulings(plain, OPENS, CLOSES, invited, {k: str(v) for k, v in decisions.items()})
    chance.shuffle(scans)
    outcome = judge(scans, Rules(OPENS, CLOSES, invited), decisions)
    found = {r.scan.id: (str(r.judged), r.other.id if r.other else "") for r in outcome.rulings}
    assert found == wanted
    there = {p: (v.since.id, v.left.id if v.left else "") for p, v in outcome.present.items()}
    assert there == slow.present(wanted, plain)


def test_the_root_does_not_depend_on_the_order_and_every_change_moves_it() -> None:
    rows = [{"employee": f"E{n}", "way": "card", "at": "2026-11-23T00:30:00+00:00"} for n in range(5)]
    leaves = [row_leaf(row, bytes([n]) * 16) for n, row in enumerate(rows)]
    assert root_of_rows(leaves) == root_of_rows(leaves[::-1])
    for n, row in enumerate(rows):
        changed = [*leaves[:n], row_leaf({**row, "way": "list"}, bytes([n]) * 16), *leaves[n + 1 :]]
        assert root_of_rows(changed) != root_of_rows(leaves)
    assert row_leaf(rows[0], b"1" * 16) != row_leaf(rows[0], b"2" * 16)


KEY = SigningKey(bytes(range(32)))


def verify(message: bytes, signature: bytes) -> bool:
    try:
        KEY.verify_key.verify(message, signature)
    except BadSignatureError:
        return False
    return True


def test_a_card_is_checked_without_a_database_and_one_changed_bit_is_noticed() -> None:
    number = cards.card_id(b"k" * 32, agency="kab-contoh", employee="7K3M9QX2", round=1)
    token = cards.token_of(number, KEY.sign(cards.signed_bytes(number)).signature)
    assert len(token) == cards.TOKEN_LENGTH
    assert cards.is_genuine(token, verify) and cards.is_genuine(f" {token.lower()}\n", verify)
    for place in range(cards.TOKEN_LENGTH):
        other = "B" if token[place] == "A" else "A"
        assert not cards.is_genuine(token[:place] + other + token[place + 1 :], verify), place
    assert not cards.is_genuine(token[:-1] + "1", verify)


def test_code_and_token_name_the_same_card() -> None:
    number = cards.card_id(b"k" * 32, agency="kab-contoh", employee="7K3M9QX2", round=1)
    code = cards.code_of(number)
    assert cards.read_code(cards.token_of(number, bytes(64))) == code
    assert cards.read_code(f"{code[:4].lower()}-{code[4:]} ") == code
    assert cards.last_four(code) == code[4:]
    assert cards.code_of(cards.card_id(b"k" * 32, agency="kab-contoh", employee="7K3M9QX2", round=2)) != code


@pytest.mark.parametrize(
    "typed", ["", "7K3M", "7K3M9QX2A", "!!!!!!!!", "A" * 127, "1" * 128, "198504122010011001"]
)
def test_what_is_no_card_is_no_code(typed: str) -> None:
    assert cards.read_code(typed) == ""
