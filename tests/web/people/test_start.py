"""The first start: four short pages make one body with one account, and only for who sees the machine."""

import pytest
from django.conf import LazySettings
from django.urls import reverse

from ikrar.domain.people import queries
from ikrar.domain.people.models import Account
from ikrar.domain.roster.models import Agency
from ikrar.web.people.start import start_code
from tests.given.cast import Cast
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
PASSWORD = "kalimat pendek yang mudah"
ACCOUNT = {"nama": "Sari", "pengguna": "19860926 201505 2 001", "sandi": PASSWORD, "ulang": PASSWORD}


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def at(step: int) -> str:
    """The address of a step."""
    return reverse("people:start_step", args=[step])


def first_three() -> list[dict[str, str]]:
    """What the first officer types before the account."""
    return [
        {"kode": start_code(), "instansi": "Pemerintah Kabupaten Contoh", "singkatan": "", "jenis": "regency"},
        {"zona": "Asia/Makassar", "tempat": "Contoh"},
        {"alamat": "Jalan Contoh 1", "telepon": "", "jabatan": "Sekretaris Daerah", "pejabat": ""},
    ]


def answer_first_three(client: StrictClient) -> None:
    for step, data in enumerate(first_three(), 1):
        assert client.post(at(step), data)["Location"] == at(step + 1)


def test_an_empty_installation_leads_to_a_body_and_a_login(client: StrictClient) -> None:
    assert client.get("/")["Location"] == reverse("people:start")
    answer_first_three(client)
    assert client.post(at(4), ACCOUNT)["Location"] == reverse("account_login")
    agency = Agency.objects.get()
    assert (agency.zone, agency.responsible_title, agency.place) == (
        "Asia/Makassar",
        "Sekretaris Daerah",
        "Contoh",
    )
    assert "lalu impor data pegawai" in client.get(reverse("account_login")).content.decode()
    page = client.post(reverse("account_login"), {"login": "1986.09.26 201505 2 001", "password": PASSWORD})
    assert page["Location"] == "/"


def test_pressing_the_last_button_twice_makes_one_body_and_says_the_same(client: StrictClient) -> None:
    answer_first_three(client)
    first, second = (client.post(at(4), ACCOUNT)["Location"] for _ in range(2))
    assert first == second == reverse("account_login")
    assert (Agency.objects.count(), Account.objects.count()) == (1, 1)


def test_only_who_sees_the_machine_goes_on(client: StrictClient) -> None:
    page = client.post(at(1), {**first_three()[0], "kode": "AAAAAAAA"})
    assert page.status_code == 422
    assert "Kode pemasangan tidak cocok" in page.content.decode()
    assert "Pemerintah Kabupaten Contoh" in page.content.decode()
    for step in (2, 3, 4):
        assert client.get(at(step))["Location"] == at(1)
        assert client.post(at(step), ACCOUNT)["Location"] == at(1)
    assert queries.is_empty()


def test_no_step_can_be_left_out(client: StrictClient) -> None:
    client.post(at(1), first_three()[0])
    assert client.get(at(4))["Location"] == at(2)
    assert client.post(at(4), ACCOUNT)["Location"] == at(2)
    assert queries.is_empty()


def test_what_was_answered_is_still_there_on_the_way_back(client: StrictClient) -> None:
    answer_first_three(client)
    assert "Sekretaris Daerah" in client.get(at(3)).content.decode()
    assert "Pemerintah Kabupaten Contoh" in client.get(at(1)).content.decode()


def test_a_password_that_is_too_short_is_not_kept_anywhere(client: StrictClient) -> None:
    answer_first_three(client)
    page = client.post(at(4), {**ACCOUNT, "sandi": "pendek", "ulang": "pendek"})
    assert page.status_code == 422
    assert 'pendek"' not in page.content.decode()
    assert "pendek" not in str(dict(client.session))
    assert queries.is_empty()


def test_an_installation_in_use_has_no_first_start(client: StrictClient, cast: Cast) -> None:
    cast.account(cast.sari)
    for step in (1, 2, 4, 9):
        assert client.get(at(step)).status_code == 404
        assert client.post(at(step), ACCOUNT).status_code == 404


def test_every_step_is_there_in_english(client: StrictClient) -> None:
    page = client.get("/en/mulai/").content.decode()
    assert '<html lang="en">' in page
    assert 'aria-current="step"' in page
