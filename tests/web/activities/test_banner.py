"""Does an officer get the print file of a neutral banner, does nobody else, and is what was typed kept?"""

import re
from typing import Any

import pytest
from django.conf import LazySettings

from ikrar.domain.letters import actions as letters
from ikrar.papers.banner import SIZES
from tests.given.activity_records import an_activity
from tests.given.cast import Cast
from tests.papers.pdf import letters as letters_in
from tests.papers.pdf import look, needs_poppler, squeezed
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
ASKED = {
    "size": "3x1",
    "heading": "oath",
    "title": "Pegawai Contoh berikrar netral",
    "slogan": "Melayani semua",
}


@pytest.fixture(autouse=True)
def _without_second_factor(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def as_sari(client: StrictClient, cast: Cast) -> StrictClient:
    client.force_login(cast.account(cast.sari))
    return client


def test_the_page_of_an_activity_leads_to_a_form_that_knows_its_name(client: StrictClient, cast: Cast) -> None:
    activity = an_activity(cast)
    as_sari(client, cast)
    address = f"/kegiatan/{activity.ref}/spanduk/"
    assert f'href="{address}"' in client.get(f"/kegiatan/{activity.ref}/").content.decode()
    page = text_of(client.get(address))
    assert f'value="{activity.name}"' in page and "Tidak ada yang dihitung karenanya" in page
    assert "berjarak 6 cm dari tepi" in page


@needs_poppler
@pytest.mark.parametrize("size", SIZES)
def test_an_officer_gets_a_file_of_the_chosen_size(client: StrictClient, cast: Cast, size: str) -> None:
    activity = an_activity(cast)
    answer = as_sari(client, cast).post(f"/kegiatan/{activity.ref}/spanduk/", {**ASKED, "size": size})
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="spanduk-{activity.ref}-{size}.pdf"'
    assert look(answer.content).size == (SIZES[size].wide, SIZES[size].high)
    text = letters_in(answer.content)
    for told in (
        "PEMERINTAH KABUPATEN CONTOH",
        "IKRAR NETRALITAS PEGAWAI",
        ASKED["title"],
        ASKED["slogan"],
        activity.place,
    ):
        assert squeezed(told) in text
    assert "hanyasimbol" not in text


@needs_poppler
def test_the_letterhead_names_the_body_the_panel_is_symbolic_and_the_words_stay_indonesian(
    client: StrictClient, cast: Cast
) -> None:
    activity = an_activity(cast)
    head = letters.Head(above="Pemerintah Kabupaten Contoh", body="Badan Kepegawaian Contoh")
    letters.set_letterhead(cast.agency, head=head, by=cast.staff(cast.sari), at=cast.at)
    asked = {**ASKED, "heading": "pact", "to_sign": "on"}
    text = letters_in(as_sari(client, cast).post(f"/en/kegiatan/{activity.ref}/spanduk/", asked).content)
    assert "BADANKEPEGAWAIANCONTOH" in text and "PENANDATANGANANPAKTAINTEGRITASNETRALITAS" in text
    assert "hanyasimboldantidakmenghitungsiapapun" in text


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title": ""}, "title", "tidak boleh kosong"),
        ({"title": "Apel nomor urut satu"}, "title", "mirip nomor urut"),
        ({"title": "Dukung 02"}, "title", "mirip nomor urut"),
        ({"slogan": "Salam 3 jari"}, "slogan", "mirip nomor urut"),
        ({"title": "Netral \u2605"}, "title", "tanpa bintang"),
        ({"slogan": "Netral \U0001f44d"}, "slogan", "tanpa bintang"),
        ({"title": "p" * 161}, "title", "160"),
        ({"size": "9x9"}, "size", "9x9"),
        ({"heading": ""}, "heading", "tidak boleh kosong"),
    ],
)
def test_what_cannot_be_printed_is_told_at_its_field_and_kept(
    client: StrictClient, cast: Cast, changes: dict[str, str], field: str, sentence: str
) -> None:
    activity, asked = an_activity(cast), {**ASKED, "to_sign": "on", **changes}
    answer = as_sari(client, cast).post(f"/kegiatan/{activity.ref}/spanduk/", asked)
    page = text_of(answer)
    assert answer.status_code == 422 and sentence in page and f'href="#id_{field}"' in page
    assert all(f'value="{asked[name]}"' in page for name in ("title", "slogan") if asked[name])
    assert re.search(r'name="to_sign"[^>]*checked', page)


@pytest.mark.parametrize(
    "title", ["Peringatan hari jadi ke-55 tahun 2026", "Sosialisasi UU 20/2023", "Apel 100 hari"]
)
def test_years_laws_and_large_numbers_are_no_ballot_numbers(
    client: StrictClient, cast: Cast, title: str
) -> None:
    activity = an_activity(cast)
    answer = as_sari(client, cast).post(f"/kegiatan/{activity.ref}/spanduk/", {**ASKED, "title": title})
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(("name", "status"), [("sari", 200), ("hadi", 200), ("anton", 404), ("oki", 403)])
def test_who_gets_in(client: StrictClient, cast: Cast, name: str, status: int) -> None:
    address = f"/kegiatan/{an_activity(cast).ref}/spanduk/"
    client.force_login(cast.account(getattr(cast, name)))
    assert client.get(address).status_code == client.post(address, ASKED).status_code == status


def test_a_stranger_is_asked_to_enter(client: StrictClient, cast: Cast) -> None:
    cast.account(cast.sari)
    assert client.get(f"/kegiatan/{an_activity(cast).ref}/spanduk/")["Location"].startswith("/masuk/")
