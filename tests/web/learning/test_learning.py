"""Does a person take the test on a phone and alone see how it went, and do officers see standings and never a score?"""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ikrar.cli import verify
from ikrar.domain.learning import actions, models
from ikrar.domain.learning.models import Attempt
from ikrar.domain.ledger import sequencer
from ikrar.domain.ledger.actions import Unknown, action, record
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.programme.models import Drive, DriveBody
from ikrar.domain.roster.models import Agency
from tests.given.bodies import some_bodies
from tests.given.cast import Cast
from tests.given.learning import a_test, right_answers
from tests.given.pledges import Morning, a_morning, code_of, right_now
from tests.given.statements import statements_of
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_log(settings: LazySettings, tmp_path: Path) -> None:
    settings.IKRAR_LOG = tmp_path / "log"
    settings.IKRAR_SECOND = tmp_path / "second"
    settings.IKRAR_DEMO = True


@pytest.fixture
def morning(cast: Cast) -> Morning:
    return a_morning(cast, at=right_now())


@pytest.fixture
def test(cast: Cast, morning: Morning) -> models.Test:
    return a_test(cast, morning)


@pytest.fixture
def at_the_test(client: StrictClient, morning: Morning, test: models.Test) -> Callable[..., Any]:
    """Ayu comes through the door; the function sends answers."""
    client.post(f"/u/{test.ref}/", {"nomor": "101", "kode": code_of(101)})
    return lambda **fields: client.post(f"/u/{test.ref}/soal/", fields)


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_ayu_takes_the_test_sees_why_and_gets_a_certificate(
    client: StrictClient, test: models.Test, at_the_test: Callable[..., Any]
) -> None:
    page = text_of(client.get(f"/u/{test.ref}/soal/"))
    assert page.count("<fieldset") == 4
    assert at_the_test(**right_answers(test, wrong=1))["Location"] == f"/u/{test.ref}/hasil/"
    said = text_of(client.get(f"/u/{test.ref}/hasil/"))
    assert "Anda lulus" in said and "3 dari 4" in said and "Sumber:" in said
    waiting = client.get(f"/u/{test.ref}/sertifikat.pdf")
    assert waiting.status_code == 503
    sequencer.run(right_now())
    pdf = client.get(f"/u/{test.ref}/sertifikat.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert verify.verify_pdf("uji.pdf", pdf.content, None).code == 0
    forged = bytearray(pdf.content)
    forged[len(forged) // 2] ^= 1
    assert verify.verify_pdf("uji.pdf", bytes(forged), None).code != 0


def test_sending_twice_keeps_one_pass(test: models.Test, at_the_test: Callable[..., Any]) -> None:
    for _ in range(3):
        assert at_the_test(**right_answers(test), kunci="k1").status_code == 303
    assert Attempt.objects.count() == 1


def test_an_open_question_is_named_and_the_ticks_stay(
    test: models.Test, at_the_test: Callable[..., Any]
) -> None:
    answers = right_answers(test)
    left_out = list(answers)[1]
    page = at_the_test(**{k: v for k, v in answers.items() if k != left_out})
    assert page.status_code == 422
    assert "Soal ini belum dijawab" in text_of(page) and page.content.count(b"checked") == 3
    assert not Attempt.objects.exists()


def test_looking_writes_nothing(
    client: StrictClient, test: models.Test, at_the_test: Callable[..., Any]
) -> None:
    for path in ("", "soal/", "hasil/", "soal.html", "qr.svg", "selesai/", "sertifikat.pdf"):
        client.get(f"/u/{test.ref}/{path}")
    assert not Attempt.objects.exists()


def test_without_a_ticket_every_page_leads_to_the_door(client: StrictClient, test: models.Test) -> None:
    for path in ("soal/", "hasil/", "sertifikat.pdf"):
        assert client.get(f"/u/{test.ref}/{path}")["Location"] == f"/u/{test.ref}/?lagi"


def test_a_ticket_to_a_pledge_opens_no_test(client: StrictClient, morning: Morning, test: models.Test) -> None:
    client.post(f"/m/{morning.apel.code}/", {"nomor": "101", "kode": code_of(101)})
    assert client.get(f"/u/{test.ref}/soal/").status_code == 303


def test_a_wrong_code_is_refused_as_at_the_apel(client: StrictClient, test: models.Test) -> None:
    page = client.post(f"/u/{test.ref}/", {"nomor": "101", "kode": "WRONG1"})
    assert page.status_code == 422
    assert client.get(f"/u/{test.ref}/soal/").status_code == 303


def test_the_file_without_a_network_holds_no_right_answer(client: StrictClient, test: models.Test) -> None:
    page = client.get(f"/u/{test.ref}/soal.html").content.decode()
    told = json.loads(re.search(r"const told = (\{.*\});", page)[1])  # type: ignore[index]
    assert len(told["questions"]) == 4
    assert "right" not in page and "grounds" not in page
    assert "http" not in page.replace("http-equiv", "")


def answer_file(test: models.Test, changes: dict[str, Any] | None = None) -> SimpleUploadedFile:
    said = {
        "test": test.ref,
        "bank": bytes(test.bank.sha256).hex(),
        "answers": right_answers(test),
        **(changes or {}),
    }
    return SimpleUploadedFile("jawaban.json", json.dumps(said).encode())


def test_an_answer_file_counts_like_the_page(test: models.Test, at_the_test: Callable[..., Any]) -> None:
    assert at_the_test(berkas=answer_file(test)).status_code == 303
    assert Attempt.objects.get().way == "file"


@pytest.mark.parametrize(
    "change", [{"test": "OTHER"}, {"bank": "00"}, {"answers": []}, {"answers": {"x": "no"}}, {"answers": 7}]
)
def test_a_foreign_answer_file_is_refused_with_a_sentence(
    test: models.Test, at_the_test: Callable[..., Any], change: dict[str, Any]
) -> None:
    page = at_the_test(berkas=answer_file(test, change))
    assert page.status_code == 422
    assert "bukan jawaban uji ini" in text_of(page)
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[" * 5000, b"{}", b"x" * 100_000])
def test_a_file_that_is_no_answer_file_is_refused(
    test: models.Test, at_the_test: Callable[..., Any], data: bytes
) -> None:
    page = at_the_test(berkas=SimpleUploadedFile("x.json", data), cara="berkas")
    assert page.status_code == 422
    assert not Attempt.objects.exists()


def test_a_stranger_checks_a_certificate_and_learns_no_name(
    client: StrictClient, morning: Morning, test: models.Test
) -> None:
    done = actions.take_test(test, morning.ayu, given=right_answers(test), by=morning.ayu, at=right_now())
    sequencer.run(right_now())
    said = text_of(client.get(f"/L/{done.attempt.ref.lower()}/"))
    assert "Sertifikat ini asli" in said and "Uji Contoh" in said
    for secret in ("Ayu", "Lestari", morning.ayu.employee.nip, "4 dari 4"):
        assert secret not in said
    failed = actions.take_test(
        test, morning.made, given=right_answers(test, wrong=4), by=morning.made, at=right_now()
    )
    assert client.get(f"/L/{failed.attempt.ref}/").status_code == 404


def test_officers_see_standings_and_no_score(
    client: StrictClient, cast: Cast, morning: Morning, test: models.Test
) -> None:
    actions.take_test(test, morning.ayu, given=right_answers(test, wrong=1), by=morning.ayu, at=right_now())
    client.force_login(cast.account(cast.sari))
    root = cast.agency.units.get(parent=None)
    pages = [
        "/uji/", f"/uji/{test.ref}/", f"/uji/{test.ref}/kab-contoh/", f"/uji/{test.ref}/kab-contoh/orang/",
        f"/uji/{test.ref}/kab-contoh/orang/?unit={root.ref}&keadaan=passed",
    ]  # fmt: skip
    bodies = [text_of(client.get(path)) for path in pages]
    assert "Ayu Lestari" in bodies[4] and "Made Artana" not in bodies[4]
    for body in bodies:
        assert "3 dari 4" not in body and "75%" not in body
    assert client.get(f"{pages[3]}?keadaan=score").status_code == 404


@pytest.mark.parametrize(("name", "status"), [("anton", 404), ("hadi", 200), ("budi", 200), ("oki", 403)])
def test_only_people_of_the_body_see_its_reach(
    client: StrictClient, cast: Cast, test: models.Test, name: str, status: int
) -> None:
    client.force_login(cast.account(getattr(cast, name)))
    assert client.get(f"/uji/{test.ref}/").status_code == status
    assert client.get(f"/uji/{test.ref}/kab-contoh/").status_code == status


def test_budi_sees_the_people_of_his_unit_only(
    client: StrictClient, cast: Cast, morning: Morning, test: models.Test
) -> None:
    client.force_login(cast.account(cast.budi))
    page = text_of(client.get(f"/uji/{test.ref}/kab-contoh/orang/"))
    assert "Ayu Lestari" in page and "Wayan Putra" not in page
    other = client.get(f"/uji/{test.ref}/kab-contoh/orang/?unit={cast.health.ref}")
    assert other.status_code == 404


def test_sari_opens_and_closes_a_test(client: StrictClient, cast: Cast, morning: Morning) -> None:
    client.force_login(cast.account(cast.sari))
    assert "Soal belum dimuat" in client.get(f"/uji/baru/{morning.drive.ref}/").content.decode()
    actions.load_bank(by=Unknown(), at=right_now())
    page = client.get(f"/uji/baru/{morning.drive.ref}/").content.decode()
    assert page.count('name="questions"') >= 15
    plan = {
        "name": "Uji Sari", "questions": ["like-candidate", "attributes", "state-car"], "pass_share": "70", "hours": "1",
        "opens_at": "2026-01-01T08:00", "until": "2099-01-01T08:00", "kunci": "k",
    }  # fmt: skip
    made = client.post(f"/uji/baru/{morning.drive.ref}/", plan)
    assert made.status_code == 303 == client.post(f"/uji/baru/{morning.drive.ref}/", plan).status_code
    test = models.Test.objects.get()
    detail = text_of(client.get(f"/uji/{test.ref}/"))
    assert f"/U/{test.ref}/" in detail
    bad = client.post(
        f"/uji/baru/{morning.drive.ref}/", {**plan, "kunci": "k2", "questions": ["like-candidate"]}
    )
    assert (bad.status_code, "Uji Sari" in text_of(bad)) == (422, True)
    assert client.post(f"/uji/{test.ref}/", {"kunci": "k3"}).status_code == 303
    test.refresh_from_db()
    assert test.closed_at is not None
    assert "sudah ditutup" in text_of(client.get(f"/u/{test.ref}/"))


@action(Fact.TARGET_CHANGED)
def join(drive: Drive, bodies: list[Agency], *, by: Unknown, at: datetime) -> None:
    """Bodies that take part in a drive."""
    DriveBody.objects.bulk_create([DriveBody(drive=drive, agency=body, first_target=1) for body in bodies])
    record(Fact.TARGET_CHANGED, drive, by=by, at=at)


def test_eight_bodies_take_as_many_statements_as_two(
    client: StrictClient, cast: Cast, morning: Morning, test: models.Test
) -> None:
    client.force_login(cast.account(cast.sari))
    join(morning.drive, some_bodies(cast, 1), by=Unknown(), at=cast.at)
    of_two = statements_of(client, f"/uji/{test.ref}/")
    more = some_bodies(cast, 6)
    join(morning.drive, more, by=Unknown(), at=cast.at)
    assert statements_of(client, f"/uji/{test.ref}/") == of_two
    assert more[-1].name in text_of(client.get(f"/uji/{test.ref}/"))


def test_people_come_page_by_page(
    client: StrictClient, cast: Cast, test: models.Test, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ikrar.web.learning.views_staff.ON_A_PAGE", 3)
    client.force_login(cast.account(cast.sari))
    address = f"/uji/{test.ref}/kab-contoh/orang/?keadaan=not_yet"
    first, second = (text_of(client.get(f"{address}&hal={n}")) for n in (1, 2))
    names = ("Ayu Lestari", "Made Artana", "Nyoman Sari", "Wayan Putra")
    assert [name in first for name in names] == [True, True, True, False]
    assert [name in second for name in names] == [False, False, False, True]
    assert "keadaan=not_yet&amp;hal=2" in first and "Halaman 1 dari 2" in first
