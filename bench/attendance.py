"""Attendance scans through the one guarded door, in batches of 1,000 as devices bring them; then all of them once more.

Floor in the same run: the same rows into a table of the same columns and indexes by the bare driver, a commit a batch.
Claim: at least 20,000 rows/s with checks, ledger entry and durable commit; a replay adds nothing and is no slower.
Beside it, without a claim: the rows settled from all scans, judged anew.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from bench.stage.home import fresh_home

CLAIM = 20_000.0
BATCH = 1_000
FLOOR_TABLE = "bench_floor_scan"


def people_with_cards(number: int, at: datetime) -> tuple[Any, list[bytes]]:
    """A session of an open activity with three gates, and the marks of so many cards."""
    from ikrar.domain.programme import actions
    from ikrar.domain.programme.models import AttendanceCard
    from tests.given.activities import a_gate, a_session_to_attend
    from tests.given.cast import a_cast
    from tests.given.programme import some_employees

    cast = a_cast(at)
    some_employees(cast.health, number, at)
    actions.issue_cards(cast.health, by=cast.staff(cast.sari), at=at)
    session = a_session_to_attend(cast, is_open=True)
    gates = [a_gate(cast, session, f"Gerbang {name}") for name in ("utara", "selatan", "barat")]
    return gates, [bytes(mark) for mark in AttendanceCard.objects.order_by("pk").values_list("mark", flat=True)]


def batches(marks: Sequence[bytes], rows: int, at: datetime) -> list[list[Any]]:
    """Scans of the cards in turn, so that people overlap between gates; made before anything is measured."""
    from ikrar.domain.programme.actions import Brought

    scans = [
        Brought(
            uuid4(), at + timedelta(milliseconds=20 * n), mark=marks[(n * 7919) % len(marks)], offset_ms=n % 900
        )
        for n in range(rows)
    ]
    return [scans[start : start + BATCH] for start in range(0, rows, BATCH)]


def rate(rows: int, run: Callable[[], object]) -> float:
    """Rows per second of one run."""
    begun = time.perf_counter()
    run()
    return rows / (time.perf_counter() - begun)


def floor(made: Sequence[Sequence[Any]], gate: Any) -> float:
    """The same rows by the bare driver."""
    from django.db import connection

    from ikrar.domain.programme.intake import SAME, VARYING, written

    is_postgres = connection.vendor == "postgresql"
    kinds = {**dict(VARYING), "mark": "bytea", **dict.fromkeys(SAME, "bigint")}
    types = {name: kind if is_postgres else "" for name, kind in kinds.items()}
    connection.ensure_connection()
    bare = connection.connection
    place = "%s" if is_postgres else "?"
    cursor = bare.cursor()
    identity = "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY" if is_postgres else "integer PRIMARY KEY"
    columns = ", ".join(f"{name} {kind}" for name, kind in types.items())
    cursor.execute(f"CREATE TABLE {FLOOR_TABLE} (id {identity}, {columns}, UNIQUE (scan_id))")
    cursor.execute(f"CREATE INDEX bench_floor_by_session ON {FLOOR_TABLE} (session_id, employee_id)")
    sql = f"INSERT INTO {FLOOR_TABLE} ({', '.join(types)}) VALUES ({', '.join([place] * len(types))})"

    def values(scan: Any) -> tuple[Any, ...]:
        number = scan.id if is_postgres else scan.id.hex
        at = scan.device_at if is_postgres else written(scan.device_at)
        return number, scan.mark, 1, at, scan.offset_ms, at, "in", None, False, gate.pk, gate.session_id, 1

    ready = [[values(scan) for scan in batch] for batch in made]

    def run() -> None:
        for rows in ready:
            if not is_postgres:
                cursor.execute("BEGIN IMMEDIATE")
            cursor.executemany(sql, rows)
            bare.commit()

    return rate(sum(map(len, made)), run)


def measure(number: int, people: int) -> dict[str, Any]:
    """Everything once, in this process."""
    from django.db import connection

    from ikrar.domain.ledger.actions import Unchanged
    from ikrar.domain.programme import actions
    from ikrar.domain.programme.models import Scan

    at = datetime.now(UTC)
    gates, marks = people_with_cards(people, at)
    made = batches(marks, number, at)

    def take(batch: Sequence[Any], n: int) -> Any:
        gate = gates[n % len(gates)]
        return actions.take_in_scans(gate, batch, contact=actions.Contact(120, 60), by=gate, at=at)

    def all_of(parts: Sequence[Sequence[Any]]) -> list[Any]:
        return [take(batch, n) for n, batch in enumerate(parts)]

    all_of(batches(marks, 2 * BATCH, at))  # warms up
    before = Scan.objects.count()
    ours = rate(number, lambda: all_of(made))
    stored = Scan.objects.count() - before
    again: list[Any] = []
    replay = rate(number, lambda: again.extend(all_of(made)))
    settled = rate(number, lambda: actions.settle_attendance(gates[0].session, by=gates[0], at=at))
    bare = floor(made, gates[0])
    is_harmless = all(isinstance(one, Unchanged) for one in again) and Scan.objects.count() - before == stored
    return {
        "bench": "attendance", "holds": ours >= CLAIM and replay >= ours and is_harmless and stored == number,
        "database": connection.vendor, "rows": number, "batch": BATCH, "people": people, "rows_per_second": round(ours),
        "claim": CLAIM, "replay_rows_per_second": round(replay), "replay_is_harmless": is_harmless,
        "settled_rows_per_second": round(settled), "floor_rows_per_second": round(bare), "ratio_to_floor": round(ours / bare, 2),
    }  # fmt: skip


def main(argv: list[str]) -> int:
    """Exit 0 when the claim holds, 1 when it does not."""
    parser = argparse.ArgumentParser(prog="bench.attendance")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=15_000)
    args = parser.parse_args(argv)
    with fresh_home():
        result = measure(args.rows, args.people)
    print(json.dumps(result))
    return 0 if result["holds"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
