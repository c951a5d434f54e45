"""Does a kiosk open only for two officers, take pledges at level 0, and forget everybody?"""

import json
from typing import Any

import pytest
from django.conf import LazySettings

from ikrar.domain.people.hashing import Argon2id
from ikrar.domain.pledges.models import Kiosk, Pledge, Refusal
from tests.given.cast import PASSWORD, Cast
from tests.given.pledges import Morning, a_morning, code_of, right_now
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


@pytest.fixture
def morning(cast: Cast) -> Morning:
    account = cast.account(cast.budi)
    account.password = Argon2id().encode(PASSWORD, "")
    account.save()
    return a_morning(cast, at=right_now())


def open_kiosk(client: StrictClient, cast: Cast, morning: Morning, **typed: str) -> Any:
    client.force_login(cast.account(cast.sari))
    form = {"saksi": "budi", "password": PASSWORD, **typed}
    return client.post(f"/apel/{morning.apel.ref}/kios/", form)


@pytest.fixture
def kiosk(client: StrictClient, cast: Cast, morning: Morning) -> Kiosk:
    open_kiosk(client, cast, morning)
    return Kiosk.objects.get()


def sign(client: StrictClient, kiosk: Kiosk, **typed: str) -> Any:
    client.post(f"/kios/{kiosk.ref}/", typed)
    page = client.get(f"/kios/{kiosk.ref}/ikrar/")
    text = page.context["form"]["dibaca"].value()
    return client.post(f"/kios/{kiosk.ref}/ikrar/", {"setuju": "on", "dibaca": text})


def test_opening_a_kiosk_logs_the_officer_out_of_the_device(
    client: StrictClient, cast: Cast, kiosk: Kiosk, morning: Morning
) -> None:
    assert (kiosk.operator, kiosk.witness) == (cast.sari, cast.budi)
    assert client.get(f"/kios/{kiosk.ref}/").status_code == 200
    assert client.get(f"/apel/{morning.apel.ref}/kios/").status_code == 302


@pytest.mark.parametrize(
    "typed", [{"password": "salah sekali ya"}, {"saksi": "sari"}, {"saksi": "anton"}, {"saksi": "tidak ada"}]
)
def test_only_a_second_officer_of_the_place_opens_it(
    client: StrictClient, cast: Cast, morning: Morning, typed: dict[str, str]
) -> None:
    for person in (cast.sari, cast.anton):
        account = cast.account(person)
        account.password = Argon2id().encode(PASSWORD, "")
        account.save()
    assert open_kiosk(client, cast, morning, **typed).status_code == 422
    assert not Kiosk.objects.exists()


def test_outside_the_demo_the_witness_needs_a_code_too(
    client: StrictClient, cast: Cast, morning: Morning, settings: LazySettings
) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    settings.IKRAR_DEMO = False
    for person in (cast.sari, cast.budi):
        TOTP.activate(cast.account(person), generate_totp_secret())
    assert open_kiosk(client, cast, morning, kode="000000").status_code == 422
    assert open_kiosk(client, cast, morning).status_code == 422
    assert not Kiosk.objects.exists()


def test_somebody_the_officer_knows_signs_at_level_0(
    client: StrictClient, kiosk: Kiosk, morning: Morning
) -> None:
    done = sign(client, kiosk, nomor="101")
    assert done["Location"] == f"/kios/{kiosk.ref}/tersimpan/"
    pledge = Pledge.objects.get()
    said = json.loads(pledge.evidence)
    assert (pledge.level, pledge.device, said["recognised_by"], said["kiosk"]) == (
        "0",
        "",
        "officer",
        kiosk.ref,
    )
    assert said["operator"] != said["witness"]


def test_with_the_card_the_evidence_says_so(client: StrictClient, kiosk: Kiosk) -> None:
    sign(client, kiosk, nomor="102", kode=code_of(102))
    assert json.loads(Pledge.objects.get().evidence)["recognised_by"] == "code"
    assert client.post(f"/kios/{kiosk.ref}/", {"nomor": "101", "kode": "ZZZZZZ"}).status_code == 422


def test_nothing_of_the_last_person_is_left(client: StrictClient, kiosk: Kiosk) -> None:
    sign(client, kiosk, nomor="101")
    done = client.get(f"/kios/{kiosk.ref}/tersimpan/")
    page = done.content.decode()
    assert done["Refresh"] == f"8; url=/kios/{kiosk.ref}/"
    assert "Ayu" not in page
    assert done["Cache-Control"] == "no-store"
    for path in ("ikrar/", "tersimpan/"):  # back, forward, reload
        assert client.get(f"/kios/{kiosk.ref}/{path}")["Location"] == f"/kios/{kiosk.ref}/"
    assert "Ayu" not in client.get(f"/kios/{kiosk.ref}/").content.decode()


def test_a_person_named_at_a_kiosk_gets_no_ticket_of_level_1(client: StrictClient, kiosk: Kiosk) -> None:
    client.post(f"/kios/{kiosk.ref}/", {"nomor": "101"})
    assert client.get(f"/m/{kiosk.ref}/ikrar/")["Location"].endswith("?lagi")


def test_the_officer_finds_a_name_and_picks_it(client: StrictClient, kiosk: Kiosk, morning: Morning) -> None:
    page = client.post(f"/kios/{kiosk.ref}/", {"cari": "lest"}).content.decode()
    assert "Ayu Lestari" in page and "Made" not in page
    assert "Ayu" not in client.post(f"/kios/{kiosk.ref}/", {"cari": "le"}).content.decode()
    picked = client.post(f"/kios/{kiosk.ref}/", {"nomor": "101", "orang": str(morning.ayu.pk)})
    assert picked["Location"].endswith("/ikrar/")


def test_another_device_is_no_kiosk(kiosk: Kiosk) -> None:
    for path in ("", "ikrar/", "tersimpan/"):
        assert StrictClient().get(f"/kios/{kiosk.ref}/{path}").status_code == 404


def test_a_kiosk_that_was_closed_takes_nothing(
    client: StrictClient, cast: Cast, kiosk: Kiosk, morning: Morning
) -> None:
    client.post(f"/kios/{kiosk.ref}/", {"nomor": "101"})
    officer = StrictClient()
    officer.force_login(cast.account(cast.sari))
    officer.post(f"/apel/{morning.apel.ref}/kios/{kiosk.ref}/tutup/")
    client.post(f"/kios/{kiosk.ref}/ikrar/", {"setuju": "on"})
    assert not Pledge.objects.exists()
    assert "Kios ini sudah ditutup" in client.get(f"/kios/{kiosk.ref}/").content.decode()


def test_at_a_kiosk_one_may_refuse(client: StrictClient, kiosk: Kiosk, morning: Morning) -> None:
    client.post(f"/kios/{kiosk.ref}/", {"nomor": "101"})
    client.get(f"/kios/{kiosk.ref}/tidak/")
    assert not Refusal.objects.exists()
    client.post(f"/kios/{kiosk.ref}/tidak/")
    assert Refusal.objects.get().asked_id == morning.ayu.pk


def test_the_device_stops_being_a_kiosk(client: StrictClient, kiosk: Kiosk) -> None:
    assert client.post(f"/kios/{kiosk.ref}/tutup/").status_code == 303
    assert client.get(f"/kios/{kiosk.ref}/").status_code == 404
    kiosk.refresh_from_db()
    assert kiosk.closed_at is not None
