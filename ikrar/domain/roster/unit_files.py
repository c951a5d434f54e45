"""What does a file of units say? It is read whole: a tree is right as one or not at all."""

from pathlib import Path

from ikrar.core.roster.unit_tree import CheckedTree, TreeDefect, TreeFound, check_tree, find_tree_header
from ikrar.domain.roster import files


def read_tree(path: Path) -> CheckedTree:
    """The units of a file, checked. Raises Problem when it is no readable table."""
    source = files.open_table(path)
    header = find_tree_header([cells for _, cells in files.first_rows(source, 12)])
    if header is None:
        return CheckedTree((), (TreeFound(1, TreeDefect.NO_TABLE, ""),))
    at, *places = header
    first = files.first_rows(source, at + 1)[at][0]
    code, name, parent = places
    return check_tree((row for row in source.rows() if row[0] > first), (code, name, parent))
