"""Which rules speak on these facts? Every condition is true, false or unknown; unknown ones become questions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ikrar.core.assess.facts import Facts
from ikrar.core.assess.known import Known, Read, holds, is_mixed, known_of, read_value, standing_of
from ikrar.core.elections import Calendar, Phase, Stage
from ikrar.core.rulebook import (
    WEIGHT,
    Class,
    Condition,
    Days,
    Permit,
    Question,
    Rule,
    Rulebook,
    Silence,
    Track,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that speaks. `unsettled_by` is empty for a finding; else the conditions that would settle it."""

    rule: Rule
    acts: tuple[str, ...]
    because: tuple[str, ...]
    unsettled_by: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the rules say. It explains and never decides."""

    id: str | int | None
    findings: tuple[Finding, ...]
    possible: tuple[Finding, ...]
    permitted: tuple[Permit, ...]
    not_regulated: tuple[str, ...]
    silences: tuple[Silence, ...]
    gaps: tuple[str, ...]  # acts that no row speaks of: a hole in the rulebook
    aggravating: tuple[str, ...]
    ask: tuple[Question, ...]
    stage: Read
    phase: Read
    track: Track | None
    version: str

    @property
    def violation(self) -> str:
        """`yes`: the elements are met on the facts entered. Criminal exposure alone never says yes."""
        if any(f.rule.class_ != Class.CRIMINAL for f in self.findings):
            return "yes"
        return "possible" if self.findings or self.possible else "no"

    @property
    def heaviest(self) -> Rule | None:
        """The heaviest finding on the administrative side; without one the heaviest possible; only then crime."""
        for rows in (self.findings, self.possible):
            if rules := [f.rule for f in rows if f.rule.class_ != Class.CRIMINAL]:
                return max(rules, key=_weight)
        every = [f.rule for f in (*self.findings, *self.possible)]
        return max(every, key=_weight, default=None)


def assess(facts: Facts, book: Rulebook, calendar: Calendar) -> Assessment:
    """Weigh one record against all rules in force on its day. Pure; the same facts give the same answer."""
    at_hand = standing_of(facts, calendar)
    stage = read_value(facts.target_stage, at_hand.stages, at_hand.stage_from, Stage)
    phase = read_value(facts.phase, at_hand.phases, at_hand.phase_from, Phase)
    known = known_of(facts, book, at_hand, stage, phase)
    lifted, doubted, permitted = _permits(facts, book, known)
    findings: list[Finding] = []
    possible: list[Finding] = []
    for rule, acts in _rules(facts, book):
        open_ = _open(rule.conditions, rule.days, facts, known)
        if open_ is None or not (left := tuple(act for act in acts if (rule.code, act) not in lifted)):
            continue
        if doubted and all((rule.code, act) in doubted for act in left):
            asked = {condition.fact for condition in open_}
            open_ += tuple(c for c in doubted[rule.code, left[0]] if c.fact not in asked)
        finding = Finding(rule, left, _because(rule, left, known, stage, phase), open_)
        (possible if open_ else findings).append(finding)
    findings.sort(key=lambda f: _weight(f.rule), reverse=True)
    possible.sort(key=lambda f: _weight(f.rule), reverse=True)
    silent = _silent(facts.acts, [*findings, *possible], permitted)
    silences = tuple(_silences(silent, facts, book, known))
    stated = {act for silence in silences for act in silence.acts}
    return Assessment(
        facts.id,
        tuple(findings),
        tuple(possible),
        permitted,
        silent,
        silences,
        tuple(act for act in silent if act not in stated),
        tuple(act for act in facts.acts if book.acts[act].aggravates),
        _questions(possible, facts, book, known),
        stage,
        phase,
        _track(facts, book),
        book.version,
    )


def _silent(acts: tuple[str, ...], said: list[Finding], permitted: tuple[Permit, ...]) -> tuple[str, ...]:
    """The acts that no finding, possible finding or permit speaks of."""
    spoken = {act for finding in said for act in finding.acts}
    return tuple(act for act in acts if act not in spoken and not any(act in p.acts for p in permitted))


def _weight(rule: Rule) -> tuple[int, int]:
    return WEIGHT[rule.class_], WEIGHT[rule.level]


def _open(
    conditions: Iterable[Condition], days: Days, facts: Facts, known: Mapping[str, Known]
) -> tuple[Condition, ...] | None:
    """The conditions that are unknown; None when one is false or the row is not in force."""
    in_force = days.holds(facts.first, facts.last)
    if in_force is False:
        return None
    open_ = [] if in_force else [Condition("act_date", frozenset())]
    for condition in conditions:
        met = holds(condition, known)
        if met is False:
            return None
        if met is None:
            open_.append(condition)
    return tuple(open_)


def _rules(facts: Facts, book: Rulebook) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    """Each rule once, with the acts of this record that it speaks of."""
    seen: dict[str, tuple[Rule, list[str]]] = {}
    for act in facts.acts:
        for rule in book.rules_of[act]:
            seen.setdefault(rule.code, (rule, []))[1].append(act)
    for rule, acts in seen.values():
        yield rule, tuple(acts)


def _permits(
    facts: Facts, book: Rulebook, known: Mapping[str, Known]
) -> tuple[set[tuple[str, str]], dict[tuple[str, str], tuple[Condition, ...]], tuple[Permit, ...]]:
    """(rule, act) pairs taken away, pairs in doubt with what would keep the rule, and what is allowed."""
    lifted: set[tuple[str, str]] = set()
    doubted: dict[tuple[str, str], tuple[Condition, ...]] = {}
    allowed: dict[str, Permit] = {}
    for act in facts.acts:
        for permit in book.permits_of[act]:
            open_ = _open(permit.conditions, permit.days, facts, known)
            if open_ is None:
                continue
            pairs = [(code, act) for code in permit.lifts]
            if open_:
                turned = tuple(replace(c, but_not=not c.but_not) for c in open_)
                doubted.update((pair, turned) for pair in pairs)
            else:
                lifted.update(pairs)
                allowed[permit.code] = permit
    return lifted, doubted, tuple(allowed.values())


def _silences(
    acts: tuple[str, ...], facts: Facts, book: Rulebook, known: Mapping[str, Known]
) -> Iterator[Silence]:
    seen: set[str] = set()
    for act in acts:
        for silence in book.silences_of[act]:
            if silence.code not in seen and _open(silence.conditions, silence.days, facts, known) == ():
                seen.add(silence.code)
                yield silence


def _because(
    rule: Rule, acts: tuple[str, ...], known: Mapping[str, Known], stage: Read, phase: Read
) -> tuple[str, ...]:
    """The facts that were used, as fact=value; stage and phase with their origin."""
    origins = {"target_stage": stage.origin, "phase": phase.origin}
    told = [f"acts={','.join(acts)}"]
    for condition in rule.conditions:
        if holds(condition, known) is not True or (fact := known.get(condition.fact)) is None:
            continue
        values = sorted(fact.values) if condition.but_not else sorted(fact.values & condition.values)
        origin = origins.get(condition.fact)
        told.append(f"{condition.fact}={'|'.join(values)}" + (f" ({origin})" if origin else ""))
    return tuple(told)


def _questions(
    possible: list[Finding], facts: Facts, book: Rulebook, known: Mapping[str, Known]
) -> tuple[Question, ...]:
    """The facts that would settle most first, each once."""
    count: dict[str, int] = {}
    for finding in possible:
        for condition in finding.unsettled_by:
            count[condition.fact] = count.get(condition.fact, 0) + 1
    if is_mixed(facts.actor_status, known.get("actor_rank")):
        count["one_actor"] = len(possible) + 1
    wanted = sorted(count, key=lambda fact: -count[fact])
    return tuple(book.questions[fact] for fact in wanted if fact in book.questions)


def _track(facts: Facts, book: Rulebook) -> Track | None:
    return next(
        (t for t in book.tracks if t.actor == facts.actor_status and t.days.holds(facts.first, facts.last)),
        None,
    )
