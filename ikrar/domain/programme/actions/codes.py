"""Making personal codes: for a unit, for everybody, or one anew at the help desk; each is seen once."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ikrar.core import programme_codes as codes
from ikrar.core.programme import PEOPLE_PER_SLICE, Why
from ikrar.core.verdicts import when
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.programme.codes import code_key, forget_wrong_codes
from ikrar.domain.programme.models import Asked, CodeTry, Drive
from ikrar.domain.programme.policies import may_issue_codes
from ikrar.domain.programme.queries import asked_in
from ikrar.domain.roster.models import Unit
from ikrar.domain.roster.queries import Staff

WRITTEN_AT_ONCE = 400
_COLUMNS = ["code_hmac", "code_round", "code_given_by", "code_given_at"]


@dataclass(frozen=True, slots=True)
class Card:
    """One sealed card: everything that is printed on it. The code exists here and nowhere else."""

    name: str
    nip: str
    unit: str
    number: int
    code: str
    phone: str = ""


def issue_all_codes(
    drive: Drive, units: Iterable[Unit], *, only_new: bool, by: Staff, at: datetime, key: str | None = None
) -> list[Card]:
    """Codes for everybody in these units and below them, in slices of 1,000. [] when the key was used before.

    `only_new` leaves alone those who have one; otherwise every older code is void. Raises Refused.
    """
    if already(key):
        return []
    cards: list[Card] = []
    for unit in units:
        may_issue_codes(by, drive, unit.agency, unit).require()
        rows = asked_in(drive, unit).filter(**({"code_round": 0} if only_new else {}))
        people = list(rows)
        for start in range(0, len(people), PEOPLE_PER_SLICE):
            part, once = people[start : start + PEOPLE_PER_SLICE], key if not cards else None
            made = issue_codes(drive, unit, people=part, by=by, at=at, key=once)
            cards += [] if isinstance(made, Unchanged) else made
    return cards


@action(Fact.CODES_ISSUED)
def issue_codes(
    drive: Drive, unit: Unit, *, people: Sequence[Asked], by: Staff, at: datetime, key: str | None = None
) -> list[Card] | Unchanged[list[Card]]:
    """Make codes for at most 1,000 people of a unit; older ones are void at once. Raises Refused.

    Pressing twice makes none: a code that was shown is never shown again.
    """
    if already(key):
        return Unchanged([])
    may_issue_codes(by, drive, unit.agency, unit).require()
    cards = _renew(people, by=by, at=at)
    record(
        Fact.CODES_ISSUED,
        drive,
        by=by,
        at=at,
        key=key,
        agency=unit.agency.ref,
        unit=unit.ref,
        people=len(people),
    )
    return cards


@action(Fact.CODE_REISSUED)
def reissue_code(asked: Asked, *, by: Staff, at: datetime, key: str | None = None) -> Card | Unchanged[None]:
    """A new code for one person at the help desk; the old one is void and wrong tries are forgotten.

    Raises Refused.
    """
    if already(key):
        return Unchanged(None)
    may_issue_codes(by, asked.drive, asked.agency, asked.unit).require()
    when(asked.left_on is None, Why.HAS_LEFT).require()
    card = _renew([asked], by=by, at=at)[0]
    forget_wrong_codes(asked.pk)
    record(Fact.CODE_REISSUED, asked, by=by, at=at, key=key, drive=asked.drive.ref, round=asked.code_round)
    return card


def _renew(people: Sequence[Asked], *, by: Staff, at: datetime) -> list[Card]:
    key, cards = code_key(), []
    for asked in people:
        code = codes.make_code(secrets.token_bytes(codes.CODE_LENGTH))
        asked.code_hmac = codes.code_mark(key, asked=asked.pk, code=code)
        asked.code_round += 1
        asked.code_given_by, asked.code_given_at = by.actor_ref, at
        who = asked.employee
        cards.append(Card(who.full_name, who.nip, asked.unit.name, asked.number, code, who.phone))
    Asked.objects.bulk_create(
        people, batch_size=WRITTEN_AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=_COLUMNS
    )
    CodeTry.objects.filter(asked__in=people).update(wrong=0, blocked_until=None)
    return cards
