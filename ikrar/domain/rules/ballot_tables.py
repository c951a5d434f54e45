"""How do the ballot tables become ballots? Reads library/ballots.csv and voter_lists.csv; needs no database."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from ikrar.core.ballots import AREAS, Ballot, Place

LIBRARY = Path(__file__).parent / "library"
CONFIDENCES = {"text", "secondary", "memory", "unsettled", "projection"}
LISTS = {("on_list", "entitled"), ("id_here", "all_ballots"), ("nowhere", "none")}
Built = TypeVar("Built")
Row = dict[str, str]


class BadBallotTable(ValueError):
    """A table cannot be read; says which file, row and column."""


@dataclass(frozen=True, slots=True)
class VoterList:
    """What being on a list, or on none, gives in one election."""

    election: str
    voter: str
    gives: str
    name_id: str
    basis: str
    source: str
    confidence: str


@lru_cache(maxsize=4)
def read_ballots(folder: Path = LIBRARY) -> dict[str, tuple[Ballot, ...]]:
    """Election code -> its ballots, in the order of the table. Raises BadBallotTable or OSError."""
    found: dict[str, dict[str, Ballot]] = {}
    for ballot in _built(folder, "ballots", _ballot):
        rows = found.setdefault(ballot.election, {})
        if ballot.code in rows:
            raise BadBallotTable(f"ballots.csv: {ballot.election} {ballot.code} stands there twice")
        rows[ballot.code] = ballot
    return {election: tuple(rows.values()) for election, rows in found.items()}


def read_ballot_names(folder: Path = LIBRARY) -> dict[str, str]:
    """Ballot code -> its Indonesian name."""
    return dict(_built(folder, "ballots", lambda row: (row["ballot"], row["name_id"])))


def read_voter_lists(election: str, folder: Path = LIBRARY) -> dict[str, VoterList]:
    """Kind of voter -> what it gives; empty where the table says nothing of this election."""
    return {row.voter: row for row in _built(folder, "voter_lists", _list) if row.election == election}


def _ballot(row: Row) -> Ballot:
    if row["needs"] not in {*AREAS, "always"}:
        raise ValueError(f"needs {row['needs']!r}")
    not_in = frozenset(Place(part) for part in row["not_in"].split(";") if part)
    return Ballot(
        row["election"], row["ballot"], row["needs"], not_in, row["basis"], row["source"], _confidence(row)
    )


def _list(row: Row) -> VoterList:
    if (row["voter"], row["gives"]) not in LISTS:
        raise ValueError(f"voter {row['voter']!r} gives {row['gives']!r}")
    _confidence(row)
    return VoterList(**row)


def _confidence(row: Row) -> str:
    if row["confidence"] not in CONFIDENCES:
        raise ValueError(f"confidence {row['confidence']!r}")
    return row["confidence"]


def _built(folder: Path, name: str, build: Callable[[Row], Built]) -> Iterator[Built]:
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            try:
                if None in row or None in row.values():
                    raise ValueError("another number of columns than the heading")
                yield build(row)
            except (ValueError, KeyError, TypeError) as bad:
                raise BadBallotTable(f"{name}.csv row {number}: {bad}") from bad
