"""May I? Every situation answers without login, cookie or script, keeps nothing, and says when it is no permit."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.cache import cache

import ikrar
from ikrar.domain.ledger.models import Entry
from ikrar.domain.rules.tables import read_rulebook
from ikrar.domain.rules.topics import read_topics
from ikrar.words import WORDS
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
MOST_BYTES = 15 * 1024
CSS = Path(ikrar.__file__).parent / "web" / "static" / "css" / "public.css"


def page(client: StrictClient, path: str, **asked: str) -> str:
    answer = client.get(path, asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    "path", ["/boleh/", "/boleh/perbuatan/", *(f"/boleh/{slug}/" for slug in read_topics())]
)
def test_every_page_is_small_scriptless_and_sets_no_cookie(client: StrictClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.cookies == {}
    assert b"<script" not in answer.content
    assert len(answer.content) <= MOST_BYTES
    assert len(gzip.compress(answer.content)) + len(gzip.compress(CSS.read_bytes())) <= MOST_BYTES / 2


@pytest.mark.parametrize("act", sorted(read_rulebook().acts))
def test_every_act_is_a_question_of_its_own(client: StrictClient, act: str) -> None:
    assert "bukan izin" in page(client, f"/boleh/{act}/")


def test_a_like_for_an_aspirant_is_not_allowed_and_names_norm_source_and_day(client: StrictClient) -> None:
    text = page(client, "/boleh/menyukai/", day="2024-09-01", target="regional_head")
    assert "Tidak boleh" in text
    assert "PP 42/2004 Pasal 11 huruf c" in text
    assert "berlaku untuk 1 September 2024" in text
    assert "Sumber" in text
    assert "Anda tetap berhak memilih" in text


def test_the_same_like_after_determination_is_severe(client: StrictClient) -> None:
    text = page(client, "/boleh/menyukai/", day="2024-10-01", target="regional_head")
    assert "disiplin, hukuman berat" in text.lower()


def test_a_fresh_election_is_asked_by_region(client: StrictClient) -> None:
    asked = {"day": "2025-07-23", "target": "regional_head"}
    assert "Sudah ditetapkan" in page(client, "/boleh/menyukai/", region="Kota Pangkalpinang", **asked)
    assert "Tahap: Belum tahu" in page(client, "/boleh/menyukai/", region="Kabupaten Contoh", **asked)


def test_a_missing_fact_becomes_a_question_and_the_answer_settles_it(client: StrictClient) -> None:
    asked = {"day": "2024-10-01", "target": "regional_head"}
    text = page(client, "/boleh/foto/", **asked)
    assert '<p class="besar">Tergantung</p>' in text
    assert "Apakah disiarkan daring" in text
    assert '<p class="besar">Tidak boleh</p>' in page(client, "/boleh/foto/", channel="online", **asked)
    assert '<p class="besar">Boleh</p>' in page(client, "/boleh/foto/", channel="offline", **asked)


def test_guidance_that_disagrees_stands_side_by_side(client: StrictClient) -> None:
    text = page(client, "/boleh/kampanye/", day="2024-10-01", target="regional_head", participation="passive")
    assert "Boleh, tetapi ada pedoman yang lebih ketat" in text
    assert text.index("Yang membolehkan") < text.index("Yang lebih ketat")


def test_allowed_is_said_only_with_a_source(client: StrictClient) -> None:
    text = page(client, "/boleh/maju-sendiri/", unpaid_leave="yes", target_stage="aspirant")
    assert '<p class="besar">Boleh</p>' in text
    assert "Surat BKN tentang CLTN" in text


def test_silence_is_no_permission(client: StrictClient) -> None:
    text = page(client, "/boleh/superior-no-action/", superior_knew="no")
    assert "Tidak ada aturan yang dibaca" in text
    assert "Diam bukan berarti boleh" in text


def test_the_crime_track_is_told_as_forwarding_only(client: StrictClient) -> None:
    text = page(client, "/boleh/uang-barang/", day="2024-10-01", target="regional_head")
    assert "Jalur pidana: hanya diteruskan" in text


def test_nothing_that_is_asked_leaves_a_trace(
    client: StrictClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    before = Entry.objects.count()
    cache.clear()
    answer = client.get("/boleh/menyukai/", {"region": "Kota Rahasia", "day": "2024-10-01"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert Entry.objects.count() == before
    assert "Rahasia" not in caplog.text + "".join(capfd.readouterr())


def test_only_get_is_meant(client: StrictClient) -> None:
    assert 'form method="post"' not in page(client, "/boleh/menyukai/")


@pytest.mark.parametrize(
    "asked",
    [
        {"day": "2024-02-30"},
        {"status": "raja"},
        {"target": "x"},
        {"participation": "menari"},
        {"region": "x" * 121},
    ],
)
def test_what_cannot_be_read_is_told_and_kept_in_the_form(client: StrictClient, asked: dict[str, str]) -> None:
    answer = client.get("/boleh/kampanye/", asked)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_contradictory_facts_are_told(client: StrictClient) -> None:
    answer = client.get("/boleh/maju-sendiri/", {"status": "village", "unpaid_leave": "yes"})
    assert answer.status_code == 422
    assert "hanya ada bagi ASN" in answer.content.decode()


def test_an_unknown_situation_is_not_found(client: StrictClient) -> None:
    assert client.get("/boleh/tidak-ada/").status_code == 404


def test_another_language_asks_in_that_language(client: StrictClient) -> None:
    text = client.get("/en/boleh/kampanye/").content.decode()
    assert "mere presence" in text


@pytest.mark.parametrize("kind", ["lembar", "poster"])
def test_every_situation_fits_on_one_page_of_paper(
    client: StrictClient, settings: LazySettings, kind: str
) -> None:
    for slug in ("menyukai", "suami-istri", "uang-barang"):
        answer = client.get(f"/boleh/{slug}/{kind}.pdf")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert len(re.findall(rb"/Type\s*/Page\b", answer.content)) == 1


def test_every_situation_has_its_words() -> None:
    for slug in read_topics():
        assert f"rules.topic.{slug}" in WORDS
        assert f"rules.instead.{slug}" in WORDS
