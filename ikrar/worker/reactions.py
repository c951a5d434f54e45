"""When this happened, then do that: one table. Reactions must be safe to repeat."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ikrar.domain.dashboards import instruction_notices
from ikrar.domain.invitations import notices as invitation_notices
from ikrar.domain.learning import erasing as learning_erasing
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.letters import notices as letter_notices
from ikrar.domain.pledges import notices
from ikrar.domain.pledges.actions import erasing
from ikrar.domain.programme import activity_erasing, following, settling, taskforce_notices


@dataclass(frozen=True)
class Reaction:
    """What follows from some facts; it reads the ledger from a bookmark of its own name."""

    name: str
    facts: tuple[Fact, ...]
    run: Callable[[Entry, datetime], object]


REACTIONS: tuple[Reaction, ...] = (
    Reaction("follow-roster", following.FOLLOWED, following.follow_fact),
    Reaction("settle-attendance", (Fact.SCANS_TAKEN_IN,), settling.settle_scans),
    Reaction("finish-erasure", (Fact.PERSON_ERASED,), erasing.finish_erasure),
    Reaction("clear-attempts", (Fact.PERSON_ERASED,), learning_erasing.follow_erasure),
    Reaction("notify-member", (Fact.TASKFORCE_TASK_SET,), taskforce_notices.notify_member),
    Reaction("ask-to-declare", (Fact.TASKFORCE_FORMED,), taskforce_notices.ask_to_declare),
    Reaction("clear-parts", (Fact.PERSON_ERASED,), activity_erasing.follow_erasure),
    Reaction("tell-of-instructions", instruction_notices.ARRIVED, instruction_notices.tell_of_arrival),
    Reaction("tell-of-instruction-changes", instruction_notices.CHANGED, instruction_notices.tell_of_change),
    Reaction("notify-deciders", (Fact.INVITATION_REGISTERED,), invitation_notices.notify_deciders),
    Reaction("notify-invited", (Fact.INVITATION_DECIDED,), invitation_notices.notify_invited),
    Reaction("notify-advisers", (Fact.DUTY_NOTE_WRITTEN,), invitation_notices.notify_advisers),
    Reaction("notify-writer", (Fact.DUTY_NOTE_ANSWERED,), invitation_notices.notify_writer),
    Reaction("notify-signer", (Fact.PLEDGE_SIGNED, Fact.PLEDGE_CORRECTED), notices.notify_signer),
    Reaction("tell-of-letters", letter_notices.MOVED, letter_notices.tell_of_letter),
    Reaction("tell-of-dispositions", letter_notices.DISPOSED, letter_notices.tell_of_disposition),
)
