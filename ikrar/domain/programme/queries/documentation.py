"""Reading photos and news: what documents an activity, what may be published, and what does the public see?"""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects

from ikrar.core.activities import REPORT_AFTER, NewsStage, Stage
from ikrar.core.letters import Kind as LetterKind
from ikrar.core.photos import BOXES, Mask, Which
from ikrar.core.verdicts import Hidden
from ikrar.domain.elections.queries import Told, elections_for
from ikrar.domain.ledger.files import read_file
from ikrar.domain.letters.queries import letters_about
from ikrar.domain.programme.models import (
    Activity,
    ActivitySession,
    ElectionSigns,
    News,
    Photo,
    PhotoFile,
    PoseCheck,
)
from ikrar.domain.roster.models import Agency

UNCHECKED_AFTER = timedelta(days=1)


def photos_of(activity: Activity) -> list[Photo]:
    """The photos that stand in an activity, in order."""
    rows = Photo.objects.filter(activity=activity, removed_at=None).select_related("activity__agency")
    return list(rows.order_by("place_in_order", "pk"))


def photos_to_show(activity: Activity) -> list[Photo]:
    """The photos that stand in an activity, in order, with their files and checks: for pages that list them."""
    photos = photos_of(activity)
    prefetch_related_objects(photos, "files", "checks")
    return photos


def removed_photos_of(activity: Activity) -> list[Photo]:
    """The photos that were removed, with their reasons, the latest first."""
    return list(Photo.objects.filter(activity=activity).exclude(removed_at=None).order_by("-removed_at", "-pk"))


def photo_of(activity: Activity, ref: str) -> Photo:
    """One photo of an activity that was not removed. Raises Hidden."""
    found = next((photo for photo in photos_of(activity) if photo.ref == ref), None)
    if found is None:
        raise Hidden
    return found


def masks_of(photo: Photo) -> list[Mask]:
    """The rectangles that are blacked out on the copy."""
    return [Mask(*parts) for parts in json.loads(photo.masks)]


def last_check(photo: Photo) -> PoseCheck | None:
    """The check that counts: the newest one, where it saw the masks as they are now."""
    found = max(photo.checks.all(), key=lambda check: check.pk, default=None)
    return found if found is not None and found.mask_round == photo.mask_round else None


def is_fit(photo: Photo) -> bool:
    """Whether a photo may be published: not removed, no press clipping, all five points hold for it as it is now."""
    check = last_check(photo)
    return photo.removed_at is None and not photo.is_clipping and check is not None and check.is_fit


def file_of(photo: Photo, which: Which, box: int) -> PhotoFile:
    """The file of a photo that fits a box: the size itself, or the largest below it. Raises Hidden."""
    fitting = (file for file in photo.files.all() if file.which == which and file.box <= box)
    found = max(fitting, key=lambda file: file.box, default=None)
    if found is None or (box not in BOXES and which is not Which.ORIGINAL):
        raise Hidden
    return found


def shown_file(photo: Photo, box: int) -> PhotoFile:
    """What is shown and published: the masked copy where there are masks, else the kept picture. Raises Hidden."""
    return file_of(photo, Which.MASKED if masks_of(photo) else Which.KEPT, box)


def bytes_of(file: PhotoFile) -> tuple[bytes, str]:
    """The bytes and the media type of a file of a photo. Raises Hidden when it is gone or changed."""
    return read_file(file.name, bytes(file.sha256))


def elections_at_hand(agency: Agency, on: date) -> list[Told]:
    """The elections whose signs matter on a day: those that are not over, the nearest first."""
    coming = [told for told in elections_for(agency) if told.election.closes_on >= on]
    return sorted(coming, key=lambda told: told.election.closes_on)


def signs_for(agency: Agency, elections: Sequence[Told]) -> list[tuple[Told, ElectionSigns | None]]:
    """The list of signs of each election as it stands for a body: its own, else the nearest one from above."""
    rows = ElectionSigns.objects.filter(agency__first__lte=agency.first, agency__last__gte=agency.first)
    ordered = rows.select_related("agency").order_by("agency__first", "pk")
    newest = {row.election: row for row in ordered}
    return [(told, newest.get(told.election.code)) for told in elections]


def digest_of_signs(shown: Sequence[tuple[Told, ElectionSigns | None]]) -> bytes | None:
    """The digest of the lists that stood beside a check; None where there was none."""
    texts = [f"{told.election.code}\n{signs.signs}" for told, signs in shown if signs is not None]
    return sha256("\n\n".join(texts).encode()).digest() if texts else None


def signs_at_hand(agency: Agency, on: date) -> bytes | None:
    """The digest of the lists of signs that stand beside a check of this body on a day."""
    return digest_of_signs(signs_for(agency, elections_at_hand(agency, on)))


def news_of(activity: Activity) -> list[News]:
    """The news items of an activity, the latest first."""
    rows = News.objects.filter(activity=activity).select_related("agency", "activity")
    return list(rows.order_by("-changed_at", "-pk"))


def news_item(activity: Activity, ref: str) -> News:
    """One news item of an activity. Raises Hidden."""
    found = next((item for item in news_of(activity) if item.ref == ref), None)
    if found is None:
        raise Hidden
    return found


def chosen_photos(news: News) -> list[Photo]:
    """The photos chosen for a news item, in order, with their files and checks; removed ones are left out."""
    rows = Photo.objects.filter(in_news__news=news, removed_at=None).select_related("activity__agency")
    return list(rows.order_by("in_news__place_in_order", "pk").prefetch_related("files", "checks"))


def digest_of_news(news: News, photos: Sequence[Photo]) -> str:
    """The digest of what the page of a news item shows: title, text, and each photo with its masks and words."""
    seen = [[p.ref, str(p.mask_round), p.caption, p.alt] for p in photos]
    return sha256(json.dumps([news.title, news.text, seen]).encode()).hexdigest()


def public_photos(news: News) -> list[Photo]:
    """The photos that the public sees: those chosen that are fit now, whatever was said before."""
    return [photo for photo in chosen_photos(news) if is_fit(photo)]


def public_news(agency: str) -> QuerySet[News]:
    """What stands on the public page of a body, the latest first; withdrawn items stand there without their text."""
    rows = News.objects.filter(agency__ref=agency).exclude(stage=NewsStage.DRAFT)
    return rows.select_related("agency", "activity").order_by("-published_at", "-pk")


def public_body(ref: str) -> Agency:
    """The body whose news anybody may read. Raises Hidden."""
    found = Agency.objects.filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def public_item(agency: str, ref: str) -> News:
    """One item of the public page. Raises Hidden."""
    found = public_news(agency).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def public_photo(agency: str, news: str, ref: str) -> Photo:
    """A photo that the public may see in a published item. Raises Hidden."""
    item = public_item(agency, news)
    found = next((p for p in public_photos(item) if p.ref == ref), None)
    if found is None or item.stage != NewsStage.PUBLISHED:
        raise Hidden
    return found


def unchecked_photos(at: datetime) -> list[Photo]:
    """The photos that nobody checked a day after they were added; press clippings are never published."""
    newest = PoseCheck.objects.filter(photo=OuterRef("pk")).order_by("-pk").values("mask_round")[:1]
    rows = Photo.objects.filter(removed_at=None, is_clipping=False, added_at__lte=at - UNCHECKED_AFTER)
    looked = rows.exclude(activity__stage=Stage.CANCELLED).annotate(seen=Subquery(newest))
    waiting = looked.filter(Q(seen=None) | ~Q(seen=F("mask_round")))
    return list(waiting.select_related("activity__agency").order_by("activity", "pk"))


def without_report(at: datetime) -> list[Activity]:
    """The activities over for three days and not cancelled that no report belongs to; a month later nobody is told."""
    last = ActivitySession.objects.filter(activity=OuterRef("pk")).order_by("-ends_at").values("ends_at")[:1]
    rows = Activity.objects.exclude(stage=Stage.CANCELLED).annotate(over=Subquery(last))
    due = rows.filter(over__lte=at - REPORT_AFTER, over__gt=at - 10 * REPORT_AFTER).select_related("agency")
    return [activity for activity in due.order_by("pk") if not has_report(activity)]


def has_report(activity: Activity) -> bool:
    """Whether a report that was not cancelled belongs to an activity."""
    letters = letters_about(activity.subject_ref)
    return any(x.kind == LetterKind.REPORT and x.stage != "cancelled" for x in letters)
