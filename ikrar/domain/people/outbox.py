"""Which mail is owed, who sends it now, and what becomes of it? A queue in the database: at least once, one row a thing."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import CharField, Exists, Expression, F, Value
from django.db.models.functions import Concat

from ikrar.domain.people.models import Outbox


class Stage(StrEnum):
    """How far a mail has come."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"  # given up after the last try
    DEMO = "demo"  # a demo sends nothing
    LAPSED = "lapsed"  # too old to be news
    NO_ADDRESS = "no_address"  # the address went before the mail did


PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720, 1440))  # after try 1, 2, ... 7
TRIES = len(PAUSES) + 1
CLAIMED = timedelta(minutes=10)  # whoever claimed a mail and died has lost it after that


def put_mail(kind: str, about: str, *, at: datetime) -> None:
    """Owe a letter of this kind about this thing; once only, however often it is asked."""
    row = Outbox(key=f"{kind}:{about}", kind=kind, about=about, made_at=at, due_at=at)
    Outbox.objects.bulk_create([row], ignore_conflicts=True)


def mail_about(kind: str, *about: Expression | str) -> Exists:
    """Whether a letter of this kind about a thing was ever owed: a condition on rows, for picking those without one.

    `about` is what `put_mail` takes, in parts; a part may be a column of the row.
    """
    parts = [Value(part) if isinstance(part, str) else part for part in (f"{kind}:", *about)]
    return Exists(Outbox.objects.filter(key=Concat(*parts, output_field=CharField())))


def is_mail_due(at: datetime) -> bool:
    """Whether any letter waits for this moment; asked every second, so it writes nothing and locks nothing."""
    return Outbox.objects.filter(stage=Stage.WAITING, due_at__lte=at).exists()


def due_mail(at: datetime, limit: int) -> list[Outbox]:
    """Letters that may be tried now, those that wait longest first; at most `limit`."""
    rows = Outbox.objects.filter(stage=Stage.WAITING, due_at__lte=at, tries__lt=TRIES)
    return list(rows.order_by("due_at", "pk")[:limit])


def claim_mail(row: Outbox, at: datetime) -> bool:
    """Take one letter for this worker; False when another one was faster. A claim counts as a try."""
    mine = Outbox.objects.filter(pk=row.pk, stage=Stage.WAITING, due_at=row.due_at, tries=row.tries)
    if not mine.update(tries=F("tries") + 1, due_at=at + CLAIMED):
        return False
    row.tries += 1
    return True


def settle_mail(row: Outbox, stage: Stage, at: datetime) -> None:
    """The letter has come to its end."""
    failure = row.failure if stage is Stage.FAILED else ""
    Outbox.objects.filter(pk=row.pk).update(stage=stage, settled_at=at, failure=failure)


def postpone_mail(row: Outbox, failure: str, at: datetime) -> None:
    """A try went wrong: wait longer each time, and give up after the last one."""
    row.failure = failure[:60]
    if row.tries >= TRIES:
        settle_mail(row, Stage.FAILED, at)
        return
    Outbox.objects.filter(pk=row.pk).update(due_at=at + PAUSES[row.tries - 1], failure=row.failure)


def close_spent_mail(at: datetime) -> int:
    """Give up letters whose last try ended with its worker; how many."""
    spent = Outbox.objects.filter(stage=Stage.WAITING, due_at__lte=at, tries__gte=TRIES)
    return spent.update(stage=Stage.FAILED, settled_at=at)


def close_all_mail(stage: Stage, at: datetime) -> int:
    """Bring every waiting letter to this end without a try; how many."""
    return Outbox.objects.filter(stage=Stage.WAITING).update(stage=stage, settled_at=at)
