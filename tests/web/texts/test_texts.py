"""The pages of texts: open to read, versions beside each other, loaded by the officer of the body only."""

import pytest
from django.conf import LazySettings

from ikrar.core import texts
from ikrar.domain.texts.models import Text
from ikrar.domain.texts.queries import mark_of
from tests.given.cast import Cast
from tests.given.programme import a_text
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def official(key: str = "k1", typed: str = "# Pakta Kabupaten Contoh\n\n1. Kami netral.") -> dict[str, str]:
    return {
        "kind": "pact", "title": "Pakta Kabupaten Contoh", "typed": typed, "source": "SE Contoh 1/2026",
        "basis": "SE Contoh 1/2026", "kunci": key,
    }  # fmt: skip


def test_a_stranger_reads_a_text_and_its_six_words(client: StrictClient, cast: Cast) -> None:
    text = a_text(cast.at)
    page = client.get(f"/naskah/{text.ref}/").content.decode()
    assert mark_of(text).spoken in page
    assert mark_of(text).grouped in page


def test_an_unknown_text_is_not_found(client: StrictClient, cast: Cast) -> None:
    assert client.get("/naskah/7K3M9QX2/").status_code == 404


def test_sari_loads_the_official_text_of_her_body_once(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    first = client.post("/naskah/baru/kab-contoh/", official())
    again = client.post("/naskah/baru/kab-contoh/", official())
    assert (first.status_code, again.status_code) == (303, 303)
    text = Text.objects.get(owner="kab-contoh")
    assert text.official
    assert text.body == texts.canonical(official()["typed"])
    assert text.title in client.get("/naskah/").content.decode()


def test_a_newer_version_is_shown_beside_the_older(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    client.post("/naskah/baru/kab-contoh/", official("k1"))
    client.post(
        "/naskah/baru/kab-contoh/", official("k2", "# Pakta Kabupaten Contoh\n\n1. Kami sungguh netral.")
    )
    old, new = Text.objects.filter(owner="kab-contoh").order_by("version")
    page = client.get(f"/naskah/{new.ref}/banding/{old.ref}/").content.decode()
    assert "<ins>1. Kami sungguh netral.</ins>" in page
    assert "<del>1. Kami netral.</del>" in page
    assert new.ref in client.get(f"/naskah/{old.ref}/").content.decode()


def test_a_text_without_source_is_refused_with_what_was_typed(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    answer = client.post("/naskah/baru/kab-contoh/", {**official(), "source": ""})
    assert answer.status_code == 422
    assert "Kami netral" in answer.content.decode()


@pytest.mark.parametrize(("name", "status"), [("budi", 403), ("hadi", 403), ("rina", 403), ("anton", 404)])
def test_nobody_else_loads_a_text_of_the_body(client: StrictClient, cast: Cast, name: str, status: int) -> None:
    client.force_login(cast.account(getattr(cast, name)))
    assert client.post("/naskah/baru/kab-contoh/", official()).status_code == status
    assert not Text.objects.filter(owner="kab-contoh").exists()
