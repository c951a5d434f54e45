"""What does a letter of the outbox say, and to whom does it go?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from ikrar import words
from ikrar.core.refs import grouped
from ikrar.domain.learning import notices as reminders
from ikrar.domain.people.models import Outbox
from ikrar.domain.people.outbox import Stage
from ikrar.domain.pledges import notices


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, ready to be sent; `mark` names it for ever, so that a mail server can drop a second copy."""

    to: str
    subject: str
    body: str
    mark: str


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


def written(folder: str, values: dict[str, object], *, to: str, mark: str) -> Letter:
    """A letter from the two templates of a folder, in Indonesian whatever language the worker was started in."""
    with translation.override("id"):
        subject = " ".join(render_to_string(f"mail/{folder}/subject.txt", values).split())
        body = render_to_string(f"mail/{folder}/body.txt", values)
    return Letter(to=to, subject=subject, body=body, mark=mark)


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
}
