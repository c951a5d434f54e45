"""The main job as a newcomer does it from README: a messy file, an apel, three phones, who is missing, a proof."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, expect

from ikrar.web import proofs
from tests.journeys import deeds
from tests.journeys.conftest import a_phone, log_in
from tests.journeys.site import Site, free_port

pytestmark = pytest.mark.browser
OFFLINE_PAGE = Path(str(proofs.__file__)).with_name("periksa.html")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo of this file alone: its roster and its counts move."""
    yield from deeds.a_site(tmp_path_factory.mktemp("town"), free_port())


@pytest.fixture(scope="module")
def people(town: Site) -> Iterator[dict[str, str]]:
    """Participants who have not signed, each once."""
    return deeds.people_of(town)


@pytest.fixture(scope="module")
def paper(browser: Any, town: Site, people: Any) -> tuple[dict[str, str], str, bytes]:
    """Somebody signed and kept the certificate: who, the proof code, the file."""
    person = next(people)
    phone = a_phone(browser, town)
    page = phone.new_page()
    deeds.enter(page, town.told["apel"], person)
    code = deeds.sign(page)
    pdf = deeds.certificate(page, page.get_by_role("link", name="Simpan PDF"))
    phone.close()
    return person, code, pdf


@pytest.fixture
def laptop(browser: Any, town: Site) -> Iterator[Any]:
    """The officer of the regency, logged in."""
    context = a_phone(browser, town, width=1366)
    page = context.new_page()
    log_in(page, town, "officer@kab-contoh")
    yield page
    context.close()


def counts_on(page: Any) -> dict[str, int]:
    """The counts of the check page by their words."""
    texts = page.eval_on_selector_all(".hitungan li", "all => all.map(one => one.innerText)")
    found = [re.match(r"([\d.]+)\s+(.+)", text, re.DOTALL) for text in texts]
    return {one[2].strip(): int(one[1].replace(".", "")) for one in found if one}


def test_the_officer_imports_a_messy_file_and_mends_a_row_with_one_press(laptop: Any, town: Site) -> None:
    laptop.get_by_role("link", name="Pegawai", exact=True).click()
    laptop.get_by_role("link", name="Pemerintah Kabupaten Contoh").click()
    laptop.get_by_role("link", name="Impor data pegawai").click()
    laptop.set_input_files("input[type=file]", town.told["messy_file"])
    laptop.get_by_role("button", name="Unggah dan periksa").click()
    laptop.wait_for_selector("h1:has-text('Periksa sebelum menyimpan')")
    before = counts_on(laptop)
    assert {"siap", "baru", "berubah", "perlu diperbaiki"} <= set(before)
    assert "Belum ada yang disimpan" in laptop.inner_text("main")
    stored = deeds.rows(town, "select count(*) from roster_employeehistory")
    laptop.locator("tr", has_text="NIP rusak oleh Excel").get_by_role("button", name="Pakai").first.click()
    laptop.wait_for_selector("[role=status]:has-text('diperbaiki')")
    after = counts_on(laptop)
    assert after["perlu diperbaiki"] == before["perlu diperbaiki"] - 1
    assert after["siap"] == before["siap"] + 1
    assert deeds.rows(town, "select count(*) from roster_employeehistory") == stored
    laptop.get_by_role("button", name=f"Simpan {after['siap']} baris").click()
    laptop.wait_for_selector("text=Dapat dibatalkan sampai")
    assert deeds.rows(town, "select count(*) from roster_employeehistory") > stored


def test_three_phones_sign_and_the_big_screen_moves_by_three(browser: Any, town: Site, people: Any) -> None:
    hall = a_phone(browser, town, width=1366, script=False)  # the projector runs no script
    screen = hall.new_page()
    screen.goto(f"/layar/{town.told['apel']}/")
    before = deeds.on_the_screen(screen)
    deeds.signed_by(browser, town, next(people))
    deeds.signed_by(browser, town, next(people), script=False)
    cut_off(browser, town, next(people))
    expect(screen.locator("main")).to_contain_text(f"{before + 3} dari", timeout=15_000)
    hall.close()


def cut_off(browser: Any, town: Site, person: dict[str, str]) -> None:
    """The network dies at the POST, the form is sent again and the answer is lost, and again: one record."""
    phone = a_phone(browser, town)
    page = phone.new_page()
    deeds.enter(page, town.told["apel"], person)
    fates = deeds.bad_line(page)
    deeds.tap(page, no_wait_after=True)
    page.wait_for_function(deeds.NO_NETWORK)
    assert deeds.pledges_of(town, person) == 0
    with contextlib.suppress(Error):
        page.reload()  # the browser sends the form again
    page.wait_for_function(deeds.NO_NETWORK)
    assert deeds.pledges_of(town, person) == 1
    page.reload()
    page.wait_for_url("**/bukti/")
    assert fates == []
    assert deeds.pledges_of(town, person) == 1
    phone.close()


def test_the_officer_finds_who_is_missing_and_hands_out_a_certificate(
    laptop: Any, browser: Any, town: Site, people: Any
) -> None:
    person, other = next(people), next(people)
    laptop.get_by_role("link", name="Cakupan", exact=True).click()
    laptop.locator("main").get_by_role("link", name="Contoh").first.click()
    laptop.get_by_role("link", name="Siapa yang belum").click()
    names = laptop.locator("tbody")
    assert person["name"] in names.inner_text()
    assert other["name"] in names.inner_text()
    assert person["name"] not in laptop.input_value("textarea")  # the message for the group names nobody
    deeds.signed_by(browser, town, person)
    laptop.reload()
    assert person["name"] not in names.inner_text()
    assert other["name"] in names.inner_text()
    drive = town.told["bodies"]["kab-contoh"]["drive"]
    laptop.goto(f"/gerakan/{drive}/ikrar/kab-contoh/?siapa=signed")
    row = laptop.locator("tr", has_text=person["name"])
    assert deeds.certificate(laptop, row.get_by_role("link", name="Sertifikat")).startswith(b"%PDF-")


def test_a_certificate_is_accepted_by_three_checkers_without_network(
    browser: Any, town: Site, paper: Any, tmp_path: Path
) -> None:
    _, code, pdf = paper
    file = tmp_path / "sertifikat.pdf"
    file.write_bytes(pdf)
    said = deeds.pdfsig(file)
    assert "Signature is Valid" in said
    assert "Certificate issuer is unknown" in said
    answer = deeds.by_the_program(town, [file])["sertifikat.pdf"]
    assert answer["genuine"]
    assert deeds.by_the_page(browser, OFFLINE_PAGE, [file]) == ["accepted"]
    desk = a_phone(browser, town)
    page = desk.new_page()
    page.goto(f"/bukti/{code}/")  # paper, program and public page name the same number
    assert f"{answer['facts']['index']}, di dalam buku" in page.inner_text("main")
    desk.close()


def test_no_changed_bit_is_accepted_by_any_checker(
    browser: Any, town: Site, paper: Any, tmp_path: Path
) -> None:
    _, _, pdf = paper
    start, end = deeds.hole_of(pdf)
    places = {
        "header": 5, "text": start // 2, "before-the-seal": start - 1, "seal": start + 200,
        "padding": end - 2, "after-the-seal": end, "tail": len(pdf) - 10,
    }  # fmt: skip
    files = []
    for name, at in places.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(deeds.flipped(pdf, at))
    answers = deeds.by_the_program(town, files)
    assert {name: one["genuine"] for name, one in answers.items()} == {file.name: False for file in files}
    assert "accepted" not in deeds.by_the_page(browser, OFFLINE_PAGE, files)
    said = deeds.pdfsig(tmp_path / "text.pdf")
    assert "Signature is Valid" not in said


def test_the_public_page_gives_one_of_three_answers_and_no_name(browser: Any, town: Site, paper: Any) -> None:
    person, code, _ = paper
    [(record,)] = deeds.rows(town, "select record from pledges_pledge where ref = ?", code)
    numbers = re.findall(r"\b\d{18}\b", bytes(record).decode() if isinstance(record, bytes) else str(record))
    assert numbers
    stranger = a_phone(browser, town)
    page = stranger.new_page()
    page.goto(f"/bukti/{code}/")
    assert "Bukti ini asli" in page.inner_text("main")
    html = page.content()
    for part in (*re.findall(r"\w{3,}", person["name"]), *numbers):
        assert not re.search(rf"\b{part}\b", html, re.IGNORECASE), part
    page.goto("/bukti/ZZZZ-ZZZZ/")
    assert "Tidak ditemukan" in page.inner_text("main")
    stranger.close()


def test_a_pledge_that_the_officer_withdraws_is_public_as_withdrawn(
    laptop: Any, browser: Any, town: Site, people: Any
) -> None:
    person = next(people)
    code = deeds.signed_by(browser, town, person)
    laptop.goto(f"/gerakan/{town.told['bodies']['kab-contoh']['drive']}/ikrar/kab-contoh/?siapa=signed")
    laptop.locator("tr", has_text=person["name"]).get_by_role("link", name="Cabut").click()
    laptop.get_by_role("button", name="Cabut ikrar ini").click()
    laptop.goto(f"/bukti/{code}/")
    assert "Bukti ini dicabut" in laptop.inner_text("main")
    assert person["name"] not in laptop.inner_text("main")
