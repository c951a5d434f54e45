"""What is kept of official letters, by name."""

from ikrar.domain.letters.models.incoming import Disposition, Incoming
from ikrar.domain.letters.models.letters import Initial, Letter, LetterVersion, Sending
from ikrar.domain.letters.models.numbers import Letterhead, Numbering, RegisterNumber

__all__ = [
    "Disposition",
    "Incoming",
    "Initial",
    "Letter",
    "LetterVersion",
    "Letterhead",
    "Numbering",
    "RegisterNumber",
    "Sending",
]
