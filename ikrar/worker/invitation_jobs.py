"""The jobs of invitations: reminding, and destroying details by schedule."""

from datetime import datetime

from ikrar.domain.invitations import notices


def remind(at: datetime) -> int:
    """Remind of events and of reports."""
    return notices.remind(at)


def destroy(at: datetime) -> int:
    """Destroy the details of elections that are long over."""
    return notices.destroy_by_schedule(at)
