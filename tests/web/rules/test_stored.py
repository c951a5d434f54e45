"""Officers and the task force store assessments of their own body; a changed rulebook shows what it changes."""

import pytest
from django.conf import LazySettings

from ikrar.domain.rules.models import Assessment
from tests.given.cast import Cast
from tests.given.rules import facts, store
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
NEW = "/penilaian/baru/kab-contoh/"


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def entered(key: str = "k1", **more: str) -> dict[str, object]:
    return {
        "acts": ["social-media-reaction"], "actor_status": "pns", "target_stage": "candidate", "kunci": key, **more,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["sari", "rina"])
def test_officer_and_task_force_store_an_assessment_once(client: StrictClient, cast: Cast, name: str) -> None:
    client.force_login(cast.account(getattr(cast, name)))
    assert [client.post(NEW, entered()).status_code for _ in range(2)] == [303, 303]
    stored = Assessment.objects.get()
    assert (stored.violation, stored.heaviest_class, stored.level) == ("yes", "discipline", "severe")
    text = client.get(f"/penilaian/{stored.ref}/").content.decode()
    assert "belum diputus" in text
    assert stored.ref in client.get("/penilaian/").content.decode()


@pytest.mark.parametrize(("name", "status"), [("budi", 403), ("hadi", 403), ("joko", 403), ("anton", 404)])
def test_nobody_else_enters_facts_for_the_body(
    client: StrictClient, cast: Cast, name: str, status: int
) -> None:
    client.force_login(cast.account(getattr(cast, name)))
    assert client.post(NEW, entered()).status_code == status
    assert not Assessment.objects.exists()


def test_an_assessment_of_another_body_is_hidden(client: StrictClient, cast: Cast) -> None:
    stored = store(cast)
    client.force_login(cast.account(cast.anton))
    assert client.get(f"/penilaian/{stored.ref}/").status_code == 404
    assert stored.ref not in client.get("/penilaian/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"act_date": "2024-02-30"}, "tidak ada"),
        ({"act_date": "kemarin"}, "Tulis tanggal"),
        ({"acts": []}, "Perbuatan"),
    ],
)
def test_facts_that_cannot_be_taken_are_told_at_their_field(
    client: StrictClient, cast: Cast, wrong: dict[str, str], said: str
) -> None:
    client.force_login(cast.account(cast.sari))
    answer = client.post(NEW, {**entered(), **wrong})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Assessment.objects.exists()


def test_the_crime_track_names_whose_clock_it_is(client: StrictClient, cast: Cast) -> None:
    stored = store(
        cast, acts=["favouring-act"], actor_rank="camat", target="regional_head", act_date="2024-10-10"
    )
    client.force_login(cast.account(cast.sari))
    text = client.get(f"/penilaian/{stored.ref}/").content.decode()
    assert "tenggat Bawaslu, bukan tenggat Anda" in text
    assert "Pilkada serentak 2024, masa kampanye 25 September 2024" in text
    assert "calendar" not in text


def test_a_village_head_is_told_to_belong_to_the_regent(client: StrictClient, cast: Cast) -> None:
    stored = store(cast, acts=["verbal-appeal"], actor_status="village")
    client.force_login(cast.account(cast.sari))
    assert "menurut hukum desa" in client.get(f"/penilaian/{stored.ref}/").content.decode()


def test_a_changed_answer_is_listed_with_the_rules_that_came_and_went(client: StrictClient, cast: Cast) -> None:
    same, changed = (
        store(cast),
        store(cast, said_then=("yes", "discipline", "medium", ["row-of-an-older-table"])),
    )
    client.force_login(cast.account(cast.rina))
    text = client.get("/penilaian/perubahan/").content.decode()
    assert changed.ref in text
    assert same.ref not in text
    assert "row-of-an-older-table" in text
    assert "berubah sejak disimpan" in client.get(f"/penilaian/{changed.ref}/").content.decode()


def test_the_builder_knows_the_usual_facts() -> None:
    assert facts()["actor_status"] == "pns"
