"""What does a letter of the outbox say, and to whom does it go?"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from ikrar import words
from ikrar.core.refs import grouped
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
    notice = notices.notice_of(row.about) if row.kind == notices.KIND else None
    if notice is None or not notice.mail:
        return Stage.NO_ADDRESS
    if not notices.is_news(notice, at):
        return Stage.LAPSED
    return signed(notice)


def signed(notice: notices.Notice) -> Letter:
    """The notice to a signer, in Indonesian whatever language the worker was started in."""
    with translation.override("id"):
        values = {
            "notice": notice,
            "proof": grouped(notice.proof),
            "way": words.say(f"notice.way.{notice.way}"),
            "address": settings.IKRAR_ADDRESS + reverse("pledges:own", args=[notice.proof]),
        }
        subject = " ".join(render_to_string("mail/signed/subject.txt", values).split())
        body = render_to_string("mail/signed/body.txt", values)
    return Letter(to=notice.mail, subject=subject, body=body, mark=f"{notices.KIND}.{notice.proof}")
