"""First account, roles, one-time letters, and the second officer."""

import re

import pytest
from django.conf import LazySettings
from django.urls import reverse

from ikrar.domain.people import queries
from ikrar.domain.people.models import Account, Person
from ikrar.web.people.start import start_code
from tests.given.cast import Cast
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
PASSWORD = "kalimat pendek yang mudah"


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def first_form(**changed: str) -> dict[str, str]:
    """What a first officer types."""
    return {
        "kode": start_code(), "instansi": "Pemerintah Kabupaten Contoh", "jenis": "regency", "zona": "Asia/Makassar",
        "tempat": "Contoh", "alamat": "Jalan Contoh 1", "jabatan": "Sekretaris Daerah", "nama": "Sari",
        "pengguna": "19860926 201505 2 001", "sandi": PASSWORD, "ulang": PASSWORD, **changed,
    }  # fmt: skip


def test_an_empty_installation_leads_to_the_first_account(client: StrictClient) -> None:
    assert client.get("/")["Location"] == reverse("people:start")
    assert client.post(reverse("people:start"), first_form()).status_code == 303
    assert client.get(reverse("people:start")).status_code == 404
    client.post(reverse("account_login"), {"login": "198609262015052001", "password": PASSWORD})
    assert client.get("/").status_code == 200


def test_only_who_sees_the_machine_makes_the_first_account(client: StrictClient) -> None:
    page = client.post(reverse("people:start"), first_form(kode="AAAAAAAA"))
    assert page.status_code == 422
    assert "Kode pemasangan tidak cocok" in page.content.decode()
    assert "Pemerintah Kabupaten Contoh" in page.content.decode()
    assert queries.is_empty()


def test_a_new_officer_chooses_a_password_once(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    form = {
        "nama": "Wayan", "pengguna": "wayan", "jabatan": "", "surel": "", "peran": "unit-operator",
        "instansi": cast.agency.ref, "unit": cast.health.ref, "masa": "definitive", "dasar": "",
    }  # fmt: skip
    letter = client.post(reverse("people:add"), form, follow=True)
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
