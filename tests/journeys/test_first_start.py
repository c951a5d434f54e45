"""From an empty installation to the first login, by keyboard and mouse alone: no script, no manual (journey 1)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import a_phone, axe_findings
from tests.journeys.site import Site, free_port

pytestmark = pytest.mark.browser
PASSWORD = "kalimat pendek yang mudah"
STEPS: tuple[dict[str, str], ...] = (
    {"kode": "", "instansi": "Pemerintah Kabupaten Contoh", "jenis": "regency"},
    {"zona": "Asia/Makassar", "tempat": "Contoh"},
    {"alamat": "Jalan Contoh 1", "jabatan": "Sekretaris Daerah"},
    {"nama": "Sari", "pengguna": "19860926 201505 2 001", "sandi": PASSWORD, "ulang": PASSWORD},
)
CLICKS_AT_MOST = 40


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Site]:
    """An installation in which nobody has an account."""
    here = Site(tmp_path, free_port())
    here.start()
    yield here
    here.stop()


def fill(page: Any, answers: dict[str, str]) -> int:
    """Fill in a step and send it; how many times something was clicked."""
    for name, value in answers.items():
        field = page.locator(f"main [name={name}]").first
        if field.get_attribute("type") == "radio":
            page.check(f"main [name={name}][value='{value}']")
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.click("main form button[type=submit]")
    page.wait_for_load_state()
    return len(answers) + 1


def test_four_short_pages_lead_to_the_first_login(browser: Any, empty: Site) -> None:
    code = re.search(r"Kode pemasangan: (\w+)", (empty.home / "serve.log").read_text())
    assert code is not None
    phone = a_phone(browser, empty, script=False)
    page = phone.new_page()
    page.goto("/")
    clicks = 0
    for answers in STEPS:
        clicks += fill(page, {k: v or code[1] for k, v in answers.items()})
    assert "lalu impor data pegawai" in page.inner_text("main")
    clicks += fill(page, {"login": "1986.09.26 201505 2 001", "password": PASSWORD})
    assert "Impor data pegawai" in page.inner_text("main")
    assert clicks <= CLICKS_AT_MOST
    phone.close()


def test_every_step_passes_axe_and_a_mistake_keeps_what_was_typed(browser: Any, empty: Site) -> None:
    code = re.search(r"Kode pemasangan: (\w+)", (empty.home / "serve.log").read_text())
    assert code is not None
    phone = a_phone(browser, empty)
    page = phone.new_page()
    page.goto("/")
    fill(page, {"kode": "salah", "instansi": "Pemerintah Kabupaten Contoh"})
    assert page.title().startswith("Galat: ")
    assert page.input_value("main [name=instansi]") == "Pemerintah Kabupaten Contoh"
    for answers in STEPS:
        assert axe_findings(page) == []
        fill(page, {k: v or code[1] for k, v in answers.items()})
    phone.close()
