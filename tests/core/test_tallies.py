"""Is a person counted twice, or one beyond the roster, always seen, and an honest log never accused?"""

import random
from dataclasses import replace

import pytest

from ikrar.core import leaves, tallies
from ikrar.core.leaves import Kind, Level
from ikrar.core.tallies import Fault
from tests.given import logs

PEOPLE = 30
HONEST = logs.small_log(PEOPLE).entries


def faults(entries):
    tally = tallies.Tally()
    for at in range(0, len(entries), 7):
        tally.add(entries[at : at + 7])
    return [finding.fault for finding in tally.faults()]


def changed(entry: bytes, **changes) -> bytes:
    return replace(leaves.unpack(entry), **changes).pack()


def test_an_honest_log_has_no_fault_and_counts_by_kind_and_level():
    withdrawal = changed(HONEST[3], kind=Kind.WITHDRAWAL)
    paper = changed(HONEST[4], level=Level.PAPER)
    entries = [
        *HONEST[:4],
        paper,
        *HONEST[5:],
        withdrawal,
        leaves.pack_other(day=logs.AT.date(), commitment=bytes(32)),
    ]
    assert faults(entries) == []
    tally = tallies.Tally()
    tally.add(entries)
    counted = {(count.kind, count.level): count.number for count in tally.counts()}
    assert counted == {
        (Kind.ROSTER, Level.KIOSK): 1, (Kind.PLEDGE, Level.CODE): PEOPLE - 1, (Kind.PLEDGE, Level.PAPER): 1,
        (Kind.WITHDRAWAL, Level.CODE): 1, (Kind.OTHER, Level.KIOSK): 1,
    }  # fmt: skip


def test_the_same_person_in_another_campaign_is_no_double():
    elsewhere = leaves.campaign("LAIN")
    roster = changed(HONEST[0], campaign=elsewhere)
    assert faults([*HONEST, roster, changed(HONEST[1], campaign=elsewhere)]) == []


@pytest.mark.parametrize("level", [Level.CODE, Level.PAPER])
def test_counting_one_person_twice_is_seen_whatever_the_level_or_body(level):
    again = changed(HONEST[9], level=level, commitment=bytes(32), institution=leaves.institution("LAIN"))
    roster = changed(HONEST[0], institution=leaves.institution("LAIN"))
    assert faults([*HONEST, roster, again]) == [Fault.COUNTED_TWICE]


def test_a_second_pledge_needs_a_withdrawal_before_it():
    again, void = changed(HONEST[9], kind=Kind.CORRECTION), changed(HONEST[9], kind=Kind.WITHDRAWAL)
    assert faults([*HONEST, void, again]) == []
    assert faults([*HONEST, again]) == [Fault.CORRECTION_WITHOUT_WITHDRAWAL]


def test_one_more_than_the_roster_is_seen():
    extra, _ = logs.pledge_leaf(99, logs.record_of(99))
    assert faults([*HONEST, extra]) == [Fault.ABOVE_ROSTER]
    assert faults([*HONEST, logs.roster_leaf(PEOPLE, ever=PEOPLE + 1), extra]) == []


def test_a_trimmed_roster_is_seen():
    assert faults([*HONEST, logs.roster_leaf(PEOPLE - 1)]) == [Fault.ROSTER_SHRANK]
    assert faults([*HONEST, logs.roster_leaf(PEOPLE - 1, ever=PEOPLE)]) == []


def test_a_pledge_of_a_body_without_roster_is_seen():
    assert faults(HONEST[1:]) == [Fault.WITHOUT_ROSTER]


@pytest.mark.parametrize("odd", [b"", bytes(132), HONEST[1][:-1], b"JKR1" + HONEST[1][4:], HONEST[1][:5] + b"\x09" + HONEST[1][6:],
                                 HONEST[1][:35] + b"\x01" + HONEST[1][36:], HONEST[0][:68] + b"\x01" + HONEST[0][69:]])  # fmt: skip
def test_a_leaf_that_is_none_is_seen(odd):
    assert Fault.BAD_LEAF in faults([*HONEST, odd])


def test_random_tampering_is_always_seen():
    chance = random.Random(7)
    for _ in range(60):
        entries = list(HONEST)
        at = chance.randrange(1, len(entries))
        match chance.randrange(3):
            case 0:
                entries.insert(
                    chance.randrange(1, len(entries)), changed(entries[at], commitment=chance.randbytes(32))
                )
            case 1:
                entries.append(changed(entries[at], nullifier=chance.randbytes(32)))
            case _:
                entries.append(logs.roster_leaf(chance.randrange(PEOPLE)))
        assert faults(entries) != []
