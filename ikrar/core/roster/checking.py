"""What would a file change, what stands against which row, and who is not in it? Row by row, in flat memory."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ikrar.core.roster import identity, reach
from ikrar.core.roster import standing_facts as facts
from ikrar.core.roster.cells import Rounded, filled
from ikrar.core.roster.defects import ACCEPTED, DEFECTS, LEFT_OUT, NOT_TAKEN, Defect, Severity
from ikrar.core.roster.headers import Header
from ikrar.core.roster.known import AT, COMPARED, Known, KnownPerson
from ikrar.core.roster.likeness import name_key
from ikrar.core.roster.placing import NewUnit, Placing
from ikrar.core.roster.rows import READY, CheckedRow, Row, Standing

_BLOCKING = frozenset(d.value for d, kind in DEFECTS.items() if kind.severity is Severity.BLOCKS)
_MOST_COMPARED = tuple((f, AT[f]) for f in COMPARED)
_PLACES = {"unit_code", "unit", "parent_code", "parent"}
_CLEARABLE = frozenset(
    {"title_front", "title_back", "phone", "email", "echelon", "grade", "position", "position_kind"}
)


@dataclass(frozen=True, slots=True)
class Tally:
    """The four counts of a check, and what is named beside them."""

    ready: int
    new: int
    changed: int
    blocked: int
    moved: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows of text under a header; `rows` pairs the line of the file with its cells."""

    header: Header
    rows: Iterable[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything a check found. `missing` are people of the body that the file does not name; nobody is deleted."""

    rows: tuple[CheckedRow, ...]
    tally: Tally
    kinds: Counter[str]
    missing: tuple[KnownPerson, ...]
    new_units: tuple[NewUnit, ...]


class Checker:
    """Checks rows one after the other against one snapshot; it remembers identities to find duplicates."""

    def __init__(
        self,
        fields: Collection[str],
        known: Known,
        new_units: dict[str, NewUnit] | None = None,
        seen: Mapping[str, tuple[int, str]] | None = None,
    ) -> None:
        """`fields` are the columns of the file; `seen` are identities of rows checked before: line and name."""
        self.known = known
        self.placing = Placing(known, new_units)
        self.seen: dict[str, tuple[int, str]] = dict(seen or {})
        self.phones: dict[str, int] = {}
        self.matched: set[str] = set()
        self.statuses: set[str] = set()
        self.unit_refs: set[str] = set()
        self._has = frozenset(map(str, fields))

    def check(self, line: int, plan: Sequence[tuple[int, str]], cells: Sequence[str]) -> CheckedRow | None:
        """A row of the file; None when it is empty. `plan` says which place holds which field."""
        given: dict[str, str] = {}
        width = len(cells)
        for at, field in plan:
            if at < width and (cell := cells[at]) and field not in given:
                text = filled(cell)
                if text:
                    if field == "nik" and type(cell) is Rounded:
                        text = text[:12].ljust(16, "0")
                    given[field] = text
        return self.recheck(line, given) if given else None

    def recheck(self, line: int, given: Mapping[str, str]) -> CheckedRow:
        """A row from what it says by field: of a file, or as it stands after a repair."""
        row = Row(line, given, accepted=given.get(ACCEPTED, ""))
        if row.accepted:
            row.values[ACCEPTED] = row.accepted
        if LEFT_OUT in given:
            return CheckedRow(line, dict(given), (), Standing.LEFT_OUT, "", (), "")
        if not identity.check_shape(row):
            return CheckedRow(line, dict(given), tuple(row.found), Standing.BLOCKED, "", (), "")
        self._check_person(row)
        self._check_place(row)
        return self._finished(row)

    def _check_person(self, row: Row) -> None:
        known = self.known
        identity.check_name(row)
        facts.check_birth(row, known)
        facts.read_status(row)
        identity.check_nip(row, known)
        reach.check_keys(row, known)
        row.person = identity.match(row, known)
        facts.check_against_number(row, known)
        identity.check_match(row, known)
        facts.check_status(row, known, has_column="status" in self._has)
        facts.check_grade(row, has_column="grade" in self._has or "rank" in self._has)
        facts.check_legal(row)
        facts.check_post(row, has_column="position" in self._has)
        reach.check_reach(row)
        reach.check_identity(row)
        identity.check_lengths(row)

    def _check_place(self, row: Row) -> None:
        given, values = row.given, row.values
        reach.check_work_place(row, self.known)
        for field in _PLACES:
            if field in given:
                values[field] = given[field]
        get = given.get
        chosen = get("unit_ref", "")
        if chosen and (chosen in self.known.units or chosen in self.placing.new_units):
            values["unit_ref"] = chosen
            return
        code, unit, parent_code, parent = (
            get("unit_code", ""),
            get("unit", ""),
            get("parent_code", ""),
            get("parent", ""),
        )
        if not (code or unit or parent_code or parent) and (row.person is not None or not self._has & _PLACES):
            values["unit_ref"] = row.person.value("unit_ref") if row.person else self.known.root
            return
        placed = self.placing.place(code, unit, parent_code, parent, may_add="unit_new" in given)
        if placed.ref:
            values["unit_ref"] = placed.ref
        if "unit_new" in given:
            values["unit_new"] = "1"
        if placed.defect is not None:
            row.tell(placed.defect, placed.given, placed.fix)

    def _finished(self, row: Row) -> CheckedRow:
        values, person = row.values, row.person
        mark = self._identity(row)
        if person is not None:
            self.matched.add(person.ref)
        self.statuses.add(values.get("status", ""))
        self.unit_refs.add(values.get("unit_ref", ""))
        match = person.ref if person else ""
        if any(f.code in _BLOCKING for f in row.found):
            return CheckedRow(row.line, values, tuple(row.found), Standing.BLOCKED, match, (), mark)
        if (phone := values.get("phone", ""))[:1] == "+" and self.phones.setdefault(
            phone, row.line
        ) != row.line:
            row.tell(Defect.PHONE_SHARED, phone)
        if person is None:
            return CheckedRow(row.line, values, tuple(row.found), Standing.NEW, "", (), mark)
        changed = self._changed(values, person)
        if row.found and changed:
            unread = {NOT_TAKEN.get(f.code) for f in row.found}
            changed = tuple(f for f in changed if f not in unread)
        standing = Standing.CHANGED if changed or person.left else Standing.SAME
        return CheckedRow(row.line, values, tuple(row.found), standing, match, changed, mark)

    def _changed(self, values: Mapping[str, str], person: KnownPerson) -> tuple[str, ...]:
        """What would change. An empty cell changes nothing, except in a sheet of ours, where emptying is meant."""
        get, known, is_ours = values.get, person.fields, "key" in values
        return tuple(
            f
            for f, at in _MOST_COMPARED
            if (new := get(f, "")) != known[at] and (new or (is_ours and f in _CLEARABLE and f in self._has))
        )

    def _identity(self, row: Row) -> str:
        values = row.values
        if row.person is not None:
            mark = f"k{row.person.ref}"
        elif (number := values.get("nip", "")) != "":
            mark = f"n{number}"
        elif (local := values.get("local_id", "")) != "":
            mark = f"l{local}"
        elif (siasn := values.get("siasn_id", "")) != "":
            mark = f"s{siasn}"
        else:
            return ""
        name = values.get("name", "")
        line, before = self.seen.setdefault(mark, (row.line, name))
        if line != row.line:
            self._tell_twice(row, name_key(name) == name_key(before))
        return mark

    def _tell_twice(self, row: Row, is_same: bool) -> None:
        number = row.values.get("nip", "")
        if not number:
            row.tell(Defect.ID_TWICE, row.values.get("local_id", ""))
        elif is_same:
            row.tell(Defect.NIP_TWICE, number)
        else:
            other = self.known.nip_of_only(row.values.get("name", ""))
            row.tell(Defect.NIP_OF_TWO_PEOPLE, number, {"nip": other} if other and other != number else None)

    def missing(self) -> list[KnownPerson]:
        """People of the body that the rows did not name, among the statuses and the part of the tree that they cover."""
        top = self._common_unit()
        return [
            p for ref, p in self.known.by_ref.items()
            if ref not in self.matched and not p.left and p.value("status") in self.statuses
            and (not top or self.known.covers(top, p.value("unit_ref")))
        ]  # fmt: skip

    def _common_unit(self) -> str:
        units = [self.known.units[r] for r in self.unit_refs if r in self.known.units]
        if not units or len(units) < len(self.unit_refs - {""}):
            return ""
        low, high = min(u.first for u in units), max(u.first for u in units)
        above = units[0]
        while not (above.first <= low and high <= above.last) and above.parent:
            above = self.known.units[above.parent]
        return above.ref


def tally_of(standings: Mapping[str, int], moved: int) -> Tally:
    """The counts from how many rows stand how."""
    ready = sum(standings.get(s, 0) for s in READY)
    return Tally(
        ready=ready,
        new=standings.get(Standing.NEW, 0),
        changed=standings.get(Standing.CHANGED, 0),
        blocked=standings.get(Standing.BLOCKED, 0),
        moved=moved,
        left_out=standings.get(Standing.LEFT_OUT, 0),
    )


def check_rows(table: Table, known: Known) -> Checked:
    """Check a whole table at once; large files go row by row through `Checker`."""
    plan = table.header.plan
    checker = Checker([f for _, f in plan], known)
    rows = tuple(row for line, cells in table.rows if (row := checker.check(line, plan, cells)) is not None)
    standings = Counter(row.standing.value for row in rows)
    kinds = Counter(f.code for row in rows for f in row.found)
    return Checked(
        rows,
        tally_of(standings, sum(r.is_move for r in rows)),
        kinds,
        tuple(checker.missing()),
        tuple(checker.placing.new_units.values()),
    )
