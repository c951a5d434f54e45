"""Who and what is known already: the snapshot of a body against which a file is checked."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from ikrar.core.nip import fits
from ikrar.core.roster.likeness import Likeness, name_key, unit_key

COMPARED = ("nip", "siasn_id", "name", "title_front", "title_back", "birth_date", "sex", "status", "legal_position", "grade",
            "position", "position_kind", "echelon", "phone", "email", "unit_ref")  # fmt: skip
AT = {field: at for at, field in enumerate(COMPARED)}


class KnownPerson(NamedTuple):
    """Somebody on the roster: reference, local id, why they left ("" when they have not), and `COMPARED` in order."""

    ref: str
    local_id: str
    left: str
    fields: tuple[str, ...]

    def value(self, field: str) -> str:
        """One of the compared fields."""
        return self.fields[AT[field]]


class KnownUnit(NamedTuple):
    """A unit: reference, code, name, reference of its parent ("" for the root), interval, whether it was closed."""

    ref: str
    code: str
    name: str
    parent: str
    first: int
    last: int
    is_closed: bool = False


def unhashed(nik: str) -> str:
    """The key of somebody known by NIK only, where no keyed hash was handed in."""
    return f"N{nik}"


class Known:
    """The snapshot with its indexes. `on` is the day of the check; `hash_nik` makes the local id of a NIK."""

    def __init__(
        self,
        people: Iterable[KnownPerson] = (),
        units: Iterable[KnownUnit] = (),
        *,
        on: date,
        elsewhere: Iterable[str] = (),
        agency: str = "",
        hash_nik: Callable[[str], str] = unhashed,
    ) -> None:
        self.on, self.agency, self.hash_nik = on, unit_key(agency), hash_nik
        self.elsewhere: frozenset[str] = frozenset(elsewhere)
        self.by_ref: dict[str, KnownPerson] = {}
        self.by_nip: dict[str, KnownPerson] = {}
        self.by_siasn: dict[str, KnownPerson] = {}
        self.by_local: dict[str, KnownPerson] = {}
        for person in people:
            self._take(person)
        self._by_name: dict[str, list[KnownPerson]] | None = None
        self.units = {u.ref: u for u in units}
        self.unit_by_code = {u.code: u for u in self.units.values() if u.code}
        self.units_by_name: dict[str, list[KnownUnit]] = {}
        for unit in self.units.values():
            self.units_by_name.setdefault(unit_key(unit.name), []).append(unit)
        self.root = next((u.ref for u in self.units.values() if not u.parent), "")
        self.is_bare = len(self.units) <= 1
        self._unit_likeness: Likeness | None = None

    def _take(self, person: KnownPerson) -> None:
        self.by_ref[person.ref] = person
        if person.fields[0]:
            self.by_nip[person.fields[0]] = person
        if person.fields[1]:
            self.by_siasn[person.fields[1]] = person
        if person.local_id:
            self.by_local[person.local_id] = person

    def named(self, name: str) -> list[KnownPerson]:
        """Everybody with this name, however it is spelt."""
        if self._by_name is None:
            self._by_name = {}
            for person in self.by_ref.values():
                self._by_name.setdefault(name_key(person.fields[2]), []).append(person)
        return self._by_name.get(name_key(name), [])

    def nip_for(self, name: str, birth_date: str, damaged: str) -> str:
        """The one number that the damaged one may have been: same name, same birth date where known, digits that fit.

        "" when nobody or more than one person fits; a number is never guessed.
        """
        if not name:
            return ""
        found = {p.fields[0] for p in self.named(name) if p.fields[0] and _may_be(p, birth_date, damaged)}
        return found.pop() if len(found) == 1 else ""

    def nip_of_only(self, name: str) -> str:
        """The number of the one person with this name, "" when there is none or more than one."""
        found = self.named(name) if name else []
        return found[0].fields[0] if len(found) == 1 else ""

    def person_like(self, name: str, birth_date: str) -> KnownPerson | None:
        """The one person of this name born that day, if there is exactly one."""
        if not birth_date:
            return None
        found = [p for p in self.named(name) if p.value("birth_date") == birth_date]
        return found[0] if len(found) == 1 else None

    def nearest_unit(self, name: str) -> str:
        """The reference of the open unit whose name is most like this one, "" when none is."""
        if self._unit_likeness is None:
            self._unit_likeness = Likeness(
                (u.ref, unit_key(u.name)) for u in self.units.values() if not u.is_closed
            )
        return self._unit_likeness.nearest(unit_key(name), 0.66)

    def covers(self, above: str, below: str) -> bool:
        """Whether unit `below` lies in unit `above`."""
        over, under = self.units.get(above), self.units.get(below)
        return over is not None and under is not None and over.first <= under.first <= over.last


def _may_be(person: KnownPerson, birth_date: str, damaged: str) -> bool:
    born = person.value("birth_date") or _born(person.fields[0])
    if birth_date and born and birth_date != born:
        return False
    if not damaged:
        return bool(birth_date)
    return fits(person.fields[0], damaged) or (bool(birth_date) and birth_date == born)


def _born(nip: str) -> str:
    return f"{nip[:4]}-{nip[4:6]}-{nip[6:8]}"
