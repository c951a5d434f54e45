"""How does an import go on while nobody watches? One step at a time, by the worker, a page or the command line."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from ikrar.core.roster.stages import RUNNING, Stage
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Actor, result_of
from ikrar.domain.roster import bulk
from ikrar.domain.roster.actions.imports import ready_rows, save_slice, save_units
from ikrar.domain.roster.actions.undoing import undo_slice
from ikrar.domain.roster.models import EmployeeHistory, RosterImport
from ikrar.domain.roster.staging import claim, forget_file, hold, read_file, release

Used = Callable[[Collection[int]], Collection[int]]


@dataclass(frozen=True)
class OnBehalf:
    """Whoever asked for an import to be saved or undone: the worker acts for them."""

    actor_ref: str


def nobody_used(ids: Collection[int]) -> Collection[int]:
    """For installations where nothing above the roster uses people."""
    return ()


def work_on(imported: RosterImport, *, at: datetime, used: Used = nobody_used) -> RosterImport:
    """Bring a running import to its end: read and check, save, or undo. A second process leaves it alone meanwhile.

    Cut off anywhere, it goes on where it stood when called again: reading begins anew, slices are keyed.
    `used` says which of these employee ids were used since, for an undo.
    """
    if not claim(imported, at):
        return imported
    try:
        imported.refresh_from_db()
        with bulk.long_work():
            _step(imported, at, used)
    finally:
        release(imported)
    return imported


def _step(imported: RosterImport, at: datetime, used: Used) -> None:
    by = OnBehalf(imported.asked_by)
    if imported.state == Stage.READING:
        read_file(imported, at=at)
    elif imported.state == Stage.SAVING:
        save_all(imported, by=by, at=at)
    elif imported.state == Stage.UNDOING:
        undo_all(imported, by=by, at=at, used=used)


def begin_saving(imported: RosterImport, *, by: Actor, at: datetime) -> None:
    """Mark what is ready to be saved; pages ask `actions.ask_to_save`, which looks at the permission first."""
    RosterImport.objects.filter(pk=imported.pk).update(
        state=Stage.SAVING, asked_at=at, asked_by=by.actor_ref, last_line=0
    )
    imported.refresh_from_db()


def save_all(imported: RosterImport, *, by: Actor, at: datetime) -> None:
    """Save every ready row, slice by slice. A body that would be too large ends the save; what was saved stays."""
    try:
        save_units(imported, by=by, at=at)
        while ready_rows(imported).exists():
            _save_slice(imported, by, at)
            imported.refresh_from_db(
                fields=["slices", "last_line", "standings", "rows_saved", "new_units", "header"]
            )
            hold(imported, at)
        imported.failed = ""
    except Problem as problem:
        imported.failed = problem.reason
    imported.state, imported.saved_at, imported.last_line = Stage.SAVED, imported.saved_at or at, 0
    imported.save(update_fields=["state", "saved_at", "last_line", "failed"])
    if not imported.failed:
        forget_file(imported)


def _save_slice(imported: RosterImport, by: Actor, at: datetime) -> None:
    """One slice; a number that somebody took by hand since the check is found by looking at everybody."""
    key = f"{imported.subject_ref}:{imported.slices}"
    try:
        save_slice(imported, by=by, at=at, key=key)
    except IntegrityError:
        imported.refresh_from_db()
        imported.header = {**imported.header, "last_number": -1}
        save_slice(imported, by=by, at=at, key=key)


def undo_all(imported: RosterImport, *, by: Actor, at: datetime, used: Used) -> None:
    """Take the import back, slice by slice, the latest change first."""
    while True:
        past = EmployeeHistory.objects.filter(cause=imported.subject_ref)
        if imported.undone_to:
            past = past.filter(pk__lt=imported.undone_to)
        ids = list(past.order_by("-pk").values_list("employee_id", flat=True)[:1_000])
        key = f"undo:{imported.ref}:{imported.undone_to}"
        if not ids or not result_of(undo_slice(imported, used=used(ids), by=by, at=at, key=key)):
            break
        hold(imported, at)
    imported.state, imported.undone_at = Stage.UNDONE, at
    imported.save(update_fields=["state", "undone_at"])
    forget_file(imported)


def running_imports() -> list[RosterImport]:
    """Imports that wait for somebody to go on with them, oldest first."""
    return list(RosterImport.objects.filter(state__in=RUNNING).select_related("agency").order_by("pk"))
