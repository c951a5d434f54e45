"""The slow reference for attendance: says of each scan what it is by looking at all the others, without any state."""

from collections.abc import Collection, Mapping
from datetime import datetime

Row = dict[str, object]


def is_before(one: Row, two: Row) -> bool:
    """Whether one scan comes before another: by moment, then device, then its own number."""
    for key in ("at", "device", "id"):
        if one[key] != two[key]:
            return bool(one[key] < two[key])  # type: ignore[operator]
    return False


def fault_of(row: Row, opens: datetime, closes: datetime, expected: Collection[int] | None) -> str:
    """Why a scan does not count by itself; "" when it does."""
    at = row["at"]
    outside = "too_early" if at < opens else "too_late" if at > closes else ""  # type: ignore[operator]
    if row["revoked_at"] is not None and at >= row["revoked_at"]:  # type: ignore[operator]
        return "revoked_card"
    if outside and not row["is_measured"]:
        return "clock_doubtful"
    if outside == "too_late" and row["move"] == "out":
        outside = ""
    if outside:
        return outside
    return "not_invited" if expected is not None and row["person"] not in expected else ""


def rulings(
    rows: Collection[Row],
    opens: datetime,
    closes: datetime,
    expected: Collection[int] | None,
    decisions: Mapping[str, str],
) -> dict[str, tuple[str, str]]:
    """For every scan what it is and which other scan it meets ("" for none)."""
    said: dict[str, tuple[str, str]] = {}
    good: list[Row] = []
    for row in rows:
        name = str(row["id"])
        if row["move"] == "undo":
            continue
        if any(u["move"] == "undo" and u["undoes"] == name and u["device"] == row["device"] for u in rows):
            said[name] = ("taken_back", "")
        elif decisions.get(name) == "leave_out":
            said[name] = ("left_out", "")
        elif row["person"] == 0:
            said[name] = ("unknown_card", "")
        elif decisions.get(name) != "count" and fault_of(row, opens, closes, expected):
            said[name] = (fault_of(row, opens, closes, expected), "")
        else:
            good.append(row)
    for row in good:
        said[str(row["id"])] = what_it_is(row, [r for r in good if r["person"] == row["person"]])
    return said


def what_it_is(row: Row, own: list[Row]) -> tuple[str, str]:
    """What a scan that counts is, among the scans of the same person that count."""
    before = [r for r in own if is_before(r, row)]
    came = [r for r in before if r["move"] == "in"]
    # an exit ends a stay only if an entry stands between it and every earlier exit
    ends = [
        r
        for r in before
        if r["move"] == "out"
        and any(
            is_before(i, r)
            and not any(is_before(i, o) and is_before(o, r) and o["move"] == "out" for o in before)
            for i in came
        )
    ]
    last_end = first_of([r for r in ends if not any(is_before(r, o) for o in ends)])
    stay = [r for r in came if last_end is None or is_before(last_end, r)]
    opened = first_of([r for r in stay if not any(is_before(o, r) for o in stay)])
    if row["move"] == "out":
        if not came:
            return "left_unseen", ""
        return ("left", str(opened["id"])) if opened else ("again", str(last_end["id"]) if last_end else "")
    if opened:
        gates = {str(r["device"]) for r in (opened, row) if not r["is_listed"]}
        return ("two_gates" if len(gates) == 2 else "again"), str(opened["id"])
    return ("back", str(last_end["id"])) if last_end else ("present", "")


def first_of(rows: list[Row]) -> Row | None:
    """The only row of a list, or None."""
    return rows[0] if rows else None


def present(said: Mapping[str, tuple[str, str]], rows: Collection[Row]) -> dict[int, tuple[str, str]]:
    """Who is present: by which scan since when, and by which scan gone ("" while there)."""
    found: dict[int, tuple[str, str]] = {}
    for row in rows:
        if said.get(str(row["id"]), ("",))[0] != "present":
            continue
        own = [r for r in rows if r["person"] == row["person"]]
        ends = [r for r in own if said.get(str(r["id"]), ("",))[0] == "left"]
        again = [r for r in own if said.get(str(r["id"]), ("",))[0] == "back"]
        last = first_of([r for r in ends if not any(is_before(r, o) for o in [*ends, *again])])
        found[int(str(row["person"]))] = (str(row["id"]), str(last["id"]) if last else "")
    return found
