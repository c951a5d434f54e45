"""News and letters out of the record: drafted, written, published on the page of the body, and withdrawn with a reason."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from ikrar.core.activities import NewsStage, holds_personal_number
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.locks import lock
from ikrar.domain.letters.actions import Draft, draft_letter
from ikrar.domain.letters.models import Letter
from ikrar.domain.letters.queries import letter_by_ref
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme.actions.activities import lock_activity
from ikrar.domain.programme.activity_policies import (
    may_draft_about,
    may_publish_news,
    may_show_photo,
    may_withdraw_news,
    may_write_news,
)
from ikrar.domain.programme.models import Activity, News, NewsPhoto, Photo
from ikrar.domain.programme.queries.documentation import chosen_photos, digest_of_news
from ikrar.domain.roster.queries import Staff

LONGEST_TEXT = 12_000


@dataclass(frozen=True, slots=True)
class Written:
    """What a news item says, its credits, and the photos in their order."""

    title: str
    text: str
    writer: str = ""
    editor: str = ""
    layout: str = ""
    photographer: str = ""
    photos: Sequence[Photo] = ()


@action(Fact.ACTIVITY_DOCUMENTED)
def document_activity(
    activity: Activity, *, draft: Draft, by: Staff, at: datetime, key: str | None = None
) -> Letter | Unchanged[Letter]:
    """Draft a letter of the activity (invitation, notula, report, press release, minutes). Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(letter_by_ref(json.loads(done.details)["letter"]))
    may_draft_about(by, activity, draft.kind, at).require()
    letter = result_of(draft_letter(activity.agency, draft=draft, by=by, at=at))
    record(Fact.ACTIVITY_DOCUMENTED, activity, by=by, at=at, key=key, letter=letter.ref, kind=letter.kind)
    return letter


@action(Fact.NEWS_WRITTEN)
def write_news(
    activity: Activity, *, written: Written, news: News | None = None, by: Staff, at: datetime,
    key: str | None = None,
) -> News | Unchanged[News]:  # fmt: skip
    """Write a news item, or change one; a published one changes where it stands. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(News.objects.get(ref=json.loads(done.details)["news"]))
    lock_activity(activity)
    if news is not None:
        lock(news, "agency", "activity")
    may_write_news(by, activity, news).require()
    _check(written)
    is_new = news is None
    if news is None:
        news = News(ref=fresh_ref(), activity=activity, agency=activity.agency)
    if news.stage == NewsStage.PUBLISHED:
        _require_fit(written.photos)
    for name in ("title", "text", "writer", "editor", "layout", "photographer"):
        setattr(news, name, getattr(written, name).strip().replace("\r\n", "\n"))
    news.changed_at, news.changed_by = at, by.actor_ref
    news.save(force_insert=is_new)
    NewsPhoto.objects.filter(news=news).delete()
    rows = [NewsPhoto(news=news, photo=p, place_in_order=n) for n, p in enumerate(written.photos, 1)]
    NewsPhoto.objects.bulk_create(rows)
    record(Fact.NEWS_WRITTEN, activity, by=by, at=at, key=key, news=news.ref, stage=news.stage,
           sha256=_digest(news), photos=[p.ref for p in written.photos])  # fmt: skip
    return news


@action(Fact.NEWS_PUBLISHED)
def publish_news(
    news: News, *, seen: str, by: Staff, at: datetime, key: str | None = None
) -> News | Unchanged[News]:
    """Put a news item on the public page of the body; every photo in it must have passed the check.

    `seen` is the digest of the item as it was read. Raises Refused, and Problem when it says something else now.
    """
    if already(key):
        return Unchanged(news)
    lock_activity(news.activity)  # nor do its photos change meanwhile
    lock(news, "agency", "activity")
    may_publish_news(by, news).require()
    if news.stage == NewsStage.PUBLISHED:
        return Unchanged(news)
    photos = chosen_photos(news)
    if seen != digest_of_news(news, photos):
        raise Problem("activity.news_changed_meanwhile")
    _require_fit(photos)
    news.stage, news.published_at, news.published_by = NewsStage.PUBLISHED, at, by.actor_ref
    news.save(update_fields=["stage", "published_at", "published_by"])
    record(Fact.NEWS_PUBLISHED, news, by=by, at=at, key=key, activity=news.activity.ref, sha256=_digest(news),
           photos=[p.ref for p in photos])  # fmt: skip
    return news


@action(Fact.NEWS_WITHDRAWN)
def withdraw_news(
    news: News, *, because: str, by: Staff, at: datetime, key: str | None = None
) -> News | Unchanged[News]:
    """Withdraw a published item: its page says so and why, and shows neither text nor photos. Raises Refused, Problem."""
    if already(key):
        return Unchanged(news)
    lock(news, "agency", "activity")
    may_withdraw_news(by, news).require()
    if not because.strip():
        raise Problem("activity.say_why", "because")
    news.stage, news.withdrawn_at, news.withdrawn_by = NewsStage.WITHDRAWN, at, by.actor_ref
    news.withdrawn_because = because.strip()
    news.save()
    record(Fact.NEWS_WITHDRAWN, news, by=by, at=at, key=key, activity=news.activity.ref)
    return news


def _check(written: Written) -> None:
    for name in ("title", "text"):
        if not getattr(written, name).strip():
            raise Problem(f"activity.news_without_{name}", name)
    if len(written.text) > LONGEST_TEXT:
        raise Problem("activity.news_too_long", "text", limit=LONGEST_TEXT)
    for name in ("title", "text"):
        if holds_personal_number(getattr(written, name)):
            raise Problem("activity.news_with_numbers", name)


def _require_fit(photos: Sequence[Photo]) -> None:
    """Raises Problem that counts the photos which the public may not see, or which say nothing to the blind."""
    unfit = [photo for photo in photos if not may_show_photo(photo)]
    if unfit:
        raise Problem("activity.news_with_unfit_photos", "photos", count=len(unfit))
    silent = [photo for photo in photos if not (photo.alt or photo.caption)]
    if silent:
        raise Problem("activity.news_with_silent_photos", "photos", count=len(silent))


def _digest(news: News) -> str:
    return sha256(f"{news.title}\n\n{news.text}".encode()).hexdigest()
