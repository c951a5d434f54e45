"""How is a checked row put right: by one press, for one row or for all that have the same slip, or by hand?"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from ikrar.core.roster.checking import Checker
from ikrar.core.roster.defects import LEFT_OUT, Defect, Found
from ikrar.core.roster.rows import CheckedRow, Standing, repaired
from ikrar.core.roster.stages import ROWS_PER_SLICE, can_repair
from ikrar.domain.roster import bulk
from ikrar.domain.roster.models import RosterImport, StagedRow
from ikrar.domain.roster.snapshots import known_of
from ikrar.domain.roster.staging import STAGED_COLUMNS, count, header_of, new_units_of, staged

Repaired = Sequence[tuple[StagedRow, dict[str, str]]]


def found_of(row: StagedRow) -> list[Found]:
    """The defects of a staged row."""
    return [Found(*f) for f in json.loads(row.found)] if row.found else []


def values_of(row: StagedRow) -> dict[str, str]:
    """What a staged row says."""
    values: dict[str, str] = json.loads(row.values)
    return values


def repair_row(imported: RosterImport, row: StagedRow, code: str, *, at: datetime) -> int:
    """Make the one repair that is proposed for this defect of this row; the number of rows that changed (0 or 1)."""
    fixes = [f.fix for f in found_of(row) if f.code == code and f.fix is not None]
    if not fixes or row.is_saved:
        return 0
    return _apply(imported, [(row, _merged(row, fixes))], checker_for(imported, at))


def repair_kind(imported: RosterImport, code: str, *, at: datetime) -> int:
    """Make the proposed repair of every row that has this defect; how many rows that were."""
    done, checker = 0, checker_for(imported, at)
    for chunk in _chunks(imported, f",{Defect(code)},"):
        jobs = [
            (r, _merged(r, fixes))
            for r in chunk
            if (fixes := [f.fix for f in found_of(r) if f.code == code and f.fix is not None])
        ]
        done += _apply(imported, jobs, checker) if jobs else 0
    return done


def repair_by_hand(imported: RosterImport, row: StagedRow, typed: Mapping[str, str], *, at: datetime) -> int:
    """Write what a person typed into the fields of a row and check it again."""
    return (
        0
        if row.is_saved
        else _apply(imported, [(row, repaired(values_of(row), typed))], checker_for(imported, at))
    )


def leave_out(imported: RosterImport, row: StagedRow, *, at: datetime) -> int:
    """Leave one row of the file out; the file itself keeps it."""
    return repair_by_hand(imported, row, {LEFT_OUT: "by_hand"}, at=at)


def _merged(row: StagedRow, fixes: Iterable[dict[str, str]]) -> dict[str, str]:
    values = values_of(row)
    for fix in fixes:
        values = repaired(values, fix)
    return values


def _chunks(imported: RosterImport, mark: str) -> Iterator[list[StagedRow]]:
    line = 0
    while True:
        rows = StagedRow.objects.filter(imported=imported, line__gt=line, is_saved=False).exclude(codes="")
        chunk = list(rows.filter(codes__contains=mark).order_by("line")[:ROWS_PER_SLICE])
        if not chunk:
            return
        line = chunk[-1].line
        yield chunk


def _apply(imported: RosterImport, jobs: Repaired, checker: Checker) -> int:
    """Check the rows again, with those that shared an identity with them, and correct the counts by the difference.

    Nothing else is counted again: the cost follows the rows touched, not the rows staged.
    """
    can_repair(imported.state).require()
    touched = len(jobs)
    checker.phones.clear()
    with transaction.atomic():
        jobs = [*jobs, *_twins(imported, jobs)]
        standings, kinds = Counter(imported.standings), Counter(imported.kinds)
        count([_before(r) for r, _ in jobs], standings, kinds, sign=-1)
        checker.seen = _seen(imported, jobs, checker)
        after = [checker.recheck(row.line, values) for row, values in sorted(jobs, key=lambda j: j[0].line)]
        count(after, standings, kinds)
        ids = {row.line: row.pk for row, _ in jobs}
        bulk.update(
            StagedRow, STAGED_COLUMNS[2:9], [(*staged(imported, row)[2:9], ids[row.line]) for row in after]
        )
        imported.standings, imported.kinds = dict(+standings), dict(+kinds)
        imported.new_units = {
            **{u.key: list(u[1:]) for u in checker.placing.new_units.values()},
            **imported.new_units,
        }
        imported.save(update_fields=["standings", "kinds", "new_units"])
    return touched


def checker_for(imported: RosterImport, at: datetime) -> Checker:
    """A checker with the snapshot of today; made once for all chunks of one press."""
    fields = [f for _, f in header_of(imported).plan]
    return Checker(fields, known_of(imported.agency, on=at.date()), new_units_of(imported))


def _before(row: StagedRow) -> CheckedRow:
    changed = tuple(row.changed.split(",")) if row.changed else ()
    return CheckedRow(
        row.line, {}, tuple(found_of(row)), Standing(row.standing), row.match, changed, row.identity
    )


def _twins(imported: RosterImport, jobs: Repaired) -> list[tuple[StagedRow, dict[str, str]]]:
    """Rows that were called doubles of a row that changes now: they may no longer be."""
    identities = {r.identity for r, _ in jobs if r.identity}
    if not identities:
        return []
    doubles = StagedRow.objects.filter(imported=imported, identity__in=identities, is_saved=False).exclude(
        codes=""
    )
    wanted = [r for r in doubles.exclude(pk__in=[r.pk for r, _ in jobs]) if _is_double(r)]
    return [(row, values_of(row)) for row in wanted]


def _is_double(row: StagedRow) -> bool:
    return any(
        f",{code}," in row.codes for code in (Defect.NIP_TWICE, Defect.NIP_OF_TWO_PEOPLE, Defect.ID_TWICE)
    )


def _seen(imported: RosterImport, jobs: Repaired, checker: Checker) -> dict[str, tuple[int, str]]:
    """Identities that other rows of the file hold already, among those that these rows may take."""
    wanted = {r.identity for r, _ in jobs if r.identity}
    known = checker.known
    for _, values in jobs:
        number, local = values.get("nip", ""), values.get("local_id", "")
        person = (
            known.by_nip.get(number)
            or known.by_local.get(local)
            or known.by_siasn.get(values.get("siasn_id", ""))
        )
        wanted |= {
            f"n{number}",
            f"l{local}",
            f"s{values.get('siasn_id', '')}",
            f"k{person.ref if person else values.get('key', '')}",
        }
    others = StagedRow.objects.filter(imported=imported, identity__in=wanted).exclude(
        pk__in=[r.pk for r, _ in jobs]
    )
    return {
        identity: (line, json.loads(values).get("name", ""))
        for identity, line, values in others.order_by("-line").values_list("identity", "line", "values")
    }
