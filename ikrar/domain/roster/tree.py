"""Pre-order intervals: numbering a tree so that everything below a node is one range."""

from collections.abc import Iterable


def intervals(nodes: Iterable[tuple[int, int | None, str]]) -> dict[int, tuple[int, int, int]]:
    """`(id, parent id or None, sort key)` of each node -> `id: (first, last, depth)`.

    Siblings stand in the order of their key. Raises ValueError when the nodes do not form a forest.
    """
    rows = list(nodes)
    children: dict[int | None, list[tuple[str, int]]] = {}
    for node, parent, key in rows:
        children.setdefault(parent, []).append((key, node))
    for below in children.values():
        below.sort(reverse=True)
    placed: dict[int, tuple[int, int, int]] = {}
    counter = 0
    stack: list[tuple[int, int, bool]] = [(node, 0, False) for _, node in children.get(None, [])]
    while stack:
        node, depth, done = stack.pop()
        if done:
            placed[node] = (placed[node][0], counter, depth)
            continue
        counter += 1
        placed[node] = (counter, counter, depth)
        stack.append((node, depth, True))
        stack.extend((child, depth + 1, False) for _, child in children.get(node, []))
    if len(placed) != len(rows):
        raise ValueError("the nodes do not form a forest")
    return placed
