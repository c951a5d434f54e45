"""The numbers on the pages, in the files and in the messages are the same, and nobody sees another body's."""

import re
from io import BytesIO

import pytest
from django.conf import LazySettings
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.given.cast import Cast
from tests.given.programme import an_opened_drive, some_employees
from tests.given.signatures import signed_by
from tests.recorded import recorded
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.IKRAR_DEMO = True


def test_the_page_the_file_and_the_message_say_the_same(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast, people=3)
    signed_by(drive, cast.school, 2, at=cast.at)
    client.force_login(cast.account(cast.sari))
    page = client.get(reverse("dashboards:coverage", args=[drive.ref, cast.agency.ref])).content.decode()
    assert re.search(r"<strong>2</strong>\s*menandatangani dari 9 \(22,2%\)", page)
    file = client.get(reverse("dashboards:export", args=[drive.ref, cast.agency.ref]))
    rows = CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert sum(row[2] for row in rows[1:]) == 9
    assert sum(sum(row[3:8]) for row in rows[1:]) == 2
    missing = client.get(reverse("dashboards:missing", args=[drive.ref, cast.agency.ref])).content.decode()
    assert "2 dari 9 pegawai sudah menandatangani (22,2%)" in missing
    message = re.search(r"<textarea[^>]*>(.*?)</textarea>", missing, re.DOTALL)
    assert message is not None
    assert "Pegawai 1" not in message[1]
    assert len(message[1]) <= 700
    assert missing.count("<tr>") == 1 + 7


def test_a_unit_counts_everybody_below_it(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast, people=3)
    signed_by(drive, cast.school, 2, at=cast.at)
    client.force_login(cast.account(cast.sari))
    address = reverse("dashboards:coverage", args=[drive.ref, cast.agency.ref])
    page = client.get(f"{address}?unit={cast.education.ref}").content.decode()
    assert "menandatangani dari 6" in page
    assert "SD Negeri 1 Contoh" in page


def test_the_unit_operator_lists_the_own_unit_only(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast, people=3)
    client.force_login(cast.account(cast.budi))
    address = reverse("dashboards:missing", args=[drive.ref, cast.agency.ref])
    assert client.get(f"{address}?unit={cast.school.ref}").status_code == 200
    assert client.get(f"{address}?unit={cast.health.ref}").status_code == 404
    own = client.get(address).content.decode()
    assert "Dinas Kesehatan" not in own


@pytest.mark.parametrize("name", ["coverage", "export", "missing", "missing_file", "summary_paper"])
def test_another_body_does_not_learn_that_the_drive_exists(client: StrictClient, cast: Cast, name: str) -> None:
    drive = an_opened_drive(cast)
    client.force_login(cast.account(cast.anton))
    assert client.get(reverse(f"dashboards:{name}", args=[drive.ref, cast.agency.ref])).status_code == 404


def test_the_leader_sees_what_waits(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast, people=2)
    signed_by(drive, cast.health, 1, at=cast.at)
    client.force_login(cast.account(cast.hadi))
    page = client.get(reverse("dashboards:summary")).content.decode()
    assert "Tidak ada yang perlu Bapak/Ibu putuskan" in page
    assert "Pemerintah Kabupaten Contoh: 1 dari 6 (16,6%)" in page
    paper = client.get(reverse("dashboards:summary_paper", args=[drive.ref, cast.agency.ref]))
    assert paper.content.startswith(b"%PDF")


def test_the_statements_do_not_grow_with_people_or_units(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast, people=2)
    client.force_login(cast.account(cast.sari))
    address = reverse("dashboards:coverage", args=[drive.ref, cast.agency.ref])
    client.get(address)
    with recorded() as few:
        client.get(address)
    some_employees(cast.school, 40, cast.at)
    with recorded() as many:
        client.get(address)
    assert many == few
    assert len(many) <= 25
    assert not [shape for shape in many if not shape.startswith("SELECT")]


def test_the_task_list_leads_on(client: StrictClient, cast: Cast) -> None:
    drive = an_opened_drive(cast, people=2)
    client.force_login(cast.account(cast.sari))
    page = client.get("/").content.decode()
    assert reverse("dashboards:coverage", args=[drive.ref, cast.agency.ref]) in page
    assert "6 dari 6 orang belum" in page
