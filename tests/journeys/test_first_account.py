"""From an empty installation to the first signed pledge: no exercise, so the second factor is set up as well."""

import csv
import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ikrar.demo.bodies import BODIES, scaled
from ikrar.demo.siasn import write_export
from tests.journeys import deeds
from tests.journeys.conftest import a_phone
from tests.journeys.site import Site, free_port

pytestmark = pytest.mark.browser
PASSWORD = "kalimat pendek yang mudah"
PAPER = "image => getComputedStyle(image).backgroundColor"
ZONE = ZoneInfo("Asia/Makassar")
STEPS: tuple[dict[str, str], ...] = (
    {"kode": "", "instansi": "Rumah Tahanan Negara Contoh", "jenis": "upt"},
    {"zona": "Asia/Makassar", "tempat": "Contoh"},
    {"jabatan": "Kepala Rumah Tahanan"},
    {"nama": "Sari Contoh", "pengguna": "sari", "sandi": PASSWORD, "ulang": PASSWORD},
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[deeds.Untrained]:
    """An installation in which nobody has an account."""
    here = deeds.Untrained(tmp_path, free_port())
    here.start()
    yield here
    here.stop()


def on_the_clock(hours: float) -> str:
    """A moment so many hours from now, as a field for date and time takes it."""
    return f"{datetime.now(ZONE) + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def fill(page: Any, **answers: str) -> None:
    """Answer the questions on the page and send the form."""
    for name, value in answers.items():
        field = page.locator(f"main [name={name}]").first
        if field.get_attribute("type") in {"radio", "checkbox"}:
            page.check(f"main [name={name}][value='{value}']")
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator("main form button[type=submit]").first.click()


def log_in_and_set_up_the_code(page: Any, username: str) -> str:
    """The first login of somebody: nothing opens before the second factor is set up; its key."""
    fill(page, login=username, password=PASSWORD)
    page.wait_for_url("**/akun/kode/pasang/")
    page.goto("/gerakan/")
    page.wait_for_url("**/akun/kode/pasang/")
    key = str(page.inner_text("main .kode"))
    assert page.eval_on_selector("main img", PAPER) == "rgb(255, 255, 255)"  # readable on a dark page as well
    fill(page, code="000 000")
    assert page.title().startswith("Galat: ")
    fill(page, code=deeds.totp(key, time.time()))
    page.wait_for_url("**/akun/kode/cadangan/")
    page.get_by_role("link", name="Kembali ke beranda").click()
    page.wait_for_selector("h1:has-text('Yang perlu Anda kerjakan')")
    return key


def import_people(page: Any, folder: Path) -> None:
    """The personnel file of a small detention house."""
    file = folder / "pegawai.xlsx"
    write_export(file, scaled(next(b for b in BODIES if b.ref == "rutan-contoh"), 0.05))
    page.get_by_role("link", name="Impor data pegawai").click()
    page.locator("main table").get_by_role("link").first.click()
    page.get_by_role("link", name="Impor data pegawai").first.click()
    page.set_input_files("input[type=file]", str(file))
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_selector("text=Dapat dibatalkan sampai")


def appoint_the_head(page: Any, guest: Any) -> None:
    """The officer adds the head; the head opens the letter, chooses a password and logs in."""
    page.get_by_role("link", name="Semua bagian", exact=True).click()
    page.get_by_role("link", name="Petugas", exact=True).click()
    page.get_by_role("link", name="Tambah petugas").click()
    fill(page, nama="Hadi Contoh", pengguna="hadi", peran="head", instansi="rumah-tahanan-negara-contoh")
    page.wait_for_url("**/surat/")
    address = re.search(r"/sandi/\S+", page.inner_text("main"))
    assert address is not None
    guest.goto(address[0])
    fill(guest, sandi=PASSWORD, ulang=PASSWORD)
    guest.wait_for_url("**/masuk/")
    log_in_and_set_up_the_code(guest, "hadi")


def draft_a_drive(page: Any) -> str:
    """The plan of a drive with the text of the library; the address of the drive."""
    deeds.see(page, "/naskah/", "Pakta Integritas Netralitas Pegawai")  # the worker loads the library
    page.get_by_role("link", name="Program", exact=True).click()
    page.get_by_role("link", name="Rencanakan gerakan").click()
    page.locator("main [name=elections]").first.check()
    fill(page, name="Ikrar netralitas", deadline_at=on_the_clock(72), late_until=on_the_clock(200))
    page.wait_for_selector("text=Konsep disimpan")
    assert not page.get_by_role("button", name="Buka gerakan").count()
    return str(page.url)


def approve_it(page: Any) -> None:
    """The head reads text and target from the task list, and agrees."""
    page.goto("/")
    page.get_by_role("link", name="Persetujuan naskah dan sasaran").click()
    page.get_by_role("link", name="Periksa dan setujui").click()
    assert "Saya menolak politik uang" in page.inner_text("main")
    page.check("[name=agrees]")
    page.get_by_role("button", name="Setujui naskah dan sasaran").click()
    page.wait_for_selector("text=Naskah dan sasaran disetujui")


def make_codes(page: Any, drive: str) -> list[dict[str, str]]:
    """The codes of the whole body as a file; people as the door asks for them."""
    page.goto(drive)
    page.get_by_role("link", name="Kode pegawai").click()
    page.get_by_role("link", name="Buat kode seluruh instansi").click()
    with page.expect_download() as coming:
        fill(page, format="csv")
    text = Path(coming.value.path()).read_text("utf-8-sig")
    people = csv.DictReader(text.splitlines(), delimiter=";")
    return [{"number": one["Nomor peserta"], "code": one["Kode"], "name": one["Nama"]} for one in people]


def open_an_apel(page: Any, drive: str) -> str:
    """Plan a session that is on now, and open it; its short code."""
    page.goto(drive)
    page.get_by_role("link", name="Rencanakan apel").click()
    fill(page, name="Apel pagi", place="Halaman", starts_at=on_the_clock(-0.2), ends_at=on_the_clock(2))
    page.get_by_role("button", name="Buka sesi").click()
    page.wait_for_selector("text=Sesi dibuka. Pegawai dapat menandatangani.")
    found = re.search(r"kode ([0-9A-Z]{6})\b", page.inner_text("main"))
    assert found is not None
    return found[1]


def test_an_empty_installation_comes_to_its_first_pledge(browser: Any, empty: Site, tmp_path: Path) -> None:
    told = re.search(r"Kode pemasangan: (\w+)", (empty.home / "serve.log").read_text())
    assert told is not None
    desk, office = a_phone(browser, empty, width=1366), a_phone(browser, empty)
    officer, head = desk.new_page(), office.new_page()
    officer.goto("/")
    for answers in STEPS:
        fill(officer, **{name: value or told[1] for name, value in answers.items()})
    officer.wait_for_url("**/masuk/")
    key = log_in_and_set_up_the_code(officer, "sari")
    import_people(officer, tmp_path)
    appoint_the_head(officer, head)
    drive = draft_a_drive(officer)
    approve_it(head)
    officer.goto(drive)
    officer.get_by_role("button", name="Buka gerakan").click()
    officer.wait_for_selector("text=Gerakan dibuka")
    people = make_codes(officer, drive)
    apel = open_an_apel(officer, drive)
    code = deeds.signed_by(browser, empty, people[0], apel=apel)
    officer.goto(f"/layar/{apel}/")
    assert f"1 dari {len(people)}" in officer.inner_text("main")
    head.goto(f"/bukti/{code}/")
    assert "Bukti ini asli" in head.inner_text("main")
    log_in_again(officer, key)
    desk.close()
    office.close()


def log_in_again(page: Any, key: str) -> None:
    """The next login asks for the code of the phone; the password alone opens nothing."""
    page.goto("/")
    page.get_by_role("button", name="Keluar").click()
    fill(page, login="sari", password=PASSWORD)
    page.wait_for_url("**/masuk/kode/**")
    page.goto("/gerakan/")
    page.wait_for_url("**/masuk/kode/**")
    fill(page, code=deeds.totp(key, time.time() + 30))  # the next half minute: the code of this one was used
    page.wait_for_selector("button:has-text('Keluar')")
