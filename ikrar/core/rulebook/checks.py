"""Do the rows of a rulebook contradict each other, or point at nothing?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ikrar.core.rulebook import LEVELS_OF, RECORD_FACTS, Condition, Days, Permit, Rule, Rulebook, Silence

Row = Rule | Permit | Silence


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What is wrong, as a code, and the rows it concerns."""

    what: str
    rows: tuple[str, ...]


def contradictions(book: Rulebook) -> list[Contradiction]:
    """Every contradiction found; an empty list is a sound rulebook."""
    kinds = (
        _double_codes,
        _wrong_norms,
        _wrong_rows,
        _wrong_permits,
        _two_levels,
        _forbidden_and_allowed,
    )
    return [one for kind in kinds for one in kind(book)]


def overlap(one: Iterable[Condition], other: Iterable[Condition]) -> bool:
    """Whether some facts can satisfy both lists of conditions."""
    by_fact = {c.fact: c for c in other}
    return all(c.meets(by_fact[c.fact]) for c in one if c.fact in by_fact)


def _rows(book: Rulebook) -> Iterator[Row]:
    yield from book.rules
    yield from book.permits
    yield from book.silences


def _double_codes(book: Rulebook) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for row in _rows(book):
        if row.code in seen:
            yield Contradiction("double_code", (row.code,))
        seen.add(row.code)


def _wrong_norms(book: Rulebook) -> Iterator[Contradiction]:
    """Levels that the class does not know; norms that are not there, or not in force all the time."""
    for rule in book.rules:
        if rule.level not in LEVELS_OF[rule.class_]:
            yield Contradiction("level_not_of_class", (rule.code,))
        for code in rule.norm_codes:
            if code not in book.norms:
                yield Contradiction("unknown_norm", (rule.code, code))
            elif not _within(rule.days, book.norms[code].days):
                yield Contradiction("outside_norm", (rule.code, code))


def _wrong_rows(book: Rulebook) -> Iterator[Contradiction]:
    """Days that end before they begin; acts, facts and values that do not exist."""
    for row in _rows(book):
        if row.days.first and row.days.last and row.days.last < row.days.first:
            yield Contradiction("ends_before_it_begins", (row.code,))
        for act in sorted(row.acts - book.acts.keys()):
            yield Contradiction("unknown_act", (row.code, act))
        for condition in row.conditions:
            question = book.questions.get(condition.fact)
            if question is None:
                yield Contradiction("unknown_fact", (row.code, condition.fact))
            elif not condition.values <= question.values:
                yield Contradiction("unknown_value", (row.code, condition.fact))


def _wrong_permits(book: Rulebook) -> Iterator[Contradiction]:
    codes = {rule.code for rule in book.rules}
    for permit in book.permits:
        for code in sorted((permit.lifts | set(permit.beside)) - codes):
            yield Contradiction("unknown_rule", (permit.code, code))


def _within(days: Days, norm: Days) -> bool:
    starts = norm.first is None or (days.first is not None and days.first >= norm.first)
    return starts and (norm.last is None or (days.last is not None and days.last <= norm.last))


def _two_levels(book: Rulebook) -> Iterator[Contradiction]:
    """The same norms, class and facts must not prescribe two levels."""
    for one, other in combinations(book.rules, 2):
        if (
            one.level != other.level
            and one.class_ == other.class_
            and one.norm_codes == other.norm_codes
            and not one.acts.isdisjoint(other.acts)
            and one.days.meets(other.days)
            and overlap(one.conditions, other.conditions)
        ):
            yield Contradiction("two_levels", (one.code, other.code))


def _forbidden_and_allowed(book: Rulebook) -> Iterator[Contradiction]:
    """What a permit allows a rule must not forbid, unless the permit lifts it or shows it beside."""
    for permit in book.permits:
        for rule in book.rules:
            settled = rule.code in permit.lifts or rule.code in permit.beside
            if not settled and _clash(permit, rule):
                yield Contradiction("forbidden_and_allowed", (permit.code, rule.code))


def _clash(permit: Permit, rule: Rule) -> bool:
    """Whether the rule can be a plain finding where the permit holds; one that waits for an answer explains itself."""
    return (
        not permit.acts.isdisjoint(rule.acts)
        and permit.days.meets(rule.days)
        and all(condition.fact in RECORD_FACTS for condition in rule.conditions)
        and overlap(permit.conditions, rule.conditions)
    )
