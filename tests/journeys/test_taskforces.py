"""The task force as a body forms it (F1.2, F1.5, F2.8, F3.6): members, decree, inauguration, tasks, contacts, meetings."""

from typing import Any

import pytest

from tests.journeys.conftest import a_phone, axe_findings, log_in
from tests.journeys.site import Site

pytestmark = pytest.mark.browser


def press(page: Any, name: str) -> None:
    """Press the button of the form on the page."""
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False])
def test_the_house_forms_and_inaugurates_its_task_force(browser: Any, site: Site, script: bool) -> None:
    body = "rutan-contoh" if script else "kota-contoh"
    phone = a_phone(browser, site, script=script)
    page = phone.new_page()
    log_in(page, site, f"officer@{body}")
    page.goto("/satgas/")
    page.get_by_role("link", name="Susun Satgas").first.click()
    page.fill("[name=since]", "2024-01-02")
    page.fill("[name=until]", "2024-01-01")
    press(page, "Susun Satgas")
    assert "Tanggal akhir tidak boleh sebelum" in page.inner_text("main")
    page.fill("[name=until]", "2030-01-01")
    press(page, "Susun Satgas")
    home = page.url
    for role, name in (("chair", "Ketua Contoh"), ("member", "Anggota Contoh")):
        page.get_by_role("link", name="Tambah anggota").click()
        page.select_option("[name=role]", role)
        page.fill("[name=name]", name)
        press(page, "Tambah anggota")
    page.get_by_role("link", name="Catat SK").click()
    page.fill("[name=number]", "W18.800/2024")
    page.fill("[name=on]", "2024-01-20")
    press(page, "Catat SK")
    page.get_by_role("link", name="Catat pengukuhan").click()
    page.fill("[name=on]", "2024-01-29")
    press(page, "Catat pengukuhan")
    said = page.inner_text("main")
    assert "Dikukuhkan" in said and "29 Januari 2024" in said and "Ketua Contoh" in said
    page.get_by_role("link", name="Beri tugas").click()
    page.fill("[name=what]", "Piket hari pemungutan suara")
    page.select_option("[name=kind]", "watch")
    page.fill("[name=due_on]", "2099-02-14")
    press(page, "Beri tugas")
    if script:
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.url == home
    page.get_by_text("Piket hari pemungutan suara").first.click()
    press(page, "Nyatakan selesai")
    phone.close()


def test_contacts_and_a_meeting_with_the_commission(browser: Any, site: Site) -> None:
    phone = a_phone(browser, site)
    page = phone.new_page()
    log_in(page, site, "officer@rutan-contoh")
    page.goto("/kontak/rutan-contoh/")
    page.select_option("[name=institution]", "kpu")
    page.fill("[name=office]", "Subbagian data")
    page.fill("[name=name]", "Narahubung Contoh")
    press(page, "Simpan narahubung")
    assert "nomor telepon atau alamat surel" in page.inner_text("main")
    page.fill("[name=phone]", "0541-555000")
    press(page, "Simpan narahubung")
    assert axe_findings(page) == []
    page.get_by_role("link", name="Catat rapat koordinasi").click()
    page.fill("[name=name]", "Rapat dengan KPU Contoh")
    page.fill("[name=place]", "Ruang rapat")
    page.fill("[name=institutions]", "KPU Contoh\nBawaslu Contoh")
    page.fill("[name=decisions]", "Bertukar data pemilih")
    press(page, "Catat rapat koordinasi")
    page.fill("[name=what]", "Mengirim data pemilih")
    page.fill("[name=due_on]", "2099-01-01")
    press(page, "Simpan tindak lanjut")
    assert "Mengirim data pemilih" in page.inner_text("main")
    assert axe_findings(page) == []
    phone.close()
