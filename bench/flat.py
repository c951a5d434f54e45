"""Is signing as fast with a million pledges stored as with ten thousand? The same POST, before and after, in one run.

The stored pledges and their entries are copies of a real one with references of their own, put in beside the program.
Claim: the rate with the most pledges is at least 0.8 of the rate with the fewest.
"""

import argparse
import json
import sqlite3
import statistics
import sys
from pathlib import Path

from bench.pledge import ours_of, sample_pledge
from bench.stage.home import a_stage, fresh_home
from bench.stage.load import run
from bench.stage.server import serving

CLAIM = 0.8
FAR = 10**9  # ids that no real row has
COPY = """
WITH RECURSIVE n(i) AS (SELECT :start UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :stop)
INSERT INTO {table} ({columns}) SELECT {values} FROM n, (SELECT * FROM {table} ORDER BY id DESC LIMIT 1) AS one
"""
PLEDGE = {"ref": "printf('X%011d', i)", "entry": "printf('%032x', i)", "asked_id": f"{FAR} + i"}
ENTRY = {
    "ref": "printf('%032x', i)",
    "subject": "printf('pledge:X%011d', i)",
    "index": f"{FAR} + i",
    "key": "NULL",
}


def fill(database: Path, start: int, stop: int) -> None:
    """Copies of the first pledge and of an entry, so that `stop` copies are stored."""
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for table, changed in (("pledges_pledge", PLEDGE), ("ledger_entry", ENTRY)):
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
            values = ", ".join(changed.get(name, f'one."{name}"') for name in names)
            columns = ", ".join(f'"{name}"' for name in names)
            text = COPY.format(table=table, columns=columns, values=values)
            connection.execute(text, {"start": start, "stop": stop})
    connection.close()


def main(argv: list[str]) -> int:
    """Exit 0 when the claim holds, 1 when it does not."""
    parser = argparse.ArgumentParser(prog="bench.flat")
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--pledges", type=int, default=500, help="pledges in each round")
    parser.add_argument("--rounds", type=int, default=4, help="rounds at each size")
    args = parser.parse_args(argv)
    rates: dict[int, list[float]] = {}
    with fresh_home() as home:
        stage = a_stage(2 * args.rounds * args.pledges + args.pledges + 1)
        sample_pledge(stage, home)
        database, used, stored = home / "ikrar.sqlite3", 1, 0
        with serving() as port:
            warm = stage.asked[used : used + args.pledges]
            run(port, [ours_of(stage, one) for one in warm], 64)
            used += args.pledges
            for size in (args.few, args.many):
                fill(database, stored, size)
                stored = size
                for _ in range(args.rounds):
                    part = stage.asked[used : used + args.pledges]
                    used += args.pledges
                    rates.setdefault(size, []).append(run(port, [ours_of(stage, one) for one in part], 64).rate)
    few, many = (statistics.median(rates[size]) for size in (args.few, args.many))
    holds = many / few >= CLAIM
    print(
        json.dumps(
            {
                "bench": "flat", "holds": holds, "ratio": round(many / few, 3), "claim": CLAIM,
                "per_s": {str(size): [round(rate) for rate in found] for size, found in rates.items()},
            }
        )
    )  # fmt: skip
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
