"""Taking an import back within a day: the roster as it was, while history and ledger keep both acts."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from ikrar.core import canonical
from ikrar.core.roster.stages import ROWS_PER_SLICE, Stage
from ikrar.domain.ledger.actions import Actor, Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.roster import bulk
from ikrar.domain.roster.models import Employee, EmployeeHistory, RosterImport, Unit
from ikrar.domain.roster.policies import may_undo_import
from ikrar.domain.roster.queries import Staff
from ikrar.domain.roster.snapshots import UNIT, text_of
from ikrar.domain.roster.writing import BACK, CHANGED_COLUMNS, OWN, write_history


def ask_to_undo(imported: RosterImport, *, by: Staff, at: datetime) -> None:
    """Let the worker take the import back. Raises Refused when more than a day has passed."""
    may_undo_import(by, imported, at).require()
    # as it was seen: another tab may have been faster
    RosterImport.objects.filter(pk=imported.pk, state=imported.state).update(
        state=Stage.UNDOING, asked_at=at, asked_by=by.actor_ref, undone_to=0
    )
    imported.refresh_from_db()


@action(Fact.ROSTER_IMPORT_UNDONE)
def undo_slice(
    imported: RosterImport, *, used: Collection[int] = (), by: Actor, at: datetime, key: str
) -> int | Unchanged[int]:
    """Restore the next thousand people as they were before this import, the latest change first; how many were seen.

    `used` are ids of people who were used since (a pledge, for example): they, and people changed since by another
    act, stay as they are and are listed by reference. History and ledger keep both acts. Returns 0 when done.
    """
    past = EmployeeHistory.objects.filter(cause=imported.subject_ref).select_related(
        "employee", "employee__unit"
    )
    if imported.undone_to:
        past = past.filter(pk__lt=imported.undone_to)
    chunk = list(past.order_by("-pk")[:ROWS_PER_SLICE])
    if already(key) or not chunk:
        return Unchanged(0)
    touched = set(used) | _changed_since(imported, chunk)
    kept = [h for h in chunk if h.employee_id in touched]
    restored = _restore(imported, [h for h in chunk if h.employee_id not in touched], by=by, at=at)
    imported.undone_to = chunk[-1].pk
    imported.excepted = [*imported.excepted, *(h.employee.ref for h in kept)]
    imported.save(update_fields=["undone_to", "excepted"])
    if not past.filter(pk__lt=imported.undone_to).exists():
        _close_empty_units(imported, at)
    record(
        Fact.ROSTER_IMPORT_UNDONE,
        imported,
        by=by,
        at=at,
        key=key,
        agency=imported.agency.ref,
        restored=restored,
        kept=len(kept),
    )
    return len(chunk)


def _changed_since(imported: RosterImport, chunk: Sequence[EmployeeHistory]) -> set[int]:
    mine = {imported.subject_ref, undo_cause(imported)}
    later = EmployeeHistory.objects.filter(
        employee__in=[h.employee_id for h in chunk], pk__gt=chunk[-1].pk
    ).exclude(cause__in=mine)
    when_mine = {h.employee_id: h.pk for h in chunk}
    return {e for e, pk in later.values_list("employee_id", "pk") if pk > when_mine[e]}


def undo_cause(imported: RosterImport) -> str:
    """How history names the undo of this import."""
    return f"undo:{imported.ref}"


def _restore(imported: RosterImport, chunk: Sequence[EmployeeHistory], *, by: Actor, at: datetime) -> int:
    units = dict(Unit.objects.filter(agency=imported.agency).values_list("ref", "pk"))
    rows, past = [], []
    for history in chunk:
        person, before = history.employee, json.loads(history.before)
        if before is None:
            before = {
                "left_on": at.date().isoformat(),
                "left_reason": "corrected",
                "left_basis": imported.subject_ref,
            }
        now = {f: person.unit.ref if f == UNIT else text_of(getattr(person, f)) for f in before}
        past.append((person.pk, canonical.dumps(now).decode()))
        unit = units[before[UNIT]] if UNIT in before else person.unit_id
        own = [before[f] if f in before else text_of(getattr(person, f)) for f in (*OWN, *BACK)]
        own = [
            v or (None if f in {"birth_date", "left_on"} else "")
            for f, v in zip((*OWN, *BACK), own, strict=True)
        ]
        rows.append((unit, *own, person.pk))
    bulk.update(Employee, CHANGED_COLUMNS, rows)
    write_history(past, cause=undo_cause(imported), by=by, at=at)
    return len(rows)


def _close_empty_units(imported: RosterImport, at: datetime) -> None:
    """Units that only this import had made, and where nobody serves any more, are closed."""
    refs = [made[3] for made in imported.new_units.values() if len(made) > 3]
    here = Employee.objects.filter(agency=imported.agency, left_on=None).values("unit_id")
    Unit.objects.filter(agency=imported.agency, ref__in=refs, closed_on=None).exclude(pk__in=here).update(
        closed_on=at.date()
    )
