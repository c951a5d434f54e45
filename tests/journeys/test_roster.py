"""A personnel officer with a messy file and a small phone without script: from the upload to the undo."""

from pathlib import Path
from typing import Any

import pytest

from ikrar.demo.bodies import BODIES
from ikrar.demo.messy import write_messy
from tests.journeys.conftest import a_phone, axe_findings, log_in
from tests.journeys.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BODY = next(b for b in BODIES if b.ref == "satpolpp-contoh")


def test_a_messy_file_is_checked_mended_saved_and_taken_back(site: Site, browser: Any, tmp_path: Path) -> None:
    write_messy(tmp_path / "berantakan.xlsx", BODY)
    phone = a_phone(browser, site, script=False)
    page = phone.new_page()
    log_in(page, site, f"officer@{BODY.ref}")
    page.goto(f"/pegawai/{BODY.ref}/")
    people = page.inner_text("h2 >> nth=0")
    page.click("text=Impor data pegawai")
    page.set_input_files("input[type=file]", str(tmp_path / "berantakan.xlsx"))
    page.click("text=Unggah dan periksa")
    page.wait_for_selector("text=Periksa sebelum menyimpan")
    assert "NIP rusak oleh Excel" in page.content()
    address = page.url
    page.click("tr:has-text('NIP rusak oleh Excel') button:has-text('Pakai') >> nth=0")
    assert "diperbaiki." in page.inner_text("[role=status]")
    page.click("main button:has-text('Simpan')")
    page.wait_for_selector("text=Dapat dibatalkan sampai")
    page.click("text=Batalkan impor ini")
    page.click("button:has-text('Batalkan impor ini')")
    for _ in range(40):
        page.goto(address)
        if "sudah dibatalkan" in page.content():
            break
        page.wait_for_timeout(500)
    assert "Daftar pegawai kembali seperti sebelumnya" in page.content()
    page.goto(f"/pegawai/{BODY.ref}/")
    assert page.inner_text("h2 >> nth=0") == people
    phone.close()


@pytest.mark.parametrize("width", [360, 1366])
def test_the_pages_of_the_roster_pass_axe(site: Site, browser: Any, tmp_path: Path, width: int) -> None:
    write_messy(tmp_path / "berantakan.xlsx", BODY)
    desk = a_phone(browser, site, width=width, dark=width == 360)
    page = desk.new_page()
    log_in(page, site, f"officer@{BODY.ref}")
    page.goto(f"/pegawai/{BODY.ref}/impor/")
    page.set_input_files("input[type=file]", str(tmp_path / "berantakan.xlsx"))
    page.click("text=Unggah dan periksa")
    page.wait_for_selector("text=Periksa sebelum menyimpan")
    address = page.url
    for path in (
        address,
        f"{address}kolom/",
        f"{address}baris/6/",
        f"/pegawai/{BODY.ref}/unit/",
        f"/pegawai/{BODY.ref}/baru/",
    ):
        page.goto(path)
        assert axe_findings(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    desk.close()
