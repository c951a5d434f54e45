"""Everything that changes a pledge and what people do instead, by name."""

from ikrar.domain.pledges.actions.absences import end_absences, give_late_link, record_absences
from ikrar.domain.pledges.actions.kiosks import close_kiosk, open_kiosk
from ikrar.domain.pledges.actions.refusing import (
    answer_dispute,
    raise_dispute,
    refuse_pledge,
    withdraw_pledge,
    withdraw_refusal,
)
from ikrar.domain.pledges.actions.registers import keep_register, note_register
from ikrar.domain.pledges.actions.sheets import Checked, check_sheet, enter_sheet, issue_sheet
from ikrar.domain.pledges.actions.signing import sign_pledges, write_pledges

__all__ = [
    "Checked",
    "answer_dispute",
    "check_sheet",
    "close_kiosk",
    "end_absences",
    "enter_sheet",
    "give_late_link",
    "issue_sheet",
    "keep_register",
    "note_register",
    "open_kiosk",
    "raise_dispute",
    "record_absences",
    "refuse_pledge",
    "sign_pledges",
    "withdraw_pledge",
    "withdraw_refusal",
    "write_pledges",
]
