"""The worker: run what is due, read the ledger from each bookmark, sleep."""

import logging
import signal
import time
from datetime import datetime

from django.db import close_old_connections, transaction
from django.utils import timezone

from ikrar.domain.ledger.models import Bookmark
from ikrar.domain.ledger.queries import entries_since, sequenced_size
from ikrar.worker.reactions import REACTIONS, Reaction
from ikrar.worker.schedule import JOBS, Job

log = logging.getLogger(__name__)
PAUSE = 0.25


def work(*, once: bool = False) -> None:
    """Run until a signal comes, or one round of everything."""
    stop: list[int] = []
    if not once:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda n, _: stop.append(n))
    due: dict[str, float] = {}
    while True:
        for job in JOBS:
            if once or due.get(job.name, 0.0) <= time.monotonic():
                due[job.name] = time.monotonic() + job.every
                run_job(job, timezone.now())  # noqa: TID251 the worker's moment
        for reaction in REACTIONS:
            react(reaction, timezone.now())  # noqa: TID251
        if once or stop:
            return
        close_old_connections()
        time.sleep(PAUSE)


def run_job(job: Job, at: datetime) -> None:
    """Run one job; a failing job is logged and stops only itself."""
    try:
        job.run(at)
    except Exception:
        log.exception("job %s failed", job.name)


def react(reaction: Reaction, at: datetime) -> None:
    """Let one reaction read on from its bookmark; bookmark and effect are committed together, entry by entry."""
    mark, _ = Bookmark.objects.get_or_create(reader=reaction.name)
    if mark.next_index >= sequenced_size():
        return
    for entry in entries_since(mark.next_index, *reaction.facts):
        try:
            with transaction.atomic():
                reaction.run(entry, at)
                Bookmark.objects.filter(reader=reaction.name).update(
                    next_index=(entry.index or 0) + 1, failed=""
                )
        except Exception as error:
            log.exception("reaction %s stopped at %s", reaction.name, entry.index)
            Bookmark.objects.filter(reader=reaction.name).update(failed=type(error).__name__, failed_at=at)
            return
