"""Does the tree hold against the standard's vectors and against a slow oracle written from its definition?"""

import json
import random
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.core import merkle

VECTORS = json.loads((Path(__file__).parent / "vectors" / "rfc6962.json").read_text())
LARGEST = 300
LEAVES = [sha256(b"\x00" + bytes([n % 256, n // 256])).digest() for n in range(2_000)]


@cache
def slow_root(low: int, high: int) -> bytes:
    """MTH of RFC 6962 section 2.1 over LEAVES[low:high], as it is written there."""
    if high - low == 1:
        return LEAVES[low]
    k = 1
    while k * 2 < high - low:
        k *= 2
    return sha256(b"\x01" + slow_root(low, low + k) + slow_root(low + k, high)).digest()


def slow_path(index: int, low: int, high: int) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1."""
    if high - low == 1:
        return []
    k = 1
    while k * 2 < high - low:
        k *= 2
    if index < k:
        return [*slow_path(index, low, low + k), slow_root(low + k, high)]
    return [*slow_path(index - k, low + k, high), slow_root(low, low + k)]


def slow_proof(old: int, low: int, high: int, is_known: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962 section 2.1.2."""
    if old == high - low:
        return [] if is_known else [slow_root(low, high)]
    k = 1
    while k * 2 < high - low:
        k *= 2
    if old <= k:
        return [*slow_proof(old, low, low + k, is_known), slow_root(low + k, high)]
    return [*slow_proof(old - k, low + k, high, False), slow_root(low, low + k)]


def read_hash(level: int, index: int) -> bytes:
    return slow_root(index << level, (index + 1) << level)


def some_below(size: int, seed: int) -> set[int]:
    """The edges, the powers of two and a few by chance: enough that every place is met over all sizes."""
    chance = random.Random(size * 1_000 + seed)
    powers = {1 << bit for bit in range(size.bit_length())}
    return {n for n in {0, 1, size // 2, size - 1, *powers, *chance.choices(range(size), k=5)} if 0 <= n < size}


def test_the_vectors_of_certificate_transparency_hold():
    leaves = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in VECTORS["leaves"]]
    roots = [merkle.root(leaves[: n + 1]).hex() for n in range(len(leaves))]
    assert roots == VECTORS["roots"]
    assert merkle.root([]).hex() == VECTORS["empty_root"]
    for case in VECTORS["inclusion"]:
        path, whole = [bytes.fromhex(one) for one in case["path"]], bytes.fromhex(roots[case["size"] - 1])
        assert merkle.includes(leaves[case["index"]], case["index"], case["size"], path, whole)
    for case in VECTORS["consistency"]:
        path = [bytes.fromhex(one) for one in case["path"]]
        old, new = (bytes.fromhex(roots[case[which] - 1]) for which in ("old", "new"))
        assert merkle.continues(case["old"], case["new"], old, new, path)


def test_every_root_to_300_is_the_oracles():
    for size in range(1, LARGEST + 1):
        assert merkle.root_at(size, read_hash) == slow_root(0, size)
        if size % 7 == 0:
            assert merkle.root(LEAVES[:size]) == slow_root(0, size)


def test_inclusion_paths_to_300_are_the_oracles_and_verify():
    for size in range(1, LARGEST + 1):
        for index in some_below(size, 1):
            path = merkle.inclusion_path(index, size, read_hash)
            assert path == slow_path(index, 0, size)
            assert len(path) == merkle.inclusion_length(index, size)
            assert merkle.includes(LEAVES[index], index, size, path, slow_root(0, size))


def test_consistency_paths_to_300_are_the_oracles_and_verify():
    for new in range(1, LARGEST + 1):
        for old in {n + 1 for n in some_below(new, 2)} - {new}:
            path = merkle.consistency_path(old, new, read_hash)
            assert path == slow_proof(old, 0, new, True)
            assert len(path) == merkle.consistency_length(old, new)
            assert merkle.continues(old, new, slow_root(0, old), slow_root(0, new), path)


def test_every_leaf_and_every_pair_to_40():
    for size in range(1, 41):
        whole = slow_root(0, size)
        for n in range(size):
            assert merkle.includes(LEAVES[n], n, size, slow_path(n, 0, size), whole)
            path = merkle.consistency_path(n, size, read_hash)
            assert merkle.continues(n, size, slow_root(0, n) if n else merkle.EMPTY_ROOT, whole, path)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_path_proves_one_leaf_at_one_place_only(data):
    size = data.draw(st.integers(2, 2_000))
    index = data.draw(st.integers(0, size - 1))
    path, whole = merkle.inclusion_path(index, size, read_hash), slow_root(0, size)
    assert merkle.includes(LEAVES[index], index, size, path, whole)
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index))
    assert not merkle.includes(LEAVES[index], other, size, path, whole)
    assert not merkle.includes(LEAVES[other], index, size, path, whole)
    at, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
    flipped = (int.from_bytes(path[at]) ^ (1 << bit)).to_bytes(32)
    assert not merkle.includes(LEAVES[index], index, size, [*path[:at], flipped, *path[at + 1 :]], whole)
    for odd in (path[:-1], [*path, whole], [*path, path[0]], [path[0][:31], *path[1:]]):
        assert not merkle.includes(LEAVES[index], index, size, odd, whole)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_rewritten_past_never_passes(data):
    new = data.draw(st.integers(2, 2_000))
    old = data.draw(st.integers(1, new - 1))
    path, before, after = merkle.consistency_path(old, new, read_hash), slow_root(0, old), slow_root(0, new)
    assert merkle.continues(old, new, before, after, path)
    for pair in ((before, before), (after, before), (after, after), (merkle.EMPTY_ROOT, after)):
        assert not merkle.continues(old, new, *pair, path)
    at, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
    flipped = (int.from_bytes(path[at]) ^ (1 << bit)).to_bytes(32)
    assert not merkle.continues(old, new, before, after, [*path[:at], flipped, *path[at + 1 :]])
    for odd in ([], path[:-1], [*path, after]):
        assert not merkle.continues(old, new, before, after, odd)
    assert not merkle.continues(new, old, after, before, path)


def test_equal_sizes_are_not_waved_through():
    one, other = slow_root(0, 5), slow_root(0, 6)
    assert merkle.continues(5, 5, one, one, [])
    assert not merkle.continues(5, 5, one, other, [])
    assert not merkle.continues(5, 5, one, one, [one])
    assert not merkle.continues(0, 5, one, one, [])
    assert merkle.continues(0, 5, merkle.EMPTY_ROOT, one, [])
    assert not merkle.continues(0, 0, merkle.EMPTY_ROOT, one, [])


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0), (0, 2**63), (2**64, 2**63 - 1)])
def test_a_place_outside_the_tree_is_refused(index, size):
    with pytest.raises(merkle.OutOfRange):
        merkle.inclusion_path(index, size, read_hash)
    assert not merkle.includes(LEAVES[0], index, size, [], LEAVES[0])


@pytest.mark.parametrize(("old", "new"), [(-1, 3), (4, 3), (1, 2**63)])
def test_a_shrinking_tree_is_refused(old, new):
    with pytest.raises(merkle.OutOfRange):
        merkle.consistency_path(old, new, read_hash)
