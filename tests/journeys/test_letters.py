"""Letters from the first word to the receiver: one signed with a key, one on paper, and everything that can go wrong."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.given.letters import a_scan
from tests.journeys import deeds
from tests.journeys.conftest import a_phone, log_in
from tests.journeys.letter_deeds import (
    a_key_file,
    choose,
    first_name,
    follow,
    looked_at,
    pdf_of,
    press,
    said,
    text_of,
    who_sits_at,
)
from tests.journeys.site import Site, free_port

pytestmark = pytest.mark.browser
SECRET = "sandi sertifikat contoh"
BODY = "kab-contoh"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo of this file alone."""
    yield from deeds.a_site(tmp_path_factory.mktemp("letters"), free_port())


@pytest.fixture(scope="module")
def desks(browser: Any, town: Site) -> Iterator[dict[str, Any]]:
    """Officer, second officer, head and task force, each logged in at the own device."""
    pages, contexts = {}, []
    for role, width in (("officer", 1366), ("second", 1366), ("head", 360), ("task-force", 360)):
        context = a_phone(browser, town, width=width)
        contexts.append(context)
        pages[role] = context.new_page()
        log_in(pages[role], town, f"{role}@{BODY}")
    yield pages
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate file of the head."""
    return a_key_file(tmp_path_factory.mktemp("key") / "kepala.p12", SECRET)


def test_the_officer_sets_the_letterhead_and_opens_two_registers(desks: dict[str, Any]) -> None:
    page = desks["officer"]
    page.goto(f"/surat/instansi/{BODY}/kop/")
    page.fill("[name=above]", "PEMERINTAH KABUPATEN CONTOH")
    page.fill("[name=body]", "SEKRETARIAT DAERAH")
    page.set_input_files("[name=logo]", {"name": "a.png", "mimeType": "image/png", "buffer": b"<svg/>"})
    press(page, "Simpan kop surat")
    said(page, "hal yang perlu diperbaiki")
    assert page.input_value("[name=body]") == "SEKRETARIAT DAERAH"
    page.set_input_files("[name=logo]", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_scan("gray")})
    press(page, "Simpan kop surat")
    said(page, "Kop surat disimpan.")
    for name, pattern, kinds in (
        ("Keputusan uji", "NOMOR {nomor} TAHUN {tahun}", ("decree",)),
        ("Surat tugas uji", "{klasifikasi}/{nomor}/{unit}/{bulan_romawi}/{tahun}", ("duty",)),
    ):
        page.goto(f"/surat/instansi/{BODY}/penomoran/baru/")
        page.fill("[name=name]", name)
        page.fill("[name=pattern]", "{tahun}")
        for kind in kinds:
            page.check(f"[name=kinds][value={kind}]")
        page.fill("[name=classification]", "800.1.11.1")
        page.fill("[name=unit_code]", "ORG")
        press(page, "Simpan buku nomor")
        said(page, "tepat satu kali")
        looked_at(page)
        page.fill("[name=pattern]", pattern)
        press(page, "Simpan buku nomor")
        said(page, name)


@pytest.fixture(scope="module")
def decree(desks: dict[str, Any]) -> str:
    """The address of a decree that the officer drafted and submitted."""
    page = desks["officer"]
    page.goto(f"/surat/baru/{BODY}/decree/")
    looked_at(page)
    page.fill("[name=subject]", "Pembentukan satuan tugas uji")
    page.fill("[name=title]", "KEPUTUSAN SEKRETARIS DAERAH")
    page.fill("[name=considering]", "bahwa netralitas perlu dijaga\nbahwa perlu dibentuk satuan tugas")
    page.fill("[name=recalling]", "Undang-Undang Nomor 20 Tahun 2023")
    page.fill("[name=annex_1_title]", "Susunan satuan tugas")
    page.fill(
        "[name=annex_1_people]", "Wati Contoh; ; III/c; Analis; Ketua\nEko Contoh; ; III/a; Pranata; Anggota"
    )
    choose(page, "signer", first_name(page, "signer"))
    page.select_option("[name=initial_1]", index=1)
    page.select_option("[name=initial_1]", value=who_sits_at(desks["second"], page))
    press(page, "Simpan konsep")
    said(page, "Konsep disimpan.")
    press(page, "Ajukan surat")
    said(page, "belum diisi")
    follow(page, "Lengkapi konsep")
    page.fill("[name=dictum]", "Membentuk satuan tugas netralitas.\nKeputusan ini berlaku sejak ditetapkan.")
    press(page, "Simpan konsep")
    press(page, "Ajukan surat")
    said(page, "Surat diajukan.")
    return str(page.url)


def test_a_decree_is_initialled_numbered_and_signed_with_a_key(
    desks: dict[str, Any], decree: str, key_file: Path, tmp_path: Path
) -> None:
    officer, second, head = desks["officer"], desks["second"], desks["head"]
    concept = pdf_of(officer, "Lihat halaman surat (PDF, bertanda konsep)", tmp_path)
    assert "Susunan satuan tugas" in text_of(concept)
    second.goto("/surat/")
    follow(second, "Pembentukan satuan tugas uji")
    looked_at(second)
    second.check("[name=agrees]")
    press(second, "Paraf surat ini")
    said(second, "Paraf Anda dicatat.")
    officer.goto(decree)
    follow(officer, "Beri nomor")
    press(officer, "Beri nomor")
    said(officer, "Surat sudah bernomor.")
    head.goto("/surat/")
    follow(head, "Pembentukan satuan tugas uji")
    follow(head, "Baca dan tanda tangani")
    looked_at(head)
    head.check("[name=way][value=pkcs12]")
    head.set_input_files("[name=container]", key_file)
    head.check("[name=agrees]")
    head.fill("[name=password]", "bukan sandinya")
    press(head, "Tanda tangani surat ini")
    said(head, "hal yang perlu diperbaiki")
    assert head.input_value("[name=password]") == ""
    assert "bukan sandinya" not in head.content()
    head.set_input_files("[name=container]", key_file)
    head.fill("[name=password]", SECRET)
    press(head, "Tanda tangani surat ini")
    said(head, "Surat ditandatangani.")
    said(head, "tidak tersertifikasi")
    signed = pdf_of(head, "Unduh surat bertanda tangan", tmp_path)
    report = deeds.pdfsig(signed)
    assert "Signature is Valid." in report, report
    assert "Kepala Contoh" in report
    assert "TAHUN" in text_of(signed)


def test_the_secret_is_stored_nowhere(town: Site, decree: str) -> None:
    for path in town.home.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path


def test_a_duty_letter_is_signed_on_paper_scanned_back_and_sent(desks: dict[str, Any], tmp_path: Path) -> None:
    officer, head, second = desks["officer"], desks["head"], desks["second"]
    officer.goto(f"/surat/baru/{BODY}/duty/")
    officer.fill("[name=subject]", "Pemantauan apel uji")
    officer.select_option("[name=paper]", "f4")
    officer.fill("[name=basis]", "Surat undangan Contoh")
    officer.fill("[name=people]", "Wati Contoh; ; III/c; Lurah; Ketua")
    officer.fill("[name=paragraphs]", "Memantau apel.\n\nMelaporkan hasilnya.")
    choose(officer, "signer", first_name(officer, "signer"))
    press(officer, "Simpan konsep")
    press(officer, "Ajukan surat")
    address = officer.url
    follow(officer, "Beri nomor")
    press(officer, "Beri nomor")
    printed = pdf_of(officer, "Cetak untuk tanda tangan basah", tmp_path)
    assert "800.1.11.1/1/ORG/" in text_of(printed)
    follow(officer, "Simpan pindaian bertanda tangan")
    looked_at(officer)
    wrong = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"#!/bin/sh\necho"}
    officer.set_input_files("[name=scan]", wrong)
    press(officer, "Simpan pindaian")
    said(officer, "bukan PDF atau JPG")
    officer.set_input_files("[name=scan]", {"name": "s.jpg", "mimeType": "image/jpeg", "buffer": a_scan()})
    press(officer, "Simpan pindaian")
    said(officer, "Pindaian disimpan.")
    second.goto(address)
    press(second, "Pindaian sama dengan naskah")
    said(second, "Pemeriksaan kedua dicatat.")
    follow(officer, "Catat pengiriman")
    officer.fill("[name=to]", "Wati Contoh")
    press(officer, "Catat pengiriman")
    said(officer, "diantar langsung")
    looked_at(officer)
    head.goto(address)
    said(head, "Dikirim")


def test_a_used_number_and_an_expired_form_have_their_sentence(desks: dict[str, Any]) -> None:
    officer, second = desks["officer"], desks["second"]
    officer.goto(f"/surat/baru/{BODY}/duty/")
    officer.fill("[name=subject]", "Surat yang berubah")
    officer.fill("[name=basis]", "Surat Contoh")
    officer.fill("[name=people]", "Eko Contoh")
    choose(officer, "signer", first_name(officer, "signer"))
    officer.select_option("[name=initial_1]", value=who_sits_at(second, officer))
    press(officer, "Simpan konsep")
    press(officer, "Ajukan surat")
    address = officer.url
    follow(officer, "Beri nomor")
    officer.check("[name=how][value=elsewhere]")
    book = desks["task-force"]
    book.goto(f"/surat/instansi/{BODY}/buku/")
    used = book.locator("main strong", has_text="800.1.11.1/1/").first.inner_text()
    officer.fill("[name=text]", used)
    press(officer, "Beri nomor")
    said(officer, "sudah dipakai pada tahun ini")
    second.goto(f"{address}paraf/")
    officer.goto(f"{address}kembalikan/")
    officer.fill("[name=note]", "Ada yang kurang")
    press(officer, "Kembalikan surat")
    follow(officer, "Ubah konsep")
    officer.fill("[name=opening]", "Kalimat baru.")
    press(officer, "Simpan konsep")
    press(officer, "Ajukan surat")
    second.check("[name=agrees]")
    press(second, "Paraf surat ini")
    said(second, "kedaluwarsa")


def test_what_comes_in_is_disposed_on_a_phone_and_answered(desks: dict[str, Any]) -> None:
    officer, head, force = desks["officer"], desks["head"], desks["task-force"]
    officer.goto(f"/surat/instansi/{BODY}/masuk/baru/")
    officer.fill("[name=sender]", "Bawaslu Contoh")
    officer.fill("[name=number]", "77/PM/2026")
    officer.fill("[name=dated_on]", officer.input_value("[name=received_on]"))
    officer.fill("[name=subject]", "Permintaan jadwal uji")
    press(officer, "Catat surat masuk")
    said(officer, "nomor agenda")
    head.goto(officer.url)
    follow(head, "Beri disposisi")
    looked_at(head)
    name = force.locator("a.saya").text_content().split(":")[-1].strip()
    choose(head, "person", name)
    head.check("[name=orders][value=answer]")
    press(head, "Simpan disposisi")
    force.goto("/surat/")
    follow(force, "Permintaan jadwal uji")
    force.get_by_role("link", name="Jawab disposisi").first.click()
    force.fill("[name=answer]", "Jadwal sudah dikirim.")
    press(force, "Simpan jawaban")
    said(force, "Jadwal sudah dikirim.")
    follow(force, "Lembar disposisi")
    looked_at(force)
