"""Who may sign, refuse, dispute, count and check: one verdict each, for the button, the page and the action."""

from datetime import datetime

from ikrar.core.pledges import Why, may_arrive
from ikrar.core.verdicts import Verdict, when
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.pledges.queries.entrances import Entrance
from ikrar.domain.pledges.queries.signers import Signer

OPEN_APEL = "open"
PLANNED_APEL = "planned"


def may_enter(entrance: Entrance, at: datetime) -> Verdict:
    """May somebody come in through this door now?"""
    arrive = may_arrive(entrance.window, at)
    if entrance.late_link is not None:
        return arrive & when(at <= entrance.late_link.until, Why.LINK_ENDED)
    stage = entrance.apel.stage if entrance.apel else ""
    return arrive & when(stage != PLANNED_APEL, Why.APEL_NOT_OPEN) & when(stage == OPEN_APEL, Why.APEL_CLOSED)


def may_sign(signer: Signer, at: datetime) -> Verdict:
    """May this person's pledge be taken in now? A person who signed may always see that pledge instead."""
    return (
        may_arrive(signer.window, at)
        & when(not signer.has_left, Why.LEFT)
        & when(not signer.has_refused, Why.REFUSED)
        & when(signer.last_round < 1, Why.WITHDRAWN_TWICE)
    )


def may_refuse(signer: Signer, at: datetime) -> Verdict:
    """May this person say that they do not sign?"""
    return may_arrive(signer.window, at) & when(not signer.has_left, Why.LEFT)


def may_withdraw(pledge: Pledge) -> Verdict:
    """May this pledge be declared void? The one that follows a withdrawal may not."""
    return when(pledge.round == 0, Why.WITHDRAWN_TWICE)
