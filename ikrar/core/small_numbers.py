"""Which counts may be shown when few people stand behind them? Small ones are withheld, and what would give them away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FEW = 5  # a count below it is not shown: few entries point at somebody


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of counts as it may be shown; None stands for a number that is withheld."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], int | None]
    row_totals: Mapping[str, int | None]
    column_totals: Mapping[str, int | None]
    total: int | None

    @property
    def hides(self) -> bool:
        """Whether any number is withheld."""
        return None in self.cells.values()


def withhold(counts: Mapping[tuple[str, str], int], rows: Iterable[str], columns: Iterable[str]) -> Shown:
    """The table with every count of one to four withheld, and with every sum from which it could be computed.

    A row or column with a withheld cell shows no total; the grand total goes too where it would give a cell away.
    """
    across, down = tuple(rows), tuple(columns)
    full = {(row, column): counts.get((row, column), 0) for row in across for column in down}
    hidden = {place for place, count in full.items() if 0 < count < FEW}
    cells = {place: None if place in hidden else count for place, count in full.items()}

    def total(places: list[tuple[str, str]]) -> int | None:
        return None if hidden & set(places) else sum(full[place] for place in places)

    withheld = [full[place] for place in hidden]
    gives_away = len(withheld) == 1 or sum(withheld) in {len(withheld), (FEW - 1) * len(withheld)}
    return Shown(
        across,
        down,
        cells,
        {row: total([(row, column) for column in down]) for row in across},
        {column: total([(row, column) for row in across]) for column in down},
        None if withheld and gives_away else sum(full.values()),
    )
