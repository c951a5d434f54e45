"""Activities with photos and news as tests need them, made by the real actions."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from ikrar.core.activities import Kind, Span
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.programme import actions
from ikrar.domain.programme.actions import ActivityPlan, Described, Seen, Written
from ikrar.domain.programme.models import Activity, News, Photo
from ikrar.domain.programme.photo_files import prepare_photo
from ikrar.domain.programme.queries.documentation import chosen_photos, digest_of_news, signs_at_hand
from tests.given.cast import Cast
from tests.given.pictures import a_picture

FIT = Seen(no_gesture=True, no_attribute=True, no_colour=True, no_number=True, no_material=True)


def an_activity_plan(**changes: Any) -> ActivityPlan:
    """An outreach in a hall, with the oath and the signing in the same event."""
    told: dict[str, Any] = {
        "kind": Kind.OUTREACH, "name": "Sosialisasi netralitas", "place": "Aula rumah jabatan Contoh",
        "includes": (Kind.OATH, Kind.SIGNING), "organiser": "BKPSDM Contoh", "agenda": "Pembukaan\nMateri\nIkrar",
        "basis": "Surat edaran Contoh 1/2026", "outside": "Bawaslu Kabupaten Contoh",
    }  # fmt: skip
    return ActivityPlan(**{**told, **changes})


def a_span(at: datetime, *, days: float = 1, hours: float = 3, name: str = "") -> Span:
    """A session so many days from now."""
    begin = at + timedelta(days=days)
    return Span(begin, begin + timedelta(hours=hours), name)


def an_activity(
    cast: Cast, *, days: float = 1, spans: Sequence[Span] | None = None, **changes: Any
) -> Activity:
    """An activity that Sari planned for so many days from now; a negative number is a record afterwards."""
    plan = an_activity_plan(**changes)
    made = actions.plan_activity(
        cast.agency, plan=plan, spans=spans or [a_span(cast.at, days=days)], past_is_meant=days <= 0,
        by=cast.staff(cast.sari), at=cast.at,
    )  # fmt: skip
    return result_of(made)


def a_photo(cast: Cast, activity: Activity, data: bytes = b"", **described: Any) -> Photo:
    """A photo that Sari added."""
    told: dict[str, Any] = {"caption": "Peserta sosialisasi", "alt": "Orang duduk di aula", **described}
    prepared = prepare_photo(activity, data or a_picture())
    made = actions.add_photo(
        activity, prepared=prepared, described=Described(**told), by=cast.staff(cast.sari), at=cast.at
    )
    return result_of(made)


def check(cast: Cast, photo: Photo, seen: Seen = FIT) -> None:
    """Sari looks at the five points."""
    photo.refresh_from_db()
    beside: dict[str, Any] = {
        "mask_round": photo.mask_round,
        "signs": signs_at_hand(cast.agency, cast.at.date()),
    }
    actions.check_photo(photo, seen=seen, **beside, by=cast.staff(cast.sari), at=cast.at)


def a_news_item(
    cast: Cast, activity: Activity, photos: Sequence[Photo] = (), *, news: News | None = None, **changes: Any
) -> News:
    """A draft that Sari wrote, or an item that she changed."""
    told: dict[str, Any] = {
        "title": "Pegawai Contoh berikrar netral", "text": "Pegawai hadir.\n\nMereka membaca ikrar.",
        "writer": "Wati Contoh", "photos": photos,
    }  # fmt: skip
    made = actions.write_news(
        activity, written=Written(**{**told, **changes}), news=news, by=cast.staff(cast.sari), at=cast.at
    )
    return result_of(made)


def published_news(cast: Cast, activity: Activity, photos: Sequence[Photo] = (), **changes: Any) -> News:
    """An item on the public page."""
    news = a_news_item(cast, activity, photos, **changes)
    return result_of(actions.publish_news(news, seen=read(news), by=cast.staff(cast.sari), at=cast.at))


def read(news: News) -> str:
    """The digest of an item as somebody reads it now."""
    return digest_of_news(news, chosen_photos(news))
