"""Can Sari keep the register on a phone, and does nobody else get in?"""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.urls import reverse

from ikrar.domain.programme.models import Vulnerability
from tests.given.cast import Cast
from tests.given.vulnerabilities import an_entry
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_second_factor(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def typed(**changes: str) -> dict[str, str]:
    return {
        "category": "hoax", "title": "Kabar bohong", "area": "Kecamatan Utara", "likelihood": "4", "impact": "4",
        "review_on": "2099-01-01", "stage": "open", "kunci": "k1", **changes,
    }  # fmt: skip


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_sari_reviews_adds_changes_and_closes(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    home = reverse("vulnerabilities:register", args=["kab-contoh"])
    assert "Tinjau pemilihan terakhir" in text_of(client.get(home))
    assert client.get(f"{home}baru/")["Location"] == f"{home}tinjauan/"
    lesson = {
        "election": "PEMILU_2024",
        "category": "conflict",
        "happened": "Bentrok kecil.",
        "source": "Berita acara",
    }
    assert client.post(f"{home}tinjauan/", {**lesson, "kunci": "k0"}).status_code == 303
    for _ in range(2):
        made = client.post(f"{home}baru/", typed())
    entry = Vulnerability.objects.get()
    assert made["Location"] == f"/kerawanan/catatan/{entry.ref}/"
    page = text_of(client.get(home))
    assert "Kabar bohong" in page and "sangat tinggi" in page and "Tekanan dari atasan" in page
    assert (
        client.post(f"/kerawanan/catatan/{entry.ref}/ubah/", typed(impact="2", kunci="k2")).status_code == 303
    )
    assert "Dampak sebelumnya: 4" in text_of(client.get(f"/kerawanan/catatan/{entry.ref}/"))
    done = client.post(f"/kerawanan/catatan/{entry.ref}/selesai/", {"because": "Reda", "kunci": "k3"})
    assert done.status_code == 303
    assert client.get(f"/kerawanan/catatan/{entry.ref}/ubah/").status_code == 403


def test_a_wrong_rating_keeps_what_was_typed(client: StrictClient, cast: Cast) -> None:
    an_entry(cast)
    client.force_login(cast.account(cast.sari))
    answer = client.post("/kerawanan/kab-contoh/baru/", typed(likelihood="9"))
    assert answer.status_code == 422 and "Kecamatan Utara" in text_of(answer)
    assert Vulnerability.objects.count() == 1


def test_pressure_from_above_is_no_choice(client: StrictClient, cast: Cast) -> None:
    an_entry(cast)
    client.force_login(cast.account(cast.sari))
    page = client.get("/kerawanan/kab-contoh/baru/").content.decode()
    assert "atasan" not in re.sub(r"<p>.*?</p>", "", page, flags=re.DOTALL).lower()
    assert client.post("/kerawanan/kab-contoh/baru/", typed(category="pressure")).status_code == 422


def test_small_numbers_are_withheld_by_area(client: StrictClient, cast: Cast) -> None:
    an_entry(cast)
    client.force_login(cast.account(cast.hadi))
    page = text_of(client.get("/kerawanan/kab-contoh/wilayah/"))
    assert "sedikit" in page and "ditahan" in page


@pytest.mark.parametrize(
    ("name", "status"), [("hadi", 200), ("anton", 404), ("budi", 403), ("rina", 200), ("oki", 403)]
)
def test_who_gets_in(client: StrictClient, cast: Cast, name: str, status: int) -> None:
    entry = an_entry(cast)
    client.force_login(cast.account(getattr(cast, name)))
    for path in (
        "/kerawanan/kab-contoh/",
        f"/kerawanan/catatan/{entry.ref}/",
        "/kerawanan/kab-contoh/wilayah/",
    ):
        assert client.get(path).status_code == status
    book = client.get("/kerawanan/kab-contoh/kerawanan.xlsx")
    assert (book.status_code == 200) == (name == "rina")


def test_the_workbook_is_for_those_who_keep_it(client: StrictClient, cast: Cast) -> None:
    an_entry(cast, title="=1+1")
    client.force_login(cast.account(cast.sari))
    answer = client.get("/kerawanan/kab-contoh/kerawanan.xlsx")
    assert answer.content.startswith(b"PK")
