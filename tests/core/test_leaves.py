"""Does a leaf say exactly what it may, and does nothing in it lead back to the person?"""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core import leaves, merkle
from ikrar.core.leaves import BadLeaf, Kind, Leaf, Level, Roster

AT = datetime(2027, 2, 1, 0, 31, 7, tzinfo=UTC)
KEY, OTHER_KEY = bytes([1]) * 32, bytes([2]) * 32
DRIVE, BODY = leaves.campaign("GERAKAN-1"), leaves.institution("RUTAN-CONTOH")


def pledge(**changes) -> Leaf:
    fields = {"kind": Kind.PLEDGE, "time": leaves.coarse_time(AT, 85), "commitment": bytes([9]) * 32, "level": Level.CODE,
              "campaign": DRIVE, "institution": BODY, "text_sha256": leaves.text_hash("Ikrar\n"),
              "nullifier": leaves.nullifier(KEY, DRIVE)}  # fmt: skip
    return Leaf(**{**fields, **changes})


def test_a_leaf_has_132_bytes_in_the_published_order():
    data = pledge(flags=5, level=Level.PAPER).pack()
    assert len(data) == leaves.SIZE
    assert data[:8] == b"IKR1\x02K\x00\x05"
    assert (data[8:24], data[24:32]) == (DRIVE, BODY)
    assert int.from_bytes(data[32:36]) == AT.timestamp() - 7
    assert data[36:68] == leaves.text_hash("Ikrar\n")
    assert data[68:100] == leaves.nullifier(KEY, DRIVE)
    assert data[100:] == bytes([9]) * 32


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from([kind for kind in Kind if kind is not Kind.OTHER]), st.sampled_from(Level), st.integers(0, 2**16 - 1),
    st.binary(min_size=16, max_size=16), st.binary(min_size=8, max_size=8), st.integers(0, (2**32 - 1) // 60),
)  # fmt: skip
def test_what_is_packed_is_unpacked(kind, level, flags, campaign, institution, minutes):
    leaf = pledge(
        kind=kind, level=level, flags=flags, campaign=campaign, institution=institution, time=minutes * 60
    )
    assert leaves.unpack(leaf.pack()) == leaf


@pytest.mark.parametrize(
    ("at", "value"), [(0, b"J"), (3, b"2"), (4, b"\x00"), (4, b"\x0c"), (5, b"\x04"), (5, b"k"), (35, b"\x01")]
)
def test_an_unknown_version_kind_level_or_exact_time_is_refused(at, value):
    data = pledge().pack()
    with pytest.raises(BadLeaf):
        leaves.unpack(data[:at] + value + data[at + 1 :])


@pytest.mark.parametrize("data", [b"", bytes(132), pledge().pack()[:-1], pledge().pack() + b"\x00"])
def test_what_is_no_leaf_is_refused(data):
    with pytest.raises(BadLeaf):
        leaves.unpack(data)


@pytest.mark.parametrize(
    "changes",
    [
        {"commitment": bytes(31)},
        {"campaign": bytes(15)},
        {"flags": 2**16},
        {"flags": -1},
        {"time": 61},
        {"time": 2**32},
    ],
)
def test_a_leaf_that_does_not_fit_is_never_written(changes):
    with pytest.raises(BadLeaf):
        pledge(**changes).pack()


def test_a_leaf_of_kind_other_tells_its_day_and_nothing_else():
    data = leaves.pack_other(day=date(2027, 2, 1), commitment=bytes([7]) * 32)
    leaf = leaves.unpack(data)
    assert leaf == Leaf(Kind.OTHER, int(AT.timestamp()) // 86_400 * 86_400, bytes([7]) * 32)
    for change in ({"time": 3_600}, {"campaign": DRIVE}, {"institution": BODY}, {"flags": 1}, {"level": Level.CODE},
                   {"nullifier": KEY}, {"text_sha256": KEY}):  # fmt: skip
        with pytest.raises(BadLeaf):
            Leaf(**{"kind": Kind.OTHER, "time": 0, "commitment": KEY, **change}).pack()


def test_everything_about_a_person_hangs_on_the_subject_key():
    assert leaves.nullifier(KEY, DRIVE) != leaves.nullifier(OTHER_KEY, DRIVE)
    assert leaves.nullifier(KEY, DRIVE) != leaves.nullifier(KEY, leaves.campaign("GERAKAN-2"))
    assert leaves.salt(KEY, "A") != leaves.salt(OTHER_KEY, "A")
    assert leaves.salt(KEY, "A") != leaves.salt(KEY, "B")
    assert leaves.commitment(leaves.salt(KEY, "A"), b"{}") != leaves.commitment(
        leaves.salt(OTHER_KEY, "A"), b"{}"
    )


def test_no_value_made_for_one_purpose_serves_another():
    made = [leaves.salt(KEY, "x" * 16), leaves.nullifier(KEY, b"x" * 16), leaves.roster_hash(KEY), leaves.commitment(KEY, b""),
            leaves.statement_hash({}), leaves.campaign("x"), leaves.institution("x")]  # fmt: skip
    assert len({value[:8] for value in made}) == len(made)


@pytest.mark.parametrize(
    "make",
    [
        lambda: leaves.salt(b"short", "A"),
        lambda: leaves.nullifier(b"", DRIVE),
        lambda: leaves.commitment(b"", b"{}"),
    ],
)
def test_a_key_or_salt_of_the_wrong_length_is_refused(make):
    with pytest.raises(BadLeaf):
        make()


def test_the_published_values_never_change():
    assert leaves.salt(KEY, "A").hex() == "cd1afae3d591f0f7b27723ae80c74e1fdfdd7c8fc35f9efaf093a39914db02c9"
    assert (
        leaves.nullifier(KEY, DRIVE).hex() == "53c89c4d5c9b2f3c7e45e39005686a49a3be344df4163b21738563b962563cde"
    )
    assert (
        leaves.statement_hash({"b": 1, "a": "x"}).hex()
        == "2a148480c557f1963c95be6e2a785198bd3d9c4fc48da5074359a82955490091"
    )
    assert (
        leaves.commitment(KEY, b"{}").hex()
        == "10849bc344bcad07e58d089d1620afc83f9032180b039d43381ea1a444744e38"
    )
    assert leaves.roster_hash(KEY).hex() == "08a906f88d94f316c2e35bf43d1e9d45921134eb77b91143430c67df5d87e544"
    assert (DRIVE.hex(), BODY.hex()) == ("be723566575987cd90246eb280f70c8a", "ae00cae6d6b3ef54")


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.binary(min_size=32, max_size=32), max_size=9, unique=True), st.randoms(use_true_random=False)
)
def test_the_roster_root_does_not_tell_the_order_of_the_list(marks, chance):
    shuffled = list(marks)
    chance.shuffle(shuffled)
    assert leaves.roster_root(shuffled) == leaves.roster_root(marks)
    assert leaves.roster_root([*marks, KEY + b"1"]) != leaves.roster_root(marks)


def test_the_root_of_no_roster_is_the_empty_tree():
    assert leaves.roster_root([]) == merkle.EMPTY_ROOT


def test_a_roster_leaf_gives_back_who_is_asked():
    roster = Roster(leaves.roster_root([KEY]), 9_400, 9_512)
    leaf = leaves.roster_leaf(campaign=DRIVE, institution=BODY, roster=roster, time=0, commitment=KEY)
    assert leaves.unpack(leaf.pack()).roster == roster
    for other in (pledge(), pledge(kind=Kind.ROSTER)):
        with pytest.raises(BadLeaf):
            _ = other.roster
    with pytest.raises(BadLeaf):
        leaves.roster_leaf(campaign=DRIVE, institution=BODY, roster=Roster(KEY, 5, 4), time=0, commitment=KEY)


@pytest.mark.parametrize(
    ("people", "lost"), [(50, 7), (49, 31 * 60 + 7), (10, 31 * 60 + 7), (9, 31 * 60 + 7), (0, 31 * 60 + 7)]
)
def test_the_time_is_coarser_where_people_are_few(people, lost):
    assert leaves.coarse_time(AT, people) == AT.timestamp() - lost


def test_a_body_below_ten_is_told_by_the_day():
    late = AT.replace(hour=17)
    assert leaves.coarse_time(late, 9) == datetime(2027, 2, 1, tzinfo=UTC).timestamp()
    assert leaves.coarse_time(late, 10) == datetime(2027, 2, 1, 17, tzinfo=UTC).timestamp()


def test_zones_do_not_matter_and_a_time_without_zone_is_refused():
    wib = AT.astimezone(timezone(timedelta(hours=7)))
    assert leaves.coarse_time(wib, 50) == leaves.coarse_time(AT, 50)
    for odd in (AT.replace(tzinfo=None), AT.replace(year=1960), AT.replace(year=2200)):
        with pytest.raises(BadLeaf):
            leaves.coarse_time(odd, 50)


def test_a_moment_is_recognised_in_its_three_coarse_forms_only():
    late = AT.replace(hour=17)
    for people in (50, 49, 9):
        assert leaves.is_coarse_form_of(leaves.coarse_time(late, people), late)
    assert not leaves.is_coarse_form_of(leaves.coarse_time(late, 50) - 60, late)
    assert not leaves.is_coarse_form_of(leaves.coarse_time(late, 50) + 60, late)
