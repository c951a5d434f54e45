"""What does a letter of the outbox say, and to whom does it go?"""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from ikrar import words
from ikrar.core.refs import grouped
from ikrar.domain.learning import notices as reminders
from ikrar.domain.people import notices as people_notices
from ikrar.domain.people.models import Outbox
from ikrar.domain.people.outbox import Stage
from ikrar.domain.pledges import notices
from ikrar.worker.mail import staff_letters
from ikrar.worker.mail.writing import Letter, written


def letter_of(row: Outbox, at: datetime) -> Letter | Stage:
    """The letter of a row as things stand now, or the end that the row has come to without one."""
    write = KINDS.get(row.kind)
    return Stage.NO_ADDRESS if write is None else write(row.about, at)


def signed_letter(about: str, at: datetime) -> Letter | Stage:
    """The notice to somebody who signed."""
    notice = notices.notice_of(about)
    if notice is None or not notice.mail:
        return Stage.NO_ADDRESS
    if not notices.is_news(notice, at):
        return Stage.LAPSED
    return signed(notice)


def test_letter(about: str, at: datetime) -> Letter | Stage:
    """The reminder of a test of understanding; lapsed once the person passed, left, or the test closed."""
    reminder = reminders.reminder_of(about)
    if reminder is None or reminder.until <= at:
        return Stage.LAPSED
    values = {
        "it": reminder,
        "address": settings.IKRAR_ADDRESS + reverse("learning:enter", args=[reminder.ref]),
    }
    return written("test", values, to=reminder.mail, mark=f"test.{about.replace(':', '.')}")


def signed(notice: notices.Notice) -> Letter:
    """The notice to a signer."""
    with translation.override("id"):
        way = words.say(f"notice.way.{notice.way}")
    values = {
        "notice": notice,
        "proof": grouped(notice.proof),
        "way": way,
        "address": settings.IKRAR_ADDRESS + reverse("pledges:own", args=[notice.proof]),
    }
    return written("signed", values, to=notice.mail, mark=f"{notices.KIND}.{notice.proof}")


KINDS: dict[str, Callable[[str, datetime], Letter | Stage]] = {
    notices.KIND: signed_letter,
    reminders.KIND: test_letter,
    people_notices.ONE: staff_letters.notice_letter,
    people_notices.DIGEST: staff_letters.digest_letter,
}
