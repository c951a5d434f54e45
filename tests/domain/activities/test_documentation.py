"""Are photos kept clean and whole, checked before anybody sees them, masked on a copy, and is news shown and withdrawn rightly?"""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image

from ikrar.core.letters import Body, Kind
from ikrar.core.photos import Mask, Which
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.ledger.actions import Unchanged, result_of
from ikrar.domain.ledger.models import Entry
from ikrar.domain.letters.actions import Draft, cancel_letter
from ikrar.domain.letters.models import Letter
from ikrar.domain.people.models import Notice
from ikrar.domain.programme import actions
from ikrar.domain.programme.activity_notices import remind_of_photos, remind_of_reports
from ikrar.domain.programme.activity_policies import may_show_photo
from ikrar.domain.programme.materials import keep_material
from ikrar.domain.programme.models import News, NewsPhoto, Photo, PhotoFile
from ikrar.domain.programme.photo_files import prepare_masks, prepare_photo
from ikrar.domain.programme.queries import documentation as queries
from ikrar.domain.roster.actions import add_agency
from tests.given.activity_records import (
    FIT,
    a_news_item,
    a_photo,
    an_activity,
    check,
    published_news,
    read,
)
from tests.given.cast import Cast
from tests.given.materials import a_pdf_that_runs, a_plain_pdf
from tests.given.pictures import a_picture

pytestmark = pytest.mark.django_db


def mask(cast: Cast, photo: Photo, *masks: Mask) -> Photo:
    done = actions.mask_photo(
        photo, masks=masks, made=prepare_masks(photo, masks), by=cast.staff(cast.sari), at=cast.at
    )
    return result_of(done)


def test_no_original_is_kept_unless_it_is_wanted(cast: Cast) -> None:
    activity, source = an_activity(cast), a_picture()
    photo = a_photo(cast, activity, source)
    assert set(PhotoFile.objects.filter(photo=photo).values_list("which", "box")) == {
        ("kept", 320),
        ("kept", 960),
        ("kept", 1920),
    }
    for file in PhotoFile.objects.filter(photo=photo):
        data, media = queries.bytes_of(file)
        assert media == "image/webp" and b"Kamera" not in data
    wanted = prepare_photo(activity, a_picture(shade=10), with_original=True)
    assert [f.which for f in wanted.files if f.box == 0] == [Which.ORIGINAL]


def test_the_same_photo_is_taken_once_and_another_body_may_not_add(cast: Cast) -> None:
    activity, source = an_activity(cast), a_picture()
    a_photo(cast, activity, source)
    with pytest.raises(Problem) as problem:
        a_photo(cast, activity, source)
    assert problem.value.reason == "photo.stands_already"
    prepared = prepare_photo(activity, a_picture(shade=9))
    for person in (cast.anton, cast.budi, cast.hadi):
        with pytest.raises(Refused):
            actions.add_photo(
                activity, prepared=prepared, described=actions.Described(), by=cast.staff(person), at=cast.at
            )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xd8\xff" + bytes(60 * 2**20), "photo.too_large"),
        (b"%PDF-1.7 x", "photo.not_a_picture"),
        (a_picture()[:700], "photo.broken"),
    ],
)
def test_a_photo_that_cannot_be_taken_leaves_no_file(cast: Cast, data: bytes, reason: str) -> None:
    activity = an_activity(cast)
    with pytest.raises(Problem) as problem:
        prepare_photo(activity, data)
    assert problem.value.reason == reason
    assert not default_storage.exists(f"photos/{activity.ref}")


def test_only_a_check_with_all_five_points_lets_the_public_see_it(cast: Cast) -> None:
    activity = an_activity(cast)
    photo = a_photo(cast, activity)
    assert not may_show_photo(photo)
    for point in ("no_gesture", "no_attribute", "no_colour", "no_number", "no_material"):
        changed: dict[str, Any] = {point: False}
        check(cast, photo, replace(FIT, **changed))
        assert not may_show_photo(photo), point
    check(cast, photo)
    assert may_show_photo(photo)
    last = queries.last_check(photo)
    assert last is not None and last.checked_by == cast.sari.actor_ref and last.checked_at == cast.at
    clipping = a_photo(cast, activity, a_picture(shade=3), is_clipping=True)
    check(cast, clipping)
    assert not may_show_photo(clipping)


def test_masks_stand_on_a_copy_and_ask_for_a_new_check(cast: Cast) -> None:
    photo = a_photo(cast, an_activity(cast))
    check(cast, photo)
    before = queries.bytes_of(queries.file_of(photo, Which.KEPT, 960))[0]
    photo = mask(cast, photo, Mask(0, 0, 50, 100))
    assert queries.bytes_of(queries.file_of(photo, Which.KEPT, 960))[0] == before
    shown = Image.open(BytesIO(queries.bytes_of(queries.shown_file(photo, 960))[0]))
    pixel = shown.getpixel((100, 100))
    assert isinstance(pixel, tuple) and max(pixel) < 20
    assert not may_show_photo(photo)
    check(cast, photo)
    assert may_show_photo(photo)
    photo = mask(cast, photo)  # taken away again
    assert queries.bytes_of(queries.shown_file(photo, 960))[0] == before and not may_show_photo(photo)


@pytest.mark.parametrize("wrong", [Mask(100, 0, 5, 5), Mask(5, 5, -1, 4)])
def test_a_mask_outside_the_photo_is_refused(cast: Cast, wrong: Mask) -> None:
    photo = a_photo(cast, an_activity(cast))
    with pytest.raises(Problem) as problem:
        actions.mask_photo(photo, masks=[wrong], made=(), by=cast.staff(cast.sari), at=cast.at)
    assert problem.value.reason == "photo.mask_outside"


def test_photos_change_places(cast: Cast) -> None:
    activity, sari = an_activity(cast), cast.staff(cast.sari)
    first, second, third = (a_photo(cast, activity, a_picture(shade=n)) for n in (1, 60, 180))
    actions.move_photo(third, later=False, by=sari, at=cast.at)
    assert queries.photos_of(activity) == [first, third, second]
    with pytest.raises(Problem):
        actions.move_photo(first, later=False, by=sari, at=cast.at)


@pytest.mark.django_db(transaction=True)
def test_a_removed_photo_leaves_its_reason_and_no_file(cast: Cast) -> None:
    activity, sari = an_activity(cast), cast.staff(cast.sari)
    photo = a_photo(cast, activity)
    check(cast, photo)
    news = published_news(cast, activity, [photo])
    names = list(PhotoFile.objects.filter(photo=photo).values_list("name", flat=True))
    with pytest.raises(Problem):
        actions.remove_photo(photo, because=" ", by=sari, at=cast.at)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.remove_photo(photo, because="Diminta", by=sari, at=cast.at)
        raise RuntimeError
    assert all(default_storage.exists(name) for name in names)  # nothing was removed, so nothing is lost
    actions.remove_photo(photo, because="Diminta orang di foto", by=sari, at=cast.at)
    assert not any(default_storage.exists(name) for name in names)
    assert queries.photos_of(activity) == [] and queries.public_photos(news) == []
    (gone,) = queries.removed_photos_of(activity)
    assert gone.removed_because == "Diminta orang di foto" and not NewsPhoto.objects.exists()
    again = a_photo(cast, activity)  # the same file may come back
    assert again.ref != photo.ref


def test_signs_of_the_own_body_come_before_those_from_above(cast: Cast) -> None:
    below = add_agency(ref="kec-contoh", code="KECCTH", name="Kecamatan Contoh", kind="district",
                       parent=cast.agency, by=cast.staff(cast.sari), at=cast.at)  # fmt: skip
    cast.agency.refresh_from_db()
    sari = cast.staff(cast.sari)
    coming = queries.elections_at_hand(cast.agency, cast.at.date())
    code = coming[0].election.code
    actions.list_signs(cast.agency, election=code, signs="Satu jari\nDua jari", by=sari, at=cast.at)
    shown = {t.election.code: s for t, s in queries.signs_for(below, coming)}
    listed = shown[code]
    assert listed is not None and listed.agency == cast.agency
    first = queries.digest_of_signs(queries.signs_for(below, coming))
    actions.list_signs(below, election=code, signs="Tiga jari", by=sari, at=cast.at)
    (told, signs), *_ = queries.signs_for(below, coming)
    assert signs is not None and signs.signs == "Tiga jari"
    assert first != queries.digest_of_signs(queries.signs_for(below, coming)) is not None
    assert queries.digest_of_signs([(told, None)]) is None
    with pytest.raises(Refused):
        actions.list_signs(cast.agency, election=code, signs="x", by=cast.staff(cast.anton), at=cast.at)


def test_news_is_published_only_with_checked_photos_and_by_who_may(cast: Cast) -> None:
    activity, sari = an_activity(cast), cast.staff(cast.sari)
    photo = a_photo(cast, activity)
    news = a_news_item(cast, activity, [photo])
    with pytest.raises(Problem) as problem:
        actions.publish_news(news, seen=read(news), by=sari, at=cast.at)
    assert (problem.value.reason, problem.value.field) == ("activity.news_with_unfit_photos", "photos")
    check(cast, photo)
    for person in (cast.hadi, cast.rina, cast.anton):
        with pytest.raises(Refused):
            actions.publish_news(news, seen=read(news), by=cast.staff(person), at=cast.at)
    actions.publish_news(news, seen=read(news), by=sari, at=cast.at, key="p")
    assert isinstance(actions.publish_news(news, seen=read(news), by=sari, at=cast.at, key="p"), Unchanged)
    assert Entry.objects.filter(fact="activity.news_published").count() == 1
    assert queries.public_photo("kab-contoh", news.ref, photo.ref) == photo


def test_a_photo_that_fails_later_leaves_the_public_page(cast: Cast) -> None:
    activity = an_activity(cast)
    photo = a_photo(cast, activity)
    check(cast, photo)
    news = published_news(cast, activity, [photo])
    mask(cast, photo, Mask(1, 1, 5, 5))
    assert queries.public_photos(news) == []
    with pytest.raises(Hidden):
        queries.public_photo("kab-contoh", news.ref, photo.ref)


def test_withdrawn_news_keeps_its_reason_and_shows_nothing(cast: Cast) -> None:
    activity, sari = an_activity(cast), cast.staff(cast.sari)
    photo = a_photo(cast, activity)
    check(cast, photo)
    news = published_news(cast, activity, [photo])
    actions.withdraw_news(news, because="Nama keliru", by=sari, at=cast.at)
    item = queries.public_item("kab-contoh", news.ref)
    assert item.withdrawn_because == "Nama keliru"
    with pytest.raises(Hidden):
        queries.public_photo("kab-contoh", news.ref, photo.ref)
    with pytest.raises(Refused):
        actions.publish_news(item, seen=read(item), by=sari, at=cast.at)
    with pytest.raises(Refused):
        a_news_item(cast, activity, news=item)


def test_a_draft_is_nobodys_news(cast: Cast) -> None:
    news = a_news_item(cast, an_activity(cast))
    assert list(queries.public_news("kab-contoh")) == []
    with pytest.raises(Hidden):
        queries.public_item("kab-contoh", news.ref)
    assert News.objects.count() == 1


def test_a_letter_is_drafted_from_the_record_once(cast: Cast) -> None:
    activity, sari = an_activity(cast, days=-1), cast.staff(cast.sari)
    draft = Draft(Kind.REPORT, "Laporan", Body(paragraphs=("Terlaksana.",)), about=activity.subject_ref)
    letter = result_of(actions.document_activity(activity, draft=draft, by=sari, at=cast.at, key="l"))
    assert actions.document_activity(activity, draft=draft, by=sari, at=cast.at, key="l") == Unchanged(letter)
    assert Letter.objects.count() == 1
    assert Entry.objects.filter(fact="activity.documented", subject=activity.subject_ref).count() == 1


def test_reminders_come_once_and_stop_when_the_work_is_done(cast: Cast) -> None:
    activity, sari = an_activity(cast, days=-4), cast.staff(cast.sari)
    photo = a_photo(cast, activity)
    assert remind_of_photos(cast.at) == 0  # a day is given
    later = cast.at + timedelta(days=1)
    for _ in range(2):
        assert (remind_of_photos(later), remind_of_reports(later)) == (1, 1)
    told = set(Notice.objects.values_list("person__name", "kind", "about"))
    assert told == {
        ("Sari", kind, activity.subject_ref) for kind in ("activity.photo_unchecked", "activity.report_due")
    }
    check(cast, photo)
    draft = Draft(Kind.REPORT, "Laporan", Body(paragraphs=("Terlaksana.",)), about=activity.subject_ref)
    letter = result_of(actions.document_activity(activity, draft=draft, by=sari, at=cast.at))
    assert (remind_of_photos(later), remind_of_reports(later)) == (0, 0)
    cancel_letter(letter, note="Keliru", by=sari, at=cast.at)
    assert remind_of_reports(later) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (a_pdf_that_runs(), "activity.material_runs"),
        (a_picture(), "activity.material_not_pdf"),
        (b"PK\x03\x04" + bytes(20), "activity.material_not_pdf"),
        (b"%PDF-1.7\nnothing", "activity.material_broken"),
        (b"%PDF-" + bytes(21 * 2**20), "activity.material_too_large"),
    ],
)
def test_material_that_is_no_plain_pdf_is_refused(cast: Cast, data: bytes, reason: str) -> None:
    with pytest.raises(Problem) as problem:
        keep_material(data, field="material")
    assert (problem.value.reason, problem.value.field) == (reason, "material")


def test_material_is_kept_whole(cast: Cast) -> None:
    kept: Any = keep_material(a_plain_pdf(), field="material")
    assert kept.name.endswith(".pdf") and default_storage.exists(kept.name)
