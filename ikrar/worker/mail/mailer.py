"""The job that sends what is due: a little at a time, each letter claimed first, and never a real one from a demo."""

import logging
import time
from contextlib import closing
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from ikrar.domain.ledger.models import Bookmark
from ikrar.domain.people import outbox
from ikrar.domain.people.models import Outbox
from ikrar.domain.people.outbox import Stage
from ikrar.worker.mail.letters import letter_of
from ikrar.worker.mail.writing import Letter

log = logging.getLogger(__name__)
BATCH = 25  # letters looked at in one round
SECONDS = 1.0  # and no new one after that: the sequencer waits in the same loop
REST = timedelta(minutes=1)  # a mail server that does not answer is left alone that long
ONE_LETTER = (SMTPRecipientsRefused, SMTPDataError, ValueError)  # any other failure is the server's
READER = "send-mail"  # the bookmark that says why mail stands still, for the system operator


def send_mail(at: datetime) -> int:
    """Try due letters; how many were brought on. A crash between sending and noting it repeats that one letter only."""
    if not outbox.is_mail_due(at):
        return 0
    if settings.IKRAR_DEMO:
        return outbox.close_all_mail(Stage.DEMO, at)
    if not settings.IKRAR_MAIL_FROM or _rests(at):
        return 0
    outbox.close_spent_mail(at)
    rows = outbox.due_mail(at, BATCH)
    return _send_rows(rows, at) if rows else 0


def _send_rows(rows: list[Outbox], at: datetime) -> int:
    until = time.monotonic() + SECONDS
    done = 0
    with closing(get_connection()) as server:
        for row in rows:
            if time.monotonic() > until or not _try(row, server, at):
                break
            done += 1
    return done


def _try(row: Outbox, server: Any, at: datetime) -> bool:
    """Try one letter. False when it is no use to go on with this server now."""
    if not outbox.claim_mail(row, at):
        return True
    letter = letter_of(row, at)
    if isinstance(letter, Stage):
        outbox.settle_mail(row, letter, at)
        return True
    try:
        server.open()
        _message(letter, server).send()
    except ONE_LETTER as error:
        outbox.postpone_mail(row, type(error).__name__, at)
        return True
    except OSError as error:
        outbox.postpone_mail(row, type(error).__name__, at)
        _tell(type(error).__name__, at)
        return False
    outbox.settle_mail(row, Stage.SENT, at)
    if letter.sent is not None:
        letter.sent()
    _tell("", at)
    return True


def _message(letter: Letter, server: Any) -> EmailMessage:
    host = settings.IKRAR_MAIL_FROM.rpartition("@")[2].strip("> ")
    headers = {"Message-ID": f"<{letter.mark}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(
        letter.subject, letter.body, settings.IKRAR_MAIL_FROM, [letter.to], connection=server, headers=headers
    )


def _rests(at: datetime) -> bool:
    """Whether the server did not answer a moment ago."""
    return Bookmark.objects.filter(reader=READER, failed_at__gt=at - REST).exclude(failed="").exists()


def _tell(reason: str, at: datetime) -> None:
    """Keep why mail stands still; said once in the log of the machine, not at every try."""
    known = Bookmark.objects.filter(reader=READER).values_list("failed", flat=True).first() or ""
    if not known and not reason:
        return
    Bookmark.objects.update_or_create(
        reader=READER, defaults={"failed": reason, "failed_at": at if reason else None}
    )
    if reason and not known:
        log.error("mail stands still: %s", reason)
