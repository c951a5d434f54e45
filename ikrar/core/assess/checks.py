"""Is there an answer for every act, and which stored records would a changed rulebook answer differently?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from ikrar.core.assess.facts import CHOICES, Facts
from ikrar.core.assess.weighing import Assessment, assess
from ikrar.core.elections import Calendar
from ikrar.core.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Gap:
    """An act nobody speaks of: no finding, no possible finding, no permit and no stated "not regulated"."""

    act: str
    actor_status: str
    target_stage: str
    phase: str
    on: date | None


def gaps(book: Rulebook, calendar: Calendar, days: Iterable[date | None] = (None,)) -> Iterator[Gap]:
    """Every combination of act, status, stage and phase that falls through, now or on the given days."""
    statuses, stages, phases = (CHOICES[name] for name in ("actor_status", "target_stage", "phase"))
    for act, status, stage, phase, on in product(book.acts, statuses, stages, phases, tuple(days)):
        facts = Facts(None, (act,), status, first=on, last=on, target_stage=stage, phase=phase)
        if assess(facts, book, calendar).gaps:
            yield Gap(act, status, stage, phase, on)


@dataclass(frozen=True, slots=True)
class Change:
    """A record that comes out differently: the top line before and after, and the rules that came and went."""

    id: str | int | None
    before: tuple[str, str, str]  # violation, class, level
    after: tuple[str, str, str]
    came: tuple[str, ...]
    went: tuple[str, ...]


def changes(records: Iterable[Facts], old: Rulebook, new: Rulebook, calendar: Calendar) -> Iterator[Change]:
    """The records whose answer changes between two rulebooks, in their order."""
    for facts in records:
        before, after = _outcome(assess(facts, old, calendar)), _outcome(assess(facts, new, calendar))
        if before == after:
            continue
        was, now = before[1], after[1]
        came = tuple(code for code in now if now[code] != was.get(code))
        went = tuple(code for code in was if was[code] != now.get(code))
        yield Change(facts.id, before[0], after[0], came, went)


def _outcome(it: Assessment) -> tuple[tuple[str, str, str], Mapping[str, tuple[str, ...]]]:
    """The top line, and per rule what it says: finding or possible, class, level."""
    heaviest = it.heaviest
    top = (it.violation, str(heaviest.class_), str(heaviest.level)) if heaviest else (it.violation, "", "")
    said: dict[str, tuple[str, ...]] = {
        f.rule.code: ("finding", f.rule.class_, f.rule.level) for f in it.findings
    }
    said |= {f.rule.code: ("possible", f.rule.class_, f.rule.level) for f in it.possible}
    said |= {p.code: ("permitted",) for p in it.permitted}
    return top, said
