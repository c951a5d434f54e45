"""Is this entry in the log, and did the log only grow? (RFC 6962 section 2.1, RFC 9162 section 2.1)

A hash is 32 bytes of SHA-256. `read_hash(level, index)` is the hash of the complete subtree over the
leaves `index * 2**level` up to, not including, `(index + 1) * 2**level`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

ReadHash = Callable[[int, int], bytes]

WIDTH = 32
LARGEST_SIZE = 2**63 - 1
EMPTY_ROOT = sha256(b"").digest()


class OutOfRange(ValueError):
    """The index or size asked for does not exist in this tree."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one log entry; the prefix 0x00 keeps it apart from a node."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two subtrees; the prefix 0x01 keeps it apart from a leaf."""
    return sha256(b"\x01" + left + right).digest()


def pair_up(hashes: Sequence[bytes]) -> list[bytes]:
    """One level up: the hashes of neighbours; an odd last one is left out."""
    digest = sha256
    return [
        digest(b"\x01" + left + right).digest() for left, right in zip(hashes[::2], hashes[1::2], strict=False)
    ]


def root(hashes: Sequence[bytes]) -> bytes:
    """The root over leaf hashes in order; the empty tree has the hash of nothing."""
    peaks: list[bytes] = []
    level = list(hashes)
    while level:
        if len(level) % 2:
            peaks.append(level[-1])
        level = pair_up(level)
    return fold(reversed(peaks))


def fold(peaks: Iterable[bytes]) -> bytes:
    """The root over complete subtrees, given from the largest (left) to the smallest (right)."""
    whole: bytes | None = None
    for peak in reversed(list(peaks)):
        whole = peak if whole is None else node_hash(peak, whole)
    return EMPTY_ROOT if whole is None else whole


def peaks_of(size: int) -> list[tuple[int, int]]:
    """The complete subtrees of a tree of `size` leaves as (level, index), from left to right."""
    return list(_cover(0, size))


def root_at(size: int, read_hash: ReadHash) -> bytes:
    """The root of the tree of `size` leaves, from stored hashes. Raises OutOfRange."""
    if not 0 <= size <= LARGEST_SIZE:
        raise OutOfRange(f"no tree has {size} leaves")
    return fold(read_hash(level, index) for level, index in peaks_of(size))


def inclusion_path(index: int, size: int, read_hash: ReadHash) -> list[bytes]:
    """The sibling hashes from the leaf up to the root (RFC 9162 section 2.1.3.1). Raises OutOfRange."""
    if not 0 <= index < size <= LARGEST_SIZE:
        raise OutOfRange(f"leaf {index} is not in a tree of {size}")
    path: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(_range_hash(middle, high, read_hash))
            high = middle
        else:
            path.append(_range_hash(low, middle, read_hash))
            low = middle
    return path[::-1]


def consistency_path(old: int, new: int, read_hash: ReadHash) -> list[bytes]:
    """The proof that the first `old` of `new` leaves are unchanged (RFC 9162 section 2.1.4.1).

    Empty when the sizes are equal or the old tree was empty. Raises OutOfRange.
    """
    if not 0 <= old <= new <= LARGEST_SIZE:
        raise OutOfRange(f"a tree of {new} does not continue one of {old}")
    if old in (0, new):
        return []
    path: list[bytes] = []
    low, high, keeps_left_edge = 0, new, True
    while high != old:
        middle = low + _split(high - low)
        if old <= middle:
            path.append(_range_hash(middle, high, read_hash))
            high = middle
        else:
            path.append(_range_hash(low, middle, read_hash))
            low, keeps_left_edge = middle, False
    if not keeps_left_edge:
        path.append(_range_hash(low, high, read_hash))
    return path[::-1]


def inclusion_length(index: int, size: int) -> int:
    """How many hashes the inclusion path of this leaf must have."""
    inner = (index ^ (size - 1)).bit_length()
    return inner + (index >> inner).bit_count()


def consistency_length(old: int, new: int) -> int:
    """How many hashes the consistency path between two sizes, 0 < old < new, must have."""
    trailing = (old & -old).bit_length() - 1
    return inclusion_length(old - 1, new) - trailing + (0 if old & (old - 1) == 0 else 1)


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected_root: bytes) -> bool:
    """True only if the path leads from this leaf hash at this place to this root.

    The length of the path is checked before anything is hashed; whatever is odd is a no.
    """
    if not 0 <= index < size <= LARGEST_SIZE or not _are_hashes([leaf, expected_root, *path]):
        return False
    if len(path) != inclusion_length(index, size):
        return False
    place, last, whole = index, size - 1, leaf
    for sibling in path:
        if place & 1 or place == last:
            whole = node_hash(sibling, whole)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            whole = node_hash(whole, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and whole == expected_root


def continues(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """True only if the tree of `new` leaves begins with exactly the tree of `old` leaves.

    An empty old tree is continued by every tree; equal sizes need equal roots; both take no path.
    """
    if not 0 <= old <= new <= LARGEST_SIZE or not _are_hashes([old_root, new_root, *path]):
        return False
    if old == 0:
        return not path and old_root == EMPTY_ROOT and (new > 0 or new_root == EMPTY_ROOT)
    if old == new:
        return not path and old_root == new_root
    if len(path) != consistency_length(old, new):
        return False
    return _replay(old, new, old_root, path) == (old_root, new_root)


def _replay(old: int, new: int, old_root: bytes, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots as the path tells them (RFC 9162 section 2.1.4.2); None if it stops below the root."""
    rest = list(path) if old & (old - 1) else [old_root, *path]
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = rest[0]
    for sibling in rest[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            before, after = node_hash(sibling, before), node_hash(sibling, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, sibling)
        place, last = place >> 1, last >> 1
    return (before, after) if last == 0 else None


def _split(size: int) -> int:
    """The largest power of two smaller than `size` (RFC 6962: k)."""
    return 1 << ((size - 1).bit_length() - 1)


def _cover(low: int, high: int) -> Iterator[tuple[int, int]]:
    """Complete subtrees over the leaves low..high, where low is a multiple of a power of two above the span."""
    while low < high:
        level = (high - low).bit_length() - 1
        yield level, low >> level
        low += 1 << level


def _range_hash(low: int, high: int, read_hash: ReadHash) -> bytes:
    return fold(read_hash(level, index) for level, index in _cover(low, high))


def _are_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == WIDTH for value in values)
