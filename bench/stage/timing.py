"""What several benchmarks measure in the same way: the median of some runs, and bare counting as a floor."""

import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

COUNTS = (
    "SELECT unit_id, count(*) FROM programme_asked WHERE drive_id = ? AND left_on IS NULL GROUP BY unit_id",
    "SELECT unit_id, level, count(*) FROM pledges_pledge WHERE drive_id = ? GROUP BY unit_id, level",
)


def counted(path: Path, drive: int) -> Callable[[], object]:
    """The floor of every count of a drive: those asked and the pledges by unit, without Django."""
    database = sqlite3.connect(path)
    return lambda: [database.execute(statement, [drive]).fetchall() for statement in COUNTS]


def median_ms(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """The median of nine runs in milliseconds."""
    times = []
    for _ in range(9):
        begun = clock()
        work()
        times.append((clock() - begun) * 1000)
    return round(statistics.median(times), 2)
