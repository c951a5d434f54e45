"""Changing drives, targets, codes and apel sessions, by name."""

from ikrar.domain.programme.actions.apels import (
    Duty,
    Session,
    Turn,
    change_apel,
    close_apel,
    count_heads,
    extend_apel,
    join_apel,
    note_symbolic_signing,
    open_apel,
    plan_apel,
    set_ceremony,
)
from ikrar.domain.programme.actions.codes import Card, issue_all_codes, issue_codes, reissue_code
from ikrar.domain.programme.actions.drives import (
    Wording,
    approve_drive,
    change_drive,
    close_drive,
    draft_drive,
    extend_drive,
)
from ikrar.domain.programme.actions.opening import begin_opening, continue_opening, open_drive
from ikrar.domain.programme.actions.roster_leaf import tell_target
from ikrar.domain.programme.actions.target import add_asked, change_target, follow_roster, remove_asked

__all__ = [
    "Card",
    "Duty",
    "Session",
    "Turn",
    "Wording",
    "add_asked",
    "approve_drive",
    "begin_opening",
    "change_apel",
    "change_drive",
    "change_target",
    "close_apel",
    "close_drive",
    "continue_opening",
    "count_heads",
    "draft_drive",
    "extend_apel",
    "extend_drive",
    "follow_roster",
    "issue_all_codes",
    "issue_codes",
    "join_apel",
    "note_symbolic_signing",
    "open_apel",
    "open_drive",
    "plan_apel",
    "reissue_code",
    "remove_asked",
    "set_ceremony",
    "tell_target",
]
