"""Is the daily register sealed only when the log holds the whole day, and kept as it was sealed?"""

from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage

from ikrar.domain.ledger import sequencer
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.pledges.models import Register
from ikrar.domain.seals.checking import check_seal
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, a_pledge, right_now
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_log(settings: LazySettings, tmp_path: Path) -> None:
    settings.IKRAR_LOG, settings.IKRAR_SECOND = tmp_path / "log", tmp_path / "second"
    settings.IKRAR_DEMO = True


@pytest.fixture
def morning(cast: Cast) -> Morning:
    return a_morning(cast, at=right_now())


@pytest.fixture
def sari(client: StrictClient, cast: Cast) -> StrictClient:
    client.force_login(cast.account(cast.sari))
    return client


def home(morning: Morning, cast: Cast) -> str:
    return f"/gerakan/{morning.drive.ref}/ikrar/{cast.agency.ref}/berita-acara/"


def day_in_words(morning: Morning, cast: Cast) -> str:
    from zoneinfo import ZoneInfo

    return morning.at.astimezone(ZoneInfo(cast.agency.zone)).date().isoformat()


def test_a_day_is_sealed_once_the_log_holds_it(sari: StrictClient, cast: Cast, morning: Morning) -> None:
    pledge = a_pledge(morning.ayu, morning.at)
    path = f"{home(morning, cast)}{day_in_words(morning, cast)}/segel/"
    assert path in sari.get(home(morning, cast)).content.decode()
    early = sari.post(path, {"kunci": "satu"})
    assert early.status_code == 422
    assert "belum masuk buku catatan" in early.content.decode()
    sequencer.run(morning.at)
    assert sari.post(path, {"kunci": "dua"}).status_code == 303
    assert sari.post(path, {"kunci": "dua"}).status_code == 303
    register = Register.objects.get()
    pdf = sari.get(f"{home(morning, cast)}{register.ref}.pdf").content
    assert sha256(pdf).digest() == bytes(register.sha256)
    assert check_seal(pdf).is_valid
    assert Entry.objects.filter(fact=Fact.REGISTER_SEALED).count() == 1
    assert pledge.ref.encode() not in pdf and b"Ayu" not in pdf
    assert (register.asked_level, register.reached_level) == ("B-B", "B-B")
    assert default_storage.exists(register.file_name)


def test_a_day_without_pledges_has_no_register(sari: StrictClient, cast: Cast, morning: Morning) -> None:
    answered = sari.post(f"{home(morning, cast)}{day_in_words(morning, cast)}/segel/", {"kunci": "satu"})
    assert answered.status_code == 422
    assert not Register.objects.exists()


@pytest.mark.parametrize("day", ["besok", "2026-02-30", "99999-01-01"])
def test_an_odd_day_is_not_found(sari: StrictClient, cast: Cast, morning: Morning, day: str) -> None:
    assert sari.get(f"{home(morning, cast)}{day}/segel/").status_code == 404


def test_only_those_who_seal_see_the_registers(cast: Cast, morning: Morning) -> None:
    for person in (cast.budi, cast.hadi, cast.rina):
        client = StrictClient()
        client.force_login(cast.account(person))
        assert client.get(home(morning, cast)).status_code == 403
