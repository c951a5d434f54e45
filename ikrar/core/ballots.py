"""Which ballots may a voter expect who votes away from home? An estimate with its reason; KPU answers, not we.

Facts are three-valued. The rule of the tables: one ballot for each electoral area that home and station share.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum


class Known(StrEnum):
    """A fact, or an answer, of three values."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Place(StrEnum):
    """Provinces where one of the ballots does not exist."""

    ANY = "any"
    JAKARTA = "jakarta"
    YOGYAKARTA = "yogyakarta"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a ballot is given, is not, or cannot be told."""

    ALWAYS = "always"
    SHARED_AREA = "shared_area"
    OTHER_AREA = "other_area"
    AREA_UNKNOWN = "area_unknown"
    NO_SUCH_BALLOT_THERE = "no_such_ballot_there"
    PLACE_UNKNOWN = "place_unknown"
    SPECIAL_VOTER = "special_voter"
    ON_NO_LIST = "on_no_list"
    LIST_UNKNOWN = "list_unknown"
    LIST_NOT_REGULATED = "list_not_regulated"


class Contradiction(ValueError):
    """Two facts exclude each other; `first` and `second` name them."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} contradicts {second}")
        self.first, self.second = first, second


@dataclass(frozen=True, slots=True)
class Ballot:
    """One row of the ballot table: which area must be shared (`needs`, or always), and where the ballot is unknown."""

    election: str
    code: str
    needs: str
    not_in: frozenset[Place]
    basis: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Voter:
    """Home beside station. `on_list`: in the voter list of home; `id_here`: the e-ID bears an address of the station."""

    same_province: Known = Known.UNKNOWN
    same_kabkota: Known = Known.UNKNOWN
    same_dapil_dpr: Known = Known.UNKNOWN
    same_dapil_dprd_prov: Known = Known.UNKNOWN
    same_dapil_dprd_kab: Known = Known.UNKNOWN
    on_list: Known = Known.YES
    id_here: Known = Known.UNKNOWN
    place: Place = Place.ANY


@dataclass(frozen=True, slots=True)
class Answer:
    """One ballot of the election: given or not, why, and the fact that decides."""

    ballot: Ballot
    given: Known
    why: Why
    fact: str


@dataclass(frozen=True, slots=True)
class Entitlement:
    """All answers; at least and at most so many ballots; the facts that would settle the rest."""

    answers: tuple[Answer, ...]

    @property
    def least(self) -> int:
        """Ballots that are given on the facts entered."""
        return sum(answer.given == Known.YES for answer in self.answers)

    @property
    def most(self) -> int:
        """Ballots that remain possible."""
        return sum(answer.given != Known.NO for answer in self.answers)

    @property
    def ask(self) -> tuple[str, ...]:
        """Facts that would settle what is open, each once."""
        return tuple(dict.fromkeys(a.fact for a in self.answers if a.given == Known.UNKNOWN and a.fact))


# The smaller area lies inside the larger one, so sharing the smaller means sharing the larger.
INSIDE = {
    "same_kabkota": "same_province",
    "same_dapil_dpr": "same_province",
    "same_dapil_dprd_prov": "same_province",
    "same_dapil_dprd_kab": "same_kabkota",
}
AREAS = ("same_province", *INSIDE)
FACTS = tuple(one.name for one in fields(Voter))


def entitlement(ballots: Iterable[Ballot], voter: Voter, lists: Mapping[str, str]) -> Entitlement:
    """What the tables give this voter; `lists` (kind of voter -> what it gives) says what the election regulates.

    Raises Contradiction.
    """
    shared = _completed(voter)
    return Entitlement(tuple(_answer(ballot, shared, voter, lists) for ballot in ballots))


def _completed(voter: Voter) -> dict[str, Known]:
    """The areas with what follows from each other. Raises Contradiction."""
    known = {name: Known(getattr(voter, name)) for name in AREAS}
    if voter.id_here == Known.YES:
        known = {name: _both(value, Known.YES, name, "id_here") for name, value in known.items()}
    for inner, outer in reversed(INSIDE.items()):
        if known[inner] == Known.YES:
            known[outer] = _both(known[outer], Known.YES, outer, inner)
    for inner, outer in INSIDE.items():
        if known[outer] == Known.NO:
            known[inner] = _both(known[inner], Known.NO, inner, outer)
    return known


def _both(stated: Known, follows: Known, name: str, because: str) -> Known:
    if stated not in {Known.UNKNOWN, follows}:
        raise Contradiction(name, because)
    return follows


def _answer(ballot: Ballot, shared: Mapping[str, Known], voter: Voter, lists: Mapping[str, str]) -> Answer:
    if voter.place in ballot.not_in:
        return Answer(ballot, Known.NO, Why.NO_SUCH_BALLOT_THERE, "place")
    if voter.on_list != Known.YES and (found := _unlisted(ballot, voter, lists)) is not None:
        return found
    if ballot.needs == "always":
        return Answer(ballot, Known.YES, Why.ALWAYS, "")
    value = shared[ballot.needs]
    if value == Known.YES and voter.place == Place.UNKNOWN and ballot.not_in:
        return Answer(ballot, Known.UNKNOWN, Why.PLACE_UNKNOWN, "place")
    why = {Known.YES: Why.SHARED_AREA, Known.NO: Why.OTHER_AREA, Known.UNKNOWN: Why.AREA_UNKNOWN}[value]
    return Answer(ballot, value, why, ballot.needs)


def _unlisted(ballot: Ballot, voter: Voter, lists: Mapping[str, str]) -> Answer | None:
    """The answer for somebody who is, or may be, on no list. None: as if listed."""
    if "nowhere" not in lists:
        return Answer(ballot, Known.UNKNOWN, Why.LIST_NOT_REGULATED, "on_list")
    if voter.id_here == Known.YES and voter.place == Place.UNKNOWN and ballot.not_in:
        return Answer(ballot, Known.UNKNOWN, Why.PLACE_UNKNOWN, "place")
    if voter.id_here == Known.YES:  # on the list or not, home is here
        return Answer(ballot, Known.YES, Why.SPECIAL_VOTER, "id_here")
    if voter.on_list == Known.NO and voter.id_here == Known.NO:
        return Answer(ballot, Known.NO, Why.ON_NO_LIST, "on_list")
    if voter.on_list == Known.NO:
        return Answer(ballot, Known.UNKNOWN, Why.AREA_UNKNOWN, "id_here")
    if voter.id_here == Known.NO and ballot.needs != "always" and _completed(voter)[ballot.needs] == Known.NO:
        return None  # neither way gives this ballot
    return Answer(ballot, Known.UNKNOWN, Why.LIST_UNKNOWN, "on_list")
