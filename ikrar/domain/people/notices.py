"""What should this person know? One row a person, kind and thing; pages, mail and digests are made from it later."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from ikrar.domain.people.models import MailWish, Notice, Person
from ikrar.domain.people.outbox import put_mail

KEPT = timedelta(days=180)  # a notice older than this is deleted: what happened stands in the ledger


class Wish(StrEnum):
    """How a person wants notices by mail."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    NONE = "none"


ONE, DIGEST = "notice", "digest"  # kinds of letters in the outbox


def tell(people: Iterable[Person], kind: str, about: str, *, at: datetime) -> None:
    """Give these people a notice, once each, and owe a mail to those who want one at once. Safe to repeat.

    `kind` is `noun.what_happened`, with its sentence in words under `notice.<kind>`; `about` is a subject of the
    ledger. Nothing personal and nothing secret goes in: who may see the thing finds it behind its own door.
    """
    told = {person.pk: person for person in people}
    rows = [Notice(person=person, kind=kind, about=about, made_at=at) for person in told.values()]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    eager = MailWish.objects.filter(person__in=told, wish=Wish.AT_ONCE).values_list("person_id", flat=True)
    unsent = Notice.objects.filter(person__in=list(eager), kind=kind, about=about, mailed_at=None)
    for pk in unsent.exclude(person__email="").values_list("pk", flat=True):
        put_mail(ONE, f"notice:{pk}", at=at)


def notices_of(person: Person) -> QuerySet[Notice]:
    """The notices of a person, newest first."""
    return Notice.objects.filter(person=person).order_by("-made_at", "-pk")


def unseen(person: Person) -> int:
    """How many notices the person has not looked at."""
    return Notice.objects.filter(person=person, seen_at=None).count()


def mark_seen(person: Person, at: datetime, *, up_to: int) -> int:
    """The person has looked at the notices up to this one (its key); how many were new."""
    return Notice.objects.filter(person=person, seen_at=None, pk__lte=up_to).update(seen_at=at)


def wish_of(person: Person) -> Wish:
    """How the person wants mail."""
    found = MailWish.objects.filter(person=person).values_list("wish", flat=True).first()
    return Wish(found) if found else Wish.DIGEST


def set_wish(person: Person, wish: Wish) -> None:
    """The person chooses how mail comes."""
    MailWish.objects.update_or_create(person=person, defaults={"wish": wish})


def owe_digests(people: Iterable[Person], day: date, at: datetime) -> int:
    """Owe each of these people a digest of a day when there is something unseen and not mailed yet; how many."""
    owed = 0
    for person in people:
        if person.email and wish_of(person) is Wish.DIGEST and fresh_of(person).exists():
            put_mail(DIGEST, f"person:{person.ref}:{day:%Y%m%d}", at=at)
            owed += 1
    return owed


def fresh_of(person: Person) -> QuerySet[Notice]:
    """What a digest tells: unseen and in no mail so far, the oldest first."""
    return Notice.objects.filter(person=person, seen_at=None, mailed_at=None).order_by("pk")


def mark_mailed(rows: Iterable[Notice], at: datetime) -> None:
    """These notices stand in a mail that left."""
    Notice.objects.filter(pk__in=[row.pk for row in rows], mailed_at=None).update(mailed_at=at)


def notice_by_key(pk: int) -> Notice | None:
    """One notice with its person; None when it is gone."""
    return Notice.objects.select_related("person").filter(pk=pk).first()


def people_with_news() -> list[Person]:
    """Everybody who has something unseen that no mail has told."""
    waiting = Notice.objects.filter(seen_at=None, mailed_at=None).values("person")
    return list(Person.objects.filter(pk__in=waiting).order_by("pk"))


def forget_notices(at: datetime) -> int:
    """Delete notices that are older than KEPT; how many."""
    return Notice.objects.filter(made_at__lt=at - KEPT).delete()[0]
