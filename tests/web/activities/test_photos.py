"""Are photos taken several at once, looked at, masked with two taps and shown to the public only as they may be?"""

import gzip
import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from ikrar.core.photos import Mask
from ikrar.core.verdicts import Problem
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import ElectionSigns, News, Photo, PoseCheck
from ikrar.domain.programme.photo_files import prepare_masks
from ikrar.domain.programme.queries import documentation as queries
from ikrar.web.activities.messages import news_message, share_link
from ikrar.web.activities.views_photos import _read
from tests.given.activity_records import (
    a_news_item,
    a_photo,
    an_activity,
    check,
    published_news,
)
from tests.given.cast import Cast
from tests.given.pictures import a_picture
from tests.given.statements import statements_of
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def hidden_of(page: Any, *names: str) -> dict[str, str]:
    """What the form on a page carries hidden, as a browser sends it back."""
    said = {}
    for name in names:
        field = re.search(rf'name="{name}"( value="(\w*)")?', page.content.decode())
        assert field is not None, name
        said[name] = field[2] or ""
    return said


def as_sari(client: StrictClient, cast: Cast) -> StrictClient:
    client.force_login(cast.account(cast.sari))
    return client


def a_file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


class Heavy(TemporaryUploadedFile):
    """A file that claims 60 MB; whoever reads it fails."""

    def __init__(self) -> None:
        super().__init__("besar.jpg", "image/jpeg", 60 * 2**20, None)

    def read(self, *_args: Any) -> bytes:
        raise AssertionError("a file that is too large was read")


def test_several_at_once_and_the_wrong_ones_are_named(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    as_sari(client, cast)
    address = f"/kegiatan/{activity.ref}/foto/unggah/"
    files = [
        a_file("satu.jpg", a_picture(shade=1)), a_file("rusak.jpg", a_picture()[:900]), a_file("dua.png", a_picture(kind="PNG")),
        a_file("skrip.jpg", b"#!/bin/sh"), a_file("besar.jpg", b"\xff\xd8\xff" + bytes(21 * 2**20)),
    ]  # fmt: skip
    answer = client.post(
        address, {"files": files, "caption": "Peserta", "photographer": "Wati Contoh", "kunci": "k1"}
    )
    page = text_of(answer)
    assert answer.status_code == 422 and "2 foto lain sudah disimpan" in page
    for told in (
        "rusak.jpg: Foto ini rusak",
        "skrip.jpg: Bukan foto",
        "besar.jpg: Ukurannya 21 MB",
        "agar mengecil",
    ):
        assert told in page
    assert "satu.jpg" not in page and 'value="Wati Contoh"' in page
    assert list(Photo.objects.values_list("caption", "photographer")) == [("Peserta", "Wati Contoh")] * 2
    for file in files:
        file.seek(0)
    repeated = client.post(
        address, {"files": files, "caption": "Peserta", "photographer": "Wati Contoh", "kunci": "k1"}
    )
    assert repeated.status_code == 422 and Photo.objects.count() == 2


def test_a_heavy_photo_is_not_even_read(cast: Cast) -> None:
    with pytest.raises(Problem) as problem:
        _read(Heavy())
    assert problem.value.values == {"megabytes": 60, "limit": 20}


def test_no_file_and_too_many_files_are_told(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    as_sari(client, cast)
    address = f"/kegiatan/{activity.ref}/foto/unggah/"
    assert "Pilih sedikitnya satu foto" in text_of(client.post(address, {"kunci": "k1"}))
    many = [a_file(f"{n}.jpg", b"x") for n in range(13)]
    assert "Paling banyak 12 foto" in text_of(client.post(address, {"files": many, "kunci": "k2"}))


def test_the_picture_that_is_sent_knows_no_place(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    photo = a_photo(cast, activity)
    as_sari(client, cast)
    for box in (320, 960, 1920):
        answer = client.get(f"/kegiatan/{activity.ref}/foto/{photo.ref}/{box}.webp")
        assert answer["Content-Type"] == "image/webp" and b"Kamera" not in answer.content
        assert "private" in answer["Cache-Control"]
    for wrong in (0, 321, 99999):
        assert client.get(f"/kegiatan/{activity.ref}/foto/{photo.ref}/{wrong}.webp").status_code == 404
    assert client.get(f"/kegiatan/{activity.ref}/foto/{photo.ref}/asli/").status_code == 404
    other = an_activity(cast)
    assert client.get(f"/kegiatan/{other.ref}/foto/{photo.ref}/320.webp").status_code == 404
    client.force_login(cast.account(cast.anton))
    assert client.get(f"/kegiatan/{activity.ref}/foto/{photo.ref}/320.webp").status_code == 404


def test_the_check_shows_the_signs_and_records_each_point(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    photo = a_photo(cast, activity)
    as_sari(client, cast)
    page = client.get("/kegiatan/tanda/kab-contoh/").content.decode()
    code = re.search(r'<option value="(\w+)"', page)
    assert code is not None
    signs = {"election": code[1], "signs": "Satu jari\nSalam dua jari", "kunci": "k1"}
    assert client.post("/kegiatan/tanda/kab-contoh/", signs).status_code == 303
    assert ElectionSigns.objects.get().signs == "Satu jari\nSalam dua jari"
    home = f"/kegiatan/{activity.ref}/foto/{photo.ref}/"
    assert "Salam dua jari" in text_of(client.get(f"{home}periksa/"))
    four = {"no_gesture": "on", "no_attribute": "on", "no_colour": "on", "no_number": "on", "kunci": "k2"}
    four |= hidden_of(client.get(f"{home}periksa/"), "mask_round", "signs")
    assert client.post(f"{home}periksa/", {**four, "note": "Spanduk di belakang"}).status_code == 303
    page = text_of(client.get(home))
    assert "Tidak lulus" in page and "Spanduk di belakang" in page
    assert client.post(f"{home}periksa/", {**four, "no_material": "on", "kunci": "k3"}).status_code == 303
    assert "Lulus pemeriksaan" in text_of(client.get(home))
    assert list(PoseCheck.objects.order_by("pk").values_list("no_material", "checked_by")) == [
        (False, cast.sari.actor_ref), (True, cast.sari.actor_ref),
    ]  # fmt: skip
    assert all(PoseCheck.objects.values_list("signs_sha256", flat=True))


def test_two_taps_make_a_mask_and_a_get_changes_nothing(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    photo = a_photo(cast, activity)  # 320 by 213 on the screen
    as_sari(client, cast)
    address = f"/kegiatan/{activity.ref}/foto/{photo.ref}/tutup/"
    first = client.post(address, {"ketuk.x": "32", "ketuk.y": "21", "kunci": "k1"})
    assert first.status_code == 303 and queries.masks_of(photo) == []
    second = first["Location"]
    assert "Ketuk sudut kedua" in text_of(client.get(second))
    for _ in range(2):
        assert client.post(second, {"ketuk.x": "160", "ketuk.y": "106", "kunci": "k2"}).status_code == 303
    photo.refresh_from_db()
    (mask,) = queries.masks_of(photo)
    assert (round(mask.x), round(mask.width)) == (10, 40) and 39 < mask.height < 41
    same = client.post(second, {"ketuk.x": "32", "ketuk.y": "21", "kunci": "k3"})
    assert same.status_code == 422 and "Kotak perlu berada di dalam foto" in text_of(same)
    numbers = {"x": "50", "y": "50", "width": "10", "height": "5.5", "kunci": "k4"}
    assert client.post(address, numbers).status_code == 303
    bad = client.post(address, {**numbers, "x": "120", "kunci": "k5"})
    assert bad.status_code == 422 and 'value="120"' in text_of(bad)
    photo.refresh_from_db()
    assert queries.masks_of(photo)[1] == Mask(50, 50, 10, 5.5)
    undo = address.replace("tutup", "buka")
    client.get(undo)
    for _ in range(2):
        client.post(undo, {"kunci": "k6"})
    photo.refresh_from_db()
    assert len(queries.masks_of(photo)) == 1


@pytest.mark.parametrize("query", ["?x=nan&y=1", "?x=abc&y=1", "?x=1", "?x=-5&y=1e99", "?x=inf&y=inf"])
def test_a_first_tap_that_is_nonsense_harms_nothing(client: StrictClient, cast: Cast, query: str) -> None:
    activity = an_activity(cast)
    photo = a_photo(cast, activity)
    as_sari(client, cast)
    address = f"/kegiatan/{activity.ref}/foto/{photo.ref}/tutup/{query}"
    assert client.get(address).status_code == 200
    assert client.post(address, {"ketuk.x": "9", "ketuk.y": "x", "kunci": "k1"}).status_code in {303, 422}
    photo.refresh_from_db()
    assert all(mask.is_possible for mask in queries.masks_of(photo))


def test_photos_are_ordered_described_and_removed(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    first, second = (a_photo(cast, activity, a_picture(shade=n), caption=f"Foto {n}") for n in (1, 99))
    as_sari(client, cast)
    home = f"/kegiatan/{activity.ref}/foto/"
    client.get(f"{home}{second.ref}/geser/naik/")
    assert queries.photos_of(activity) == [first, second]
    assert client.post(f"{home}{second.ref}/geser/naik/", {"kunci": "k1"}).status_code == 303
    assert queries.photos_of(activity) == [second, first]
    assert client.post(f"{home}{second.ref}/geser/samping/", {"kunci": "k2"}).status_code == 404
    described = {"caption": "Baru", "alt": "Orang berdiri", "editor": "Tono Contoh", "kunci": "k3"}
    assert client.post(f"{home}{first.ref}/ubah/", described).status_code == 303
    assert "Tono Contoh" in text_of(client.get(f"{home}{first.ref}/"))
    assert client.post(f"{home}{first.ref}/keluarkan/", {"because": "", "kunci": "k4"}).status_code == 422
    gone = client.post(f"{home}{first.ref}/keluarkan/", {"because": "Diminta", "kunci": "k5"})
    assert gone.status_code == 303 and client.get(f"{home}{first.ref}/320.webp").status_code == 404
    assert "Diminta" in text_of(client.get(home))
    client.force_login(cast.account(cast.hadi))
    assert "Diminta" not in text_of(client.get(home))


def test_news_is_written_published_and_withdrawn(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    photo = a_photo(cast, activity)
    as_sari(client, cast)
    home = f"/kegiatan/{activity.ref}/kabar/"
    assert "Pemerintah Kabupaten Contoh akan melaksanakan Sosialisasi netralitas" in text_of(client.get(home))
    typed = {"title": "Pegawai berikrar", "text": "Satu.\n\nDua.", "photos": [photo.ref], "kunci": "k1"}
    wrong = client.post(home, {**typed, "text": "NIP 198001012005011001"})
    assert wrong.status_code == 422 and "deretan angka" in text_of(wrong)
    for _ in range(2):
        made = client.post(home, typed)
    news = News.objects.get()
    assert made["Location"] == f"{home}{news.ref}/"
    public = f"/kabar/kab-contoh/{news.ref}/"
    assert client.get(public).status_code == 404
    read = hidden_of(client.get(made["Location"]), "seen")
    refused = client.post(made["Location"], {**read, "kunci": "k2"})
    assert refused.status_code == 422 and "1 foto belum lulus" in text_of(refused)
    check(cast, photo)
    assert client.post(made["Location"], {**read, "kunci": "k3"}).status_code == 303
    assert client.post(f"{made['Location']}tarik/", {"because": "", "kunci": "k4"}).status_code == 422
    page = text_of(StrictClient().get(public))
    assert "Satu." in page and "Dua." in page and f"{photo.ref}-320.webp" in page
    assert (
        client.post(f"{made['Location']}tarik/", {"because": "Data keliru", "kunci": "k5"}).status_code == 303
    )
    gone = StrictClient().get(public)
    assert gone.status_code == 200 and "Data keliru" in text_of(gone) and "Satu." not in text_of(gone)
    assert "Pegawai berikrar" not in text_of(gone).replace("Kabar ditarik", "")
    assert StrictClient().get(f"{public}{photo.ref}-320.webp").status_code == 404


def test_a_check_of_other_masks_or_another_list_is_not_recorded(client: StrictClient, cast: Cast) -> None:
    photo = a_photo(cast, an_activity(cast))
    address = f"/kegiatan/{photo.activity.ref}/foto/{photo.ref}/periksa/"
    five = dict.fromkeys(("no_gesture", "no_attribute", "no_colour", "no_number", "no_material"), "on")
    as_sari(client, cast)
    five |= hidden_of(client.get(address), "mask_round", "signs")
    made = prepare_masks(photo, [Mask(1, 1, 5, 5)])
    at: dict[str, Any] = {"by": cast.staff(cast.sari), "at": cast.at}
    actions.mask_photo(photo, masks=[Mask(1, 1, 5, 5)], made=made, **at)
    late = client.post(address, {**five, "kunci": "k1"})
    assert late.status_code == 422 and "Foto berubah sejak Anda melihatnya" in text_of(late)
    assert "checked" not in text_of(late) and hidden_of(late, "mask_round") == {"mask_round": "1"}
    five |= hidden_of(late, "mask_round", "signs")
    code = queries.elections_at_hand(cast.agency, cast.at.date())[0].election.code
    actions.list_signs(cast.agency, election=code, signs="Dua jari", **at)
    late = client.post(address, {**five, "kunci": "k2"})
    assert late.status_code == 422 and "Daftar tanda berubah" in text_of(late)
    assert client.post(address, {**five, "signs": "bukan", "kunci": "k3"}).status_code == 422
    assert not PoseCheck.objects.exists()
    five |= hidden_of(late, "signs")
    assert client.post(address, {**five, "kunci": "k4"}).status_code == 303 and PoseCheck.objects.get().is_fit


def test_what_was_not_read_is_not_published(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    photo = a_photo(cast, activity)
    check(cast, photo)
    news = a_news_item(cast, activity, [photo])
    as_sari(client, cast)
    address = f"/kegiatan/{activity.ref}/kabar/{news.ref}/"
    read = hidden_of(client.get(address), "seen")
    a_news_item(cast, activity, [photo], news=news, text="Teks lain.")
    late = client.post(address, {**read, "kunci": "k1"})
    assert late.status_code == 422 and "Kabar berubah sejak Anda membacanya" in text_of(late)
    read = hidden_of(late, "seen")
    described = actions.Described(caption="Keterangan lain", alt="Aula")
    actions.describe_photo(photo, described=described, by=cast.staff(cast.sari), at=cast.at)
    assert client.post(address, {**read, "kunci": "k2"}).status_code == 422
    assert client.post(address, {"kunci": "k3"}).status_code == 422 and News.objects.get().stage == "draft"
    read = hidden_of(client.get(address), "seen")
    assert client.post(address, {**read, "kunci": "k4"}).status_code == 303


def test_pages_of_photos_take_as_many_statements_for_eight_as_for_two(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    photos = [a_photo(cast, activity, a_picture(shade=n)) for n in (5, 25)]
    news = published_news(cast, activity)
    as_sari(client, cast)

    def statements() -> list[int]:
        for photo in photos:
            check(cast, photo)
        a_news_item(cast, activity, photos, news=news)
        pages = (f"/kegiatan/{activity.ref}/foto/", f"/kegiatan/{activity.ref}/kabar/{news.ref}/",
                 f"/kegiatan/{activity.ref}/kabar/{news.ref}/ubah/", f"/kabar/kab-contoh/{news.ref}/")  # fmt: skip
        return [statements_of(client, page) for page in pages]

    of_two = statements()
    photos += [a_photo(cast, activity, a_picture(shade=n)) for n in range(45, 165, 20)]
    assert len(photos) == 8 and statements() == of_two


@pytest.mark.parametrize("name", ["hadi", "rina", "joko", "budi"])
def test_who_may_not_publish_only_reads(client: StrictClient, cast: Cast, name: str) -> None:
    activity = an_activity(cast)
    news = a_news_item(cast, activity)
    client.force_login(cast.account(getattr(cast, name)))
    home = f"/kegiatan/{activity.ref}/kabar/"
    assert client.get(f"{home}{news.ref}/").status_code == 200
    assert client.post(f"{home}{news.ref}/", {"kunci": "k"}).status_code == 403
    for page in ("", f"{news.ref}/ubah/", f"{news.ref}/tarik/"):
        assert client.get(f"{home}{page}").status_code == 403
    assert News.objects.get().stage == "draft"


def test_the_public_page_is_light_and_says_nothing_personal(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    photos = [a_photo(cast, activity, a_picture(shade=n)) for n in range(5, 200, 40)]
    for photo in photos:
        check(cast, photo)
    news = published_news(cast, activity, photos, text="Kalimat tentang kegiatan. " * 200)
    page = client.get(f"/kabar/kab-contoh/{news.ref}/")
    assert page.status_code == 200 and not page.cookies
    with open("ikrar/web/static/css/public.css", "rb") as style:
        assert len(gzip.compress(page.content)) + len(gzip.compress(style.read())) < 15_000
    text = page.content.decode()
    assert "<script" not in text and "og:image" not in text
    assert 'property="og:title" content="Pegawai Contoh berikrar netral"' in text
    assert 'property="og:description" content="Kabar dari Pemerintah Kabupaten Contoh."' in text
    assert text.count("loading=") == 5 and "Penulis: Wati Contoh." in text
    assert "person:" not in text and cast.sari.name not in text


def test_the_list_of_a_body_and_what_is_not_there(client: StrictClient, cast: Cast) -> None:
    empty = client.get("/kabar/kab-contoh/")
    assert empty.status_code == 200 and "Belum ada kabar" in text_of(empty)
    news = published_news(cast, an_activity(cast), title="<b>Judul</b>")
    page = text_of(client.get("/kabar/kab-contoh/"))
    assert "&lt;b&gt;Judul&lt;/b&gt;" in page and f"/kabar/kab-contoh/{news.ref}/" in page
    assert client.get("/kabar/tidak-ada/").status_code == 404
    assert client.get(f"/kabar/kota-lain/{news.ref}/").status_code == 404


def test_what_is_shared_is_short_and_ends_with_the_address(cast: Cast) -> None:
    news = published_news(cast, an_activity(cast), title="j" * 160)
    message = news_message(news)
    assert len(message) <= 700 and message.splitlines()[-1].endswith(f"/kabar/kab-contoh/{news.ref}/")
    assert share_link(message).startswith("https://wa.me/?text=")


def test_a_published_item_that_changes_says_so(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    news = published_news(cast, activity)
    assert "Diperbarui" not in text_of(client.get(f"/kabar/kab-contoh/{news.ref}/"))
    actions.write_news(activity, written=actions.Written("Judul", "Isi baru."), news=news,
                       by=cast.staff(cast.sari), at=cast.at + timedelta(hours=1))  # fmt: skip
    assert "Diperbarui" in text_of(client.get(f"/kabar/kab-contoh/{news.ref}/"))
