"""What is a ticket worth that was forged, moved, or bought with a code that is void by now?"""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import signing

from ikrar.domain.ledger.actions import Unknown
from ikrar.domain.pledges.models import Dispute, Pledge, Refusal
from ikrar.domain.programme import actions
from ikrar.domain.programme.models import Apel, Drive
from ikrar.web.shell.signers import COOKIE, SALT
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, a_pledge, right_now
from tests.given.programme import an_open_apel
from tests.strict import StrictClient
from tests.web.pledges.test_signing import changed, enter, sign, the_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning(cast: Cast) -> Morning:
    return a_morning(cast, at=right_now())


def test_a_ticket_bought_with_a_code_that_is_void_signs_nothing(
    client: StrictClient, cast: Cast, morning: Morning
) -> None:
    """Somebody took the card; the help desk made a new code; the taker still has the page open."""
    enter(client, morning, morning.ayu)
    form = the_form(client, morning)
    actions.reissue_code(morning.ayu, by=cast.staff(cast.sari), at=right_now())
    client.post(f"/m/{morning.apel.code}/ikrar/", form)
    client.post(f"/m/{morning.apel.code}/tidak/", {})
    client.post(f"/m/{morning.apel.code}/lapor/data/", {"pesan": "Bukan saya"})
    assert (Pledge.objects.count(), Refusal.objects.count(), Dispute.objects.count()) == (0, 0, 0)


def test_a_ticket_of_a_void_code_fetches_no_certificate(
    client: StrictClient, cast: Cast, morning: Morning
) -> None:
    pledge = a_pledge(morning.ayu, right_now())
    enter(client, morning, morning.ayu)
    morning.ayu.refresh_from_db()
    actions.reissue_code(morning.ayu, by=cast.staff(cast.sari), at=right_now())
    assert client.get(f"/bukti/{pledge.ref}/unduh/").status_code == 404
    assert client.get(f"/bukti/{pledge.ref}/berkas/").status_code == 404


def test_the_proof_names_the_code_that_was_used(client: StrictClient, cast: Cast, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    sign(client, morning)
    assert '"code_round":1' in Pledge.objects.get().evidence


def forged(morning: Morning, raw: str, salt: str = SALT) -> str:
    return signing.TimestampSigner(salt=salt).sign(raw)


@pytest.mark.parametrize("salt", ["ikrar.kiosk", "other"])
def test_a_ticket_signed_for_something_else_is_none(client: StrictClient, morning: Morning, salt: str) -> None:
    raw = f"{morning.ayu.pk}/{morning.drive.ref}/{morning.apel.code}.{morning.apel.pk}/phone/1"
    client.cookies[COOKIE] = forged(morning, raw, salt)
    assert client.get(f"/m/{morning.apel.code}/ikrar/")["Location"].endswith("?lagi")


@pytest.mark.parametrize("raw", ["", "1", "a/b/c/d/e", "1/2/3/4/5/6", "-1/x/{}/phone/1"])
def test_a_ticket_of_another_form_is_none(client: StrictClient, morning: Morning, raw: str) -> None:
    client.cookies[COOKIE] = forged(morning, raw.format(f"{morning.apel.code}.{morning.apel.pk}"))
    assert client.get(f"/m/{morning.apel.code}/ikrar/").status_code == 303


def test_one_changed_letter_ends_a_ticket(client: StrictClient, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    good = client.cookies[COOKIE].value
    other = good.replace(f"{morning.ayu.pk}/", f"{morning.made.pk}/", 1)
    client.cookies[COOKIE] = other
    assert client.get(f"/m/{morning.apel.code}/ikrar/")["Location"].endswith("?lagi")


def test_a_ticket_opens_only_its_own_door(client: StrictClient, cast: Cast, morning: Morning) -> None:
    enter(client, morning, morning.ayu)
    other = an_open_apel(cast)
    assert client.get(f"/m/{other.code}/ikrar/")["Location"].endswith("?lagi")
    pledge = a_pledge(morning.made, right_now())
    assert client.get(f"/bukti/{pledge.ref}/unduh/").status_code == 404


def test_the_cookies_are_closed_to_script_and_other_sites(
    client: StrictClient, morning: Morning, settings: LazySettings
) -> None:
    settings.HTTPS = True
    enter(client, morning, morning.ayu)
    for name in (COOKIE, "perangkat"):
        morsel: Any = client.cookies[name]
        assert (morsel["httponly"], morsel["samesite"], morsel["secure"]) == (True, "Lax", True)


@pytest.mark.parametrize("stage", ["closed", "draft", "approved", "opening"])
def test_in_a_drive_that_is_not_open_nobody_signs(client: StrictClient, morning: Morning, stage: str) -> None:
    enter(client, morning, morning.ayu)
    form = the_form(client, morning)
    changed(Drive.objects.get(pk=morning.drive.pk), by=Unknown(), at=right_now(), stage=stage)
    client.post(f"/m/{morning.apel.code}/ikrar/", form)
    client.post(f"/m/{morning.apel.code}/tidak/", {})
    assert not Pledge.objects.exists() and not Refusal.objects.exists()


def test_an_old_ticket_is_none(client: StrictClient, morning: Morning, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    enter(client, morning, morning.ayu)
    later = time.time() + timedelta(hours=2, minutes=1).total_seconds()
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.get(f"/m/{morning.apel.code}/ikrar/")["Location"].endswith("?lagi")
    assert Apel.objects.get(pk=morning.apel.pk).stage == "open"
