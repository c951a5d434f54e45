"""What do the letters to staff say? That there is something, and where; never what it says or about whom."""

from collections import Counter
from datetime import datetime
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from ikrar import words
from ikrar.domain.people import notices
from ikrar.domain.people.models import Notice, Person
from ikrar.domain.people.outbox import Stage
from ikrar.domain.people.queries import person_by_ref
from ikrar.worker.mail.writing import Letter, written


def notice_letter(about: str, at: datetime) -> Letter | Stage:
    """One notice to somebody who wants mail at once; lapsed when it was seen meanwhile."""
    row = notices.notice_by_key(int(about.partition(":")[2]))
    if row is None or row.seen_at is not None:
        return Stage.LAPSED
    if not row.person.email:
        return Stage.NO_ADDRESS
    values = {"sentence": sentence_of(row), **_shared(row.person)}
    return written(
        "notice",
        values,
        to=row.person.email,
        mark=f"notice.{row.pk}",
        sent=partial(notices.mark_mailed, [row], at),
    )


def digest_letter(about: str, at: datetime) -> Letter | Stage:
    """The digest of a day; lapsed when nothing in it is new any more."""
    _, ref, day = about.split(":")
    person = person_by_ref(ref)
    rows = list(notices.fresh_of(person))
    if not rows:
        return Stage.LAPSED
    if not person.email:
        return Stage.NO_ADDRESS
    values = {"lines": Counter(map(sentence_of, rows)).most_common(), **_shared(person)}
    told = partial(notices.mark_mailed, rows, at)
    return written("digest", values, to=person.email, mark=f"digest.{ref}.{day}", sent=told)


def sentence_of(row: Notice) -> str:
    """The sentence of a notice, in Indonesian."""
    with translation.override("id"):
        return words.say(f"notice.{row.kind}")


def _shared(person: Person) -> dict[str, object]:
    page = settings.IKRAR_ADDRESS + reverse("notices:index")
    return {
        "name": person.name,
        "address": page,
        "wish_address": settings.IKRAR_ADDRESS + reverse("notices:wish"),
    }
