"""The vulnerability register (F5.4, F1.8) as the officer keeps it: review first, entries, heat, history."""

from typing import Any

import pytest

from tests.journeys.conftest import a_phone, axe_findings, log_in
from tests.journeys.site import Site

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("script", [True, False])
def test_the_register_opens_with_the_review_of_the_last_election(
    browser: Any, site: Site, script: bool
) -> None:
    body = "satpolpp-contoh" if script else "kota-contoh"
    phone = a_phone(browser, site, script=script)
    page = phone.new_page()
    log_in(page, site, f"officer@{body}")
    page.goto("/kerawanan/")
    assert "saluran laporan tertutup" in page.inner_text("main")
    page.get_by_role("link", name="Tinjau pemilihan terakhir").click()
    page.select_option("[name=category]", "money_politics")
    page.fill("[name=happened]", "Pembagian barang di dua kecamatan.")
    page.get_by_role("button", name="Simpan tinjauan").click()
    page.wait_for_selector(".ringkasan-salah")
    assert page.input_value("[name=happened]") == "Pembagian barang di dua kecamatan."
    page.fill("[name=source]", "Laporan pengawas Contoh")
    page.get_by_role("button", name="Simpan tinjauan").click()
    page.get_by_role("link", name="Catat kerawanan").first.click()
    page.fill("[name=title]", "Kabar bohong tentang pemilih ganda")
    page.fill("[name=area]", "Kecamatan Contoh")
    page.select_option("[name=likelihood]", "4")
    page.select_option("[name=impact]", "5")
    if script:
        assert axe_findings(page) == []
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_selector("h1:has-text('Kabar bohong')")
    page.get_by_role("link", name="Ubah").first.click()
    page.select_option("[name=impact]", "2")
    page.select_option("[name=stage]", "handled")
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_selector("text=Dampak sebelumnya: 5")
    page.goto("/kerawanan/")
    said = page.inner_text("main")
    assert "Tingkat sedang" in said and "Sedang ditangani" in said
    if script:
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.close()


def test_others_find_nothing(browser: Any, site: Site) -> None:
    laptop = a_phone(browser, site, width=1366)
    page = laptop.new_page()
    log_in(page, site, "operator@kab-contoh")
    assert page.goto("/kerawanan/kab-contoh/").status in {403, 404}  # type: ignore[union-attr]
    laptop.close()
