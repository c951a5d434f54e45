"""Due days against the slow reference that walks day by day: differences and rate, on random inputs, in one run."""

import argparse
import json
import random
import sys
import time

from ikrar.core.clocks import due
from ikrar.domain.rules.clock_tables import read_clocks
from tests.core.oracles.random_clocks import random_case
from tests.core.oracles.slow_clocks import due_days, local_day


def main(argv: list[str]) -> int:
    """Exit 0 when every due day agrees, 1 when one differs. The claim is made with `--inputs 1000000`."""
    parser = argparse.ArgumentParser(prog="bench.clocks")
    parser.add_argument("--inputs", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=2024)
    args = parser.parse_args(argv)
    chance, rows = random.Random(args.seed), tuple(read_clocks().values())
    differences, fast, slow = 0, 0.0, 0.0
    first: str | None = None
    for _ in range(args.inputs):
        clock, facts, week, off, days_a_week = random_case(chance, rows)
        begun = time.process_time()
        found = due(clock, facts, week)
        between = time.process_time()
        wanted = due_days(clock, facts, off, days_a_week)
        fast, slow = fast + between - begun, slow + time.process_time() - between
        if [local_day(reading.due, facts.zone) for reading in found.readings] != wanted:
            differences += 1
            first = first or f"{clock} {facts}"
    told = {
        "bench": "clocks",
        "inputs": args.inputs,
        "clocks": len(rows),
        "differences": differences,
        "first_difference": first,
        "due_per_second": round(args.inputs / fast),
        "slow_to_fast_seconds": round(slow / fast, 2),
        "holds": differences == 0,
    }
    print(json.dumps(told))
    return 0 if differences == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
