"""The test of understanding as people take it (F3.5): on a phone, without script, without a network, and its reach."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import a_phone, axe_findings, log_in
from tests.journeys.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def test_ref(browser: Any, site: Site) -> str:
    """The officer opens a test for the drive of the regency; its reference."""
    laptop = a_phone(browser, site, width=1366)
    page = laptop.new_page()
    log_in(page, site, "officer@kab-contoh")
    page.goto("/uji/")
    assert axe_findings(page) == []
    page.get_by_role("link", name="Ikrar netralitas pegawai").first.click()
    page.fill("[name=hours]", "2")
    assert axe_findings(page) == []
    page.get_by_role("button", name="Buka uji").click()
    page.wait_for_selector("text=Ajak peserta")
    assert axe_findings(page) == []
    found = re.search(r"/U/([0-9A-Z]+)/", page.inner_text("main"))
    assert found is not None
    laptop.close()
    return found[1]


def through_the_door(page: Any, ref: str, person: dict[str, str]) -> None:
    page.goto(f"/u/{ref.lower()}/")
    page.fill("[name=nomor]", person["number"])
    page.fill("[name=kode]", person["code"])
    page.get_by_role("button", name="Lanjutkan").click()
    page.wait_for_url("**/soal/")


def answers_from_the_rules(ref: str, site: Site) -> dict[str, str]:
    """The right answers, read from the bank of this installation."""
    script = (
        "import json,django;django.setup();"
        "from ikrar.domain.learning import queries;"
        f"t=queries.test_by_ref('{ref}');"
        "print(json.dumps({k.question.code: k.right.value for k in queries.keyed_of(t)}))"
    )
    import subprocess
    import sys

    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "ikrar.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("script", [True, False])
def test_a_person_fails_learns_why_passes_and_keeps_a_certificate(
    browser: Any, site: Site, test_ref: str, script: bool
) -> None:
    phone = a_phone(browser, site, script=script)
    page = phone.new_page()
    through_the_door(page, test_ref, site.told["participants"][0 if script else 1])
    right = answers_from_the_rules(test_ref, site)
    page.get_by_role("button", name="Kirim jawaban").click()
    page.wait_for_selector("text=Soal ini belum dijawab")
    if script:
        assert axe_findings(page) == []
    for code in right:
        page.check(f"[name={code}][value={'yes' if right[code] != 'yes' else 'no'}]")
    page.get_by_role("button", name="Kirim jawaban").click()
    page.wait_for_selector("h1:has-text('Belum lulus')")
    assert "Sumber:" in page.inner_text("main")
    page.get_by_role("link", name="Coba lagi").click()
    for code, choice in right.items():
        page.check(f"[name={code}][value={choice}]")
    page.get_by_role("button", name="Kirim jawaban").click()
    page.wait_for_selector("h1:has-text('Anda lulus')")
    if script:
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Periksa sertifikat saya").click()
    page.wait_for_selector("text=Sertifikat ini asli")
    phone.close()


def test_the_file_works_without_a_network_and_its_answers_are_taken_in(
    browser: Any, site: Site, test_ref: str, tmp_path: Path
) -> None:
    phone = a_phone(browser, site)
    page = phone.new_page()
    page.goto(f"/u/{test_ref}/")
    with page.expect_download() as got:
        page.get_by_role("link", name="Sinyal lemah?").click()
    file = tmp_path / "soal.html"
    got.value.save_as(file)
    phone.set_offline(True)
    away = phone.new_page()
    away.goto(file.as_uri())
    assert axe_findings(away) == []
    away.get_by_role("button", name="Simpan berkas jawaban").click()
    assert "Soal 1 belum dijawab" in away.inner_text("main")
    for code, choice in answers_from_the_rules(test_ref, site).items():
        away.check(f"[name={code}][value={choice}]")
    with away.expect_download() as saved:
        away.get_by_role("button", name="Simpan berkas jawaban").click()
    answers = tmp_path / "jawaban.json"
    saved.value.save_as(answers)
    phone.set_offline(False)
    through_the_door(page, test_ref, site.told["participants"][2])
    page.get_by_text("Sudah mengisi tanpa jaringan?").click()
    page.set_input_files("[name=berkas]", str(answers))
    page.get_by_role("button", name="Unggah jawaban").click()
    page.wait_for_selector("h1:has-text('Anda lulus')")
    phone.close()


def test_the_officer_sees_reach_by_unit_and_never_a_score(browser: Any, site: Site, test_ref: str) -> None:
    laptop = a_phone(browser, site, width=360)
    page = laptop.new_page()
    log_in(page, site, "officer@kab-contoh")
    page.goto(f"/uji/{test_ref}/kab-contoh/")
    assert axe_findings(page) == []
    page.get_by_role("link").filter(has_text="Kabupaten").first.click()
    page.select_option("#keadaan", "passed")
    page.get_by_role("button", name="Tampilkan").click()
    said = page.inner_text("main")
    assert "Lulus" in said and "jawaban tepat" not in said and "%" not in said
    assert axe_findings(page) == []
    laptop.close()
