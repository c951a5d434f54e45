"""Roles, one-time letters, and the second officer."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.urls import reverse

from ikrar.domain.people import queries
from ikrar.domain.people.models import Account, Person
from ikrar.web.people.passwords import VALID, letter_token
from tests.given.cast import Cast
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
PASSWORD = "kalimat pendek yang mudah"


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def test_a_new_officer_chooses_a_password_once(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    form = {
        "nama": "Wayan", "pengguna": "wayan", "jabatan": "", "surel": "", "peran": "unit-operator",
        "instansi": cast.agency.ref, "unit": cast.health.ref, "masa": "definitive", "dasar": "",
    }  # fmt: skip
    letter = client.get(client.post(reverse("people:add"), form)["Location"])
    address = re.search(r"/sandi/[^<\s]+", letter.content.decode())
    assert address is not None
    guest = StrictClient()
    assert guest.get(address[0]).status_code == 200
    assert guest.post(address[0], {"sandi": PASSWORD, "ulang": PASSWORD}).status_code == 303
    assert guest.post(address[0], {"sandi": PASSWORD, "ulang": PASSWORD}).status_code == 404
    guest.post(reverse("account_login"), {"login": "WAYAN", "password": PASSWORD})
    assert guest.get("/").status_code == 200


@pytest.mark.parametrize("role", ["system-operator", "officer"])
def test_nobody_gives_what_lies_outside_their_body(client: StrictClient, cast: Cast, role: str) -> None:
    client.force_login(cast.account(cast.anton))
    form = {
        "nama": "X", "pengguna": "x", "peran": role, "instansi": cast.agency.ref, "unit": "", "masa": "definitive",
    }  # fmt: skip
    assert client.post(reverse("people:add"), form).status_code in {403, 422}
    assert not Account.objects.filter(username="x").exists()
    assert not Person.objects.filter(name="X").exists()


def test_a_taken_user_name_keeps_what_was_typed(client: StrictClient, cast: Cast) -> None:
    cast.account(cast.budi)
    client.force_login(cast.account(cast.sari))
    form = {
        "nama": "Budi Lain", "pengguna": "budi", "peran": "officer", "instansi": cast.agency.ref, "unit": "",
        "masa": "definitive",
    }  # fmt: skip
    page = client.post(reverse("people:add"), form)
    assert page.status_code == 422
    assert "Budi Lain" in page.content.decode()
    assert "sudah dipakai" in page.content.decode()


@contextmanager
def freeze_time_after(passed: timedelta) -> Iterator[None]:
    """The clock of the signatures, so much later."""
    real = time.time
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time", lambda: real() + passed.total_seconds() + 60)
        yield


def new_officer(cast: Cast, **changed: str) -> dict[str, str]:
    """A form that adds somebody, with its one-time key."""
    return {
        "kunci": "k" * 32, "nama": "Wayan", "pengguna": "wayan", "jabatan": "", "surel": "", "peran": "unit-operator",
        "instansi": cast.agency.ref, "unit": cast.health.ref, "masa": "plt", "dasar": "", **changed,
    }  # fmt: skip


def test_sending_the_form_twice_adds_one_person(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    first, second = (client.post(reverse("people:add"), new_officer(cast)) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Person.objects.filter(name="Wayan").count() == 1


def test_a_unit_of_another_body_is_refused_in_words(client: StrictClient, cast: Cast) -> None:
    """The installation's operator reaches both bodies, so both stand in the lists."""
    client.force_login(cast.account(cast.oki))
    page = client.post(reverse("people:add"), new_officer(cast, instansi=cast.other.ref))
    assert page.status_code == 422
    assert "Unit ini milik instansi lain." in page.content.decode()
    assert not Person.objects.filter(name="Wayan").exists()


def test_a_person_gets_a_second_role_and_loses_it_tomorrow(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    page = reverse("people:detail", args=[cast.budi.ref])
    given = client.post(
        reverse("people:another", args=[cast.budi.ref]), new_officer(cast, peran="task-force", unit="")
    )
    assert given["Location"] == page
    text = client.get(page).content.decode()
    assert "Anggota Satgas" in text
    assert "Pelaksana tugas (Plt.)" in text
    seat = cast.budi.seats.get(role="task-force")
    end = reverse("people:end", args=[cast.budi.ref, seat.pk])
    assert "Anggota Satgas" in client.get(end).content.decode()
    for _ in range(2):
        assert client.post(end).status_code == 303
    seat.refresh_from_db()
    assert seat.until is not None


def test_an_officer_of_another_body_ends_no_role_here(client: StrictClient, cast: Cast) -> None:
    seat = cast.budi.seats.get()
    client.force_login(cast.account(cast.anton))
    assert client.post(reverse("people:end", args=[cast.budi.ref, seat.pk])).status_code == 404
    seat.refresh_from_db()
    assert seat.until is None


def test_a_changed_or_old_letter_opens_nothing(client: StrictClient, cast: Cast) -> None:
    token = letter_token(cast.account(cast.budi))
    assert client.get(reverse("people:choose", args=[token])).status_code == 200
    assert (
        client.get(reverse("people:choose", args=[token[:-1] + ("A" if token[-1] != "A" else "B")])).status_code
        == 404
    )
    with freeze_time_after(VALID):
        assert client.get(reverse("people:choose", args=[token])).status_code == 404


@pytest.mark.parametrize(("first", "second"), [("pendek", "pendek"), (PASSWORD, PASSWORD + "x"), ("", "")])
def test_a_poor_password_is_refused_in_words(client: StrictClient, cast: Cast, first: str, second: str) -> None:
    address = reverse("people:choose", args=[letter_token(cast.account(cast.budi))])
    page = client.post(address, {"sandi": first, "ulang": second})
    assert page.status_code == 422
    assert "ringkasan-salah" in page.content.decode()
    assert first == "" or f'value="{first}"' not in page.content.decode()
    assert not cast.account(cast.budi).has_usable_password()


def test_a_forgotten_password_is_replaced_by_a_new_letter(client: StrictClient, cast: Cast) -> None:
    account = cast.account(cast.budi)
    account.set_password(PASSWORD)
    account.save()
    client.force_login(cast.account(cast.sari))
    page = reverse("people:letter", args=[cast.budi.ref])
    assert "/sandi/" not in client.get(page).content.decode()
    for _ in range(2):
        assert client.post(page, {"kunci": "k" * 32})["Location"] == page
    assert "/sandi/" in client.get(page).content.decode()
    guest = StrictClient()
    guest.post(reverse("account_login"), {"login": "budi", "password": PASSWORD})
    assert guest.get("/").status_code == 302


def test_nobody_renews_their_own_letter_or_that_of_another_body(client: StrictClient, cast: Cast) -> None:
    account = cast.account(cast.sari)
    account.set_password(PASSWORD)
    account.save()
    for person in (cast.sari, cast.anton):
        client.force_login(cast.account(person))
        client.post(reverse("people:letter", args=[cast.sari.ref]), {"kunci": "k" * 32})
    account.refresh_from_db()
    assert account.has_usable_password()


def test_a_person_of_another_body_is_not_known(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.anton))
    assert client.get(reverse("people:detail", args=[cast.sari.ref])).status_code == 404


def test_taking_off_the_second_factor_needs_two_officers(client: StrictClient, cast: Cast) -> None:
    page = reverse("people:detail", args=[cast.budi.ref])
    confirm = reverse("people:confirm_reset", args=[cast.budi.ref])
    client.force_login(cast.account(cast.sari))
    client.post(page, {"alasan": "ponsel hilang"})
    assert client.post(confirm).status_code == 403
    waiting = queries.waiting_reset(cast.budi)
    assert waiting is not None
    second = StrictClient()
    second.force_login(cast.account(cast.oki))
    assert second.post(confirm).status_code == 303
    assert queries.waiting_reset(cast.budi) is None


def test_outside_the_demo_a_login_must_set_up_its_second_factor(
    client: StrictClient, cast: Cast, settings: LazySettings
) -> None:
    settings.IKRAR_DEMO = False
    client.force_login(cast.account(cast.sari))
    assert client.get("/")["Location"] == reverse("mfa_activate_totp")
