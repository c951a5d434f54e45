"""Invitations and duty notes on a phone (F4.4, F4.5, F5.5): register, advice, disposition, leave, report; totals without parties."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.given.invitations import a_photo
from tests.journeys import deeds
from tests.journeys.conftest import a_phone, axe_findings, log_in
from tests.journeys.site import Site

pytestmark = pytest.mark.browser
BODY = "kota-contoh"
ZONE = ZoneInfo("Asia/Makassar")
HOST = "Panitia Rahasia"


class Desk:
    """Somebody at a device of their own; whatever the browser complains of is kept."""

    def __init__(self, browser: Any, site: Site, role: str, *, width: int = 360, script: bool = True) -> None:
        self.context = a_phone(browser, site, width=width, script=script)
        self.context.set_default_timeout(10_000)
        self.page, self.complaints = self.context.new_page(), list[str]()
        self.page.has_script = script
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        log_in(self.page, site, role)

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"} and not re.search(r"\b(403|404|422)\b", message.text):
            self.complaints.append(message.text)

    def close(self) -> None:
        assert self.complaints == []
        self.context.close()


@pytest.fixture(scope="module", params=[True, False], ids=["script", "no script"])
def desks(request: Any, browser: Any, site: Site) -> Iterator[dict[str, Any]]:
    """Camat, lurah and head on phones, Kesbangpol and the officer at laptops."""
    seats = {"camat": 360, "lurah": 360, "head": 360, "kesbangpol": 1366, "officer": 1366}
    open_desks = {
        name: Desk(browser, site, f"{name}@{BODY}", width=width, script=request.param)
        for name, width in seats.items()
    }
    yield {name: desk.page for name, desk in open_desks.items()}
    for desk in open_desks.values():
        desk.close()


def at(minutes: int) -> str:
    """A moment from now on the clock of the body, as a field takes it."""
    return f"{datetime.now(ZONE) + timedelta(minutes=minutes):%Y-%m-%dT%H:%M}"


def press(page: Any, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_load_state()


def follow(page: Any, words: str) -> None:
    page.get_by_role("link", name=words, exact=True).first.click()
    page.wait_for_load_state()


def said(page: Any) -> str:
    return str(page.inner_text("main"))


def looked_at(page: Any) -> None:
    """Nothing for axe, nothing runs out of the screen, on a phone and on a laptop; axe itself needs script."""
    if not page.has_script:
        return
    before = page.viewport_size
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 740})
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    page.set_viewport_size(before)


def photo(data: bytes) -> dict[str, Any]:
    """The letter as the camera of a phone gives it."""
    return {"name": "undangan.jpg", "mimeType": "image/jpeg", "buffer": data}


def registered(page: Any, minutes: int, **fields: str) -> str:
    """Three things are chosen, the rest as given; the address of the invitation."""
    page.goto("/undangan/")
    follow(page, "Catat undangan, Kota Contoh")
    page.select_option("[name=host_kind]", "party")
    page.select_option("[name=event]", fields.pop("event", "anniversary"))
    page.fill("[name=begins_at]", at(minutes))
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    press(page, "Catat undangan")
    assert "Undangan dicatat. Pimpinan sudah diberi tahu." in page.inner_text("body"), said(page)
    return str(page.url)


def decided(head: Any, invitation: str, decision: str, note: str = "") -> None:
    """The head opens it from the list, reads the advice on the same page, and decides."""
    head.goto(invitation)
    follow(head, "Beri disposisi")
    head.check(f"[name=decision][value={decision}]")
    head.fill("[name=note]", note)
    press(head, "Simpan disposisi")
    assert "Disposisi disimpan." in head.inner_text("body")


def test_a_camat_registers_in_a_minute_an_hour_before_the_event(desks: dict[str, Any]) -> None:
    camat, head = desks["camat"], desks["head"]
    camat.goto("/undangan/")
    looked_at(camat)
    follow(camat, "Catat undangan, Kota Contoh")
    looked_at(camat)
    camat.select_option("[name=host_kind]", "party")
    camat.select_option("[name=event]", "anniversary")
    camat.fill("[name=begins_at]", at(50))
    camat.fill("[name=host]", HOST)
    camat.set_input_files("[name=scan]", photo(a_photo()[:300]))
    press(camat, "Catat undangan")
    assert "Foto ini rusak" in said(camat) and camat.input_value("[name=host]") == HOST
    looked_at(camat)
    camat.set_input_files("[name=scan]", photo(a_photo()))
    press(camat, "Catat undangan")
    text, home = said(camat), camat.url
    assert "kurang dari dua jam lagi" in text and "Hubungi pimpinan sekarang" in text
    for words in (
        "bukan izin", "Dua pedoman berbeda", "boleh datang dengan surat tugas", "lebih baik dihindari",
        "Tanpa surat tugas: Tidak boleh", "Dengan surat tugas",
    ):  # fmt: skip
        assert words in text, words
    looked_at(camat)
    kept = camat.request.get(camat.get_by_role("link", name="Unduh undangan").get_attribute("href")).body()
    assert kept[:2] == b"\xff\xd8" and b"Exif" not in kept and b"Ponsel" not in kept

    deeds.see(head, "/pemberitahuan/", "Ada undangan yang menunggu disposisi Anda.")
    head.goto("/undangan/")
    assert "Menunggu disposisi Anda" in said(head)
    looked_at(head)
    head.goto(f"{home}disposisi/")
    looked_at(head)
    decided(head, home, "attend", "Hadir paling lama satu jam.")
    follow(head, "Buat suratnya")
    press(head, "Buat konsep surat")
    letter = said(head)
    assert "Menurut tugas ini boleh: Pulang kapan saja." in letter
    assert "Menurut tugas ini tidak boleh: Tetap tinggal ketika ajakan memilih dimulai." in letter
    assert "Disposisi pimpinan: Hadir paling lama satu jam." in letter and "jam.." not in letter

    camat.goto(home)
    text = said(camat)
    assert "Hadir dengan surat tugas: Hadir paling lama satu jam." in text
    assert "Menurut tugas ini boleh" in text and "Memakai atau menerima atribut" in text
    assert camat.locator("main input[type=file]").count() == 0
    looked_at(camat)
    camat.get_by_label("Menjadi kampanye").check()
    press(camat, "Saya sudah meninggalkan acara")
    text = said(camat)
    assert "Menjadi kampanye" in text and "Sedang di acara?" not in text
    looked_at(camat)


def test_a_decision_after_the_beginning_says_so_and_the_report_closes_it(desks: dict[str, Any]) -> None:
    lurah, head = desks["lurah"], desks["head"]
    home = registered(lurah, -20, event="social", place="Balai Contoh")
    decided(head, home, "attend")
    lurah.goto(home)
    assert "dicatat sesudah acara dimulai" in said(lurah)
    press(lurah, "Saya sudah meninggalkan acara")
    follow(lurah, "Sampaikan laporan")
    press(lurah, "Sampaikan laporan")
    assert lurah.locator(".ringkasan-salah").count() == 1
    looked_at(lurah)
    lurah.check("[name=attended][value=ya]")
    lurah.fill("[name=words]", "Pulang sesudah sambutan.")
    press(lurah, "Sampaikan laporan")
    text = said(lurah)
    assert "Hadir. Pulang sesudah sambutan." in text and "Ada ajakan memihak" in text
    lurah.goto("/undangan/")
    assert "Dilaporkan" in said(lurah)


def test_a_polite_refusal(desks: dict[str, Any]) -> None:
    camat, head = desks["camat"], desks["head"]
    home = registered(camat, 3000, event="declaration")
    decided(head, home, "decline", "Kami melayani warga pada hari itu.")
    follow(head, "Buat suratnya")
    press(head, "Buat konsep surat")
    assert "kami belum dapat memenuhi undangan tersebut" in said(head)
    camat.goto(home)
    text = said(camat)
    assert "Tidak hadir, dijawab dengan sopan" in text and "Sedang di acara?" not in text


def test_what_the_head_asks_for_is_filled_in(desks: dict[str, Any]) -> None:
    camat, head = desks["camat"], desks["head"]
    home = registered(camat, 3000)
    decided(head, home, "ask", "Apakah calon akan hadir?")
    camat.goto(home)
    follow(camat, "Lengkapi undangan")
    assert "Apakah calon akan hadir?" in said(camat)
    camat.select_option("[name=expected]", "yes")
    camat.set_input_files("[name=scan]", photo(a_photo()))
    looked_at(camat)
    press(camat, "Simpan")
    assert "Unduh undangan" in said(camat)
    head.goto(home)
    follow(head, "Beri disposisi")


def test_an_officer_registers_for_somebody_without_a_login(desks: dict[str, Any]) -> None:
    officer = desks["officer"]
    officer.goto(f"/undangan/baru/{BODY}/")
    officer.select_option("[name=host_kind]", "candidate")
    officer.fill("[name=begins_at]", at(2000))
    officer.fill("[name=invited_name]", "Kepala Sekolah Contoh")
    press(officer, "Catat undangan")
    assert "pilih orang lain" in said(officer)
    officer.select_option("[name=person]", "")
    press(officer, "Catat undangan")
    assert "Kepala Sekolah Contoh" in said(officer)


def test_a_duty_note_is_answered_by_kesbangpol(desks: dict[str, Any]) -> None:
    lurah, adviser = desks["lurah"], desks["kesbangpol"]
    lurah.goto("/undangan/nota/")
    assert "saluran laporan, bukan di sini" in said(lurah)
    looked_at(lurah)
    follow(lurah, "Tulis nota, Kota Contoh")
    lurah.select_option("[name=addressee]", "kesbangpol")
    lurah.fill("[name=subject]", "Lomba senam di lapangan kelurahan")
    press(lurah, "Kirim nota")
    assert lurah.input_value("[name=subject]") == "Lomba senam di lapangan kelurahan"
    lurah.fill("[name=words]", "Panitia membawa bendera. Bolehkah lapangan dipakai?")
    press(lurah, "Kirim nota")
    note = lurah.url
    deeds.see(adviser, "/pemberitahuan/", "Ada nota konsultasi yang menunggu jawaban.")
    adviser.goto("/undangan/nota/")
    looked_at(adviser)
    adviser.goto(note)
    looked_at(adviser)
    adviser.fill("[name=answer]", "Minta panitia menurunkan bendera. Bila menolak, tunda izinnya.")
    press(adviser, "Kirim jawaban")
    lurah.goto(note)
    assert "Minta panitia menurunkan bendera." in said(lurah)
    assert desks["camat"].goto(note).status == 404


def test_each_sees_what_is_theirs_and_totals_know_no_party(desks: dict[str, Any]) -> None:
    home = registered(desks["camat"], 4000, host=HOST, place="Gedung Rahasia")
    assert desks["lurah"].goto(home).status == 404
    assert desks["kesbangpol"].goto(home).status == 403
    head = desks["head"]
    head.goto("/undangan/")
    follow(head, "Jumlah undangan, Kota Contoh")
    page = head.content()
    assert "Tanpa nama dan tanpa partai." in said(head) and "sedikit" in said(head)
    assert "Rahasia" not in page and "Panitia" not in page
    looked_at(head)
    assert desks["camat"].goto(f"/undangan/jumlah/{BODY}/").status == 403


def test_whoever_stands_for_election_sees_nothing(browser: Any, site: Site) -> None:
    officer = Desk(browser, site, "officer@kab-hilir", width=1366)
    head = Desk(browser, site, "head@kab-hilir")
    page = officer.page
    page.goto("/undangan/baru/kab-hilir/")
    page.fill("[name=begins_at]", at(3000))
    press(page, "Catat undangan")
    home = page.url
    assert head.page.goto(home).status == 200
    page.goto("/undangan/jumlah/kab-hilir/")
    follow(page, "Jadwal pemusnahan dan pejabat yang maju")
    looked_at(page)
    name = str(head.page.locator("a.saya").text_content()).split(":")[-1].strip()
    page.select_option("select[name=person]", label=name)
    press(page, "Catat")
    assert "Bagian undangan kini tertutup baginya." in page.inner_text("body")
    other = head.page
    for path in (home, f"{home}disposisi/", "/undangan/jumlah/kab-hilir/"):
        assert other.goto(path).status == 404, path
    other.goto("/undangan/")
    assert "tertutup bagi Anda" in said(other) and "Menunggu disposisi Anda" not in said(other)
    assert "Jumlah undangan" not in said(other)
    looked_at(other)
    officer.close()
    head.close()
