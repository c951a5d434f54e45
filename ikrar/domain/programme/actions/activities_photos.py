"""The photos of an activity: added, described, masked, checked, put in order and removed; and the signs of an election."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from ikrar.core.photos import MASKS_AT_MOST, Mask, Which
from ikrar.core.verdicts import Problem
from ikrar.domain.ledger.actions import Unchanged, action, already, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.files import drop_file
from ikrar.domain.people.queries import fresh_ref
from ikrar.domain.programme.actions.activities import lock_activity
from ikrar.domain.programme.activity_policies import may_change_activity, may_list_signs
from ikrar.domain.programme.models import Activity, ElectionSigns, NewsPhoto, Photo, PhotoFile, PoseCheck
from ikrar.domain.programme.photo_files import Made, Prepared
from ikrar.domain.programme.queries.documentation import photo_of, photos_of, signs_at_hand
from ikrar.domain.roster.models import Agency
from ikrar.domain.roster.queries import Staff, day_at

PHOTOS_AT_MOST = 200  # of one activity


@dataclass(frozen=True, slots=True)
class Described:
    """What stands beside a photo: caption, credits, and the words for whoever does not see it."""

    caption: str = ""
    alt: str = ""
    writer: str = ""
    editor: str = ""
    layout: str = ""
    photographer: str = ""
    is_clipping: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw in a photo: the five points, each true when there is none of it."""

    no_gesture: bool
    no_attribute: bool
    no_colour: bool
    no_number: bool
    no_material: bool
    note: str = ""


@action(Fact.PHOTO_ADDED)
def add_photo(
    activity: Activity, *, prepared: Prepared, described: Described, by: Staff, at: datetime,
    key: str | None = None,
) -> Photo | Unchanged[Photo]:  # fmt: skip
    """Add a photo whose files are made already. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(Photo.objects.get(ref=done.subject.removeprefix("photo:")))
    lock_activity(activity)
    may_change_activity(by, activity).require()
    standing = photos_of(activity)
    if any(bytes(photo.source_sha256) == prepared.source for photo in standing):
        raise Problem("photo.stands_already", "files")
    if len(standing) >= PHOTOS_AT_MOST:
        raise Problem("photo.too_many", "files", limit=PHOTOS_AT_MOST)
    photo = Photo(ref=fresh_ref(), activity=activity, source_sha256=prepared.source, added_at=at)
    photo.added_by, photo.place_in_order = (
        by.actor_ref,
        max((p.place_in_order for p in standing), default=0) + 1,
    )
    _describe(photo, described)
    photo.save(force_insert=True)
    _add_files(photo, prepared.files)
    record(Fact.PHOTO_ADDED, photo, by=by, at=at, key=key, activity=activity.ref,
           files={f"{f.which}-{f.box}": f.sha256.hex() for f in prepared.files})  # fmt: skip
    return photo


@action(Fact.PHOTO_CHANGED)
def describe_photo(
    photo: Photo, *, described: Described, by: Staff, at: datetime, key: str | None = None
) -> Photo | Unchanged[Photo]:
    """Change caption, credits and words of a photo. Raises Refused, Hidden."""
    if already(key):
        return Unchanged(photo)
    photo = _lock(photo, by)
    _describe(photo, described)
    photo.save()
    record(Fact.PHOTO_CHANGED, photo, by=by, at=at, key=key, what="words", clipping=photo.is_clipping)
    return photo


@action(Fact.PHOTO_CHANGED)
def mask_photo(
    photo: Photo,
    *,
    masks: Sequence[Mask],
    made: Sequence[Made],
    by: Staff,
    at: datetime,
    key: str | None = None,
) -> Photo | Unchanged[Photo]:
    """Black out rectangles on the copies that were made; the kept picture stays. The next check looks anew.

    Raises Refused, Problem, Hidden.
    """
    if already(key):
        return Unchanged(photo)
    photo = _lock(photo, by)
    if len(masks) > MASKS_AT_MOST:
        raise Problem("photo.too_many_masks", "x", limit=MASKS_AT_MOST)
    if not all(mask.is_possible for mask in masks):
        raise Problem("photo.mask_outside", "x")
    former = list(PhotoFile.objects.filter(photo=photo, which=Which.MASKED))
    _drop_later(former, keep={f.name for f in made})
    PhotoFile.objects.filter(photo=photo, which=Which.MASKED).delete()
    _add_files(photo, made)
    photo.masks = json.dumps([[m.x, m.y, m.width, m.height] for m in masks])
    photo.mask_round += 1
    photo.save(update_fields=["masks", "mask_round"])
    record(Fact.PHOTO_CHANGED, photo, by=by, at=at, key=key, what="masks", masks=len(masks))
    return photo


@action(Fact.PHOTO_CHECKED)
def check_photo(
    photo: Photo, *, seen: Seen, mask_round: int, signs: bytes | None, by: Staff, at: datetime,
    key: str | None = None,
) -> PoseCheck | Unchanged[Photo]:  # fmt: skip
    """Say for each of the five points that a photo has none of it.

    `mask_round` tells which masks were on it, `signs` is the digest of the lists shown beside it. Raises Refused,
    Hidden, and Problem when the photo or a list is another now.
    """
    if already(key):
        return Unchanged(photo)
    photo = _lock(photo, by)
    if mask_round != photo.mask_round:
        raise Problem("photo.changed_meanwhile")
    if signs != signs_at_hand(photo.activity.agency, day_at(photo.activity.agency, at)):
        raise Problem("photo.signs_changed_meanwhile")
    check = PoseCheck(
        photo=photo, mask_round=photo.mask_round, signs_sha256=signs, checked_at=at, checked_by=by.actor_ref,
        **asdict(seen),
    )  # fmt: skip
    check.save(force_insert=True)
    record(Fact.PHOTO_CHECKED, photo, by=by, at=at, key=key, fit=check.is_fit, round=photo.mask_round,
           signs=signs.hex() if signs else "")  # fmt: skip
    return check


@action(Fact.PHOTO_CHANGED)
def move_photo(
    photo: Photo, *, later: bool, by: Staff, at: datetime, key: str | None = None
) -> Photo | Unchanged[Photo]:
    """Let a photo change places with its neighbour. Raises Refused, Problem, Hidden."""
    if already(key):
        return Unchanged(photo)
    photo = _lock(photo, by)
    row = photos_of(photo.activity)
    here = [p.pk for p in row].index(photo.pk)
    there = here + (1 if later else -1)
    if not 0 <= there < len(row):
        raise Problem("photo.at_the_end")
    row[here], row[there] = row[there], row[here]
    for number, one in enumerate(row, 1):
        one.place_in_order = number
    Photo.objects.bulk_update(row, ["place_in_order"])
    record(Fact.PHOTO_CHANGED, photo, by=by, at=at, key=key, what="order")
    return photo


@action(Fact.PHOTO_REMOVED)
def remove_photo(
    photo: Photo, *, because: str, by: Staff, at: datetime, key: str | None = None
) -> Activity | Unchanged[Activity]:
    """Take a photo out, also of the news; its files are deleted, its row and the reason stay.

    Raises Refused, Problem, Hidden.
    """
    activity = photo.activity
    if already(key):
        return Unchanged(activity)
    photo = _lock(photo, by)
    if not because.strip():
        raise Problem("photo.say_why", "because")
    photo.removed_at, photo.removed_by, photo.removed_because = at, by.actor_ref, because.strip()
    photo.save(update_fields=["removed_at", "removed_by", "removed_because"])
    NewsPhoto.objects.filter(photo=photo).delete()
    files = list(PhotoFile.objects.filter(photo=photo))
    _drop_later(files, keep=set())
    PhotoFile.objects.filter(photo=photo).delete()
    record(Fact.PHOTO_REMOVED, photo, by=by, at=at, key=key, activity=activity.ref, files=len(files))
    return activity


@action(Fact.SIGNS_LISTED)
def list_signs(
    agency: Agency, *, election: str, signs: str, by: Staff, at: datetime, key: str | None = None
) -> ElectionSigns | Unchanged[ElectionSigns]:
    """Write down the signs of an election for a body; who checks a photo sees the newest list. Raises Refused, Problem."""
    if done := already(key):
        return Unchanged(ElectionSigns.objects.get(pk=json.loads(done.details)["list"]))
    may_list_signs(by, agency).require()
    if not signs.strip():
        raise Problem("photo.no_signs", "signs")
    listed = ElectionSigns(agency=agency, election=election, signs=signs.strip(), written_at=at)
    listed.written_by = by.actor_ref
    listed.save(force_insert=True)
    digest = sha256(listed.signs.encode()).hexdigest()
    record(Fact.SIGNS_LISTED, agency, by=by, at=at, key=key, election=election, list=listed.pk, sha256=digest)
    return listed


def _lock(photo: Photo, by: Staff) -> Photo:
    """The photo as it stands now; nobody else changes its activity meanwhile. Raises Hidden, Refused."""
    lock_activity(photo.activity)
    may_change_activity(by, photo.activity).require()
    return photo_of(photo.activity, photo.ref)


def _describe(photo: Photo, described: Described) -> None:
    photo.is_clipping = described.is_clipping
    for name in ("caption", "alt", "writer", "editor", "layout", "photographer"):
        setattr(photo, name, getattr(described, name).strip())


def _add_files(photo: Photo, files: Sequence[Made]) -> None:
    PhotoFile.objects.bulk_create(
        PhotoFile(
            photo=photo, which=f.which, box=f.box, width=f.width, height=f.height, name=f.name, sha256=f.sha256
        )
        for f in files
    )


def _drop_later(files: Sequence[PhotoFile], keep: set[str]) -> None:
    """Delete these files once the transaction is over: a change that fails loses nothing."""
    names = {file.name for file in files} - keep

    def drop() -> None:
        for name in names:
            if not PhotoFile.objects.filter(name=name).exists():
                drop_file(name)

    transaction.on_commit(drop)
