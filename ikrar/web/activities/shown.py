"""Marks, keys and files that the pages of activities share."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from django.http import HttpResponse

from ikrar.core.activities import Stage
from ikrar.domain.programme.models import Activity, Photo
from ikrar.domain.programme.queries.documentation import is_fit, last_check

MARKS = {Stage.PLANNED: "berjalan", Stage.HELD: "selesai", Stage.CANCELLED: "belum"}


def mark_of(activity: Activity) -> tuple[str, str]:
    """The mark of an activity and its stage as a code of words."""
    return MARKS[Stage(activity.stage)], f"activity.stage.{activity.stage}"


def photo_mark(photo: Photo) -> tuple[str, str]:
    """Whether a photo may be published: the kind of its mark, and its code of words."""
    if photo.is_clipping:
        return "belum", "photo.state.clipping"
    if last_check(photo) is None:
        return "perlu", "photo.state.unchecked"
    return ("selesai", "photo.state.fit") if is_fit(photo) else ("perlu", "photo.state.unfit")


def part_key(key: str | None, part: object) -> str | None:
    """The one-time key of one part of a form that does several things; the same for a repeat."""
    if key is None:
        return None
    return urlsafe_b64encode(sha256(f"{key}/{part}".encode()).digest()).decode().rstrip("=")


def sent_file(content: bytes, kind: str, name: str, *, to_save: bool = True) -> HttpResponse:
    """A file, to be saved or to be looked at."""
    response = HttpResponse(content, content_type=kind)
    way = "attachment" if to_save else "inline"
    response["Content-Disposition"] = f'{way}; filename="{name}"'
    return response
