"""What stops a restored backup from forking the log, and the two ways on: read the published log again, or say why not.

While `log.blocked` lies in the home folder the sequencer does nothing.
"""

import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from ikrar.cli import backup_parts as parts
from ikrar.cli.backup_manifest import sync_folder
from ikrar.core import notes, tiles
from ikrar.domain.ledger import gate
from ikrar.domain.ledger.actions import Worker, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Checkpoint, Entry
from ikrar.domain.ledger.queries import sequenced_size
from ikrar.domain.ledger.second_place import second_place
from ikrar.domain.ledger.sequencer import BLOCKED
from ikrar.domain.ledger.tilestore import MissingTile, TileStore

SHORTEST_REASON = 20
RECOVERED = "log.recovered"  # an entry known from the published log alone; its private row was lost


@dataclass(frozen=True, slots=True)
class Reread:
    """What re-reading found: entries known again, entries that only the log still has, and the size now."""

    matched: int
    lost: int
    size: int


def published_size(log: Path, second: Path | None) -> int:
    """The size of the newest checkpoint known in the log folder, at our second place, or in the file or log folder
    `second`; 0 without any. Raises CannotCopy when one cannot be read."""
    found = [parts.read_checkpoint(log)]
    if (remembered := second_place().read()) is not None:
        found.append(_parsed(remembered, "second"))
    if second is not None and second.is_dir():
        found.append(parts.read_checkpoint(second))
    elif second is not None:
        found.append(_parsed(_text_of(second), str(second)))
    return max((state.size for state in found if state), default=0)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as broken:
        raise parts.CannotCopy("checkpoint_damaged", str(path)) from broken


def _parsed(text: str, place: str) -> notes.Checkpoint:
    try:
        return notes.parse_checkpoint(notes.parse_note(text).text)
    except notes.BadNote as broken:
        raise parts.CannotCopy("checkpoint_damaged", place) from broken


def hold(*, database: int, published: int, at: datetime) -> None:
    """Stops the sequencer until `let_go`, across restarts and power cuts."""
    path = settings.IKRAR_HOME / BLOCKED
    draft = path.with_name(f".{BLOCKED}")
    with draft.open("w") as file:
        json.dump({"database": database, "published": published, "at": at.isoformat()}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def let_go() -> None:
    """Lets the sequencer run again."""
    (settings.IKRAR_HOME / BLOCKED).unlink(missing_ok=True)
    sync_folder(settings.IKRAR_HOME)


def held() -> dict[str, int] | None:
    """What the log is held for: its published and its known size; None when it is not held."""
    path = settings.IKRAR_HOME / BLOCKED
    return json.loads(path.read_text()) if path.exists() else None


def reread_log(folder: Path, *, at: datetime) -> Reread:
    """Gives every published entry beyond the database its index again, then lets the log go on.

    A waiting entry with the same leaf gets the published index (so nothing counts twice); an entry whose row was
    lost stands as `log.recovered` with its leaf. Raises NotRestored when files are missing or do not fit.
    """
    from ikrar.cli.restore_steps import NotRestored

    known = held()
    if known is None:
        raise NotRestored("not_blocked")
    state = parts.read_checkpoint(folder)
    if state is None or state.size < known["published"]:
        raise NotRestored("log_missing", str(state.size if state else 0))
    report = parts.check_log(folder, settings.IKRAR_KEYS)
    if not report.is_clean:
        raise NotRestored("log_differs", str(folder))
    if folder != settings.IKRAR_LOG:
        parts.copy_tree(folder, settings.IKRAR_LOG)
        TileStore(settings.IKRAR_LOG).publish(TileStore(folder).checkpoint() or "")
    try:
        done = _match(TileStore(settings.IKRAR_LOG), state, at)
    except MissingTile as missing:
        raise NotRestored("log_missing", str(missing)) from missing
    let_go()
    return done


def _match(store: TileStore, state: notes.Checkpoint, at: datetime) -> Reread:
    start, matched = sequenced_size(), 0
    with transaction.atomic(), gate.opened("restore"):
        for index, leaf in _leaves(store, start, state.size):
            waiting = (
                Entry.objects.filter(index__isnull=True, leaf=leaf)
                .order_by("id")
                .values_list("pk", flat=True)[:1]
            )
            if Entry.objects.filter(pk__in=list(waiting)).update(index=index):
                matched += 1
            else:
                Entry.objects.create(
                    ref=uuid.uuid4(), fact=RECOVERED, subject=f"log:{index}", actor="worker:restore", at=at, leaf=leaf,
                    salt=b"", index=index,
                )  # fmt: skip
        Checkpoint.objects.get_or_create(
            size=state.size, defaults={"root": state.root, "note": store.checkpoint(), "signed_at": at}
        )
    return Reread(matched, state.size - start - matched, state.size)


def _leaves(store: TileStore, start: int, size: int) -> Iterator[tuple[int, bytes]]:
    for place in range(start // tiles.FULL, -(-size // tiles.FULL)):
        bundle = tiles.Tile(tiles.ENTRIES, place, tiles.width_at(tiles.ENTRIES, place, size))
        for offset, leaf in enumerate(tiles.decode_bundle(store.read(bundle), bundle.width)):
            if (index := place * tiles.FULL + offset) >= start:
                yield index, leaf


def accept_fork(reason: str, *, at: datetime) -> None:
    """Goes on from the restored size although more was published; the reason stands in the ledger for good.

    The published folder and the second place are set aside, so that tiles are written anew. Raises NotRestored without a hold or a reason.
    """
    from ikrar.cli.restore_steps import NotRestored

    known = held()
    if known is None:
        raise NotRestored("not_blocked")
    if len(reason.strip()) < SHORTEST_REASON:
        raise NotRestored("reason_missing")
    record_fork(reason.strip(), database=known["database"], published=known["published"], at=at)
    if settings.IKRAR_LOG.exists():
        settings.IKRAR_LOG.rename(settings.IKRAR_LOG.with_name(f"log-abandoned-{at:%Y%m%d-%H%M%S}"))
    second_place().set_aside(at)
    let_go()


@action(Fact.LOG_FORK_ACCEPTED)
def record_fork(reason: str, *, database: int, published: int, at: datetime) -> Entry:
    """The operator goes on with a log that is shorter than the one published."""
    return record(
        Fact.LOG_FORK_ACCEPTED, "log:self", by=Worker("restore"), at=at, reason=reason, database=database,
        published=published,
    )  # fmt: skip
