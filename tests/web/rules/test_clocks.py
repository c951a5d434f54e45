"""By which day? The page answers everybody, keeps nothing, and says beside the field what it cannot take."""

import pytest

from ikrar.core.clocks import Note, Unit
from ikrar.domain.ledger.models import Entry
from ikrar.domain.rules.clock_tables import read_clocks
from ikrar.words import WORDS
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


def page(client: StrictClient, status: int = 200, **asked: str) -> str:
    answer = client.get("/tenggat/", asked)
    assert answer.status_code == status
    assert answer.cookies == {}
    assert b"<script" not in answer.content
    return str(answer.content.decode())


def test_the_empty_page_asks_and_says_nothing_is_wrong(client: StrictClient) -> None:
    text = page(client)
    assert "Pilih tenggat" in text
    assert "perlu diperbaiki" not in text


def test_a_due_day_is_told_with_its_article_and_the_days_off_on_the_way(client: StrictClient) -> None:
    text = page(client, clock="C-SUMMON-1", day="2024-02-05")
    assert "Periksa paling lambat 19 Februari 2024" in text
    assert "PP 94/2021 Ps 26(2)" in text
    assert "Rabu, 14 Februari 2024" in text
    assert not Entry.objects.exists()


def test_two_readings_stand_side_by_side(client: StrictClient) -> None:
    text = page(client, clock="C-DELIVER", day="2024-02-05")
    assert "19 Februari 2024 (hari kalender); 28 Februari 2024 bila hari kerja" in text


def test_a_length_no_source_gives_is_asked_for(client: StrictClient) -> None:
    text = page(client, clock="C-PPK-FOLLOWUP", day="2024-02-05")
    assert "instansi perlu menetapkan panjangnya sendiri" in text
    own = page(client, clock="C-PPK-FOLLOWUP", day="2024-02-05", length="14", unit="working_days")
    assert "28 Februari 2024: 14 hari kerja" in own


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"clock": "C-CRIME-FORWARD", "day": "2024-02-05"}, "Isi pukul mulainya"),
        ({"clock": "C-APPEAL", "day": "2024-02-05", "length": "3"}, "sudah ditetapkan peraturan"),
        ({"clock": "C-APPEAL", "day": "2024-02-05", "extended": "on"}, "tidak mengenal perpanjangan"),
        ({"clock": "C-APPEAL", "day": "0024-02-05"}, "Tahun harus antara 1990 dan 2100"),
        ({"clock": "C-APPEAL", "day": "0001-01-01", "hour": "00:00"}, "Tahun harus antara 1990 dan 2100"),
        ({"clock": "C-PPK-FOLLOWUP", "day": "2024-02-05", "length": "-3"}, "paling sedikit 1"),
        ({"clock": "C-X", "day": "2024-02-05"}, "perlu diperbaiki"),
        ({"clock": "C-APPEAL", "day": "2024-02-30"}, "perlu diperbaiki"),
        ({"clock": "C-APPEAL", "day": "2024-02-05", "zone": "GMT"}, "perlu diperbaiki"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    client: StrictClient, asked: dict[str, str], sentence: str
) -> None:
    assert sentence in page(client, 422, **asked)


@pytest.mark.parametrize("code", sorted(read_clocks()))
def test_every_clock_answers(client: StrictClient, code: str) -> None:
    assert read_clocks()[code].article in page(client, clock=code, day="2024-11-20", hour="09:30")


def test_every_note_and_unit_has_words() -> None:
    assert {f"clock.note.{note}" for note in Note} | {f"clock.unit.{unit}" for unit in Unit} <= set(WORDS)


def test_the_english_page_keeps_the_sentence_of_the_table_in_one_language(client: StrictClient) -> None:
    text = client.get("/en/tenggat/", {"clock": "C-SUMMON-1", "day": "2024-02-05"}).content.decode()
    assert "19 Februari 2024, 7 hari kerja sejak" in text
    assert "Counting starts on the next day." in text
