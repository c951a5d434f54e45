"""Which values can a receiver's form be filled with, what are they called, and what are they in one account?"""

from collections.abc import Callable

from ikrar.core.instructions import DONE, ItemKind, State
from ikrar.domain.dashboards.accounts import (
    Account,
    Line,
    Plain,
    Scope,
    What,
    cells_of_own,
    items_in,
    value_codes,
)
from ikrar.papers import formats
from ikrar.papers.forms import Value
from ikrar.words import say


def value_label(code: str) -> str:
    """What a value is called where somebody chooses it."""
    parts = code.split(".")
    if len(parts) == 1:
        return say(f"account.plain.{code}")
    scope, kind, what = parts
    named = (say(f"account.scope.{scope}"), say(f"instruction.item.{kind}"), say(f"account.what.{what}"))
    return " – ".join(named)


def values_of(account: Account) -> dict[str, Value]:
    """Every value of an account: numbers as numbers, days as days, so that the receiver's formulas work."""
    return {code: _value(account, code) for code in value_codes()}


def _value(account: Account, code: str) -> Value:
    parts = code.split(".")
    if len(parts) == 1:
        return PLAIN[Plain(code)](account)
    scope, kind, what = Scope(parts[0]), ItemKind(parts[1]), What(parts[2])
    if what in {What.STATE, What.DAY}:
        return _own(account, kind, what)
    return NUMBERS[what](items_in(account, scope, kind))


def _own(account: Account, kind: ItemKind, what: What) -> Value:
    """State and day of the body's own items of a kind; where there are several, the least advanced speaks."""
    cells = cells_of_own(account, kind)
    if not cells:
        return "–"
    state, on = min(cells, key=lambda one: one[0] in DONE)
    if what is What.STATE:
        return say(f"instruction.state.{state}")
    return on if on is not None else "–"


def _share(lines: list[Line]) -> Value:
    return formats.percent(sum(line.number for line in lines), sum(line.of for line in lines))


NUMBERS: dict[What, Callable[[list[Line]], Value]] = {
    What.NUMBER: lambda lines: sum(line.number for line in lines),
    What.OF: lambda lines: sum(line.of for line in lines),
    What.SHARE: _share,
    What.ALL: lambda lines: sum(line.all for line in lines),
    What.DONE: lambda lines: sum(line.done for line in lines),
    What.LATE: lambda lines: sum(line.states[State.LATE] for line in lines),
    What.NOTHING: lambda lines: sum(line.states[State.NOTHING] for line in lines),
    What.NO_ANSWER: lambda lines: sum(line.states[State.NO_ANSWER] for line in lines),
    What.OPEN: lambda lines: sum(line.open for line in lines),
}


def _letter_day(account: Account) -> Value:
    return account.instruction.letter_on or "–"


PLAIN: dict[Plain, Callable[[Account], Value]] = {
    Plain.BODY: lambda a: a.agency.name,
    Plain.ABOVE: lambda a: a.instruction.from_body or a.instruction.agency.name,
    Plain.NAME: lambda a: a.instruction.name,
    Plain.LETTER: lambda a: a.instruction.letter_number or "–",
    Plain.LETTER_DAY: _letter_day,
    Plain.DAY: lambda a: a.day,
    Plain.MONTH: lambda a: f"{formats.MONTHS[a.day.month - 1]} {a.day.year}",
    Plain.TARGETS: lambda a: a.rows,
    Plain.COMPLETE: lambda a: sum(part.complete for part in a.parts),
    Plain.RESPONSIBLE: lambda a: a.agency.responsible_title or "–",
}
