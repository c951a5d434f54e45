"""Noting where a letter went, and that files were handed to the records system."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from ikrar.core.letters_stages import Sent, Stage
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import Kept
from ikrar.domain.letters.actions.drafting import lock_letter
from ikrar.domain.letters.models import Letter, Sending
from ikrar.domain.letters.policies import may_register, may_send
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at


@dataclass(frozen=True, slots=True)
class Dispatch:
    """To whom a letter went, how, when, and the proof of receipt where there is one."""

    to: str
    way: Sent
    sent_on: date
    proof: Kept | None = None  # see `handed_in.keep_document`


@action(Fact.LETTER_SENT)
def send_letter(
    letter: Letter, *, dispatch: Dispatch, by: Staff, at: datetime, key: str | None = None
) -> Letter | Unchanged[Letter]:
    """Note that a signed letter went out; once for each receiver. Raises Refused, Problem."""
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_send(by, letter).require()
    sending = Sending(letter=letter, to=" ".join(dispatch.to.split()), way=Sent(dispatch.way))
    _check(letter, sending, dispatch, at)
    if dispatch.proof is not None:
        sending.proof_name, sending.proof_sha256 = dispatch.proof.name, dispatch.proof.sha256
    sending.sent_on, sending.noted_at, sending.noted_by = dispatch.sent_on, at, by.actor_ref
    sending.save(force_insert=True)
    letter.stage = Stage.SENT
    letter.save(update_fields=["stage"])
    proof = bytes(sending.proof_sha256).hex() if sending.proof_sha256 else ""
    record(Fact.LETTER_SENT, letter, by=by, at=at, key=key, way=str(sending.way), proof=proof)
    return letter


def _check(letter: Letter, sending: Sending, dispatch: Dispatch, at: datetime) -> None:
    if not sending.to or len(sending.to) > 200:
        raise Problem("letter.receiver_needed", "to")
    if dispatch.sent_on > day_at(letter.agency, at):
        raise Problem("letter.sent_ahead", "sent_on")
    if letter.dated_on is not None and dispatch.sent_on < letter.dated_on:
        raise Problem("letter.sent_before_dated", "sent_on")


@action(Fact.LETTER_EXPORTED)
def export_letters(
    agency: Agency,
    *,
    letters: Sequence[str],
    package: bytes,
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> str | Unchanged[str]:
    """Note that a package for the records system was made, with its digest; the file itself is not kept.

    Raises Refused, and Problem when there is nothing in it.
    """
    digest = sha256(package).hexdigest()
    if already(key):
        return Unchanged(digest)
    may_register(by, agency).require()
    if not letters:
        raise Problem("letter.nothing_to_export")
    record(
        Fact.LETTER_EXPORTED, agency, by=by, at=at, key=key, letters=len(letters), package=digest,
        refs=list(letters)[:200],
    )  # fmt: skip
    return digest
