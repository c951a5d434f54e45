"""The jobs of drives: go on opening, follow the roster, tell the log, and have the texts ready."""

from datetime import datetime

from ikrar.domain.dashboards import instruction_notices
from ikrar.domain.ledger.actions import Worker
from ikrar.domain.programme import activity_notices, following, taskforce_notices, vulnerability_notices
from ikrar.domain.texts.actions import load_library


def open_drives(at: datetime) -> int:
    """Go on with every drive whose opening was begun."""
    return following.continue_openings(at)


def follow_rosters(at: datetime) -> int:
    """Bring targets in line with rosters that changed, then write the new roster leaves."""
    changed = following.follow_rosters(at)
    following.tell_targets(at)
    return changed


def load_texts(at: datetime) -> int:
    """Bring the texts that ship with the program into the record."""
    return len(load_library(by=Worker("texts"), at=at))


def remind_of_vulnerabilities(at: datetime) -> int:
    """Tell whoever keeps the register that an entry must be looked at again."""
    return vulnerability_notices.remind_of_reviews(at)


def remind_of_activities(at: datetime) -> int:
    """Tell whoever keeps an activity that photos wait for the check, or that its report is due."""
    return activity_notices.remind_of_photos(at) + activity_notices.remind_of_reports(at)


def remind_of_tasks(at: datetime) -> int:
    """Tell whoever must act of tasks and follow-ups that are due tomorrow or late."""
    return taskforce_notices.remind_of_due(at)


def remind_of_instructions(at: datetime) -> int:
    """Tell the officers of a body what of an instruction is due in a week, tomorrow, or late."""
    return instruction_notices.remind(at)
