"""Durable pledges a second through the normal signing POST, beside the same two rows without Ikrar, in one run.

Both on Granian with two workers, SQLite with synchronous=FULL, 64 connections, load generator on the same machine.
Claim: at least 0.7 of the floor, p99 under 1.5 s, and every acknowledged pledge is in the database.
"""

import argparse
import json
import os
import secrets
import shutil
import sqlite3
import statistics
import sys
from pathlib import Path
from typing import Any

from bench.stage.home import Stage, a_stage, fresh_home, ticket_cookies
from bench.stage.load import Load, post, run
from bench.stage.server import serving

CLAIM, P99 = 0.7, 1500.0


def main(argv: list[str]) -> int:
    """Exit 0 when the claim holds, 1 when it does not."""
    parser = argparse.ArgumentParser(prog="bench.pledge")
    parser.add_argument("--pledges", type=int, default=500, help="pledges in each round")
    parser.add_argument(
        "--rounds", type=int, default=9, help="rounds in turn; one more warms up and does not count"
    )
    parser.add_argument("--connections", type=int, default=64)
    args = parser.parse_args(argv)
    with fresh_home() as home:
        stage = a_stage(args.pledges * (args.rounds + 1) + 1)
        floor = home / "floor.sqlite3"
        sample = sample_pledge(stage, home)
        _copy(home / "ikrar.sqlite3", floor)
        environment = {"BENCH_DATABASE": str(floor), "BENCH_ROW": json.dumps(sample)}
        ours: list[Load] = []
        plain: list[Load] = []
        with (
            serving() as our_port,
            serving("bench.stage.plain:application", environment=environment) as plain_port,
        ):
            for number in range(args.rounds + 1):
                part = stage.asked[1 + number * args.pledges : 1 + (number + 1) * args.pledges]
                plain.append(run(plain_port, [_plain(stage, one) for one in part], args.connections))
                ours.append(run(our_port, [ours_of(stage, one) for one in part], args.connections))
        return _report(ours, plain, _rows(home / "ikrar.sqlite3"), _rows(floor), args.connections)


def _report(ours: list[Load], plain: list[Load], rows: int, floor_rows: int, connections: int) -> int:
    acknowledged = sum(load.statuses.get(303, 0) + load.statuses.get(302, 0) for load in ours)
    sent = sum(len(load.waits) for load in ours)
    ours, plain = ours[1:], plain[1:]
    ratio = statistics.median(one.rate / other.rate for one, other in zip(ours, plain, strict=True))
    p99 = max(load.wait(0.99) for load in ours)
    holds = ratio >= CLAIM and p99 <= P99 and acknowledged == rows - 1 == sent
    print(json.dumps({
        "bench": "pledge", "holds": holds, "ratio": round(ratio, 3), "claim": CLAIM, "connections": connections,
        "ours_per_s": [round(load.rate) for load in ours], "floor_per_s": [round(load.rate) for load in plain],
        "p50_ms": round(statistics.median(load.wait(0.5) for load in ours), 1), "p99_ms": round(p99, 1),
        "floor_p99_ms": round(max(load.wait(0.99) for load in plain), 1),
        "acknowledged": acknowledged, "rows": rows - 1, "floor_rows": floor_rows - 1,
        "sent": sent,
    }))  # fmt: skip
    return 0 if holds else 1


def _body(stage: Stage, token: str) -> str:
    return f"csrfmiddlewaretoken={token}&kunci={secrets.token_urlsafe(24)}&dibaca={stage.text}&ketuk=&setuju=on"


def ours_of(stage: Stage, asked: int) -> bytes:
    """The signing POST of one person, as bytes."""
    token = secrets.token_hex(16)
    cookies = f"csrftoken={token}; {ticket_cookies(stage, asked)}"
    return post(f"/m/{stage.code}/ikrar/", cookies, _body(stage, token))


def _plain(stage: Stage, asked: int) -> bytes:
    token = secrets.token_hex(16)
    return post(f"/ikrar/{asked}/", f"csrftoken={token}", _body(stage, token))


def sample_pledge(stage: Stage, home: Path) -> dict[str, dict[str, Any]]:
    """One real pledge, so that the floor writes rows of the same size; its columns without the varying ones."""
    from datetime import UTC, datetime

    from django.db import connection

    from ikrar.core.pledges import Level, Way
    from ikrar.domain.ledger.models import Entry
    from ikrar.domain.pledges import actions, queries
    from ikrar.domain.pledges.consent import Consent
    from ikrar.domain.pledges.models import Pledge

    who = queries.signer(stage.asked[0])
    consent = Consent(signer=who, level=Level.CODE, way=Way.PHONE, apel_id=stage.apel_id, device="0" * 16)
    actions.sign_pledges([consent], by=who, at=datetime.now(UTC))
    pledge, entry = Pledge.objects.get(), Entry.objects.latest("id")
    connection.close()
    columns = (
        "round",
        "drive_id",
        "agency_id",
        "unit_id",
        "apel_id",
        "level",
        "record",
        "evidence",
        "device",
        "late",
    )
    return {
        "pledge": {name: getattr(pledge, name) for name in columns if hasattr(pledge, name)},
        "entry": {"fact": entry.fact, "actor": entry.actor, "details": entry.details, "key": None},
    }


def _copy(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as live:
        live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    live.close()
    shutil.copy(source, target)


def _rows(path: Path) -> int:
    with sqlite3.connect(path) as database:
        [(count,)] = database.execute("SELECT count(*) FROM pledges_pledge").fetchall()
    database.close()
    return int(count)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    sys.exit(main(sys.argv[1:]))
