"""Every recurring job: its name, how often it runs (seconds), and the function that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ikrar.worker import (
    erasure_jobs,
    invitation_jobs,
    learning_jobs,
    ledger_jobs,
    notice_jobs,
    programme_jobs,
    roster_jobs,
)
from ikrar.worker.mail import mailer


@dataclass(frozen=True)
class Job:
    """A recurring job; `run` receives the moment and must be safe to repeat."""

    name: str
    every: float
    run: Callable[[datetime], object]


JOBS: tuple[Job, ...] = (
    Job("sequencer", 0.5, ledger_jobs.sequence),
    Job("clear-partials", 3600, ledger_jobs.clear),
    Job("open-drives", 1, programme_jobs.open_drives),
    Job("follow-rosters", 5, programme_jobs.follow_rosters),
    Job("go-on-with-imports", 1, roster_jobs.go_on),
    Job("forget-imports", 3600, roster_jobs.forget),
    Job("replay-erasures", 600, erasure_jobs.replay),
    Job("send-mail", 1, mailer.send_mail),
    Job("load-texts", 3600, programme_jobs.load_texts),
    Job("load-questions", 3600, learning_jobs.load_questions),
    Job("remind-of-tests", 3600, learning_jobs.remind),
    Job("remind-of-vulnerabilities", 3600, programme_jobs.remind_of_vulnerabilities),
    Job("remind-of-activities", 3600, programme_jobs.remind_of_activities),
    Job("remind-of-tasks", 3600, programme_jobs.remind_of_tasks),
    Job("remind-of-instructions", 3600, programme_jobs.remind_of_instructions),
    Job("remind-of-invitations", 600, invitation_jobs.remind),
    Job("destroy-invitations", 86_400, invitation_jobs.destroy),
    Job("owe-digests", 300, notice_jobs.owe_digests),
    Job("forget-notices", 86_400, notice_jobs.forget),
)
