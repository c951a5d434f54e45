"""Erasures that must not be undone by a restored backup."""

from datetime import datetime

from django.conf import settings

from ikrar.domain.ledger.actions import Worker
from ikrar.domain.pledges.actions.erasing import replay_erasures

LIST = "erased.txt"


def replay(at: datetime) -> int:
    """Clear again whoever stands on the list of erased people that lies beside the database."""
    path = settings.IKRAR_HOME / LIST
    return (
        replay_erasures(path.read_text().split(), by=Worker("replay-erasures"), at=at) if path.exists() else 0
    )
