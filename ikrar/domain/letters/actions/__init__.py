"""Changing letters, numbers, letterheads and what came in, by name."""

from ikrar.domain.letters.actions.drafting import Draft, change_letter, draft_letter, name_signer
from ikrar.domain.letters.actions.heads import Head, Register, close_numbering, set_letterhead, set_numbering
from ikrar.domain.letters.actions.incoming import (
    Arrived,
    Ordered,
    add_incoming_scan,
    answer_disposition,
    dispose_letter,
    receive_letter,
)
from ikrar.domain.letters.actions.numbers import (
    Elsewhere,
    give_number,
    note_elsewhere,
    release_number,
    reserve_number,
    use_reserved,
)
from ikrar.domain.letters.actions.sending import Dispatch, export_letters, send_letter
from ikrar.domain.letters.actions.signing import SignedFile, check_scan, keep_scan, sign_letter
from ikrar.domain.letters.actions.stages import cancel_letter, initial_letter, return_letter, submit_letter

__all__ = [
    "Arrived",
    "Dispatch",
    "Draft",
    "Elsewhere",
    "Head",
    "Ordered",
    "Register",
    "SignedFile",
    "add_incoming_scan",
    "answer_disposition",
    "cancel_letter",
    "change_letter",
    "check_scan",
    "close_numbering",
    "dispose_letter",
    "draft_letter",
    "export_letters",
    "give_number",
    "initial_letter",
    "keep_scan",
    "name_signer",
    "note_elsewhere",
    "receive_letter",
    "release_number",
    "reserve_number",
    "return_letter",
    "send_letter",
    "set_letterhead",
    "set_numbering",
    "sign_letter",
    "submit_letter",
    "use_reserved",
]
