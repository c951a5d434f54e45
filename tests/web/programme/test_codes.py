"""Codes on pages: made once as a file, void when made again, and a help desk that shows a new one once."""

import re
from io import BytesIO

import pytest
from django.conf import LazySettings
from python_calamine import CalamineWorkbook

from ikrar.domain.programme.codes import check_code
from ikrar.domain.programme.models import Asked
from ikrar.web.programme import forms_codes
from tests.given.cast import Cast
from tests.given.programme import an_opened_drive
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def test_the_cards_of_a_unit_are_a_pdf(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast)
    client.force_login(cast.account(cast.sari))
    assert "Dinas Pendidikan" in client.get(f"/gerakan/{drive.ref}/kode/kab-contoh/").content.decode()
    address = f"/gerakan/{drive.ref}/kode/kab-contoh/{cast.school.ref}/"
    assert client.get(address).status_code == 200
    answer = client.post(address, {"format": "cards", "kunci": "k1"})
    assert answer.content[:5] == b"%PDF-"
    assert Asked.objects.filter(drive=drive, code_round=1).count() == 3


def test_the_workbook_holds_codes_that_open_the_door(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast)
    client.force_login(cast.account(cast.sari))
    address = f"/gerakan/{drive.ref}/kode/kab-contoh/{cast.school.ref}/"
    answer = client.post(address, {"format": "xlsx", "kunci": "k1"})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_name("Kode").to_python()
    by_number = {row[4]: row[5] for row in rows[1:]}
    for asked in Asked.objects.filter(drive=drive, unit=cast.school):
        assert check_code(asked, str(by_number[str(asked.number)]), at=cast.at)


def test_more_cards_than_a_printer_takes_are_refused_before_any_code_is_made(
    client: StrictClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = an_opened_drive(cast)
    monkeypatch.setattr(forms_codes, "MOST_CARDS", 2)
    client.force_login(cast.account(cast.sari))
    address = f"/gerakan/{drive.ref}/kode/kab-contoh/{cast.school.ref}/"
    assert client.post(address, {"format": "cards", "kunci": "k1"}).status_code == 422
    assert not Asked.objects.filter(code_round__gt=0).exists()


def test_pressing_twice_shows_no_code_a_second_time(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast)
    client.force_login(cast.account(cast.sari))
    address = f"/gerakan/{drive.ref}/kode/kab-contoh/{cast.school.ref}/"
    client.post(address, {"format": "csv", "kunci": "k1"})
    answer = client.post(address, {"format": "csv", "kunci": "k1"})
    assert answer.status_code == 422
    assert "tidak dapat dilihat lagi" in answer.content.decode()


def test_the_help_desk_finds_a_person_and_shows_a_new_code_once(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast)
    row = Asked.objects.filter(drive=drive, unit=cast.school).select_related("employee")[0]
    client.force_login(cast.account(cast.budi))
    found = client.post(f"/gerakan/{drive.ref}/meja/kab-contoh/", {"typed": row.employee.name})
    assert f"/meja/kab-contoh/{row.number}/" in found.content.decode()
    address = f"/gerakan/{drive.ref}/meja/kab-contoh/{row.number}/"
    assert client.get(address).status_code == 200
    page = client.post(address, {"kunci": "k1"}).content.decode()
    shown = re.search(r'besar kode">(\w{3}) (\w{3})<', page)
    assert shown is not None
    row.refresh_from_db()
    assert check_code(row, shown[1] + shown[2], at=cast.at)
    assert row.code_given_by == cast.budi.actor_ref
    again = client.post(address, {"kunci": "k1"})
    assert again.status_code == 422
    assert shown[1] + " " + shown[2] not in again.content.decode()


def test_budi_serves_his_unit_and_no_other(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast)
    row = Asked.objects.filter(drive=drive, unit=cast.health)[0]
    client.force_login(cast.account(cast.budi))
    assert client.get(f"/gerakan/{drive.ref}/kode/kab-contoh/{cast.health.ref}/").status_code == 404
    assert client.get(f"/gerakan/{drive.ref}/meja/kab-contoh/{row.number}/").status_code == 404
    found = client.post(f"/gerakan/{drive.ref}/meja/kab-contoh/", {"typed": str(row.number)})
    assert f"/meja/kab-contoh/{row.number}/" not in found.content.decode()


@pytest.mark.parametrize("name", ["hadi", "rina", "joko"])
def test_others_make_no_codes(client: StrictClient, cast: Cast, name: str) -> None:
    drive = an_opened_drive(cast)
    client.force_login(cast.account(getattr(cast, name)))
    assert client.get(f"/gerakan/{drive.ref}/kode/kab-contoh/").status_code == 403
