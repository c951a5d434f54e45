"""What is known of a record: given, read from the calendar and the rank, or following from the acts themselves."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ikrar.core.assess.facts import UNKNOWN, Facts
from ikrar.core.elections import Calendar, Phase, Stage, Standing, families, standing
from ikrar.core.rulebook import Condition, Rulebook

# Whoever did one of these at an event was not there passively.
SUPPORTING = frozenset({
    "verbal-appeal", "mobilise-subordinates", "campaign-material-distribution", "money-or-goods",
    "host-or-facilitate", "campaign-team-member", "video-support-statement",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a fact: one of these values, or (`together`) all of them at once, as several actors have."""

    values: frozenset[str]
    together: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A stage or phase: the value, how it was found, and all values that remain possible."""

    value: str
    origin: str
    possible: tuple[str, ...]


def standing_of(facts: Facts, calendar: Calendar) -> Standing:
    """What the calendar says; without a day every stage and phase stays possible."""
    if facts.first and facts.last:
        return standing(calendar, facts.target, facts.region, facts.first, facts.last, facts.election)
    election = calendar.election(facts.election)
    laws = frozenset({election.family}) if election else families(facts.target)
    both = frozenset({"yes", "no"})
    return Standing(frozenset(Stage), frozenset(Phase), laws, both, (), "no date", "no date", None)


def read_value(given: str, derived: frozenset[str], origin: str, order: Iterable[str]) -> Read:
    """The given value wins; where the calendar says otherwise, the answer says so."""
    if given != UNKNOWN:
        told = "given" if given in derived or origin == "no date" else f"given; otherwise by {origin}"
        return Read(given, told, (given,))
    possible = tuple(value for value in order if value in derived)
    return Read(possible[0] if len(possible) == 1 else UNKNOWN, origin, possible)


def known_of(facts: Facts, book: Rulebook, at_hand: Standing, stage: Read, phase: Read) -> dict[str, Known]:
    """Fact -> what is known of it; a fact that is not there is unknown."""
    known = {
        "target_stage": Known(frozenset(stage.possible)),
        "phase": Known(frozenset(phase.possible)),
        "family": Known(frozenset(at_hand.families)),
        "replacement_window": Known(at_hand.in_replacement_ban),
        "hand_symbol": Known(frozenset({"yes" if "finger-pose-photo" in facts.acts else "no"})),
    }
    for name in ("actor_status", "unpaid_leave", "participation", "superior_knew", "target"):
        if (value := str(getattr(facts, name))) != UNKNOWN:
            known[name] = Known(frozenset({value}))
    if facts.channel:
        values = {"online", "offline"} if facts.channel == "both" else {facts.channel}
        known["channel"] = Known(frozenset(values), together=True)
    if facts.relation or "family-candidate-support" not in facts.acts:
        known["relation"] = Known(frozenset({facts.relation or "none"}))
    if kinds := _rank_kinds(facts.actor_rank, facts.actor_status, book):
        known["actor_rank"] = Known(kinds, together=True)
    if "participation" not in known and not SUPPORTING.isdisjoint(facts.acts):
        known["participation"] = Known(frozenset({"active"}))
    if not {"photo-with-candidate", "candidate-attributes"}.isdisjoint(facts.acts):
        known["photo_partisan"] = Known(frozenset({"yes"}))
    known.update((fact, Known(frozenset({value}))) for fact, value in facts.answers.items())
    return known


@lru_cache(maxsize=4096)
def _rank_kinds(rank: str, status: str, book: Rulebook) -> frozenset[str]:
    """Kinds of post named in a free text; longest words first, each place read once. An ASN is not elected."""
    text, kinds = rank.casefold(), set()
    for word, kind in book.ranks:
        text, times = re.subn(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text)
        if times:
            kinds.add(kind)
    return frozenset(kinds - {"elected"} if status in {"pns", "pppk"} else kinds)


def holds(condition: Condition, known: Mapping[str, Known]) -> bool | None:
    """Kleene's three values for one condition."""
    fact = known.get(condition.fact)
    if fact is None:
        return True if condition.but_not else None
    if fact.values.isdisjoint(condition.values):
        return condition.but_not
    if fact.values <= condition.values:
        return not condition.but_not
    return True if fact.together else None


def is_mixed(status: str, rank: Known | None) -> bool:
    """Whether the rank names people of another status than the one given."""
    if rank is None:
        return False
    others = rank.values - {"village"}
    return ("village" in rank.values and status in {"pns", "pppk", "non_asn"}) or (
        status == "village" and bool(others)
    )
