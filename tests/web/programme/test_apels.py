"""The pages of an apel: control, ceremony, the big screen, texts for chat groups."""

import re

import pytest
from django.conf import LazySettings
from django.core.cache import cache

from ikrar.domain.programme.models import Apel, ApelBody
from ikrar.domain.texts.queries import mark_of
from ikrar.web.programme.messages import apel_message, report_message
from ikrar.web.shell.chat import LONGEST
from tests.given.cast import Cast
from tests.given.programme import a_foreign_drive, a_planned_apel, an_open_apel, an_opened_drive
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True
    cache.clear()


def test_sari_plans_opens_and_closes_a_session(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast)
    client.force_login(cast.account(cast.sari))
    session = {
        "name": "Apel Senin", "place": "Halaman kantor", "starts_at": "2026-11-23T08:30", "ends_at": "2026-11-23T10:00",
        "kunci": "k1",
    }  # fmt: skip
    assert client.get(f"/gerakan/{drive.ref}/apel/kab-contoh/").status_code == 200
    assert client.post(f"/gerakan/{drive.ref}/apel/kab-contoh/", session).status_code == 303
    apel = Apel.objects.get()
    assert apel.starts_at.isoformat() == "2026-11-23T00:30:00+00:00"
    client.get(f"/apel/{apel.ref}/buka/")
    apel.refresh_from_db()
    assert apel.stage == "planned"
    page = client.get(f"/apel/{apel.ref}/").content.decode()
    keys = re.findall(r'name="kunci" value="([^"]+)"', page)
    assert client.post(f"/apel/{apel.ref}/buka/", {"kunci": keys[0]}).status_code == 303
    assert "Apel Senin" in client.get("/apel/").content.decode()
    later = {"ends_at": "2026-11-23T11:00", "kunci": "k2"}
    assert client.get(f"/apel/{apel.ref}/undur/").status_code == 200
    assert client.post(f"/apel/{apel.ref}/undur/", later).status_code == 303
    page = client.get(f"/apel/{apel.ref}/").content.decode()
    close = re.search(r'/tutup/">.*?name="kunci" value="([^"]+)"', page)
    assert close is not None
    assert client.post(f"/apel/{apel.ref}/tutup/", {"kunci": close[1]}).status_code == 303
    apel.refresh_from_db()
    assert apel.stage == "closed"


def test_the_ceremony_is_written_down_and_printed(client: StrictClient, cast: Cast) -> None:
    apel = a_planned_apel(cast)
    client.force_login(cast.account(cast.sari))
    page = client.get(f"/apel/{apel.ref}/petugas/").content.decode()
    assert "Hadi Contoh" in page
    rows = {
        "petugas-TOTAL_FORMS": "2", "petugas-INITIAL_FORMS": "0", "petugas-0-part": "pembina",
        "petugas-0-name": "Lina Contoh", "petugas-0-office": "Sekretaris Daerah", "petugas-0-term": "plt",
        "petugas-0-basis": "", "petugas-1-part": "witness", "petugas-1-name": "", "petugas-1-term": "definitive",
        "order": "Pimpinan instansi / Pejabat eselon III\nSeluruh pegawai", "kunci": "k1",
    }  # fmt: skip
    refused = client.post(f"/apel/{apel.ref}/petugas/", rows)
    assert refused.status_code == 422
    assert "jabatan sementara perlu nomor surat" in refused.content.decode()
    assert (
        client.post(f"/apel/{apel.ref}/petugas/", {**rows, "petugas-0-basis": "SK 2/2026"}).status_code == 303
    )
    printed = client.get(f"/apel/{apel.ref}/susunan/").content.decode()
    assert "Lina Contoh" in printed
    assert "di hadapan Pejabat eselon III" in printed
    assert apel.drive.oath is not None
    assert apel.drive.oath.body.split("\n")[2] in printed


def test_heads_are_counted_by_the_host_and_never_mixed_with_signing(client: StrictClient, cast: Cast) -> None:
    apel = an_open_apel(cast)
    client.force_login(cast.account(cast.sari))
    address = f"/apel/{apel.ref}/kepala/kab-contoh/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"heads": "-1", "kunci": "k1"}).status_code == 422
    assert client.post(address, {"heads": "8", "kunci": "k2"}).status_code == 303
    body = ApelBody.objects.get(apel=apel)
    assert (body.read_count, body.read_counted_by) == (8, cast.sari.actor_ref)
    page = client.get(f"/apel/{apel.ref}/").content.decode()
    assert "Membaca ikrar: 8 orang" in page
    assert "Sudah menandatangani: 0 dari 9" in page


def test_the_big_screen_needs_no_login_and_no_script(client: StrictClient, cast: Cast) -> None:
    apel = an_open_apel(cast)
    answer = client.get(f"/layar/{apel.code}/")
    page = answer.content.decode()
    assert answer["Refresh"] == "5"
    assert "<script" not in page
    assert f"/M/{apel.code}/" in page
    assert mark_of(apel.drive.text).spoken in page
    assert "Menunggu tanda tangan pertama" in page
    assert "diperbarui 0 detik yang lalu" in page
    assert client.get(f"/layar/{apel.code.lower()}/").status_code == 200


def test_thousands_of_screens_cost_one_count(
    client: StrictClient, cast: Cast, django_assert_num_queries: object
) -> None:
    apel = an_open_apel(cast)
    client.get(f"/layar/{apel.code}/")
    with django_assert_num_queries(0):  # type: ignore[operator]
        client.get(f"/layar/{apel.code}/")


def test_the_qr_code_is_served_from_our_own_address(client: StrictClient, cast: Cast) -> None:
    apel = an_open_apel(cast)
    answer = client.get(f"/layar/{apel.code}/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content
    assert client.get("/layar/7K3M9Q/qr.svg").status_code == 404


def test_the_poster_is_a_pdf(client: StrictClient, cast: Cast) -> None:
    apel = an_open_apel(cast)
    client.force_login(cast.account(cast.sari))
    assert client.get(f"/apel/{apel.ref}/poster.pdf").content[:5] == b"%PDF-"


def test_the_report_fits_a_chat_and_names_nobody(cast: Cast) -> None:
    apel = an_open_apel(cast, name="Apel " + "panjang " * 15, place="Halaman " * 15)
    text = report_message(apel, [], cast.at)
    assert len(text) <= LONGEST
    assert "Hadi" not in text
    assert text.startswith("Izin melaporkan")


def test_an_invitation_ends_with_its_address_alone(cast: Cast) -> None:
    apel = an_open_apel(cast, name="Apel " + "panjang " * 15, place="Halaman " * 15)
    lines = apel_message(apel).splitlines()
    assert lines[-1].endswith(f"/M/{apel.code}/")
    assert len("\n".join(lines)) <= LONGEST


def test_ranks_are_said_in_words_and_the_oath_without_its_marks(client: StrictClient, cast: Cast) -> None:
    apel = a_planned_apel(cast)
    client.force_login(cast.account(cast.hadi))
    page = client.get(f"/apel/{apel.ref}/susunan/").content.decode()
    assert "Pejabat eselon II, di hadapan pejabat eselon III" in page
    assert "echelon_2" not in page
    assert "# Ikrar" not in page


def test_symbolic_signing_is_recorded_by_the_host_only(client: StrictClient, cast: Cast) -> None:
    apel = an_open_apel(cast)
    client.force_login(cast.account(cast.budi))
    assert client.post(f"/apel/{apel.ref}/simbolis/", {"kunci": "k1"}).status_code == 403
    client.force_login(cast.account(cast.sari))
    assert client.post(f"/apel/{apel.ref}/simbolis/", {"kunci": "k1"}).status_code == 303


@pytest.mark.parametrize("path", ["", "ubah/", "petugas/", "susunan/", "buka/", "tutup/", "undur/", "simbolis/",
                                  "kepala/kab-contoh/", "poster.pdf"])  # fmt: skip
def test_anton_never_learns_of_the_session(client: StrictClient, cast: Cast, path: str) -> None:
    apel = an_open_apel(cast)
    client.force_login(cast.account(cast.anton))
    assert client.get(f"/apel/{apel.ref}/{path}").status_code == 404
    assert client.post(f"/apel/{apel.ref}/{path}", {"kunci": "k"}).status_code == 404


def test_anton_brings_his_own_body_by_the_code_and_sees_head_counts(client: StrictClient, cast: Cast) -> None:
    apel = an_open_apel(cast)

    drive = a_foreign_drive(cast)
    client.force_login(cast.account(cast.anton))
    address = f"/apel/ikut/{drive.ref}/kota-lain/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"code": "000000", "kunci": "k1"}).status_code == 422
    assert client.post(address, {"code": apel.code.lower(), "kunci": "k2"}).status_code == 303
    assert client.get(f"/apel/{apel.ref}/").status_code == 200
    assert client.post(f"/apel/{apel.ref}/buka/", {"kunci": "k3"}).status_code == 403
    assert client.get(f"/apel/{apel.ref}/kepala/kab-contoh/").status_code == 404
    assert client.post(f"/apel/{apel.ref}/kepala/kota-lain/", {"heads": "2", "kunci": "k4"}).status_code == 303
