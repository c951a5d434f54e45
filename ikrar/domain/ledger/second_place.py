"""What did the log sign last, remembered apart from the database, so that a restored backup cannot fork it?

One file holds the last signed checkpoint, best on another disk or host (settings.IKRAR_SECOND). It is changed
only by whoever knows what stands in it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

FILE = "last-checkpoint"


class MovedOn(Exception):
    """Something else stands at the second place: another sequencer was faster, or this one forgot."""


class SecondPlace:
    """The last signed checkpoint in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self) -> str | None:
        """The signed note that was stored last; None before the first."""
        try:
            return (self.folder / FILE).read_text("utf-8")
        except FileNotFoundError:
            return None

    def swap(self, old: str | None, new: str) -> None:
        """Stores `new` if `old` still stands there, in one durable step. Raises MovedOn."""
        with self._alone():
            if self.read() != old:
                raise MovedOn("the last signed checkpoint is another one")
            draft = self.folder / f".{FILE}"
            with draft.open("w", encoding="utf-8") as file:
                file.write(new)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.folder / FILE)
            _sync(self.folder)

    def set_aside(self, at: datetime) -> None:
        """Puts the memory away under another name, after somebody has answered for the fork."""
        with self._alone():
            if (self.folder / FILE).exists():
                (self.folder / FILE).replace(self.folder / f"{FILE}-abandoned-{at:%Y%m%d-%H%M%S}")
                _sync(self.folder)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def second_place() -> SecondPlace:
    """The second place of this installation."""
    return SecondPlace(Path(getattr(settings, "IKRAR_SECOND", settings.IKRAR_HOME / "second")))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
