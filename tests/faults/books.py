"""Do the books agree afterwards: who was told, what is stored, what the log holds, and what it showed on the way?"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ikrar.core import merkle, notes
from ikrar.domain.ledger import fsck, sequencer
from ikrar.domain.ledger.models import Entry
from ikrar.domain.pledges.models import Pledge

PLEDGE_FACTS = ("pledge.signed", "pledge.corrected")


@dataclass
class Books:
    """What was compared, and every disagreement as a sentence."""

    acknowledged: int
    stored: int = 0
    sequenced: int = 0
    checkpoints: int = 0
    wrong: list[str] = field(default_factory=list)


def compare(acknowledged: dict[int, int], shown: dict[int, bytes]) -> Books:
    """Sequences what still waits, then compares. `shown` maps the size of each checkpoint seen to its root."""
    books = Books(len(acknowledged), checkpoints=len(shown))
    sequencer.run(datetime.now(UTC) + timedelta(days=2))
    _pledges(books, acknowledged)
    _entries(books)
    _log(books, shown)
    return books


def _pledges(books: Books, acknowledged: dict[int, int]) -> None:
    stored = Counter(Pledge.objects.values_list("asked_id", flat=True))
    books.stored = sum(stored.values())
    books.wrong += [f"acknowledged and lost: {asked}" for asked in acknowledged if asked not in stored]
    books.wrong += [f"signed {number} times: {asked}" for asked, number in stored.items() if number > 1]


def _entries(books: Books) -> None:
    entries = dict(Entry.objects.filter(fact__in=PLEDGE_FACTS).values_list("ref", "index"))
    refs = set(Pledge.objects.values_list("entry", flat=True))
    books.wrong += [f"pledge without entry: {ref}" for ref in refs - entries.keys()]
    books.wrong += [f"entry without pledge: {ref}" for ref in entries.keys() - refs]
    books.wrong += [f"never sequenced: {ref}" for ref, index in entries.items() if index is None]
    indexes = sorted(Entry.objects.exclude(index=None).values_list("index", flat=True))
    books.sequenced = len(indexes)
    if indexes != list(range(len(indexes))):
        books.wrong.append("the indexes have a gap")


def _log(books: Books, shown: dict[int, bytes]) -> None:
    log = sequencer.this_log()
    report = fsck.fsck(log.store.directory, log.keys.vkeys)
    books.wrong += [f"{found.code}: {found.where}" for found in report.found]
    if report.size != books.sequenced:
        books.wrong.append(f"the log has {report.size}, the database {books.sequenced}")
    for index, leaf in Entry.objects.order_by("index").values_list("index", "leaf"):
        if log.store.entry(index, report.size) != bytes(leaf):
            books.wrong.append(f"another leaf at {index}")
    hashes = log.store.hashes(report.size)
    for size, root in shown.items():
        if size > report.size or merkle.root_at(size, hashes.read_hash) != root:
            books.wrong.append(f"a checkpoint of {size} was shown that this log does not continue")


def state_of(note: str) -> tuple[int, bytes]:
    """Size and root of a published checkpoint."""
    found = notes.parse_checkpoint(notes.parse_note(note).text)
    return found.size, found.root
