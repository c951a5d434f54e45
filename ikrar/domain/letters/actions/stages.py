"""Moving a letter: submit, initial, return, cancel."""

from datetime import datetime

from ikrar.core.letters import Kind
from ikrar.core.letters_content import missing
from ikrar.core.letters_numbers import State
from ikrar.core.letters_stages import Stage, Why
from ikrar.core.verdicts import Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.letters.actions.drafting import lock_letter, reopen
from ikrar.domain.letters.models import Letter
from ikrar.domain.letters.policies import may_cancel, may_initial, may_return, may_submit, signer_stands
from ikrar.domain.letters.queries import (
    candidates_at,
    content_of,
    digest_of,
    initials_of,
    next_to_initial,
)
from ikrar.domain.roster.queries import Staff, day_at


@action(Fact.LETTER_SUBMITTED)
def submit_letter(
    letter: Letter, *, seen: int, by: Staff, at: datetime, key: str | None = None
) -> Letter | Unchanged[Letter]:
    """Freeze the text and send it to those who initial and sign. `seen` is the version that was on the page.

    Raises Refused; Problem for a part that is missing, a signer or initialler who is not in office any more, or a
    text that changed meanwhile.
    """
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_submit(by, letter).require()
    if seen != letter.version:
        raise Problem("letter.changed_meanwhile")
    _check_whole(letter, at)
    letter.stage, letter.digest, letter.returned_note = Stage.SUBMITTED, digest_of(letter), ""
    letter.submitted_at, letter.submitted_by = at, by.actor_ref
    letter.save()
    text = bytes(letter.digest).hex()
    record(
        Fact.LETTER_SUBMITTED, letter, by=by, at=at, key=key, text=text, version=letter.version,
        initials=len(initials_of(letter)),
    )  # fmt: skip
    return letter


def _check_whole(letter: Letter, at: datetime) -> None:
    content = content_of(letter)
    for part in missing(Kind(letter.kind), content):
        raise Problem(f"letter.missing.{part}", part)
    for code, field in content.signer.faults():
        raise Problem(code, field)
    if letter.signer is not None:
        verdict = signer_stands(letter, day_at(letter.agency, at))
        if not verdict:
            raise Problem(verdict.reason, "signer")
    reachable = set(candidates_at(letter.agency, day_at(letter.agency, at)).values_list("pk", flat=True))
    if any(i.person_id not in reachable for i in initials_of(letter)):
        raise Problem("letter.initialler_has_left", "initials")


@action(Fact.LETTER_INITIALLED)
def initial_letter(
    letter: Letter, *, seen: str, by: Staff, at: datetime, key: str | None = None
) -> Letter | Unchanged[Letter]:
    """Put one's initials to the frozen text. `seen` is the digest (hex) that was on the page. Raises Refused, Problem."""
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_initial(by, letter).require()
    check_seen(letter, seen)
    mine = next_to_initial(letter)
    if mine is None:
        raise Refused(Why.NOT_YOUR_TURN)
    mine.given_at, mine.given_by, mine.digest = at, by.actor_ref, letter.digest
    mine.save(update_fields=["given_at", "given_by", "digest"])
    record(Fact.LETTER_INITIALLED, letter, by=by, at=at, key=key, text=seen, place=mine.place_in_order)
    return letter


@action(Fact.LETTER_RETURNED)
def return_letter(
    letter: Letter, *, note: str, by: Staff, at: datetime, key: str | None = None
) -> Letter | Unchanged[Letter]:
    """Send a letter back to its drafter, with the reason; a number that it had stays with it. Raises Refused, Problem."""
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_return(by, letter).require()
    if not note.strip():
        raise Problem("letter.note_needed", "note")
    reopen(letter)
    letter.returned_note = note.strip()
    letter.save()
    record(Fact.LETTER_RETURNED, letter, by=by, at=at, key=key)
    return letter


@action(Fact.LETTER_CANCELLED)
def cancel_letter(
    letter: Letter, *, note: str, by: Staff, at: datetime, key: str | None = None
) -> Letter | Unchanged[Letter]:
    """Cancel a letter before it was sent. Its number is void and stays in the register with the reason.

    Raises Refused, and Problem when no reason is given.
    """
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_cancel(by, letter).require()
    if not note.strip():
        raise Problem("letter.note_needed", "note")
    letter.stage, letter.cancelled_note = Stage.CANCELLED, note.strip()
    letter.cancelled_at, letter.cancelled_by = at, by.actor_ref
    letter.save()
    row = letter.number_row
    if row is not None:
        row.state, row.note, row.settled_at, row.settled_by = State.VOID, note.strip(), at, by.actor_ref
        row.save(update_fields=["state", "note", "settled_at", "settled_by"])
    record(Fact.LETTER_CANCELLED, letter, by=by, at=at, key=key, number=row.ref if row else "")
    return letter


def check_seen(letter: Letter, seen: str) -> None:
    """Whether the text on the page is the text that is frozen. Raises Problem: the form is out of date."""
    if letter.digest is None or bytes(letter.digest).hex() != seen:
        raise Problem("letter.form_out_of_date")
