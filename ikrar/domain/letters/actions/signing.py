"""Keeping the signature: a signed file from a key, or the scan of a paper signed by hand, and the second look at it."""

from dataclasses import dataclass
from datetime import datetime

from ikrar.core.letters_stages import Stage, Way
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import Kept, keep_file
from ikrar.domain.letters.actions.drafting import lock_letter
from ikrar.domain.letters.actions.stages import check_seen
from ikrar.domain.letters.handed_in import FOLDER, LARGEST_FILE
from ikrar.domain.letters.models import Letter
from ikrar.domain.letters.policies import may_check_scan, may_scan, may_sign
from ikrar.domain.roster.queries import Staff, day_at


@dataclass(frozen=True, slots=True)
class SignedFile:
    """What came back from signing with a key: the file, the way, and whose certificate stands in it."""

    pdf: bytes
    way: Way
    certificate: str = ""
    is_certified: bool = False


@action(Fact.LETTER_SIGNED)
def sign_letter(
    letter: Letter, *, signed: SignedFile, seen: str, by: Staff, at: datetime, key: str | None = None
) -> Letter | Unchanged[Letter]:
    """Keep a letter that was signed with a key. `seen` is the digest of the text that was typeset and signed.

    The key is used before, outside of any transaction. Raises Refused, Problem when the text changed meanwhile.
    """
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_sign(by, letter, day_at(letter.agency, at)).require()
    check_seen(letter, seen)
    _must_be_numbered(letter)
    kept = keep_file(signed.pdf, FOLDER, kinds={"pdf"}, largest=LARGEST_FILE)
    letter.certificate, letter.is_certified = signed.certificate[:200], signed.is_certified
    _finish(letter, signed.way, kept.name, kept.sha256, by, at)
    file = kept.sha256.hex()
    record(Fact.LETTER_SIGNED, letter, by=by, at=at, key=key, text=seen, file=file, way=str(signed.way))
    return letter


@action(Fact.LETTER_SCANNED)
def keep_scan(
    letter: Letter, *, scan: Kept, seen: str, by: Staff, at: datetime, key: str | None = None
) -> Letter | Unchanged[Letter]:
    """A letter was printed and signed by hand; `scan` is kept already (`handed_in.keep_document`). Raises Refused, Problem."""
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_scan(by, letter, day_at(letter.agency, at)).require()
    check_seen(letter, seen)
    _must_be_numbered(letter)
    _finish(letter, Way.PAPER, scan.name, scan.sha256, by, at)
    record(Fact.LETTER_SCANNED, letter, by=by, at=at, key=key, text=seen, file=scan.sha256.hex())
    return letter


@action(Fact.LETTER_SCAN_CHECKED)
def check_scan(
    letter: Letter, *, by: Staff, at: datetime, key: str | None = None
) -> Letter | Unchanged[Letter]:
    """The second look: somebody else compared the scan with the text. Raises Refused."""
    if already(key):
        return Unchanged(letter)
    lock_letter(letter)
    may_check_scan(by, letter).require()
    letter.checked_at, letter.checked_by = at, by.actor_ref
    letter.save(update_fields=["checked_at", "checked_by"])
    file = bytes(letter.signed_sha256 or b"").hex()
    record(Fact.LETTER_SCAN_CHECKED, letter, by=by, at=at, key=key, file=file)
    return letter


def _must_be_numbered(letter: Letter) -> None:
    if not letter.number:
        raise Problem("letter.number_needed")


def _finish(letter: Letter, way: Way, name: str, sha256: bytes, by: Staff, at: datetime) -> None:
    letter.stage, letter.signed_way = Stage.SIGNED, way
    letter.signed_at, letter.signed_by = at, by.actor_ref
    letter.signed_name, letter.signed_sha256 = name, sha256
    letter.save()
