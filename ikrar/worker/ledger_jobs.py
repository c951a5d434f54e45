"""The jobs of the log: give places, sign, and clear away what nobody needs."""

import os
import socket
from datetime import datetime

from ikrar.domain.ledger import sequencer

HOLDER = f"{socket.gethostname()}:{os.getpid()}"


def sequence(at: datetime) -> int:
    """One round of the sequencer, by one worker at a time. Raises Stopped when somebody has to look."""
    from ikrar.worker.loop import take_lease

    return sequencer.run(at) if take_lease("sequence", HOLDER[:60], at) else 0


def clear(at: datetime) -> int:
    """Partial tiles whose full tile has been there for an hour."""
    return sequencer.clear(at)
