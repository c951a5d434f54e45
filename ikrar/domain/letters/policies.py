"""Who may draft, initial, number, sign, send and receive letters: one verdict each."""

from datetime import date

from ikrar.core.letters_stages import Stage, Way, Why, can_cancel, stands
from ikrar.core.verdicts import YES, Verdict, when
from ikrar.core.verdicts import Why as Shared
from ikrar.domain.letters.models import Disposition, Incoming, Letter
from ikrar.domain.letters.queries import content_of, next_to_initial, seat_to_sign
from ikrar.domain.letters.queries.letters import OF_INVITATIONS
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, may
from ikrar.domain.roster.seat_queries import is_candidate


def may_draft(staff: Staff, agency: Agency) -> Verdict:
    """May this person draft a letter of this body?"""
    return may(staff, Permission.LETTER_DRAFT, agency)


def may_register(staff: Staff, agency: Agency) -> Verdict:
    """May this person keep the registers of this body: letterhead, numbering, agenda, export?"""
    return may(staff, Permission.LETTER_REGISTER, agency)


def _may_write(staff: Staff, agency: Agency) -> Verdict:
    """Whoever drafts or whoever keeps the register."""
    drafts = may_draft(staff, agency)
    return drafts if drafts else may_register(staff, agency)


def may_change(staff: Staff, letter: Letter) -> Verdict:
    """May the text still be changed? Only while it is a draft."""
    return may_draft(staff, letter.agency) & stands(letter.stage, Stage.DRAFT)


def may_submit(staff: Staff, letter: Letter) -> Verdict:
    """May the letter go to those who initial and sign?"""
    return may_change(staff, letter)


def may_name_signer(staff: Staff, letter: Letter) -> Verdict:
    """May another signer be named? Before the signature; what was initialled is then initialled anew."""
    return may_draft(staff, letter.agency) & stands(letter.stage, Stage.DRAFT, Stage.SUBMITTED)


def may_initial(staff: Staff, letter: Letter) -> Verdict:
    """May this person initial now? In order, and only who was named."""
    upcoming = next_to_initial(letter) if letter.stage == Stage.SUBMITTED else None
    mine = upcoming is not None and upcoming.person_id == staff.person.pk
    return stands(letter.stage, Stage.SUBMITTED) & when(mine, Why.NOT_YOUR_TURN)


def may_return(staff: Staff, letter: Letter) -> Verdict:
    """May this person send the letter back to its drafter? Who initials next, who signs, or who drafted it."""
    handles = bool(may_initial(staff, letter)) or letter.signer_id == staff.person.pk
    allowed = YES if handles else may_draft(staff, letter.agency)
    return stands(letter.stage, Stage.SUBMITTED) & allowed


def may_number(staff: Staff, letter: Letter) -> Verdict:
    """May this person give the letter its number now? Once; the signer may do it too, at the moment of signing."""
    allowed = YES if letter.signer_id == staff.person.pk else _may_write(staff, letter.agency)
    return (
        allowed & stands(letter.stage, Stage.SUBMITTED, Stage.DRAFT) & when(not letter.number, Why.HAS_NUMBER)
    )


def signer_stands(letter: Letter, on: date) -> Verdict:
    """Whether the named signer still holds a seat that signs for this body, under the term that the letter names.

    On an invitation nobody signs for oneself, nor while standing for election: as with the disposition.
    """
    if letter.signer is None:
        return Verdict(Why.PAPER_ONLY)
    seat = seat_to_sign(letter.signer, letter.agency, letter.kind, on)
    if seat is None:
        return Verdict(Why.SIGNER_HAS_LEFT)
    content = content_of(letter)
    fits = when(seat.term == content.signer.term, Why.TERM_CHANGED)
    if not letter.about.startswith(OF_INVITATIONS):
        return fits
    is_sent = letter.signer.name.casefold() in {who.name.casefold() for who in content.body.people}
    return (
        fits
        & when(not is_sent, Why.SIGNER_IS_SENT)
        & when(not is_candidate(letter.signer, on), Why.SIGNER_STANDS)
    )


def _is_ready(letter: Letter) -> Verdict:
    return stands(letter.stage, Stage.SUBMITTED) & when(
        letter.stage != Stage.SUBMITTED or next_to_initial(letter) is None, Why.INITIALS_MISSING
    )


def may_sign(staff: Staff, letter: Letter, on: date) -> Verdict:
    """May this person sign with a key now? The named signer alone, in office, after all initials."""
    mine = when(letter.signer_id == staff.person.pk, Why.NOT_THE_SIGNER)
    return _is_ready(letter) & signer_stands(letter, on) & mine


def may_scan(staff: Staff, letter: Letter, on: date) -> Verdict:
    """May this person bring back the paper that was signed by hand? A named signer must have been in office."""
    in_office = YES if letter.signer is None else signer_stands(letter, on)
    return _may_write(staff, letter.agency) & _is_ready(letter) & in_office


def may_print(staff: Staff, letter: Letter) -> Verdict:
    """May this person print the letter for the pen, without the mark of a concept? Once all have initialled."""
    mine = YES if letter.signer_id == staff.person.pk else _may_write(staff, letter.agency)
    return mine & _is_ready(letter)


def may_check_scan(staff: Staff, letter: Letter) -> Verdict:
    """May this person take the second look at a scan? Never who brought it in."""
    return (
        _may_write(staff, letter.agency)
        & when(letter.signed_way == Way.PAPER and letter.stage != Stage.CANCELLED, Why.NOT_A_SCAN)
        & when(letter.checked_at is None, Why.CHECKED_ALREADY)
        & when(letter.signed_by != staff.actor_ref, Shared.SAME_PERSON_TWICE)
    )


def may_send(staff: Staff, letter: Letter) -> Verdict:
    """May this person note where the signed letter went? As often as there are receivers."""
    return _may_write(staff, letter.agency) & stands(letter.stage, Stage.SIGNED, Stage.SENT)


def may_cancel(staff: Staff, letter: Letter) -> Verdict:
    """May the letter be cancelled? Until it was sent."""
    return _may_write(staff, letter.agency) & can_cancel(letter.stage)


def may_add_scan(staff: Staff, incoming: Incoming) -> Verdict:
    """May this person add the scan of a letter that was registered without one?"""
    return may_register(staff, incoming.agency) & when(not incoming.scan_sha256, Why.HAS_SCAN)


def may_dispose(staff: Staff, incoming: Incoming) -> Verdict:
    """May this person order something about a letter that came in? Whoever signs for the body, or its registrar."""
    signs = may(staff, Permission.LETTER_SIGN, incoming.agency)
    return signs if signs else may_register(staff, incoming.agency)


def may_answer(staff: Staff, disposition: Disposition) -> Verdict:
    """May this person say that an order is done? To whom it was given, or the registrar of the body."""
    mine = disposition.person_id == staff.person.pk
    allowed = YES if mine else may_register(staff, disposition.incoming.agency)
    return allowed & when(disposition.done_at is None, Why.ALREADY_DONE)
