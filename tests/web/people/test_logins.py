"""Logging in: password, six digits, spare codes, and what is said when something does not fit."""

import base64
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.urls import reverse

from tests.given.cast import Cast
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
PASSWORD = "kalimat pendek yang mudah"


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    """Tries are counted in the cache."""
    cache.clear()


def entered(client: StrictClient, cast: Cast) -> None:
    """Sari logs in with her password; her second factor is not set up yet."""
    account = cast.account(cast.sari)
    account.set_password(PASSWORD)
    account.save()
    client.post(reverse("account_login"), {"login": "sari", "password": PASSWORD})


def code_for(secret: str) -> str:
    """The six digits that a phone shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def with_second_factor(client: StrictClient, cast: Cast) -> str:
    """Sari sets up her phone; the key is returned."""
    entered(client, cast)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r'class="kode">([A-Z2-7]+)<', page)
    assert found is not None
    done = client.post(reverse("mfa_activate_totp"), {"code": code_for(found[1])})
    assert done.status_code == 302, done.content.decode()
    return found[1]


def test_a_wrong_password_is_answered_in_words_and_keeps_the_name(client: StrictClient, cast: Cast) -> None:
    cast.account(cast.sari)
    page = client.post(
        reverse("account_login"), {"login": "sari", "password": "bukan ini sandinya"}
    ).content.decode()
    assert "<title>Galat: " in page
    assert "belum cocok" in page
    assert 'value="sari"' in page
    assert "bukan ini" not in page


def test_the_pages_of_the_login_speak_indonesian_only(client: StrictClient, cast: Cast) -> None:
    entered(client, cast)
    english = re.compile(r"\b(Password|Username|Code|Authenticator|Incorrect|Forgot)\b")
    for name in ("mfa_activate_totp", "account_reauthenticate", "mfa_index"):
        page = client.get(reverse(name))
        text = re.sub(r"<[^>]+>|\s+", " ", page.content.decode().split("<main", 1)[1])
        assert page.status_code == 200
        assert not english.search(text), name


def test_setting_up_the_phone_opens_the_pages_and_shows_spare_codes(client: StrictClient, cast: Cast) -> None:
    entered(client, cast)
    assert client.get("/")["Location"] == reverse("mfa_activate_totp")
    secret = with_second_factor(client, cast)
    assert len(base64.b32decode(secret + "=" * (-len(secret) % 8))) >= 16
    assert client.get(reverse("people:index")).status_code == 200
    assert re.search(r"<li>[0-9a-z ]{8,}</li>", client.get(reverse("mfa_view_recovery_codes")).content.decode())


def test_a_wrong_code_names_the_clock_of_the_phone(client: StrictClient, cast: Cast) -> None:
    entered(client, cast)
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert "Samakan jam ponsel Anda" in page
    assert not Authenticator.objects.exists()


def test_the_next_login_asks_for_the_code_and_takes_it_with_spaces(client: StrictClient, cast: Cast) -> None:
    secret = with_second_factor(client, cast)
    cache.clear()
    second = StrictClient()
    page = second.post(reverse("account_login"), {"login": "sari", "password": PASSWORD})
    assert page["Location"] == reverse("mfa_authenticate")
    assert second.get("/").status_code == 302
    digits = code_for(secret)
    done = second.post(reverse("mfa_authenticate"), {"code": f"{digits[:3]} {digits[3:]}"})
    assert done.status_code == 302, done.content.decode()
    assert second.get(reverse("people:index")).status_code == 200


def test_a_spare_code_opens_once(client: StrictClient, cast: Cast) -> None:
    with_second_factor(client, cast)
    codes = re.findall(r"<li>([0-9a-z]+)</li>", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    cache.clear()
    answers = []
    for _ in range(2):
        guest = StrictClient()
        guest.post(reverse("account_login"), {"login": "sari", "password": PASSWORD})
        answers.append(guest.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code)
    assert answers == [302, 200]


def test_many_wrong_passwords_slow_that_person_only(client: StrictClient, cast: Cast) -> None:
    entered(client, cast)
    account = cast.account(cast.hadi)
    account.set_password(PASSWORD)
    account.save()
    guest = StrictClient()
    for _ in range(6):
        page = guest.post(reverse("account_login"), {"login": "sari", "password": "bukan ini sandinya"})
    assert "Terlalu banyak percobaan" in page.content.decode()
    assert guest.post(reverse("account_login"), {"login": "hadi", "password": PASSWORD}).status_code == 302
