"""Every recurring job: its name, how often it runs (seconds), and the function that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Job:
    """A recurring job; `run` receives the moment and must be safe to repeat."""

    name: str
    every: float
    run: Callable[[datetime], object]


JOBS: tuple[Job, ...] = ()
