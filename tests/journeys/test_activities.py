"""Activities and their documentation in Chromium: F1.1 shifts, F1.4 guidance, F2.5, F2.7 photos and news, F3.1 to F3.4, F4.1."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.given.materials import a_pdf_that_runs, a_plain_pdf
from tests.given.pictures import a_picture
from tests.journeys.conftest import a_phone, axe_findings, log_in
from tests.journeys.site import Site

pytestmark = pytest.mark.browser
ZONE = ZoneInfo("Asia/Makassar")
POINTS = ("no_gesture", "no_attribute", "no_colour", "no_number", "no_material")


def moment(days: int, hour: int) -> str:
    """A day from now on the clock of the body, as a field takes it."""
    day = datetime.now(ZONE) + timedelta(days=days)
    return f"{day:%Y-%m-%d}T{hour:02}:00"


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name).first.click()


def looked_at(page: Any) -> None:
    """Nothing for axe, and nothing runs out of a narrow screen."""
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def said(page: Any) -> str:
    return str(page.inner_text("main"))


def plan(page: Any, *, name: str, days: int, **more: str) -> None:
    """Fill in a plan as far as it is needed."""
    page.goto("/kegiatan/baru/")
    page.select_option("[name=kind]", more.get("kind", "outreach"))
    page.fill("[name=name]", name)
    page.fill("[name=place]", "Aula rumah jabatan Contoh")
    page.fill("[name=starts_at]", moment(days, 8))
    page.fill("[name=ends_at]", more.get("ends", moment(days, 11)))


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def officer(request: Any, browser: Any, site: Site) -> Any:
    phone = a_phone(browser, site, script=request.param)
    page = phone.new_page()
    page.has_script = request.param
    log_in(page, site, "officer@kab-contoh" if request.param else "officer@kota-contoh")
    yield page
    phone.close()


def test_shifts_repeats_and_a_plan_that_is_too_far_wrong(officer: Any) -> None:
    page = officer
    plan(page, name="Apel Senin regu", days=7, kind="apel", ends=moment(7, 7))
    press(page, "Simpan kegiatan")
    page.wait_for_selector(".ringkasan-salah")
    assert "Waktu selesai harus sesudah waktu mulai" in said(page)
    assert page.input_value("[name=name]") == "Apel Senin regu"
    if page.has_script:
        looked_at(page)
    page.fill("[name=ends_at]", moment(7, 9))
    page.fill("[name=until]", moment(21, 0)[:10])
    press(page, "Simpan kegiatan")
    page.wait_for_selector("h1:has-text('Apel Senin regu')")
    follow(page, "Tambah sesi")
    page.fill("[name=session_name]", "Regu malam")
    page.fill("[name=starts_at]", moment(7, 20))
    page.fill("[name=ends_at]", moment(8, 4))
    press(page, "Simpan")
    page.wait_for_selector("text=Sesi disimpan.")
    assert page.locator("h2:has-text('Sesi') + ul > li").count() == 4 and "Regu malam" in said(page)
    if page.has_script:
        looked_at(page)


def test_an_outreach_from_the_hall_to_the_report(officer: Any, tmp_path: Path) -> None:
    page = officer
    plan(page, name="Sosialisasi netralitas di aula", days=-1)
    page.check("[name=includes][value=oath]")
    page.check("[name=includes][value=signing]")
    page.fill("[name=outside]", "Bawaslu Contoh")
    press(page, "Simpan kegiatan")
    page.wait_for_selector("text=Waktu mulainya sudah lewat")
    page.check("[name=past_is_meant]")
    press(page, "Simpan kegiatan")
    page.wait_for_selector("h1:has-text('Sosialisasi netralitas di aula')")
    assert "Dicatat sesudah terjadi" in said(page)
    home = page.url

    follow(page, "Atur peran")
    page.select_option("[name=part]", "opener")
    page.fill("[name=name]", "Dewi Contoh")
    page.fill("[name=office]", "Wakil Bupati Contoh")
    page.check("[name=is_elected]")
    press(page, "Tambah peran")
    page.wait_for_selector("text=tidak dihitung sebagai ASN")

    page.goto(home)
    follow(page, "Tambah narasumber")
    page.fill("[name=name]", "Rudi Contoh")
    page.fill("[name=institution]", "Bawaslu Contoh")
    runs, plain = tmp_path / "materi.pdf", tmp_path / "materi-baru.pdf"
    runs.write_bytes(a_pdf_that_runs())
    plain.write_bytes(a_plain_pdf())
    page.set_input_files("[name=material]", str(runs))
    press(page, "Simpan narasumber")
    page.wait_for_selector("text=PDF ini berisi program")
    assert page.input_value("[name=name]") == "Rudi Contoh"
    page.set_input_files("[name=material]", str(plain))
    press(page, "Simpan narasumber")
    page.wait_for_selector("text=Unduh materi")

    follow(page, "Catat tanya jawab")
    page.fill("[name=question]", "Bolehkah menyukai unggahan calon?")
    page.fill("[name=answer]", "Tidak, itu tanda keberpihakan.")
    press(page, "Simpan tanya jawab")
    follow(page, "Arahan dan hasil")
    page.fill("[name=guidance]", "Layani warga dengan adil.")
    page.fill("[name=results]", "Setiap unit melapor.\nSesi susulan dibuat.")
    press(page, "Simpan")
    follow(page, "Nyatakan terlaksana")
    press(page, "Nyatakan terlaksana")
    page.wait_for_selector("text=Kegiatan dinyatakan terlaksana.")
    if page.has_script:
        looked_at(page)

    follow(page, "Undangan, notula, laporan")
    follow(page, "Laporan")
    assert "Layani warga dengan adil." in said(page)
    if page.has_script:
        looked_at(page)
    press(page, "Simpan sebagai konsep")
    page.wait_for_selector("h1:has-text('Laporan Sosialisasi')")


def photos_in(folder: Path) -> list[str]:
    """A good one, a broken one, and one of 60 MB."""
    files = {
        "halaman.jpg": a_picture(1600, 1000), "rusak.jpg": a_picture()[:900],
        "besar.jpg": b"\xff\xd8\xff" + bytes(60 * 2**20),
    }  # fmt: skip
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [str(folder / name) for name in files]


def test_photos_are_checked_masked_and_published_and_the_news_withdrawn(
    officer: Any, browser: Any, site: Site, tmp_path: Path
) -> None:
    page = officer
    plan(page, name="Apel bersama Contoh", days=3, kind="apel")
    press(page, "Simpan kegiatan")
    page.wait_for_selector("h1:has-text('Apel bersama Contoh')")
    home = page.url

    follow(page, "Foto")
    follow(page, "Unggah foto")
    page.set_input_files("[name=files]", photos_in(tmp_path))
    page.fill("[name=caption]", "Peserta berdiri di halaman")
    page.fill("[name=photographer]", "Humas Contoh")
    press(page, "Unggah foto")
    page.wait_for_selector("text=1 foto lain sudah disimpan")
    assert "besar.jpg: Ukurannya 60 MB" in said(page) and "rusak.jpg: Foto ini rusak" in said(page)
    if page.has_script:
        looked_at(page)

    page.goto(f"{home}foto/")
    page.wait_for_selector("text=Belum diperiksa")
    if page.has_script:
        looked_at(page)
    page.locator("main ol img").first.click()
    photo = page.url
    follow(page, "Periksa foto")
    for point in POINTS[:4]:
        page.check(f"[name={point}]")
    if page.has_script:
        looked_at(page)
    press(page, "Catat pemeriksaan")
    page.wait_for_selector("text=Tidak lulus")

    follow(page, "Tutup bagian foto")
    page.locator("input[type=image]").click(position={"x": 200, "y": 40})
    page.wait_for_selector("h2:has-text('Ketuk sudut kedua')")
    page.locator("input[type=image]").click(position={"x": 300, "y": 160})
    page.wait_for_selector("text=1 bagian ditutup")
    if page.has_script:
        looked_at(page)

    page.goto(f"{photo}periksa/")
    for point in POINTS:
        page.check(f"[name={point}]")
    press(page, "Catat pemeriksaan")
    page.wait_for_selector("text=Lulus pemeriksaan")

    page.goto(f"{home}kabar/")
    page.fill("[name=title]", "Apel bersama berjalan tertib")
    page.fill("[name=text]", "Pegawai membaca ikrar bersama.\n\nMereka menandatangani pakta.")
    page.check("[name=photos]")
    press(page, "Simpan kabar")
    press(page, "Terbitkan kabar")
    page.wait_for_selector("text=Kabar terbit.")
    public = page.locator("a[href^='/kabar/']").first.get_attribute("href")
    withdraw = page.url + "tarik/"
    if page.has_script:
        looked_at(page)

    reader = a_phone(browser, site, script=page.has_script)
    seen = reader.new_page()
    seen.goto(public)
    assert "Mereka menandatangani pakta." in said(seen) and "Foto: Humas Contoh" in said(seen)
    seen.wait_for_function(
        "document.querySelector('article img').naturalWidth === 320"
    ) if page.has_script else None
    if page.has_script:
        looked_at(seen)
    page.goto(withdraw)
    page.fill("[name=because]", "Judul keliru")
    press(page, "Tarik kabar")
    page.wait_for_selector("text=Kabar ditarik.")
    seen.reload()
    assert "Judul keliru" in said(seen) and "Mereka menandatangani pakta." not in said(seen)
    assert seen.locator("article").count() == 0
    reader.close()


def test_people_are_invited_on_a_phone(officer: Any) -> None:
    page = officer
    plan(page, name="Sosialisasi untuk non-ASN", days=5)
    press(page, "Simpan kegiatan")
    follow(page, "Atur undangan")
    page.fill("[name=numbers]", "99998")
    press(page, "Tambah undangan")
    page.wait_for_selector("text=1 nomor tidak ditemukan")
    page.fill("[name=numbers]", "")
    page.check("[name=statuses][value=NON_ASN]")
    page.check("[name=statuses][value=PPPK]")
    press(page, "Tambah undangan")
    page.wait_for_selector("text=undangan ditambahkan")
    assert "orang diundang" in said(page)
    if page.has_script:
        looked_at(page)
    page.goto("/kegiatan/?jenis=outreach")
    assert "Sosialisasi untuk non-ASN" in said(page)
    if page.has_script:
        looked_at(page)


def test_an_apel_is_documented_from_its_own_address(browser: Any, site: Site) -> None:
    laptop = a_phone(browser, site, width=1366)
    page = laptop.new_page()
    log_in(page, site, "officer@kab-contoh")
    page.goto("/apel/")
    follow(page, site_apel_name(page))
    ref = page.url.rstrip("/").rsplit("/", 1)[1]
    page.goto(f"/kegiatan/apel/{ref}/")
    press(page, "Dokumentasikan apel ini")
    page.wait_for_selector("text=Apel sudah menjadi kegiatan.")
    assert "Yang hadir" in said(page)
    first = page.url
    page.goto(f"/kegiatan/apel/{ref}/")
    press(page, "Dokumentasikan apel ini")
    assert page.url == first
    looked_at(page)
    laptop.close()


def site_apel_name(page: Any) -> str:
    """The name of the first apel in the list."""
    return str(page.locator("main ol a, main ul a, main table a").first.inner_text())


@pytest.mark.parametrize("role", ["unit-operator@kab-contoh", "officer@satpolpp-contoh"])
def test_others_change_nothing(browser: Any, site: Site, role: str) -> None:
    if role not in site.told["logins"]:
        role = "operator@kab-contoh"
    laptop = a_phone(browser, site, width=1366)
    page = laptop.new_page()
    log_in(page, site, role)
    assert page.goto("/kegiatan/baru/kab-contoh/").status in {403, 404}  # type: ignore[union-attr]
    assert page.goto("/kegiatan/").status == 200  # type: ignore[union-attr]
    laptop.close()
