"""The jobs of the log: give places, sign, and clear away what nobody needs."""

from datetime import datetime

from ikrar.domain.ledger import sequencer
from ikrar.domain.ledger.leases import take_lease
from ikrar.domain.ledger.second_place import MovedOn


def sequence(at: datetime) -> int:
    """One round of the sequencer. Raises Stopped when somebody has to look.

    It needs no lease: when several workers run it, rows are locked, files are the same, and one signature wins.
    """
    try:
        return sequencer.run(at)
    except MovedOn:
        return 0


def clear(at: datetime) -> int:
    """Partial tiles whose full tile has been there for an hour."""
    return sequencer.clear(at)
