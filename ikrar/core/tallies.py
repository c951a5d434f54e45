"""Do the public leaves keep their own rules: nobody twice, nobody beyond the roster? Fed in order, in flat memory."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ikrar.core import leaves
from ikrar.core.leaves import Kind

_MARK = slice(68, 84)  # half of a nullifier: 16 bytes tell people apart
_HALF = 16
_ONCE = frozenset(int(kind) for kind in leaves.ONCE_A_PERSON)
_LEVELS = frozenset(int(level) for level in leaves.Level)


class Fault(StrEnum):
    """How the contents of a log can break their rules."""

    BAD_LEAF = "bad_leaf"
    COUNTED_TWICE = "counted_twice"
    ROSTER_SHRANK = "roster_shrank"
    WITHOUT_ROSTER = "without_roster"
    ABOVE_ROSTER = "above_roster"
    CORRECTION_WITHOUT_WITHDRAWAL = "correction_without_withdrawal"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, and where: an index of the log, or a campaign and body in hex."""

    fault: Fault
    where: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many leaves of one kind and level one body has in one campaign."""

    kind: Kind
    level: leaves.Level
    campaign: bytes
    institution: bytes
    number: int


class Tally:
    """Counts leaves as they come and remembers 16 bytes per person who counts once."""

    def __init__(self) -> None:
        self.size = 0
        self._groups: Counter[bytes] = Counter()
        self._marks: dict[bytes, list[bytearray]] = defaultdict(lambda: [bytearray() for _ in range(256)])
        self._ever: dict[bytes, int] = {}
        self._faults: list[Finding] = []

    def add(self, entries: Sequence[bytes]) -> None:
        """The next entries of the log, in order."""
        for at, entry in enumerate(entries, self.size):
            if len(entry) == leaves.SIZE and entry[4] in _ONCE:
                self._add_once(entry, at)
            else:
                self._add_other(entry, at)
        self.size += len(entries)

    def counts(self) -> list[Count]:
        """Everything counted, in a fixed order."""
        totals: Counter[tuple[int, int, bytes, bytes]] = Counter()
        for group, number in self._groups.items():
            totals[group[0], group[1], group[4:20], group[20:28]] += number
        return [
            Count(Kind(kind), leaves.Level(level), campaign, body, number)
            for (kind, level, campaign, body), number in sorted(totals.items())
        ]

    def faults(self) -> list[Finding]:
        """Every rule that was broken; complete only after the last entry."""
        return [*self._faults, *self._doubles(), *self._ceilings(), *self._corrections()]

    def _add_once(self, entry: bytes, at: int) -> None:
        """The short way for the kinds that fill the log; what it does not check, `unpack` would not either."""
        is_bad = entry[:4] != leaves.MAGIC or entry[5] not in _LEVELS
        if is_bad or int.from_bytes(entry[32:36]) % leaves.MINUTE:
            self._faults.append(Finding(Fault.BAD_LEAF, str(at)))
            return
        self._groups[entry[4:32]] += 1
        mark = entry[_MARK]
        self._marks[entry[4:5] + entry[8:24]][mark[0]] += mark

    def _add_other(self, entry: bytes, at: int) -> None:
        try:
            leaf = leaves.unpack(entry)
            roster = leaf.roster if leaf.kind is Kind.ROSTER else None
        except leaves.BadLeaf:
            self._faults.append(Finding(Fault.BAD_LEAF, str(at)))
            return
        self._groups[entry[4:32]] += 1
        if roster is not None:
            place = entry[8:32]
            if roster.ever < self._ever.get(place, 0):
                self._faults.append(Finding(Fault.ROSTER_SHRANK, str(at)))
            self._ever[place] = max(roster.ever, self._ever.get(place, 0))

    def _doubles(self) -> Iterator[Finding]:
        for group, buckets in sorted(self._marks.items()):
            for bucket in buckets:
                marks = [bytes(bucket[at : at + _HALF]) for at in range(0, len(bucket), _HALF)]
                if len(set(marks)) < len(marks):
                    twice = [mark for mark, number in Counter(marks).items() if number > 1]
                    yield from (
                        Finding(Fault.COUNTED_TWICE, f"{group[1:].hex()}/{mark.hex()}") for mark in twice
                    )

    def _ceilings(self) -> Iterator[Finding]:
        pledged: Counter[bytes] = Counter()
        for group, number in self._groups.items():
            if group[0] == Kind.PLEDGE:
                pledged[group[4:28]] += number
        for place, number in sorted(pledged.items()):
            where = f"{place[:16].hex()}/{place[16:].hex()}"
            if place not in self._ever:
                yield Finding(Fault.WITHOUT_ROSTER, where)
            elif number > self._ever[place]:
                yield Finding(Fault.ABOVE_ROSTER, where)

    def _corrections(self) -> Iterator[Finding]:
        """A second pledge may only follow one that was declared void, in whichever body that was."""
        surplus: Counter[bytes] = Counter()
        for group, number in self._groups.items():
            surplus[group[4:20]] += number * ((group[0] == Kind.CORRECTION) - (group[0] == Kind.WITHDRAWAL))
        for campaign, number in sorted(surplus.items()):
            if number > 0:
                yield Finding(Fault.CORRECTION_WITHOUT_WITHDRAWAL, campaign.hex())
