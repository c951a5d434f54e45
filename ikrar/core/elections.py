"""Which election is at hand on a day, is the supported person aspirant or candidate, and which phase is it?

The switch is the determination (penetapan) of the contestant at hand, on the day of the act, not of the report.
Days may be ranges: every stage and phase that remains possible is kept, with its reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Target(StrEnum):
    """Whom the act supports or harms."""

    PARTY = "party"
    PRESIDENTIAL = "presidential"
    REGIONAL_HEAD = "regional_head"
    LEGISLATIVE = "legislative"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """Bakal calon, or calon after determination."""

    ASPIRANT = "aspirant"
    CANDIDATE = "candidate"


class Phase(StrEnum):
    """Where the election at hand stands."""

    PRE = "pre"
    CAMPAIGN = "campaign"
    QUIET = "quiet"
    POLLING = "polling"
    POST = "post"


class State(StrEnum):
    """Was it held, not held, or is it planned without a decided date?"""

    HELD = "held"
    NOT_HELD = "not_held"
    NOT_DECIDED = "not_decided"


class Reach(StrEnum):
    """Where it is held: everywhere; in regions taken for granted; in listed ones; in some that are not listed."""

    NATIONAL = "national"
    ASSUMED = "assumed"
    LISTED = "listed"
    UNLISTED = "unlisted"


class Family(StrEnum):
    """Which of the two laws runs it: UU 7/2017 or UU 1/2015 with its amendments."""

    PEMILU = "pemilu"
    PILKADA = "pilkada"


DETERMINATION, POLLING, REPLACEMENT_BAN = "determination", "polling", "replacement_ban"
FAMILY_OF = {
    Target.PRESIDENTIAL: frozenset({Family.PEMILU}),
    Target.LEGISLATIVE: frozenset({Family.PEMILU}),
    Target.REGIONAL_HEAD: frozenset({Family.PILKADA}),
}
_PHASES = (Phase.CAMPAIGN, Phase.QUIET, Phase.POLLING)
_EVERY_TARGET = (Target.PRESIDENTIAL, Target.LEGISLATIVE, Target.REGIONAL_HEAD)


@dataclass(frozen=True, slots=True)
class Window:
    """Days that matter, both inclusive. `within`: the day or days lie somewhere in between, undecided or unlisted."""

    election: str
    targets: frozenset[Target]  # empty = every target of the election
    kind: str
    first: date
    last: date
    within: bool
    basis: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Election:
    """One election with its dates; names are kept by the tables."""

    code: str
    family: Family
    targets: frozenset[Target]
    reach: Reach
    regions: tuple[str, ...]
    state: State
    opens_on: date | None
    closes_on: date
    confidence: str

    def is_in(self, region: str) -> bool:
        """Whether a listed election is held in this region; a region nobody named is in no list."""
        return any(name.casefold() in region.casefold() for name in self.regions)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the calendar says of one kind of contestant in a range of days; sets hold what remains possible."""

    stages: frozenset[Stage]
    phases: frozenset[Phase]
    families: frozenset[Family]
    in_replacement_ban: frozenset[str]  # "yes", "no"
    elections: tuple[str, ...]
    stage_from: str
    phase_from: str
    next_determination: date | None


@dataclass(frozen=True, eq=False)
class Calendar:
    """All elections and their windows."""

    elections: tuple[Election, ...]
    windows: tuple[Window, ...]
    by_election: Mapping[str, tuple[Window, ...]] = field(init=False)

    def __post_init__(self) -> None:
        found = {e.code: tuple(w for w in self.windows if w.election == e.code) for e in self.elections}
        object.__setattr__(self, "by_election", found)

    def election(self, code: str) -> Election | None:
        """The election of this code, if known."""
        return next((e for e in self.elections if e.code == code), None)


@lru_cache(maxsize=8192)
def standing(
    calendar: Calendar, target: Target, region: str, first: date, last: date, election: str = ""
) -> Standing:
    """Stage and phase of `target` in `region` for each day from `first` to `last`; `election` narrows to one code."""
    seen: dict[tuple[str, Target], Election] = {}
    stages: dict[tuple[str, Stage], str] = {}
    phases: dict[tuple[str, Phase], str] = {}
    bans: set[str] = set()
    ahead: list[date] = []
    for day in _days(calendar, first, last):
        for one, kind in _at_hand(calendar, target, region, day, election):
            seen[one.code, kind] = one
            windows = [w for w in calendar.by_election[one.code] if not w.targets or kind in w.targets]
            stages.update(_stages(one, windows, day))
            phases.update(_phases(one, windows, day))
            closed = [_holds(w, day) for w in windows if w.kind == REPLACEMENT_BAN]
            bans |= {"yes" if any(closed) else "no"} if closed else {"yes", "no"}
            ahead += [w.first for w in windows if w.kind == DETERMINATION and not w.within and w.first > day]
    codes = tuple(dict.fromkeys(code for code, _ in seen))
    return Standing(
        frozenset(stage for _, stage in stages) or frozenset(Stage),
        frozenset(phase for _, phase in phases) or frozenset(Phase),
        frozenset(one.family for one in seen.values()) or families(target),
        frozenset(bans) or frozenset({"yes", "no"}),
        codes,
        "; ".join(dict.fromkeys(stages.values())) or "calendar: no election at hand",
        "; ".join(dict.fromkeys(phases.values())) or "calendar: no election at hand",
        min(ahead, default=None),
    )


def families(target: Target) -> frozenset[Family]:
    """The laws that can concern this kind of contestant when no day is known."""
    return FAMILY_OF.get(target, frozenset(Family))


def _days(calendar: Calendar, first: date, last: date) -> list[date]:
    """The first day and each later day on which something may change."""
    if first == last:
        return [first]
    edges = {w.first for w in calendar.windows} | {w.last + timedelta(1) for w in calendar.windows}
    edges |= {e.closes_on + timedelta(1) for e in calendar.elections}
    edges |= {e.opens_on for e in calendar.elections if e.opens_on}
    return [first, *sorted(day for day in edges if first < day <= last)]


def _at_hand(
    calendar: Calendar, target: Target, region: str, day: date, code: str
) -> Iterator[tuple[Election, Target]]:
    """The elections this act can concern: the nearest one of each kind, and any limited one that may apply here."""
    kinds = _EVERY_TARGET if target == Target.UNKNOWN else (target,)
    for kind in kinds:
        if code:
            one = calendar.election(code)
            found = [one] if one and (kind in one.targets or target == Target.UNKNOWN) else []
        else:
            found = [e for e in calendar.elections if _concerns(e, kind, region) and _is_open(calendar, e, day)]
        sure = [e for e in found if e.reach != Reach.UNLISTED or code]
        next_of = [min((e for e in sure if e.family == f), key=_order) for f in {e.family for e in sure}]
        if next_of:
            yield min(next_of, key=lambda e: (_days_to_polling(calendar, e, day), e.code)), kind
        if not any(e.reach == Reach.LISTED for e in sure):
            yield from ((one, kind) for one in found if one not in sure)


def _concerns(election: Election, kind: Target, region: str) -> bool:
    if kind not in election.targets or election.state == State.NOT_HELD:
        return False
    return election.reach != Reach.LISTED or election.is_in(region)


def _is_open(calendar: Calendar, election: Election, day: date) -> bool:
    return day <= election.closes_on and (election.opens_on is None or election.opens_on <= day)


def _order(election: Election) -> tuple[date, bool]:
    """Inside one family the election that closes first is at hand; a listed one goes before a national one."""
    return election.closes_on, election.reach == Reach.NATIONAL


def _days_to_polling(calendar: Calendar, election: Election, day: date) -> int:
    """Between the two families (a party stands in both) the nearer polling day decides."""
    polls = [w for w in calendar.by_election[election.code] if w.kind == POLLING]
    return min((abs((w.first - day).days) for w in polls), default=100_000)


def _holds(window: Window, day: date) -> bool:
    return window.first <= day <= window.last


def _stages(
    election: Election, windows: Iterable[Window], day: date
) -> Iterator[tuple[tuple[str, Stage], str]]:
    for window in windows:
        if window.kind != DETERMINATION:
            continue
        reason = f"calendar {election.code} determination {_span(window)} ({window.confidence})"
        if election.reach == Reach.ASSUMED:
            reason += ", region taken to vote in it"
        if election.reach == Reach.UNLISTED:
            reason += ", if this region votes again"
        if day < window.first or window.within:
            yield (election.code, Stage.ASPIRANT), reason
        if day >= window.first:
            yield (election.code, Stage.CANDIDATE), reason


def _phases(
    election: Election, windows: Iterable[Window], day: date
) -> Iterator[tuple[tuple[str, Phase], str]]:
    found = [w for w in windows if w.kind in _PHASES or w.kind == DETERMINATION]
    for window in found:
        if not window.within and window.kind in _PHASES and _holds(window, day):
            yield (
                (election.code, Phase(window.kind)),
                f"calendar {election.code} {window.kind} {_span(window)} ({window.confidence})",
            )
            return
    start = min((w.first for w in found if w.kind in _PHASES[:1]), default=min(w.first for w in found))
    end = max((w.last for w in found if w.kind == POLLING), default=election.closes_on)
    if day < start:
        yield (election.code, Phase.PRE), f"calendar {election.code} before {start}"
    elif day > end:
        yield (election.code, Phase.POST), f"calendar {election.code} after {end}"
    else:
        for phase in Phase:
            yield (election.code, phase), f"calendar {election.code} days not known"


def _span(window: Window) -> str:
    return f"{window.first}" if window.first == window.last else f"{window.first}..{window.last}"
