"""An instruction on its way down and back up (F1.3, F2.1, F3.6): ordered, received, shown, late, accounted, passed on."""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from tests.given.materials import a_pdf_that_runs, a_plain_pdf
from tests.given.receiver_forms import a_workbook
from tests.journeys import deeds
from tests.journeys.conftest import a_phone, axe_findings, log_in
from tests.journeys.site import Site

pytestmark = pytest.mark.browser
ZONE = ZoneInfo("Asia/Jakarta")
DEMO = "Netralitas pegawai menjelang pemungutan suara"
ORDER = "Netralitas pegawai di provinsi"
BASIS = "Keputusan bersama lima pimpinan lembaga 2022 | salinan pada biro hukum"
SHORT = ("Kab. Contoh", "Satpol PP Contoh")
KAB, POLICE = "Pemerintah Kabupaten Contoh", "Satuan Polisi Pamong Praja Provinsi Contoh"


class Desk:
    """Somebody at a device of their own; whatever the browser complains of is kept."""

    def __init__(self, browser: Any, site: Site, role: str, *, width: int = 1366, script: bool = True) -> None:
        self.context = a_phone(browser, site, width=width, script=script)
        self.context.set_default_timeout(10_000)
        self.page, self.complaints = self.context.new_page(), list[str]()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        log_in(self.page, site, role)

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"} and "422" not in message.text:
            self.complaints.append(message.text)

    def close(self) -> None:
        assert self.complaints == []
        self.context.close()


@pytest.fixture(scope="module")
def desks(browser: Any, site: Site) -> Iterator[dict[str, Any]]:
    """Province and regional office at laptops, the bodies below them on phones."""
    seats = {"prov": 1366, "kanwil": 1366, "satpolpp": 360, "kab": 360, "rutan": 360}
    open_desks = {
        name: Desk(browser, site, f"officer@{name}-contoh", width=width) for name, width in seats.items()
    }
    yield {name: desk.page for name, desk in open_desks.items()}
    for desk in open_desks.values():
        desk.close()


def day(after: int) -> str:
    """A day from now, as a field takes it."""
    return f"{datetime.now(ZONE) + timedelta(days=after):%Y-%m-%d}"


def press(page: Any, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()


def follow(page: Any, words: str) -> None:
    page.get_by_role("link", name=words).first.click()
    page.wait_for_load_state()


def reply_to(page: Any, item: str) -> Any:
    """The link to answer an item."""
    return page.get_by_role("link", name=re.compile(f"Jawab ?: {item}")).first


def said(page: Any) -> str:
    return str(page.inner_text("main"))


def looked_at(page: Any) -> None:
    """Nothing for axe, nothing runs out of the screen, on a phone and on a laptop."""
    before = page.viewport_size
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 740})
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    page.set_viewport_size(before)


def add(page: Any, kind: str, **fields: str) -> None:
    """One more item, with these fields; an empty one is a box to tick."""
    if page.locator("details:not([open]) > summary", has_text="Tambah butir").count():
        page.locator("summary", has_text="Tambah butir").click()
    page.get_by_role("link", name=kind, exact=True).last.click()
    for name, value in fields.items():
        if value:
            page.fill(f"[name={name}]", value)
        else:
            page.check(f"[name={name}]")
    press(page, "Simpan butir")
    assert "Butir ditambahkan." in page.inner_text("body")


def drafted(page: Any, name: str, *bodies: str) -> None:
    """The province drafts; the slip of a basis without its source is shown and nothing typed is lost."""
    page.goto("/instruksi/")
    follow(page, "Susun instruksi Provinsi Contoh")
    page.fill("[name=name]", name)
    page.fill("[name=basis]", BASIS.partition(" |")[0])
    page.fill("[name=letter_number]", "800/12/2026")
    page.fill("[name=counts_from]", day(-7))
    page.check("[name=reach][value=chosen]")
    press(page, "Susun instruksi")
    assert "Pilih paling sedikit satu tujuan" in said(page) or "isi | sumber" in said(page)
    assert page.input_value("[name=name]") == name
    page.fill("[name=basis]", BASIS)
    for body in bodies:
        page.get_by_label(body).check()
    press(page, "Susun instruksi")
    assert "Instruksi disusun. Tambahkan butirnya." in page.inner_text("body")


def issued(page: Any, name: str, *bodies: str) -> str:
    """Drafted, filled with items of each kind and issued; its address."""
    drafted(page, name, *bodies)
    home = str(page.url)
    add(page, "Membentuk Satgas", due_days="5", words="Dikukuhkan dalam apel")
    add(page, "Menyelenggarakan apel", due_on=day(3), with_oath="")
    add(page, "Menandatangani pakta integritas", due_on=day(4), share="90")
    add(page, "Tugas lain", due_on=day(2), words="Menyerahkan daftar narahubung pengawas")
    add(page, "Melapor", due_on=day(2))
    assert "5 hari kalender sesudah dikeluarkan" in said(page)
    follow(page, "Keluarkan instruksi")
    press(page, "Keluarkan instruksi")
    assert "Instruksi dikeluarkan. Penerima diberi tahu." in page.inner_text("body")
    assert "90% pegawai" in said(page) and "salinan pada biro hukum" in said(page)
    return home


@pytest.fixture(scope="module")
def order(desks: dict[str, Any]) -> str:
    """An instruction of the province to two bodies below it."""
    return issued(desks["prov"], ORDER, KAB, POLICE)


def test_the_order_is_drafted_and_issued(desks: dict[str, Any], order: str) -> None:
    page = desks["prov"]
    page.goto(order)
    looked_at(page)
    follow(page, "Buat konsep surat instruksi")
    press(page, "Buat konsep surat instruksi")
    text = said(page)
    assert "Membentuk Satgas" in text and "Keputusan bersama lima pimpinan lembaga 2022" in text
    page.goto(order)
    follow(page, "Menyelenggarakan apel")
    page.fill("[name=due_on]", day(5))
    press(page, "Simpan butir")
    assert "Tulis catatan perubahan" in said(page)
    page.fill("[name=note]", "Diundur karena hari libur")
    press(page, "Simpan butir")
    assert "Diundur karena hari libur" in said(page)


def test_without_script_all_the_same(browser: Any, site: Site) -> None:
    above = Desk(browser, site, "officer@prov-contoh", script=False, width=360)
    home = issued(above.page, "Tanpa skrip", POLICE)
    below = Desk(browser, site, "officer@satpolpp-contoh", script=False, width=360)
    page = below.page
    page.goto(home)
    follow(page, "Satpol PP Contoh")
    press(page, "Catat penerimaan")
    reply_to(page, "Melapor").click()
    page.check("[name=is_nothing][value='1']")
    page.fill("[name=responsible]", "Sekretaris Contoh")
    press(page, "Kirim jawaban")
    assert "Laporan nihil" in said(page)
    above.page.goto(home)
    assert "1 dari 1 selesai, 1 laporan nihil" in said(above.page)
    above.close()
    below.close()


def test_the_body_below_receives_and_answers(desks: dict[str, Any], order: str) -> None:
    page = desks["satpolpp"]
    deeds.see(page, "/pemberitahuan/", "Ada instruksi untuk instansi Anda.")
    looked_at(page)
    page.goto("/")
    assert ORDER in said(page) and "Membentuk Satgas" in said(page)
    page.goto("/instruksi/")
    assert "Belum dicatat diterima" in said(page)
    looked_at(page)
    page.get_by_role("link", name=ORDER).last.click()
    press(page, "Catat penerimaan")
    assert "Penerimaan dicatat." in page.inner_text("body")
    assert reply_to(page, "Menyelenggarakan apel").count() == 0
    looked_at(page)
    work = page.url
    reply_to(page, "Menyerahkan daftar").click()
    press(page, "Kirim jawaban")
    assert page.locator(".ringkasan-salah").count() == 1
    looked_at(page)
    page.fill("[name=responsible]", "Sekretaris Contoh")
    for file, words in (
        (b"", "Lampirkan dokumen"),
        (a_pdf_that_runs(), "memuat program"),
        (b"MZ\x90", "PDF"),
    ):
        if file:
            page.set_input_files(
                "[name=document]", {"name": "a.pdf", "mimeType": "application/pdf", "buffer": file}
            )
        press(page, "Kirim jawaban")
        assert words in said(page) and page.input_value("[name=responsible]") == "Sekretaris Contoh"
    paper = a_plain_pdf()
    good = {"name": "daftar.pdf", "mimeType": "application/pdf", "buffer": paper}
    page.set_input_files("[name=document]", good)
    press(page, "Kirim jawaban")
    assert "dijawab oleh Sekretaris Contoh" in said(page)
    reply_to(page, "Melapor").click()
    page.check("[name=is_nothing][value='1']")
    page.fill("[name=responsible]", "Sekretaris Contoh")
    press(page, "Kirim jawaban")
    assert page.url == work and "Laporan nihil" in said(page) and "Terpenuhi" in said(page)
    looked_at(page)
    link = page.get_by_role("link", name="dijawab oleh").first.get_attribute("href")
    assert page.request.get(link).body() == paper


def test_the_office_above_sees_what_happened_with_its_proofs(desks: dict[str, Any], order: str) -> None:
    page = desks["prov"]
    page.goto(order)
    text = said(page)
    assert "Melapor: 1 dari 2 selesai, 1 laporan nihil" in text
    assert "Menyelenggarakan apel, dengan pembacaan ikrar: 1 dari 2 selesai" in text
    kab, police = (page.locator("h2:text-is('Sejauh mana') ~ div li", has_text=name) for name in SHORT)
    assert "Membentuk Satgas. Dikukuhkan dalam apel: Terpenuhi" in kab.inner_text()
    assert "Membentuk Satgas. Dikukuhkan dalam apel: Belum" in police.inner_text()
    assert "Melapor: Laporan nihil" in police.inner_text() and "Melapor: Belum" in kab.inner_text()
    for proof, path in (("Cakupan tanda tangan", "/cakupan/"), ("Sesi apel", "/apel/")):
        police.get_by_role("link", name=proof).click()
        page.wait_for_load_state()
        assert path in page.url and page.locator("h1").count() == 1
        page.goto(order)
    looked_at(page)
    other = desks["kab"]
    assert other.goto(order).status == 200
    assert "Satpol PP" not in said(other)


def test_no_answer_is_not_nothing_to_report_and_lateness_is_no_ranking(desks: dict[str, Any]) -> None:
    page = desks["kanwil"]
    page.goto("/")
    assert "Ada yang lewat tenggat" in said(page)
    page.goto("/instruksi/")
    follow(page, DEMO)
    text = said(page)
    assert "Lulus uji pemahaman, paling sedikit 80% pegawai: 0 dari 1 selesai, 1 tanpa jawaban" in text
    assert "Melapor, setiap bulan: 1 dari 1 selesai, 1 laporan nihil" in text
    looked_at(page)
    follow(page, "Yang lewat tenggat")
    text = said(page)
    assert "Rutan Contoh" in text and "Ini bukan peringkat." in text and "Tanpa jawaban" in text
    message = page.input_value("#pesan")
    assert len(message) <= 700 and "- Rutan Contoh" in message
    assert message.splitlines()[-1].startswith("http")
    looked_at(page)


def account(page: Any, body: str) -> None:
    """The account upward of the demo's instruction."""
    page.goto("/instruksi/")
    page.get_by_role("link", name=DEMO).last.click()
    follow(page, "Laporan ke atas")
    assert body in said(page)


def test_the_account_goes_up_as_page_message_letter_and_workbook(desks: dict[str, Any]) -> None:
    page = desks["rutan"]
    account(page, "Rumah Tahanan Negara Kelas IIB Contoh")
    assert re.search(r"\d dari 7 butir selesai\.", said(page))
    looked_at(page)
    message = page.input_value("#pesan")
    assert len(message) <= 700 and "80% pegawai: Tanpa jawaban." in message
    home = page.url
    with page.expect_download() as coming:
        press(page, "Unduh lampiran Excel")
    book = load_workbook(BytesIO(Path(coming.value.path()).read_bytes()))
    assert book.sheetnames == ["Ringkasan", "Rincian", "Keterangan"]
    states = {row[3].value: row[5].value for row in book["Rincian"].iter_rows(min_row=2)}
    assert states["Melapor, setiap bulan"] == "Laporan nihil"
    assert states["Lulus uji pemahaman, paling sedikit 80% pegawai"] == "Tanpa jawaban"
    page.goto(home)
    press(page, "Buat konsep surat")
    text = said(page)
    assert "Laporan pelaksanaan Netralitas pegawai" in text and "80% pegawai: Tanpa jawaban" in text
    page.goto(home)
    assert "Surat sebelumnya:" in said(page)


def with_macros() -> bytes:
    """A workbook with a program in it."""
    out = BytesIO(a_workbook())
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"program")
    return out.getvalue()


def choose_values(page: Any, wanted: dict[str, str]) -> None:
    """Give each value the first place with this label, over all pages."""
    left = dict(wanted)
    while page.get_by_role("button", name="Simpan pilihan").count():
        for label, value in list(left.items()):
            found = page.locator("label", has_text=label)
            if found.count():
                page.select_option(f"#{found.first.get_attribute('for')}", value)
                del left[label]
        press(page, "Simpan pilihan")
    assert left == {}


def test_the_form_of_the_receiver_is_handed_in_once_and_filled(desks: dict[str, Any]) -> None:
    page = desks["kanwil"]
    account(page, "Kantor Wilayah Kementerian Contoh")
    home = page.url
    follow(page, "Atur formulir penerima")
    page.fill("[name=name]", "Laporan bulanan kementerian")
    for data, words in (
        (with_macros(), "memuat makro"),
        (b"bukan buku kerja", "tidak dapat dibaca"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "terkunci atau berformat lama"),
    ):
        page.set_input_files("[name=file]", {"name": "f.xlsx", "mimeType": "", "buffer": data})
        press(page, "Simpan formulir")
        assert words in said(page)
        assert page.input_value("[name=name]") == "Laporan bulanan kementerian"
    looked_at(page)
    page.set_input_files("[name=file]", {"name": "f.xlsx", "mimeType": "", "buffer": a_workbook()})
    press(page, "Simpan formulir")
    assert "Formulir disimpan. Pilih nilainya." in page.inner_text("body")
    looked_at(page)
    places = {
        "Nama instansi": "body", "Tanggal laporan": "day", "Jumlah pegawai": "below.signed.of",
        "Sudah menandatangani": "below.signed.number", "Laporan nihil": "below.report.nothing",
    }  # fmt: skip
    choose_values(page, places)
    assert "Siap diisi" in said(page)
    page.goto(home)
    for _ in range(2):  # each period anew, from the same form
        with page.expect_download() as coming:
            press(page, "Isi dan unduh")
        sheet = load_workbook(BytesIO(Path(coming.value.path()).read_bytes()))["Laporan"]
        assert sheet["B3"].value == "Kantor Wilayah Kementerian Contoh"
        assert 0 < sheet["B6"].value <= sheet["B5"].value and sheet["B7"].value == 1
        assert sheet["B8"].value == "=B6/B5" and sheet["A1"].font.b


def test_the_house_passes_it_on_to_its_units(desks: dict[str, Any]) -> None:
    page = desks["rutan"]
    page.goto("/instruksi/")
    page.get_by_role("link", name=DEMO).last.click()
    follow(page, "Teruskan ke bawah")
    page.check("[name=reach][value=units]")
    press(page, "Teruskan instruksi")
    assert "Pilih paling sedikit satu tujuan" in said(page)
    looked_at(page)
    page.get_by_label("Subseksi Pelayanan Tahanan").check()
    page.fill("[name=days_earlier]", "1")
    press(page, "Teruskan instruksi")
    text = said(page)
    assert "Terusan dari Kanwil Contoh" in text
    assert "Membentuk Satgas" not in page.locator("ol.langkah").first.inner_text()
    assert "Menandatangani pakta integritas" in text
    own = page.url
    follow(page, "Keluarkan instruksi")
    press(page, "Keluarkan instruksi")
    assert "sudah lewat. Ubah dahulu." in said(page)
    for item in ("Mengarahkan setiap regu jaga", "Lulus uji pemahaman"):
        page.goto(own)
        follow(page, item)
        page.fill("[name=due_on]", day(5))
        press(page, "Simpan butir")
        assert "lebih lambat daripada instruksi dari atas. Tulis alasannya." in said(page)
        page.fill("[name=later_because]", "Regu malam menyusul")
        press(page, "Simpan butir")
    follow(page, "Keluarkan instruksi")
    press(page, "Keluarkan instruksi")
    assert "Instruksi dikeluarkan." in page.inner_text("body")
    looked_at(page)
    above = desks["kanwil"]
    above.goto("/instruksi/")
    above.get_by_role("link", name=DEMO).last.click()
    assert "Diteruskan" in said(above) and "Rutan Contoh, Berlaku" in said(above)
