"""The pages of the calendar: where we are, a correction with its history, a file with faulty rows, local days off."""

import csv
import io
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from ikrar.domain.elections.models import ElectionEntry, LocalDayOff, StageEntry
from tests.given.cast import Cast
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
VOTE = "/kalender/kab-contoh/PEMILU_NASIONAL_2029/VOTE/"


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def entry(key: str = "k1", **changes: str) -> dict[str, str]:
    return {
        "name": "Pemungutan suara", "certainty": "dated", "first": "2029-02-14", "last": "2029-02-14",
        "basis": "Keputusan contoh 1/2027", "source": "contoh", "confidence": "text", "reason": "Ditetapkan",
        "kunci": key, **changes,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["sari", "budi", "hadi", "rina", "joko"])
def test_everybody_of_the_body_sees_what_comes(client: StrictClient, cast: Cast, name: str) -> None:
    client.force_login(cast.account(getattr(cast, name)))
    page = client.get("/kalender/kab-contoh/").content.decode()
    assert "Pemilu nasional 2029" in page
    assert "belum diputuskan" in page
    assert ("Impor kalender" in page) is (name == "sari")
    assert "larangan penggantian pejabat" not in page.split("Yang akan datang")[0]  # its election is over
    assert "Pangkalpinang" not in page
    assert "kab-contoh" in client.get("/kalender/").content.decode()


def test_anton_does_not_learn_of_the_calendar_of_another_body(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.anton))
    for path in ("/kalender/kab-contoh/", VOTE, VOTE + "koreksi/", "/kalender/kab-contoh/libur/"):
        assert client.get(path).status_code == 404


def test_sari_corrects_a_day_and_the_old_one_stays_in_the_history(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    assert client.get(VOTE + "koreksi/").status_code == 200
    for _ in range(2):
        assert client.post(VOTE + "koreksi/", entry()).status_code == 303
    assert StageEntry.objects.count() == 1
    page = client.get(VOTE).content.decode()
    assert "14 Februari 2029" in page
    assert "31 Desember 2029" in page
    assert "Keputusan contoh 1/2027" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"last": "2029-02-13"}, "Tanggal akhir mendahului tanggal mulai."),
        ({"last": ""}, "Isi tanggal ini"),
        ({"certainty": "not_decided"}, "Kosongkan tanggal"),
    ],
)
def test_a_correction_that_cannot_be_right_is_said_at_its_field(
    client: StrictClient, cast: Cast, changes: dict[str, str], said: str
) -> None:
    client.force_login(cast.account(cast.sari))
    answer = client.post(VOTE + "koreksi/", entry(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not StageEntry.objects.exists()


def test_the_table_comes_down_changed_and_goes_up_again(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    content = client.get("/kalender/kab-contoh/kalender.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    row = next(r for r in rows if (r["election"], r["stage"]) == ("PEMILU_NASIONAL_2029", "OATH_PRES"))
    row.update(start="2029-10-21", end="2029-10-21", confidence="text", basis="Keputusan contoh 2/2029")
    assert client.get("/kalender/kab-contoh/impor/").status_code == 200
    assert upload(client, rows, "k1").status_code == 303
    assert [(e.stage, str(e.first_on)) for e in StageEntry.objects.all()] == [("OATH_PRES", "2029-10-21")]
    assert "21 Oktober 2029" in client.get("/kalender/kab-contoh/").content.decode()


def test_one_faulty_row_is_named_and_nothing_of_the_file_is_written(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    content = client.get("/kalender/kab-contoh/kalender.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    rows[0].update(name="Nama lain", confidence="text")
    rows[2].update(start="14 Februari")
    answer = upload(client, rows, "k1")
    assert answer.status_code == 422
    assert "Baris 4, kolom start: Tulis tanggal seperti 2029-02-14." in answer.content.decode()
    assert not StageEntry.objects.exists()


def upload(client: StrictClient, rows: list[dict[str, str]], key: str) -> Any:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file = SimpleUploadedFile("kalender.csv", out.getvalue().encode())
    return client.post("/kalender/kab-contoh/impor/", {"file": file, "kunci": key})


def test_a_local_day_off_is_entered_and_withdrawn(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    data = {"day": "2026-11-25", "name": "Pilkades", "basis": "SK Contoh 3/2026", "kunci": "k1"}
    assert client.post("/kalender/kab-contoh/libur/", data).status_code == 303
    assert "Pilkades" in client.get("/kalender/kab-contoh/libur/").content.decode()
    row = LocalDayOff.objects.get()
    assert client.get(f"/kalender/kab-contoh/libur/{row.ref}/batal/").status_code == 200
    assert client.post(f"/kalender/kab-contoh/libur/{row.ref}/batal/", {"kunci": "k2"}).status_code == 303
    assert "dibatalkan" in client.get("/kalender/kab-contoh/libur/").content.decode()


def test_sari_adds_a_fresh_election_of_her_region(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.sari))
    data = {
        "name": "Pilkada ulang 2027", "family": "pilkada", "basis": "Keputusan contoh", "source": "contoh",
        "confidence": "text", "kunci": "k1",
    }  # fmt: skip
    assert client.get("/kalender/kab-contoh/pemilihan-baru/").status_code == 200
    for _ in range(2):
        assert client.post("/kalender/kab-contoh/pemilihan-baru/", data).status_code == 303
    code = ElectionEntry.objects.get().code
    page = client.get("/kalender/kab-contoh/").content.decode()
    assert "Pilkada ulang 2027" in page
    assert client.get(f"/kalender/kab-contoh/{code}/VOTE/koreksi/").status_code == 200


def test_the_calendar_file_opens_as_a_download(client: StrictClient, cast: Cast) -> None:
    client.force_login(cast.account(cast.budi))
    answer = client.get("/kalender/kab-contoh/kalender.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize("name", ["budi", "hadi", "rina", "joko"])
def test_nobody_else_changes_the_calendar(client: StrictClient, cast: Cast, name: str) -> None:
    client.force_login(cast.account(getattr(cast, name)))
    assert client.post(VOTE + "koreksi/", entry()).status_code == 403
    assert client.post("/kalender/kab-contoh/libur/", {"day": "2026-11-25"}).status_code == 403
