"""python -m tests.faults --kills N --people N: kill web, worker and everything at random while people sign.

Exit 0 when every acknowledged pledge is stored once and stands in a log that only grew, 1 when not.
"""

import argparse
import json
import random
import socket
import sys
import threading
import time
from pathlib import Path

from bench.stage.home import a_stage, fresh_home
from tests.faults.people import Crowd
from tests.faults.processes import Served

LONGEST_PAUSE = 1.2  # seconds between two kills
AFTERWARDS = 30  # seconds that people may still press after the last kill


def main(argv: list[str]) -> int:
    """Run it and print one JSON line."""
    parser = argparse.ArgumentParser(prog="tests.faults")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--people", type=int, default=600)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--seed", type=int, default=20_270_201)
    parser.add_argument("--gap", type=float, default=0.15, help="seconds between two people of one thread")
    args = parser.parse_args(argv)
    chance = random.Random(args.seed)
    with fresh_home() as home:
        stage = a_stage(args.people)
        served = Served(home, _free_port())
        crowd = Crowd(stage, served.port)
        shown: dict[int, bytes] = {}
        try:
            served.wait()
            watcher = threading.Thread(target=_watch, args=(home, shown, crowd.is_over), daemon=True)
            watcher.start()
            people = crowd.sign_all(args.threads, args.gap)
            _kill(served, chance, args.kills)
            _let_finish(served, crowd)
        finally:
            crowd.is_over.set()
            served.stop()
        for thread in [*people, watcher]:
            thread.join(timeout=30)
        return _report(crowd, served, shown)


def _kill(served: Served, chance: random.Random, kills: int) -> None:
    for _ in range(kills):
        time.sleep(chance.uniform(0.05, LONGEST_PAUSE))
        if served.kill(chance) == "power":
            served.wait()
        else:
            served.start()
    served.wait()


def _let_finish(served: Served, crowd: Crowd) -> None:
    """Everybody who has not signed yet gets their turn."""
    deadline = time.monotonic() + AFTERWARDS + len(crowd.stage.asked) / 10
    while time.monotonic() < deadline and len(crowd.acknowledged) < len(crowd.stage.asked):
        served.start()
        time.sleep(0.3)


def _watch(home: Path, shown: dict[int, bytes], is_over: threading.Event) -> None:
    """Keeps every checkpoint that was public at some moment."""
    from tests.faults.books import state_of  # only after the settings are there

    while not is_over.is_set():
        try:
            size, root = state_of((home / "log" / "checkpoint").read_text("utf-8"))
        except FileNotFoundError:
            continue
        finally:
            time.sleep(0.05)
        shown.setdefault(size, root)


def _report(crowd: Crowd, served: Served, shown: dict[int, bytes]) -> int:
    from tests.faults.books import compare

    books = compare(crowd.acknowledged, shown)
    missing = len(crowd.stage.asked) - len(crowd.acknowledged)
    holds = not books.wrong and not crowd.odd and not missing
    print(json.dumps({
        "faults": "pledges", "holds": holds, "kills": served.kills, "starts": served.starts,
        "people": len(crowd.stage.asked), "acknowledged": books.acknowledged, "presses": crowd.presses,
        "stored": books.stored, "sequenced": books.sequenced, "checkpoints_seen": books.checkpoints,
        "wrong": books.wrong[:20], "odd_answers": crowd.odd[:20], "never_answered": missing,
    }))  # fmt: skip
    return 0 if holds else 1


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
