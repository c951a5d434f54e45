"""Who works at the bodies of the demo: invented people, by chance with a fixed seed, shaped like a personnel export."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ikrar.demo.bodies import Body, Branch
from ikrar.demo.names import a_name, titles

GRADES = {"PNS": ("II/c", "III/a", "III/b", "III/c", "III/d", "IV/a"), "PPPK": ("V", "VII", "IX"), "PPPK_PW": ("V",), "NON_ASN": ("",)}
STATUSES = ("PNS", "PPPK", "PPPK_PW", "NON_ASN")
EPOCH = date(1966, 1, 1)


@dataclass(frozen=True, slots=True)
class Worker:
    """One invented person: everything that a personnel export says and Ikrar keeps."""

    unit_code: str
    unit: str
    name: str
    front: str
    back: str
    nip: str
    birth: date
    sex: str
    status: str
    grade: str
    echelon: str
    position: str
    phone: str


@dataclass(frozen=True, slots=True)
class Place:
    """One unit as the unit-tree export lists it."""

    code: str
    name: str
    parent: str
    people: int
    depth: int


def places(body: Body, scale: float) -> list[Place]:
    """The units of a body in tree order; `scale` thins out their people (at least one stays)."""
    found = [Place(f"{body.code}-0", body.name, "", 0, 0)]
    counter = iter(range(1, 100_000))

    def walk(branches: tuple[Branch, ...], parent: str, depth: int) -> None:
        for branch in branches if scale >= 1 else branches[: max(3, round(len(branches) * scale * 4))]:
            code = f"{body.code}-{next(counter)}"
            people = branch.people if scale >= 1 else min(branch.people, max(2, round(branch.people * scale * 10)))
            found.append(Place(code, branch.name, parent, people, depth))
            walk(branch.below, code, depth + 1)

    walk(body.units, found[0].code, 1)
    return found


def workers(body: Body, scale: float, seed: int = 2024) -> Iterator[Worker]:
    """Everybody who works at a body, unit by unit; the first person of a unit leads it."""
    chance = Random(f"{seed}-{body.ref}")
    serials: dict[str, int] = {}
    shares = [body.shares[s] for s in STATUSES]
    for place in places(body, scale):
        for n in range(place.people):
            leads = n == 0 and place.depth <= 2
            status = "PNS" if leads else chance.choices(STATUSES, shares)[0]
            yield _worker(chance, serials, place, status, leads)


def _worker(chance: Random, serials: dict[str, int], place: Place, status: str, leads: bool) -> Worker:
    sex = chance.choice("12")
    birth = EPOCH + timedelta(days=chance.randrange(0, 33 * 365))
    year = max(birth.year + 22, 2021 if status.startswith("PPPK") else birth.year + 22)
    middle = f"{year}2{chance.randrange(1, 3)}" if status.startswith("PPPK") else f"{year}{chance.randrange(1, 13):02}"
    stem = f"{birth:%Y%m%d}{middle}{sex}"
    serials[stem] = serials.get(stem, 0) + 1
    front, back = titles(chance)
    echelon = {1: "II.b" if place.people > 100 else "III.a", 2: "IV.a"}.get(place.depth, "") if leads else ""
    return Worker(
        unit_code=place.code, unit=place.name, name=a_name(chance, sex), front=front, back=back,
        nip="" if status == "NON_ASN" else f"{stem}{serials[stem]:03}", birth=birth, sex=sex, status=status,
        grade="IV/b" if echelon.startswith("II.") else chance.choice(GRADES[status]), echelon=echelon,
        position=f"Kepala {place.name}" if leads else chance.choice(("Pelaksana", "Pengadministrasi", "Analis", "Guru", "Perawat")),
        phone=f"08{chance.randrange(11, 99)}{chance.randrange(10_000_000, 99_999_999)}",
    )  # fmt: skip
