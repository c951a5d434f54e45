"""The jobs of tests: have the questions ready, and remind people."""

from datetime import datetime

from ikrar.domain.learning import notices
from ikrar.domain.learning.actions import load_bank
from ikrar.domain.ledger.actions import Worker


def load_questions(at: datetime) -> int:
    """Bring the questions that ship with the program into the record; the version in force."""
    return load_bank(by=Worker("questions"), at=at).version


def remind(at: datetime) -> int:
    """Owe reminders to people who have not passed an open test, and warn officers on its last day."""
    return notices.warn_officers(at) + notices.remind_people(at)
